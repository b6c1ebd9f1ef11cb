"""Event data: a row a dyad, coded and scored with PLOVER, named as in POLECAT."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import Graph

from kg.export.plover import dyads, mode_of
from kg.ingest.model import DateValue
from kg.ingest.triples import article_iri
from kg.network.plover import quad_number
from kg.schema import CONCEPTS
from kg.schema.terms import BASE, SCORES
from kg.world.relinking import relink
from tests.claims_fixture import FIRST, everything, first, second
from tests.fixture_store import filled
from tests.mediation_fixture import DAHL, VARGA, A, K, N, U, act, picked, read, report, rows

FIRST_ID = article_iri(first().article.key).removeprefix(BASE)


DYADS: list[tuple[list[str], list[str], str, list[tuple[str | None, str | None, bool]]]] = [
    (["a"], ["b"], "reject", [("a", "b", False)]),
    (["a", "b"], ["c", "d"], "accuse", [("a", "c", False), ("a", "d", False), ("b", "c", False), ("b", "d", False)]),
    (["a", "b"], [], "agree", [("a", "b", True), ("b", "a", True)]),
    (["a"], ["b"], "agree", [("a", "b", False)]),
    (["a"], ["b"], "meet", [("a", "b", True), ("b", "a", True)]),
    (["a", "b"], ["a", "b"], "meet", [("a", "b", True), ("b", "a", True)]),
    (["a", "b", "c"], [], "meet", [(s, t, True) for s in "abc" for t in "abc" if s != t]),
    (["b", "a"], [], "reject", [("a", None, False), ("b", None, False)]),
    (["a"], ["a"], "meet", [("a", None, False)]),
    ([], ["b", "a"], "kill", [(None, "a", False), (None, "b", False)]),
    ([], [], "meet", []),
]


@pytest.mark.parametrize(("agents", "targets", "name", "wanted"), DYADS)
def test_dyads(agents: list[str], targets: list[str], name: str, wanted: list[Any]) -> None:
    assert dyads(agents, targets, name) == wanted


MODES: list[tuple[str, str | None, str, str | None, str | None]] = [  # type, mode, act, kind of meeting, wanted
    ("CONSULT", "visit", "meet", "call", "visit"),
    ("CONSULT", None, "mediate", "call", "third-party"),
    ("CONSULT", None, "meet", "call", "phone"),
    ("CONSULT", None, "meet", "meeting", None),
    ("ACCUSE", None, "accuse", None, "allege"),
    ("AGREE", None, "withdraw", "call", None),  # the mode belongs to another type
]


@pytest.mark.parametrize(("kind", "mode", "name", "meeting", "wanted"), MODES)
def test_mode(kind: str, mode: str | None, name: str, meeting: str | None, wanted: str | None) -> None:
    event = {"event_type": kind, "mode": mode, "act": name}
    assert mode_of(event, meeting) == wanted


SCORED = [
    ("ACCUSE", "other", "-3.0", "3"),
    ("ACCUSE", "criticize", "-2.0", "3"),
    ("SANCTION", "impose_sanctions", "-6.0", "4"),
    ("REQUEST", "urge", "0.0", "3"),
    ("CONSULT", "mediate", "1.0", "1"),
    ("AID", "provide_aid", "10.0", "2"),
]


@pytest.mark.parametrize(("kind", "name", "score", "quad"), SCORED)
def test_score_and_quad(kind: str, name: str, score: str, quad: str) -> None:
    (row,) = rows("plover", [report("a", act(name, [A], [K], type=kind))])
    assert picked(row, "event_type intensity quad_code") == (kind, score, quad)


def test_quad_numbers_are_those_of_the_coding_scheme() -> None:
    query = "SELECT ?type ?number { ?t neg:quad/neg:number ?number ; skos:notation ?type }"
    found = {str(kind): int(str(number)) for kind, number in Graph().parse(CONCEPTS).query(query)}  # type: ignore[misc]
    assert found == {kind: quad_number(kind) for kind in SCORES if "/" not in kind}
    assert quad_number("CHAT") is None


def test_events_of_an_article() -> None:
    found = [row for row in rows("plover", [first()]) if row["act"] == "agree"]
    names = "actor_name actor_country recipient_name symmetric event_date intensity contexts issues factuality"
    assert [picked(row, names) for row in found] == [
        (a, c, b, "TRUE", "2030-05-14", "2.5", "diplomatic; military", "prisoner_exchange", "asserted")
        for a, c, b in (("Arvenia", "ARV", "Kestria"), ("Kestria", "KES", "Arvenia"))
    ]
    place = "placename venue country latitude longitude quantity_min quantity_max quantity_unit confidence"
    wanted = ("Halden", "Seehof Palace", "NLD", "59.1229", "11.3875", "1000", "1200", "prisoners", "0.85")
    assert picked(found[0], place) == wanted
    assert {row["claim_id"] for row in found} == {f"{FIRST_ID}/event/e1-agree-0"}
    told = "source headline publication_date url language article_id text"
    title = "Arvenia and Kestria agree to exchange prisoners"
    address = "https://news.example/halden-talks"
    assert picked(found[0], told) == ("Northern Wire", title, "2030-05-14", address, "en", FIRST_ID, FIRST[1])


def test_what_is_said_and_who_says_it() -> None:
    by_act = {row["act"]: row for row in rows("plover", [first()])}
    said = "attributed_to factuality type_candidates event_date date_precision date_start date_end"
    assert picked(by_act["reject"], said) == ("Milan Šestak", "asserted", "AGREE", "", "", "", "")
    month = ("", "month", "2030-06-01", "2030-06-30")
    assert picked(by_act["meet"], said) == ("a senior Kestrian official", "negated", "", *month)
    span = ("2030-05-12", "day", "2030-05-12", "2030-05-13")
    assert picked(by_act["attack"], said) == ("", "asserted", "", *span)
    assert picked(by_act["attack"], "actor_name recipient_id recipient_name symmetric") == (
        "Red Lantern",
        "",
        "",
        "FALSE",
    )
    assert by_act["mediate"]["meeting_id"] == f"{FIRST_ID}/meeting/m1-round-2"


def test_a_person_has_offices_and_an_item() -> None:
    (row,) = (row for row in rows("plover", [second()]) if row["act"] == "praise")
    names = "recipient_type recipient_country primary_recipient_sector recipient_title wikidata_recipient_id"
    wanted = ("person", "KES", "GOV", "foreign minister; Minister of Foreign Affairs", "Q900003")
    assert picked(row, names) == wanted


def test_report_without_date_lends_none() -> None:
    (row,) = rows("plover", [report("a", act("reject", [A], [K]), date=None)])
    assert picked(row, "event_date date_start publication_date") == ("", "", "")
    (row,) = rows("plover", [report("a", act("reject", [A], [K]))])
    assert picked(row, "event_date date_start publication_date") == ("", "", "2030-06-01")
    (row,) = rows("plover", [report("a", act("reject", [A], [K]), date=DateValue("2030-06", "month"))])
    assert row["publication_date"] == ""


def test_event_ids_are_unique_and_stay_when_sides_come_and_go() -> None:
    few = {row["event_id"] for row in rows("plover", [report("a", act("accuse", [A], [K]))])}
    many = [row["event_id"] for row in rows("plover", [report("a", act("accuse", [A, U], [K, N]))])]
    assert len(few) == 1
    assert len(many) == len(set(many)) == 4
    assert few < set(many)
    found = [row["event_id"] for row in rows("plover", everything())]
    assert len(found) == len(set(found)) > 7


def test_all_factualities_are_kept_and_nobody_s_events_are_not() -> None:
    told = ("asserted", "negated", "planned", "possible", "conditional")
    claims = [act("reject", [A], [K], id=f"e{i}", factuality=code) for i, code in enumerate(told)]
    assert [row["factuality"] for row in rows("plover", [report("a", *claims, act("meet", id="e9"))])] == list(told)


def test_namesakes_in_one_report_are_told_apart() -> None:
    claims = report("a", act("accuse", [DAHL], [K]), act("accuse", [VARGA], [K], id="e1"))
    alike = [e if e.key != VARGA else type(e)(**{**fields(e), "label": "Signe Dahl"}) for e in claims.entities]
    found = rows("plover", [type(claims)(**{**fields(claims), "entities": tuple(alike)})])
    assert [picked(row, "actor_id actor_name actor_country") for row in found] == [
        (DAHL, "Signe Dahl", "NLD"),
        (VARGA, "Signe Dahl", "ARV"),
    ]


def fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_what_another_report_denies_is_disputed() -> None:
    told = report("a", act("accuse", [A], [K], issues=("ceasefire",), attributed_to=K))
    denied = report("b", act("accuse", [A], [K], issues=("ceasefire",), attributed_to=A, factuality="negated"))
    other = report("c", act("praise", [N], [K], type="SUPPORT"))
    with filled("memory:", [told, denied, other]) as store:
        relink(store)
        found = {(row["act"], row["factuality"]): row["disputed"] for row in read(store, "plover")}
    assert found == {("accuse", "asserted"): "polarity", ("accuse", "negated"): "polarity", ("praise", "asserted"): ""}
