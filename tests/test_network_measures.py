"""Measures on networks whose values are published, and against a second implementation."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest
import rustworkx as rx

from kg.network import centrality, communities, engine


def test_florentine_families_have_the_published_values() -> None:
    """Jackson, Social and Economic Networks (2008), on Padgett's families: Medici .522, Strozzi .103."""
    graph = nx.florentine_families_graph()
    frame = centrality.node_measures(graph)
    published = {"Medici": 0.522, "Guadagni": 0.255, "Strozzi": 0.103}
    assert {name: round(frame.loc[name, "betweenness"], 3) for name in published} == published
    assert (frame.loc["Medici", "degree"], frame.loc["Strozzi", "degree"]) == (6, 4)


def test_karate_club_has_the_published_values() -> None:
    """Zachary's club: betweenness 231.07 of the instructor; modularity 0.42 of four groups (Blondel et al. 2008)."""
    graph = nx.Graph(nx.karate_club_graph().edges())
    values = engine.betweenness(graph)
    assert round(values[0] * 33 * 32 / 2, 2) == 231.07
    groups = communities.partition(graph)
    assert (len(groups), round(communities.modularity(graph, groups), 2)) == (4, 0.42)


@pytest.mark.parametrize("size", [60, engine.EXACT_IN_PYTHON + 1])
def test_betweenness_agrees_with_a_second_implementation(size: int) -> None:
    graph = nx.barabasi_albert_graph(size, 2, seed=1)
    small = size <= engine.EXACT_IN_PYTHON
    expected = rx.betweenness_centrality(rx.networkx_converter(graph)) if small else nx.betweenness_centrality(graph)
    values = engine.betweenness(graph)
    assert [values[n] for n in graph] == pytest.approx([expected[n] for n in graph], abs=1e-9)


def test_pagerank_is_the_eigenvector_of_the_google_matrix() -> None:
    weights = random.Random(3)
    directed = nx.gnp_random_graph(40, 0.06, seed=3, directed=True)
    for _, _, data in directed.edges(data=True):
        data["weight"] = weights.randint(1, 9)
    matrix = np.asarray(nx.google_matrix(directed, alpha=engine.DAMPING, weight="weight"))
    values, vectors = np.linalg.eig(matrix.T)
    vector = np.real(vectors[:, np.argmax(np.real(values))])
    ranks = engine.pagerank(directed)
    assert [ranks[n] for n in directed] == pytest.approx(list(vector / vector.sum()), abs=1e-8)


def test_louvain_finds_the_planted_groups() -> None:
    graph = nx.planted_partition_graph(4, 12, 0.8, 0.02, seed=5)
    assert communities.partition(graph) == [list(range(i, i + 12)) for i in range(0, 48, 12)]
