"""The graph as networks: actors joined by what the articles say they did to one another, and measures over them.

    from kg.network import MEASURES, Selection, build_network

    graph = build_network(store, "events", selection=Selection(since="2025-05", until="2025-07"))
    frame = MEASURES["centrality"](graph)

`NETWORKS` has the networks by name with a summary and what their nodes and ties say; every one is a NetworkX graph.
Who builds several reads the store once: `sources = read_sources(store)`, then `build(sources, name, selection)`, or
`by_period(sources, name, period="month")` for `MEASURES["evolution"]`. For Gephi, with the measures of a frame on the
nodes: `write_graph(plain_graph(annotated(graph, frame), "gexf"), "gexf", file)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.network.actors import Network
    from kg.network.graphfiles import annotated, plain_graph, write_graph
    from kg.network.measures import MEASURES
    from kg.network.periods import by_period
    from kg.network.registry import NETWORKS, NetworkKind, build, build_network
    from kg.network.selection import Selection
    from kg.network.sources import Sources, read_sources
    from kg.network.twomode import projection
    from kg.tables import Queryable

__all__ = [
    "MEASURES",
    "NETWORKS",
    "NetworkKind",
    "Selection",
    "Sources",
    "annotated",
    "build",
    "build_network",
    "by_period",
    "plain_graph",
    "projection",
    "read_network",
    "read_sources",
    "write_graph",
]

_MODULES = {  # where each name stands; pandas and NetworkX are imported with it and not before
    "MEASURES": "measures",
    "NETWORKS": "registry",
    "NetworkKind": "registry",
    "Selection": "selection",
    "Sources": "sources",
    "annotated": "graphfiles",
    "build": "registry",
    "build_network": "registry",
    "by_period": "periods",
    "plain_graph": "graphfiles",
    "projection": "twomode",
    "read_sources": "sources",
    "write_graph": "graphfiles",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"kg.network.{_MODULES[name]}"), name)


def read_network(store: Queryable) -> Network:
    """The multigraph of all claims that join two actors, of every factuality: one edge a claim and pair."""
    from kg.network.sources import read_sources

    return read_sources(store, ()).network
