"""From a reading to a date: calendar arithmetic on the anchor day. None where the anchor does not suffice."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.ingest.dates.expression import Reading, TimeExpression
from kg.ingest.dates.holidays import holiday
from kg.ingest.dates.lexicon import lexicon
from kg.ingest.model import DateValue

_AHEAD_DAYS, _PAST_DAYS = 62, 300  # without a hint a day or month lies ahead if it is near and the last one is long ago
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a reading is resolved against: the anchor's year, month and day as far as known."""

    year: int
    month: int | None
    day: int | None
    future: bool | None
    previous: DateValue | None

    def date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None


def resolve(
    expression: TimeExpression,
    *,
    anchor: DateValue | None,
    future: bool | None = None,
    previous: DateValue | None = None,
) -> DateValue | None:
    """The date of an expression, or None where the anchor (or, for "the next day", `previous`) is missing or too coarse.

    `future`: True where the verb is planned, False where it is told as past, None where neither is known. A weekday
    is the nearest on or before the anchor's day, with `future` the nearest on or after it. Days and months without a
    year likewise; with None they lie ahead when the next one is at most two months away and the last ten ago.
    """
    return value_of(expression.reading, anchor=anchor, future=future, previous=previous)


def value_of(
    reading: Reading, *, anchor: DateValue | None, future: bool | None, previous: DateValue | None
) -> DateValue | None:
    """As `resolve`, for a bare reading. Impossible dates (June 31) and years outside 1 to 9999 give None."""
    try:
        if reading.year is not None and reading.form == "date":
            return _whole(reading.year, reading.month, reading.day)
        return FORMS[reading.form](reading, _frame(anchor, future, previous))
    except (ValueError, OverflowError):
        return None


def _frame(anchor: DateValue | None, future: bool | None, previous: DateValue | None) -> Frame:
    if anchor is None:
        return Frame(0, None, None, future, previous)
    parts = [int(part) for part in anchor.start[:10].split("-")] + [0, 0]
    return Frame(parts[0], parts[1] or None, parts[2] or None, future, previous)


def _whole(year: int, month: int | None, day: int | None) -> DateValue:
    if month is None:
        return DateValue(f"{date(year, 1, 1).year:04}", "year")
    if day is None:
        return DateValue(date(year, month, 1).isoformat()[:7], "month")
    return _day(date(year, month, day))


def _day(day: date) -> DateValue:
    return DateValue(day.isoformat(), "day")


def _interval(first: date, last: date) -> DateValue:
    return DateValue(first.isoformat(), "day", last.isoformat())


def _date(reading: Reading, frame: Frame) -> DateValue | None:
    """A month, or a day of a month, without its year."""
    if not frame.year or reading.month is None:
        return None
    if reading.year_shift is not None:
        return _whole(frame.year + reading.year_shift, reading.month, reading.day)
    return _month(reading, frame) if reading.day is None else _month_day(reading, frame)


