"""What a time expression is: where it stands, how it was read, and the date it has once an anchor is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest.model import DateValue, Token


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as understood, before any anchor.

    `form` names the rule that gives the date (a key of resolution.FORMS); `number` is its weekday, season, count of
    units or length; `unit` a letter of time.toml [units]; `side` -1 for last, 0 for this, 1 for next; `year_shift`
    counts years from the anchor's ("April next year" is 1); `previous` says that the expression counts from the one
    before it in the text; `second` is the later bound of a range.
    """

    form: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: float | None = None
    unit: str = ""
    side: int | None = None
    year_shift: int | None = None
    weekday: int | None = None
    name: str = ""
    previous: bool = False
    second: Reading | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time. Tokens [first, last) by `Token.i`, characters [start, end) of `Article.text`.

    `kind`: point, interval, duration or frequency; only points and intervals ever have a `value`. `relative`: the
    value needs an anchor. `direction`: the preposition that opens or closes the time (since, until, by, before,
    after, for), None otherwise; `modifier`: early, mid, late, earlier or later. `future` is what the verb says (True
    ahead, False told as past, None unknown). `duration` and `longest` are ISO 8601 ("PT1H", "P2D").
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    value: DateValue | None
    kind: str
    relative: bool
    reading: Reading
    direction: str | None = None
    modifier: str | None = None
    future: bool | None = None
    duration: str | None = None
    longest: str | None = None


def surface(tokens: Sequence[Token]) -> str:
    """The words as written, with one space where the text has a gap."""
    parts = [token.text for token in tokens[:1]]
    for left, right in pairwise(tokens):
        parts.append(f" {right.text}" if right.start > left.end else right.text)
    return "".join(parts)
