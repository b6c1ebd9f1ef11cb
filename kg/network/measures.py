"""Measures over the actor network, as data frames in a fixed order.

All measures work on a simple projection of the multigraph: two actors are tied when at least one counted claim joins
them, and the weight of the tie is the number of distinct occasions: several reports of one meeting count once.
By default asserted claims count alone; actors without a counted claim stay out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd
import rustworkx as rx

if TYPE_CHECKING:
    from typing import TypeAlias

    from kg.network.actors import Network

    Ties: TypeAlias = "nx.Graph[str]"
    Flow: TypeAlias = "nx.DiGraph[str]"

COUNTED = ("asserted",)
EXACT_IN_PYTHON = 500  # nodes up to which NetworkX computes betweenness fast enough
DAMPING = 0.85
RESOLUTION = 1.0
SEED = 20250602
DECIMALS = 6


def counted_edges(network: Network, factualities: Collection[str] = COUNTED) -> Iterator[tuple[str, str, Any]]:
    """Edges (source, target, attributes) whose claim is of one of `factualities`, in a fixed order."""
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    yield from ((u, v, data) for u, v, _, data in edges if data["factuality"] in factualities)


def ties(network: Network, factualities: Collection[str] = COUNTED) -> Ties:
    """Undirected simple projection; `weight` is the number of distinct occasions that join the two."""
    occasions: dict[tuple[str, str], set[str]] = {}
    for u, v, data in counted_edges(network, factualities):
        occasions.setdefault((min(u, v), max(u, v)), set()).add(data["occasion"] or data["id"])
    graph: Ties = nx.Graph()
    graph.add_nodes_from(sorted({node for pair in occasions for node in pair}))
    graph.add_weighted_edges_from((u, v, len(ids)) for (u, v), ids in sorted(occasions.items()))
    return graph


def flow(network: Network, factualities: Collection[str] = COUNTED) -> Flow:
    """Directed simple projection from the acting to the addressed actor; mutual claims run both ways."""
    occasions: dict[tuple[str, str], set[str]] = {}
    for u, v, data in counted_edges(network, factualities):
        for pair in ((u, v), (v, u)) if data["mutual"] else ((u, v),):
            occasions.setdefault(pair, set()).add(data["occasion"] or data["id"])
    graph: Flow = nx.DiGraph()
    graph.add_nodes_from(sorted({node for pair in occasions for node in pair}))
    graph.add_weighted_edges_from((u, v, len(ids)) for (u, v), ids in sorted(occasions.items()))
    return graph


def betweenness(graph: Ties) -> dict[str, float]:
    """Share of shortest paths between two others that run through a node, normalised to [0, 1]; ties unweighted.

    Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977); computed by Brandes,
    A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25 (2001). Exact at any size.
    """
    if len(graph) <= EXACT_IN_PYTHON:
        return dict(nx.betweenness_centrality(graph, normalized=True))
    # One thread, because the sum of floats depends on the order in which threads finish.
    values = rx.betweenness_centrality(_compiled(graph), normalized=True, parallel_threshold=len(graph) + 1)
    return {node: values[i] for i, node in enumerate(graph)}


def pagerank(directed: Flow) -> dict[str, float]:
    """Stationary share of a walk along weighted edges that jumps anywhere with probability 0.15.

    Brin and Page, The anatomy of a large-scale hypertextual web search engine, Computer Networks 30 (1998). High for
    those whom active actors address. Nodes without outgoing edges jump anywhere. The values sum to 1.
    """
    if not directed:
        return {}
    values = rx.pagerank(_compiled(directed), alpha=DAMPING, weight_fn=float, tol=1e-12, max_iter=1000)
    return {node: values[i] for i, node in enumerate(directed)}


def _compiled(graph: Ties | Flow) -> Any:
    """The same graph in rustworkx, nodes in the same order."""
    number = {node: i for i, node in enumerate(graph)}
    compiled: Any = rx.PyDiGraph() if graph.is_directed() else rx.PyGraph()
    compiled.add_nodes_from(list(graph))
    compiled.add_edges_from([(number[u], number[v], w) for u, v, w in graph.edges(data="weight", default=1)])
    return compiled


def node_measures(graph: Ties, directed: Flow) -> pd.DataFrame:
    """Measures of every node of `graph`, indexed by node.

    degree: number of distinct partners (Freeman, Centrality in social networks, Social Networks 1, 1978).
    strength: sum of tie weights (Barrat et al., The architecture of complex weighted networks, PNAS 101, 2004).
    betweenness: see `betweenness`.
    pagerank: see `pagerank`, on `directed`.
    """
    between = betweenness(graph)
    rank = pagerank(directed)
    rows = {
        node: (graph.degree(node), graph.degree(node, weight="weight"), between[node], rank.get(node, 0.0))
        for node in graph
    }
    columns = ["degree", "strength", "betweenness", "pagerank"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).round(DECIMALS)


def centrality(network: Network, factualities: Collection[str] = COUNTED) -> pd.DataFrame:
    """One row an actor: id, label, type, country, degree, strength, betweenness, pagerank; most partners first."""
    frame = node_measures(ties(network, factualities), flow(network, factualities))
    frame = _described(network, list(frame.index)).join(frame, on="id")
    order = ["degree", "strength", "betweenness", "label", "id"]
    return frame.sort_values(order, ascending=[False, False, False, True, True], ignore_index=True)


def partition(graph: Ties) -> list[list[str]]:
    """Communities of `graph`, largest first, by the Louvain method with weights, resolution 1 and a fixed seed.

    Blondel et al., Fast unfolding of communities in large networks, Journal of Statistical Mechanics P10008 (2008).
    """
    found = nx.community.louvain_communities(graph, weight="weight", resolution=RESOLUTION, seed=SEED)
    return sorted((sorted(members) for members in found if members), key=lambda members: (-len(members), members))


def modularity(graph: Ties, communities: list[list[str]]) -> float:
    """Weighted modularity of a partition (Newman, Analysis of weighted networks, Physical Review E 70, 2004)."""
    if not graph.number_of_edges():
        return 0.0
    return float(nx.community.modularity(graph, [set(c) for c in communities], weight="weight"))


def communities(network: Network, factualities: Collection[str] = COUNTED) -> pd.DataFrame:
    """One row an actor: community (1 is the largest), size, id, label, type, country.

    `attrs["modularity"]` holds the modularity of the partition.
    """
    graph = ties(network, factualities)
    groups = partition(graph)
    places = {node: (number, len(group)) for number, group in enumerate(groups, 1) for node in group}
    frame = _described(network, sorted(places))
    frame.insert(0, "community", [places[node][0] for node in frame["id"]])
    frame.insert(1, "size", [places[node][1] for node in frame["id"]])
    frame = frame.sort_values(["community", "label", "id"], ignore_index=True)
    frame.attrs["modularity"] = round(modularity(graph, groups), DECIMALS)
    return frame


EDGE_COLUMNS = ("kind", "id", "source", "target", "mutual", "type", "act", "quad", "issues", "date", "factuality")


def edges(network: Network, factualities: Collection[str] | None = None) -> pd.DataFrame:
    """One row an edge of the multigraph, of every factuality unless some are named; ends by label and by id."""
    labels = {node: data["label"] for node, data in network.nodes(data=True)}
    rows = [
        data | {"source": labels[u], "target": labels[v], "source_id": u, "target_id": v}
        for u, v, _, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
        if factualities is None or data["factuality"] in factualities
    ]
    return pd.DataFrame(rows, columns=[*EDGE_COLUMNS, "attributed_to", "articles", "source_id", "target_id"])


def _described(network: Network, nodes: list[str]) -> pd.DataFrame:
    columns = ("label", "type", "country")
    rows = [(node, *(network.nodes[node].get(name) for name in columns)) for node in nodes]
    return pd.DataFrame(rows, columns=["id", *columns])
