"""Makes world-110m.json of the TopoJSON of the npm package world-atlas: python convert.py countries-110m.json.

What is written are lines of longitudes and latitudes in turn, in hundredths of a degree: `land` holds closed rings,
inland seas among them, `borders` the lines between two states. A ring that crosses the line of 180 degrees
goes on beyond it, and is there twice.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

Line: TypeAlias = list[tuple[int, int]]
TURN = 36000  # a turn of the globe
TARGET = Path(__file__).with_name("world-110m.json")


def converted(topology: dict[str, Any]) -> dict[str, list[list[int]]]:
    """Rings of the land and lines between states of a topology with the objects `land` and `countries`."""
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    joined = [_unwound(_joined(ring, arcs)) for ring in _rings(topology["objects"]["land"])]
    land = [copy for ring in joined for copy in _copies(ring)]
    uses = Counter(_arc(number) for ring in _rings(topology["objects"]["countries"]) for number in ring)
    borders = [arcs[number] for number, count in sorted(uses.items()) if count > 1]
    return {"land": list(map(_flat, land)), "borders": list(map(_flat, borders))}


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Line:
    """An arc, whose points are told by their steps, in hundredths of a degree."""
    (width, height), (left, low) = transform["scale"], transform["translate"]
    xs, ys = accumulate(point[0] for point in arc), accumulate(point[1] for point in arc)
    return [(round(100 * (x * width + left)), round(100 * (y * height + low))) for x, y in zip(xs, ys, strict=True)]


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a shape as numbers of arcs."""
    for part in shape.get("geometries", ()):
        yield from _rings(part)
    if shape["type"] == "Polygon":
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        yield from (ring for polygon in shape["arcs"] for ring in polygon)


def _arc(number: int) -> int:
    """An arc that is walked backwards goes by the complement of its number."""
    return ~number if number < 0 else number


def _joined(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    points: Line = []
    for number in ring:
        arc = arcs[_arc(number)]
        points += (arc[::-1] if number < 0 else arc)[bool(points) :]
    return points


def _unwound(ring: Line) -> Line:
    """A ring whose longitudes go on beyond 180 degrees; one around a pole is closed along that pole."""
    found = ring[:1]
    for x, y in ring[1:]:
        turns = round((found[-1][0] - x) / TURN)
        found.append((x + turns * TURN, y))
    if found[0][0] != found[-1][0]:
        pole = 9000 if found[0][1] > 0 else -9000
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def _copies(ring: Line) -> Iterator[Line]:
    """A ring, and where it leaves the map on one side its copy that comes in on the other."""
    yield ring
    xs = [x for x, _ in ring]
    for shift, leaves in ((-TURN, max(xs) > TURN // 2), (TURN, min(xs) < -TURN // 2)):
        if leaves:
            yield [(x + shift, y) for x, y in ring]


def _flat(line: Line) -> list[int]:
    """Points as one list; those that rounding made equal to the one before are left out."""
    kept = [point for i, point in enumerate(line) if i == 0 or point != line[i - 1]]
    return [value for point in kept for value in point]


def main() -> None:
    """Write the file beside this script, one line of the map on each line."""
    found = converted(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    parts = (f'"{name}":[\n' + ",\n".join(json.dumps(line, separators=(",", ":")) for line in lines) + "\n]"
             for name, lines in found.items())  # fmt: skip
    TARGET.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
