"""The pipeline: claims of an article depend on it alone, and no text, however hostile, breaks a run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableDocument
from kg.ingest.articles import clean
from kg.ingest.claims import ArticleClaims, Claim
from kg.ingest.model import Article, Document
from kg.ingest.pipeline import Pipeline, Settings
from kg.ingest.triples import graphs
from kg.validate import check
from tests.parses import article

FIRST = (
    "Oman and Iran held talks in Muscat on May 3, 2025. Iran rejected the Omani proposal for a ceasefire, Oman said."
)
SECOND = "Chad accused Sudan of attacks along the border. The two countries signed a ceasefire in Doha."
KINDS = ("events", "meetings", "proposals", "agreements", "handovers", "statements", "attributions")

HOSTILE = {
    "control characters": "Iran\x00 rejected\x1b[31m the \x07offer.\x7f Oman said\x85 so.",
    "markup": "<script>alert(1)</script> Iran rejected the offer of <b>Oman</b> &amp; Iraq.",
    "query": 'Iran rejected "the offer" . } ; DROP ALL ; INSERT DATA { <urn:a> <urn:b> "c" } #',
    "a very long word": "Iran rejected the " + "a" * 20_000 + " offer of Oman.",
    "many names": "Iran, " * 300 + "and Oman signed the accord.",
    "deep nesting": "Iran said that " * 60 + "Oman had left.",
    "empty paragraphs": "\n\n \n\n\t\n\nIran rejected the offer.\n\n\n\n \n\nOman left.\n\n\n",
    "only quotations": "“We left.”\n\n“They stayed.”\n\n“Nobody signed.”",
    "quotation marks alone": "” “ ” “ » « '' `` \" Iran left “ ” “.",
    "a quotation never closed": "Iran said: “We left and " + "we will not come back and " * 60,
    "one word": "Iran",
    "no letters but these": "Iran 123 456 --- ... ??? !!! ((( [[[ {{{",
    "right to left": "Iran rejected the offer \u202eelpoep fo\u202c of Oman \u05d0\u05d1\u05d2.",
    "surrogate planes": "Iran \U0001f91d Oman signed the accord \U0001f54a.",
    "combining marks": "I\u0301ra\u0300n rejected the o\u0308ffer of Oman.",
    "odd spaces": "Iran\u00a0rejected\u2003the\u2009offer\u3000of\u200aOman.",
    "a paragraph of one line each": "Iran\nand\nOman\nsigned\nthe\naccord\non\nFriday.",
    "percent and braces": "Iran %s {0} {{ }} %(x)s rejected $offer `rm` of Oman.",
    "lone carriage returns": "Iran rejected the offer.\rOman left.\r\rIraq stayed.",
    "names as paths": "Iran met ../../etc/passwd of Oman. Mr. C:\\Windows signed.",
}


def claims(made: ArticleClaims) -> Iterable[Claim]:
    return (claim for kind in KINDS for claim in getattr(made, kind))


def evidence_stands(made: ArticleClaims) -> bool:
    source = made.article.source_text
    cut = [e for claim in claims(made) for e in claim.evidence] + [e for _, e in made.mentions]
    return all(source[e.start : e.end] == e.text and e.spans is not None for e in cut)


def named(key: str, text: str) -> Article:
    return clean(Document(key, f"{key}.txt", text, metadata=(("title", "A report"),)))


# one article


def test_what_a_run_is_made_with_is_kept(pipeline: Pipeline) -> None:
    (made,) = pipeline.run([article(FIRST)])
    assert made.fingerprint == pipeline.fingerprint
    assert len(made.events) >= 2
    assert made.meetings
    assert made.proposals[0].responses
    assert (made.sentences, made.words) == (2, 21)


def test_ids_are_unique_and_every_claim_has_evidence(pipeline: Pipeline) -> None:
    (made,) = pipeline.run([article(f"{FIRST}\n\n{SECOND}\n\n{FIRST}")])
    ids = [claim.id for claim in claims(made)]
    assert len(ids) == len(set(ids)) > 8
    assert all(claim.evidence for claim in claims(made))


def test_every_key_that_a_claim_names_is_an_entity(pipeline: Pipeline) -> None:
    (made,) = pipeline.run([article(f"{FIRST}\n\n{SECOND}")])
    keys = {entity.key for entity in made.entities}
    used = {k for e in made.events for k in (*e.agents, *e.targets, e.place, e.venue) if k}
    used |= {k for m in made.meetings for k in (*m.parties, *m.participants, *m.hosts, *m.mediators, m.place) if k}
    used |= {s.speaker for s in made.statements}
    assert used <= keys
    assert {e.within for e in made.entities if e.within} <= keys
    assert {e.meeting for e in made.events if e.meeting} <= {m.id for m in made.meetings}


# several articles


def test_claims_do_not_depend_on_the_other_articles(pipeline: Pipeline) -> None:
    first, second = named("first", FIRST), named("second", SECOND)
    (alone,) = pipeline.run([first])
    assert [made.article.key for made in pipeline.run([first, second])] == ["first", "second"]
    for order in ([first, second], [second, first]):
        assert next(made for made in pipeline.run(order) if made.article.key == "first") == alone


def test_articles_are_taken_as_they_are_needed(pipeline: Pipeline) -> None:
    def articles() -> Iterable[Article]:
        yield named("first", FIRST)
        yield from (named(str(n), SECOND) for n in range(200))
        raise AssertionError("all articles were read before the first was done")

    assert next(iter(pipeline.run(articles()))).article.key == "first"


# what decides the claims


def test_the_fingerprint_knows_frames_and_authority(pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "cues.csv").write_text("cue,kind\nburble,say\n", encoding="utf-8")
    assert Pipeline().fingerprint == pipeline.fingerprint
    assert Pipeline(Settings(frames=(tmp_path / "frames",))).fingerprint != pipeline.fingerprint
    assert Pipeline(Settings(model="another_model")).fingerprint != pipeline.fingerprint


def test_a_users_frames_are_used(pipeline: Pipeline, tmp_path: Path) -> None:
    text = "Oman rebuked Iran."
    (tmp_path / "verbs.csv").write_text(
        "verb,particle,conditions,act,agent,target\nrebuke,,,threaten,,\n", encoding="utf-8"
    )
    other = Pipeline(Settings(frames=(tmp_path,)))
    other._analyzer = pipeline.analyzer  # loaded once for all tests
    (made,) = other.run([article(text)])
    assert [e.act for e in made.events] == ["threaten"]


# hostile texts


@pytest.fixture(scope="module")
def hostile(pipeline: Pipeline) -> dict[str, ArticleClaims]:
    articles = []
    for name, text in HOSTILE.items():
        try:
            articles.append(named(name, text))
        except UnreadableDocument:
            continue
    return {made.article.key: made for made in pipeline.run(articles)}


def test_most_hostile_texts_are_read(hostile: dict[str, ArticleClaims]) -> None:
    assert set(HOSTILE) - set(hostile) <= {"a very long word", "no letters but these"}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts(hostile: dict[str, ArticleClaims], name: str) -> None:
    made = hostile.get(name)
    if made is not None:
        assert evidence_stands(made)
        triples = [triple for found in graphs(made).values() for triple in found]
        assert check(triples) == []


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*FIRST.split(), "“", "”", "\n\n", "not", "it", "they", "he", ",", "’s", "\x00"])))
def test_any_order_of_words_is_read(pipeline: Pipeline, words: list[str]) -> None:
    (made,) = pipeline.run([named("mixed", "The talks. " + " ".join(words))])
    assert evidence_stands(made)
