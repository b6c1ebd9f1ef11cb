"""Which office who held when. Partial dates count as all days they cover; sources differ by days, hence the slack."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kg.ingest.authority.records import TABLES, Row
from kg.ingest.model import DateValue

SLACK = timedelta(days=7)
_COLUMNS = TABLES["offices"].columns
_TENURE = ("person", "office", "of", "start", "end", "as_of")


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office. Without `end` it is known to be held until `as_of` (open if that is empty too).

    `seen`: `start` is the first day at which the source shows the office held, not the day it began.
    """

    person: str
    office: str
    of: str
    start: str
    end: str
    as_of: str
    seen: bool = False


def tenure(row: Row) -> Tenure:
    """The tenure that a row of offices.csv states."""
    cell = dict(zip(_COLUMNS, row, strict=True))
    person, office, of, start, end, as_of = (cell[name] for name in _TENURE)
    return Tenure(person, office, of, start, end, as_of, cell["status"] == "seen")


def bounds(text: str) -> tuple[date, date]:
    """First and last day that an ISO date of any precision covers; ValueError if it is none."""
    parts = [int(part) for part in text.split("-")]
    if [len(part) for part in text.split("-")] != [4, 2, 2][: len(parts)]:
        raise ValueError(f"not an ISO date: {text}")
    first = date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return first, first
    month = parts[1] if len(parts) == 2 else 12
    return first, date(parts[0], month, monthrange(parts[0], month)[1])


def holds(held: Tenure, when: DateValue, slack: timedelta = SLACK) -> bool:
    """Whether `held` covers some day of `when`, give or take `slack`."""
    first, last = bounds(when.start)[0], bounds(when.end or when.start)[1]
    begins = bounds(held.start)[0] if held.start else date.min + slack
    until = held.end or held.as_of
    ends = bounds(until)[1] if until else date.max - slack
    return begins - slack <= last and first <= ends + slack
