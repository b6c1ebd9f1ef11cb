"""Bylines: "By Jane Doe", "By JANE DOE and John Roe, Reuters", "Jane Doe in Istanbul"."""

from __future__ import annotations

import re

from kg.ingest.articledate import MONTH, WEEKDAY

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?:\s(?:(?:al|bin|da|de|del|den|der|di|dos|el|la|ten|van|von|zu)\s){{0,2}}{_WORD}){{0,4}}"
_NAMES = rf"{_NAME}(?:(?:,\s|,?\s(?:and|&)\s){_NAME}){{0,4}}"
_TAIL = (
    r"(?:\s(?:in|at|with)\s[^.]{2,60}|\sand\s(?:agencies|staff|wires)|,\s[^.]{2,60}|\s?\|\s?.{2,60}|\s[-–—]\s.{2,60})*"
)
_BYLINE = re.compile(rf"(?:[Bb]y|BY|Written by|Reported by|Story by):?\s(?P<names>{_NAMES}{_TAIL})")
_PERSON = rf"{_WORD}(?:\s{_WORD}){{1,2}}"
_UNDER_HEADLINE = re.compile(
    rf"(?P<names>{_PERSON}(?:(?:,\s|\sand\s){_PERSON})*\sin\s{_NAME}(?:(?:,\s|\sand\s){_NAME})*)"
)
_NO_NAME = re.compile(rf"(?i:{WEEKDAY}|{MONTH}|now|then|contrast|comparison|all|the|a|an)\b")
_LONGEST = 160  # characters


def byline(paragraph: str, *, under_headline: bool = False) -> str | None:
    """Who wrote the article, as the whole `paragraph` says; None if it is no byline.

    Only right under a headline "Jane Doe in Istanbul" is one; elsewhere it may be a headline itself.
    """
    if len(paragraph) > _LONGEST or paragraph.endswith((".", "!", "?")):
        return None
    match = _BYLINE.fullmatch(paragraph) or (under_headline and _UNDER_HEADLINE.fullmatch(paragraph)) or None
    if match is None or _NO_NAME.match(match["names"]):
        return None
    return " ".join(match["names"].split())
