"""Two-mode networks: actors and meetings, and their projections to one mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import InputError
from kg.network.selection import ASSERTED, Selection, counts
from kg.network.sources import Record, Sources
from kg.network.weaving import Link, weave

if TYPE_CHECKING:
    from kg.network.weaving import Ties

MEETING = ("label", "kind", "process", "round", "status", "date", "place", "venue", "country")
_ROLES = {"party": "parties", "participant": "participants", "host": "hosts", "mediator": "mediators"}
WEIGHTS = ("shared", "newman")


def meetings_network(sources: Sources, selection: Selection) -> Ties:
    """Undirected two-mode graph of actors (`mode` actor, `bipartite` 0) and meetings (`mode` meeting, `bipartite` 1).

    `roles` of a tie says as what the actor was there: party, participant, host, mediator; parties are participants.
    """
    kept = [row for row in sources.rows("meetings") if counts(sources.meeting_facts(row), selection, ASSERTED)]
    rows = {row["id"]: row for row in kept}

    def describe(node: str) -> dict[str, Any]:
        if node in rows:
            return {"mode": "meeting", "bipartite": 1} | {name: rows[node].get(name) for name in MEETING}
        return {"mode": "actor", "bipartite": 0} | sources.actor(node)

    graph = weave((link for row in kept for link, _ in _present(sources, row)), describe, directed=False)
    for row in kept:
        for link, roles in _present(sources, row):
            graph[link.source][link.target]["roles"] = roles
    return graph


def projection(graph: Ties, mode: str, *, weight: str = "shared") -> Ties:
    """One mode of a two-mode graph: two nodes are tied if they share a node of the other mode.

    `weight` is `shared`, the number of nodes shared (Breiger, The duality of persons and groups, Social Forces 53,
    1974), or `newman`, where a shared node with k ties adds 1/(k-1) (Newman, Scientific collaboration networks II,
    Physical Review E 64, 2001). `through` of a tie has the shared nodes, sorted. InputError for a mode that the graph
    lacks.
    """
    kept = [node for node, data in graph.nodes(data=True) if data.get("mode") == mode]
    if weight not in WEIGHTS or (graph and not kept):
        known = sorted({str(data.get("mode")) for _, data in graph.nodes(data=True)})
        raise InputError(f"cannot project on {mode} by {weight}: modes are {', '.join(known)}, weights shared, newman")
    projected: Ties = nx.Graph()
    projected.add_nodes_from((node, dict(graph.nodes[node])) for node in kept)
    for shared in (node for node in graph if graph.nodes[node].get("mode") != mode):
        around = sorted(graph[shared])
        for pair in combinations(around, 2):
            _add(projected, pair, shared, 1.0 / (len(around) - 1) if weight == "newman" else 1)
    return projected


def _add(graph: Ties, pair: tuple[str, str], shared: str, weight: float) -> None:
    before: Mapping[str, Any] = graph.get_edge_data(*pair) or {"weight": 0, "through": ()}
    graph.add_edge(*pair, weight=before["weight"] + weight, through=(*before["through"], shared))


def _present(sources: Sources, row: Record) -> Iterator[tuple[Link, tuple[str, ...]]]:
    """Links of a meeting to those who have a part in it, with the parts."""
    articles = tuple(row.get("articles") or ())
    found: dict[str, list[str]] = {}
    for role, column in _ROLES.items():
        for label in sorted(set(row.get(column) or ())):
            found.setdefault(sources.find(label, articles), []).append(role)
    when = row.get("date") or sources.told(articles)
    for actor, roles in found.items():
        yield Link(actor, row["id"], row["id"], row["id"], articles, when), tuple(roles)
