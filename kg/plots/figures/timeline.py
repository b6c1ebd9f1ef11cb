"""The timeline: a row a negotiation; meetings above, proposals in the middle, answers below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from kg.plots.figures.marks import AHEAD, DONE, NAMES, SIZE, body, draw_mark, sign
from kg.plots.figures.timeaxis import HIGH, TimeAxis, draw_axis, time_axis
from kg.plots.findings import Findings, drawn
from kg.plots.look import NARROW, SMALL, TEXT, Look
from kg.plots.sheet import Entry, Sheet, sheet
from kg.plots.wording import shortened, width, wrapped

Row = Mapping[str, Any]
TRACKS = {"meeting": 0.24, "proposal": 0.5, "answer": 0.76}  # parts of a row from above
NEAR = 0.095  # inches: closer marks of one look become one
NAMED = 1.75  # inches that the names of the rows take
_ROW, _TALL, _FEW = 0.42, 1.3, 1.8  # inches of a row, of one that stands alone, of all if they are few
_NAMED_FROM = 0.6  # inches of a row from which its meetings are named
_LONGEST = 1.6  # inches of a meeting's name
_OVER = 0.17  # inches of a name above its row


@dataclass(frozen=True, slots=True)
class Heap:
    """Marks of one row, kind and look that stand at one place; `tail` where the day is that of a report."""

    x: float
    kind: str
    status: str | None
    stance: str | None
    tail: bool
    rows: tuple[Row, ...]


def figure(findings: Findings, look: Look) -> Figure:
    """The figure of the findings of kg.plots.frames.timeline."""
    rows = drawn(findings)
    lanes = list(dict.fromkeys(str(row["negotiation"]) for row in rows))
    narrow = look.width < NARROW
    high = max(_ROW, min(_TALL, _FEW / len(lanes))) + narrow * _OVER
    made = sheet(findings, look, _legend(rows, look), len(lanes) * high + HIGH)
    left = made.left + (0.0 if narrow else NAMED)
    axis = time_axis([(row["first"], row["last"]) for row in rows], left, made.left + made.width - left)
    bottom, top = made.bottom + HIGH, made.bottom + made.height
    draw_axis(made, axis, bottom, top)
    for i, lane in enumerate(lanes):
        high = (top - bottom) / len(lanes)
        _lane(made, axis, top - i * high, high, [row for row in rows if row["negotiation"] == lane])
    return made.figure


def _legend(rows: Sequence[Row], look: Look) -> list[Entry]:
    statuses = {row["status"] for row in rows if row["kind"] == "meeting"}
    nothing = ("cancelled", "denied")
    groups = (("held or ongoing", DONE), ("planned or proposed", AHEAD), ("cancelled or denied", nothing))
    found = [
        Entry(f"meeting {name}", body("meeting", look, status=group[0]), sign(look, status=group[0]))
        for name, group in groups
        if statuses.intersection(group)
    ]
    kinds = {row["kind"] for row in rows}
    found += [Entry("proposal", body("proposal", look))] if "proposal" in kinds else []
    stances = {row["stance"] for row in rows if row["kind"] == "answer"}
    found += [
        Entry(name, body("answer", look, stance=stance), sign(look, stance=stance))
        for stance, name in NAMES.items()
        if stance in stances
    ]
    return found


def _lane(made: Sheet, axis: TimeAxis, top: float, high: float, rows: Sequence[Row]) -> None:
    colours, narrow = made.look.colours, made.look.width < NARROW
    made.draw([made.left, made.left + made.width], [top, top], color=colours["line"], linewidth=0.5, zorder=0.7)
    over = _OVER if narrow else 0.0
    name = str(rows[0]["negotiation"])
    lines = wrapped(name, made.width if narrow else NAMED - 0.1, TEXT, lines=1 if narrow else 3)
    middle = top - 0.1 if narrow else top - high / 2
    for i, line in enumerate(lines):
        made.write(made.left, middle + ((len(lines) - 1) / 2 - i) * 0.135, line, fontsize=TEXT)
    tracks = {kind: top - over - part * (high - over) for kind, part in TRACKS.items()}
    places = _places(axis, rows)
    if high - over >= _NAMED_FROM:
        _names(made, tracks["meeting"] + 0.13, axis.left + axis.width, [one for one in places if one.kind == "meeting"])
    _links(made, tracks, places)
    for kind, y in tracks.items():
        for heap in (heap for heap in places if heap.kind == kind):
            _spans(made, axis, y, heap)
            _heap(made, y, heap)


def _names(made: Sheet, y: float, right: float, meetings: Sequence[Heap]) -> None:
    """Names of the meetings above their marks, where they do not run into one another."""
    end = -1.0
    for heap in sorted(meetings, key=lambda heap: heap.x):
        names = dict.fromkeys(str(row["label"]) for row in heap.rows if row["label"] != "meeting")
        name = shortened("; ".join(names), _LONGEST, SMALL)
        left = min(heap.x - 0.05, right - width(name, SMALL))
        if name and left >= end:
            made.write(left, y, name, fontsize=SMALL, color=made.look.colours["soft"])
            end = left + width(name, SMALL) + 0.08


def _places(axis: TimeAxis, rows: Sequence[Row]) -> list[Heap]:
    """Marks that stand close together as one where they look alike, side by side where they do not."""
    heaps: list[Heap] = []
    for kind in TRACKS:
        own: list[Heap] = []
        for row in sorted((row for row in rows if row["kind"] == kind), key=lambda row: _middle(axis, row)):
            _put(own, row, _middle(axis, row))
        heaps += _apart(own, axis.left + axis.width - NEAR / 2)
    return heaps


def _middle(axis: TimeAxis, row: Row) -> float:
    return (axis.x(row["first"]) + axis.x(row["last"] + 1)) / 2


def _put(heaps: list[Heap], row: Row, x: float) -> None:
    look = row["kind"], row["status"], row["stance"], row["dated_by"] == "report"
    for i, heap in enumerate(heaps):
        if x - heap.x < NEAR and (heap.kind, heap.status, heap.stance, heap.tail) == look:
            heaps[i] = Heap(heap.x, *look, rows=(*heap.rows, row))
            return
    heaps.append(Heap(x, *look, rows=(row,)))


def _apart(heaps: Sequence[Heap], end: float) -> list[Heap]:
    """The heaps moved right until none lies on another; and back, where they would leave the axis."""
    gaps = [NEAR + 0.07 * (heap.kind == "answer" and len(heap.rows) > 1) for heap in heaps]
    placed: list[float] = []
    for heap in heaps:
        placed.append(max(heap.x, placed[-1] + gaps[len(placed) - 1]) if placed else heap.x)
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], end - sum(gaps[i:-1]))
    return [
        Heap(x, heap.kind, heap.status, heap.stance, heap.tail, heap.rows)
        for x, heap in zip(placed, heaps, strict=True)
    ]


def _links(made: Sheet, tracks: Mapping[str, float], places: Iterable[Heap]) -> None:
    """A line from each proposal to its answers, in the colour of the answer."""
    at = {row["id"]: heap.x for heap in places for row in heap.rows}
    done = set()
    for heap in places:
        for row in heap.rows:
            ends = (at.get(row["proposal"]), heap.x, heap.stance)
            if heap.kind != "answer" or ends[0] is None or ends in done:
                continue
            done.add(ends)
            colour = body("answer", made.look, stance=heap.stance)["markerfacecolor"]
            xs, ys = [ends[0], heap.x], [tracks["proposal"], tracks["answer"]]
            made.draw(xs, ys, color=colour, linewidth=0.8, alpha=0.7, zorder=2)


def _spans(made: Sheet, axis: TimeAxis, y: float, heap: Heap) -> None:
    """A bar over days, where more than one may be meant; a line to the left where the day is only that of a report."""
    colours = made.look.colours
    for row in heap.rows:
        left, right = axis.x(row["first"]), axis.x(row["last"] + 1)
        if right - left > NEAR * 1.6 and row["dated_by"] == "claim":
            made.draw([left, right], [y, y], color=colours["soft"], linewidth=1.6, alpha=0.45, zorder=1.5)
    if heap.tail:
        made.draw([heap.x - 0.1, heap.x], [y, y], color=colours["soft"], linewidth=0.7, zorder=1.5)


def _heap(made: Sheet, y: float, heap: Heap) -> None:
    number = len(heap.rows)
    draw_mark(made, heap.x, y, heap.kind, status=heap.status, stance=heap.stance, size=SIZE + (number > 1) * 1.6)
    if number == 1:
        return
    is_open = heap.status is not None and heap.status not in DONE
    if heap.kind == "answer":
        made.write(heap.x + 0.06, y - 0.05, str(number), fontsize=SMALL - 1.5, ha="left", zorder=4)
    else:
        colour = made.look.colours["ink" if is_open else "page"]
        made.write(heap.x, y - 0.004, str(number), fontsize=SMALL - 1.2, ha="center", color=colour, zorder=4)
