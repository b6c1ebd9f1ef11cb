"""Brokerage roles on paths worked by hand, and against a count by matrices."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import numpy as np
import pytest

from kg.errors import InputError
from kg.network import Selection, brokerage, build
from kg.network.brokerage import ROLES
from tests.network_records import event, meeting, sources

PATHS = [  # sides of a -> b -> c, the role of b in the typology of Gould and Fernandez (1989)
    ("XXX", "coordinator"),
    ("XYX", "consultant"),
    ("XXY", "representative"),
    ("XYY", "gatekeeper"),
    ("XYZ", "liaison"),
]


@pytest.mark.parametrize(("sides", "role"), PATHS)
def test_role_of_the_middle_of_a_path(sides: str, role: str) -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    found = brokerage.roles(graph, dict(zip("abc", sides, strict=True)))
    none = dict.fromkeys(ROLES, 0)
    assert found == {"a": none, "b": none | {role: 1}, "c": none}


def test_every_role_has_a_path() -> None:
    assert {role for _, role in PATHS} == set(ROLES)


CLOSED = [  # a direct tie from a to c leaves nothing to broker; one from c to a does not
    ([("a", "b"), ("b", "c"), ("a", "c")], 0),
    ([("a", "b"), ("b", "c"), ("c", "a")], 3),
    ([("a", "b"), ("b", "a")], 0),
]


@pytest.mark.parametrize(("ties", "count"), CLOSED)
def test_only_open_paths_count(ties: list[tuple[str, str]], count: int) -> None:
    graph = nx.DiGraph(ties)
    found = brokerage.roles(graph, dict.fromkeys(graph, "X"))
    assert sum(sum(role.values()) for role in found.values()) == count


def by_matrices(graph: nx.DiGraph, groups: dict[int, str]) -> dict[int, dict[str, int]]:
    """The roles from the adjacency matrix: entry (a, c) of the open paths through b, by masks of sides."""
    matrix = nx.to_numpy_array(graph, weight=None).astype(int)
    sides = np.array([groups[node] for node in graph])
    open_pairs = (1 - matrix) * (1 - np.eye(len(graph), dtype=int))
    found = {}
    for i, node in enumerate(graph):
        paths = np.outer(matrix[:, i], matrix[i, :]) * open_pairs
        own, same = sides == sides[i], sides[:, None] == sides[None, :]
        masks = {
            "coordinator": np.outer(own, own),
            "consultant": same & np.outer(~own, ~own),
            "representative": np.outer(own, ~own),
            "gatekeeper": np.outer(~own, own),
            "liaison": ~same & np.outer(~own, ~own),
        }
        found[node] = {role: int((paths * mask).sum()) for role, mask in masks.items()}
    return found


@pytest.mark.parametrize("seed", range(4))
def test_roles_agree_with_a_count_by_matrices(seed: int) -> None:
    graph = nx.gnp_random_graph(25, 0.15, seed=seed, directed=True)
    pick = random.Random(seed)
    groups = {node: pick.choice("XYZ") for node in graph}
    found = brokerage.roles(graph, groups)
    assert {n: {role: found[n][role] for role in ROLES} for n in graph} == by_matrices(graph, groups)


def test_without_direction_each_path_counts_once() -> None:
    graph = nx.star_graph(3)
    found = brokerage.roles(graph, {0: "X", 1: "Y", 2: "Y", 3: "Z"})
    assert found[0] == dict.fromkeys(ROLES, 0) | {"consultant": 1, "liaison": 2}


@pytest.mark.parametrize("names", ["abc", "bca", "cba"])
def test_without_direction_the_roles_do_not_depend_on_names(names: str) -> None:
    own, broker, other = names
    graph = nx.Graph()
    graph.add_nodes_from(sorted(names))
    graph.add_edges_from([(own, broker), (broker, other)])
    frame = brokerage.brokerage(graph, sides={own: "X", broker: "X", other: "Y"}).set_index("id")
    assert list(frame.loc[broker, ["representative", "gatekeeper", "brokered"]]) == [0.5, 0.5, 1]


def test_the_mediator_stands_between_sides_that_do_not_meet() -> None:
    rows = [event(0, ["Russia"], ["Turkey"]), event(1, ["Turkey"], ["Ukraine"])]
    frame = brokerage.brokerage(build(sources(rows, [meeting(participants=[], parties=[])]), "events"))
    first = frame.iloc[0]
    assert (first["label"], first["mediated"], first["liaison"], first["brokered"]) == ("Turkey", 1, 1, 1)


MEDIATES = {"act": "mediate", "event_type": "CONSULT"}
SECOND = {"id": "article/a/meeting/m1", "participants": [], "parties": ["Ukraine"]}
MEDIATED = [  # rows that tell of Turkey between Russia and Ukraine, and how many paths through it they leave open
    ([event(0, ["Turkey"], ["Russia", "Ukraine"], **MEDIATES)], [], 2),
    ([event(0, ["Turkey"], ["Russia", "Ukraine"], **MEDIATES), event(1, ["Russia"], ["Ukraine"])], [], 1),
    ([], [meeting(participants=[], parties=["Russia"]), meeting(**SECOND)], 2),
    ([], [meeting()], 0),
]


@pytest.mark.parametrize(("events", "meetings", "paths"), MEDIATED)
def test_a_mediator_brokers_where_its_parties_are_not_tied(
    events: list[dict[str, Any]], meetings: list[dict[str, Any]], paths: int
) -> None:
    frame = brokerage.brokerage(build(sources(events, meetings), "events")).set_index("label")
    assert list(frame.loc["Turkey", ["liaison", "brokered"]]) == [paths, paths]
    assert frame.loc["Turkey", "mediated"] == max(1, len(meetings))


SIDES = [
    ("side", ["Russia", "Turkey", "Ukraine"]),
    ("country", ["RUS", "TUR", "UKR"]),
    ("type", ["state", "state", "state"]),
    ("party", ["Russia", "third parties", "Ukraine"]),
    ({"state/ru": "east"}, ["east", "state/tr", "state/ua"]),
]


@pytest.mark.parametrize(("sides", "wanted"), SIDES)
def test_sides(sides: str, wanted: list[str]) -> None:
    rows = [event(0, ["Russia"], ["Turkey"]), event(1, ["Turkey"], ["Ukraine"])]
    graph = build(sources(rows, [meeting(mediators=[])]), "events", Selection())
    frame = brokerage.brokerage(graph, sides=sides).sort_values("label")
    assert list(frame["side"]) == wanted


def test_communities_are_sides_and_unknown_sides_are_said() -> None:
    graph = nx.planted_partition_graph(2, 8, 0.9, 0.05, seed=1)
    assert set(brokerage.brokerage(graph, sides="community")["side"]) == {"1", "2"}
    with pytest.raises(InputError, match="there are no sides by shoe: they are by side, country"):
        brokerage.brokerage(graph, sides="shoe")
