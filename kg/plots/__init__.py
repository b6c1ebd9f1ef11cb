"""Figures of the graph, each of what the reports tell: negotiations along time, positions, scores, mediators, venues.

    with open_store("parley.store", reading=True) as store:
        figure = draw(store, "timeline", process="Istanbul")
    write_figure(figure, Path("istanbul.svg"))     # kg.plots.canvas

A plot is two functions: one finds what is to be drawn (kg.plots.frames: rows in, a frame and sentences out), the other
draws it (kg.plots.figures). Nothing of this touches pyplot; in a notebook the figure shows itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.plots.look import Look, checked_look
from kg.plots.rows import read_rows
from kg.plots.selection import Selection

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kg.plots.findings import Findings
    from kg.plots.rows import Rows, Source

__all__ = ["PLOTS", "Look", "PlotKind", "Selection", "draw", "draw_findings", "find"]


@dataclass(frozen=True, slots=True)
class PlotKind:
    """A plot: what it shows in a line, and the module of kg.plots.frames and kg.plots.figures that makes it."""

    summary: str
    module: str


PLOTS: Mapping[str, PlotKind] = MappingProxyType(
    {
        "timeline": PlotKind("meetings, proposals and answers by negotiation along time", "timeline"),
        "positions": PlotKind("who stands where on which issue, along time", "positions"),
        "dyad": PlotKind("cooperation and conflict between two actors along time, by PLOVER scores", "dyad"),
        "mediators": PlotKind("who mediated in which negotiation, at how many meetings", "mediators"),
        "map": PlotKind("the cities where meetings are held", "venues"),
    }
)


def draw(source: Source, name: str, **options: Any) -> Figure:
    """Plot `name` of an open store, or of tables given as {name: records or frame}.

    `options` are the fields of `Selection` (since, until, process, issue, factualities, actors, period, by, top) and of
    `Look` (theme, size, dpi, title). InputError for an option that there is not; NotFound where nothing is to be drawn.
    """
    selection = {field.name for field in fields(Selection)}
    look = {field.name for field in fields(Look)}
    if unknown := sorted(set(options) - selection - look):
        raise InputError(f"draw: no option {', '.join(unknown)}; there are {', '.join(sorted(selection | look))}")
    for option in ("actors", "factualities"):
        if isinstance(options.get(option), str):
            raise InputError(f"draw: {option} are several, as in {option}=({options[option]!r},)")
    chosen = Selection(**{name: value for name, value in options.items() if name in selection})
    style = Look(**{name: value for name, value in options.items() if name in look})
    return draw_findings(find(read_rows(source), name, chosen), style, by=chosen.by)


def find(rows: Rows, name: str, selection: Selection) -> Findings:
    """What plot `name` shows of the rows. InputError for an unknown plot; NotFound where nothing is to be drawn."""
    if name not in PLOTS:
        raise InputError(f"there is no plot {name}: the plots are {', '.join(PLOTS)}")
    found: Callable[[Rows, Selection], Findings] = import_module(f"kg.plots.frames.{PLOTS[name].module}").find
    return found(rows, selection)


def draw_findings(findings: Findings, look: Look, *, by: str = "status") -> Figure:
    """The figure of what was found; `by` says what the colours of a map mean: status or process."""
    from kg.plots.canvas import settings

    figure: Callable[..., Figure] = import_module(f"kg.plots.figures.{PLOTS[findings.name].module}").figure
    with settings():
        return figure(findings, checked_look(look), **({"by": by} if findings.name == "map" else {}))
