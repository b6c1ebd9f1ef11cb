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
from tests.world_fixture import Draft, agreement, event, meeting, people, proposal, response, state, store_of

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
ACROSS = {  # saved query about what several articles tell: its rows in the articles of `several`
    "accounts": 6,
    "disputes": 2,
    "mediators": 1,
    "outcomes": 3,
    "proposals-by-round": 1,
    "rounds": 2,
}


def test_every_query_is_tested() -> None:
    assert {query.name for query in saved_queries()} == {*QUERIES, *ACROSS}
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


def several() -> list[Draft]:
    """Two rounds in four articles: a proposal that is answered later, an agreement with two numbers, a denial."""
    deal = {"sides": "av ks", "on": "2030-05-14"}
    answered = proposal("p0", "av", responses=(response(),))
    broken = agreement("a0", on=None, status="broken", label="ceasefire at sea", issues=("ceasefire",))
    said = event(attributed_to="person/sestak")
    denied = event("e1", factuality="negated", attributed_to="person/ollin")
    words = {"e0": "The barracks near the bridge were shelled.", "e1": "Nobody shelled the barracks near the bridge."}
    on, later = "2030-05-15", "2030-06-02"
    return [
        Draft("a", "2030-05-14", claims=(meeting(on="2030-05-14", mediators=(state("nl"),)), proposal("p0", "av"))),
        Draft("b", on, claims=(meeting(on="2030-05-14"), agreement(**deal, quantity=people(1000)), answered)),
        Draft("c", on, claims=(agreement(**deal, quantity=people(1200)),)),
        Draft("d", "2030-06-03", claims=(meeting(on=later), broken, said, denied), sentences=words),
    ]


@pytest.fixture(scope="module")
def scratch() -> Iterator[Store]:
    with store_of(several()) as store:
        yield store


@pytest.mark.parametrize("name", ACROSS)
def test_queries_across_articles_give_the_same_answer_on_both_engines(scratch: Store, name: str) -> None:
    text = load(name).text
    with store_of(several(), "memory:") as memory:
        ours, theirs = memory.query(text), scratch.query(text)
    assert len(theirs.rows) == ACROSS[name], theirs.rows
    assert (ours.variables, ours.rows) == (theirs.variables, theirs.rows)


PARAMETERS_ACROSS: list[tuple[str, dict[str, list[str]], int]] = [  # query, parameters, rows left; {} is the process
    ("rounds", {"actor": ["state/av"]}, 2),
    ("rounds", {"actor": ["state/so"]}, 0),
    ("rounds", {"process": ["{process}"]}, 2),
    ("proposals-by-round", {"issue": ["ceasefire"]}, 1),
    ("proposals-by-round", {"issue": ["trade"]}, 0),
    ("proposals-by-round", {"actor": ["state/so"]}, 0),
    ("proposals-by-round", {"process": ["{process}"]}, 1),
    ("accounts", {"kind": ["Agreement"]}, 2),
    ("accounts", {"thing": ["{meeting}"]}, 2),
    ("disputes", {"side": ["state/av"]}, 1),
    ("disputes", {"side": ["state/av"], "other": ["state/ks"]}, 1),
    ("disputes", {"side": ["state/so"]}, 0),
    ("disputes", {"process": ["{process}"]}, 1),
    ("mediators", {"actor": ["state/nl"]}, 1),
    ("mediators", {"party": ["state/so"]}, 0),
    ("outcomes", {"actor": ["state/ks"]}, 3),
    ("outcomes", {"issue": ["ceasefire"]}, 1),
]


@pytest.mark.parametrize(("name", "values", "rows"), PARAMETERS_ACROSS)
def test_parameters_across(scratch: Store, name: str, values: dict[str, list[str]], rows: int) -> None:
    (process, *_) = records(scratch.query("SELECT ?p { ?p a <https://w3id.org/parley/ontology#Process> }"))
    joined = next(row["id"] for row in table_rows(scratch, "meetings") if len(row["articles"]) > 1)
    known = {"{process}": str(process["p"]).removeprefix(BASE), "{meeting}": joined}
    given = {parameter: [known.get(value, value) for value in wanted] for parameter, wanted in values.items()}
    found = scratch.query(bind(load(name), given)).rows
    assert len(found) == rows, found


def test_what_came_of_an_agreement_stands_in_the_order_of_the_reports(scratch: Store) -> None:
    rows = records(scratch.query(load("outcomes").text))
    found = [(row["label"], row["told"], row["status"], row["quantity"]) for row in rows]
    assert sorted(found[:2]) == [
        ("exchange of wounded prisoners", "2030-05-15", "agreed", "1000 prisoners"),
        ("exchange of wounded prisoners", "2030-05-15", "agreed", "1200 prisoners"),
    ]
    assert found[2] == ("ceasefire at sea", "2030-06-03", "broken", None)


def test_every_parameter_is_tried() -> None:
    tried = {(name, parameter) for name, values, _ in PARAMETERS for parameter in values}
    tried |= {(name, parameter) for name, values, _ in PARAMETERS_ACROSS for parameter in values}
    named = {(query.name, parameter.name) for query in saved_queries() for parameter in query.parameters}
    assert {name for name, _ in named} == {name for name, _ in tried}
    assert {pair for pair in named if pair[0] in ACROSS} == {pair for pair in tried if pair[0] in ACROSS}


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
