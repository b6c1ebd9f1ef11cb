"""The analysis: offsets are those of the text whatever the text is, paragraphs end sentences, models are checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.ingest import analysis
from kg.ingest.analysis import BATCH
from kg.ingest.model import Analysis, Article, OffsetMap
from kg.ingest.pipeline import Pipeline, Settings

SENTENCES = (
    ("The talks ended. Both sides left.", ["The talks ended.", "Both sides left."]),
    ("The talks in Bern\n\nBoth sides left.", ["The talks in Bern", "Both sides left."]),
    ("Talks\n\nin\n\nBern", ["Talks", "in", "Bern"]),
    ("“The talks ended.” Both sides left.", ["“The talks ended.”", "Both sides left."]),
    ("The talks ended.  \n\n  Both sides left.", ["The talks ended.", "Both sides left."]),
    ("", []),
)


def analysed(pipeline: Pipeline, text: str) -> Analysis:
    (found,) = pipeline.analyzer.analyze([text])
    return found


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences(pipeline: Pipeline, text: str, wanted: list[str]) -> None:
    found = analysed(pipeline, text)
    assert [text[s.start : s.end] for s in found.sentences] == wanted


def test_typographic_apostrophes_are_read_as_straight_ones(pipeline: Pipeline) -> None:
    found = analysed(pipeline, "Iran’s offer surprised Iraq’s envoy.")
    assert [t.text for t in found.tokens if t.tag == "POS"] == ["'s", "'s"]
    assert found.tokens[2].start == len("Iran’s ")


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_tokens_are_slices_of_any_text(pipeline: Pipeline, text: str) -> None:
    found = analysed(pipeline, text)
    assert len(found.text) == len(text)
    at = 0
    for i, token in enumerate(found.tokens):
        assert token.i == i
        assert token.start >= at
        assert found.text[token.start : token.end] == token.text
        assert not found.text[at : token.start].strip(" ")
        at = token.end


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["Iran", "left", ".", "\n\n", "“", "”", "the talks", "said", ",", "\t"]), max_size=20))
def test_sentences_cover_the_tokens(pipeline: Pipeline, words: list[str]) -> None:
    found = analysed(pipeline, " ".join(words))
    assert [t for s in found.sentences for t in range(s.first, s.last)] == list(range(len(found.tokens)))
    for sentence in found.sentences:
        assert {t.sentence for t in found.tokens[sentence.first : sentence.last]} == {sentence.number}
        assert all(sentence.first <= t.head < sentence.last for t in found.tokens[sentence.first : sentence.last])
    for token in found.tokens:
        assert token.head == token.i or token.i in found.children[token.head]


def test_many_texts_come_in_order(pipeline: Pipeline) -> None:
    texts = [f"Meeting {n} ended." for n in range(2 * BATCH + 3)]
    assert [a.text for a in pipeline.analyzer.analyze(texts)] == texts


def test_texts_are_taken_as_they_are_needed(pipeline: Pipeline) -> None:
    taken = []

    def texts() -> object:
        for n in range(10 * BATCH):
            taken.append(n)
            yield f"Meeting {n} ended."

    next(iter(pipeline.analyzer.analyze(texts())))  # type: ignore[arg-type]
    assert len(taken) == BATCH


def test_names_that_the_authority_knows_are_marked_before_the_model_looks() -> None:
    finder = {"Zorblax Quint": "PERSON"}
    analyzer = analysis.load(names=lambda words: [(0, 2, "PERSON")] if " ".join(words[:2]) in finder else [])
    (found,) = analyzer.analyze(["Zorblax Quint left Bern."])
    assert [t.entity for t in found.tokens][:2] == ["PERSON", "PERSON"]
    assert [t.entity_begins for t in found.tokens][:2] == [True, False]


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"'no_such_model' cannot be loaded .* install it or give --model"):
        analysis.load("no_such_model")


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="has no parser and no lemmatizer"):
        analysis.load(str(tmp_path / "blank"))


def test_another_pipeline_runs_through_the_same_code(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.load(analysis.DEFAULT_MODEL, exclude=["ner", "senter"])
    nlp.meta.update({"name": "other", "version": "9.9.9"})
    nlp.to_disk(tmp_path / "other")
    other = Pipeline(Settings(model=str(tmp_path / "other")))
    text = "Iran rejected the proposal of the United States, Abbas Araghchi said."
    (made,) = other.run([Article("a", "a", text, text, OffsetMap((0,), (0,)))])
    assert [(e.act, e.agents, e.targets) for e in made.events] == [("reject", ("state/ir",), ("state/us",))]
    assert made.events[0].attributed_to == "person/abbas-araghchi"  # names of the authority need no recognition
    assert analysis.model_version(str(tmp_path / "other")) == "en_other-9.9.9"
    assert other.fingerprint != Pipeline().fingerprint


def test_the_version_of_a_model_is_named() -> None:
    assert analysis.model_version(analysis.DEFAULT_MODEL).startswith(f"{analysis.DEFAULT_MODEL}-3.8")
    assert analysis.model_version("models/own") == "models/own"


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("A cease-fire took hold.", "cease-fire", "cease-fire"),
        ("“Cease-fires” failed.", "Cease-fires", "cease-fire"),
        ("They co-chaired the talks.", "co-chaired", "co-chair"),
        ("It re-established ties.", "re-established", "re-establish"),
    ],
)
def test_compounds_of_the_frames_are_one_token(text: str, word: str, lemma: str) -> None:
    analyzer = analysis.load(compounds=["cease-fire", "co-chair", "re-establish"])
    tokens = {t.text: t for t in next(analyzer.analyze([text])).tokens}
    assert tokens[word].lemma == lemma
