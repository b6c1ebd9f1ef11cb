"""Networks through time and side by side, on small records and by trying all permutations."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from kg.errors import InputError
from kg.network import Selection, build
from kg.network.comparing import compare, correlation
from kg.network.periods import by_period, evolution, periods
from kg.network.selection import Level
from tests.network_records import event, meeting, sources

EVENTS = [
    event(0, ["Russia"], ["Ukraine"], date="2025-02-03"),
    event(1, ["Turkey"], ["Ukraine"], date="2025-02", act="agree", event_type="AGREE"),
    event(2, ["Turkey"], ["Ukraine"], date="2025-06-02", act="agree", event_type="AGREE"),
    event(3, ["Turkey"], ["Russia"], date="2025-06-30"),
    event(4, ["Turkey"], ["Russia"], date="2025"),
]

MET = {"act": "meet", "event_type": "CONSULT", "meeting": "article/a/meeting/m0"}
NAMES = [
    ("month", ["2025-02", "2025-06"]),
    ("quarter", ["2025-Q1", "2025-Q2"]),
    ("year", ["2025"]),
]


@pytest.mark.parametrize(("period", "names"), NAMES)
def test_periods_in_the_order_of_time(period: str, names: list[str]) -> None:
    assert list(by_period(sources(EVENTS), period=period)) == names


def test_what_changes_from_one_period_to_the_next() -> None:
    frame = evolution(by_period(sources(EVENTS), period="quarter")).set_index("period")
    first, second = frame.loc["2025-Q1"], frame.loc["2025-Q2"]
    assert (first["actors"], first["ties"], first["density"]) == (3, 2, pytest.approx(2 / 3, abs=1e-6))
    assert pd.isna(first["new_ties"])
    assert pd.isna(first["jaccard"])
    changes = ["new_ties", "kept_ties", "lost_ties", "new_actors", "lost_actors"]
    assert list(second[changes]) == [1, 1, 1, 0, 0]
    assert second["jaccard"] == pytest.approx(1 / 3, abs=1e-6)
    assert (first["cooperation"], first["conflict"], first["balance"]) == (2.5, 2.0, pytest.approx(2.5 / 4.5, abs=1e-6))


MANY = [  # events of one period, its cooperation and its conflict
    ([event(0, ["Russia", "Turkey", "Ukraine"], [], act="agree", event_type="AGREE")], (2.5, 0.0)),
    ([event(0, ["Russia", "Turkey"], ["Ukraine"])], (0.0, 2.0)),
    ([event(number, ["Russia"], ["Ukraine"]) for number in range(2)], (0.0, 4.0)),
    ([event(number, ["Russia"], ["Turkey", "Ukraine"], **MET) for number in range(2)], (2.5, 0.0)),
]


@pytest.mark.parametrize("level", ["actor", "side"])
@pytest.mark.parametrize(("events", "wanted"), MANY)
def test_an_occasion_counts_once_however_many_it_ties(
    events: list[dict[str, Any]], wanted: tuple[float, float], level: Level
) -> None:
    frame = evolution(by_period(sources(events), period="year", selection=Selection(level=level)))
    assert [tuple(row) for row in frame[["cooperation", "conflict"]].to_numpy()] == [wanted]


def test_evolution_takes_any_networks() -> None:
    frame = evolution({"before": nx.path_graph(3), "after": nx.path_graph(4), "empty": nx.Graph()})
    assert list(frame["ties"]) == [2, 3, 0]
    assert frame["cooperation"].isna().all()
    assert list(frame["lost_ties"])[1:] == [0, 3]


def test_a_selection_clips_the_periods() -> None:
    found = by_period(sources(EVENTS), period="quarter", selection=Selection(since="2025-06-15"))
    assert [(name, network.number_of_edges()) for name, network in found.items()] == [("2025-Q2", 1)]


ROUNDS = [
    meeting(id="article/a/meeting/m1", process="Istanbul", round=1, date="2025-02-01"),
    meeting(id="article/a/meeting/m2", process="Istanbul", round=2, date="2025-06-02"),
    meeting(id="article/a/meeting/m3", process="Istanbul", round=2, date="2025-06-20"),
    meeting(id="article/a/meeting/m4", process="Istanbul", round=3, date="2025-07-01", status="planned"),
]


def test_rounds_of_a_process() -> None:
    selection = Selection(process="istanbul")
    found = by_period(sources(EVENTS, ROUNDS), period="round", selection=selection)
    assert list(found) == ["round 1 (2025-02-01)", "round 2 (2025-06-02)"]
    assert found["round 1 (2025-02-01)"].has_edge("state/tr", "state/ua")


TWO = [*ROUNDS, meeting(id="article/a/meeting/m5", process="Istanbul grain", round=1, date="2025-02-04")]


@pytest.mark.parametrize("process", ["istanbul", "Istanbul grain"])
def test_a_process_by_its_whole_label_has_its_own_rounds(process: str) -> None:
    days = {"istanbul": ["2025-02-01", "2025-06-02"], "Istanbul grain": ["2025-02-04"]}
    found = periods(sources(EVENTS, TWO), "round", Selection(process=process))
    assert [one.since for one in found] == days[process]


def test_rounds_of_two_processes_are_not_one() -> None:
    with pytest.raises(InputError, match="'ista' is in the labels of: Istanbul; Istanbul grain"):
        by_period(sources(EVENTS, TWO), period="round", selection=Selection(process="ista"))


REFUSED = [
    ("week", Selection(), "the periods are month, quarter, year, round"),
    ("round", Selection(), "name it with --process"),
    ("round", Selection(process="Geneva"), "no process has 'Geneva' in its label: the processes are Istanbul"),
]


@pytest.mark.parametrize(("period", "selection", "message"), REFUSED)
def test_periods_that_cannot_be(period: str, selection: Selection, message: str) -> None:
    with pytest.raises(InputError, match=message):
        by_period(sources(EVENTS, ROUNDS), period=period, selection=selection)


def graphs() -> tuple[nx.Graph, nx.Graph]:
    """Two networks that share a tie."""
    a, b = nx.Graph(), nx.Graph()
    a.add_weighted_edges_from([("x", "y", 1), ("y", "z", 2)])
    b.add_weighted_edges_from([("x", "y", 4), ("x", "w", 1)])
    return a, b


def test_change_of_each_actor() -> None:
    frame = compare(*graphs()).set_index("id")
    assert list(frame.loc["x", ["degree_a", "degree_b", "degree_change", "strength_change"]]) == [1, 2, 1, 4]
    assert list(frame.loc["x", ["rank_a", "rank_b", "rank_change"]]) == [3, 1, 2]
    assert pd.isna(frame.loc["w", "rank_a"])
    assert list(frame.loc["y", ["gained", "kept", "lost"]]) == [0, 1, 1]
    assert frame.index[0] == "x", "the largest change of strength comes first"


def test_ties_gained_and_lost() -> None:
    frame = compare(*graphs(), by="tie")
    rows = {(row.source, row.target): (row.change, row.weight_change) for row in frame.itertuples()}
    assert rows == {("x", "y"): ("kept", 3), ("y", "z"): ("lost", -2), ("w", "x"): ("gained", 1)}
    wanted = {"gained": 1, "kept": 1, "lost": 1, "jaccard": pytest.approx(1 / 3, abs=1e-6)}
    assert {name: frame.attrs[name] for name in wanted} == wanted
    with pytest.raises(InputError, match="compare is by actor, tie"):
        compare(*graphs(), by="day")


def test_correlation_is_that_of_the_pairs() -> None:
    a, b = nx.gnp_random_graph(12, 0.3, seed=1), nx.gnp_random_graph(12, 0.4, seed=2)
    upper = np.triu_indices(12, 1)
    wanted = np.corrcoef(nx.to_numpy_array(a)[upper], nx.to_numpy_array(b)[upper])[0, 1]
    assert correlation(a, b)["correlation"] == pytest.approx(wanted, abs=1e-6)


def test_p_comes_near_that_of_all_permutations() -> None:
    """With six nodes all 720 relabellings can be tried; a thousand random ones come within 0.05 of their share."""
    a, b = nx.path_graph(6), nx.Graph([(0, 1), (1, 2), (2, 3), (0, 4), (4, 5)])
    first, second, upper = nx.to_numpy_array(a), nx.to_numpy_array(b), np.triu_indices(6, 1)
    values = [
        np.corrcoef(first[upper], second[np.ix_(order, order)][upper])[0, 1]
        for order in map(list, itertools.permutations(range(6)))
    ]
    exact = np.mean(np.array(values) >= values[0] - 1e-12)
    found = correlation(a, b)
    assert found["correlation"] == pytest.approx(values[0], abs=1e-6)
    assert found["p"] == pytest.approx(exact, abs=0.05)
    assert found == correlation(a, b), "the seed is fixed"


def test_a_network_correlates_with_itself_and_none_with_a_complete_one() -> None:
    graph = nx.gnp_random_graph(15, 0.3, seed=3)
    assert correlation(graph, graph)["correlation"] == pytest.approx(1)
    assert correlation(graph, nx.complete_graph(15)) == {"correlation": None, "p": None}
    assert correlation(nx.Graph(), nx.Graph()) == {"correlation": None, "p": None}


def test_comparing_takes_the_networks_of_two_spans() -> None:
    spans = (Selection().between("2025-01", "2025-03"), Selection().between("2025-04", "2025-06"))
    frame = compare(*(build(sources(EVENTS), "events", span) for span in spans))
    assert (frame.attrs["gained"], frame.attrs["kept"], frame.attrs["lost"]) == (1, 1, 1)
