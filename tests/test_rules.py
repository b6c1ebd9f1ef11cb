"""Short edges follow from what is asserted, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from rdflib import Namespace, URIRef

from kg.ingest.triples import Triple
from kg.schema.terms import NEG
from tests.claims_fixture import first, second
from tests.test_triples import rows, said, term

N = Namespace(NEG)
SHORT = {
    f"neg:{name}"
    for name in (
        "attended hosted mediated mediatedFor heldAt metWith proposed proposedTo accepted rejected countered "
        "partlyAccepted deferred agreedWith handedTo exchangedPrisonersWith accused criticized threatened demandedOf "
        "sanctioned attacked praised aided"
    ).split()
}
EDGES = """
id:state/av | neg:attended | ~/meeting/m1-round-2
id:state/av | neg:attended | ~/meeting/m7-round-1
id:state/ks | neg:attended | ~/meeting/m1-round-2
id:state/ks | neg:attended | ~/meeting/m7-round-1
id:person/milan-sestak | neg:attended | ~/meeting/m1-round-2
~/actor/tarek-ollin | neg:attended | ~/meeting/m1-round-2
~/actor/delegation-of-arvenia | neg:attended | ~/meeting/m1-round-2
~/meeting/m1-round-2 | neg:heldAt | id:place/halden-nl2
~/meeting/m1-round-2 | neg:heldAt | id:venue/seehof-palace
id:state/nl2 | neg:hosted | ~/meeting/m1-round-2
id:state/nl2 | neg:mediated | ~/meeting/m1-round-2
id:state/nl2 | neg:mediatedFor | id:state/av
id:state/nl2 | neg:mediatedFor | id:state/ks
id:state/av | neg:metWith | id:state/ks
id:state/ks | neg:metWith | id:state/av
id:state/av | neg:metWith | id:person/milan-sestak
id:person/milan-sestak | neg:metWith | id:state/av
~/actor/tarek-ollin | neg:metWith | id:state/ks
id:state/ks | neg:metWith | ~/actor/tarek-ollin
~/actor/tarek-ollin | neg:metWith | id:person/milan-sestak
id:person/milan-sestak | neg:metWith | ~/actor/tarek-ollin
~/actor/delegation-of-arvenia | neg:metWith | id:state/ks
id:state/ks | neg:metWith | ~/actor/delegation-of-arvenia
~/actor/delegation-of-arvenia | neg:metWith | id:person/milan-sestak
id:person/milan-sestak | neg:metWith | ~/actor/delegation-of-arvenia
id:state/ks | neg:proposed | ~/proposal/p2-ceasefire
id:state/ks | neg:proposedTo | id:state/av
id:state/av | neg:proposed | ~/proposal/p4-guarantees
id:state/av | neg:proposedTo | id:state/ks
id:state/av | neg:rejected | ~/proposal/p2-ceasefire
id:state/av | neg:agreedWith | id:state/ks
id:state/ks | neg:agreedWith | id:state/av
~/actor/delegation-of-arvenia | neg:handedTo | id:state/ks
"""


def edges(triples: Iterable[Triple]) -> set[Triple]:
    return {t for t in triples if f"neg:{str(t[1]).removeprefix(NEG)}" in SHORT}


def test_the_rules_derive_these_edges_and_no_others() -> None:
    assert edges(said(first())) == set(rows(EDGES))


@pytest.mark.parametrize("factuality", ["negated", "planned", "possible", "conditional"])
def test_nothing_follows_from_what_is_not_asserted(factuality: str) -> None:
    claims = first()
    groups = ("meetings", "events", "agreements", "handovers", "statements")
    changed = {g: tuple(replace(c, factuality=factuality) for c in getattr(claims, g)) for g in groups}
    proposals = tuple(
        replace(p, factuality=factuality, responses=tuple(replace(r, factuality=factuality) for r in p.responses))
        for p in claims.proposals
    )
    assert edges(said(replace(claims, proposals=proposals, **changed))) == set()  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["planned", "proposed", "postponed", "cancelled", "denied"])
def test_nobody_attended_a_meeting_that_was_not_held(status: str) -> None:
    claims = first()
    meetings = tuple(replace(meeting, status=status) for meeting in claims.meetings)
    found = edges(said(replace(claims, meetings=meetings)))
    attendance = {N.attended, N.hosted, N.mediated, N.heldAt, N.metWith}
    assert found
    assert not attendance & {predicate for _, predicate, _ in found}


def test_a_planned_agreement_is_no_agreement() -> None:
    claims = first()
    agreements = tuple(replace(a, status="planned") for a in claims.agreements)
    events = tuple(e for e in claims.events if e.act != "agree")
    found = edges(said(replace(claims, agreements=agreements, events=events)))
    assert N.agreedWith not in {predicate for _, predicate, _ in found}


@pytest.mark.parametrize(
    ("stance", "edge"),
    [
        ("accept", N.accepted),
        ("reject", N.rejected),
        ("counter", N.countered),
        ("partial", N.partlyAccepted),
        ("defer", N.deferred),
        ("no_comment", None),
    ],
)
def test_answers_become_edges(stance: str, edge: URIRef | None) -> None:
    claims = first()
    proposal = claims.proposals[0]
    answer = replace(proposal.responses[0], stance=stance)
    found = edges(said(replace(claims, proposals=(replace(proposal, responses=(answer,)),))))
    answered = {p for _, p, o in found if o == term("~/proposal/p2-ceasefire") and p != N.proposed}
    assert answered == ({edge} if edge else set())


@pytest.mark.parametrize(
    ("act", "edge"),
    [
        ("accuse", N.accused),
        ("criticize", N.criticized),
        ("threaten", N.threatened),
        ("warn", N.threatened),
        ("urge", N.demandedOf),
        ("demand", N.demandedOf),
        ("impose_sanctions", N.sanctioned),
        ("attack", N.attacked),
        ("bomb", N.attacked),
        ("kill", N.attacked),
        ("praise", N.praised),
        ("endorse", N.praised),
        ("provide_aid", N.aided),
        ("mediate", N.mediatedFor),
        ("meet", N.metWith),
        ("exchange_prisoners", N.exchangedPrisonersWith),
        ("agree", N.agreedWith),
        ("sign", N.agreedWith),
        ("promise", None),
        ("other", None),
    ],
)
def test_acts_become_edges(act: str, edge: URIRef | None) -> None:
    claims = second()
    events = (replace(claims.events[0], act=act),)
    found = edges(said(replace(claims, events=events, meetings=())))
    assert {p for _, p, _ in found} == ({edge} if edge else set())
    if edge in (N.metWith, N.exchangedPrisonersWith, N.agreedWith):
        assert {(o, p, s) for s, p, o in found} == found
