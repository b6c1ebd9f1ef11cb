"""Bytes to text: UTF-8, UTF-16 with a byte-order mark, else Windows-1252.

A byte-order mark of UTF-8 stays in the text as U+FEFF: offsets then agree with any plain reading of the file as UTF-8.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

_CHUNK = 1 << 20  # bytes
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02  # share of control characters; text has none
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KINDS = ((b"%PDF-", "a PDF file"), (b"PK\x03\x04", "a zip archive"), (b"\x1f\x8b", "a gzip archive"))
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def encoding_of(stream: BinaryIO) -> str:
    """The encoding of `stream`, read from where it stands to its end; ValueError, saying why, if it is no text."""
    first = stream.read(_CHUNK)
    if first.startswith(_UTF16):
        return "utf-16"
    require_text(first)
    sound, broken = _count(first, stream)
    return "utf-8" if sound >= broken else "cp1252"


def decoded(data: bytes) -> str:
    """The text in `data`, newlines untouched; a byte that fits no encoding becomes U+FFFD. ValueError as above."""
    import io

    return data.decode(encoding_of(io.BytesIO(data)), errors="replace")


def printable_rows(text: str) -> str:
    """`text` of a row with U+FFFD for NUL, control characters and lone surrogates, which no graph format can hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def require_text(first: bytes) -> None:
    """ValueError, saying why, if bytes that begin like `first` are no text."""
    for magic, kind in _KINDS:
        if first.startswith(magic):
            raise ValueError(f"{kind}, not text")
    if b"\0" in first or len(_CONTROLS.findall(first)) > _MOST_CONTROLS * len(first):
        raise ValueError("binary, not text")


def _count(first: bytes, stream: BinaryIO) -> tuple[int, int]:
    """How many non-ASCII characters are sound UTF-8, and how many bytes are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    sound = broken = 0
    data = first
    while data:
        if not data.isascii():
            text = decoder.decode(data)
            bad = text.count("\ufffd")
            broken += bad
            sound += sum(character > "\x7f" for character in text) - bad
        data = stream.read(_CHUNK)
    return sound, broken
