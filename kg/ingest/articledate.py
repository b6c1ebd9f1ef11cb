"""The date of an article, in the design's order of trust, and where it was found; never today's.

Order: front matter, the user's `--date`, dateline, metadata of the page or row, date line of the page. A dateline
seldom names its year ("Jun 2"): it takes the year that puts it nearest before the other dates of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.ingest.model import DateValue

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name[:length]: i for i, name in enumerate(_MONTH_NAMES, 1) for length in (3, 4, len(name))}
_DAYS = {name: i for i, name in enumerate("mon tue wed thu fri sat sun".split())}
_AHEAD = timedelta(days=2)  # a dateline may be this much later than the date of a page from another time zone

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
ENGLISH_DATE = (
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?"
    rf"(?:(?P<month>{MONTH})\s+{_DAY.format('day')}(?!\d)|{_DAY.format('day2')}\s+(?P<month2>{MONTH}))"
    r"(?:\s?,?\s+(?P<year>\d{4})\b)?"
)
_ENGLISH = re.compile(ENGLISH_DATE, re.I)
_MONTH_YEAR = re.compile(rf"({MONTH}),?\s+(\d{{4}})", re.I)
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T\s].*)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day as a dateline gives it; year and weekday (Monday is 0) only where they stand there."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None


def parse_date(text: str) -> DateValue | None:
    """A complete date, month or year in ISO or English form; None for anything else, such as 02/06/2025."""
    text = text.strip()
    if match := _COMPACT.fullmatch(text) or _ISO.fullmatch(text):
        return _value(*(int(part) for part in match.groups() if part))
    if match := _MONTH_YEAR.fullmatch(text):
        return _value(int(match[2]), _month(match[1]))
    partial = partial_date(text)
    if partial is None or partial.year is None:
        return None
    return _value(partial.year, partial.month, partial.day)


def partial_date(text: str) -> PartialDate | None:
    """The first English day in `text`: "Jun 2", "2 June 2025", "Tuesday, July 1, 2025"."""
    match = _ENGLISH.search(text)
    if match is None:
        return None
    day = int(match["day"] or match["day2"])
    year = int(match["year"]) if match["year"] else None
    weekday = _DAYS[match["weekday"][:3].lower()] if match["weekday"] else None
    return PartialDate(_month(match["month"] or match["month2"]), day, year, weekday)


def complete(partial: PartialDate, references: Iterable[DateValue]) -> DateValue | None:
    """`partial` in the year that puts it nearest before the first reference; None without a year or a reference."""
    if partial.year is not None:
        return _value(partial.year, partial.month, partial.day)
    for reference in references:
        return _nearest_before(partial, _latest_day(reference) + _AHEAD)
    return None


def first_of(*candidates: tuple[DateValue | None, str]) -> tuple[DateValue | None, str | None]:
    """The first date of (date, where it was found), given in their order of trust."""
    for value, found in candidates:
        if value is not None:
            return value, found
    return None, None


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()[:4].strip()] if len(name) != 3 else _MONTHS[name.lower()]


def _value(*parts: int) -> DateValue | None:
    """A date of the given parts; None if there is no such day."""
    if _day(*parts) is None:
        return None
    precision = ("year", "month", "day")[len(parts) - 1]
    return DateValue("-".join(f"{part:0{2 if i else 4}d}" for i, part in enumerate(parts)), precision)


def _day(year: int, month: int = 1, day: int = 1) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest_day(value: DateValue) -> date:
    """The last day that a date, month or year covers."""
    parts = [int(part) for part in (value.end or value.start).split("-")]
    if len(parts) == 3:
        return date(*parts)
    after = date(parts[0] + 1, 1, 1) if len(parts) == 1 or parts[1] == 12 else date(parts[0], parts[1] + 1, 1)
    return after - timedelta(days=1)


def _nearest_before(partial: PartialDate, latest: date) -> DateValue | None:
    """Looks back nine years, enough for 29 February; a weekday that fits decides among the last three."""
    days = [_day(year, partial.month, partial.day) for year in range(latest.year, latest.year - 9, -1)]
    possible = [day for day in days if day is not None and day <= latest]
    fitting = [day for day in possible[:3] if partial.weekday in (None, day.weekday())]
    return DateValue((fitting or possible)[0].isoformat(), "day") if possible else None
