"""Centrality of the nodes of a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd

from kg.network.engine import betweenness, closeness, pagerank
from kg.network.frames import described, sorted_frame
from kg.network.weaving import undirected

if TYPE_CHECKING:
    from kg.network.weaving import Ties

_ROUNDS = 2000  # of power iteration, before the eigenvectors are computed outright


def centrality(graph: Ties) -> pd.DataFrame:
    """One row a node, most partners first: id, label, type, country and the columns of `node_measures`.

    In a two-mode network `mode` comes after `id`. The index counts from 0. Works on any NetworkX graph; `weight` of a
    tie is 1 where it has none.
    """
    frame = node_measures(graph)
    frame = described(graph, graph).join(frame, on="id")
    modes = [data.get("mode") for _, data in graph.nodes(data=True)]
    if any(modes):
        frame.insert(1, "mode", modes)
    return sorted_frame(frame, ["degree", "strength", "betweenness"])


def node_measures(graph: Ties) -> pd.DataFrame:
    """Measures of every node, indexed by node; those that say nothing of direction look at the undirected graph.

    degree: number of distinct partners (Freeman, Centrality in social networks, Social Networks 1, 1978).
    in_degree, out_degree: of a directed graph, number of those who act on the node and on whom it acts.
    strength: sum of tie weights (Barrat et al., The architecture of complex weighted networks, PNAS 101, 2004).
    betweenness, closeness, pagerank: see the functions of these names in `kg.network.engine`.
    eigenvector: see `eigenvector`.
    """
    ties = undirected(graph)
    columns: dict[str, Mapping[str, float]] = {"degree": dict(ties.degree())}
    if isinstance(graph, nx.DiGraph):
        columns |= {"in_degree": dict(graph.in_degree()), "out_degree": dict(graph.out_degree())}
    columns |= {
        "strength": dict(ties.degree(weight="weight")),
        "betweenness": betweenness(ties),
        "closeness": closeness(ties),
        "eigenvector": eigenvector(ties),
        "pagerank": pagerank(graph),
    }
    return pd.DataFrame({name: pd.Series(values, index=list(graph)) for name, values in columns.items()})


def eigenvector(graph: Ties) -> dict[str, float]:
    """Centrality in proportion to that of the partners, by weighted ties; of Euclidean norm 1.

    Bonacich, Factoring and weighting approaches to status scores and clique identification, Journal of Mathematical
    Sociology 2 (1972). In a graph in pieces the actors outside the densest piece have next to nothing.
    """
    if not graph.number_of_edges():
        return dict.fromkeys(graph, 0.0)
    try:
        return dict(nx.eigenvector_centrality(graph, max_iter=_ROUNDS, tol=1e-10, weight="weight"))
    except nx.PowerIterationFailedConvergence:
        return _outright(graph)


def _outright(graph: Ties) -> dict[str, float]:
    """The eigenvector of the largest eigenvalue, from all of them: for chains, where iteration hardly converges."""
    _, vectors = np.linalg.eigh(nx.to_numpy_array(graph, weight="weight"))
    return {node: abs(float(value)) for node, value in zip(graph, vectors[:, -1], strict=True)}
