"""Where days stand on a time axis: linear while something happens, long empty stretches folded into a marked break."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cached_property

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
BREAK = 82.0  # pixels of a break, and the words in it
EMPTY = 210.0  # pixels without anything from which a stretch is folded
MARGIN = 26.0  # pixels before the first and after the last day
LABELLED = 84.0  # least pixels between two labels of the axis
MONTH_DAYS = 30.44
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day as ordinals, and the precision with which they are known: day, month, year or interval."""

    first: int
    last: int
    precision: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis; without a label a minor one."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A folded stretch: where it is drawn, and how long it is."""

    x: float
    width: float
    label: str


def span(start: str | None, end: str | None = None) -> Span | None:
    """What an ISO date, truncated to its precision, and the end of an interval cover. None without a real date."""
    first = _days(start)
    if first is None:
        return None
    last = _days(end)
    if last is not None and last[1] > first[1]:
        return Span(first[0], last[1], "interval")
    return Span(*first)


def _days(text: str | None) -> tuple[int, int, str] | None:
    match = DATE.fullmatch(text or "")
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            only = date(year, month, day).toordinal()
            return only, only, "day"
        first = date(year, month or 1, 1)
        after = date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1) if year < MAXYEAR else date.max
        return first.toordinal(), after.toordinal() - 1, "month" if month else "year"
    except ValueError:
        return None


@dataclass(frozen=True)
class Scale:
    """Days to pixels, rising throughout. `knots` are (day, x) between which it is linear; `breaks` are folded."""

    knots: tuple[tuple[float, float], ...]
    breaks: tuple[Break, ...]
    stretches: tuple[tuple[int, int], ...]  # first and last day of each part that is not folded
    per_day: float

    @cached_property
    def days(self) -> list[float]:
        """The days of the knots."""
        return [day for day, _ in self.knots]

    @property
    def width(self) -> float:
        """Pixels from end to end."""
        return self.knots[-1][1] + MARGIN

    def x(self, day: float) -> float:
        """Pixels of the beginning of a day; what lies outside is moved to the edge."""
        at = bisect_right(self.days, day)
        if at == 0:
            return self.knots[0][1]
        if at == len(self.knots):
            return self.knots[-1][1]
        (day_0, x_0), (day_1, x_1) = self.knots[at - 1], self.knots[at]
        return x_0 + (x_1 - x_0) * (day - day_0) / (day_1 - day_0)


def scale(spans: Iterable[Span], per_day: float, *, empty: float = EMPTY, fold: float = BREAK) -> Scale:
    """Scale over `spans` at `per_day` pixels; years do not keep a stretch from being folded.

    Stretches without anything that are longer than `empty` pixels are drawn as a break of `fold` pixels.
    """
    found = sorted(spans, key=lambda s: (s.first, s.last))
    stretches = _stretches([s for s in found if s.precision != "year"] or found, empty / per_day)
    knots: list[tuple[float, float]] = []
    breaks: list[Break] = []
    x = MARGIN
    for first, last in stretches:
        if knots:
            breaks.append(Break(round(x, 1), fold, _length(first - knots[-1][0])))
            x += fold
        knots += [(first, x), (last + 1, x + (last + 1 - first) * per_day)]
        x = knots[-1][1]
    return Scale(tuple(knots) or ((0, MARGIN),), tuple(breaks), tuple(stretches), per_day)


def _stretches(spans: list[Span], empty: float) -> list[tuple[int, int]]:
    """First and last days of what lies closer together than `empty` days."""
    stretches: list[tuple[int, int]] = []
    for one in spans:
        if stretches and one.first - stretches[-1][1] <= empty:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], one.last))
        else:
            stretches.append((one.first, one.last))
    return stretches


def _length(days: float) -> str:
    """A number of days in the largest unit of which it has at least two."""
    for unit, name in ((365.25, "years"), (MONTH_DAYS, "months")):
        if days >= 2 * unit:
            return f"{days / unit:.0f} {name}"
    return f"{days:.0f} days"


def ticks(axis: Scale) -> list[Tick]:
    """Lines of the axis: the beginning of each stretch and of each month; weeks where they are wide enough."""
    found: list[Tick] = []
    labelled = -LABELLED
    for first, last in axis.stretches:
        for day, label in _months(first, last):
            x = axis.x(day)
            fits = x - labelled >= LABELLED
            found.append(Tick(round(x, 1), label if fits else ""))
            labelled = x if fits else labelled
        if axis.per_day * 7 >= LABELLED:
            found += [Tick(round(axis.x(day), 1), "") for day in range(first + (7 - first % 7), last + 1, 7)]
    return sorted(set(found), key=lambda tick: (tick.x, tick.label))


def _months(first: int, last: int) -> Iterator[tuple[int, str]]:
    """The first day, and each first of a month up to the last, with their labels."""
    start = date.fromordinal(first)
    name = f"{MONTHS[start.month - 1]} {start.year}"
    yield first, name if start.day == 1 else f"{start.day} {name}"
    year, month = start.year, start.month
    while True:
        year, month = year + month // 12, month % 12 + 1
        if year > MAXYEAR or (day := date(year, month, 1).toordinal()) > last:
            return
        yield day, f"{MONTHS[month - 1]} {year}"
