"""What people decide: it shows in tables, holds when articles are read again, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import InputError, NotFound
from kg.review import Signed, decided, doubts, open_links, read_file, undone, write_file
from kg.schema.terms import BASE, NEG
from kg.status import status
from kg.store import Store
from kg.tables import records
from kg.world.decisions import Decision, read_decisions, with_decisions
from kg.world.relinking import lost, relink
from kg.world.selection import seen
from tests.world_fixture import Draft, event, graph_of_all, meeting, proposal, put, response, state, store_of

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
    ("decision,target\nmerge,{event}\n", "line 2: merge needs an `other`"),
]


@pytest.mark.parametrize(("text", "message"), BAD_FILES, ids=[case[1] for case in BAD_FILES])
def test_bad_files_say_where(store: Store, tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text.replace("{event}", only(store, "events", targets=["Kestria"])["id"]), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_file(file, store, by="x", at=ME.at)


BAD: list[tuple[str, tuple[str, ...], Sequence[str], type[Exception], str]] = [
    ("reject", ("event/none",), (), NotFound, "holds no claim or actor event/none"),
    ("merge", ("{event}",), (), InputError, "takes two ids"),
    ("merge", ("{event}", "{meeting}"), (), InputError, "of different kinds"),
    ("merge", ("{event}", "{event}"), (), InputError, "are one already"),
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
    assert row["keys"] == ["date: 2030-05-14 and 2030-05-15", "parties: Arvenia, Kestria"] or row["keys"]
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
    assert "4 decisions" in f"{len(run('decisions', '--format', 'jsonl').output.splitlines())} decisions"
    assert run("list", "--kind", "rumour").exit_code == 1


def test_a_joined_claim_is_decided_account_by_account(store: Store) -> None:
    joined = only(store, "meetings", round=1)
    made = decide(store, "correct", joined["id"], fields=["status=cancelled", f"hosts={state('nl')}"])
    assert len(made) == 4
    after = only(store, "meetings", id=joined["id"])
    assert (after["status"], after["hosts"]) == ("cancelled", ["Norland"])
