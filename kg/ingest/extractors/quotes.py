"""Quotations: the words between quotation marks, double and single."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ingest.model import Analysis

_DOUBLE = {"“": "”", "«": "»", '"': '"', "``": "''", "„": "“"}
_SINGLE = {"‘": "’", "'": "'", "`": "'"}
MAX_QUOTE = 400  # tokens; a quotation left open longer is a slip of the pen
_MAX_SINGLE = 60  # single marks are apostrophes too


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted tokens [first, last), the marks left out."""

    first: int
    last: int


def quotes(a: Analysis) -> list[Quote]:
    """Quotations in text order; a paragraph break closes one that the next paragraph does not go on with."""
    found: list[Quote] = []
    start, closing = None, ""
    for token in a.tokens:
        if start is None:
            if opened := _opened(a, token.i):
                start, closing = token.i + 1, opened
        elif _closes(a, token.i, closing) or token.i - start > MAX_QUOTE or "\n\n" in token.text:
            found.append(Quote(start, token.i))
            start = None
        elif closing in ("’", "'") and token.i - start > _MAX_SINGLE:
            start = None
    return [q for q in found if q.last - q.first < 0.8 * len(a.tokens) or len(found) > 1]


def _opened(a: Analysis, i: int) -> str:
    """The mark that will close what token i opens; empty where it opens nothing."""
    mark = a.tokens[i].text
    if mark in _DOUBLE:
        return _DOUBLE[mark]
    if mark not in _SINGLE or not _spaced(a, i) or _touches(a, i):
        return ""
    return _SINGLE[mark]


def _closes(a: Analysis, i: int, closing: str) -> bool:
    mark = a.tokens[i].text
    if closing in ("’", "'"):
        return mark == closing and not _spaced(a, i)
    return mark == closing or (mark == "''" and closing == '"')


def _spaced(a: Analysis, i: int) -> bool:
    """Whether a blank, a bracket or the edge of the text is before the mark."""
    start = a.tokens[i].start
    return start == 0 or a.text[start - 1].isspace() or a.text[start - 1] in "([—–-"


def _touches(a: Analysis, i: int) -> bool:
    """Whether a blank follows the mark, so that it opens nothing."""
    end = a.tokens[i].end
    return end >= len(a.text) or a.text[end].isspace()
