"""Writes a graph page: what vis-network draws, and the claims behind each node and edge."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from kg.errors import ParleyError
from kg.view.document import Frame, as_data, document
from kg.view.drawing import drawing
from kg.view.records import Card, Edge, Node, Page, Source

__all__ = ["as_data", "card_data", "payload", "render", "source_data"]

SCRIPTS = ("start.js", "drawing.js", "filters.js", "cards.js", "panel.js", "search.js", "main.js")
VIS_NETWORK = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def render(page: Page) -> str:
    """The page as HTML; the same page gives the same text."""
    frame = Frame("page.html", ("page.css",), SCRIPTS, _library())
    return document(frame, f"{page.title} · {page.subject}", payload(page))


def payload(page: Page) -> dict[str, Any]:
    """What the page's script reads."""
    nodes, edges, options = drawing(page)
    return {
        "title": page.title,
        "subject": page.subject,
        "noun": page.noun,
        "notes": page.notes,
        "options": options,
        "nodes": nodes,
        "edges": edges,
        "nodeInfo": [_node(node) for node in page.nodes],
        "edgeInfo": [_edge(edge) for edge in page.edges],
        "cards": [card_data(card) for card in page.cards],
        "sources": [source_data(source) for source in page.sources],
        "groups": [{"id": group, "name": name, "shape": shape} for group, name, shape in page.groups],
        "kinds": [{"id": kind, "name": name} for kind, name in page.kinds],
    }


def card_data(card: Card) -> dict[str, Any]:
    """A claim as the page's script reads it."""
    fields = {"id": card.id, "heading": card.heading, "type": card.type, "act": card.act, "date": card.date}
    sentences = [{"pieces": sentence.pieces, "source": sentence.source} for sentence in card.sentences]
    return fields | {"factuality": card.factuality, "rows": card.rows, "sentences": sentences}


def source_data(source: Source) -> dict[str, Any]:
    """An article as the page's script reads it."""
    return {"text": source.text, "link": source.link}


def _node(node: Node) -> dict[str, Any]:
    return {"label": node.label, "group": node.group, "aliases": node.aliases, "rows": node.rows} | {
        "cards": node.cards,
        "weight": node.weight,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {"kind": edge.kind, "mutual": edge.mutual, "cards": edge.cards}


def _library() -> str:
    """vis-network as pyvis ships it, its licence on top; a closing script tag would end the element."""
    path = files("pyvis").joinpath(*VIS_NETWORK)
    if not path.is_file():
        raise ParleyError(f"pyvis holds no {'/'.join(VIS_NETWORK)}: install pyvis 0.3.2")
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=\S*", "", text)
    return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE)
