"""Evidence: sentences and words as they stand in the source, through whatever the cleaning joined or cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.evidence import Cutter
from kg.ingest.model import Analysis
from kg.ingest.pipeline import Pipeline
from tests.parses import article, by_hand

SOURCES = (
    "GENEVA, March 14, 2024 — Iran and Oman held nego-\ntiations on Tuesday. Both signed a memo-\nrandum on fishing.",
    "Iran’s envoy said:  “We   signed.”\r\n\r\nOman’s envoy\tagreed.",
    "By Jane Doe\n\nIran and Oman signed the accord in Mus-cat.\n\nADVERTISEMENT\n\nBoth left on Friday.",
    "Iran signed.\u00ad It was short\u200b and \ufb01nal.",
)


def cutter(pipeline: Pipeline, source: str) -> tuple[Cutter, Analysis]:
    made = article(source)
    (analysis,) = pipeline.analyzer.analyze([made.text])
    return Cutter(made, analysis), analysis


@pytest.mark.parametrize("source", SOURCES)
def test_evidence_is_a_slice_of_the_source(pipeline: Pipeline, source: str) -> None:
    cut, a = cutter(pipeline, source)
    end = 0
    for sentence in a.sentences:
        roles = [("trigger", t.i, t.i + 1) for t in a.tokens if t.sentence == sentence.number and t.pos != "SPACE"]
        found = cut.cut(sentence.number, roles)
        assert source[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end
        for span in found.spans:
            assert found.start <= span.start < span.end <= found.end


def test_a_word_that_was_broken_is_quoted_as_it_was_printed(pipeline: Pipeline) -> None:
    cut, a = cutter(pipeline, SOURCES[0])
    joined = next(t for t in a.tokens if t.text == "negotiations")
    (span,) = cut.cut(joined.sentence, [("trigger", joined.i, joined.i + 1)]).spans
    assert SOURCES[0][span.start : span.end] == "nego-\ntiations"


def test_words_of_other_sentences_are_left_out(pipeline: Pipeline) -> None:
    cut, a = cutter(pipeline, "Iran signed. Oman left.")
    left = next(t.i for t in a.tokens if t.text == "left")
    assert cut.cut(0, [("agent", 0, 1), ("trigger", left, left + 1)]).spans == cut.cut(0, [("agent", 0, 1)]).spans


def test_roles_are_sorted_and_named_once(pipeline: Pipeline) -> None:
    cut, _ = cutter(pipeline, "Iran signed.")
    spans = cut.cut(0, [("trigger", 1, 2), ("agent", 0, 1), ("trigger", 1, 2)]).spans
    assert [s.role for s in spans] == ["agent", "trigger"]


PHRASE = "the/DT/det>truce 30/CD/nummod>truce -/HYPH/punct>truce day/NN/compound>truce truce/NN/ROOT ,/,/punct>truce"


def test_phrases_lose_marks_and_determiners_at_their_ends() -> None:
    a = by_hand(PHRASE)
    assert Cutter(article(a.text), a).phrase(range(6)) == "30 - day truce"
    assert Cutter(article(a.text), a).phrase([]) == ""


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["Iran signed", "nego-\ntiations", "“No,”", " ", "\n\n", ".", "Oman’s", "\t"]), min_size=1)
)
def test_any_layout_keeps_evidence_in_place(pipeline: Pipeline, parts: list[str]) -> None:
    source = "Iran and Oman signed an accord. " + " ".join(parts)
    cut, a = cutter(pipeline, source)
    for sentence in a.sentences:
        found = cut.cut(sentence.number)
        assert source[found.start : found.end] == found.text
