"""Linking: who is meant, by the authority or by the article alone; a name nobody knows stays local."""

from __future__ import annotations

import pytest

from kg.ingest.linked import slug
from kg.ingest.model import Entity
from kg.ingest.pipeline import Pipeline
from tests.parses import Read, read

DAY = "2024-05-20"
ACTORS = (  # text, word, which one, who
    ("Moscow rejected it.", "Moscow", 0, ["Russia"]),
    ("Beijing's offer failed.", "Beijing", 0, ["China"]),
    ("They met in Moscow.", "Moscow", 0, []),
    ("The Moscow talks ended.", "Moscow", 0, []),
    ("They flew to Moscow.", "Moscow", 0, []),
    ("Omani officials left.", "officials", 0, ["Oman"]),
    ("Lavrov left.", "Lavrov", 0, ["Sergey Lavrov"]),
    ("Recep Tayyip Erdogan left.", "Erdogan", 0, ["Recep Tayyip Erdoğan"]),
    ("Robert Hartley left. Hartley returned.", "Hartley", 1, ["Robert Hartley"]),
    ("The delegations of Chad and Mali left.", "delegations", 0, ["delegation of Chad", "delegation of Mali"]),
    ("The Turkish foreign minister left.", "minister", 0, ["Hakan Fidan"]),
    ("A Turkish official left. The official returned.", "official", 1, ["Turkish official (unnamed)"]),
    ("Chad's president, Robert Hartley, left. The president returned.", "president", 1, ["Robert Hartley"]),
    ("The presidents of Azerbaijan and Turkey met.", "presidents", 0, ["Azerbaijan", "Turkey"]),
    ("The Egyptian foreign ministry rejected it.", "ministry", 0, ["Egypt"]),
    ("Omani officials said it failed.", "officials", 0, ["Omani official (unnamed)"]),
    ("A Kremlin aide, a source said.", "source", 0, ["source (unnamed)"]),
    ("Kim Chol Su left. Robert Hartley met Kim.", "Kim", 1, ["Kim Chol Su"]),
    ("The Chad Water Board (CWB) met. Mali thanked the CWB.", "CWB", 1, ["Chad Water Board"]),
    ("The UN Security Council met. Mali thanked the Council.", "Council", 1, ["United Nations Security Council"]),
    ("Chad's envoy in Niger, Robert Hartley, left. Hartley returned.", "envoy", 0, ["Robert Hartley"]),
    ("A Chadian envoy, Robert Hartley, said it failed.", "envoy", 0, ["Robert Hartley"]),
    ("The U.S. Congress rejected it.", "Congress", 0, ["United States Congress"]),
    ("European countries left Mali.", "European", 0, []),
    ("Chad fights al-Qaeda-linked rebels.", "al", 0, []),
)
PLACES = (
    ("They met in Moscow.", "Moscow", "Moscow"),
    ("The Moscow talks ended.", "Moscow", "Moscow"),
    ("They met in Ethiopia.", "Ethiopia", "Ethiopia"),
    ("They met at the Palais des Nations.", "Palais", "Palais des Nations"),
    ("They fought in the breakaway region of Abkhazia.", "Abkhazia", "Abkhazia"),
    ("They met in Shepherdstown.", "Shepherdstown", "Shepherdstown"),
    ("Moscow rejected it.", "Moscow", None),
)
STATED = (
    ("Redwan Hussien, the head of Ethiopia's delegation, left.", "Redwan Hussein", "head of delegation", "Ethiopia"),
    ("President Paul Kagame of Rwanda left.", "Paul Kagame", "president", "Rwanda"),
)


@pytest.fixture(scope="module")
def texts(pipeline: Pipeline) -> dict[str, Read]:
    return read(pipeline, dict.fromkeys(row[0] for row in (*ACTORS, *PLACES, *STATED)), date=DAY)


@pytest.mark.parametrize(("text", "word", "number", "wanted"), ACTORS, ids=[row[0] for row in ACTORS])
def test_actors(texts: dict[str, Read], text: str, word: str, number: int, wanted: list[str]) -> None:
    assert texts[text].actors(word, number) == wanted


@pytest.mark.parametrize(("text", "word", "wanted"), PLACES, ids=[row[0] for row in PLACES])
def test_places(texts: dict[str, Read], text: str, word: str, wanted: str | None) -> None:
    assert texts[text].place(word) == wanted


@pytest.mark.parametrize(("text", "person", "office", "of"), STATED, ids=[row[0] for row in STATED])
def test_positions_that_the_text_states(texts: dict[str, Read], text: str, person: str, office: str, of: str) -> None:
    (found,) = [e for e in texts[text].linked.entities.values() if e.label == person]
    assert (office, of) in [(p.office, p.of) for p in found.positions if p.source == "text"]


def entity(found: Read, label: str) -> Entity:
    return next(e for e in found.linked.entities.values() if e.label == label)


def test_what_the_authority_knows_of_the_day_is_marked_as_its_own(pipeline: Pipeline) -> None:
    (found,) = read(pipeline, ["Lavrov left."], date=DAY).values()
    positions = entity(found, "Sergey Lavrov").positions
    assert {p.source for p in positions} == {"authority"}
    assert "foreign minister" in {p.office for p in positions}


def test_without_a_date_an_office_alone_is_nobody_known(pipeline: Pipeline) -> None:
    (found,) = read(pipeline, ["The Turkish foreign minister left."]).values()
    assert found.actors("minister") != ["Hakan Fidan"]


def test_local_entities_have_kind_side_and_country(pipeline: Pipeline) -> None:
    text = "A senior Omani official met the delegation of Chad and Robert Hartley."
    (found,) = read(pipeline, [text]).values()
    official = entity(found, "Omani official (unnamed)")
    assert (official.kind, official.side, official.country, official.authority) == (
        "unnamed", "state/om", "OMN", False,
    )  # fmt: skip
    assert entity(found, "delegation of Chad").side == "state/td"
    assert entity(found, "Robert Hartley").key == "local/person/robert-hartley"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Çırağan Palace", "cragan-palace"), ("  A  B ", "a-b"), ("名前", "unknown"), ("../etc", "etc"), ("", "unknown")],
)
def test_slugs_are_plain(text: str, wanted: str) -> None:
    assert slug(text) == wanted
