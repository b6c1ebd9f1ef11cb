"""The dyad: a panel a direction; cooperation up, conflict down, their sum as a diamond; long gaps are folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kg.plots.findings import Findings, count, drawn
from kg.plots.frames.dyad import FOLDED
from kg.plots.look import EDGE, SMALL, TEXT, Look
from kg.plots.sheet import Entry, Sheet, sheet
from kg.plots.timescale import MONTHS
from kg.plots.wording import shortened, width

Row = Mapping[str, Any]
_PANEL = 1.5  # inches
_NAME = 0.24  # inches of the line above a panel
_SCALE = 0.5  # inches left of the panels
_TIME = 0.36  # inches below them
_BAR, _WIDEST = 0.72, 0.5  # part of a period that its bar takes, and the most inches
_FOLD = 0.4  # places that a folded gap takes
_KINDS = (("conflict", "//////"), ("cooperation", ""))  # with their hatches


def figure(findings: Findings, look: Look) -> Figure:
    """The figure of the findings of kg.plots.frames.dyad."""
    rows = drawn(findings)
    ways = list(dict.fromkeys((str(row["source"]), str(row["target"])) for row in rows))
    places, end = _places(rows)
    made = sheet(findings, look, _legend(look), len(ways) * (_PANEL + _NAME) + _TIME)
    high = (made.height - _TIME) / len(ways)
    for i, way in enumerate(ways):
        bottom = made.bottom + _TIME + (len(ways) - 1 - i) * high
        own = [row for row in rows if (row["source"], row["target"]) == way]
        axes = made.axes(made.left + _SCALE, bottom + 0.06, made.width - _SCALE, high - _NAME - 0.06)
        axes.set(xlim=(-0.6, end - 0.4), ylim=_limits(rows))
        wide = min(_BAR, _WIDEST * (end + 0.2) / (made.width - _SCALE))
        _panel(axes, look, wide, [(places[row["first"]], row) for row in own if row["first"] in places])
        _folds(axes, look, places)
        _named(made, bottom + high - _NAME / 2 + 0.03, way, own)
    _time(made, places, end, [row for row in rows if (row["source"], row["target"]) == ways[-1]])
    middle = made.bottom + (made.height + _TIME) / 2
    made.write(EDGE + 0.04, middle, "sum of PLOVER scores", fontsize=SMALL, rotation=90, ha="center")
    return made.figure


def _limits(rows: Sequence[Row]) -> tuple[float, float]:
    """The least and the greatest sum, with room for the numbers of events."""
    low, high = min(row["conflict"] for row in rows), max(row["cooperation"] for row in rows)
    room = 0.14 * max(high - low, 1.0)
    return low - room, high + room


def _places(rows: Sequence[Row]) -> tuple[dict[int, float], float]:
    """Places of the periods by their first day, those of folded gaps left out, and the place behind them all."""
    told: dict[int, int] = {}
    for row in rows:
        told[row["first"]] = told.get(row["first"], 0) + row["events"]
    found: dict[int, float] = {}
    place, empty = 0.0, list[int]()
    for first in sorted(told):
        if not told[first]:
            empty.append(first)
            continue
        if len(empty) >= FOLDED:
            place, empty = place + _FOLD, []
        for day in (*empty, first):
            found[day], place = place, place + 1
        empty = []
    return found, place


def _legend(look: Look) -> list[Entry]:
    return [
        *(Entry(name, _bar(look, name, hatch)) for name, hatch in reversed(_KINDS)),
        Entry("net", _net(look)),
    ]


def _bar(look: Look, kind: str, hatch: str) -> dict[str, Any]:
    """Fields of a bar; what is hatched has the colour of the page for its lines."""
    colours = look.colours
    return {"facecolor": colours[f"kind-material-{kind}"], "edgecolor": colours["page"], "linewidth": 0, "hatch": hatch}


def _net(look: Look) -> dict[str, Any]:
    colours = look.colours
    fields = {"marker": "D", "markersize": 4, "markerfacecolor": colours["page"], "markeredgecolor": colours["ink"]}
    return fields | {"markeredgewidth": 0.9, "linestyle": "none"}


def _panel(axes: Axes, look: Look, wide: float, rows: Sequence[tuple[float, Row]]) -> None:
    colours = look.colours
    for name, hatch in _KINDS:
        axes.bar([x for x, _ in rows], [row[name] for _, row in rows], wide, zorder=2, **_bar(look, name, hatch))
    for x, row in rows:
        _numbers(axes, look, x, row)
    told = [(x, row["net"]) for x, row in rows if row["events"]]
    axes.plot([x for x, _ in told], [net for _, net in told], zorder=4, **_net(look))
    axes.axhline(0, color=colours["ink"], linewidth=0.7, zorder=3)
    axes.set_facecolor("none")
    axes.grid(axis="y", color=colours["line"], linewidth=0.4)
    axes.set_axisbelow(True)
    axes.set_xticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(axis="y", labelsize=SMALL, labelcolor=colours["soft"], length=0, pad=2)
    axes.locator_params(axis="y", nbins=5, steps=[1, 2, 5, 10])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:+g}".replace("-", "−") if value else "0")


def _numbers(axes: Axes, look: Look, x: float, row: Row) -> None:
    """Numbers of events above and below the bars; what has score 0 counts with the cooperative ones."""
    style: dict[str, Any] = {"fontsize": SMALL - 1, "color": look.colours["soft"], "ha": "center", "zorder": 5}
    up, down = row["events"] - row["conflictual"], row["conflictual"]
    style |= {"textcoords": "offset points", "parse_math": False}
    if up:
        axes.annotate(str(up), (x, max(row["cooperation"], row["net"])), (0, 3), va="bottom", **style)
    if down:
        axes.annotate(str(down), (x, min(row["conflict"], row["net"])), (0, -3), va="top", **style)


def _folds(axes: Axes, look: Look, places: Mapping[int, float]) -> None:
    for before, after in pairwise(sorted(places.values())):
        if after - before > 1:
            axes.axvspan(before + 0.5, after - 0.5, color=look.colours["fold"], linewidth=0, zorder=0)


def _named(made: Sheet, y: float, way: tuple[str, str], rows: Sequence[Row]) -> None:
    half = (made.width - _SCALE - 1.0) / 2
    name = " → ".join(shortened(actor, half, TEXT, bold=True) for actor in way)
    made.write(made.left + _SCALE, y, name, fontweight="bold")
    events = count(sum(row["events"] for row in rows), "event")
    right, colour = made.left + made.width, made.look.colours["soft"]
    made.write(right, y, events, fontsize=SMALL, ha="right", color=colour)


def _time(made: Sheet, places: Mapping[int, float], end: float, rows: Sequence[Row]) -> None:
    """Names of the periods below the last panel, where they fit, and of the years below them."""
    left, step = made.left + _SCALE, (made.width - _SCALE) / (end + 0.2)
    shown = [(left + (places[row["first"]] + 0.6) * step, row) for row in rows if row["first"] in places]
    y = made.bottom + _TIME - 0.03
    for x, name in _fitting((x, _short(row["period"])) for x, row in shown if len(row["period"]) > len("2025")):
        made.write(x, y, name, fontsize=SMALL, ha="center", color=made.look.colours["soft"])
    years: dict[str, list[float]] = {}
    for x, row in shown:
        years.setdefault(row["period"][:4], []).append(x)
    for x, name in _fitting(((of[0] + of[-1]) / 2, year) for year, of in years.items()):
        made.write(x, y - 0.14, name, fontsize=SMALL, ha="center", fontweight="bold")


def _short(period: str) -> str:
    """The month by its first letters; the quarter."""
    rest = period[5:]
    return MONTHS[int(rest) - 1] if rest.isdigit() else rest


def _fitting(names: Iterator[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """Those of the centred names that do not run into the one before."""
    end = -1.0
    for x, name in names:
        wide = width(name, SMALL, True)
        if x - wide / 2 >= end:
            yield x, name
            end = x + wide / 2 + 0.04
