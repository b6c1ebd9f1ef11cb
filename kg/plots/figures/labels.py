"""Names beside discs on a map: none lies on another or on a disc; what has no room near its disc gets a line to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from kg.plots.look import SMALL
from kg.plots.wording import shortened, width

_HIGH = SMALL * 1.15 / 72  # inches of a line
_LONGEST = 1.5  # inches of a name
_AWAY = (0.03, 0.12, 0.24, 0.4, 0.6)  # inches from the disc that are tried in turn
_ROUND = (0, 1, 7, 2, 6, 4, 3, 5)  # directions that are tried in turn, in eighths of a turn
_LINED = 0.2  # inches from which a name gets a line to its disc


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc on a map, in inches from the lower left corner of the map."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: its left end and middle; `line` is where the line from the disc ends, if it has one."""

    name: str
    x: float
    y: float
    disc: Disc
    line: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


def labels(discs: Sequence[Disc], size: tuple[float, float]) -> list[Label]:
    """Names of the discs in a map of this size in inches, the first ones first; a name without any room is left out."""
    taken = [_Box(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in discs]
    found = []
    for i, disc in enumerate(discs):
        others = [box for j, box in enumerate(taken) if j != i]
        for label, box in _places(disc):
            inside = box.left > 0 and box.bottom > 0 and box.right < size[0] and box.top < size[1]
            if inside and not any(box.meets(other) for other in others):
                taken.append(box)
                found.append(label)
                break
    return found


def _places(disc: Disc) -> Iterator[tuple[Label, _Box]]:
    """Places of a name around its disc, the best first."""
    name = shortened(disc.name, _LONGEST, SMALL)
    wide = width(name, SMALL)
    for away in _AWAY:
        for eighth in _ROUND:
            angle = eighth * pi / 4
            x, y = (disc.x + (disc.radius + away) * cos(angle), disc.y + (disc.radius + away) * sin(angle))
            left = x - wide * (1 - cos(angle)) / 2
            middle = y + _HIGH / 2 * sin(angle)
            line = (x, y) if away >= _LINED else None
            box = _Box(left - 0.015, middle - _HIGH / 2, left + wide + 0.015, middle + _HIGH / 2)
            yield Label(name, left, middle, disc, line), box
