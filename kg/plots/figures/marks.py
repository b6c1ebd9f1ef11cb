"""The marks of the pages: circles for meetings, diamonds for proposals, squares with a sign for answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.path import Path

from kg.plots.look import Look
from kg.plots.sheet import Sheet

AHEAD = ("planned", "proposed", "postponed")
DONE = ("held", "ongoing")
SIZE = 6.4  # points across
_PROPORTIONS = {"meeting": 1.0, "proposal": 0.92, "commit": 1.08, "answer": 1.0}
_MARKERS = {"meeting": "o", "proposal": "D", "commit": "h", "answer": "s"}
_STANCES = {name: name for name in ("accept", "partial", "counter", "defer", "reject")}
SIGNS: Mapping[str, tuple[tuple[tuple[float, float], ...], ...]] = {  # strokes, y upwards, in a square from -8 to 8
    "accept": (((-4, -0.5), (-1.2, -3.5), (4.2, 3.5)),),
    "partial": (((-4, 0), (4.2, 0)), ((-4, 0), (-1.5, -3))),
    "counter": (((-4, 2), (3, 2)), ((0.5, 4.5), (3.4, 2)), ((4, -2), (-3, -2)), ((-0.5, -4.5), (-3.4, -2))),
    "defer": (((-2, 4), (-2, -4)), ((2, 4), (2, -4))),
    "reject": (((-3.5, -3.5), (3.5, 3.5)), ((-3.5, 3.5), (3.5, -3.5))),
    "no_comment": (((-4, -0.5), (-3.4, -0.5)), ((-0.3, -0.5), (0.3, -0.5)), ((3.4, -0.5), (4, -0.5))),
}
NAMES = {
    "accept": "accepts",
    "partial": "accepts in part",
    "counter": "makes a counter-offer",
    "defer": "puts off",
    "reject": "rejects",
    "no_comment": "does not comment",
}


def body(
    kind: str, look: Look, *, status: str | None = None, stance: str | None = None, size: float = SIZE
) -> dict[str, Any]:
    """Fields of the line that draws a mark: full where it happened, open where it lies ahead or came to nothing."""
    colours = look.colours
    name = f"stance-{_STANCES.get(stance or '', 'none')}" if kind == "answer" else _colour(kind)
    is_open = status is not None and status not in DONE
    return {
        "linestyle": "none",
        "marker": _MARKERS[kind],
        "markersize": size * _PROPORTIONS[kind],
        "markerfacecolor": colours["page"] if is_open else colours[name],
        "markeredgecolor": colours[name] if is_open else colours["page"],
        "markeredgewidth": 1.1 if is_open else 0.5,
    }


def _colour(kind: str) -> str:
    return "mark-agreement" if kind == "commit" else f"mark-{kind}"


def sign(
    look: Look, *, status: str | None = None, stance: str | None = None, size: float = SIZE
) -> dict[str, Any] | None:
    """The sign upon a mark: that of a stance; a stroke through what came to nothing; else None."""
    if stance is not None and stance in SIGNS:
        strokes, colour = SIGNS[stance], look.colours["on-stance"]
    elif status is not None and status not in (*DONE, *AHEAD):
        strokes, colour = (((-8, -8), (8, 8)),), look.colours["ink"]
    else:
        return None
    points = [point for stroke in strokes for point in stroke]
    codes = [Path.MOVETO if i == 0 else Path.LINETO for stroke in strokes for i in range(len(stroke))]
    # A marker is scaled by its largest coordinate: that of the strokes, in a mark of 16 across.
    reach = max(abs(value) for point in points for value in point)
    fields = {"linestyle": "none", "marker": Path(points, codes), "markersize": size * reach / 8}
    return fields | {"markerfacecolor": "none", "markeredgecolor": colour, "markeredgewidth": 0.9}


def draw_mark(made: Sheet, x: float, y: float, kind: str, **how: Any) -> None:
    """Draw a mark at a place in inches; `how` are status, stance and size."""
    alpha = how.pop("alpha", 1.0)
    made.draw([x], [y], zorder=3, alpha=alpha, **body(kind, made.look, **how))
    if over := sign(made.look, **how):
        made.draw([x], [y], zorder=3.1, alpha=alpha, **over)
