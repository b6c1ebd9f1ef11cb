"""On which side an actor is: officials are with their state, fighters and envoys with the body that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.network.lanes import DELEGATION

if TYPE_CHECKING:
    from kg.network.actors import ActorIndex, Network

Record = Mapping[str, Any]

OF_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD"})  # sectors whose actors are a part of their state
_UNKNOWN = {"type": None, "country": None, "sector": None}


def side_ids(actors: Iterable[Record], index: ActorIndex) -> dict[str, str]:
    """The actor that stands for the side of each actor, by id; an actor of no side stands for itself.

    A delegation is with whom it is of. Of the actors with a country, those of a sector of the state, and officials
    without a name or sector, are with the state of that country; other people with the one body in which the text or
    the authority knows them to hold an office. Whose one body is armed is with that, whatever his country and sector:
    rebels are not with the state that they fight.
    """
    rows = list(actors)
    armed = {str(row["label"]) for row in rows if row.get("type") == "armed_group"}
    states = {row["country"]: str(row["id"]) for row in rows if row.get("type") == "state" and row.get("country")}
    direct = {str(row["id"]): _head(row, index, states, armed) for row in rows}
    return {actor: direct.get(head, head) for actor, head in direct.items()}


def _head(row: Record, index: ActorIndex, states: Mapping[str, str], armed: Collection[str]) -> str:
    own = str(row["id"])
    if row.get("type") == "delegation" and row["label"].startswith(DELEGATION):
        return index.find(row["label"].removeprefix(DELEGATION), row.get("articles") or ())
    bodies = {position["of"] for position in row.get("positions") or () if position.get("of")}
    if len(bodies) == 1 and bodies <= set(armed) and row.get("type") in ("person", "unnamed"):
        return index.find(bodies.pop(), row.get("articles") or ())
    if row.get("country") and _of_state(row):
        return states.get(row["country"], own)
    if row.get("type") == "person" and len(bodies) == 1:
        return index.find(bodies.pop(), row.get("articles") or ())
    return own


def _of_state(row: Record) -> bool:
    official = row.get("type") == "unnamed" and row.get("sector") is None
    return official or (row.get("type") != "armed_group" and row.get("sector") in OF_STATE)


def merged(network: Network, sides: Mapping[str, str]) -> Network:
    """The multigraph with one node a side and one edge a claim and pair of sides, without claims within a side."""
    made: Network = nx.MultiDiGraph()
    for head in sorted({sides.get(node, node) for node in network}):
        known = network.nodes[head] if head in network else {"label": head.removeprefix("unlisted/"), **_UNKNOWN}
        made.add_node(head, **known)
    for source, target, key, data in network.edges(keys=True, data=True):
        ends = (sides.get(source, source), sides.get(target, target))
        if ends[0] != ends[1]:
            made.add_edge(*ends, key=key, **data)
    return made
