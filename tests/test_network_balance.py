"""Structural balance on a network whose triads are published, and on triads worked by hand."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest

from kg.errors import InputError
from kg.network import balance, build
from tests.network_records import event, sources

PAIRS = [("Russia", "Turkey"), ("Russia", "Ukraine"), ("Turkey", "Ukraine")]
FRIENDS = """
GAVEV-KOTUN GAVEV-NAGAD GAVEV-GAMA KOTUN-NAGAD KOTUN-GAMA OVE-ALIKA OVE-GAHUK OVE-MASIL OVE-UKUDZ
ALIKA-UKUDZ NAGAM-MASIL NAGAM-NOTOH NAGAM-SEUVE GAHUK-MASIL GAHUK-UKUDZ GAHUK-GEHAM GAHUK-ASARO MASIL-UKUDZ MASIL-GEHAM
MASIL-ASARO MASIL-UHETO UKUDZ-GEHAM UKUDZ-ASARO NOTOH-KOHIK NOTOH-UHETO KOHIK-UHETO GEHAM-ASARO UHETO-SEUVE NAGAD-GAMA
"""
ENEMIES = """GAVEV-OVE GAVEV-ALIKA GAVEV-NAGAM GAVEV-GAHUK GAVEV-ASARO KOTUN-OVE KOTUN-NAGAM KOTUN-GAHUK KOTUN-NOTOH
KOTUN-KOHIK NAGAM-NAGAD NAGAM-GAMA GAHUK-NOTOH GAHUK-UHETO GAHUK-GAMA UKUDZ-SEUVE NOTOH-GEHAM NOTOH-NAGAD KOHIK-GEHAM
KOHIK-NAGAD GEHAM-UHETO GEHAM-NAGAD GEHAM-GAMA ASARO-SEUVE ASARO-NAGAD ASARO-GAMA UHETO-NAGAD UHETO-GAMA SEUVE-GAMA"""


@pytest.fixture(scope="module")
def tribes() -> nx.Graph:
    """Sixteen tribes of the Eastern Central Highlands of New Guinea, their alliances and enmities.

    Read, Cultures of the Central Highlands, Southwestern Journal of Anthropology 10 (1954), as UCINET distributes it.
    """
    graph = nx.Graph()
    for ties, sign in ((FRIENDS, 1), (ENEMIES, -1)):
        graph.add_edges_from((*tie.split("-"), {"sign": sign}) for tie in ties.split())
    return graph


def test_the_tribes_are_those_of_the_data_set(tribes: nx.Graph) -> None:
    assert (len(tribes), tribes.number_of_edges()) == (16, 58)


def test_balance_of_the_tribes_has_the_published_values(tribes: nx.Graph) -> None:
    """The documentation of the R package signnet (Schoch) prints for these tribes the share of balanced triangles
    0.8676471 and, by the line index, 0.7586207 in the measure of Aref and Wilson, Measuring partial balance in signed
    networks, Journal of Complex Networks 6 (2018): one less twice the index by the number of ties.
    """
    frame = balance.balance(tribes)
    assert frame.attrs["balanced"] == pytest.approx(0.8676471, abs=1e-6)
    assert 1 - 2 * frame.attrs["frustration"] / 58 == pytest.approx(0.7586207, abs=1e-7)


def by_hand(graph: nx.Graph) -> dict[str, int]:
    """Triads by trying all threes of nodes."""
    found = dict.fromkeys(balance.TRIADS, 0)
    for three in itertools.combinations(graph, 3):
        signs = [graph.get_edge_data(*pair, {"sign": 0})["sign"] for pair in itertools.combinations(three, 2)]
        if all(signs):
            found[balance.TRIADS[sum(sign < 0 for sign in signs)]] += 1
    return found


def test_triads_of_the_tribes_agree_with_trying_all_threes(tribes: nx.Graph) -> None:
    frame = balance.balance(tribes)
    assert dict(zip(frame["triad"], frame["count"], strict=True)) == by_hand(tribes)
    assert frame["share"].sum() == pytest.approx(1, abs=1e-5)
    assert frame["expected"].sum() == pytest.approx(1, abs=1e-5)
    weak = frame.loc[frame["weak"], "count"].sum() / frame["count"].sum()
    assert frame.attrs["weakly_balanced"] == pytest.approx(weak, abs=1e-6)


def test_triads_by_actor_and_by_tie_add_up(tribes: nx.Graph) -> None:
    total = balance.balance(tribes).attrs["triads"]
    actors, ties = balance.balance(tribes, by="actor"), balance.balance(tribes, by="tie")
    assert actors["triads"].sum() == ties["triads"].sum() == 3 * total
    assert (actors["positive"].sum(), actors["negative"].sum()) == (2 * 29, 2 * 29)
    assert set(ties["sign"]) == {1, -1}


TRIADS = [  # signs of the three ties, triad, strongly balanced, weakly balanced, line index
    ((1, 1, 1), "+++", 1, 1, 0),
    ((1, 1, -1), "++-", 0, 0, 1),
    ((1, -1, -1), "+--", 1, 1, 0),
    ((-1, -1, -1), "---", 0, 1, 1),
]


@pytest.mark.parametrize(("signs", "triad", "strong", "weak", "index"), TRIADS)
def test_one_triad(signs: tuple[int, ...], triad: str, strong: int, weak: int, index: int) -> None:
    graph = nx.Graph()
    for (u, v), sign in zip([("a", "b"), ("b", "c"), ("a", "c")], signs, strict=True):
        graph.add_edge(u, v, sign=sign)
    frame = balance.balance(graph)
    assert list(frame.loc[frame["count"] == 1, "triad"]) == [triad]
    found = frame.attrs
    assert (found["balanced"], found["weakly_balanced"], found["frustration"]) == (strong, weak, index)


AGREED = {"act": "agree", "event_type": "AGREE"}
EVENTS = [  # events, triads, triads that one event closes, share of balanced triads
    ([event(0, ["Russia", "Turkey", "Ukraine"], [], **AGREED)], 0, 1, None),
    ([event(n, list(pair), [], **AGREED) for n, pair in enumerate(PAIRS)], 1, 0, 1.0),
    ([event(n, [a], [b]) for n, (a, b) in enumerate(PAIRS)], 1, 0, 0.0),
]


@pytest.mark.parametrize(("events", "triads", "one_event", "balanced"), EVENTS)
def test_a_triad_that_one_event_closes_is_in_no_share(
    events: list[dict[str, Any]], triads: int, one_event: int, balanced: float | None
) -> None:
    graph = build(sources(events), "signed")
    frame = balance.balance(graph)
    found = [frame.attrs[name] for name in ("triads", "one_event", "balanced")]
    assert found == [triads, one_event, balanced]
    assert (frame["count"].sum(), frame["one_event"].sum()) == (triads, one_event)
    for by in ("actor", "tie"):
        each = balance.balance(graph, by=by)
        assert {*each["triads"]} | {*each["one_event"]} == {triads, one_event}
        assert each["balanced"].isna().all() == (balanced is None)


def test_ties_without_sign_are_left_out_and_both_ways_are_added() -> None:
    graph = nx.DiGraph()
    graph.add_edge("a", "b", score=3.0, sign=1)
    graph.add_edge("b", "a", score=-5.0, sign=-1)
    graph.add_edge("b", "c", score=0.0, sign=0)
    assert list(balance.signed_ties(graph).edges(data="sign")) == [("a", "b", -1)]


def test_the_line_index_adds_over_blocks_and_is_not_guessed() -> None:
    cycle = nx.cycle_graph(balance.EXACT)
    nx.set_edge_attributes(cycle, 1, "sign")
    cycle[0][1]["sign"] = -1
    assert balance.frustration(cycle) == 1
    two = nx.disjoint_union(cycle, cycle)
    two.add_edge(0, balance.EXACT, sign=-1)
    assert balance.frustration(two) == 2
    large = nx.cycle_graph(balance.EXACT + 1)
    nx.set_edge_attributes(large, 1, "sign")
    assert balance.frustration(large) is None


def test_a_network_without_signs_is_refused() -> None:
    with pytest.raises(InputError, match="no sign: take signed or responses"):
        balance.balance(nx.path_graph(3))
    with pytest.raises(InputError, match="balance is by triad, actor, tie, not by day"):
        balance.balance(nx.Graph(), by="day")


def test_a_network_without_ties_has_no_share() -> None:
    frame = balance.balance(nx.Graph())
    assert (list(frame["count"]), frame.attrs["balanced"], frame.attrs["frustration"]) == ([0] * 4, None, 0)
