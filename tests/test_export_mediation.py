"""Mediation events: who stands between whom, and one row for what several reports tell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.export.datasets import SEPARATOR
from kg.export.mediation import in_step
from kg.ingest.model import DateValue
from kg.ingest.triples import article_iri
from kg.schema.terms import BASE
from kg.world.relinking import relink
from tests.claims_fixture import FIRST, SEEHOF, first, second
from tests.fixture_store import filled
from tests.mediation_fixture import (
    DAHL,
    DAY,
    ISLE,
    VARGA,
    A,
    K,
    N,
    U,
    act,
    picked,
    read,
    report,
    rows,
    talks,
)

FIRST_ID = article_iri(first().article.key).removeprefix(BASE)


def test_a_meeting_with_its_mediator() -> None:
    (row,) = (row for row in rows("mediation", [first()]) if row["round"] == "2")
    what = "mediation_id claim_type status factuality process label kind event_date date_precision"
    key = f"{FIRST_ID}/meeting/m1-round-2"
    wanted = (key, "meeting", "held", "asserted", "Halden talks", "Second round of the Halden talks", "meeting")
    assert picked(row, what) == (*wanted, "2030-05-14", "day")
    assert picked(row, "placename venue country latitude longitude") == (
        "Halden",
        "Seehof Palace",
        "NLD",
        "59.1229",
        "11.3875",
    )
    third = "third_parties third_party_ids third_party_roles third_party_types third_party_countries third_party_sides"
    assert picked(row, third) == ("Norland", "state/nl2", "mediator", "state", "NLD", "")
    local = "local_actors local_actor_ids local_actor_types local_actor_countries"
    assert picked(row, local) == ("Arvenia; Kestria", "state/av; state/ks", "state; state", "ARV; KES")
    people = "individuals individual_roles individual_sides issues"
    heads = "head_of_delegation; head_of_delegation"
    assert picked(row, people) == ("Milan Šestak; Tarek Ollin", heads, "Kestria; Arvenia", "prisoner_exchange")
    source = "number_of_sources source_id source_office source_headline source_date source_url"
    title, address = "Arvenia and Kestria agree to exchange prisoners", "https://news.example/halden-talks"
    assert picked(row, source) == ("1", FIRST_ID, "Northern Wire", title, "2030-05-14", address)
    assert row["claim_ids"] == f"{key}; {FIRST_ID}/event/e1-mediate-0"
    assert [told["text"] for told in json.loads(row["evidence"])] == [FIRST[1], FIRST[4]]


def test_a_hosted_summit_that_is_planned() -> None:
    (row,) = rows("mediation", [second()])
    names = "status factuality event_date date_start date_end date_precision third_parties third_party_roles"
    wanted = ("planned", "planned", "", "2031-01-01", "2031-12-31", "year", "Norland", "host")
    assert picked(row, names) == wanted
    assert picked(row, "country attributed_to source_date") == ("NLD", "Norland", "")


def test_who_convenes_is_a_third_party_of_a_meeting_denied() -> None:
    (row,) = (row for row in rows("mediation", [first()]) if row["status"] == "denied")
    names = "factuality third_parties third_party_roles local_actors attributed_to kind"
    wanted = ("negated", "Union of the Straits", "organizer", "", "a senior Kestrian official", "summit")
    assert picked(row, names) == wanted


MEDIATES: list[tuple[dict[str, Any], tuple[str, str, str] | None]] = [  # meeting, its (third parties, roles, locals)
    ({}, None),
    ({"mediators": (DAHL,)}, ("Signe Dahl", "mediator", "Arvenia; Kestria")),
    ({"mediators": (N,), "hosts": (N,)}, ("Norland", "mediator", "Arvenia; Kestria")),
    ({"mediators": (U,), "hosts": (N,)}, ("Norland; Union of the Straits", "host; mediator", "Arvenia; Kestria")),
    ({"hosts": (K,)}, None),  # one of the sides
    ({"hosts": (VARGA,)}, None),  # acts for one of the sides
    ({"hosts": (N,), "parties": (A,)}, None),  # a visit
    ({"hosts": (N,), "parties": (A, VARGA)}, None),  # both of one side
    ({"mediators": (N,), "parties": (A,)}, ("Norland", "mediator", "Arvenia")),
    ({"mediators": (DAHL,), "parties": (A, K, N)}, ("Signe Dahl", "mediator", "Arvenia; Kestria")),
    ({"mediators": (U,), "parties": (U,)}, None),  # nobody is there to mediate between
    ({"mediators": (U, DAHL), "parties": (U,)}, ("Signe Dahl", "mediator", "Union of the Straits")),
    ({"hosts": (N,), "parties": (), "participants": (A, K, N)}, None),
    ({"organizers": (U,)}, ("Union of the Straits", "organizer", "Arvenia; Kestria")),
]


@pytest.mark.parametrize(("meeting", "wanted"), MEDIATES)
def test_who_is_a_third_party(meeting: dict[str, Any], wanted: tuple[str, str, str] | None) -> None:
    found = rows("mediation", [report("a", talks(**meeting))])
    names = "third_parties third_party_roles local_actors"
    assert [picked(row, names) for row in found] == ([wanted] if wanted else [])


def test_an_act_belongs_to_its_meeting_if_it_is_as_real() -> None:
    told = act("mediate", [DAHL], [A, K], meeting="m0", issues=("ceasefire",))
    (row,) = rows("mediation", [report("a", talks(), told)])
    assert picked(row, "claim_type third_parties issues status") == ("meeting", "Signe Dahl", "ceasefire", "held")
    denied = act("mediate", [DAHL], meeting="m0", factuality="negated")
    (row,) = rows("mediation", [report("a", talks(), denied)])
    assert picked(row, "claim_type third_parties local_actors status factuality") == (
        "event",
        "Signe Dahl",
        "Arvenia; Kestria",
        "denied",
        "negated",
    )
    assert row["meeting_id"].endswith("/meeting/m0")


VISITS = [  # act, agents, targets, number of rows
    ("mediate", [N], [A, K], 1),
    ("mediate", [N], [], 1),
    ("mediate", [], [A, K], 0),
    ("host", [N], [A, K], 1),
    ("host", [N], [], 1),
    ("host", [N], [A], 0),
    ("host", [N], [A, VARGA], 0),
    ("meet", [N], [A, K], 0),
]


@pytest.mark.parametrize(("name", "agents", "targets", "number"), VISITS)
def test_acts_that_mediate(name: str, agents: list[str], targets: list[str], number: int) -> None:
    assert len(rows("mediation", [report("a", act(name, agents, targets))])) == number


def test_a_meeting_of_several_reports_is_one_row() -> None:
    earlier = DateValue("2030-05-31", "day")
    told = [
        report(
            "a",
            talks(mediators=(DAHL,)),
            act("agree", [A, K], meeting="m0", issues=("ceasefire",)),
            url="https://a.example",
        ),
        report("b", talks(mediators=(DAHL,)), act("mediate", [U], [A, K], meeting="m0"), date=earlier, publisher=None),
    ]
    with filled("memory:", told) as store:
        relink(store)
        (row,) = read(store, "mediation")
    assert row["mediation_id"] == row["meeting_id"]
    assert picked(row, "mediation_id third_parties issues number_of_sources") == (
        row["claim_ids"].split(SEPARATOR)[0],
        "Signe Dahl; Union of the Straits",
        "ceasefire",
        "2",
    )
    assert picked(row, "source_headline source_date source_office source_url") == (
        "Report b; Report a",
        "2030-05-31; 2030-06-01",
        "NA; Northern Wire",
        "NA; https://a.example",
    )
    assert len(json.loads(row["evidence"])) == 2
    assert picked(row, "individuals individual_roles individual_sides") == ("Signe Dahl", "mediator", "Norland")


SAME = [  # fields of the act in two reports, number of rows
    ({"date": DAY}, {"date": DAY}, 1),
    ({}, {}, 2),
    ({"date": DAY}, {"date": DateValue("2030-06-02", "day")}, 2),
    ({"date": DAY}, {"date": DAY, "factuality": "negated"}, 2),
    ({"date": DateValue("2030-06", "month")}, {"date": DateValue("2030-06", "month")}, 2),
]


@pytest.mark.parametrize(("one", "other", "number"), SAME)
def test_the_same_act_in_two_reports(one: dict[str, Any], other: dict[str, Any], number: int) -> None:
    told = [report(name, act("mediate", [DAHL], [K, A], **more)) for name, more in (("a", one), ("b", other))]
    found = rows("mediation", told)
    assert len(found) == len({row["mediation_id"] for row in found}) == number
    assert {row["number_of_sources"] for row in found} == {"2" if number == 1 else "1"}
    assert found == rows("mediation", reversed(told))


def test_an_act_told_twice_in_a_report_is_one_row() -> None:
    (row,) = rows("mediation", [report("a", act("mediate", [DAHL], [A, K]), act("mediate", [DAHL], [K, A], id="e1"))])
    assert len(row["claim_ids"].split(SEPARATOR)) == 2


STEPS = [([], []), ([None], []), ([None, "a"], ["NA", "a"]), (["a", ""], ["a", "NA"])]


@pytest.mark.parametrize(("values", "wanted"), STEPS)
def test_lists_in_step(values: list[str | None], wanted: list[str]) -> None:
    assert in_step(values) == wanted


def test_accounts_of_one_meeting_that_differ_are_disputed() -> None:
    told = [
        report("a", talks(mediators=(DAHL,), round=2, process="Halden talks", venue=SEEHOF.key)),
        report("b", talks(round=2, process="Halden talks", venue=ISLE.key, mediators=(U,))),
    ]
    with filled("memory:", told) as store:
        relink(store)
        (row,) = read(store, "mediation")
    assert picked(row, "disputed number_of_sources third_parties") == ("venue", "2", "Signe Dahl; Union of the Straits")
    assert row["mediation_id"].startswith("meeting/")
