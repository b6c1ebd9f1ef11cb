"""The map of venues: a disc a city; where many lie close together, a second map enlarges that part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from kg.plots.figures.basemap import View, around, draw_base
from kg.plots.figures.labels import Disc, labels
from kg.plots.findings import Findings, drawn
from kg.plots.look import EDGE, SERIES, SHAPES, SMALL, TEXT, Look
from kg.plots.sheet import Entry, Sheet, sheet
from kg.plots.wording import shortened

Row = Mapping[str, Any]
_RADIUS = 3.1  # points of a disc of one meeting; areas grow with their number
_MARGIN = 0.12  # part of the map's size beyond the outermost cities
_LEAST = (34.0, 18.0)  # degrees of longitude and latitude that a map shows at least
_ASPECT = (0.4, 0.75)  # height over width of a map
_CLOSE = 0.17  # inches below which two cities are too close for their names
_PART = 0.36  # part of the whole map that the second map enlarges
_GAP = 0.12  # inches between the maps
_NAMED = 6  # negotiations with a colour of their own


def figure(findings: Findings, look: Look, *, by: str = "status") -> Figure:
    """The figure of the findings of kg.plots.frames.venues; `by` process gives discs the colour of a negotiation."""
    rows = drawn(findings)
    series = _series(rows, look) if by == "process" else {}
    whole = around(map(_point, rows), margin=_MARGIN, least=_LEAST, aspect=_ASPECT)
    part = _crowded(rows, whole, look)
    views = [whole, part] if part else [whole]
    aspect, gaps = sum(view.aspect for view in views), _GAP * (len(views) - 1)
    made = sheet(findings, look, _legend(rows, look, series), aspect * (look.width - 2 * EDGE) + gaps)
    scale = min(1.0, (made.height - gaps) / (aspect * made.width))
    top = made.bottom + made.height
    for i, view in enumerate(views):
        wide, high = made.width * scale, made.width * scale * view.aspect
        axes = made.axes(made.left + (made.width - wide) / 2, top - high, wide, high)
        top -= high + _GAP
        hidden = part if part and not i else None
        _map(axes, made, (view, hidden), (rows, series))
    return made.figure


def _point(row: Row) -> tuple[float, float]:
    return row["longitude"], row["latitude"]


def _crowded(rows: Sequence[Row], whole: View, look: Look) -> View | None:
    """The part of the map with most cities, if some lie too close together there; None if none do."""
    scale = look.width / (whole.east - whole.west)
    points = list(map(_point, rows))
    close = any(
        abs(a[0] - b[0]) * scale < _CLOSE and abs(a[1] - b[1]) * scale / whole.stretch < _CLOSE
        for i, a in enumerate(points)
        for b in points[:i]
    )
    if not close or whole.east - whole.west < 2 * _LEAST[0]:
        return None
    wide, high = (whole.east - whole.west) * _PART, (whole.north - whole.south) * _PART * 1.4
    corners = sorted((x, y) for x, _ in points for _, y in points)
    boxes = [[p for p in points if x <= p[0] <= x + wide and y <= p[1] <= y + high] for x, y in corners]
    most = max(boxes, key=len)
    return around(most, margin=_MARGIN, least=_LEAST, aspect=_ASPECT) if len(most) > 2 else None


def _series(rows: Sequence[Row], look: Look) -> dict[str, tuple[str, str]]:
    """Colour and shape of the negotiations with most meetings."""
    told: Counter[str] = Counter()
    for row in rows:
        told[row["negotiation"]] += row["meetings"]
    names = sorted(told, key=lambda name: (-told[name], name))[:_NAMED]
    return {name: (SERIES[i], SHAPES[i]) for i, name in enumerate(names)}


def _legend(rows: Sequence[Row], look: Look, series: Mapping[str, tuple[str, str]]) -> list[Entry]:
    plain = (look.colours["mark-meeting"], "o")
    sizes = [Entry("1 meeting", _disc(1, look, plain)), Entry("4 meetings", _disc(4, look, plain))]
    if any(row["ahead"] or row["nothing"] for row in rows):
        ring = _ring(3, look, plain)
        sizes.append(Entry("ring: planned, proposed or cancelled ones too", ring, _disc(1, look, plain)))
    named = [Entry(shortened(name, 2.6, TEXT), _disc(2, look, style)) for name, style in series.items()]
    others = any(row["negotiation"] not in series for row in rows) and bool(series)
    return [*named, *([Entry("others", _disc(2, look, (look.colours["soft"], "o")))] if others else []), *sizes]


def _disc(meetings: int, look: Look, style: tuple[str, str]) -> dict[str, Any]:
    fields = {"marker": style[1], "markersize": 2 * _RADIUS * sqrt(meetings), "markerfacecolor": style[0]}
    return fields | {"markeredgecolor": look.colours["page"], "markeredgewidth": 0.7, "linestyle": "none"}


def _ring(meetings: int, look: Look, style: tuple[str, str]) -> dict[str, Any]:
    return _disc(meetings, look, style) | {
        "markerfacecolor": "none",
        "markeredgecolor": style[0],
        "markeredgewidth": 1.0,
    }


def _map(
    axes: Axes,
    made: Sheet,
    views: tuple[View, View | None],
    told: tuple[Sequence[Row], Mapping[str, tuple[str, str]]],
) -> None:
    """One map; in the part that another one enlarges, names are left to that one."""
    (view, part), (rows, series), look = views, told, made.look
    draw_base(axes, view, look)
    shown = [row for row in rows if view.holds(_point(row))]
    for row in shown:
        style = series.get(row["negotiation"], (look.colours["soft" if series else "mark-meeting"], "o"))
        if row["held"]:
            axes.plot(*_at(row), zorder=3, alpha=0.88, **_disc(row["held"], look, style))
        if row["meetings"] > row["held"]:
            axes.plot(*_at(row), zorder=3.1, **_ring(row["meetings"], look, style))
    if part:
        corner, size = (part.west, part.south), (part.east - part.west, part.north - part.south)
        axes.add_patch(Rectangle(corner, *size, fill=False, edgecolor=look.colours["accent"], linewidth=1.0, zorder=4))
    _names(axes, view, look, [row for row in shown if not (part and part.holds(_point(row)))], shown)


def _at(row: Row) -> tuple[list[float], list[float]]:
    return [row["longitude"]], [row["latitude"]]


def _names(axes: Axes, view: View, look: Look, named: Sequence[Row], shown: Sequence[Row]) -> None:
    box, figure = axes.get_position(), axes.get_figure()
    assert isinstance(figure, Figure)
    wide, high = box.width * figure.get_figwidth(), box.height * figure.get_figheight()
    per_x, per_y = wide / (view.east - view.west), high / (view.north - view.south)
    discs = [
        Disc(row["place"], (row["longitude"] - view.west) * per_x, (row["latitude"] - view.south) * per_y, _radius(row))
        for row in (*named, *(row for row in shown if row not in named))
    ]
    style: dict[str, Any] = {"fontsize": SMALL, "va": "center", "zorder": 5, "color": look.colours["ink"]}
    for label in labels(discs, (wide, high)):
        if all(label.disc.name != row["place"] for row in named):
            continue
        x, y = view.west + label.x / per_x, view.south + label.y / per_y
        axes.text(x, y, label.name, parse_math=False, **style)
        if label.line:
            ends = zip((label.disc.x, label.disc.y), label.line, strict=True)
            (x_0, x_1), (y_0, y_1) = ends
            xs, ys = [view.west + one / per_x for one in (x_0, x_1)], [view.south + one / per_y for one in (y_0, y_1)]
            axes.plot(xs, ys, color=look.colours["soft"], linewidth=0.5, zorder=2.5)


def _radius(row: Row) -> float:
    """Inches."""
    return _RADIUS * sqrt(row["meetings"]) / 72
