"""A time axis over a strip of the sheet: linear while something happens, long empty stretches folded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.plots.look import SMALL
from kg.plots.sheet import Sheet
from kg.plots.timescale import MARGIN, MONTHS, Scale, Span, scale
from kg.plots.wording import width

EMPTY, FOLD = 26.0, 11.0  # pixels of 1/96 inch: without anything from which a stretch is folded, and of the fold
HIGH = 0.34  # inches below the strip that the axis takes
_PIXELS = 96.0
_EDGE = 0.13  # inches before the first and after the last day
_WHOLE = 430  # days that are drawn without folds
_YEAR = 364  # days between the first and the last one
_DENSEST, _STEP = 2.0, 0.96  # pixels a day that are tried first, and by how much less then
_GAP = 0.05  # inches between two names
_DENSE = 0.12  # inches between the lines of months, below which they are left out


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days to inches of the sheet."""

    scale: Scale
    left: float
    width: float

    def x(self, day: float) -> float:
        """Inches from the left edge of the sheet."""
        return self.at(self.scale.x(day))

    def at(self, pixels: float) -> float:
        """Inches from the left edge of the sheet of a place on the scale."""
        part = (pixels - MARGIN) / (self.scale.width - 2 * MARGIN)
        return self.left + _EDGE + part * (self.width - 2 * _EDGE)


def time_axis(days: Iterable[tuple[int, int]], left: float, wide: float) -> TimeAxis:
    """The axis over spans of days that fills a width in inches with as much room a day as there is.

    What is little more than a year long is not folded.
    """
    spans = [Span(first, last, "year" if last - first >= _YEAR else "day") for first, last in days]
    per_day = _DENSEST
    whole = max(span.last for span in spans) - min(span.first for span in spans)
    empty = EMPTY if whole > _WHOLE else math.inf
    while (made := scale(spans, per_day, empty=empty, fold=FOLD)).width - 2 * MARGIN > (wide - 2 * _EDGE) * _PIXELS:
        per_day *= _STEP
        if per_day < 1e-4:
            break
    return TimeAxis(made, left, wide)


def draw_axis(made: Sheet, axis: TimeAxis, bottom: float, top: float) -> None:
    """Folds as pale bands from bottom to top, lines at the first of months, months and years below."""
    colours = made.look.colours
    for one in axis.scale.breaks:
        left, right = axis.at(one.x), axis.at(one.x + one.width)
        made.paper.fill_betweenx([bottom, top], left, right, color=colours["fold"], linewidth=0, zorder=0.5)
    months = list(_months(axis))
    for x, _ in months if axis.width / max(1, len(months)) > _DENSE else ():
        made.draw([x, x], [bottom, top], color=colours["line"], linewidth=0.4, zorder=0.6)
    made.draw([axis.left, axis.left + axis.width], [bottom, bottom], color=colours["soft"], linewidth=0.6)
    start = date.fromordinal(axis.scale.stretches[0][0])
    begin = [(axis.x(start.toordinal()), f"{start.day} {MONTHS[start.month - 1]}")] if start.day > 1 else []
    for x, name in _fitting([*begin, *months]):
        made.write(x, bottom - 0.07, name, fontsize=SMALL, color=colours["soft"], ha="left")
    for x, name in _fitting(list(_years(axis)), centred=True):
        made.write(x, bottom - 0.21, name, fontsize=SMALL, ha="center", fontweight="bold", color=colours["ink"])


def _months(axis: TimeAxis) -> Iterator[tuple[float, str]]:
    """The first of each month that is not folded."""
    for first, last in axis.scale.stretches:
        day = date.fromordinal(first)
        while day.toordinal() <= last:
            if day.day == 1:
                yield axis.x(day.toordinal()), MONTHS[day.month - 1]
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _years(axis: TimeAxis) -> Iterator[tuple[float, str]]:
    """The middle of what is drawn of each year, with its name, short where it has little room."""
    ends: dict[int, list[float]] = {}
    for first, last in axis.scale.stretches:
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            days = max(first, date(year, 1, 1).toordinal()), min(last + 1, date(year, 12, 31).toordinal() + 1)
            ends.setdefault(year, []).extend(map(axis.x, days))
    spans = [(min(of), max(of), year) for year, of in sorted(ends.items())]
    for i, (left, right, year) in enumerate(spans):
        room = (spans[i + 1][0] if i + 1 < len(spans) else axis.left + axis.width) - left
        yield (left + right) / 2, str(year) if room > width("2025", SMALL, True) + 2 * _GAP else f"’{year % 100:02}"


def _fitting(names: Sequence[tuple[float, str]], *, centred: bool = False) -> Iterator[tuple[float, str]]:
    """Those of the names that do not run into the one before."""
    end = -1.0
    for x, name in names:
        wide = width(name, SMALL, centred)
        start = x - wide / 2 if centred else x
        if start >= end:
            yield x, name
            end = start + wide + _GAP
