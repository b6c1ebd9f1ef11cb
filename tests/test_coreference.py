"""Coreference: pronouns by recency and kind, group nouns by the parts that actors play."""

from __future__ import annotations

import pytest

from kg.ingest.pipeline import Pipeline
from tests.parses import Read, read

TALKS = "Talks between Armenia and Azerbaijan, brokered by Switzerland, opened in Geneva. "
ROWS = (  # text, word, which one, who
    ("Sergey Lavrov met Hakan Fidan. He left.", "He", 0, ["Sergey Lavrov"]),
    ("Kaja Kallas left. She will return.", "She", 0, ["Kaja Kallas"]),
    ("Sergey Lavrov left. His deputy stayed.", "His", 0, ["Sergey Lavrov"]),
    ("Egypt praised the plan. It signed on Friday.", "It", 0, ["Egypt"]),
    ("Egypt praised its envoy.", "its", 0, ["Egypt"]),
    ("Algeria rejected the plan. Morocco said Algeria had rejected its offer.", "its", 0, ["Morocco"]),
    ("It is clear that Egypt left.", "It", 0, []),
    ("Salva Kiir and Riek Machar met. They signed.", "They", 0, ["Salva Kiir", "Riek Machar"]),
    (TALKS + "The two sides signed.", "sides", 0, ["Armenia", "Azerbaijan"]),
    (TALKS + "Both sides signed.", "sides", 0, ["Armenia", "Azerbaijan"]),
    (TALKS + "The parties signed.", "parties", 0, ["Armenia", "Azerbaijan"]),
    (TALKS + "The two countries signed.", "countries", 0, ["Armenia", "Azerbaijan"]),
    (TALKS + "Neither side signed.", "side", 0, ["Armenia", "Azerbaijan"]),
    (TALKS + "The mediators signed.", "mediators", 0, ["Switzerland"]),
    ("Hamas left on Friday. The group returned.", "group", 0, ["Hamas"]),
    ("Egypt signed the accord. Sudan violated it.", "it", 0, ["Egypt"]),
    ("Sudan said the army broke the truce and Egypt should not violate it.", "it", 0, ["Sudan"]),
    ("Egypt pressed Sudan to open its border.", "its", 0, ["Sudan"]),
    ("Russia and Ukraine met. Many of them left.", "them", 0, []),
    ("Talks between Mali and Ansar Dine failed. The government fell.", "government", 0, ["Mali"]),
    ("Narendra Modi met Xi Jinping. Both leaders signed.", "leaders", 0, ["Narendra Modi", "Xi Jinping"]),
)


@pytest.fixture(scope="module")
def texts(pipeline: Pipeline) -> dict[str, Read]:
    return read(pipeline, [row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "word", "number", "wanted"), ROWS, ids=[f"{row[0][-40:]}" for row in ROWS])
def test_who_is_meant(texts: dict[str, Read], text: str, word: str, number: int, wanted: list[str]) -> None:
    assert texts[text].actors(word, number) == wanted


def test_parts_in_the_negotiation(pipeline: Pipeline) -> None:
    (found,) = read(pipeline, [TALKS]).values()
    assert found.labels(found.slots.parties) == ["Armenia", "Azerbaijan"]
    assert found.labels(found.slots.mediators) == ["Switzerland"]


def test_a_pronoun_does_not_look_back_over_many_sentences(pipeline: Pipeline) -> None:
    filler = "The weather stayed warm all day. " * 6
    (found,) = read(pipeline, [f"Sergey Lavrov left. {filler}He returned."]).values()
    assert found.actors("He") == []


def test_pronouns_are_mentions_of_their_own(pipeline: Pipeline) -> None:
    (found,) = read(pipeline, ["Sergey Lavrov left. He returned."]).values()
    kinds = {found.analysis.text[m.start : m.end]: (m.kind, m.entity) for m in found.linked.mentions}
    assert kinds["He"] == ("pronoun", "person/sergey-lavrov")
