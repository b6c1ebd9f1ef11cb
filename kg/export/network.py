"""Writes the actor network as GraphML or GEXF, for Gephi, Cytoscape, igraph and the like."""

from __future__ import annotations

from typing import BinaryIO

from kg.network.actors import actor_network
from kg.network.graphfiles import FORMATS, plain_network, write_graph
from kg.tables import Queryable, records

__all__ = ["FORMATS", "plain_network", "write_network"]


def write_network(store: Queryable, form: str, out: BinaryIO) -> None:
    """Write one node an actor and one edge a claim and pair; edges carry the claim's id as `evidence`, and no text."""
    network = actor_network(*(records(store, name) for name in ("actors", "events", "meetings")))
    write_graph(plain_network(network), form, out)
