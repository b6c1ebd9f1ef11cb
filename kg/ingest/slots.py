"""Slots: who plays which part in the negotiation that an article tells of: the parties and the mediators."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked
from kg.ingest.model import Analysis

_CROWD = 0.8  # a third side that is told of nearly as much as the second


@dataclass(frozen=True)
class Slots:
    """Who plays which part: keys of the parties (two, where the text lets tell), of mediators and hosts."""

    parties: tuple[str, ...]
    mediators: tuple[str, ...]


def find_slots(a: Analysis, linked: Linked, frames: Frames) -> Slots:
    """Parties by how often they stand together around negotiation nouns and verbs; mediators by "brokered by"."""
    mediators = _mediators(a, linked, frames)
    score: Counter[str] = Counter()
    for mention in linked.mentions:
        for key in linked.at.get(mention.head, ()):
            side = _side(linked, key)
            if side and side not in mediators:
                score[side] += 2 if linked.entities[key].kind == "delegation" else 1
    for keys in _together(a, linked, frames):
        for key in keys:
            if side := _side(linked, key):
                score[side] += 4 if side not in mediators else 0
    for token in a.tokens:
        joined = syntax.conjuncts(a, token.i) if token.dep != "conj" and token.i in linked.at else []
        for key in (k for j in joined for k in linked.at.get(j, ())) if len(joined) == 2 else ():
            if (side := _side(linked, key)) and side not in mediators:
                score[side] += 2
    ranked = sorted(score.items(), key=lambda item: (-item[1], item[0]))
    parties = tuple(key for key, n in ranked[:2] if n > 1 or len(ranked) == 2)
    if len(ranked) > 2 and ranked[2][1] > _CROWD * ranked[1][1]:
        parties = ()  # several sides: nobody is the other party
    return Slots(parties, tuple(sorted(mediators)))


def _side(linked: Linked, key: str) -> str | None:
    """The state or group that an actor stands for, itself if it is one."""
    entity = linked.entities[key]
    side = key if entity.kind in ("state", "armed_group") else entity.side
    known = linked.entities.get(side) if side else None
    return side if known is None or known.kind in ("state", "armed_group") else None


def _mediators(a: Analysis, linked: Linked, frames: Frames) -> set[str]:
    found: set[str] = set()
    for token in a.tokens:
        if token.lemma in ("broker", "mediate", "facilitate", "host", "sponsor") and syntax.is_verb(token):
            found.update(k for s in syntax.subjects(a, token.i) for k in linked.at.get(s, ()))
        elif "go_between" in frames.classes(token.lemma.lower()):
            for child in syntax.kids(a, token.i, "amod", "poss", "compound"):
                found.update(linked.at.get(child, ()))
    return found


def _together(a: Analysis, linked: Linked, frames: Frames) -> list[tuple[str, ...]]:
    """Actors coordinated as subjects of, or after "between", negotiation words."""
    found = []
    for token in a.tokens:
        lemma = token.lemma.lower()
        if token.pos == "NOUN" and frames.classes(lemma) & {"meeting", "agreement", "ceasefire", "war", "process"}:
            for nouns in syntax.prepositions(a, token.i).items():
                if nouns[0] in ("between", "among", "with"):
                    found.append(tuple(k for n in nouns[1] for k in linked.at.get(n, ())))
        elif syntax.is_verb(token) and lemma in ("agree", "meet", "sign", "negotiate", "exchange", "swap"):
            found.append(tuple(k for s in syntax.subjects(a, token.i) for k in linked.at.get(s, ())))
    return found
