"""Draws the classes of the ontology and how they hang together, as SVG: `core()` and `across()`.

Boxes stand on a grid and arrows run straight, so that the drawing is the same on every run and needs no layout program.
Every arrow is a property whose domain and range the ontology declares; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

CELL, ROW, BOX_HEIGHT, GAP, MARGIN = 124, 152, 72, 20, 20
_STYLE = """
.parley text { font: 13px system-ui, sans-serif; fill: var(--ink, #1b2330); }
.parley .name { font-weight: 700; font-size: 15px; }
.parley .fields, .parley .label { font-size: 12px; fill: var(--soft, #4a5568); }
.parley .ground { fill: var(--ground, #ffffff); }
.parley .box { fill: var(--box, #eef4fb); stroke: var(--line, #2f6f9f); stroke-width: 1.5; }
.parley .claim { fill: var(--claim, #fdf3e1); stroke: var(--claim-line, #a4660b); }
.parley .arrow { fill: none; stroke: var(--arrow, #5b6675); stroke-width: 1.4; }
.parley .is-a { stroke-dasharray: 4 4; }
.parley .is-a-head { fill: var(--ground, #ffffff); stroke: var(--arrow, #5b6675); stroke-width: 1.4; }
.parley .head { fill: var(--arrow, #5b6675); }
.parley a:focus .box, .parley a:hover .box { stroke-width: 3; }
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A class at a cell of the grid, `wide` cells broad, with the properties that stand in it."""

    name: str
    column: float
    row: float
    wide: int = 1
    fields: tuple[str, ...] = ()
    claim: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """Properties that lead from one class to another; `column` is where a vertical arrow stands."""

    source: str
    target: str
    properties: tuple[str, ...]
    column: float | None = None


def _claim(name: str, column: int, *fields: str) -> Box:
    return Box(name, column, 2, fields=fields, claim=True)


CORE_BOXES = (
    Box("Article", 0, 0, fields=("title, publisher", "date, url")),
    Box("Sentence", 1, 0, fields=("oa:exact", "oa:start, oa:end")),
    Box("RoleSpan", 2, 0, fields=("role, text",)),
    Box("Place", 3, 0, fields=("latitude", "longitude")),
    Box("Quantity", 4, 0, fields=("minimum, unit", "maximum")),
    Box("Claim", 0, 1, 8, ("factuality · date, begin, finish · issue · confidence · extractor",), claim=True),
    _claim("Statement", 0, "cue, quote", "direct"),
    _claim("Event", 1, "eventType, act", "mode, context"),
    _claim("Meeting", 2, "kind, status", "process, round"),
    _claim("Proposal", 3, "rdfs:label", "condition"),
    _claim("Response", 4, "stance"),
    _claim("Agreement", 5, "status, term"),
    _claim("Handover", 6, "item"),
    Box("Actor", 0, 3, 8, ("Person · State · Organization · ArmedGroup · Delegation · UnnamedActor",)),
)
CORE_ARROWS = (
    Arrow("Claim", "Article", ("article",)),
    Arrow("Claim", "Sentence", ("evidence",)),
    Arrow("Claim", "RoleSpan", ("gaf:denotedBy",)),
    Arrow("Claim", "Place", ("place", "venue")),
    Arrow("Claim", "Quantity", ("quantity",)),
    Arrow("Event", "Meeting", ("meeting",)),
    Arrow("Proposal", "Meeting", ("tabledAt",)),
    Arrow("Response", "Proposal", ("respondsTo",)),
    Arrow("Statement", "Actor", ("speaker",)),
    Arrow("Event", "Actor", ("agent", "target")),
    Arrow("Meeting", "Actor", ("party", "mediator", "host")),
    Arrow("Proposal", "Actor", ("proposer", "addressee")),
    Arrow("Response", "Actor", ("by",)),
    Arrow("Agreement", "Actor", ("party",)),
    Arrow("Handover", "Actor", ("giver", "receiver")),
    Arrow("Claim", "Actor", ("attributedTo",), column=7),
)
ACROSS_BOXES = (
    Box("Account", 0, 0, fields=("one article's", "values, evidence"), claim=True),
    Box("Meeting", 1, 0, fields=("what all its", "accounts say"), claim=True),
    Box("Process", 2, 0, fields=("rdfs:label",)),
    Box("Conflict", 0, 1, 2, ("aspect · firstValue · secondValue",)),
)
ACROSS_ARROWS = (
    Arrow("Account", "Meeting", ("accountOf",)),
    Arrow("Meeting", "Process", ("inProcess",)),
    Arrow("Conflict", "Account", ("first", "second"), column=0),
    Arrow("Conflict", "Meeting", ("about",), column=1),
)


def core() -> str:
    """What one article says: claims, their evidence, and who and what is in them."""
    return _drawing(CORE_BOXES, CORE_ARROWS, "Classes of the ontology: what an article says")


def across() -> str:
    """What several articles say of one thing."""
    return _drawing(ACROSS_BOXES, ACROSS_ARROWS, "Classes of the ontology: what several articles tell")


def _drawing(boxes: tuple[Box, ...], arrows: tuple[Arrow, ...], title: str) -> str:
    width = max(box.column + box.wide for box in boxes) * CELL + 2 * MARGIN - (CELL - _inner(1))
    height = max(box.row for box in boxes) * ROW + BOX_HEIGHT + 2 * MARGIN
    by_name = {box.name: box for box in boxes}
    lines = [_arrow(arrow, by_name[arrow.source], by_name[arrow.target]) for arrow in arrows]
    if general := by_name.get("Claim"):
        lines += [_is_a(box, general) for box in boxes if box.claim and box != general]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="parley" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" role="img" aria-label="{escape(title)}">',
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style>",
            f'<rect class="ground" width="{width:g}" height="{height:g}" rx="8"/>',
            *lines,
            *(_box(box) for box in boxes),
            "</svg>\n",
        )
    )


def _inner(wide: int) -> float:
    """Width of a box that takes `wide` cells: the gap between cells stays free."""
    return wide * CELL - GAP


def _left(box: Box) -> float:
    return MARGIN + box.column * CELL


def _top(box: Box) -> float:
    return MARGIN + box.row * ROW


def _box(box: Box) -> str:
    left, top, width = _left(box), _top(box), _inner(box.wide)
    middle = left + width / 2
    kind = "box claim" if box.claim else "box"
    first = top + (30 if len(box.fields) == 1 else 24)
    rows = [_text("name", box.name, middle, first)]
    rows += [_text("fields", text, middle, first + 19 + 15 * number) for number, text in enumerate(box.fields)]
    shape = f'<rect class="{kind}" x="{left:g}" y="{top:g}" width="{width:g}" height="{BOX_HEIGHT}" rx="6"/>'
    return f'<a href="#{box.name}">{shape}{"".join(rows)}</a>'


def _arrow(arrow: Arrow, source: Box, target: Box) -> str:
    if source.row == target.row:
        return _across(arrow, source, target)
    narrow = source if source.wide < target.wide else target
    column = narrow.column if arrow.column is None else arrow.column
    x = MARGIN + column * CELL + _inner(1) / 2
    down = source.row < target.row
    start = _top(source) + (BOX_HEIGHT if down else 0)
    end = _top(target) + (0 if down else BOX_HEIGHT)
    step = 1 if down else -1
    line = f'<path class="arrow" d="M{x:g} {start:g}V{end - 8 * step:g}"/>'
    head = f'<path class="head" d="M{x:g} {end:g}l-5 {-9 * step}h10z"/>'
    return line + head + _labels(arrow.properties, x, (start + end) / 2)


def _is_a(special: Box, general: Box) -> str:
    """A dashed line with a hollow head: every one of the lower class is one of the upper."""
    x = _left(special) + _inner(1) / 2
    end = _top(general) + BOX_HEIGHT
    line = f'<path class="arrow is-a" d="M{x:g} {_top(special):g}V{end + 10:g}"/>'
    return f'{line}<path class="is-a-head" d="M{x:g} {end:g}l-6 11h12z"/>'


def _across(arrow: Arrow, source: Box, target: Box) -> str:
    right = source.column < target.column
    start = _left(source) + (_inner(source.wide) if right else 0)
    end = _left(target) + (0 if right else _inner(target.wide))
    y, step = _top(source) + BOX_HEIGHT / 2, 1 if right else -1
    line = f'<path class="arrow" d="M{start:g} {y:g}H{end - 8 * step:g}"/>'
    head = f'<path class="head" d="M{end:g} {y:g}l{-9 * step} -5v10z"/>'
    return line + head + _labels(arrow.properties, (start + end) / 2, y - BOX_HEIGHT / 2 - 9)


def _labels(properties: Iterable[str], x: float, y: float) -> str:
    """Names of properties, one a line, about the point, on a ground that hides the arrow behind them."""
    names = tuple(properties)
    first = y + 4 - 15 * (len(names) - 1) / 2
    width, height = 7 * max(map(len, names)), 15 * len(names) + 2
    corner = f'x="{x - width / 2:g}" y="{y - height / 2:g}"'
    ground = f'<rect class="ground" {corner} width="{width:g}" height="{height:g}"/>'
    return ground + "".join(_text("label", name, x, first + 15 * number) for number, name in enumerate(names))


def _text(kind: str, text: str, x: float, y: float) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="middle">{escape(text)}</text>'
