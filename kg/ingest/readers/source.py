"""What every reader is given and how it makes documents of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import UnreadableDocument
from kg.ingest.model import Document

LONGEST = 1_000_000  # characters of one document
FIELDS = ("title", "publisher", "date", "url", "language", "licence", "author")
_SYNONYMS = {"license": "licence", "byline": "author"}
_BYTES_A_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or bytes that came from standard input; `name` is what the user or the folder called it."""

    name: str
    ending: str  # ".txt"
    path: Path | None = None
    data: bytes = b""
    longest: int = LONGEST

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes from their beginning."""
        with self.path.open("rb") if self.path else BytesIO(self.data) as stream:
            yield stream

    def bytes(self) -> bytes:
        """All bytes; UnreadableDocument if there are more than `longest` characters can take."""
        with self.opened() as stream:
            data = stream.read(_BYTES_A_CHARACTER * self.longest + 1)
        if len(data) > _BYTES_A_CHARACTER * self.longest:
            raise self.too_long()
        return data

    def too_long(self, where: str | None = None) -> UnreadableDocument:
        why = f"longer than {self.longest:,} characters: split it into its reports"
        return UnreadableDocument(where or self.name, why)


def described(fields: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The fields that kg knows, in their fixed order, as text; empty ones, lists and mappings are left out."""
    known: dict[str, str] = {}
    for name, value in fields.items():
        lowered = str(name).strip().lower()
        if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
            known.setdefault(_SYNONYMS.get(lowered, lowered), str(value).strip())
    return tuple((name, known[name]) for name in FIELDS if name in known)


def document(
    source: Source,
    text: str,
    fields: Mapping[str, object],
    *,
    media_type: str,
    row: int | None = None,
    body_start: int = 0,
) -> Document:
    """A document of `source` (of its row, counted from 1); UnreadableDocument if it is empty or too long."""
    name = source.name if row is None else f"{source.name}#row-{row}"
    if len(text) > source.longest:
        raise source.too_long(name)
    if not text[body_start:].strip("\ufeff \t\r\n"):
        raise UnreadableDocument(name, "empty: it holds no text")
    metadata = described(fields)
    return Document(
        key=dict(metadata).get("url", name),
        source=name,
        text=text,
        media_type=media_type,
        metadata=metadata,
        body_start=body_start,
    )
