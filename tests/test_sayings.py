"""Sayings: who says what to whom, and which words are whose."""

from __future__ import annotations

import pytest

from kg.ingest.extractors import sayings
from kg.ingest.extractors.sayings import Saying, attribution
from kg.ingest.pipeline import Pipeline
from tests.parses import Read, by_hand, read

Row = tuple[list[str], str, bool]
ROWS: tuple[tuple[str, list[Row]], ...] = (
    ("Iran said the talks had ended.", [(["Iran"], "said", False)]),
    ("The talks have ended, Iran said.", [(["Iran"], "said", False)]),
    ("The talks, Iran said, have ended.", [(["Iran"], "said", False)]),
    ("According to Iran, the talks have ended.", [(["Iran"], "According", False)]),
    ("Iran said the talks were “a waste of time” for everybody.", [(["Iran"], "said", True)]),
    ("“The talks are over,” Abbas Araghchi told reporters.", [(["Abbas Araghchi"], "told", True)]),
    ("Iran declined to comment.", [(["Iran"], "declined", False)]),
    ("Iran and Oman said the talks had ended.", [(["Iran", "Oman"], "said", False)]),
    ("Iran told Oman that the talks had ended.", [(["Iran"], "told", False)]),
    (
        "Iran said the talks had ended, adding that they were short.",
        [(["Iran"], "said", False), (["Iran"], "adding", False)],
    ),
    ("Oman said Iran had told Iraq that the talks were over.", [(["Oman"], "said", False), (["Iran"], "told", False)]),
    ("Iran's statement said the talks had ended.", [(["Iran"], "said", False)]),
    ("Iran opened the talks and closed them.", []),
)


@pytest.fixture(scope="module")
def texts(pipeline: Pipeline) -> dict[str, Read]:
    return read(pipeline, [row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_speakers(texts: dict[str, Read], text: str, wanted: list[Row]) -> None:
    found = texts[text]
    said = sayings.find(found.reading)
    assert [(found.labels(s.speaker), found.analysis.tokens[s.cue].text, s.direct) for s in said] == wanted


def test_the_innermost_speaker_has_the_words(texts: dict[str, Read]) -> None:
    found = texts["Oman said Iran had told Iraq that the talks were over."]
    by_word = attribution(sayings.find(found.reading))
    assert found.labels(by_word[found.token("over")].speaker) == ["Iran"]
    assert found.labels(by_word[found.token("told")].speaker) == ["Oman"]
    assert found.token("Oman") not in by_word


def test_who_is_told(texts: dict[str, Read]) -> None:
    found = texts["Iran told Oman that the talks had ended."]
    (said,) = sayings.find(found.reading)
    assert found.labels(said.addressee) == ["Oman"]


MARKS = (
    ("X/NN/ROOT “/``/punct>X yes/UH/dep>X ”/''/punct>X", ["yes"]),
    ("X/NN/ROOT “/``/punct>X yes/UH/dep>X ”/''/punct>X “#2/``/punct>X no/UH/dep>X ”#2/''/punct>X", ["yes", "no"]),
    ("X/NN/ROOT “/``/punct>X yes/UH/dep>X", []),
    ("X/NN/ROOT yes/UH/dep>X ”/''/punct>X", []),
)


@pytest.mark.parametrize(("line", "wanted"), MARKS)
def test_quotation_marks(line: str, wanted: list[str]) -> None:
    a = by_hand(line + " and/CC/cc>X so/RB/dep>X on/RB/dep>X for/IN/dep>X long/RB/dep>X")
    assert [" ".join(t.text for t in a.tokens[q.first : q.last]) for q in sayings.quotes(a)] == wanted


def test_of_nested_sayings_the_shortest_has_the_word() -> None:
    outer = Saying(0, "say", ("a",), None, frozenset(range(1, 9)), ())
    inner = Saying(3, "say", ("b",), None, frozenset(range(4, 9)), ())
    by_word = attribution([inner, outer])
    assert [by_word[i].speaker[0] for i in range(1, 9)] == ["a", "a", "a", "b", "b", "b", "b", "b"]
