"""Shortest paths and walks, computed by NetworkX on small graphs and by rustworkx on large ones.

The two give the same values (benchmarks/NETWORK.md has the ratios). rustworkx is called directly and in one thread,
because a sum of floats that several threads add up depends on which of them ends first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import rustworkx as rx

if TYPE_CHECKING:
    from kg.network.weaving import Ties

EXACT_IN_PYTHON = 500  # nodes up to which NetworkX is fast enough
DAMPING = 0.85


def betweenness(graph: Ties) -> dict[str, float]:
    """Share of shortest paths between two others that run through a node, normalised to [0, 1]; ties unweighted.

    Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977); computed by Brandes,
    A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25 (2001). Exact at any size.
    """
    if len(graph) <= EXACT_IN_PYTHON:
        return dict(nx.betweenness_centrality(graph, normalized=True))
    values = rx.betweenness_centrality(compiled(graph), normalized=True, parallel_threshold=len(graph) + 1)
    return {node: values[i] for i, node in enumerate(graph)}


def closeness(graph: Ties) -> dict[str, float]:
    """Closeness along unweighted ties, from 0 to 1; within its component, times the share of nodes that it reaches.

    Freeman, Centrality in social networks, Social Networks 1 (1978); for graphs in pieces: Wasserman and Faust, Social
    Network Analysis (1994), p. 201.
    """
    if len(graph) <= EXACT_IN_PYTHON:
        return dict(nx.closeness_centrality(graph, wf_improved=True))
    values = rx.closeness_centrality(compiled(graph), wf_improved=True, parallel_threshold=len(graph) + 1)
    return {node: values[i] for i, node in enumerate(graph)}


def pagerank(graph: Ties) -> dict[str, float]:
    """Stationary share of a walk along weighted edges that jumps anywhere with probability 0.15.

    Brin and Page, The anatomy of a large-scale hypertextual web search engine, Computer Networks 30 (1998). High for
    those whom active actors address; ties of an undirected graph run both ways. Nodes without outgoing edges jump
    anywhere. The values sum to 1. NetworkX would need SciPy here, so rustworkx computes it at every size.
    """
    if not graph:
        return {}
    values = rx.pagerank(
        compiled(graph if graph.is_directed() else nx.DiGraph(graph)),
        alpha=DAMPING,
        weight_fn=float,
        tol=1e-12,
        max_iter=1000,
    )
    return {node: values[i] for i, node in enumerate(graph)}


def compiled(graph: Ties) -> Any:
    """The same graph in rustworkx, nodes in the same order."""
    number = {node: i for i, node in enumerate(graph)}
    made: Any = rx.PyDiGraph() if graph.is_directed() else rx.PyGraph()
    made.add_nodes_from(list(graph))
    made.add_edges_from([(number[u], number[v], w) for u, v, w in graph.edges(data="weight", default=1)])
    return made
