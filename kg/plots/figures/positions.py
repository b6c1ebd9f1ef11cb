"""Positions: a row a party, under its issue; the higher in the row a mark stands, the more it agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from kg.plots.figures.marks import NAMES, body, draw_mark, sign
from kg.plots.figures.timeaxis import HIGH, TimeAxis, draw_axis, time_axis
from kg.plots.findings import Findings, drawn, labelled
from kg.plots.frames.positions import ATTITUDES
from kg.plots.look import NARROW, SMALL, TEXT, Look
from kg.plots.sheet import Entry, Sheet, sheet
from kg.plots.wording import shortened

Row = Mapping[str, Any]
HEIGHTS = {
    "accept": 0.33,
    "partial": 0.33,
    "commit": 0.11,
    "ask": -0.11,
    "counter": -0.11,
}  # parts of a row from its middle
_NO = -0.33
NEAR = 0.085  # inches: closer marks of one attitude become one
NAMED, _NAMED_NARROW = 1.5, 1.05  # inches that the names of the parties take
_ROW, _HEADING = 0.36, 0.24  # inches
_SIZE = 5.0
_PALE = 0.5
_WORDS = {"ask": "proposes or demands", "commit": "agrees or promises"}


def figure(findings: Findings, look: Look) -> Figure:
    """The figure of the findings of kg.plots.frames.positions."""
    rows = drawn(findings)
    pairs = list(dict.fromkeys((str(row["issue"]), str(row["party"])) for row in rows))
    issues = list(dict.fromkeys(issue for issue, _ in pairs))
    high = len(pairs) * _ROW + len(issues) * _HEADING
    made = sheet(findings, look, _legend(rows, look), high + HIGH)
    left = made.left + (_NAMED_NARROW if look.width < NARROW else NAMED)
    axis = time_axis([(row["first"], row["last"]) for row in rows], left, made.left + made.width - left)
    bottom, y = made.bottom + HIGH, made.bottom + made.height
    draw_axis(made, axis, bottom, y)
    part = (y - bottom) / high
    for issue in issues:
        y -= _HEADING * part
        _heading(made, y + _HEADING * part / 2, issue, [row for row in rows if row["issue"] == issue])
        for own in (pair for pair in pairs if pair[0] == issue):
            y -= _ROW * part
            of = [row for row in rows if (row["issue"], row["party"]) == own]
            _party(made, axis, (y, _ROW * part), of)
    return made.figure


def _legend(rows: Sequence[Row], look: Look) -> list[Entry]:
    told = {row["attitude"] for row in rows}
    return [
        Entry((_WORDS | NAMES)[name], body(_kind(name), look, stance=name), sign(look, stance=name))
        for name in ATTITUDES
        if name in told
    ]


def _kind(attitude: str) -> str:
    return {"ask": "proposal", "commit": "commit"}.get(attitude, "answer")


def _heading(made: Sheet, y: float, issue: str, rows: Sequence[Row]) -> None:
    right, colours = made.left + made.width, made.look.colours
    made.paper.fill_between([made.left, right], y - 0.09, y + 0.09, color=colours["surface"], linewidth=0, zorder=0.8)
    made.write(made.left + 0.04, y, shortened(labelled(issue), 3.0, TEXT, bold=True), fontweight="bold")
    number = f"{sum(row['claims'] for row in rows)}"
    made.write(right - 0.04, y, number, fontsize=SMALL, color=colours["soft"], ha="right")


def _party(made: Sheet, axis: TimeAxis, place: tuple[float, float], rows: Sequence[Row]) -> None:
    bottom, high = place
    middle = bottom + high / 2
    made.write(made.left + 0.04, middle, shortened(rows[0]["party"], axis.left - made.left - 0.12, TEXT))
    ends = [axis.left, axis.left + axis.width]
    made.draw(ends, [bottom, bottom], color=made.look.colours["line"], linewidth=0.5, zorder=0.7)
    for x, attitude, pale, claims in _heaps(axis, rows):
        y = middle + HEIGHTS.get(attitude, _NO) * high
        size = _SIZE * min(1.7, claims**0.3)
        alpha = _PALE if pale else 1.0
        draw_mark(made, x, y, _kind(attitude), stance=attitude, size=size, alpha=alpha)


def _heaps(axis: TimeAxis, rows: Sequence[Row]) -> list[tuple[float, str, bool, int]]:
    """Place, attitude, whether all of it is dated by reports, and number of claims; near ones of an attitude as one."""
    heaps: list[tuple[float, str, bool, int]] = []
    for row in sorted(rows, key=lambda row: (row["attitude"], row["first"] + row["last"])):
        x, pale = (axis.x(row["first"]) + axis.x(row["last"] + 1)) / 2, row["dated_by"] == "report"
        if heaps and heaps[-1][1] == row["attitude"] and x - heaps[-1][0] < NEAR:
            start, attitude, was, claims = heaps[-1]
            heaps[-1] = (start, attitude, was and pale, claims + row["claims"])
        else:
            heaps.append((x, row["attitude"], pale, row["claims"]))
    return sorted(heaps, key=lambda heap: (-heap[3], heap[0]))
