"""Slots: who plays which part in the negotiation that an article tells of: the parties and the mediators.

An article may tell of more than one negotiation. Each place that names who negotiates with whom is an occasion; group
references after it ("the two sides") mean those of the nearest one, failing that the parties of the whole article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked
from kg.ingest.model import Analysis, Entity, Token

_NEGOTIATED = frozenset({"meeting", "agreement", "ceasefire", "war", "process"})  # noun classes
_JOINTLY = frozenset({"agree", "meet", "sign", "negotiate", "exchange", "swap", "talk", "confer"})
_CROWD = 0.8  # a third side that is told of nearly as much as the second


@dataclass(frozen=True)
class Slots:
    """Who plays which part: keys of the parties (two, where the text lets tell), of mediators and hosts."""

    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    occasions: tuple[tuple[int, tuple[str, ...]], ...] = ()  # token and the sides that negotiate there, in text order

    def parties_at(self, i: int, number: int | None = None) -> tuple[str, ...]:
        """The sides that a group reference at token i means: `number` of them, where it says how many."""
        for at, sides in reversed(self.occasions):
            if at < i and (number is None or len(sides) == number):
                return sides
        return self.parties if number is None or len(self.parties) == number else ()


def find_slots(a: Analysis, linked: Linked, frames: Frames) -> Slots:
    """Parties by how often they stand together around negotiation nouns and verbs; mediators by "brokered by"."""
    mediators = _mediators(a, linked, frames)
    score: Counter[str] = Counter()
    for mention in linked.mentions:
        for key in linked.at.get(mention.head, ()):
            side = _side(linked, key)
            if side and side not in mediators:
                score[side] += 2 if linked.entities[key].kind == "delegation" else 1
    together = _together(a, linked, frames)
    for _, keys in together:
        for key in keys:
            if side := _side(linked, key):
                score[side] += 4 if side not in mediators else 0
    for token in a.tokens:
        joined = syntax.conjuncts(a, token.i) if token.dep != "conj" and token.i in linked.at else []
        for key in (k for j in joined for k in linked.at.get(j, ())) if len(joined) == 2 else ():
            if (side := _side(linked, key)) and side not in mediators:
                score[side] += 2
    _credit_government(a, linked, score)
    ranked = sorted(score.items(), key=lambda item: (-item[1], item[0]))
    parties = tuple(key for key, n in ranked[:2] if n > 1 or len(ranked) == 2)
    if len(ranked) > 2 and ranked[2][1] > _CROWD * ranked[1][1]:
        parties = ()  # several sides: nobody is the other party
    return Slots(parties, tuple(sorted(mediators)), tuple(_occasions(linked, together, mediators)))


def _credit_government(a: Analysis, linked: Linked, score: Counter[str]) -> None:
    """ "The government" that nobody owns is that of the state which is told of most, where it faces an armed group."""
    states = [k for k in score if k in linked.entities and linked.entities[k].kind == "state"]
    if not states or not any(k in linked.entities and linked.entities[k].kind == "armed_group" for k in score):
        return
    main = min(states, key=lambda k: (-score[k], k))
    score[main] += sum(t.lemma.lower() == "government" and t.i not in linked.at for t in a.tokens)


def _occasions(
    linked: Linked, together: Sequence[tuple[int, tuple[str, ...]]], mediators: set[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The places where at least two sides stand together, mediators left out."""
    for at, keys in sorted(together):
        sides = tuple(dict.fromkeys(s for k in keys if (s := _side(linked, k)) and s not in mediators))
        if len(sides) > 1:
            yield at, sides


def _side(linked: Linked, key: str) -> str | None:
    """The state or group that an actor stands for, itself if it is one; an army may be a side of its own."""
    entity = linked.entities[key]
    side = key if entity.kind in ("state", "armed_group") or _is_army(entity) else entity.side
    known = linked.entities.get(side) if side else None
    return side if known is None or known.kind in ("state", "armed_group") or _is_army(known) else None


def _is_army(entity: Entity) -> bool:
    return entity.kind == "organization" and entity.sector == "MIL"


def _mediators(a: Analysis, linked: Linked, frames: Frames) -> set[str]:
    found: set[str] = set()
    for token in a.tokens:
        if token.lemma in ("broker", "mediate", "facilitate", "host", "sponsor") and syntax.is_verb(token):
            if not _next_round(a, token):
                found.update(k for s in syntax.subjects(a, token.i) for k in linked.at.get(s, ()))
        elif "go_between" in frames.classes(token.lemma.lower()):
            for child in syntax.kids(a, token.i, "amod", "poss", "compound"):
                found.update(linked.at.get(child, ()))
    return found


def _next_round(a: Analysis, token: Token) -> bool:
    """will host a session: whoever has the next talks at home may be one of the parties."""
    return token.lemma == "host" and "will" in syntax.auxiliaries(a, token.i)


def _together(a: Analysis, linked: Linked, frames: Frames) -> list[tuple[int, tuple[str, ...]]]:
    """Actors coordinated as subjects of, or beside, negotiation words; each with the word's token."""
    found = []
    for token in a.tokens:
        lemma = token.lemma.lower()
        if token.pos == "NOUN" and frames.classes(lemma) & _NEGOTIATED:
            found.append((token.i, tuple(_around_noun(a, linked, token.i))))
        elif syntax.is_verb(token) and lemma in _JOINTLY:
            nouns = [*syntax.subjects(a, token.i), *syntax.objects(a, token.i)]
            nouns += syntax.prepositions(a, token.i).get("with", [])
            found.append((token.i, tuple(k for n in nouns for k in linked.at.get(n, ()))))
    return found


def _around_noun(a: Analysis, linked: Linked, n: int) -> Iterator[str]:
    """talks between A and B, A's talks with B, US-Russia talks, A held talks with B."""
    for name, nouns in syntax.prepositions(a, n).items():
        if name in ("between", "among", "with", "involving"):
            yield from (k for m in nouns for k in linked.at.get(m, ()))
    for child in syntax.kids(a, n, "poss", "compound", "amod", "nmod"):
        yield from (k for m in syntax.conjuncts(a, child) for k in linked.at.get(m, ()))
    verb = a.tokens[a.tokens[n].head]
    if a.tokens[n].dep == "dobj" and syntax.is_verb(verb):
        yield from (k for s in syntax.subjects(a, verb.i) for k in linked.at.get(s, ()))
        yield from (k for m in syntax.prepositions(a, verb.i).get("with", []) for k in linked.at.get(m, ()))
