"""The graph as networks: actors joined by what the articles say they did to one another, and measures over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.network.actors import Network
    from kg.tables import Queryable


def read_network(store: Queryable) -> Network:
    """The actor network of everything that a store's default graph says."""
    from kg.network.actors import actor_network
    from kg.tables import records

    return actor_network(records(store, "actors"), records(store, "events"), records(store, "meetings"))
