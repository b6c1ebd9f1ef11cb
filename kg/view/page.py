"""Writes a page as one HTML file: script, style and data inside, nothing fetched, nothing of an article run.

The data stand in a JSON block in which <, > and & are escaped; the page's own script makes text nodes of them. The
Content-Security-Policy names the page's own scripts and style by their hash and forbids all else, the network included.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import Any

from kg.errors import ParleyError
from kg.view.drawing import drawing
from kg.view.records import Card, Edge, Node, Page

SCRIPTS = ("start.js", "drawing.js", "filters.js", "cards.js", "panel.js", "search.js", "main.js")
VIS_NETWORK = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def render(page: Page) -> str:
    """The page as HTML; the same page gives the same text."""
    library, own, style = _library(), _own_script(), _asset("page.css")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"script-src {_hash(library)} {_hash(own)}; style-src {_hash(style)}"
    )
    parts = {
        "POLICY": html.escape(policy, quote=False),
        "TITLE": html.escape(f"{page.title} · {page.subject}"),
        "STYLE": style,
        "LIBRARY": library,
        "DATA": as_data(payload(page)),
        "SCRIPT": own,
    }
    return re.sub(r"%%([A-Z]+)%%", lambda match: parts[match[1]], _asset("page.html"))


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
        "cards": [_card(card) for card in page.cards],
        "sources": [{"text": source.text, "link": source.link} for source in page.sources],
        "groups": [{"id": group, "name": name, "shape": shape} for group, name, shape in page.groups],
        "kinds": [{"id": kind, "name": name} for kind, name in page.kinds],
    }


def as_data(value: Any) -> str:
    """`value` as JSON in ASCII that can stand in a script element: no <, >, & and no line separators."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _node(node: Node) -> dict[str, Any]:
    return {"label": node.label, "group": node.group, "aliases": node.aliases, "rows": node.rows} | {
        "cards": node.cards,
        "weight": node.weight,
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {"kind": edge.kind, "mutual": edge.mutual, "cards": edge.cards}


def _card(card: Card) -> dict[str, Any]:
    fields = {"id": card.id, "heading": card.heading, "type": card.type, "act": card.act, "date": card.date}
    sentences = [{"pieces": sentence.pieces, "source": sentence.source} for sentence in card.sentences]
    return fields | {"factuality": card.factuality, "rows": card.rows, "sentences": sentences}


def _own_script() -> str:
    """The page's script: one function scope over all its files."""
    body = "\n".join(_asset(name) for name in SCRIPTS)
    return f'(function () {{\n"use strict";\n{body}\n}})();'


def _library() -> str:
    """vis-network as pyvis ships it, its licence on top; a closing script tag would end the element."""
    path = files("pyvis").joinpath(*VIS_NETWORK)
    if not path.is_file():
        raise ParleyError(f"pyvis holds no {'/'.join(VIS_NETWORK)}: install pyvis 0.3.2")
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=\S*", "", text)
    return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE)


def _asset(name: str) -> str:
    return files("kg.view").joinpath("assets", name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
