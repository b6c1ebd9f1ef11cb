"""A denial meets the claim that it answers, and nothing else."""

from __future__ import annotations

import pytest

from kg.ingest.claims import Event, Statement
from kg.ingest.model import Entity
from kg.tables import records
from tests.world_fixture import Draft, state, store_of

AVA = Entity("local/person/ava", "person", "Ava Lind", side=state("av"))
KAI = Entity("local/person/kai", "person", "Kai Roth", side=state("ks"))
NOA = Entity("local/person/noa", "person", "Noa Berg", side=state("nl"))


def says(name: str, speaker: Entity) -> Statement:
    return Statement(name, (), speaker=speaker.key, cue="said")


def denies(name: str, agent: Entity, target: Entity | None = None, **given: object) -> Event:
    targets = (target.key,) if target else ()
    return Event(name, (), type="REJECT", act="deny", agents=(agent.key,), targets=targets, **given)  # type: ignore[arg-type]


def accuses(name: str, agent: str, target: str) -> Event:
    return Event(name, (), type="ACCUSE", act="accuse", agents=(state(agent),), targets=(state(target),))


def attacks(name: str, agent: str, target: str) -> Event:
    return Event(name, (), type="ASSAULT", act="attack", agents=(state(agent),), targets=(state(target),))


CASES: list[tuple[str, list[tuple[Event | Statement, str]], list[tuple[str, str]]]] = [  # claims, conflicts by speaker
    (
        "the sentence before",
        [(says("s0", AVA), "Shells fell, Lind said."), (denies("e1", KAI), "Roth denied it.")],
        [("Ava Lind", "Kai Roth")],
    ),
    (
        "nobody denies himself or his side",
        [(says("s0", KAI), "Shells fell, Roth said."), (denies("e1", KAI), "Roth denied a plan.")],
        [],
    ),
    (
        "whom the denial names, though another spoke since",
        [
            (says("s0", AVA), "Shells fell, Lind said."),
            (says("s1", NOA), "It was cold, Berg said."),
            (denies("e2", KAI, AVA), "Roth denied the claim of Lind."),
        ],
        [("Ava Lind", "Kai Roth")],
    ),
    (
        "a hostile act of the denier's side",
        [(attacks("e0", "ks", "av"), "Kestrian troops shelled the harbour."), (denies("e1", KAI), "Roth denied it.")],
        [("Northern Wire", "Kai Roth")],
    ),
    (
        "a hostile act of another side",
        [(attacks("e0", "av", "ks"), "Arvenian troops shelled the harbour."), (denies("e1", KAI), "Roth denied it.")],
        [],
    ),
    (
        "too far away",
        [
            (says("s0", AVA), "Shells fell, Lind said."),
            (says("s1", KAI), "Roth spoke of the weather."),
            (says("s2", KAI), "Roth spoke of the harvest."),
            (denies("e3", KAI), "Roth denied a plan."),
        ],
        [],
    ),
    (
        "a denial that did not happen",
        [(says("s0", AVA), "Shells fell."), (denies("e1", KAI, factuality="negated"), "Roth did not deny it.")],
        [],
    ),
    (
        "a denial told by the one who is denied",
        [(denies("e0", KAI, attributed_to=AVA.key), "Roth denies it, says Lind."), (says("s1", AVA), "So Lind.")],
        [],
    ),
    (
        "the same words without the negation",
        [
            (says("s0", AVA), "The convoy with medicine reached the hospital, Lind said."),
            (says("s1", KAI), "No convoy with medicine was seen, Roth said."),
        ],
        [("Ava Lind", "Kai Roth")],
    ),
    (
        "other words",
        [
            (says("s0", AVA), "The convoy with medicine reached the hospital, Lind said."),
            (says("s1", KAI), "No soldier had crossed the river, Roth said."),
        ],
        [],
    ),
    (
        "the same words, both with a negation",
        [
            (says("s0", AVA), "The convoy with medicine never left, Lind said."),
            (says("s1", KAI), "No convoy with medicine was seen, Roth said."),
        ],
        [],
    ),
    (
        "who is accused and denies it",
        [
            (accuses("e0", "av", "ks"), "Arvenia accused Kestria of a breach."),
            (denies("e1", KAI), "Roth denied it."),
        ],
        [("Arvenia", "Kai Roth")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_denials(told: list[tuple[Event | Statement, str]], wanted: list[tuple[str, str]]) -> None:
    claims = tuple(claim for claim, _ in told)
    draft = Draft("a", "2030-05-14", claims=claims, locals=(AVA, KAI, NOA), sentences={c.id: text for c, text in told})
    rows = list(records(store_of([draft]), "conflicts"))
    assert [(row["first_by"], row["second_by"]) for row in rows] == wanted
    assert all(row["about"].startswith("polarity: ") for row in rows)


REACHED, LEFT = "The convoy reached the hospital, Lind said.", "The convoy left, Lind said."
NEVER, RIVER = "No convoy reached a hospital, Roth said.", "No soldier crossed the river, Roth said."
ACROSS: list[tuple[str, str, str, str, bool]] = [  # case, two sentences, day of the second article, in conflict
    ("much in common", REACHED, NEVER, "2030-05-15", True),
    ("weeks later", REACHED, NEVER, "2030-06-15", False),
    ("both deny", NEVER, NEVER, "2030-05-15", False),
    ("little in common", LEFT, RIVER, "2030-05-15", False),
]


@pytest.mark.parametrize(("one", "other", "told", "wanted"), [c[1:] for c in ACROSS], ids=[c[0] for c in ACROSS])
def test_denials_across_articles(one: str, other: str, told: str, wanted: bool) -> None:
    store = store_of(
        [
            Draft("a", "2030-05-14", claims=(says("s0", AVA),), locals=(AVA,), sentences={"s0": one}),
            Draft("b", told, claims=(says("s0", KAI),), locals=(KAI,), sentences={"s0": other}),
        ]
    )
    rows = [(row["first_by"], row["second_by"]) for row in records(store, "conflicts")]
    assert rows == ([("Ava Lind", "Kai Roth")] if wanted else [])


def test_a_copy_repeats_no_conflict() -> None:
    words = {"s0": "Shells fell, Lind said.", "e1": "Roth denied it."}
    words |= {f"x{n}": f"Sentence {n} of the dispatch." for n in range(5)}
    claims = (says("s0", AVA), denies("e1", KAI), *(says(f"x{n}", NOA) for n in range(5)))
    drafts = [
        Draft(key, told, claims=claims, locals=(AVA, KAI, NOA), sentences=words)
        for key, told in (("a", "2030-05-14"), ("b", "2030-05-15"))
    ]
    assert len(list(records(store_of(drafts), "conflicts"))) == 1
