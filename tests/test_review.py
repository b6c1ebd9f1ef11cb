"""What people decide: it shows in tables, holds when articles are read again, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import InputError, NotFound
from kg.explain import explain
from kg.ingest.model import Entity
from kg.ingest.triples import article_iri
from kg.review import Signed, decided, doubts, kept, open_links, read_file, undone, write_file
from kg.schema.terms import BASE, NEG
from kg.status import status
from kg.store import Store
from kg.tables import records
from kg.world.decisions import Decision, read_decisions, with_decisions
from kg.world.relinking import is_linked, lost, relink
from kg.world.selection import seen
from tests.world_fixture import (
    Draft,
    agreement,
    event,
    graph_of_all,
    meeting,
    people,
    proposal,
    put,
    response,
    state,
    store_of,
)

ME = Signed("Ann Reader", "2030-06-01T10:00:00Z", "I was there")
ONE, TWO = "2030-05-14", "2030-05-15"
DRAFTS = [
    Draft("a", ONE, claims=(meeting(on=ONE), event(confidence=0.4), proposal(responses=(response(),)))),
    Draft("b", TWO, claims=(meeting(on=ONE, round=1), event(targets="nl", confidence=0.9))),
    Draft("c", TWO, claims=(meeting(on=TWO),)),
]


def decide(store: Store, kind: str, *ids: str, fields: Sequence[str] = ()) -> list[Decision]:
    """Decide and keep it in the store."""
    new = decided(store, kind, ids, ME, fields)
    relink(store, with_decisions(read_decisions(store), new))
    return new


def only(store: Store, name: str, **wanted: Any) -> dict[str, Any]:
    """The one row of a table with these columns."""
    found = [row for row in records(store, name) if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, found
    return found[0]


def attacked(store: Store, code: str) -> bool:
    """Whether a short edge says that somebody attacked a state."""
    return store.query(f"ASK {{ ?a <{NEG}attacked> <{BASE}{state(code)}> }}").truth


@pytest.fixture
def store() -> Store:
    return store_of(DRAFTS)


def test_a_rejected_claim_leaves_with_what_follows_from_it(store: Store) -> None:
    row = only(store, "events", targets=["Kestria"])
    decide(store, "reject", row["id"])
    assert [r["targets"] for r in records(store, "events")] == [["Norland"]]
    assert not attacked(store, "ks")
    assert [r["id"] for r in records(seen(store, raw=True), "events")].count(row["id"]) == 1


def test_a_rejected_proposal_takes_its_answers_along(store: Store) -> None:
    decide(store, "reject", next(records(store, "proposals"))["id"])
    assert list(records(store, "proposals")) == []
    assert not store.query("PREFIX neg: <https://w3id.org/parley/ontology#> ASK { ?r a neg:Response }").truth


CORRECTIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("agents=Kestria; Norland", "agents", {"agents": ["Kestria", "Norland"]}),
    ("targets=", "targets", {"targets": []}),
    ("event_type=REJECT", "event_type", {"event_type": "REJECT", "mode": None}),
    ("act=kill", "act", {"act": "kill"}),
    ("factuality=negated", "factuality", {"factuality": "negated"}),
    ("date=2030-05", "date", {"date": "2030-05", "date_precision": "month"}),
    ("attributed_to=person/ollin", "attributed_to", {"attributed_to": "Tarek Ollin"}),
    ("issues=ceasefire;borders", "issues", {"issues": ["borders", "ceasefire"]}),
]


@pytest.mark.parametrize(("setting", "field", "wanted"), CORRECTIONS, ids=[case[0] for case in CORRECTIONS])
def test_a_corrected_field_has_the_right_value(store: Store, setting: str, field: str, wanted: dict[str, Any]) -> None:
    row = only(store, "events", targets=["Kestria"])
    decide(store, "correct", row["id"], fields=[setting])
    after = only(store, "events", id=row["id"])
    assert after == row | wanted | {"confidence": 1}
    assert only(seen(store, raw=True), "events", id=row["id"])[field] == row[field]


def test_short_edges_follow_a_correction(store: Store) -> None:
    decide(store, "correct", only(store, "events", targets=["Kestria"])["id"], fields=["targets=Sorrel Republic"])
    assert attacked(store, "so")
    assert not attacked(store, "ks")


def test_an_accepted_claim_is_sure(store: Store) -> None:
    row = only(store, "events", targets=["Kestria"])
    decide(store, "accept", row["id"])
    assert only(store, "events", id=row["id"])["confidence"] == 1
    assert len(list(records(seen(store, 0.95), "events"))) == 1


def test_merge_and_split_and_back_again(store: Store) -> None:
    before = graph_of_all(store)
    joined, other = only(store, "meetings", round=1), only(store, "meetings", date=TWO)
    made = decide(store, "merge", joined["id"], other["id"])
    assert len(list(records(store, "meetings"))) == 1
    relink(store, undone(read_decisions(store), [decision.id for decision in made]))
    assert graph_of_all(store) == before
    account = next(i for i in _accounts(store) if "/article/" in i)
    decide(store, "split", account.removeprefix(BASE), joined["id"])
    assert len(list(records(store, "meetings"))) == 3


def _accounts(store: Store) -> list[str]:
    query = "PREFIX neg: <https://w3id.org/parley/ontology#> SELECT ?a { ?a neg:accountOf ?m } ORDER BY ?a"
    return [term.value for (term,) in store.query(query).rows if term]


def test_a_later_decision_on_one_matter_takes_the_place_of_the_earlier(store: Store) -> None:
    row = only(store, "events", targets=["Kestria"])
    decide(store, "reject", row["id"])
    decide_again = decided(seen(store, raw=True), "accept", [row["id"]], ME)
    relink(store, with_decisions(read_decisions(store), decide_again))
    assert [decision.kind for decision in read_decisions(store)] == ["accept"]
    assert only(store, "events", id=row["id"])["confidence"] == 1


def test_a_decision_holds_when_a_newer_program_numbers_claims_otherwise(store: Store) -> None:
    decide(store, "reject", only(store, "events", targets=["Kestria"])["id"])
    sentences = {"e0": "Sentence on e0 of a.", "e7": "Sentence on e0 of a.", "m0": "Sentence on m0 of a."}
    renumbered = Draft("a", ONE, claims=(meeting(on=ONE), event("e7")), sentences=sentences)
    put(store, renumbered)
    relink(store)
    assert [row["targets"] for row in records(store, "events")] == [["Norland"]]
    assert lost(store) == ()


def test_a_decision_whose_sentence_is_gone_is_counted_and_waits(store: Store, tmp_path: Path) -> None:
    decide(store, "reject", only(store, "events", targets=["Kestria"])["id"])
    put(store, replace(DRAFTS[0], sentences={"e0": "Other words."}))
    relink(store)
    assert len(lost(store)) == 1
    assert len(list(records(store, "events"))) == 2
    put(store, DRAFTS[0])
    relink(store)
    assert lost(store) == ()
    assert len(list(records(store, "events"))) == 1


def test_the_file_brings_all_decisions_back(store: Store, tmp_path: Path) -> None:
    decide(store, "correct", only(store, "events", targets=["Kestria"])["id"], fields=["agents=Norland", "date=2030"])
    decide(store, "merge", only(store, "meetings", round=1)["id"], only(store, "meetings", date=TWO)["id"])
    decide(store, "accept", next(records(store, "proposals"))["id"])
    file = tmp_path / "decisions.csv"
    file.write_text(write_file(read_decisions(store), BASE), encoding="utf-8", newline="")
    fresh = store_of(DRAFTS)
    relink(fresh, read_file(file, fresh, by="x", at=ME.at))
    assert graph_of_all(fresh) == graph_of_all(store)
    assert write_file(read_decisions(fresh), BASE) == file.read_text(encoding="utf-8")


def test_a_row_that_a_person_writes_needs_no_more_than_decision_and_target(store: Store, tmp_path: Path) -> None:
    row = only(store, "events", targets=["Kestria"])
    file = tmp_path / "mine.csv"
    file.write_text(f"decision,target\nreject,{row['id']}\n", encoding="utf-8")
    (made,) = read_file(file, store, by="Ann", at=ME.at)
    assert made == replace(decided(store, "reject", [row["id"]], ME)[0], by="Ann", why="")


BAD_FILES: list[tuple[str, str]] = [  # file, what the message says
    ("decision\nreject\n", "column target is missing"),
    ("decision,target\nrefuse,x\n", "line 2: decision 'refuse'"),
    ("decision,target\nreject,event/none\n", "line 2: the store holds no claim or actor event/none"),
    ("decision,target,at\nreject,{event},yesterday\n", "line 2: at 'yesterday'"),
    ("decision,target,field,values\ncorrect,{event},factuality,maybe\n", "line 2: factuality=maybe: one of"),
    ("decision,target,field,values\ncorrect,{event},colour,red\n", "line 2: colour of a event cannot be corrected"),
    ("decision,target\nmerge,{event}\n", "line 2: merge takes two ids, not 1"),
    ("decision,target,other\nmerge,{event},{meeting}\n", "line 2: .* are of different kinds"),
    ("decision,target,other\nmerge,{event},{event}\n", "line 2: .* are one already"),
    ("decision,target\nreject,state/av\n", "line 2: .* actors can be merged and split"),
    ("decision,target,at\nreject,{event},2030-01-01\n", "line 2: at '2030-01-01'"),
]


@pytest.mark.parametrize(("text", "message"), BAD_FILES, ids=[case[1] for case in BAD_FILES])
def test_bad_files_say_where(store: Store, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.csv"
    ids = {
        "event": only(store, "events", targets=["Kestria"])["id"],
        "meeting": only(store, "meetings", date=TWO)["id"],
    }
    for name, identifier in ids.items():
        text = text.replace(f"{{{name}}}", identifier)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_file(file, store, by="x", at=ME.at)


BAD: list[tuple[str, tuple[str, ...], Sequence[str], type[Exception], str]] = [
    ("reject", ("event/none",), (), NotFound, "holds no claim or actor event/none"),
    ("merge", ("{event}",), (), InputError, "takes two ids"),
    ("merge", ("{event}", "{meeting}"), (), InputError, "of different kinds"),
    ("merge", ("{event}", "{event}"), (), InputError, "are one already"),
    ("accept", ("state/av",), (), InputError, "actors can be merged and split"),
    ("split", ("{event}", "{event}"), (), InputError, "is no part of"),
    ("reject", ("state/av",), (), InputError, "actors can be merged and split"),
    ("correct", ("{event}",), (), InputError, "name at least one field"),
    ("correct", ("{event}",), ("agents",), InputError, "FIELD=VALUE is wanted"),
    ("correct", ("{event}",), ("agents=Nobody",), NotFound, "holds no actor or place Nobody"),
    ("correct", ("{event}",), ("date=May",), InputError, "a date such as"),
    ("correct", ("{event}",), ("act=kill; attack",), InputError, "takes one value, not 2"),
    ("correct", ("{meeting}",), ("round=two",), InputError, "a whole number is wanted"),
]


@pytest.mark.parametrize(("kind", "ids", "fields", "error", "message"), BAD, ids=[f"{c[0]}: {c[4]}" for c in BAD])
def test_what_cannot_be_decided_is_refused(
    store: Store, kind: str, ids: tuple[str, ...], fields: Sequence[str], error: type[Exception], message: str
) -> None:
    known = {"{event}": only(store, "events", targets=["Kestria"])["id"]}
    known["{meeting}"] = only(store, "meetings", date=TWO)["id"]
    with pytest.raises(error, match=message):
        decided(store, kind, [known.get(name, name) for name in ids], ME, fields)


def test_doubts_come_first(store: Store) -> None:
    found = doubts(store, "event")
    assert [row["confidence"] for row in found] == [0.4, 0.9]
    decide(store, "accept", found[0]["id"])
    assert [row["confidence"] for row in doubts(store, "event")] == [0.9]
    assert len(doubts(store, "event", reviewed=True)) == 2


def test_open_links_have_their_reasons(store: Store) -> None:
    (row, *_) = open_links(store)
    assert row["keys"] == ["parties: Arvenia, Kestria"]
    assert {row["first_label"], row["second_label"]} == {"talks m0"}


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    store_of(DRAFTS, str(tmp_path / "w.store")).close()

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["review", *arguments, "--store", str(tmp_path / "w.store")])

    return command


def test_the_command_line_from_list_to_apply(run: Run, tmp_path: Path) -> None:
    listed = run("list", "--kind", "event", "--format", "csv")
    claim = listed.output.splitlines()[1].split(",")[0]
    assert run("reject", claim, "--why", "no", "--by", "Ann").exit_code == 0
    assert claim not in run("list", "--kind", "event", "--all").output
    shown = run("decisions", "--format", "csv").output.splitlines()
    assert ",reject,event,Sentence," in shown[1]
    file = tmp_path / "d.csv"
    assert run("export", "-o", str(file)).exit_code == 0
    assert run("undo", shown[1].split(",")[0]).exit_code == 0
    assert claim in run("list", "--kind", "event").output
    done = run("apply", str(file))
    assert (done.exit_code, "1 decision applied, 0 without a target" in done.output) == (0, True)
    assert status(str(tmp_path / "w.store")).decisions == 1
    assert "parties: Arvenia, Kestria" in run("links").output


def test_the_command_line_corrects_merges_and_splits(run: Run) -> None:
    rows = [line.split(",")[0] for line in run("list", "--kind", "meeting", "--format", "csv").output.splitlines()[1:]]
    assert run("correct", rows[0], "--set", "status=cancelled").exit_code == 0
    assert run("merge", rows[0], "state/av").exit_code == 1
    events = [line.split(",")[0] for line in run("list", "--kind", "event", "--format", "csv").output.splitlines()[1:]]
    assert run("accept", *events).exit_code == 0
    assert run("split", *events).exit_code == 0
    kinds = [json.loads(line)["decision"] for line in run("decisions", "--format", "jsonl").output.splitlines()]
    assert sorted(kinds) == ["accept", "accept", "correct", "split"]
    assert run("list", "--kind", "rumour").exit_code == 1


def test_a_joined_claim_is_decided_account_by_account(store: Store) -> None:
    joined = only(store, "meetings", round=1)
    made = decide(store, "correct", joined["id"], fields=["status=cancelled", f"hosts={state('nl')}"])
    assert len(made) == 4
    after = only(store, "meetings", id=joined["id"])
    assert (after["status"], after["hosts"]) == ("cancelled", ["Norland"])


def test_claims_of_one_sentence_and_word_are_told_apart() -> None:
    words = dict.fromkeys(("e0", "e1"), "Shells fell on the harbour.")
    store = store_of([Draft("a", ONE, claims=(event("e0"), event("e1", targets="nl")), sentences=words)])
    for row in list(records(store, "events")):
        decide(store, "reject", row["id"])
    assert list(records(store, "events")) == []
    assert len(read_decisions(store)) == 2


JOINED = [
    *(Draft(key, ONE, claims=(meeting(on=ONE),)) for key in ("a", "b")),
    *(Draft(key, "2030-06-02", claims=(meeting(on="2030-06-02"),)) for key in ("c", "d")),
]


def accounts_of(store: Store) -> list[list[str]]:
    """The articles of each meeting, by their keys."""
    keys = {row["id"]: row["source"] for row in records(store, "articles")}
    return sorted(sorted(keys[article] for article in row["articles"]) for row in records(store, "meetings"))


def test_joined_nodes_are_merged_whole_split_whole_and_merged_again() -> None:
    store = store_of(JOINED)
    assert accounts_of(store) == [["a", "b"], ["c", "d"]]
    first, second = (row["id"] for row in records(store, "meetings"))
    keep(store, decided(store, "merge", [first, second], ME))
    assert accounts_of(store) == [["a", "b", "c", "d"]]
    put(store, Draft("e", "2030-06-03", claims=(meeting(on="2030-06-02"),)))
    relink(store)
    assert accounts_of(store) == [["a", "b", "c", "d", "e"]]
    (whole,) = records(store, "meetings")
    account = next(iri for iri in _accounts(store) if article_iri("a") in iri)
    keep(store, decided(store, "split", [account, whole["id"]], ME))
    assert accounts_of(store) == [["a"], ["b", "c", "d", "e"]]
    keep(store, decided(store, "merge", [row["id"] for row in records(store, "meetings")], ME))
    assert accounts_of(store) == [["a", "b", "c", "d", "e"]]
    assert not [decision for decision in read_decisions(store) if decision.kind == "split"]


def keep(store: Store, new: list[Decision]) -> None:
    relink(store, kept(read_decisions(store), new))


def test_a_delegation_can_be_split_off() -> None:
    sent = Entity("local/delegation/av", "delegation", "delegation of Arvenia", side=state("av"))
    drafts = [
        Draft(key, told, claims=(meeting(on=told), event(attributed_to=sent.key)), locals=(sent,))
        for key, told in (("a", ONE), ("b", "2030-06-02"))
    ]
    store = store_of(drafts)
    standing = f"SELECT DISTINCT ?d {{ ?d <{NEG}standsFor> ?member }}"
    ((joined,),) = store.query(standing).rows
    assert joined is not None
    assert explain(store, joined.value)["keys"][0][0] == "delegation of Arvenia"
    keep(store, decided(store, "split", [f"{article_iri('a')}/actor/delegation/av", joined.value], ME))
    assert store.query(standing).rows == ()


def test_a_false_conflict_can_be_rejected() -> None:
    deals = [Draft(key, ONE, claims=(agreement(quantity=people(n)),)) for key, n in (("a", 1000), ("b", 1200))]
    store = store_of(deals)
    (conflict,) = records(store, "conflicts")
    made = decided(store, "reject", [conflict["id"]], ME)
    keep(store, made)
    assert list(records(store, "conflicts")) == []
    assert len(list(records(store, "agreements"))) == 1
    assert len(list(records(seen(store, raw=True), "conflicts"))) == 1


def test_values_keep_their_order_and_the_store_stays_linked(store: Store) -> None:
    decide(store, "correct", only(store, "events", targets=["Kestria"])["id"], fields=["agents=Norland; Kestria"])
    assert read_decisions(store)[0].values == (BASE + state("nl"), BASE + state("ks"))
    assert is_linked(store)


def test_a_label_may_hold_a_semicolon(store: Store) -> None:
    decide(store, "correct", only(store, "meetings", date=TWO)["id"], fields=["label=talks; second day"])
    assert only(store, "meetings", date=TWO)["label"] == "talks; second day"


def test_a_correction_counts_for_more_than_an_acceptance_and_takes_the_mode_along(store: Store) -> None:
    row = only(store, "events", targets=["Kestria"])
    decide(store, "correct", row["id"], fields=["event_type=REJECT"])
    decide(store, "accept", row["id"])
    node = f"<{BASE}{row['id']}>"
    assert store.query(f'ASK {{ {node} <{NEG}review> "corrected" }}').truth
    assert not store.query(f"ASK {{ {node} <{NEG}mode> ?mode }}").truth


def test_joined_accounts_are_listed_under_the_kind_of_the_whole(store: Store) -> None:
    assert len(doubts(store, "meeting")) == 3


def test_decisions_hold_while_another_article_is_replaced(store: Store) -> None:
    decide(store, "reject", only(store, "events", targets=["Kestria"])["id"])
    put(store, replace(DRAFTS[2], claims=(meeting(on="2030-06-02"),)))
    assert not is_linked(store)
    relink(store)
    assert [row["targets"] for row in records(store, "events")] == [["Norland"]]
