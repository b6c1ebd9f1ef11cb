"""Writes the actor network as GraphML or GEXF, for Gephi, Cytoscape, igraph and the like."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO

import networkx as nx

from kg.network.actors import actor_network
from kg.tables import Queryable, records

if TYPE_CHECKING:
    from kg.network.actors import Network

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUN = re.compile(r' lastmodifieddate="[^"]*"|(?<=<creator>)[^<]*')  # the day and the library's version
_EDGE = ("kind", "act", "quad", "date", "factuality", "attributed_to", "mutual", "issues", "articles")
FORMATS = ("graphml", "gexf")


def write_network(store: Queryable, form: str, out: BinaryIO) -> None:
    """Write one node an actor and one edge a claim and pair; edges carry the claim's id as `evidence`, and no text."""
    network = plain_network(actor_network(*(records(store, name) for name in ("actors", "events", "meetings"))))
    if form == "graphml":
        nx.write_graphml_xml(network, out, encoding="utf-8", prettyprint=True)
        out.write(b"\n")
        return
    made = io.BytesIO()
    nx.write_gexf(network, made, encoding="utf-8", prettyprint=True)
    out.write(_RUN.sub("", made.getvalue().decode("utf-8"), count=2).encode("utf-8") + b"\n")


def plain_network(network: Network) -> Network:
    """The same network in a fixed order, with texts and truth values for attributes and numbered edges."""
    plain: Network = nx.MultiDiGraph()
    for node in sorted(network):
        plain.add_node(node, **_flat(network.nodes[node]))
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (source, target, _, data) in enumerate(edges):
        kept = {name: data.get(name) for name in _EDGE} | {"event_type": data["type"], "evidence": data["id"]}
        plain.add_edge(source, target, key=f"e{number}", **_flat(kept))
    return plain


def _flat(attributes: dict[str, Any]) -> dict[str, str | bool]:
    """Attributes that XML can hold: lists joined, absent ones left out, control characters replaced."""
    return {name: _value(value) for name, value in attributes.items() if value not in (None, [])}


def _value(value: Any) -> str | bool:
    if isinstance(value, bool):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
