"""A time expression between the grammar and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest.dates.expression import Reading
from kg.ingest.model import Token


@dataclass(frozen=True, slots=True)
class Draft:
    """Token indexes [begin, end) into the sequence at hand. `joinable`: may bound a range; `open_ended`: a date that
    follows at once completes it ("the day before")."""

    begin: int
    end: int
    kind: str
    reading: Reading
    modifier: str | None = None
    duration: str | None = None
    longest: str | None = None
    joinable: bool = False
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule over `letters`; one letter is one token."""

    tokens: Sequence[Token]
    letters: str
    match: re.Match[str]

    def at(self, group: str) -> int | None:
        """Token index where the group begins; None where the rule lacks the group or it matched nothing."""
        if group not in self.match.re.groupindex or self.match.group(group) is None:
            return None
        return self.match.start(group)

    def word(self, group: str) -> str | None:
        """The first token of the group, lower case."""
        index = self.at(group)
        return None if index is None else self.tokens[index].text.lower()

    def letter(self, index: int) -> str:
        return self.letters[index] if 0 <= index < len(self.letters) else ""

    def before(self) -> Token | None:
        return self.tokens[self.match.start() - 1] if self.match.start() else None

    def after(self) -> Token | None:
        return self.tokens[self.match.end()] if self.match.end() < len(self.tokens) else None

    def draft(self, kind: str, reading: Reading, *, joinable: bool = False) -> Draft:
        """The draft of this match, with the modifier that the rule caught."""
        begin, end = self.match.span()
        return Draft(begin, end, kind, reading, modifier=modifier(self.word("g")), joinable=joinable)


def modifier(word: str | None) -> str | None:
    """early, mid, late, earlier or later, however the text puts it."""
    same = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "before": "earlier"}
    return None if word is None else same.get(word, word)
