"""Rows of the marks of each lane, so that no two lie on one another, at several scales; what has no room is bundled."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.plots.timescale import Scale, Span, scale
from kg.view.items import Item

LEVELS = (("Days", 16.0, 34), ("Weeks", 5.0, 26), ("Months", 1.6, 18))  # name, pixels a day, letters of a mark's name
ROWS = 12  # rows of a lane; marks beyond are bundled in one more row
GLYPH = 6.6  # pixels of a letter, wide ones included
MARK = 9.0  # half the width of a mark
GAP = 10.0
BUNDLE = 90.0  # pixels over which marks without a row fall into one bundle


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: the ends of its bar, its middle, its row and its name as drawn. None as row: bundled."""

    left: float
    right: float
    x: float
    row: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Marks drawn as one; `row` is the one below the last."""

    lane: str
    x: float
    row: int
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A drawing at one scale. `places` go by number of the item, None without date; `rows` are those of each lane."""

    name: str
    axis: Scale
    places: tuple[Place | None, ...]
    rows: dict[str, int]
    bundles: tuple[Bundle, ...]


def levels(items: Sequence[Item]) -> list[Level]:
    """Drawings of `items` from days to months."""
    return [_level(items, *level) for level in LEVELS]


def _level(items: Sequence[Item], name: str, per_day: float, letters: int) -> Level:
    axis = scale([item.span for item in items if item.span], per_day)
    places: list[Place | None] = [None] * len(items)
    rows: dict[str, int] = {}
    bundles: list[Bundle] = []
    for lane, members in _by_lane(items).items():
        taken: list[list[tuple[float, float]]] = []
        crowd: list[int] = []
        for i, when in sorted(members, key=lambda member: member[1].precision != "day"):  # wide bars last
            place = _place(items[i], when, axis, letters)
            row = _row(taken, place)
            places[i] = Place(place.left, place.right, place.x, row, place.text)
            if row is None:
                crowd.append(i)
        bundles += _bundles(lane, crowd, places)
        rows[lane] = len(taken) + bool(crowd)
    return Level(name, axis, tuple(places), rows, tuple(bundles))


def _by_lane(items: Sequence[Item]) -> dict[str, list[tuple[int, Span]]]:
    """Dated items of each lane, which come in the order of time."""
    found: dict[str, list[tuple[int, Span]]] = {}
    for i, item in enumerate(items):
        if item.span:
            found.setdefault(item.lane, []).append((i, item.span))
    return found


def _place(item: Item, when: Span, axis: Scale, letters: int) -> Place:
    left, right = round(axis.x(when.first), 1), round(axis.x(when.last + 1), 1)
    text = textwrap.shorten(item.label, letters, placeholder=" …") if letters else ""
    return Place(left, right, round((left + right) / 2, 1), None, text or item.label[:letters])


def _row(taken: list[list[tuple[float, float]]], place: Place) -> int | None:
    """The first row in which `place` has room, which it takes; None where all rows are full there."""
    left = min(place.left, place.x - MARK)
    name = place.x + MARK + (GLYPH * (len(place.text) + 3) if place.text else 0.0)  # room for the answers' marks
    right = max(place.right, name) + GAP
    for row in range(ROWS):
        if row == len(taken):
            taken.append([])
        if all(right <= start or end <= left for start, end in taken[row]):
            taken[row].append((left, right))
            return row
    return None


def _bundles(lane: str, crowd: Iterable[int], places: Sequence[Place | None]) -> list[Bundle]:
    """Marks without a row, those near one another together."""
    found: list[tuple[float, list[int]]] = []
    for x, i in sorted((place.x, i) for i in crowd if (place := places[i])):
        if found and x - found[-1][0] <= BUNDLE:
            found[-1][1].append(i)
        else:
            found.append((x, [i]))
    return [Bundle(lane, x, ROWS, tuple(members)) for x, members in found]
