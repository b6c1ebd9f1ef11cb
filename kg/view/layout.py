"""Positions of the nodes, computed before the page is written; no chance enters, so one graph has one layout.

Each connected part is laid out by stress majorization (Gansner, Koren and North, Graph drawing by stress majorization,
Graph Drawing 2004); ties inside a community are shorter than ties between communities. Then boxes (a node with its
label) are pushed apart until none overlap, and the parts are packed. A part too large for that is laid out as
communities, each on a spiral, whose centres are placed in the same way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import rustworkx as rx

Points: TypeAlias = npt.NDArray[np.float64]
Pairs: TypeAlias = npt.NDArray[np.intp]
Tie: TypeAlias = tuple[int, int]

DENSE_LIMIT = 1200  # nodes of one part; beyond, a matrix of all pairs costs too much
ROUNDS = 80
PUSH_LOOKS = 40  # times that all pairs are looked through for boxes that are near
PUSH_ROUNDS = 5  # of moves between two looks
SWELL = 1.02  # of the whole after each look that finds boxes overlapping
ROOM = 1.7  # area of the drawing to that of its boxes, at least
STEP = 78.0  # pixels between two tied nodes of one community
ASPECT = 0.9  # width to height of the whole
GAP = 40.0


@dataclass(frozen=True, slots=True)
class Box:
    """What one node takes up on the page, in pixels, and its community."""

    width: float
    height: float
    community: int = 0


def positions(boxes: Sequence[Box], ties: Sequence[Tie]) -> list[tuple[int, int]]:
    """Centre (x, y) of each box, in whole pixels."""
    graph: Any = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(range(len(boxes))))
    graph.add_edges_from([(a, b, 1.0) for a, b in sorted({(min(t), max(t)) for t in ties}) if a != b])
    parts = sorted((sorted(part) for part in rx.connected_components(graph)), key=lambda part: (-len(part), part))
    placed = [_lay_out(graph.subgraph(part), [boxes[i] for i in part]) for part in parts]
    points = np.zeros((len(boxes), 2))
    for part, local, shift in zip(parts, placed, _pack(parts, placed, boxes), strict=True):
        points[part] = local + shift
    return [(round(x), round(y)) for x, y in points.tolist()]


def _lay_out(graph: Any, boxes: list[Box]) -> Points:
    """Positions of one connected part."""
    if len(boxes) == 1:
        return np.zeros((1, 2))
    if len(boxes) > DENSE_LIMIT:
        return _by_community(graph, boxes)
    points = _level(_stress(_start(boxes), _distances(graph, boxes)))
    points[:, 0] *= ASPECT
    sizes = np.array([(box.width, box.height) for box in boxes])
    return _push_apart(_widen(points, sizes), sizes)


def _start(boxes: list[Box]) -> Points:
    """A circle on which the members of a community are neighbours."""
    order = sorted(range(len(boxes)), key=lambda i: (boxes[i].community, i))
    turn = 2 * math.pi / len(boxes)
    points = np.zeros((len(boxes), 2))
    for place, i in enumerate(order):
        points[i] = (math.cos(turn * place), math.sin(turn * place))
    return points * STEP * math.sqrt(len(boxes))


def _distances(graph: Any, boxes: list[Box]) -> Points:
    """Wanted distance of each pair: the shortest path, where a tie between two of many partners is long."""
    partners = [len(graph.neighbors(i)) for i in range(len(boxes))]
    weighted: Any = rx.PyGraph(multigraph=False)
    weighted.add_nodes_from(list(range(len(boxes))))
    for a, b in graph.edge_list():
        apart = 0.6 + math.log2(min(partners[a], partners[b])) / 2
        bridge = 1.0 if boxes[a].community == boxes[b].community else 1.5
        weighted.add_edge(a, b, STEP * apart * bridge)
    matrix = rx.graph_floyd_warshall_numpy(weighted, weight_fn=float)
    return np.asarray(matrix, dtype=np.float64)


def _stress(points: Points, wanted: Points) -> Points:
    """Moves the points until their distances fit `wanted`, near pairs before far ones (SMACOF, weights 1/d²)."""
    size = len(points)
    weights = 1.0 / np.square(wanted + np.eye(size)) * (1.0 - np.eye(size))
    total = weights.sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        squares = np.square(points).sum(axis=1)
        apart = np.sqrt(np.maximum(squares[:, None] + squares[None, :] - 2.0 * points @ points.T, 1e-9))
        pull = weights * wanted / apart
        np.fill_diagonal(pull, 0.0)
        points = (weights @ points + pull.sum(axis=1, keepdims=True) * points - pull @ points) / total
    return points


def _level(points: Points) -> Points:
    """Centred, with the longest extent lying across the page."""
    points = points - points.mean(axis=0)
    xx, yy, xy = (points[:, 0] ** 2).sum(), (points[:, 1] ** 2).sum(), (points[:, 0] * points[:, 1]).sum()
    angle = -0.5 * math.atan2(2.0 * xy, xx - yy)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return np.asarray(points @ turn)


def _widen(points: Points, sizes: Points) -> Points:
    """Scaled up where the boxes would fill the drawing, so that there is room to push them apart."""
    width, height = (np.ptp(points, axis=0) + sizes.mean(axis=0)).tolist()
    return points * max(1.0, math.sqrt(ROOM * float(sizes.prod(axis=1).sum()) / (width * height)))


def _push_apart(points: Points, sizes: Points) -> Points:
    """Moves overlapping boxes apart along the axis on which they overlap less; where they are packed, all give way."""
    for _ in range(PUSH_LOOKS):
        pairs = _near(points, sizes)
        if not _moves(points, sizes, pairs).any():
            break
        for _ in range(PUSH_ROUNDS):
            points = points + np.clip(_moves(points, sizes, pairs), -STEP / 2.0, STEP / 2.0)
        points = points * SWELL
    return points


def _near(points: Points, sizes: Points) -> Pairs:
    """Pairs of boxes that overlap or may come to overlap when others push them: shape (2, pairs)."""
    close = [
        np.abs(points[:, axis, None] - points[None, :, axis])
        < (sizes[:, axis, None] + sizes[None, :, axis]) / 2.0 + STEP
        for axis in (0, 1)
    ]
    return np.array(np.nonzero(np.triu(close[0] & close[1], k=1)))


def _moves(points: Points, sizes: Points, pairs: Pairs) -> Points:
    """How far each box moves; zero everywhere when none overlaps."""
    first, second = pairs
    apart = points[first] - points[second]
    over = (sizes[first] + sizes[second]) / 2.0 - np.abs(apart)
    step = np.where(over.min(axis=1) > 0.5, 0.25, 0.0)
    across = over[:, 0] <= over[:, 1]
    side = np.where(apart == 0.0, -1.0, np.sign(apart))
    moves = np.zeros(points.shape)
    for axis, chosen in ((0, across), (1, ~across)):
        push = side[:, axis] * over[:, axis] * step * chosen
        moves[:, axis] += np.bincount(first, push, len(points)) - np.bincount(second, push, len(points))
    return moves


def _by_community(graph: Any, boxes: list[Box]) -> Points:
    """Communities as discs: members on a spiral, those with most ties inside; the discs laid out like nodes."""
    groups: dict[int, list[int]] = {}
    for i in sorted(range(len(boxes)), key=lambda i: (-graph.degree(i), i)):
        groups.setdefault(boxes[i].community, []).append(i)
    names = sorted(groups)
    discs = [_spiral([boxes[i] for i in groups[name]]) for name in names]
    sides = [2.0 * (float(np.abs(disc).max()) + GAP) for disc in discs]
    number = {name: i for i, name in enumerate(names)}
    links = {tuple(sorted((number[boxes[a].community], number[boxes[b].community]))) for a, b in graph.edge_list()}
    centres = positions([Box(side, side, i) for i, side in enumerate(sides)], [(a, b) for a, b in links])
    points = np.zeros((len(boxes), 2))
    for name, disc, centre in zip(names, discs, centres, strict=True):
        points[groups[name]] = disc + np.array(centre)
    return points


def _spiral(boxes: list[Box]) -> Points:
    """Points of a sunflower head, far enough apart for boxes of middling size."""
    step = math.sqrt(sum(box.width * box.height for box in boxes) / len(boxes))
    golden = math.pi * (3.0 - math.sqrt(5.0))
    places = [(step * 0.6 * math.sqrt(i), golden * i) for i in range(len(boxes))]
    return np.array([(r * math.cos(a), r * math.sin(a)) for r, a in places])


def _pack(parts: list[list[int]], placed: list[Points], boxes: Sequence[Box]) -> list[Points]:
    """Shift of each part: the largest on top, the rest in rows beneath it, all of about the width of the largest."""
    frames = [_frame(part, points, boxes) for part, points in zip(parts, placed, strict=True)]
    area = sum(float((high - low).prod()) for low, high in frames)
    limit = max([float((high - low)[0]) for low, high in frames] + [math.sqrt(area * ASPECT)], default=0.0)
    shifts: list[Points] = []
    x = y = row = 0.0
    for low, high in frames:
        width, height = (high - low).tolist()
        if x and x + width > limit:
            x, y, row = 0.0, y + row + GAP, 0.0
        shifts.append(np.array([x, y]) - low)
        x, row = x + width + GAP, max(row, height)
    return shifts


def _frame(part: list[int], points: Points, boxes: Sequence[Box]) -> tuple[Points, Points]:
    """Lower and upper corner of a part with its boxes."""
    half = np.array([(boxes[i].width, boxes[i].height) for i in part]) / 2.0
    return (points - half).min(axis=0), (points + half).max(axis=0)
