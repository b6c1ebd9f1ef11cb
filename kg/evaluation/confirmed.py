"""Which claims the marks of a report confirm: what confidence is calibrated on.

An event is right when a marked one, of no other event, has its sentence, type and agents; a meeting or statement when
`kg eval` counts it as found. Proposals, answers and agreements are not marked by themselves: they are right when a
marked event of a fitting type in one of their sentences has the same actors. Papers handed over are told by an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from kg.evaluation.anchors import Report, holds
from kg.evaluation.gold import Row
from kg.evaluation.matching import pair
from kg.evaluation.reportevents import Matcher, types
from kg.evaluation.reportparts import meeting_fit, statement_fit
from kg.ingest.claims import Claim
from kg.schema.terms import TYPES

_PROPOSED = frozenset({"REQUEST", "AGREE"})  # types of marked events that may tell a proposal
_AGREED = frozenset({"AGREE", "SUPPORT", "CONCEDE"})
_STANCES: Mapping[str, frozenset[str]] = {
    "accept": frozenset({"AGREE", "SUPPORT", "CONCEDE"}),
    "reject": frozenset({"REJECT", "ACCUSE"}),
    "counter": frozenset({"REQUEST", "REJECT", "AGREE"}),
    "partial": frozenset({"AGREE", "REJECT", "CONCEDE"}),
}
T = TypeVar("T")
C = TypeVar("C", bound=Claim)


def confirmed(report: Report) -> Iterator[tuple[Claim, bool]]:
    """Every claim of the report, and whether it is right."""
    made = report.made
    yield from _judged(made.events, set(Matcher(report).pairs(Matcher.agents).values()))
    yield from _judged(made.meetings, _found(report, "meetings", made.meetings, partial(meeting_fit, report)))
    yield from _judged(made.statements, _found(report, "statements", made.statements, partial(statement_fit, report)))
    yield from _told(report, [(p, p.proposers, _PROPOSED) for p in made.proposals])
    yield from _told(report, [(a, a.parties, _AGREED) for a in made.agreements])
    answers = [response for proposal in made.proposals for response in proposal.responses]
    yield from _told(report, [(r, r.by, _STANCES.get(r.stance, frozenset(TYPES))) for r in answers])


def _told(report: Report, claims: Sequence[tuple[C, Sequence[str], frozenset[str]]]) -> Iterator[tuple[C, bool]]:
    """Claims that marked events tell: each with its actors and the types that such an event may have."""

    def fit(gold: Row, told: tuple[C, Sequence[str], frozenset[str]]) -> float:
        claim, who, wanted = told
        return float(holds(claim, gold) and bool(wanted & set(types(gold))) and report.names.agree(gold["agents"], who))

    yield from _judged([claim for claim, _, _ in claims], _found(report, "events", claims, fit))


def _judged(claims: Sequence[C], right: set[int]) -> Iterator[tuple[C, bool]]:
    return ((claim, n in right) for n, claim in enumerate(claims))


def _found(report: Report, kind: str, claims: Sequence[T], fit: Callable[[Row, T], float]) -> set[int]:
    return set(pair(report.marked[kind], claims, fit).values())
