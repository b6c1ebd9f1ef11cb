"""Mentions: titles are joined to names, offices and delegations to whose they are."""

from __future__ import annotations

import pytest

from kg.ingest.mentions import Span
from kg.ingest.pipeline import Pipeline
from tests.parses import Read, read

SPANS = (
    ("Jordanian Foreign Minister Ayman Safadi left.", [("Jordanian Foreign Minister Ayman Safadi", "name")]),
    ("Ayman Safadi, the foreign minister of Jordan, left.", [("Ayman Safadi, the foreign minister of Jordan", "name")]),
    ("Jordan's foreign minister, Ayman Safadi, left.", [("Jordan's foreign minister, Ayman Safadi", "name")]),
    ("A spokesman for Hamas, Robert Hartley, left.", [("A spokesman for Hamas, Robert Hartley", "name")]),
    ("The foreign minister of Jordan left.", [("The foreign minister of Jordan", "role")]),
    ("A senior Omani official left.", [("A senior Omani official", "unnamed")]),
    ("The Egyptian delegation left.", [("The Egyptian delegation", "delegation")]),
    ("Delegations from Chad and Sudan left.", [("Delegations from Chad and Sudan", "delegation")]),
    ("The leaders of Chad, Niger and Mali left.", [("The leaders of Chad, Niger and Mali", "role")]),
    ("The Egyptian foreign ministry left it open.", [("The Egyptian foreign ministry", "institution")]),
    ("The talks went on for a day.", []),
    ("The talks went on.\n\nAnna Bergstrom and Tom Hillard\n\nDAILY POST\n\nThe day was long.", []),
    ("The talks went on. Anna Bergstrom in Geneva contributed to this report.", []),
    ("The talks went on.\n\nPhoto by Anna Bergstrom/EPA\n\nThe day was long.", []),
    ("The talks went on (Photo: Anna Bergstrom, taken on Monday when it was long) and the day was long.", []),
    ("The Self-Defence Forces left.", [("Self-Defence Forces", "name")]),
    ("The Self-Defense Forces left.", [("Self-Defense Forces", "name")]),
)
OFFICES = (
    ("Jordanian Foreign Minister Ayman Safadi left.", "foreign minister", ["Jordanian"]),
    ("President Paul Kagame of Rwanda left.", "president", ["Rwanda"]),
    ("Kaja Kallas, the European Union's foreign policy chief, left.", "high representative", ["European Union"]),
    ("Redwan Hussien, the head of Ethiopia's delegation, left.", "head of delegation", ["Ethiopia"]),
    ("The United Nations envoy for Yemen, Hans Grundberg, left.", "envoy", ["United Nations"]),
)


@pytest.fixture(scope="module")
def texts(pipeline: Pipeline) -> dict[str, Read]:
    return read(pipeline, [row[0] for row in (*SPANS, *OFFICES)])


def words(found: Read, span: Span) -> str:
    return found.words(span.first, span.last)


@pytest.mark.parametrize(("text", "wanted"), SPANS, ids=[row[0] for row in SPANS])
def test_spans(texts: dict[str, Read], text: str, wanted: list[tuple[str, str]]) -> None:
    found = texts[text]
    assert [(words(found, s), s.kind) for s in found.spans] == wanted


@pytest.mark.parametrize(("text", "title", "sides"), OFFICES, ids=[row[0] for row in OFFICES])
def test_offices(texts: dict[str, Read], text: str, title: str, sides: list[str]) -> None:
    found = texts[text]
    offices = [o for span in found.spans for o in span.offices]
    assert [(o.title, [found.words(x.first, x.last) for x in o.sides]) for o in offices] == [(title, sides)]


def test_spans_never_overlap(texts: dict[str, Read]) -> None:
    for found in texts.values():
        taken = [i for s in found.spans for i in range(s.first, s.last)]
        assert len(taken) == len(set(taken))
        assert all(s.first <= s.head < s.last for s in found.spans)
