"""Calendar arithmetic from an anchor day: months, days of a month, weekdays, so many weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.ingest.dates.expression import Reading
from kg.ingest.model import DateValue

# A day without its year is hardly ever meant almost a year off: past these distances the calendar overrules the verb.
_AHEAD_DAYS, _NEAR_DAYS, _FAR_DAYS = 62, 40, 300
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


def frame_of(anchor: DateValue | None, future: bool | None, previous: DateValue | None) -> Frame:
    """The frame of an anchor of any precision; year 0 stands for no anchor."""
    if anchor is None:
        return Frame(0, None, None, future, previous)
    parts = [int(part) for part in anchor.start[:10].split("-")] + [0, 0]
    return Frame(parts[0], parts[1] or None, parts[2] or None, future, previous)


def whole(year: int, month: int | None, day: int | None) -> DateValue:
    """A value of the precision given. Raises ValueError where the calendar has no such day."""
    if month is None:
        return DateValue(f"{date(year, 1, 1).year:04}", "year")
    if day is None:
        return DateValue(date(year, month, 1).isoformat()[:7], "month")
    return one_day(date(year, month, day))


def one_day(day: date) -> DateValue:
    return DateValue(day.isoformat(), "day")


def days_between(first: date, last: date) -> DateValue:
    """Some day from `first` to `last`."""
    return DateValue(first.isoformat(), "day", last.isoformat(), vague=True)


def month_or_day(reading: Reading, frame: Frame) -> DateValue | None:
    """A month, or a day of a month, without its year."""
    if not frame.year or reading.month is None:
        return None
    if reading.year_shift is not None:
        return whole(frame.year + reading.year_shift, reading.month, reading.day)
    return _month(reading, frame) if reading.day is None else _month_day(reading, frame)


def _month(reading: Reading, frame: Frame) -> DateValue | None:
    if frame.month is None or reading.month is None:
        return None
    ahead = (reading.month - frame.month) % 12
    if reading.side == 1:
        ahead = ahead or 12
    elif reading.side == 0:
        ahead = reading.month - frame.month
    elif reading.side == -1 or (ahead and not _month_ahead(ahead, frame.future)):
        ahead -= 12
    count = frame.year * 12 + frame.month - 1 + ahead
    return whole(count // 12, count % 12 + 1, None)


def _month_ahead(ahead: int, future: bool | None) -> bool:
    """Whether a month lies `ahead` months after the anchor's, not before; last month is never meant a year ahead."""
    return ahead < 11 if future else future is None and ahead <= 2


def _month_day(reading: Reading, frame: Frame) -> DateValue | None:
    today = frame.date()
    if today is None:
        return None
    days = [day for year in range(today.year - 8, today.year + 9) if (day := _valid(year, reading)) is not None]
    named = [day for day in days if day.weekday() == reading.weekday]
    if named:  # the weekday beside it tells the year
        return one_day(min(named, key=lambda day: abs((day - today).days)))
    past = [day for day in days if day <= today and not (reading.side == -1 and day == today)]
    coming = [day for day in days if day >= today and not (reading.side == 1 and day == today)]
    return one_day(nearest(past, coming, today, reading.side, frame.future)) if past and coming else None


def nearest(past: Sequence[date], coming: Sequence[date], today: date, side: int | None, future: bool | None) -> date:
    """The last of `past` or the first of `coming` days, both around `today`; see resolution.resolve for `future`."""
    if side == 0:
        return min((past[-1], coming[0]), key=lambda day: (day.year != today.year, abs((day - today).days)))
    if side is not None:
        return coming[0] if side == 1 else past[-1]
    ago, ahead = (today - past[-1]).days, (coming[0] - today).days
    if future:
        return past[-1] if ago <= _NEAR_DAYS and ahead >= _FAR_DAYS else coming[0]
    reach = _AHEAD_DAYS if future is None else _NEAR_DAYS
    return coming[0] if ahead <= reach and ago >= _FAR_DAYS else past[-1]


def _valid(year: int, reading: Reading) -> date | None:
    try:
        return date(year, reading.month or 0, reading.day or 0)
    except ValueError:
        return None


def weekday(reading: Reading, frame: Frame) -> DateValue | None:
    """The nearest such weekday on its side of the reference day, or that of a week counted from it."""
    today = _reference(reading, frame)
    if today is None or reading.weekday is None:
        return None
    if reading.year_shift is not None:  # "Monday of last week"
        return one_day(_monday(today) + timedelta(days=7 * reading.year_shift + reading.weekday))
    back = (today.weekday() - reading.weekday) % 7
    forward = (reading.weekday - today.weekday()) % 7
    if reading.side == -1:
        return one_day(today - timedelta(days=back or 7))
    if reading.side == 1:
        return one_day(today + timedelta(days=forward or 7))
    ahead = frame.future if reading.side is None else frame.future is not False
    return one_day(today + timedelta(days=forward) if ahead else today - timedelta(days=back))


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


def offset(reading: Reading, frame: Frame) -> DateValue | None:
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
    return whole(source[0] + years * count, None, None) if years == 1 or count else None


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
        return one_day(today + timedelta(days=count))
    monday = _monday(today) + timedelta(days=count * (14 if reading.unit == "F" else 7))
    sunday = monday + 6 * _DAY
    if reading.name == "earlier" and monday <= today:
        return days_between(monday, today)
    if reading.name == "later" and today <= sunday:
        return days_between(today, sunday)
    return days_between(monday, sunday)


def _offset_months(reading: Reading, frame: Frame, count: int) -> DateValue | None:
    source = _source(reading, frame)
    if source is None or source[1] is None:
        return None
    months = source[0] * 12 + source[1] - 1 + count
    return whole(months // 12, months % 12 + 1, None)


def weekend(reading: Reading, frame: Frame) -> DateValue | None:
    """Saturday and Sunday: the running or last weekend, the coming one for planned verbs and "this"."""
    today = _reference(reading, frame)
    if today is None:
        return None
    saturday = _monday(today) + 5 * _DAY
    ahead = reading.side == 1 or (frame.future is True) or (reading.side == 0 and frame.future is not False)
    if ahead and reading.side == 1 and today >= saturday:
        saturday += 7 * _DAY
    elif not ahead and (today < saturday or reading.side == -1):
        saturday -= 7 * _DAY
    return days_between(saturday, saturday + _DAY)
