"""A text under revision that remembers where each of its characters came from.

Every cleaning step looks at `Draft.text` and returns edits against it; `revise` carries them out. The pieces of the
draft stay tied to the source, so that the last draft yields the `OffsetMap` of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ingest.model import OffsetMap


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace [start, end) of the draft's text; an empty replacement takes it out."""

    start: int
    end: int
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that came from [start, end) of the source: character by character if `aligned`, else as a whole."""

    text: str
    start: int
    end: int
    aligned: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """The text as revised so far and the pieces that it is made of."""

    text: str
    pieces: tuple[Piece, ...]


def draft_of(source: str, start: int = 0) -> Draft:
    """An unrevised draft of `source` from offset `start` on."""
    text = source[start:]
    return Draft(text, (Piece(text, start, len(source)),) if text else ())


def revise(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """The draft after `edits`, which address its text; of two that overlap the one that begins first holds."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return draft
    pieces = tuple(_revised(draft, ordered))
    return Draft("".join(piece.text for piece in pieces), pieces)


def offset_map(draft: Draft) -> OffsetMap:
    """The map from the draft's text to its source, with a closing run at the end of the text."""
    runs: list[tuple[int, int, int]] = []
    clean = 0
    for piece in draft.pieces:
        for run in _runs(piece, clean):
            _append(runs, run)
        clean += len(piece.text)
    last = runs[-1][2] if runs else 0
    runs.append((clean, last, last))
    starts, sources, ends = zip(*runs, strict=True)
    return OffsetMap(starts, sources, ends)


def _revised(draft: Draft, edits: list[Edit]) -> Iterator[Piece]:
    cursor = _Cursor(draft)
    at = 0
    for edit in edits:
        if edit.start < at:
            continue
        yield from cursor.take(edit.start - at)
        cut = list(cursor.take(edit.end - edit.start))
        if edit.replacement and cut:
            start, end = cut[0].start, cut[-1].end
            yield Piece(edit.replacement, start, end, len(edit.replacement) == end - start)
        at = edit.end
    yield from cursor.take(len(draft.text) - at)


class _Cursor:
    """Hands out the pieces of a draft from left to right, cut to the lengths asked for."""

    def __init__(self, draft: Draft) -> None:
        self._pieces = iter(draft.pieces)
        self._piece = Piece("", 0, 0)
        self._used = 0  # characters of the piece handed out already

    def take(self, length: int) -> Iterator[Piece]:
        while length > 0:
            if self._used == len(self._piece.text):
                self._piece, self._used = next(self._pieces), 0
            part = _part(self._piece, self._used, self._used + length)
            self._used += len(part.text)
            length -= len(part.text)
            yield part


def _part(piece: Piece, first: int, last: int) -> Piece:
    text = piece.text[first:last]
    if not piece.aligned:
        return Piece(text, piece.start, piece.end, False)
    return Piece(text, piece.start + first, piece.start + first + len(text))


def _runs(piece: Piece, clean: int) -> Iterator[tuple[int, int, int]]:
    if piece.aligned:
        yield clean, piece.start, piece.end
        return
    for i in range(len(piece.text)):
        yield clean + i, piece.start, piece.end


def _append(runs: list[tuple[int, int, int]], run: tuple[int, int, int]) -> None:
    """Lengthens the last run where `run` goes on at the same distance, else adds it."""
    if runs:
        clean, source, end = runs[-1]
        if end == run[1] and run[0] - clean == end - source:
            runs[-1] = (clean, source, run[2])
            return
    runs.append(run)
