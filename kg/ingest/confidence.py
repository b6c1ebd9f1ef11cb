"""Confidence: how often marked reports confirm the claims that were made in the same way.

A claim belongs to a group, from coarse to fine: "pronoun/verb+/agree" is an event whose agent is a pronoun, told by a
verb frame with conditions, of the act agree. confidence.csv counts for each group, and for what it begins with, the
claims made from marked reports and those of them that the marks confirm (`make calibrate`). A small group leans upon
the next coarser one, whose share counts as much as some claims of its own: `WEIGHT` for the first, twice and three
times as many for finer ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from kg.ingest.claims import ArticleClaims, Claim, Handover, Proposal
from kg.ingest.extractors.answers import Answer
from kg.ingest.extractors.drafts import Draft
from kg.ingest.extractors.sayings import Saying
from kg.ingest.extractors.tabled import Tabled
from kg.ingest.extractors.told import Gathered
from kg.ingest.reading import Reading

WEIGHT = 12
Counts = Mapping[tuple[str, str], tuple[int, int]]  # kind of claim and group: how many are right, how many were made
C = TypeVar("C", bound=Claim)


def prefixes(group: str) -> Iterator[str]:
    """What a group begins with and the group itself, the coarsest first: "", "name", "name/verb"."""
    yield ""
    if group:
        yield from accumulate(group.split("/"), lambda one, other: f"{one}/{other}")


def estimate(counts: Counts, kind: str, group: str) -> float | None:
    """The share of right claims of a group, to two places never 0 or 1; None for a kind of which nothing is known."""
    if not counts.get((kind, ""), (0, 0))[1]:
        return None
    share, weight = 0.5, 2
    for depth, part in enumerate(prefixes(group), 1):
        right, made = counts.get((kind, part), (0, 0))
        share = (right + weight * share) / (made + weight)
        weight = WEIGHT * depth
    return min(max(round(share, 2), 0.01), 0.99)


def rate(made: ArticleClaims, counts: Counts) -> ArticleClaims:
    """The claims with their confidence."""
    return replace(
        made, meetings=_rated(made.meetings, counts), events=_rated(made.events, counts),
        proposals=tuple(_with_responses(p, counts) for p in _rated(made.proposals, counts)),
        agreements=_rated(made.agreements, counts), handovers=_rated(made.handovers, counts),
        statements=_rated(made.statements, counts),
    )  # fmt: skip


def kind_of(claim: Claim) -> str:
    """The kind of a claim as confidence.csv names it: event, meeting, statement ... A handover is an event's."""
    return "event" if isinstance(claim, Handover) else type(claim).__name__.lower()


def _rated(claims: tuple[C, ...], counts: Counts) -> tuple[C, ...]:
    return tuple(replace(c, confidence=estimate(counts, kind_of(c), c.group)) for c in claims)


def _with_responses(proposal: Proposal, counts: Counts) -> Proposal:
    return replace(proposal, responses=_rated(proposal.responses, counts))


# groups


def of_event(r: Reading, d: Draft) -> str:
    """By where its agents come from, what tells it, and the act."""
    return f"{_agents_from(r, d)}/{_telling(d)}/{d.act}"


def _telling(d: Draft) -> str:
    """noun, meeting, implied ..., as the rule says before its colon; else verb, verb+ with conditions, light verb."""
    origin, colon, _ = d.rule.partition(":")
    if colon and "(" not in origin:
        return origin
    if d.predicate.noun is not None:
        return "light"
    return "verb+" if "(" in d.rule else "verb"


def _agents_from(r: Reading, d: Draft) -> str:
    """name, noun or pronoun in the sentence; article if from elsewhere; words that mean no known actor; none."""
    if not d.agents:
        return "words" if any(phrase[0] == "agent" for phrase in d.predicate.phrases) else "none"
    told = {f.token for f in d.predicate.agents if set(f.keys) & set(d.agents)}
    tags = {r.analysis.tokens[t].pos for t in told}
    if not tags:
        return "article"
    return "pronoun" if "PRON" in tags or "DET" in tags else "noun" if "NOUN" in tags else "name"


def of_statement(r: Reading, s: Saying) -> str:
    """By what the speaker is called, whether it is direct, and the kind of the cue."""
    pos = r.analysis.tokens[s.speaker_token].pos if s.speaker_token is not None else ""
    speaker = {"PRON": "pronoun", "PROPN": "name", "": "none"}.get(pos, "noun")
    return f"{speaker}/{'direct' if s.direct else 'indirect'}/{s.kind}"


def of_meeting(m: Gathered) -> str:
    """By what is known of it, its status, and how often it is told."""
    known = [
        name for name, there in (
            ("who", len(m.merged("participants")) > 1), ("when", m.first("date")),
            ("where", m.first("place") or m.first("venue")),
        ) if there
    ]  # fmt: skip
    return f"{'+'.join(known) or 'nothing'}/{m.status}/{'often' if len(m.tellings) > 1 else 'once'}"


def of_proposal(p: Tabled) -> str:
    """Told by an act or by a noun alone; answered or not."""
    return f"{'noun' if p.draft is None else p.draft.act}/{'answered' if p.answers else 'unanswered'}"


def of_response(x: Answer) -> str:
    """Told by an act or otherwise, and the stance."""
    return f"{'act' if x.draft else 'verb'}/{x.stance}"
