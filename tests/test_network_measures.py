"""Measures on networks whose values are published, and against a second implementation."""

from __future__ import annotations

import random

import igraph
import networkx as nx
import numpy as np
import pytest
import rustworkx as rx

from kg.errors import InputError
from kg.network import brokerage, centrality, communities, engine
from kg.network.twomode import projection


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


def test_krackhardt_kite_has_three_kinds_of_centre() -> None:
    """Krackhardt, Assessing the political landscape, Administrative Science Quarterly 35 (1990): the node with most
    partners (3, with 6), that of highest betweenness (7) and those of highest closeness (5 and 6) are not the same.
    """
    frame = centrality.node_measures(nx.krackhardt_kite_graph())
    assert (frame["degree"].idxmax(), frame["degree"].max()) == (3, 6)
    assert frame["betweenness"].idxmax() == 7
    assert set(frame.index[frame["closeness"] == frame["closeness"].max()]) == {5, 6}


@pytest.fixture(scope="module")
def women() -> nx.Graph:
    """Davis, Gardner and Gardner, Deep South (1941): 18 women at 14 social events, as a network of two modes."""
    graph = nx.davis_southern_women_graph()
    for _, data in graph.nodes(data=True):
        data["mode"] = "actor" if data["bipartite"] == 0 else "meeting"
    return graph


def test_southern_women_share_as_many_events_as_published(women: nx.Graph) -> None:
    """The first row of the table of women by women that Breiger, The duality of persons and groups, Social Forces 53
    (1974), derives; Lizardo, Social Networks (course at UCLA), "Extracting the backbone", prints it.
    """
    evelyn = projection(women, "actor")["Evelyn Jefferson"]
    published = {
        "Laura": 6,
        "Theresa": 7,
        "Brenda": 6,
        "Charlotte": 3,
        "Frances": 4,
        "Eleanor": 3,
        "Pearl": 3,
        "Ruth": 3,
    }
    assert {name.split()[0]: data["weight"] for name, data in evelyn.items()}.items() >= published.items()


def test_projections_agree_with_networkx(women: nx.Graph) -> None:
    names = [node for node, mode in women.nodes(data="mode") if mode == "actor"]
    for weight, second in (
        ("shared", nx.bipartite.weighted_projected_graph),
        ("newman", nx.bipartite.collaboration_weighted_projected_graph),
    ):
        ours, theirs = projection(women, "actor", weight=weight), second(women, names)
        assert {frozenset(pair) for pair in ours.edges()} == {frozenset(pair) for pair in theirs.edges()}
        for u, v, value in ours.edges(data="weight"):
            assert value == pytest.approx(theirs[u][v]["weight"])


BORGATTI = "A-B2 A-F3 A-G5 A-E2 E-G8 F-G3 B-G4 B-D1 D-G3 G-C10"  # ties with the weights of the NetworkX tests
HOLES = [  # node, constraint and effective size without and with weights
    ("G", 0.400, 4.67, 0.299, 5.47),
    ("A", 0.595, 2.50, 0.795, 2.47),
    ("C", 1.0, 1.0, 1.0, 1.0),
]


def example(*, weighted: bool) -> nx.Graph:
    """The example of Borgatti, Structural holes: unpacking Burt's redundancy measures, Connections 20(1) (1997)."""
    graph = nx.Graph()
    for tie in BORGATTI.split():
        graph.add_edge(tie[0], tie[2], weight=int(tie[3:]) if weighted else 1)
    return graph


@pytest.mark.parametrize(("node", "constraint", "size", "weighted_constraint", "weighted_size"), HOLES)
def test_structural_holes_have_the_published_values(
    node: str, constraint: float, size: float, weighted_constraint: float, weighted_size: float
) -> None:
    """The values by UCINET and igraph, worked again by hand, that the tests of NetworkX record for this example."""
    plain, weighted = (brokerage.holes(example(weighted=w)).loc[node] for w in (False, True))
    assert (plain["constraint"], plain["effective_size"]) == pytest.approx((constraint, size), abs=5e-3)
    found = (weighted["constraint"], weighted["effective_size"])
    assert found == pytest.approx((weighted_constraint, weighted_size), abs=5e-3)
    if node == "G":
        assert plain["efficiency"] == pytest.approx(4.67 / 6, abs=5e-3)