def _month(reading: Reading, frame: Frame) -> DateValue | None:
    if frame.month is None or reading.month is None:
        return None
    ahead = (reading.month - frame.month) % 12
    if reading.side == 1:
        ahead = ahead or 12
    elif reading.side == -1:
        ahead -= 12
    elif reading.side == 0:
        ahead = reading.month - frame.month
    elif not (frame.future or (frame.future is None and ahead <= 2)) and ahead:
        ahead -= 12
    count = frame.year * 12 + frame.month - 1 + ahead
    return _whole(count // 12, count % 12 + 1, None)


def _month_day(reading: Reading, frame: Frame) -> DateValue | None:
    today = frame.date()
    if today is None:
        return None
    days = [day for year in range(today.year - 8, today.year + 9) if (day := _valid(year, reading)) is not None]
    named = [day for day in days if day.weekday() == reading.weekday]
    if named:  # the weekday beside it tells the year
        return _day(min(named, key=lambda day: abs((day - today).days)))
    past = [day for day in days if day <= today and not (reading.side == -1 and day == today)]
    coming = [day for day in days if day >= today and not (reading.side == 1 and day == today)]
    return _day(_choose(past, coming, today, reading.side, frame.future)) if past and coming else None


def _choose(past: list[date], coming: list[date], today: date, side: int | None, future: bool | None) -> date:
    near = (coming[0] - today).days <= _AHEAD_DAYS and (today - past[-1]).days >= _PAST_DAYS
    ahead = side == 1 or (side is None and (future or (future is None and near)))
    if side == 0:
        return min((past[-1], coming[0]), key=lambda day: (day.year != today.year, abs((day - today).days)))
    return coming[0] if ahead else past[-1]


def _valid(year: int, reading: Reading) -> date | None:
    try:
        return date(year, reading.month or 0, reading.day or 0)
    except ValueError:
        return None


def _weekday(reading: Reading, frame: Frame) -> DateValue | None:
    today = _reference(reading, frame)
    if today is None or reading.weekday is None:
        return None
    if reading.year_shift is not None:  # "Monday of last week"
        return _day(_monday(today) + timedelta(days=7 * reading.year_shift + reading.weekday))
    back = (today.weekday() - reading.weekday) % 7
    forward = (reading.weekday - today.weekday()) % 7
    if reading.side == -1:
        return _day(today - timedelta(days=back or 7))
    if reading.side == 1:
        return _day(today + timedelta(days=forward or 7))
    ahead = frame.future if reading.side is None else frame.future is not False
    return _day(today + timedelta(days=forward) if ahead else today - timedelta(days=back))


def _reference(reading: Reading, frame: Frame) -> date | None:
    """The day counted from: the anchor's, or that of the expression before (its end when counting forward)."""
    if not reading.previous:
        return frame.date() if frame.year else None
    value = frame.previous
    if value is None or value.precision != "day":
        return None
    forward = (reading.number or reading.side or 0) > 0
    return date.fromisoformat(value.end if forward and value.end else value.start)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _offset(reading: Reading, frame: Frame) -> DateValue | None:
    """So many days, weeks, months or years from the anchor or the expression before."""
    count = int(reading.number or 0)
    if reading.unit in ("D", "W", "F"):
        return _offset_days(reading, frame, count)
    if reading.unit == "M":
        return _offset_months(reading, frame, count)
    years = {"Y": 1, "E": 10, "C": 100}.get(reading.unit)
    source = _source(reading, frame)
    if years is None or source is None or not source[0]:
        return None
    return _whole(source[0] + years * count, None, None) if years == 1 or count else None


def _source(reading: Reading, frame: Frame) -> tuple[int, int | None] | None:
    """Year and month counted from."""
    if not reading.previous:
        return frame.year, frame.month
    if frame.previous is None:
        return None
    parts = frame.previous.start.split("-")
    return int(parts[0]), int(parts[1]) if len(parts) > 1 else None


def _offset_days(reading: Reading, frame: Frame, count: int) -> DateValue | None:
    today = _reference(reading, frame)
    if today is None:
        return None
    if reading.unit == "D":
        return _day(today + timedelta(days=count))
    monday = _monday(today) + timedelta(days=count * (14 if reading.unit == "F" else 7))
    sunday = monday + 6 * _DAY
    if reading.name == "earlier" and monday <= today:
        return _interval(monday, today)
    if reading.name == "later" and today <= sunday:
        return _interval(today, sunday)
    return _interval(monday, sunday)


def _offset_months(reading: Reading, frame: Frame, count: int) -> DateValue | None:
    source = _source(reading, frame)
    if source is None or source[1] is None:
        return None
    months = source[0] * 12 + source[1] - 1 + count
    return _whole(months // 12, months % 12 + 1, None)


def _weekend(reading: Reading, frame: Frame) -> DateValue | None:
    today = _reference(reading, frame)
    if today is None:
        return None
    saturday = _monday(today) + 5 * _DAY
    ahead = reading.side == 1 or (frame.future is True) or (reading.side == 0 and frame.future is not False)
    if ahead and reading.side == 1 and today >= saturday:
        saturday += 7 * _DAY
    elif not ahead and (today < saturday or reading.side == -1):
        saturday -= 7 * _DAY
    return _interval(saturday, saturday + _DAY)


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
    rule = lexicon().holidays[tuple(reading.name.split())]
    if reading.year is not None:
        return _day(holiday(rule, reading.year))
    today = frame.date() if frame.year else None
    if today is None:
        return None
    if reading.year_shift is not None:
        return _day(holiday(rule, today.year + reading.year_shift))
    days = [holiday(rule, today.year + shift) for shift in (-1, 0, 1)]
    past, coming = [day for day in days if day <= today], [day for day in days if day >= today]
    return _day(_choose(past, coming, today, reading.side, frame.future))


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
    return _value(late, _frame(begin, True, None) if follows else frame)


def _beside(reading: Reading, frame: Frame) -> DateValue | None:
    """"The day before last Tuesday": counted from the expression that follows."""
    second = _value(reading.second, frame) if reading.second else None
    return _offset(replace(reading, previous=True), replace(frame, previous=second))


def _value(reading: Reading, frame: Frame) -> DateValue | None:
    if reading.year is not None and reading.form == "date":
        return _whole(reading.year, reading.month, reading.day)
    return FORMS[reading.form](reading, frame)


def _nothing(reading: Reading, frame: Frame) -> DateValue | None:
    return None


FORMS: dict[str, Callable[[Reading, Frame], DateValue | None]] = {
    "date": _date,
    "weekday": _weekday,
    "offset": _offset,
    "weekend": _weekend,
    "season": _season,
    "holiday": _holiday,
    "decade": _decade,
    "range": _range,
    "beside": _beside,
    "none": _nothing,
}
