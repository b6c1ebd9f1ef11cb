"""Weaves links, one a claim and pair, into a simple graph whose ties keep the claims behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from typing import TypeAlias

    Ties: TypeAlias = "nx.Graph[str]"

TIE: dict[str, str] = {  # attributes that the ties of every network have
    "weight": "number of distinct occasions: reports of one meeting are one; two acts in a sentence are two",
    "occasions": "ids of the occasions, sorted",
    "claims": "ids of the claims behind the tie, sorted",
    "articles": "ids of the articles that tell them, sorted",
    "first": "earliest date of a claim, truncated to its precision; absent where none has a date",
    "last": "latest date of a claim",
}
_MERGED = ("occasions", "claims", "articles")


@dataclass(frozen=True, slots=True)
class Link:
    """One claim that joins two nodes. `when` is its date, else that of its first article."""

    source: str
    target: str
    claim: str
    occasion: str
    articles: tuple[str, ...] = ()
    when: str | None = None
    marks: Mapping[str, Any] = field(default_factory=dict)


def weave(links: Iterable[Link], describe: Callable[[str], Mapping[str, Any]], *, directed: bool) -> Ties:
    """A simple graph with the attributes of TIE on its ties; only nodes that a link joins are in it.

    `describe` gives the attributes of a node. Nodes and ties come in the order of their ids, whatever that of `links`.
    """
    gathered: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        pair = (link.source, link.target)
        gathered.setdefault(pair if directed or pair[0] <= pair[1] else pair[::-1], []).append(link)
    graph: Ties = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from((node, dict(describe(node))) for node in sorted({node for pair in gathered for node in pair}))
    graph.add_edges_from((*pair, tie_of(gathered[pair])) for pair in sorted(gathered))
    return graph


def tie_of(links: Iterable[Link]) -> dict[str, Any]:
    """The attributes of TIE for the links of one pair."""
    links = list(links)
    dates = sorted(link.when for link in links if link.when)
    occasions = tuple(sorted({link.occasion for link in links}))
    tie: dict[str, Any] = {"weight": len(occasions), "occasions": occasions}
    tie["claims"] = tuple(sorted({link.claim for link in links}))
    tie["articles"] = tuple(sorted({article for link in links for article in link.articles}))
    return tie | ({"first": dates[0], "last": dates[-1]} if dates else {})


def undirected(graph: Ties) -> Ties:
    """The graph without direction. A tie that ran both ways weighs its distinct occasions, else the sum of weights."""
    if not graph.is_directed():
        return graph
    joined: Ties = nx.Graph()
    joined.add_nodes_from(graph.nodes(data=True))
    for u, v, data in graph.edges(data=True):
        joined.add_edge(u, v, **(_merged(joined[u][v], data) if joined.has_edge(u, v) else data))
    return joined


def _merged(one: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, Any]:
    both = {name: tuple(sorted({*one[name], *two[name]})) for name in _MERGED if name in one and name in two}
    weight: float = len(both["occasions"]) if "occasions" in both else one.get("weight", 1) + two.get("weight", 1)
    first = [data["first"] for data in (one, two) if data.get("first")]
    last = [data["last"] for data in (one, two) if data.get("last")]
    return {**one, **both, "weight": weight} | ({"first": min(first), "last": max(last)} if first else {})


def pruned(graph: Ties, min_weight: int) -> Ties:
    """The graph without ties lighter than `min_weight`, then without nodes that have no tie."""
    if min_weight > 1:
        graph.remove_edges_from([(u, v) for u, v, data in graph.edges(data=True) if data["weight"] < min_weight])
        graph.remove_nodes_from(list(nx.isolates(graph)))
    return graph
