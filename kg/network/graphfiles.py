"""Writes networks as GraphML or GEXF that Gephi, Cytoscape, igraph and the like open; the same network, the same bytes.

Attributes have one type each, ids are strings, the weight of a tie is `weight`. Lists are joined with a semicolon, and
what has no value is left out. In GEXF, ties with dates are there from the first to the last of them.
"""

from __future__ import annotations

import io
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import networkx as nx

from kg.network.selection import bounds

if TYPE_CHECKING:
    import pandas as pd

    from kg.network.actors import Network
    from kg.network.weaving import Ties

Plain: TypeAlias = "str | bool | int | float"
FORMATS = ("graphml", "gexf")
MISSING = ("nan", "<NA>", "NaT")  # how pandas writes a value that is not there
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUN = re.compile(r' lastmodifieddate="[^"]*"|(?<=<creator>)[^<]*')  # the day and the library's version
_WHO = ("id", "label", "type", "country")
_CLAIM = ("kind", "act", "quad", "date", "factuality", "attributed_to", "mutual", "issues", "articles")
_ENDS = ("source", "target", "source_id", "target_id")


def write_graph(graph: Ties, form: str, out: BinaryIO) -> None:
    """Write a graph whose attributes are plain (see `plain_graph`) as one of FORMATS."""
    if form == "graphml":
        nx.write_graphml_xml(graph, out, encoding="utf-8", prettyprint=True)
        out.write(b"\n")
        return
    made = io.BytesIO()
    nx.write_gexf(graph, made, encoding="utf-8", prettyprint=True)
    out.write(_RUN.sub("", made.getvalue().decode("utf-8"), count=2).encode("utf-8") + b"\n")


def annotated(graph: Ties, frame: pd.DataFrame) -> Ties:
    """A copy of the graph with the measures of a frame: on nodes where it has `id`, on ties where `source_id`."""
    made = graph.copy()
    for row in frame.to_dict("records"):
        if "id" in row and row["id"] in made:
            made.nodes[row["id"]].update({str(k): v for k, v in row.items() if k not in _WHO})
        elif "source_id" in row and made.has_edge(row["source_id"], row["target_id"]):
            values = {str(k): v for k, v in row.items() if k not in _ENDS}
            made.edges[row["source_id"], row["target_id"]].update(values)
    return made


def plain_graph(graph: Ties, form: str) -> Ties:
    """A copy of the graph with attributes that XML can hold, numbered ties and, for gexf, their days."""
    made: Ties = nx.DiGraph() if graph.is_directed() else nx.Graph()
    made.graph["name"] = str(graph.graph.get("name", ""))
    nodes = typed({text(str(node)): graph.nodes[node] for node in graph})
    made.add_nodes_from(nodes.items())
    ties = typed({(text(str(u)), text(str(v))): data for u, v, data in graph.edges(data=True)})
    for number, ((u, v), data) in enumerate(ties.items()):
        made.add_edge(u, v, **data, **({"id": f"e{number}"} | _days(data) if form == "gexf" else {}))
    return made


def typed(things: Mapping[Any, Mapping[str, Any]]) -> dict[Any, dict[str, Plain]]:
    """Attributes of several things with one type for each name; absent ones left out."""
    flat = {thing: flattened(data) for thing, data in things.items()}
    kinds: dict[str, set[type]] = {}
    for data in flat.values():
        for name, value in data.items():
            kinds.setdefault(name, set()).add(type(value))
    return {thing: {name: _as_type(value, kinds[name]) for name, value in data.items()} for thing, data in flat.items()}


def flattened(attributes: Mapping[str, Any]) -> dict[str, Plain]:
    """Attributes with lists joined, absent ones left out, numbers as Python's own, control characters replaced."""
    values = ((name, plain_value(value)) for name, value in attributes.items())
    return {str(name): value for name, value in values if value is not None}


def plain_value(value: Any) -> Plain | None:
    """A value as text, truth value or number; None for what is missing or an empty list."""
    if isinstance(value, list | tuple | set | frozenset):
        return text("; ".join(map(str, value))) if value else None
    if isinstance(value, str):
        return text(value)
    if value is None or str(value) in MISSING:
        return None
    value = value.item() if hasattr(value, "item") else value
    return value if isinstance(value, bool | int | float) else text(str(value))


def text(value: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", value)


def _as_type(value: Plain, kinds: Iterable[type]) -> Plain:
    found = set(kinds)
    if len(found) == 1:
        return value
    return float(value) if found == {int, float} else str(value)


def _days(data: Mapping[str, Plain]) -> dict[str, str]:
    if "first" not in data or "last" not in data:
        return {}
    start, end = bounds(str(data["first"]))[0], bounds(str(data["last"]))[1]
    last = monthrange(int(end[:4]), int(end[5:7]))[1]
    return {"start": start, "end": f"{end[:8]}{min(int(end[8:]), last):02}"}


def plain_network(network: Network) -> Network:
    """The same network in a fixed order, with texts and truth values for attributes and numbered edges."""
    plain: Network = nx.MultiDiGraph()
    for node in sorted(network):
        plain.add_node(text(node), **_claim_attributes(network.nodes[node]))
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (source, target, _, data) in enumerate(edges):
        kept = {name: data.get(name) for name in _CLAIM} | {"event_type": data["type"], "evidence": data["id"]}
        plain.add_edge(text(source), text(target), key=f"e{number}", **_claim_attributes(kept))
    return plain


def _claim_attributes(attributes: dict[str, Any]) -> dict[str, str | bool]:
    """Attributes that XML can hold: lists joined, absent ones left out, control characters replaced."""
    return {name: _claim_value(value) for name, value in attributes.items() if value not in (None, [])}


def _claim_value(value: Any) -> str | bool:
    if isinstance(value, bool):
        return value
    return text("; ".join(map(str, value)) if isinstance(value, list) else str(value))
