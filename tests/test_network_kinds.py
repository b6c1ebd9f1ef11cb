"""Each kind of network on small records: who is tied to whom, by which claims, under which filters."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

import kg.network
from kg.errors import InputError
from kg.network import NETWORKS, Selection, Sources, build
from kg.network.selection import bounds
from kg.network.twomode import projection
from kg.schema.terms import SCORES
from tests.network_records import ACTORS, event, meeting, position, proposal, sources, statement

EVENTS = [
    event(0, ["Russia"], ["Ukraine"]),
    event(1, ["Ukraine"], ["Russia"], act="agree", event_type="AGREE", date="2025-07"),
    event(2, ["Turkey"], ["Russia"], act="praise", event_type="SUPPORT", factuality="planned"),
    event(3, ["Russia"], ["Ukraine"], act="attack", event_type="ASSAULT", date=None, issues=["territory"]),
]
ARTICLES = [{"id": "article/a", "date": "2025-06-03"}, {"id": "article/b", "date": "2025-08-01"}]


def told(**more: Any) -> Sources:
    """Everything above: events, a mediated meeting, a proposal with two answers, a statement."""
    answers = [
        position("Russia", "proposal/p"),
        position("Ukraine", "article/a/response/r0", stance="reject"),
        position("Ukraine", "article/a/response/r1", stance="accept", factuality="possible"),
        position("Turkey", "article/a/response/r2", stance="partial"),
    ]
    rows: dict[str, Any] = {"articles": ARTICLES, "proposals": [proposal()], "positions": answers}
    return sources(EVENTS, [meeting()], **(rows | {"statements": [statement("Russia", "Turkey")]} | more))


def ties(name: str, selection: Selection | None = None, **more: Any) -> dict[tuple[str, str], int]:
    """Weight by tie, between ids without the word before the slash."""
    graph = build(told(**more), name, selection)
    return {(u.split("/")[-1], v.split("/")[-1]): w for u, v, w in graph.edges(data="weight")}


TIES: list[tuple[str, Selection, dict[tuple[str, str], int]]] = [
    (
        "events",
        Selection(),
        {("ru", "ua"): 3, ("ua", "ru"): 2, ("tr", "ru"): 1, ("ru", "tr"): 1, ("tr", "ua"): 1, ("ua", "tr"): 1},
    ),
    ("events", Selection(factualities=("planned",)), {("tr", "ru"): 1}),
    ("events", Selection(issues=("territory",)), {("ru", "ua"): 1}),
    ("events", Selection(since="2025-07", until="2025-07"), {("ua", "ru"): 1}),
    ("events", Selection(since="2025-06-03", until="2025-06"), {("ru", "ua"): 1}),
    ("events", Selection(since="2025-06-03", until="2025-06", dated=True), {}),
    ("events", Selection(without=("CONSULT", "REJECT", "AGREE")), {("ru", "ua"): 1}),
    ("attendance", Selection(without=("CONSULT",)), {}),
    ("events", Selection(min_weight=2), {("ru", "ua"): 3, ("ua", "ru"): 2}),
    ("signed", Selection(), {("ru", "ua"): 3}),
    ("attendance", Selection(), {("ru", "ua"): 1}),
    ("mediation", Selection(), {("tr", "ru"): 1, ("tr", "ua"): 1}),
    ("mediated", Selection(), {("ru", "ua"): 1}),
    ("meetings", Selection(), {("m0", "ru"): 1, ("m0", "ua"): 1, ("m0", "tr"): 1}),
    ("proposals", Selection(), {("ru", "p"): 1, ("tr", "p"): 1, ("ua", "p"): 1}),
    ("proposals", Selection(issues=("territory",)), {}),
    ("responses", Selection(), {("tr", "ru"): 1, ("ua", "ru"): 1}),
    ("responses", Selection(factualities=("asserted", "possible")), {("tr", "ru"): 1, ("ua", "ru"): 2}),
    ("statements", Selection(), {("ru", "tr"): 1}),
    ("statements", Selection(factualities=("planned",)), {}),
]


@pytest.mark.parametrize(("name", "selection", "wanted"), TIES)
def test_ties_and_weights(name: str, selection: Selection, wanted: dict[tuple[str, str], int]) -> None:
    assert ties(name, selection) == wanted


def test_every_network_has_a_case() -> None:
    assert {name for name, _, _ in TIES} == set(NETWORKS)


@pytest.mark.parametrize("name", NETWORKS)
def test_nodes_and_ties_have_the_attributes_of_the_table(name: str) -> None:
    kind, graph = NETWORKS[name], build(told(), name)
    assert graph.is_directed() == kind.directed
    assert nx.is_bipartite(graph) or not kind.two_mode
    assert {key for _, data in graph.nodes(data=True) for key in data} <= set(kind.nodes)
    found = {key for *_, data in graph.edges(data=True) for key in data}
    assert found == set(kind.ties), "the table names what no tie has, or a tie has what the table does not name"


@pytest.mark.parametrize("name", NETWORKS)
def test_an_empty_store_gives_an_empty_network(name: str) -> None:
    assert len(build(Sources({}), name)) == 0


def test_a_tie_keeps_its_claims_articles_and_dates() -> None:
    tie = build(told(), "events")["state/ru"]["state/ua"]
    assert tie["claims"] == ("article/a/event/e0", "article/a/event/e3", "article/a/meeting/m0")
    assert (tie["articles"], tie["first"], tie["last"]) == (("article/a",), "2025-06-02", "2025-06-03")


def test_scores_are_those_of_plover_and_each_occasion_counts_once() -> None:
    tie = build(told(), "signed")["state/ru"]["state/ua"]
    assert tie["cooperation"] == SCORES["AGREE"]
    assert tie["conflict"] == -SCORES["REJECT"] - SCORES["ASSAULT"]
    assert (tie["score"], tie["sign"]) == (tie["cooperation"] - tie["conflict"], -1)
    twice = {"act": "meet", "event_type": "CONSULT", "meeting": "article/a/meeting/m0"}
    rows = [event(0, ["Russia"], ["Ukraine"], **twice), event(1, ["Ukraine"], ["Russia"], **twice)]
    assert build(sources(rows, [meeting()]), "signed")["state/ru"]["state/ua"]["score"] == SCORES["CONSULT"]


def test_accusations_score_below_zero() -> None:
    """The manual prints 3 for ACCUSE; its modes score -2 and -3.5."""
    assert SCORES["ACCUSE"] == -3.0


def test_an_event_of_mediation_without_targets_is_between_the_parties_of_its_meeting() -> None:
    row = event(0, ["an aide"], [], act="mediate", event_type="CONSULT", meeting="article/a/meeting/m0")
    graph = build(sources([row], [meeting(mediators=[])]), "mediation")
    assert {v for _, v in graph.edges()} == {"state/ru", "state/ua"}
    assert build(sources([row], [meeting(mediators=[])]), "mediated").edges["state/ru", "state/ua"]["mediators"] == (
        "an aide",
    )


def test_nodes_say_how_often_they_mediated() -> None:
    graph = build(told(), "events")
    assert {node: data["mediated"] for node, data in graph.nodes(data=True)} == {
        "state/ru": 0,
        "state/tr": 1,
        "state/ua": 0,
    }
    assert graph.graph["parties"] == ("Russia", "Ukraine")


def test_projection_of_meetings_counts_those_shared() -> None:
    rows = [meeting(), meeting(id="article/a/meeting/m1", mediators=[])]
    graph = build(sources([], rows), "meetings")
    actors = projection(graph, "actor")
    assert actors["state/ru"]["state/ua"]["weight"] == 2
    assert actors["state/ru"]["state/ua"]["through"] == ("article/a/meeting/m0", "article/a/meeting/m1")
    assert projection(graph, "actor", weight="newman")["state/ru"]["state/ua"]["weight"] == 1 / 2 + 1
    assert projection(graph, "meeting")["article/a/meeting/m0"]["article/a/meeting/m1"]["weight"] == 2
    with pytest.raises(InputError, match="modes are actor, meeting"):
        projection(graph, "place")


def test_stances_of_answers() -> None:
    graph = build(told(), "proposals", Selection(factualities=("asserted", "possible")))
    tie = graph["state/ua"]["proposal/p"]
    assert {name: tie[name] for name in ("role", "stance", "accept", "reject", "other")} == {
        "role": "responds",
        "stance": "accept; reject",
        "accept": 1,
        "reject": 1,
        "other": 0,
    }
    assert graph["state/ru"]["proposal/p"]["role"] == "proposes"


def test_who_talks_about_whom() -> None:
    rows = [event(0, ["Ukraine"], ["Turkey"], attributed_to="Russia", factuality="negated"), event(1, ["Russia"], [])]
    graph = build(sources(rows, statements=[statement("Russia", "Ukraine")]), "statements")
    assert {(u, v): tie["addressed"] for u, v, tie in graph.edges(data=True)} == {
        ("state/ru", "state/tr"): 0,
        ("state/ru", "state/ua"): 1,
    }


PROCESSES = [
    ({"meeting": "article/a/meeting/m0"}, {("ru", "ua")}),  # that of its meeting
    ({}, {("ru", "ua")}),  # the one that its article tells of
    ({"article": "article/b"}, set()),  # its article tells of none
    ({"meeting": "article/a/meeting/m1"}, set()),  # its meeting is of another
]


@pytest.mark.parametrize(("more", "wanted"), PROCESSES)
def test_process_of_an_event(more: dict[str, Any], wanted: set[tuple[str, str]]) -> None:
    held = [meeting(process="Talks in Istanbul", parties=[], participants=[], mediators=[])]
    if more.get("meeting") == "article/a/meeting/m1":
        held.append(meeting(id="article/a/meeting/m1", process="Geneva", parties=[], participants=[], mediators=[]))
    graph = build(sources([event(0, ["Russia"], ["Ukraine"], **more)], held), "events", Selection(process="istanbul"))
    assert {(u.split("/")[-1], v.split("/")[-1]) for u, v in graph.edges()} == wanted


def test_an_article_of_two_processes_leaves_an_event_without_meeting_out() -> None:
    held = [meeting(process="Istanbul"), meeting(id="article/a/meeting/m1", process="Geneva")]
    graph = build(sources([event(0, ["Turkey"], ["Ukraine"])], held), "signed", Selection(process="Geneva"))
    assert len(graph) == 0


def test_a_meeting_is_about_what_events_tell_of_it() -> None:
    row = event(0, ["Russia"], [], issues=["hostages"], meeting="article/a/meeting/m0")
    assert len(build(sources([row], [meeting()]), "attendance", Selection(issues=("hostages",)))) == 2
    assert len(build(sources([row], [meeting()]), "attendance", Selection(issues=("borders",)))) == 0


PEOPLE = [
    *ACTORS,
    {"id": "o/un", "label": "United Nations", "type": "organization", "sector": "IGO"},
    {"id": "o/reb", "label": "Rebels", "type": "armed_group", "sector": "REB", "country": "UKR"},
    {"id": "p/minister", "label": "a minister", "type": "person", "sector": "GOV", "country": "RUS"},
    {"id": "p/fighter", "label": "a fighter", "type": "person", "sector": "REB", "country": "UKR"},
    {
        "id": "p/envoy",
        "label": "an envoy",
        "type": "person",
        "sector": "IGO",
        "country": "TUR",
        "positions": [{"office": "envoy", "of": "United Nations", "source": "authority"}],
    },
    {
        "id": "p/speaker",
        "label": "a speaker",
        "type": "person",
        "sector": "GOV",
        "country": "UKR",
        "positions": [{"office": "spokesman", "of": "Rebels", "source": "text"}],
    },
    {"id": "d/tr", "label": "delegation of Turkey", "type": "delegation", "country": "TUR"},
    {"id": "u/official", "label": "a Turkish official", "type": "unnamed", "country": "TUR"},
]
SIDES = {
    "p/minister": "state/ru",
    "p/fighter": "p/fighter",
    "o/reb": "o/reb",
    "p/envoy": "o/un",
    "p/speaker": "o/reb",
    "d/tr": "state/tr",
    "u/official": "state/tr",
    "state/ru": "state/ru",
}


@pytest.mark.parametrize(("actor", "side"), SIDES.items())
def test_sides(actor: str, side: str) -> None:
    assert sources([], actors=PEOPLE).sides[actor] == side


def test_one_claim_of_a_state_and_its_minister_is_one_edge_of_the_side() -> None:
    rows = [event(0, ["Russia", "a minister"], ["Ukraine", "delegation of Atlantis"])]
    people = [*PEOPLE, {"id": "d/at", "label": "delegation of Atlantis", "type": "delegation"}]
    network = sources(rows, actors=people).at("side").network
    assert list(network.edges()) == [("state/ru", "state/ua"), ("state/ru", "unlisted/Atlantis")]
    assert network.nodes["unlisted/Atlantis"]["label"] == "Atlantis"


def test_at_the_level_of_sides_officials_count_as_their_state() -> None:
    rows = [
        event(0, ["a minister"], ["an envoy"]),
        event(1, ["a minister"], ["Russia"]),
        event(2, ["Russia"], ["a fighter"]),
    ]
    found = sources(rows, [meeting(mediators=["an envoy"])], actors=PEOPLE)
    graph = build(found, "events", Selection(level="side"))
    assert set(graph) == {"state/ru", "state/ua", "o/un", "p/fighter"}
    assert graph["state/ru"]["o/un"]["weight"] == 2, "the minister to the envoy, and Russia to its mediator"
    assert graph.nodes["o/un"]["mediated"] == 1
    assert build(found, "events").nodes["p/minister"]["side"] == "Russia"


NARROWER = [("territory", 2), ("borders", 2), ("constitution", 0)]


@pytest.mark.parametrize(("issue", "actors"), NARROWER)
def test_an_issue_takes_the_narrower_ones_along_and_not_the_wider(issue: str, actors: int) -> None:
    found = sources([event(0, ["Russia"], ["Ukraine"], issues=["borders"])])
    assert len(build(found, "events", Selection(issues=(issue,)))) == actors
    wider = sources([event(0, ["Russia"], ["Ukraine"], issues=["territory"])])
    assert len(build(wider, "events", Selection(issues=("borders",)))) == 0


BOUNDS = [
    ("2025", "2025-01-01", "2025-12-31"),
    ("2025-06", "2025-06-01", "2025-06-31"),
    ("2025-06-02", *["2025-06-02"] * 2),
]


@pytest.mark.parametrize(("date", "first", "last"), BOUNDS)
def test_bounds_of_a_date(date: str, first: str, last: str) -> None:
    assert bounds(date) == (first, last)


def test_an_unknown_network_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="there is no network friends: the networks are events, signed"):
        build(Sources({}), "friends")


def test_the_package_gives_every_name_it_lists_and_no_other() -> None:
    assert all(getattr(kg.network, name) for name in kg.network.__all__)
    with pytest.raises(AttributeError, match="no attribute 'friends'"):
        kg.network.friends  # noqa: B018
