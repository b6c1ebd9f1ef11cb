"""What holds of the measures of any network, whatever its nodes are called and in which order they come."""

from __future__ import annotations

import io
import random

import networkx as nx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.network.balance import STRONG, balance, signed_ties, signed_triads
from kg.network.brokerage import holes, roles
from kg.network.centrality import node_measures
from kg.network.comparing import compare
from kg.network.graphfiles import plain_graph, write_graph
from kg.network.weaving import Link, undirected, weave

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = "abcdefgh"
WEIGHTED = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1]),
    st.integers(1, 5),
    max_size=20,
)


def directed(ties: dict[tuple[str, str], int]) -> nx.DiGraph:
    """A directed graph with these weights."""
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted({node for pair in ties for node in pair}))
    graph.add_weighted_edges_from((u, v, w) for (u, v), w in sorted(ties.items()))
    return graph


@QUICK
@given(WEIGHTED)
def test_measures_keep_their_bounds_and_sums(ties: dict[tuple[str, str], int]) -> None:
    graph = directed(ties)
    frame = node_measures(graph)
    single = undirected(graph)
    assert frame["degree"].sum() == 2 * single.number_of_edges()
    assert frame["strength"].sum() == 2 * sum(ties.values())
    assert frame["in_degree"].sum() == frame["out_degree"].sum() == len(ties)
    assert frame[["betweenness", "closeness", "eigenvector", "pagerank"]].to_numpy(float).min(initial=0) >= 0
    assert not len(frame) or frame["pagerank"].sum() == pytest.approx(1, abs=1e-4)


@QUICK
@given(WEIGHTED, st.permutations(NAMES))
def test_measures_do_not_depend_on_names(ties: dict[tuple[str, str], int], names: list[str]) -> None:
    graph = directed(ties)
    named = dict(zip(NAMES, names, strict=True))
    other = directed({(named[u], named[v]): w for (u, v), w in ties.items()})
    columns = ["degree", "strength", "betweenness", "closeness", "pagerank"]
    one = node_measures(graph)[columns].rename(index=named).sort_index()
    pd.testing.assert_frame_equal(one, node_measures(other)[columns].sort_index(), check_exact=False, atol=1e-6)


@QUICK
@given(WEIGHTED, st.lists(st.sampled_from("XYZ"), min_size=8, max_size=8))
def test_open_paths_are_all_paths_less_closed_ones(ties: dict[tuple[str, str], int], sides: list[str]) -> None:
    graph = directed(ties)
    paths = {(a, b, c) for a, b in graph.edges() for c in graph[b] if c != a}
    wanted = sum(not graph.has_edge(a, c) for a, _, c in paths)
    found = roles(graph, dict(zip(NAMES, sides, strict=True)))
    assert sum(sum(role.values()) for role in found.values()) == wanted


@QUICK
@given(WEIGHTED)
def test_effective_size_is_at_most_the_number_of_partners(ties: dict[tuple[str, str], int]) -> None:
    graph = directed(ties)
    frame = holes(graph)
    degrees = pd.Series(dict(undirected(graph).degree()), dtype=float)
    assert (frame["effective_size"] <= degrees + 1e-9).all()
    assert (frame["effective_size"] > 0).all()
    assert (frame["constraint"] > 0).all()


@QUICK
@given(WEIGHTED, st.sets(st.sampled_from(NAMES)))
def test_changing_the_signs_around_a_set_of_nodes_keeps_balance(
    ties: dict[tuple[str, str], int], camp: set[str]
) -> None:
    """Switching: each triad has none or two of the ties that change, so that it stays as balanced as it was."""
    pick = random.Random(len(ties))
    graph = nx.Graph()
    for (u, v), _ in sorted(ties.items()):
        graph.add_edge(u, v, sign=pick.choice((1, -1)))
    switched = graph.copy()
    for u, v, data in switched.edges(data=True):
        data["sign"] *= -1 if (u in camp) != (v in camp) else 1
    one, two = balance(graph).attrs, balance(switched).attrs
    assert (one["balanced"], one["frustration"]) == (two["balanced"], two["frustration"])
    balanced = sum(triad in STRONG for _, triad in signed_triads(signed_ties(graph)))
    assert one["triads"] == 0 or one["balanced"] == pytest.approx(balanced / one["triads"], abs=1e-6)


@QUICK
@given(WEIGHTED, WEIGHTED)
def test_comparing_the_other_way_round_changes_the_signs(
    first: dict[tuple[str, str], int], second: dict[tuple[str, str], int]
) -> None:
    one, two = compare(directed(first), directed(second)), compare(directed(second), directed(first))
    assert (one.attrs["gained"], one.attrs["lost"]) == (two.attrs["lost"], two.attrs["gained"])
    columns = ["strength_change", "degree_change"]
    left, right = (frame.set_index("id")[columns].sort_index() for frame in (one, two))
    pd.testing.assert_frame_equal(left, -right)


LINKS = st.lists(
    st.builds(
        Link,
        st.sampled_from("abc"),
        st.sampled_from("xyz"),
        st.sampled_from(["c1", "c2", "c3"]),
        st.sampled_from(["o1", "o2"]),
        st.just(("article/a",)),
        st.sampled_from([None, "2025", "2025-06", "2025-06-02"]),
    )
)


@QUICK
@given(LINKS, st.booleans(), st.randoms())
def test_weaving_does_not_depend_on_the_order_and_counts_occasions(
    links: list[Link], is_directed: bool, shuffle: random.Random
) -> None:
    graph = weave(links, lambda node: {"label": node}, directed=is_directed)
    mixed = links[:]
    shuffle.shuffle(mixed)
    other = weave(mixed, lambda node: {"label": node}, directed=is_directed)
    assert list(graph.nodes(data=True)) == list(other.nodes(data=True))
    assert list(graph.edges(data=True)) == list(other.edges(data=True))
    for u, v, tie in graph.edges(data=True):
        assert tie["weight"] == len({link.occasion for link in links if {link.source, link.target} == {u, v}})


TEXTS = st.text(max_size=6)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.floats(allow_nan=True, allow_infinity=False), TEXTS)


@QUICK
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8), st.sampled_from(["graphml", "gexf"]))
def test_any_attributes_come_back_with_one_type(values: dict[str, object], form: str) -> None:
    graph = nx.Graph()
    for node, value in values.items():
        graph.add_node(node, label=f"<{node}> & \x00", measure=value)
    out = io.BytesIO()
    write_graph(plain_graph(graph, form), form, out)
    read = nx.read_gexf if form == "gexf" else nx.read_graphml
    back = read(io.BytesIO(out.getvalue()))
    assert set(back) == set(values)
    present = {node for node, value in values.items() if value is not None and value == value}
    assert {node for node, data in back.nodes(data=True) if data.get("measure") is not None} <= present
    assert len({type(data["measure"]) for _, data in back.nodes(data=True) if "measure" in data}) <= 1
