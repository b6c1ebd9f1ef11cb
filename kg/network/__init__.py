"""The graph as networks: actors joined by what the articles say they did to one another, and measures over them.

    from kg.network import MEASURES, Selection, build_network

    graph = build_network(store, "events", selection=Selection(since="2025-05", until="2025-07"))
    frame = MEASURES["centrality"](graph)

`NETWORKS` has the networks by name with a summary and what their nodes and ties say; every one is a NetworkX graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network.measures import MEASURES
from kg.network.registry import NETWORKS, NetworkKind, build, build_network
from kg.network.selection import Selection
from kg.network.sources import Sources, read_sources

if TYPE_CHECKING:
    from kg.network.actors import Network
    from kg.tables import Queryable

__all__ = [
    "MEASURES",
    "NETWORKS",
    "NetworkKind",
    "Selection",
    "Sources",
    "build",
    "build_network",
    "read_network",
    "read_sources",
]


def read_network(store: Queryable) -> Network:
    """The multigraph of all claims that join two actors, of every factuality: one edge a claim and pair."""
    return read_sources(store, ()).network
