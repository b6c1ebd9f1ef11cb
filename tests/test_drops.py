"""What extraction leaves out is counted by reason; what is unsure is kept and marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.ingest.claims import ArticleClaims
from kg.ingest.model import Article, DateValue, OffsetMap
from kg.ingest.pipeline import Pipeline
from kg.ingest.triples import graphs
from kg.schema.terms import NEG
from kg.tables import records
from tests.fixture_store import filled

INGEST = Path(__file__).parent.parent / "kg" / "ingest"
CASES = {
    "content of another act": "Israel demanded that Hamas release the hostages.",
    "no actor": "The treaty was praised.",
    "one side of a meeting only": "Chile will negotiate.",
    "agent is no actor": "The rain attacked the roof.",
    "event noun without a target": "Iran's attack came at night.",
    "declined to comment": "Iran declined to comment.",
    "event noun without its actors": "The rejection came late.",
    "meeting of which too little is told": "A meeting would help.",
    "answer to nothing that was proposed": "Iran rejected any offer.",
    "statement without a speaker": "It was said that the war was over.",
    "statement in another's words": "“Peru warned that the truce would fail,” Chile said.",
    "agreement that does not say on what": "Chile and Peru agreed.",
}


def read(pipeline: Pipeline, text: str) -> ArticleClaims:
    day = DateValue("2025-06-18", "day")
    return next(iter(pipeline.run([Article(text, text, text, text, OffsetMap((0,), (0,)), date=day)])))


@pytest.mark.parametrize("reason", CASES)
def test_a_drop_is_counted_by_its_reason(pipeline: Pipeline, reason: str) -> None:
    drops = dict(read(pipeline, CASES[reason]).drops)
    assert drops.get(reason), drops
    assert all(drops.values())


def test_reasons_are_tried() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in INGEST.rglob("*.py"))
    named = set(re.findall(r'\bdrops\["([^"]+)"\]', code))
    assert len(named) >= 8
    rare = {"retold in the same sentence", "proposal that does not say what", "paper handed over by nobody named"}
    assert named - set(CASES) <= rare | {"meeting word that fits no meeting told"}


@pytest.mark.parametrize(
    ("text", "factuality", "candidates"),
    [
        ("Chile may sign the treaty with Peru.", "possible", ["SUPPORT"]),
        ("Uganda will withdraw its troops from Somalia.", "planned", ["AGREE", "RETREAT"]),
        ("Chile did not sign the treaty with Peru.", "negated", ["REJECT", "SUPPORT"]),
        ("Brazil called for a ceasefire in Sudan.", "asserted", ["AGREE", "REQUEST"]),
    ],
)
def test_what_is_unsure_is_marked_in_the_table_and_in_the_graph(
    pipeline: Pipeline, text: str, factuality: str, candidates: list[str]
) -> None:
    made = read(pipeline, text)
    (event,) = records(filled("memory:", [made]), "events")
    assert (event["factuality"], event["type_candidates"]) == (factuality, candidates)
    assert event["event_type"] in candidates
    written = {
        str(o).rpartition("/")[2] for g in graphs(made).values() for _, p, o in g if str(p) == f"{NEG}typeCandidate"
    }
    assert written == set(candidates)
