"""Confidence: shares by group, leaning upon coarser ones; how far they hold; the store without doubtful claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import cli
from kg.errors import FrameError, StoreError
from kg.evaluation import gold, reports
from kg.evaluation.calibration import Judged, brier, count, foretell, leave_one_out, reliability, without_groups
from kg.evaluation.confirmed import confirmed
from kg.ingest import frames
from kg.ingest.claims import ArticleClaims, Attribution, Claim
from kg.ingest.confidence import estimate, prefixes, rate
from kg.ingest.model import Article, DateValue, OffsetMap
from kg.ingest.pipeline import Pipeline
from kg.ingest.triples.claims import all_claims
from kg.resources import shipped
from kg.store import Store, open_store
from kg.store.base import LOG_GRAPH
from kg.tables import records
from kg.world.selection import seen
from tests.claims_fixture import everything
from tests.fixture_store import filled

# estimates

COUNTS = {
    ("event", ""): (60, 100), ("event", "name"): (45, 50), ("event", "noun"): (5, 30), ("event", "noun/verb"): (0, 1),
    ("meeting", ""): (0, 50),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "group", "share"),
    [
        ("event", "", 0.6),
        ("event", "name", 0.84),  # 45 of 50, and twelve at 0.6
        ("event", "name/verb", 0.84),  # never counted: as the coarser group
        ("event", "pronoun/verb", 0.6),
        ("event", "noun/verb", 0.28),  # one wrong claim moves a small group a little
        ("meeting", "who", 0.02),
        ("statement", "name", None),
    ],
)
def test_a_small_group_leans_upon_the_next_coarser_one(kind: str, group: str, share: float | None) -> None:
    assert estimate(COUNTS, kind, group) == share


def test_groups_begin_with_coarser_ones() -> None:
    assert list(prefixes("name/verb/agree")) == ["", "name", "name/verb", "name/verb/agree"]
    assert list(prefixes("")) == [""]


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_estimates_are_shares_that_no_store_respells(right: int, wrong: int, finer: int) -> None:
    counts = {("event", ""): (right, right + wrong + 1), ("event", "a"): (finer, finer)}
    for group in ("", "a", "a/b"):
        share = estimate(counts, "event", group)
        assert share is not None
        assert 0 < share < 1
        assert len(repr(share)) <= 4


# what ships


def read(pipeline: Pipeline, *texts: str) -> list[ArticleClaims]:
    day = DateValue("2025-06-18", "day")
    return list(pipeline.run(Article(t, t, t, t, OffsetMap((0,), (0,)), date=day) for t in texts))


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Chile condemned Peru.", "name/verb/criticize"),
        ("Chile withdrew its troops from Peru.", "name/light/withdraw"),
        ("The talks between Chile and Peru went on.", "name/noun/meet"),
        ("Chile is near. It condemned Peru.", "pronoun/verb/criticize"),
        ("“Peru must leave,” Wang Yi said.", "name/implied/demand"),
    ],
)
def test_events_belong_to_a_group(pipeline: Pipeline, text: str, group: str) -> None:
    assert [e.group for e in read(pipeline, text)[0].events] == [group]


def test_statements_and_meetings_belong_to_a_group(pipeline: Pipeline) -> None:
    text = (
        "“The border is open,” Wang Yi said. China and Nepal held talks in Lhasa on Monday. He said that it was late."
    )
    made = read(pipeline, text)[0]
    assert [s.group for s in made.statements] == ["name/direct/say", "pronoun/indirect/say"]
    assert [m.group for m in made.meetings] == ["who+when+where/held/once"]


def test_every_kind_of_claim_has_confidence(pipeline: Pipeline) -> None:
    text = (
        "Iraq proposed a ceasefire to Iran. Iran rejected the proposal. Iran and Iraq met in Basra on Monday and "
        "agreed on a truce, Abbas Araghchi said. Iran handed a memorandum to Iraq."
    )
    made = read(pipeline, text)[0]
    claims = [c for c in all_claims(made) if not isinstance(c, Attribution)]  # no marked report counts those
    assert {type(c).__name__ for c in claims} >= {"Event", "Meeting", "Statement", "Proposal", "Response", "Handover"}
    assert all(c.confidence is not None and 0 < c.confidence < 1 for c in claims)
    assert all(c.confidence is None for c in all_claims(rate(made, {})))


def test_a_users_counts_replace_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "confidence.csv"
    path.write_text("kind,group,right,made\nevent,,1,1\n", encoding="utf-8")
    assert frames.load(shipped("data", "frames"), [path]).confidence["event", ""] == (1, 1)
    path.write_text("kind,group,right,made\nevent,name,3,2\n", encoding="utf-8")
    with pytest.raises(FrameError, match=r"confidence\.csv: event name: right and made are counts"):
        frames.load(shipped("data", "frames"), [path])


# calibration


def test_counts_are_by_group_and_by_what_it_begins_with() -> None:
    claims = [Judged("event", "name/verb", True), Judged("event", "name/noun", False)]
    assert count(claims) == {
        ("event", ""): (1, 2), ("event", "name"): (1, 2), ("event", "name/noun"): (0, 1), ("event", "name/verb"): (1, 1)
    }  # fmt: skip


def test_groups_that_tell_right_from_wrong_better_the_score() -> None:
    told = [[Judged("event", "good", True)] * 9 + [Judged("event", "bad", False)] * 9 for _ in range(10)]
    by_group, flat = leave_one_out(told), leave_one_out(without_groups(told))
    assert brier(flat) == pytest.approx(0.25, abs=0.01)
    assert brier(by_group) < 0.05
    low, high = reliability(by_group)
    assert (low.claims, low.right, high.claims, high.right) == (90, 0.0, 90, 1.0)
    assert low.mean < 0.1 < 0.9 < high.mean


def test_a_report_is_not_foretold_from_itself() -> None:
    told = leave_one_out([[Judged("event", "a", True)], [Judged("event", "a", False)]])
    assert told[0].confidence < 0.5 < told[1].confidence
    assert leave_one_out([[Judged("event", "a", True)]]) == []
    assert foretell({}, [Judged("event", "a", True)]) == []


_TEXT = "France and Germany met in Paris on Monday, June 2, 2025. France said that Germany had rejected its proposal."
_MARKS = {
    "id": "x", "date": "2025-06-02", "actors": [],
    "meetings": [{"date": "2025-06-02", "place": "Paris", "participants": ["France", "Germany"], "status": "held",
                  "anchor": "met in Paris"}],
    "events": [{"type": "REJECT", "act": "reject", "agents": ["Germany"], "targets": [], "issues": [],
                "factuality": "asserted", "anchor": "had rejected its"}],
    "statements": [{"speaker": "Germany", "direct": False, "anchor": "France said that"}],
}  # fmt: skip


def test_marks_confirm_claims(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "x.json").write_text(json.dumps(_MARKS), encoding="utf-8")
    (tmp_path / "x.txt").write_text(_TEXT, encoding="utf-8")
    (report,) = reports.read_all(next(gold.read(tmp_path)), pipeline, [tmp_path])
    found = {c.id: right for c, right in confirmed(report)}
    assert {name: found[name] for name in ("e0-meet-0", "e1-reject-0", "m0", "s1-0")} == {
        "e0-meet-0": False, "e1-reject-0": True, "m0": True, "s1-0": False
    }  # fmt: skip
    assert found["p0-r0"]


# the store without doubtful claims


def with_confidence(claims: ArticleClaims, keep: bool) -> ArticleClaims:
    """The article with confidence 0.3 on half of its claims, or, with `keep`, without that half."""

    def half(found: tuple[Claim, ...]) -> Iterator[Claim]:
        for n, claim in enumerate(found):
            if n % 2 == 0:
                yield claim
            elif keep:
                yield replace(claim, confidence=0.3)

    kinds = ("meetings", "events", "proposals", "statements")
    return replace(claims, **{kind: tuple(half(getattr(claims, kind))) for kind in kinds})


@pytest.fixture(scope="module")
def store() -> Store:
    return filled("memory:", [with_confidence(claims, keep=True) for claims in everything()])


def said(store: Store) -> set[str]:
    """The quads about claims and actors: not the log, and not sentences, which stay when their claims go."""
    return {
        q for q in store.quads() if "/sentence/" not in q.split(" ")[0] and LOG_GRAPH not in q and "/span/" not in q
    }


def test_doubtful_claims_go_with_all_that_belongs_to_them(store: Store) -> None:
    kept = filled("memory:", [with_confidence(claims, keep=False) for claims in everything()])
    assert said(seen(store, 0.5)) == said(kept)
    assert said(store) > said(kept)


def test_claims_of_enough_confidence_or_none_are_kept(store: Store) -> None:
    assert seen(store, None) is store
    assert set(seen(store, 0.3).quads()) == set(store.quads())
    with open_store("memory:") as empty:
        assert list(seen(empty, 0.5).quads()) == list(empty.quads())


def test_a_proposal_takes_its_answers_along() -> None:
    first = everything()[0]
    doubtful = replace(first, proposals=tuple(replace(p, confidence=0.1) for p in first.proposals))
    selected = seen(filled("memory:", [doubtful]), 0.5)
    assert list(records(selected, "proposals")) == []
    assert selected.query("ASK { ?r a <https://w3id.org/parley/ontology#Response> }").truth is False
    assert not any("/ontology#rejected>" in quad for quad in selected.quads())


def test_it_is_for_reading_only(store: Store) -> None:
    with pytest.raises(StoreError, match="for reading only"):
        seen(store, 0.5).retract("https://w3id.org/parley/id/article/x")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("confidence") / "talks.store")
    filled(path, [with_confidence(claims, keep=True) for claims in everything()]).close()
    return path


def run(*arguments: str) -> str:
    answer = CliRunner().invoke(cli, [*arguments])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_commands_take_a_minimum(path: str, tmp_path: Path) -> None:
    for minimum, events in (("0", 7), ("0.5", 5)):
        least = ("--store", path, "--min-confidence", minimum)
        assert len(run("table", "events", "--format", "jsonl", *least).splitlines()) == events
        asked = "SELECT (COUNT(*) AS ?n) { ?e a neg:Event }"
        assert run("query", asked, "--format", "csv", *least).split() == ["n", str(events)]
        run("export", "-o", str(tmp_path / "talks.nq"), *least)
        lines = (tmp_path / "talks.nq").read_text(encoding="utf-8").splitlines()
        typed = [line for line in lines if line.split(" ")[2].endswith("#Event>") and line.count("<") == 3]
        assert len(typed) == events
        run("view", "-o", str(tmp_path / f"{minimum}.html"), *least)
    assert len((tmp_path / "0.html").read_bytes()) > len((tmp_path / "0.5.html").read_bytes())
    assert CliRunner().invoke(cli, ["table", "events", "--store", path, "--min-confidence", "2"]).exit_code == 2
