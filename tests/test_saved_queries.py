"""Saved queries give the same answer on both engines, whole and with parameters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.ingest.triples import article_iri
from kg.query import bind, load, saved_queries
from kg.schema.terms import BASE
from kg.store import Store, open_store, records
from kg.tables import records as table_rows
from tests.claims_fixture import FIRST, first
from tests.fixture_store import filled, on_disk

FIRST_ID = article_iri(first().article.key).removeprefix(BASE)


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    with filled("memory:") as store:
        yield store


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(on_disk(tmp_path_factory.mktemp("queries")), reading=True) as store:
        yield store


QUERIES = {  # saved query: number of rows in the three articles
    "actors": 11,
    "agreements": 1,
    "delegations": 5,
    "dyads": 5,
    "events": 7,
    "evidence-of": 23,
    "handovers": 2,
    "issues": 5,
    "meetings": 4,
    "offices": 4,
    "planned": 1,
    "positions": 7,
    "proposals": 3,
    "responses": 2,
    "sources": 3,
    "statements": 3,
    "timeline": 12,
    "who-mediated": 4,
    "who-met-whom": 7,
}


def test_every_query_is_tested() -> None:
    assert {query.name for query in saved_queries()} == set(QUERIES)
    assert all(query.summary for query in saved_queries())


@pytest.mark.parametrize("name", QUERIES)
def test_saved_query_gives_the_same_answer_on_both_engines(memory: Store, disk: Store, name: str) -> None:
    text = load(name).text
    ours, theirs = memory.query(text), disk.query(text)
    assert len(ours.rows) == QUERIES[name]
    assert (ours.variables, ours.rows) == (theirs.variables, theirs.rows)


PARAMETERS: list[tuple[str, dict[str, list[str]], int]] = [  # query, parameters, rows left
    ("meetings", {"status": ["planned"]}, 1),
    ("meetings", {"status": ["planned", "denied"]}, 2),
    ("meetings", {"actor": ["organization/union-of-straits"]}, 1),
    ("meetings", {"actor": ["state/av", "state/ks"]}, 3),
    ("meetings", {"since": ["2030-05-01"], "until": ["2030-05-31"]}, 1),
    ("meetings", {"since": ["2030-04-15"], "until": ["2030-04-16"]}, 1),  # held in April: may be then
    ("events", {"type": ["ASSAULT"]}, 1),
    ("events", {"factuality": ["negated"]}, 1),
    ("events", {"actor": ["person/milan-sestak"]}, 1),
    ("events", {"until": ["2030-05-13"]}, 1),
    ("proposals", {"issue": ["ceasefire"]}, 2),
    ("proposals", {"actor": ["state/nl2"]}, 0),
    ("responses", {"stance": ["reject"]}, 1),
    ("agreements", {"issue": ["territory"]}, 0),
    ("handovers", {"actor": ["state/ks"]}, 1),
    ("statements", {"actor": ["person/milan-sestak"]}, 2),
    ("actors", {"type": ["State"]}, 3),
    ("actors", {"actor": ["state/av"]}, 1),
    ("offices", {"body": ["state/ks"]}, 2),
    ("offices", {"actor": ["person/milan-sestak"]}, 2),
    ("positions", {"actor": ["state/ks"]}, 2),
    ("positions", {"issue": ["ceasefire"]}, 3),
    ("positions", {"since": ["2030-05-14"], "until": ["2030-05-14"]}, 5),
    ("delegations", {"actor": ["person/milan-sestak"]}, 2),
    ("dyads", {"actor": ["state/av"]}, 2),
    ("timeline", {"actor": ["armed_group/red-lantern"]}, 1),
    ("who-met-whom", {"actor": ["person/milan-sestak"]}, 3),
    ("who-mediated", {"actor": ["state/ks"]}, 0),
    ("evidence-of", {"claim": [f"{FIRST_ID}/meeting/m1-round-2"]}, 2),
]


@pytest.mark.parametrize(("name", "values", "rows"), PARAMETERS)
def test_parameters(disk: Store, name: str, values: dict[str, list[str]], rows: int) -> None:
    assert len(disk.query(bind(load(name), values)).rows) == rows


@pytest.mark.parametrize(("name", "values", "rows"), PARAMETERS[::4])
def test_parameters_on_the_other_engine(memory: Store, name: str, values: dict[str, list[str]], rows: int) -> None:
    assert len(memory.query(bind(load(name), values)).rows) == rows


def test_every_parameter_is_tried() -> None:
    tried = {(name, parameter) for name, values, _ in PARAMETERS for parameter in values}
    named = {(query.name, parameter.name) for query in saved_queries() for parameter in query.parameters}
    assert {name for name, _ in named} == {name for name, _ in tried}


def test_proposal_and_answers_come_with_who_says_so(disk: Store) -> None:
    rows = records(disk.query(bind(load("proposals"), {"issue": ["ceasefire"]})))
    said = {(row["stance"], row["answered_by"], row["said_by"], row["answer_said_by"]) for row in rows}
    assert said == {
        ("reject", "Arvenia", "Milan Šestak", "Milan Šestak"),
        ("no_comment", "Norland", "Milan Šestak", None),
    }
    assert {row["answer_evidence"] for row in rows} == {FIRST[2], FIRST[6]}


def test_who_met_whom_leaves_out_one_side_and_what_did_not_happen(disk: Store) -> None:
    pairs = {(row["first_label"], row["second_label"]) for row in records(disk.query(load("who-met-whom").text))}
    assert ("Arvenia", "Kestria") in pairs
    assert ("Tarek Ollin", "Arvenia") not in pairs
    assert not any("official" in label for pair in pairs for label in pair)


def test_positions_are_those_of_the_table(disk: Store, memory: Store) -> None:
    columns = (("party", "party"), ("name", "actor"), ("on", "issue"), ("date", "date"), ("stance", "stance"))
    columns += (("act", "act"), ("status", "status"), ("factuality", "factuality"), ("said_by", "attributed_to"))
    for store in (disk, memory):
        asked, told = list(records(store.query(load("positions").text))), list(table_rows(store, "positions"))
        rows = [(*(row[name] for name, _ in columns), row["claim"].removeprefix(BASE), row["towards"]) for row in asked]
        assert sorted(rows, key=str) == sorted(
            ((*(row[name] for _, name in columns), row["claim"], "; ".join(row["towards"])) for row in told), key=str
        )


def test_a_position_is_that_of_the_side_and_an_answer_stands_under_the_issue_it_answers(disk: Store) -> None:
    rows = {
        (row["party"], row["on"], row["act"], row["stance"], row["towards"])
        for row in records(disk.query(load("positions").text))
    }
    assert ("Arvenia", "ceasefire", "answer", "reject", "Kestria") in rows
    assert ("Kestria", "ceasefire", "propose", None, "Arvenia") in rows
