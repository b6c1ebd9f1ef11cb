"""The base map: outlines of land and states in a plain projection, for any part of the world; no network is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import Any, TypeAlias

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from kg.plots.look import Look
from kg.resources import shipped

Point: TypeAlias = tuple[float, float]  # longitude, latitude
_DEGREE = 100.0  # the file counts in hundredths
_TALLEST = 84.0  # degrees of latitude that are drawn
_BEYOND = 1.0  # degrees beyond a view at which the land is cut
_NEAR = 0.0016  # part of a map's width within which nobody tells two points apart


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world in degrees. Latitudes are stretched so that shapes are true in its middle."""

    west: float
    south: float
    east: float
    north: float

    @property
    def stretch(self) -> float:
        """Degrees of latitude in the length of one of longitude (equidistant cylindrical, true at the middle)."""
        return cos(radians((self.south + self.north) / 2))

    @property
    def aspect(self) -> float:
        """Height over width as drawn."""
        return (self.north - self.south) / ((self.east - self.west) * self.stretch)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the view."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


def around(points: Iterable[Point], *, margin: float, least: Point, aspect: tuple[float, float]) -> View:
    """The view that holds all points with a part of its size as margin, at least so many degrees wide and high.

    It is made wider or higher until its aspect lies within the two given.
    """
    found = list(points)
    west, east = min(x for x, _ in found), max(x for x, _ in found)
    south, north = min(y for _, y in found), max(y for _, y in found)
    wide, high = (max(end - start, low) * (1 + 2 * margin) for start, end, low in
                  ((west, east, least[0]), (south, north, least[1])))  # fmt: skip
    middle = ((west + east) / 2, (south + north) / 2)
    view = _centred(middle, min(wide, 360.0), high)
    if view.aspect < aspect[0]:
        return _centred(middle, wide, aspect[0] * min(wide, 360.0) * view.stretch)
    return _centred(middle, high / (aspect[1] * view.stretch), high) if view.aspect > aspect[1] else view


def _centred(middle: Point, wide: float, high: float) -> View:
    """A view of this size around a point, moved so that it does not reach beyond the world."""
    wide, high = min(wide, 360.0), min(high, 2 * _TALLEST)
    west = min(max(middle[0] - wide / 2, -180.0), 180.0 - wide)
    south = min(max(middle[1] - high / 2, -_TALLEST), _TALLEST - high)
    return View(west, south, west + wide, south + high)


@lru_cache(maxsize=1)
def _outlines() -> tuple[list[list[Point]], list[list[Point]]]:
    """Rings of the land, and lines between states."""
    found = json.loads(shipped("data", "geography", "world-110m.json").read_text(encoding="utf-8"))
    land, borders = ([_points(line) for line in found[name]] for name in ("land", "borders"))
    return land, borders


def _points(line: Sequence[int]) -> list[Point]:
    return [(x / _DEGREE, y / _DEGREE) for x, y in zip(line[::2], line[1::2], strict=True)]


def draw_base(axes: Axes, view: View, look: Look) -> None:
    """Sea, land and borders of a view; what lies outside is cut off, so that files stay small."""
    colours = look.colours
    land, borders = _outlines()
    axes.set(xlim=(view.west, view.east), ylim=(view.south, view.north), facecolor=colours["sea"])
    axes.set_aspect(1 / view.stretch)
    axes.set(xticks=[], yticks=[])
    near = (view.east - view.west) * _NEAR
    rings = [thinned(ring, near) for ring in (clipped(ring, view) for ring in land) if ring]
    shown = [thinned(line, near) for line in borders if _touches(line, view)]
    style: dict[str, Any] = {"facecolor": colours["land"], "edgecolor": colours["soft"], "linewidth": 0.25}
    axes.add_patch(PathPatch(_path(rings), zorder=1, **style))
    axes.add_patch(PathPatch(_path(shown), fill=False, edgecolor=colours["page"], linewidth=0.5, zorder=1.1))
    for side in axes.spines.values():
        side.set(color=colours["line"], linewidth=0.6)


def _path(lines: Sequence[Sequence[Point]]) -> Path:
    """All lines as one path, so that a file names its style once."""
    codes = [code for line in lines for code in (Path.MOVETO, *[Path.LINETO] * (len(line) - 1))]
    return Path([point for line in lines for point in line] or [(0.0, 0.0)], codes or [Path.MOVETO])


def _touches(line: Sequence[Point], view: View) -> bool:
    """Whether the box around a line meets the view."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) >= view.west and min(xs) <= view.east and max(ys) >= view.south and min(ys) <= view.north


def thinned(line: Sequence[Point], near: float) -> list[Point]:
    """The line without points that lie nearer than so many degrees to the one before; its ends stay."""
    found = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - found[-1][0]) + abs(point[1] - found[-1][1]) >= near:
            found.append(point)
    return [*found, line[-1]]


def clipped(ring: Sequence[Point], view: View) -> list[Point]:
    """The part of a closed ring that lies in the view or little beyond, closed again; empty if none does.

    Cut edge by edge (Sutherland and Hodgman, Reentrant Polygon Clipping, Communications of the ACM 17, 1974).
    """
    found = list(ring)
    edges = ((0, view.west - _BEYOND, 1), (0, view.east + _BEYOND, -1), (1, view.south - _BEYOND, 1))
    for axis, limit, sign in (*edges, (1, view.north + _BEYOND, -1)):
        kept: list[Point] = []
        for before, point in zip([*found[-1:], *found[:-1]], found, strict=True):
            if (sign * (before[axis] - limit) >= 0) != (sign * (point[axis] - limit) >= 0):
                part = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
            if sign * (point[axis] - limit) >= 0:
                kept.append(point)
        found = kept
    return [*found, found[0]] if len(found) > 2 else []
