"""A sheet of paper with title, legend and caption, measured in inches; what is left is for the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kg.errors import InputError
from kg.plots.canvas import Plot
from kg.plots.findings import Findings
from kg.plots.look import EDGE, SMALL, TEXT, TITLE, Look
from kg.plots.wording import width, wrapped

_LINE = 1.32  # a line of text in heights of its letters
_POINTS = 72.0
_LEAST = 0.8  # inches of a drawing


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: its name, and how its mark is drawn: fields of a line, or with a hatch of a bar."""

    name: str
    mark: Mapping[str, Any]
    over: Mapping[str, Any] | None = None  # a second mark upon the first


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure whose `paper` is measured in inches from its lower left corner, and the room left for the drawing."""

    figure: Figure
    paper: Axes
    look: Look
    left: float
    bottom: float
    width: float
    height: float

    def axes(self, left: float, bottom: float, wide: float, high: float) -> Axes:
        """Axes at a place in inches from the lower left corner of the sheet."""
        whole_width, whole_height = self.figure.get_size_inches()
        place = (left / whole_width, bottom / whole_height, wide / whole_width, high / whole_height)
        return self.figure.add_axes(place)

    def draw(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> None:
        """Draw a line or marks at places in inches; the fields of a Line2D. (Axes.plot takes four times as long.)"""
        line = self.paper.add_artist(Line2D(xs, ys, **style))
        line.set_clip_on(False)

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """Write text that is clean already at a place in inches."""
        given: dict[str, Any] = {
            "fontsize": TEXT,
            "color": self.look.colours["ink"],
            "va": "center",
            "parse_math": False,
        }
        self.paper.text(x, y, text, **(given | style))


def sheet(findings: Findings, look: Look, entries: Sequence[Entry], body: float) -> Sheet:
    """A sheet with title, legend and caption; its drawing is `body` inches high, or what the given size leaves."""
    inner = look.width - 2 * EDGE
    title = wrapped(findings.title if look.title is None else look.title, inner, TITLE, lines=2, bold=True)
    caption = wrapped(" ".join(findings.notes), inner, SMALL, lines=6)
    legend = list(_flow(entries, inner))
    above = _high(title, TITLE) + len({y for _, y, _ in legend}) * _high([""], TEXT) + 2 * EDGE
    below = _high(caption, SMALL) + 2 * EDGE
    height = look.height or max(body, _LEAST) + above + below
    if height - above - below < _LEAST - 1e-6:
        raise InputError(f"--size {look.width:g}x{height:g}: too low for title, legend and caption of this plot")
    figure = Plot(figsize=(look.width, height), dpi=look.dpi, facecolor=look.colours["page"])
    paper = figure.add_axes((0, 0, 1, 1))
    paper.set(xlim=(0, look.width), ylim=(0, height))
    paper.axis("off")
    made = Sheet(figure, paper, look, EDGE, below, inner, height - above - below)
    _lines(made, title, height - EDGE, TITLE, fontweight="bold")
    _lines(made, caption, below - EDGE, SMALL, color=look.colours["soft"])
    _legend(made, legend, height - EDGE * 1.4 - _high(title, TITLE))
    return made


def _high(lines: Sequence[str], points: float) -> float:
    """Inches that lines of text take."""
    return len(lines) * points * _LINE / _POINTS


def _lines(made: Sheet, lines: Sequence[str], top: float, points: float, **style: Any) -> None:
    for i, line in enumerate(lines):
        made.write(EDGE, top - i * points * _LINE / _POINTS, line, fontsize=points, va="top", **style)


def _flow(entries: Sequence[Entry], inner: float) -> Iterator[tuple[float, int, Entry]]:
    """Where entries stand, line by line: inches from the left, and the number of the line."""
    x, row = 0.0, 0
    for entry in entries:
        wide = 0.2 + width(entry.name, TEXT) + 0.16
        if x and x + wide > inner:
            x, row = 0.0, row + 1
        yield x, row, entry
        x += wide


def _legend(made: Sheet, legend: Sequence[tuple[float, int, Entry]], top: float) -> None:
    for x, row, entry in legend:
        y = top - (row + 0.5) * TEXT * _LINE / _POINTS
        for mark in (entry.mark, entry.over):
            if mark and "hatch" in mark:
                made.paper.bar([EDGE + x + 0.07], [0.1], 0.11, bottom=y - 0.05, **mark)
            elif mark:
                made.draw([EDGE + x + 0.07], [y], **({"linestyle": "none"} | dict(mark)))
        made.write(EDGE + x + 0.2, y, entry.name)
