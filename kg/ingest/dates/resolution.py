"""From a reading to a date: which rule gives it. None where the anchor does not suffice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.ingest.dates.arithmetic import (
    Frame,
    frame_of,
    month_or_day,
    nearest,
    offset,
    one_day,
    weekday,
    weekend,
    whole,
)
from kg.ingest.dates.expression import Reading, TimeExpression
from kg.ingest.dates.holidays import holiday
from kg.ingest.dates.lexicon import time_words
from kg.ingest.model import DateValue


def resolve(
    expression: TimeExpression,
    *,
    anchor: DateValue | None,
    future: bool | None = None,
    previous: DateValue | None = None,
) -> DateValue | None:
    """The date of an expression; None where the anchor (for "the next day", `previous`) is missing or too coarse.

    `future`: True where the verb is planned, False where it is told as past, None where neither is known. A weekday
    is the nearest on or before the anchor's day, with `future` the nearest on or after it. Days and months without a
    year likewise; with None they lie ahead when the next one is at most two months away and the last ten ago. Last
    month, and a day of the last or coming forty, is never taken for the one a year off, whatever the verb.
    """
    return value_of(expression.reading, anchor=anchor, future=future, previous=previous)


def value_of(
    reading: Reading, *, anchor: DateValue | None, future: bool | None, previous: DateValue | None
) -> DateValue | None:
    """As `resolve`, for a bare reading. Impossible dates (June 31) and years outside 1 to 9999 give None."""
    try:
        if reading.year is not None and reading.form == "date":
            return whole(reading.year, reading.month, reading.day)
        return FORMS[reading.form](reading, frame_of(anchor, future, previous))
    except (ValueError, OverflowError):
        return None


def _season(reading: Reading, frame: Frame) -> DateValue | None:
    if reading.month is None:
        return None
    year = reading.year if reading.year is not None else _season_year(reading, frame)
    if year is None:
        return None
    last = year * 12 + reading.month + 1
    return DateValue(f"{year:04}-{reading.month:02}", "month", f"{last // 12:04}-{last % 12 + 1:02}")


def _season_year(reading: Reading, frame: Frame) -> int | None:
    if not frame.year or frame.month is None:
        return None
    begun = frame.month >= (reading.month or 0) + (3 if reading.side == -1 else 0)
    if reading.side == 0:
        return frame.year
    if reading.side == 1 or frame.future:
        return frame.year + 1 if frame.month >= (reading.month or 0) else frame.year
    return frame.year if begun else frame.year - 1


def _holiday(reading: Reading, frame: Frame) -> DateValue | None:
    rule = time_words().holidays[tuple(reading.name.split())]
    if reading.year is not None:
        return one_day(holiday(rule, reading.year))
    today = frame.date() if frame.year else None
    if today is None:
        return None
    if reading.year_shift is not None:
        return one_day(holiday(rule, today.year + reading.year_shift))
    days = [holiday(rule, today.year + shift) for shift in (-1, 0, 1)]
    past, coming = [day for day in days if day <= today], [day for day in days if day >= today]
    return one_day(nearest(past, coming, today, reading.side, frame.future))


def _decade(reading: Reading, frame: Frame) -> DateValue | None:
    year = reading.year or 0
    return DateValue(f"{year:04}", "year", f"{year + 9:04}")


def _range(reading: Reading, frame: Frame) -> DateValue | None:
    """Two bounds; a bound that lacks year or month takes it from the other."""
    late = reading.second
    if late is None:
        return None
    early = replace(reading, form=reading.name, name="", second=None)
    if late.year is not None and early.year is None and early.form == "date" and early.month:
        later = (early.month, early.day or 0) > (late.month or 12, late.day or 31)
        early = replace(early, year=late.year - 1 if later else late.year)
    begin = _value(early, frame)
    finish = _finish(late, begin, frame)
    if begin is None or finish is None:
        return None
    size = min(len(begin.start), len(finish.start))
    start, end = begin.start[:size], (finish.end or finish.start)[:size]
    return DateValue(start, {4: "year", 7: "month", 10: "day"}[size], end) if start <= end else None


def _finish(late: Reading, begin: DateValue | None, frame: Frame) -> DateValue | None:
    if begin is None:
        return None
    follows = late.year is None and late.form in ("date", "weekday")
    return _value(late, frame_of(begin, True, None) if follows else frame)


def _beside(reading: Reading, frame: Frame) -> DateValue | None:
    """Counted from the expression that follows: "the day before last Tuesday"."""
    second = _value(reading.second, frame) if reading.second else None
    return offset(replace(reading, previous=True), replace(frame, previous=second))


def _value(reading: Reading, frame: Frame) -> DateValue | None:
    if reading.year is not None and reading.form == "date":
        return whole(reading.year, reading.month, reading.day)
    return FORMS[reading.form](reading, frame)


def _nothing(reading: Reading, frame: Frame) -> DateValue | None:
    return None


FORMS: dict[str, Callable[[Reading, Frame], DateValue | None]] = {
    "date": month_or_day,
    "weekday": weekday,
    "offset": offset,
    "weekend": weekend,
    "season": _season,
    "holiday": _holiday,
    "decade": _decade,
    "range": _range,
    "beside": _beside,
    "none": _nothing,
}
