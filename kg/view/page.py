"""A graph page as it is written: what vis-network draws, and the claims behind each node and edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from kg import __version__
from kg.errors import ParleyError
from kg.view.document import Frame, Sheet
from kg.view.drawing import drawing
from kg.view.records import Card, Edge, Node, Page, Source

SCRIPTS = (
    "start.js",
    "links.js",
    "swatches.js",
    "filters.js",
    "state.js",
    "saving.js",
    "heading.js",
    "legible.js",
    "drawing.js",
    "vector.js",
    "cards.js",
    "panel.js",
    "search.js",
    "main.js",
)
VIS_NETWORK = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
OUTLETS = 2  # named in the citation of all sources
CERTAINTY = ("asserted", "planned", "possible", "conditional", "negated")  # the surest first


def graph_sheet(page: Page) -> Sheet:
    """The page as it is written."""
    frame = Frame("graph.html", ("theme.css", "page.css", "graph.css"), SCRIPTS, _library(), "graph")
    counts = _counts(page)
    told = f"{counts['nodes']} nodes, {len(page.edges)} edges, {counts['claims']} claims"
    return Sheet(page.title, page.subject, frame, payload(page), told, [card_data(card) for card in page.cards])


def payload(page: Page) -> dict[str, Any]:
    """What the page's script needs for the first drawing; the claims come after it."""
    nodes, edges, options = drawing(page)
    return {
        "name": page.name,
        "title": page.title,
        "noun": page.noun,
        "notes": page.notes,
        "focus": page.focus,
        "counts": _counts(page),
        "options": options,
        "nodes": nodes,
        "edges": edges,
        "nodeInfo": [_node(node) for node in page.nodes],
        "edgeInfo": [_edge(edge, page.cards) for edge in page.edges],
        "sources": [source_data(source) for source in page.sources],
        "citation": citation(page.sources),
        "groups": [{"id": group, "name": name, "shape": shape} for group, name, shape in page.groups],
        "kinds": [{"id": kind, "name": name, "head": head} for kind, name, head in page.kinds],
    }


def _counts(page: Page) -> dict[str, Any]:
    """How much there is; an office that somebody holds is no claim. Nodes drawn as one count as many."""
    told = [card for card in page.cards if card.factuality is not None or card.type is not None]
    dates = sorted(card.date[:10] for card in told if card.date)
    nodes = sum(len(node.members) or 1 for node in page.nodes)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return {"nodes": nodes, "claims": len(told), "first": first, "last": last}


def card_data(card: Card) -> dict[str, Any]:
    """A claim as the page's script reads it."""
    names = ("id", "heading", "type", "act", "date", "factuality", "rows", "issues", "sources")
    fields = {name: getattr(card, name) for name in names}
    return fields | {"sentences": [{"pieces": s.pieces, "source": s.source} for s in card.sentences]}


def source_data(source: Source) -> dict[str, Any]:
    """An article as the page's script reads it."""
    fields = {"text": source.text, "short": source.short, "link": source.link, "key": source.key}
    return fields | {"outlet": source.outlet, "date": source.date}


def citation(sources: Sequence[Source]) -> str:
    """All articles of a page in one line, for a drawing that leaves it."""
    outlets = sorted({source.outlet for source in sources if source.outlet})
    dates = sorted(source.date for source in sources if source.date)
    by = " and ".join(outlets) if len(outlets) <= OUTLETS else f"{len(outlets)} outlets"
    parts = [
        f"{len(sources):,} article{'' if len(sources) == 1 else 's'}{f' by {by}' if by else ''}",
        f"{dates[0]} to {dates[-1]}" if dates and dates[0] != dates[-1] else "".join(dates[:1]),
    ]
    return f"Source: {', '.join(filter(None, parts))}; read with Parley {__version__}"


def _node(node: Node) -> dict[str, Any]:
    fields = {"key": node.key, "label": node.label, "group": node.group, "aliases": node.aliases, "rows": node.rows}
    return fields | {"cards": node.cards, "weight": node.weight, "members": node.members}


def _edge(edge: Edge, cards: Sequence[Card]) -> dict[str, Any]:
    known = {cards[card].factuality or CERTAINTY[0] for card in edge.cards}
    surest = next((name for name in CERTAINTY if name in known), CERTAINTY[0])
    return {"kind": edge.kind, "mutual": edge.mutual, "cards": edge.cards, "surest": surest}


@cache
def _library() -> str:
    """vis-network as pyvis ships it, its licence on top; a closing script tag would end the element."""
    path = files("pyvis").joinpath(*VIS_NETWORK)
    if not path.is_file():
        raise ParleyError(f"pyvis holds no {'/'.join(VIS_NETWORK)}: install pyvis 0.3.2")
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=\S*", "", text)
    return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE)