def as_igraph(graph: nx.Graph) -> igraph.Graph:
    """The same graph in igraph, nodes in the same order, with weights."""
    number = {node: i for i, node in enumerate(graph)}
    edges = [(number[u], number[v]) for u, v in graph.edges()]
    made = igraph.Graph(n=len(number), edges=edges, directed=graph.is_directed())
    made.es["weight"] = [weight for *_, weight in graph.edges(data="weight", default=1)]
    return made


def weighted_graph(seed: int, *, directed: bool = False) -> nx.Graph:
    """A random graph of 40 nodes, in pieces, with weights from 1 to 9."""
    graph = nx.gnp_random_graph(40, 0.08, seed=seed, directed=directed)
    weights = random.Random(seed)
    for *_, data in graph.edges(data=True):
        data["weight"] = weights.randint(1, 9)
    return graph


@pytest.mark.parametrize("seed", range(3))
def test_measures_agree_with_igraph(seed: int) -> None:
    graph = weighted_graph(seed)
    second, frame = as_igraph(graph), centrality.node_measures(graph)
    pairs = len(graph) * (len(graph) - 1) / 2 - len(graph) + 1
    assert list(frame["degree"]) == second.degree()
    assert list(frame["strength"]) == second.strength(weights="weight")
    assert list(frame["betweenness"] * pairs) == pytest.approx(second.betweenness(), abs=1e-9)
    holes = brokerage.holes(graph)
    constraint = holes["constraint"].to_numpy()
    for column, second_way in (("constraint", nx.constraint), ("effective_size", nx.effective_size)):
        slow = second_way(graph, weight="weight")
        assert holes[column].to_numpy() == pytest.approx(np.array([slow[n] for n in graph]), nan_ok=True)
    assert constraint == pytest.approx(np.array(second.constraint(weights="weight")), nan_ok=True)


def test_eigenvector_agrees_with_igraph_on_a_connected_graph() -> None:
    graph = nx.karate_club_graph()
    values = centrality.eigenvector(graph)
    second = np.array(as_igraph(graph).eigenvector_centrality(weights="weight"))
    assert list(values.values()) == pytest.approx(list(second / np.linalg.norm(second)), abs=1e-6)


def test_eigenvector_of_a_long_chain_is_that_of_the_formula() -> None:
    """Power iteration hardly converges on a path; its eigenvector is sin(pi k / (n + 1))."""
    n = 400
    values = list(centrality.eigenvector(nx.path_graph(n)).values())
    wanted = np.sin(np.pi * np.arange(1, n + 1) / (n + 1))
    assert values == pytest.approx(list(wanted / np.linalg.norm(wanted)), abs=1e-6)


@pytest.mark.parametrize("seed", range(2))
def test_pagerank_agrees_with_igraph(seed: int) -> None:
    graph = weighted_graph(seed, directed=True)
    second = as_igraph(graph).pagerank(damping=engine.DAMPING, weights="weight")
    assert list(engine.pagerank(graph).values()) == pytest.approx(second, abs=1e-8)


@pytest.mark.parametrize("size", [60, engine.EXACT_IN_PYTHON + 1])
def test_closeness_agrees_with_a_second_implementation(size: int) -> None:
    graph = nx.gnp_random_graph(size, 1.5 / size, seed=2)
    small = size <= engine.EXACT_IN_PYTHON
    second = rx.closeness_centrality(engine.compiled(graph)) if small else nx.closeness_centrality(graph)
    values = engine.closeness(graph)
    assert [values[n] for n in graph] == pytest.approx([second[n] for n in graph], abs=1e-9)


def test_leiden_finds_the_best_partition_of_the_karate_club() -> None:
    """As good as any: igraph's exact search (Brandes et al., On modularity clustering, 2008) finds no better one."""
    graph = nx.Graph(nx.karate_club_graph().edges())
    frame = communities.communities(graph, method="leiden")
    best = as_igraph(graph).community_optimal_modularity()
    assert frame.attrs["modularity"] == pytest.approx(best.modularity, abs=1e-6)
    assert (frame.attrs["communities"], frame.attrs["modularity"]) == (4, 0.41979)


def test_modularity_with_weights_agrees_with_igraph() -> None:
    graph = nx.karate_club_graph()
    groups = communities.partition(graph)
    member = {node: i for i, group in enumerate(groups) for node in group}
    second = as_igraph(graph).modularity([member[n] for n in graph], weights="weight")
    assert communities.modularity(graph, groups) == pytest.approx(second)


def test_an_unknown_method_is_said() -> None:
    with pytest.raises(InputError, match="the methods are louvain, leiden"):
        communities.communities(nx.path_graph(3), method="label")
