"""The actor network and its measures, on small records and on networks whose values are published."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
import rdflib

from kg.network import Selection, Sources, actors, build, centrality, communities, edges, plover
from kg.network.weaving import undirected
from kg.resources import shipped
from tests.network_records import ACTORS, event, meeting, sources

EVENT_CASES: list[tuple[dict[str, Any], list[tuple[str, str, bool]]]] = [
    (event(0, ["Russia"], ["Ukraine"]), [("Russia", "Ukraine", False)]),
    (event(0, ["Russia"], ["Ukraine", "Turkey"]), [("Russia", "Ukraine", False), ("Russia", "Turkey", False)]),
    (event(0, ["Ukraine", "Russia"], [], act="agree"), [("Russia", "Ukraine", True)]),
    (event(0, ["Ukraine", "Russia"], [], act="reject"), []),
    (event(0, ["Russia"], ["Russia"]), []),
    (event(0, ["Russia"], []), []),
]


@pytest.mark.parametrize(("row", "pairs"), EVENT_CASES)
def test_pairs_of_an_event(row: dict[str, Any], pairs: list[tuple[str, str, bool]]) -> None:
    assert list(actors.event_pairs(row)) == pairs


def test_parallel_events_stay_parallel_and_carry_their_claim() -> None:
    network = actors.actor_network(ACTORS, [event(1, ["Russia"], ["Ukraine"]), event(0, ["Russia"], ["Ukraine"])], [])
    assert [k for _, _, k in network.edges(keys=True)] == ["event article/a/event/e0", "event article/a/event/e1"]
    data = next(iter(network.edges(data=True)))[2]
    assert data["quad"] == "verbal_conflict"
    assert (data["evidence"][0]["text"], data["date"]) == ("So.", "2025-06-02")


def test_one_label_of_two_articles_means_the_actor_of_the_same_article() -> None:
    rows = [event(0, ["an aide"], ["Russia"]), event(1, ["an aide"], ["Russia"], id="b", article="article/b")]
    network = actors.actor_network(ACTORS, rows, [])
    assert {u for u, _ in network.edges()} == {"article/a/actor/aide", "article/b/actor/aide"}


def test_a_label_without_a_row_is_a_node_of_unknown_type() -> None:
    network = actors.actor_network(ACTORS, [event(0, ["Atlantis"], ["Russia"])], [])
    assert network.nodes["unlisted/Atlantis"]["type"] is None


def test_meeting_gives_attendance_and_mediation() -> None:
    network = actors.actor_network(ACTORS, [], [meeting()])
    assert sorted((u, v, data["kind"]) for u, v, data in network.edges(data=True)) == [
        ("state/ru", "state/ua", "attendance"),
        ("state/tr", "state/ru", "mediation"),
        ("state/tr", "state/ua", "mediation"),
    ]


def test_a_head_and_a_delegation_do_not_meet_their_own_side() -> None:
    present = ["Russia", "Ukraine", "Vladimir Medinsky", "Rustem Umerov", "delegation of Ukraine"]
    heads = [("Vladimir Medinsky", "Russia"), ("Rustem Umerov", "delegation of Ukraine")]
    row = meeting(participants=present, heads=[{"person": person, "of": of} for person, of in heads])
    theirs, ours = ("Russia", "Vladimir Medinsky"), ("Rustem Umerov", "Ukraine", "delegation of Ukraine")
    wanted = sorted((min(a, b), max(a, b)) for a in theirs for b in ours)
    assert sorted(actors.attendance_pairs(row)) == wanted


@pytest.mark.parametrize(
    ("status", "factuality"),
    [("held", "asserted"), ("planned", "planned"), ("proposed", "possible"), ("denied", "negated")],
)
def test_only_what_took_place_is_counted(status: str, factuality: str) -> None:
    told = sources([], [meeting(status=status)])
    assert {data["factuality"] for _, _, data in told.network.edges(data=True)} == {factuality}
    assert undirected(build(told, "events")).number_of_edges() == (3 if status == "held" else 0)


def test_reports_of_one_meeting_count_once() -> None:
    told = {"act": "meet", "event_type": "CONSULT", "meeting": "article/a/meeting/m0"}
    rows = [event(0, ["Russia"], ["Ukraine"], **told), event(1, ["Ukraine"], ["Russia"], **told)]
    rows.append(event(2, ["Russia"], ["Ukraine"], meeting="article/a/meeting/m0"))
    graph = undirected(build(sources(rows, [meeting()]), "events"))
    assert graph["state/ru"]["state/ua"]["weight"] == 2


def test_direction_counts_in_the_flow_alone() -> None:
    directed = build(sources([event(0, ["Russia"], ["Ukraine"])], [meeting(mediators=[])]), "events")
    assert (directed["state/ru"]["state/ua"]["weight"], directed["state/ua"]["state/ru"]["weight"]) == (2, 1)


def test_frames_do_not_depend_on_the_order_of_rows() -> None:
    pairs = [("Russia", "Ukraine"), ("Turkey", "Russia"), ("an aide", "Turkey")]
    rows = [event(i, [agent], [target]) for i, (agent, target) in enumerate(pairs)]
    first = sources(rows, [meeting()])
    second = Sources({"actors": tuple(ACTORS[::-1]), "events": tuple(rows[::-1]), "meetings": (meeting(),)})
    for measure in (centrality.centrality, communities.communities, edges.edges):
        pd.testing.assert_frame_equal(measure(build(first, "events")), measure(build(second, "events")))
    pd.testing.assert_frame_equal(edges.claims(first.network), edges.claims(second.network))
    assert list(centrality.centrality(build(first, "events"))["label"]) == ["Turkey", "Russia", "Ukraine", "an aide"]


FRAMES = [(centrality.centrality, "pagerank"), (communities.communities, "community"), (edges.edges, "source")]


@pytest.mark.parametrize(("frame", "column"), FRAMES)
def test_an_empty_graph_gives_an_empty_frame_with_columns(frame: Any, column: str) -> None:
    result = frame(build(Sources({}), "events", Selection()))
    assert result.empty
    assert column in result.columns


def test_every_plover_type_is_in_one_quad() -> None:
    types = [t for members in plover.QUADS.values() for t in members]
    assert len(types) == len(set(types)) == 16
    assert (plover.quad_of("ASSAULT"), plover.quad_of("CHAT")) == ("material_conflict", None)


def test_quads_are_those_of_the_coding_scheme() -> None:
    scheme = rdflib.Graph().parse(shipped("schema", "concepts.ttl"))
    query = "SELECT ?t ?q { ?type neg:quad ?quad . ?type skos:notation ?t . ?quad skos:notation ?q }"
    rows = scheme.query(query, initNs={"neg": rdflib.Namespace("https://w3id.org/parley/ontology#")})
    assert {str(row[0]): str(row[1]) for row in rows} == {t: q for q, ts in plover.QUADS.items() for t in ts}
