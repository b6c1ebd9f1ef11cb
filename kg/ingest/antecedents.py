"""Antecedents: who was named before, and whom a later word of some kind may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked
from kg.ingest.model import Analysis, Token
from kg.ingest.slots import Slots

_ANSWERS = frozenset({"reject", "dismiss", "accept", "criticize", "accuse", "endorse", "praise"})
REACH = 4  # sentences that a pronoun looks back


@dataclass(frozen=True)
class Seen:
    token: int
    sentence: int
    keys: tuple[str, ...]
    subject: bool
    kinds: frozenset[str]


def is_object(token: Token) -> bool:
    return token.dep in ("dobj", "pobj", "dative")


def quoted(a: Analysis) -> frozenset[int]:
    """Tokens between quotation marks, where "they" and "it" may mean what the article never names."""
    found: list[int] = []
    inside = False
    for token in a.tokens:
        if token.text in ("“", "”", '"', "``", "''"):
            inside = not inside if token.text == '"' else token.text in ("“", "``")
        elif "\n\n" in token.text:
            inside = False
        elif inside:
            found.append(token.i)
    return frozenset(found)


class Antecedents:
    """Those named so far in an article, in text order."""

    def __init__(self, a: Analysis, linked: Linked, frames: Frames, slots: Slots) -> None:
        self.a = a
        self.linked = linked
        self.frames = frames
        self.slots = slots
        self.heads = {m.head: m for m in linked.mentions if m.kind not in ("place", "nationality")}
        self.seen: list[Seen] = []
        self.quoted = quoted(a)

    def see(self, token: Token, keys: tuple[str, ...]) -> None:
        """Note a mention; an outlet that reports is nobody's antecedent."""
        if all(self.linked.entities[k].sector == "JRN" for k in keys):
            return
        kinds = frozenset(self.linked.entities[k].kind for k in keys)
        self.seen.append(Seen(token.i, token.sentence, keys, self.is_subject(token), kinds))

    def is_subject(self, token: Token) -> bool:
        return self.a.tokens[syntax.first_conjunct(self.a, token.i)].dep in ("nsubj", "nsubjpass")

    def candidates(self, token: Token) -> list[Seen]:
        """Earlier mentions within reach: subjects of this sentence, then of the one before, then the others."""
        near = [s for s in self.seen if token.sentence - s.sentence <= REACH]
        outside = token.i not in self.quoted
        return sorted(
            near,
            key=lambda s: (outside and s.token in self.quoted, token.sentence - s.sentence, not s.subject, -s.token),
        )

    def acts_there(self, s: Seen, token: Token) -> bool:
        """Whether who was seen is the subject of the token's clause: him is somebody else than he."""
        acting = syntax.surface_subjects(self.a, syntax.clause_of(self.a, token.i))
        return any(self.linked.at.get(i) == s.keys for i in acting)

    def coordinated(self, s: Seen) -> tuple[str, ...]:
        first = syntax.first_conjunct(self.a, s.token)
        keys = [k for c in syntax.conjuncts(self.a, first) for k in self.linked.at.get(c, ())]
        return tuple(dict.fromkeys(keys)) or s.keys

    def bound(self, s: Seen, token: Token) -> bool:
        """Whether a pronoun that is an object would mean the subject of its own clause: "violate it"."""
        plain = token.text.lower() in ("it", "them", "him", "her")
        return plain and is_object(token) and self.acts_there(s, token)

    def collective(self, token: Token, kinds: Sequence[str]) -> tuple[str, ...]:
        barred = self._answering(token)
        acting = self._acting(token)
        if acting and acting != barred and {self.linked.entities[k].kind for k in acting} <= set(kinds):
            return acting
        for s in self.candidates(token):
            if s.keys == barred or self.bound(s, token):
                continue
            if s.kinds <= set(kinds) and len(s.keys) == 1 and token.sentence - s.sentence <= 2:
                return s.keys
        return ()

    def _acting(self, token: Token) -> tuple[str, ...]:
        """Whose a possessed thing is that somebody deals with: pressed Iran to dismantle its reactors."""
        verb = syntax.clause_of(self.a, token.i)
        if token.dep != "poss" or self.a.tokens[verb].dep not in ("xcomp", "pcomp"):
            return ()
        subjects = [s for s in syntax.surface_subjects(self.a, verb) if s < token.i]
        keys = self.linked.at.get(subjects[0], ()) if len(subjects) == 1 else ()
        return keys if len(keys) == 1 else ()

    def _answering(self, token: Token) -> tuple[str, ...]:
        """Who answers what the possessive owns: nobody rejects or accepts their own proposal."""
        noun = self.a.tokens[token.head]
        if token.dep != "poss" or noun.dep not in ("dobj", "nsubjpass", "pobj"):
            return ()
        verb = syntax.clause_of(self.a, noun.i)
        acts = {f.act for f in self.frames.verbs.get(self.a.tokens[verb].lemma.lower(), ())}
        owned = self.frames.classes(noun.lemma.lower()) & {"proposal", "appeal", "demand"}
        if not owned or not acts & _ANSWERS:
            return ()
        return tuple(k for s in syntax.subjects(self.a, verb) for k in self.linked.at.get(s, ()))

    def actors_at(self, i: int) -> tuple[str, ...]:
        return self.linked.at.get(i, ())
