"""People and bodies without a name: who becomes an actor, and that none of them is without a claim."""

from __future__ import annotations

import pytest

from kg.ingest.articles import clean
from kg.ingest.claims import ArticleClaims
from kg.ingest.model import Document
from kg.ingest.pipeline import Pipeline

ROWS = (  # text, act, agents, targets
    ("A court has released Aung San Suu Kyi.", "release", ["court (unnamed)"], ["Aung San Suu Kyi"]),
    ("Turkish police arrested Ekrem Imamoglu.", "detain", ["Turkey"], ["Ekrem Imamoglu"]),
    ("Farm workers protested against France.", "demonstrate", ["Farm workers (unnamed)"], ["France"]),
    ("Rebels attacked Rwanda on Monday.", "attack", ["rebels"], ["Rwanda"]),
    ("Serbian students condemned Hungary.", "criticize", ["Serbian students (unnamed)"], ["Hungary"]),
    ("Syrian insurgents attacked Iran.", "attack", ["Syrian insurgents"], ["Iran"]),
    ("Hamas agreed to a truce. Rebels attacked Iran later.", "attack", ["Hamas"], ["Iran"]),
    ("Sudan's government met the rebels. Government troops bombed Kenya later.", "bomb", ["Sudan"], ["Kenya"]),
    ("Sudan's government met the opposition. Rebel forces bombed Kenya later.", "bomb", ["Rebel forces"], ["Kenya"]),
    ("Peruvian rebels met the government. Militants bombed Chile later.", "bomb", ["Peruvian rebels"], ["Chile"]),
    ("Libya's army met pro-Turkish rebels. Rebels bombed Egypt later.", "bomb", ["pro-Turkish rebels"], ["Egypt"]),
    (
        "The government of Chad fears guerrillas. The guerrillas bombed Niger.",
        "bomb",
        ["Chadian guerrillas"],
        ["Niger"],
    ),
    ("Foreign troops bombed Niger.", "bomb", ["troops (unnamed)"], ["Niger"]),
    ("A right-wing junta arrested Bola Tinubu.", "detain", ["right-wing junta (unnamed)"], ["Bola Tinubu"]),
    ("Gunmen attacked Iran.", "attack", ["gunmen (unnamed)"], ["Iran"]),
    ("Israel released 30 detainees.", "release", ["Israel"], []),
    ("No court has released Aung San Suu Kyi.", "release", [], []),
)


def _claims(pipeline: Pipeline, text: str) -> ArticleClaims:
    document = Document("x", "x", f"{text} Nothing more was known in the capital about the matter by the evening.")
    return next(iter(pipeline.run([clean(document)])))


@pytest.mark.parametrize(("text", "act", "agents", "targets"), ROWS, ids=[row[0] for row in ROWS])
def test_groups_act(pipeline: Pipeline, text: str, act: str, agents: list[str], targets: list[str]) -> None:
    made = _claims(pipeline, text)
    label = {e.key: e.label for e in made.entities}
    found = [([label[k] for k in e.agents], [label[k] for k in e.targets]) for e in made.events if e.act == act]
    assert found == ([(agents, targets)] if agents or targets else [])


def test_groups_that_no_claim_uses_are_no_actors(pipeline: Pipeline) -> None:
    made = _claims(pipeline, "France praised Germany while protesters stood in the rain.")
    assert not [e.label for e in made.entities if e.kind == "unnamed"]


def test_people_of_whom_nothing_is_told_are_no_actors(pipeline: Pipeline) -> None:
    made = _claims(pipeline, "France freed sailors, and businessmen praised Germany.")
    assert not [e.label for e in made.entities if e.kind == "unnamed"]
