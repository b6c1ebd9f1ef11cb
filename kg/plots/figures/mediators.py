"""Mediators: a matrix of negotiations and mediators, a disc the meetings at which they mediated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians, sin
from typing import Any

from matplotlib.figure import Figure

from kg.plots.findings import Findings, drawn
from kg.plots.look import EDGE, SMALL, TEXT, Look
from kg.plots.sheet import Entry, Sheet, sheet
from kg.plots.wording import shortened, width, wrapped

Row = Mapping[str, Any]
_ROW = 0.27  # inches
_NAMED = 2.15  # inches that the names of the negotiations take
_LONGEST = 1.65  # inches of a mediator's name
_SLANT = 55.0  # degrees
_WIDEST, _NARROWEST = 0.42, 0.17  # inches of a column
_LINE = 0.2  # inches of a line of the list
_SIZE = 8.0  # points across


def figure(findings: Findings, look: Look) -> Figure:
    """The figure of the findings of kg.plots.frames.mediators: a matrix, or a list where that has too little room."""
    rows = drawn(findings)
    mediators = {str(row["mediator"]): shortened(_name(row), _LONGEST, SMALL) for row in rows}
    longest = max(width(name, SMALL) for name in mediators.values())
    room = look.width - 2 * EDGE - _NAMED - longest * cos(radians(_SLANT))
    if room / len(mediators) < _NARROWEST:
        return _as_list(findings, look, rows)
    return _as_matrix(findings, look, mediators, longest)


def _as_matrix(findings: Findings, look: Look, mediators: Mapping[str, str], longest: float) -> Figure:
    """A row a negotiation, a column a mediator."""
    rows = drawn(findings)
    lanes = _order(rows, list(mediators))
    above = longest * sin(radians(_SLANT)) + 0.12
    made = sheet(findings, look, _legend(rows, look), len(lanes) * _ROW + above)
    left = made.left + _NAMED
    room = made.left + made.width - left - longest * cos(radians(_SLANT))
    step = min(_WIDEST, room / len(mediators))
    columns = {name: left + (i + 0.5) * step for i, name in enumerate(mediators)}
    top = made.bottom + made.height - above
    places = {lane: top - (i + 0.5) * (top - made.bottom) / len(lanes) for i, lane in enumerate(lanes)}
    _grid(made, places, columns, (top, step))
    for name, x in columns.items():
        slanted = {"rotation": _SLANT, "ha": "left", "va": "bottom", "rotation_mode": "anchor"}
        made.write(x, top + 0.06, mediators[name], fontsize=SMALL, **slanted)
    for row in rows:
        _cell(made, columns[row["mediator"]], places[row["negotiation"]], row, step)
    return made.figure


def _as_list(findings: Findings, look: Look, rows: Sequence[Row]) -> Figure:
    """The mediators of each negotiation below its name."""
    lanes = _order(rows, list(dict.fromkeys(str(row["mediator"]) for row in rows)))
    high = len(lanes) * _ROW + len(rows) * _LINE
    made = sheet(findings, look, _legend(rows, look), high)
    part, right, y = made.height / high, made.left + made.width, made.bottom + made.height
    for lane in lanes:
        y -= _ROW * part
        colour = made.look.colours["surface"]
        made.paper.fill_between([made.left, right], y, y + _LINE * part, color=colour, linewidth=0, zorder=0.8)
        name = shortened(lane, made.width - 0.08, TEXT, bold=True)
        made.write(made.left + 0.04, y + _LINE * part / 2, name, fontweight="bold")
        for row in (row for row in rows if row["negotiation"] == lane):
            y -= _LINE * part
            made.write(made.left + 0.04, y + _LINE * part / 2, shortened(_name(row), made.width - 0.7, TEXT))
            _cell(made, right - 0.3, y + _LINE * part / 2, row, 0.4)
    return made.figure


def _name(row: Row) -> str:
    return f"{row['mediator']} ({row['side']})" if row["side"] else str(row["mediator"])


def _order(rows: Sequence[Row], mediators: Sequence[str]) -> list[str]:
    """Negotiations in the order of their first mediator, so that discs lie near the diagonal."""
    first: dict[str, tuple[int, str]] = {}
    for row in rows:
        place = (mediators.index(row["mediator"]), str(row["negotiation"]))
        first[row["negotiation"]] = min(first.get(row["negotiation"], place), place)
    return sorted(first, key=lambda lane: first[lane])


def _legend(rows: Sequence[Row], look: Look) -> list[Entry]:
    named = (
        ("held", "meetings held or ongoing (their number)"),
        ("ahead", "planned or proposed"),
        ("told", "acts of mediation, no meeting told"),
    )
    return [Entry(name, _mark(what, look, 7.0)) for what, name in named if any(row[what] for row in rows)]


def _mark(what: str, look: Look, size: float) -> dict[str, Any]:
    colours = look.colours
    is_open = what != "held"
    return {
        "linestyle": "none",
        "marker": "D" if what == "told" else "o",
        "markersize": size * (0.72 if what == "told" else 1.0),
        "markerfacecolor": colours["page"] if is_open else colours["kind-mediator"],
        "markeredgecolor": colours["kind-mediator"],
        "markeredgewidth": 1.0,
    }


def _grid(made: Sheet, places: Mapping[str, float], columns: Mapping[str, float], size: tuple[float, float]) -> None:
    top, step = size
    colours = made.look.colours
    start, end = min(columns.values()) - step / 2, max(columns.values()) + step / 2
    high = (top - made.bottom) / len(places)
    lines = 2 if high > 0.23 else 1
    for lane, y in places.items():
        made.draw([made.left, end], [y - high / 2] * 2, color=colours["line"], linewidth=0.5, zorder=0.7)
        told = wrapped(lane, start - EDGE - 0.1, SMALL, lines=lines)
        for i, line in enumerate(told):
            made.write(made.left, y + ((len(told) - 1) / 2 - i) * 0.115, line, fontsize=SMALL)
    for x in columns.values():
        made.draw([x, x], [made.bottom, top], color=colours["line"], linewidth=0.4, zorder=0.6)


def _cell(made: Sheet, x: float, y: float, row: Row, step: float) -> None:
    """The marks of a cell, side by side if there are several kinds, with their numbers where above 1."""
    kinds = [what for what in ("held", "ahead", "told") if row[what]]
    apart = min(0.15, step * 0.5)
    for i, what in enumerate(kinds):
        at = x + (i - (len(kinds) - 1) / 2) * apart
        size = _SIZE * (1.0 + 0.2 * (row[what] > 1))
        made.draw([at], [y], zorder=3, **_mark(what, made.look, size))
        if row[what] > 1:
            colour = made.look.colours["page" if what == "held" else "ink"]
            made.write(at, y - 0.004, str(row[what]), fontsize=TEXT - 2.3, ha="center", color=colour, zorder=4)
