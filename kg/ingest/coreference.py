"""Coreference: pronouns and group references find their actors through recency and the article's slots.

Group nouns ("the two sides", "both leaders") are read by slot, not by recency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked
from kg.ingest.model import Analysis, Mention, Token
from kg.ingest.slots import Slots, find_slots

_HE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves", "theirs"})
_IT = frozenset({"it", "its", "itself"})
_COLLECTIVE = ("state", "armed_group", "organization", "delegation")
_EXPLETIVE = frozenset({"seem", "appear", "be", "become", "take", "rain", "remain"})
_ANSWERS = frozenset({"reject", "dismiss", "accept", "criticize", "accuse", "endorse", "praise"})
_STAFF = frozenset({"negotiator", "team", "delegate", "expert", "envoy", "representative"})
REACH = 4  # sentences that a pronoun looks back


@dataclass(frozen=True)
class _Seen:
    token: int
    sentence: int
    keys: tuple[str, ...]
    subject: bool
    kinds: frozenset[str]


def resolve(a: Analysis, linked: Linked, frames: Frames) -> Slots:
    """Add the actors of pronouns and group references to `linked`; return the article's slots."""
    slots = find_slots(a, linked, frames)
    resolver = _Resolver(a, linked, frames, slots)
    for token in a.tokens:
        resolver.visit(token)
    linked.mentions.sort(key=lambda m: (m.first, m.last))
    return slots


def _quoted(a: Analysis) -> frozenset[int]:
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


class _Resolver:
    def __init__(self, a: Analysis, linked: Linked, frames: Frames, slots: Slots) -> None:
        self.a = a
        self.linked = linked
        self.frames = frames
        self.slots = slots
        self.heads = {m.head: m for m in linked.mentions if m.kind not in ("place", "nationality")}
        self.seen: list[_Seen] = []
        self.quoted = _quoted(a)

    def visit(self, token: Token) -> None:
        if token.i in self.heads and token.i in self.linked.at:
            self._see(token, self.linked.at[token.i])
        elif token.i not in self.linked.at and token.pos in ("PRON", "NOUN", "PROPN", "DET"):
            keys = self._pronoun(token) if token.pos in ("PRON", "DET") else self._group(token)
            if keys:
                self._mark(token, keys)

    def _see(self, token: Token, keys: tuple[str, ...]) -> None:
        kinds = frozenset(self.linked.entities[k].kind for k in keys)
        self.seen.append(_Seen(token.i, token.sentence, keys, self._is_subject(token), kinds))

    def _is_subject(self, token: Token) -> bool:
        return self.a.tokens[syntax.first_conjunct(self.a, token.i)].dep in ("nsubj", "nsubjpass")

    def _mark(self, token: Token, keys: tuple[str, ...]) -> None:
        kind = "pronoun" if token.pos in ("PRON", "DET") else "group"
        for key in keys:
            self.linked.mentions.append(Mention(token.i, token.i + 1, token.i, token.start, token.end, kind, key))
        self.linked.at[token.i] = keys
        self._see(token, keys)

    # pronouns

    def _pronoun(self, token: Token) -> tuple[str, ...]:
        word = token.text.lower()
        if token.i in self.quoted and word in _THEY | _IT:
            return ()
        if word in _HE:
            return self._person(token)
        if word in _THEY:
            return self._plural(token)
        if word in _IT and not self._expletive(token):
            return self._collective(token, _COLLECTIVE)
        if word == "both" and token.dep in ("nsubj", "nsubjpass"):
            return self.slots.parties_at(token.i, 2)
        return ()

    def _candidates(self, token: Token) -> list[_Seen]:
        """Earlier mentions within reach: subjects of this sentence, then of the one before, then the others."""
        near = [s for s in self.seen if token.sentence - s.sentence <= REACH]
        outside = token.i not in self.quoted
        return sorted(
            near,
            key=lambda s: (outside and s.token in self.quoted, token.sentence - s.sentence, not s.subject, -s.token),
        )

    def _person(self, token: Token) -> tuple[str, ...]:
        own_object = token.text.lower() in ("him", "her") and token.dep in ("dobj", "pobj", "dative")
        for s in self._candidates(token):
            if (
                s.kinds <= {"person", "unnamed"}
                and len(s.keys) == 1
                and not (own_object and self._acts_there(s, token))
            ):
                return s.keys
        return ()

    def _acts_there(self, s: _Seen, token: Token) -> bool:
        """Whether who was seen is the subject of the token's clause: him is somebody else than he."""
        acting = syntax.surface_subjects(self.a, syntax.clause_of(self.a, token.i))
        return any(self.linked.at.get(i) == s.keys for i in acting)

    def _plural(self, token: Token) -> tuple[str, ...]:
        for s in self._candidates(token):
            keys = self._coordinated(s)
            if len(keys) > 1 or s.kinds & {"armed_group", "organization"} or self._plural_noun(s):
                return keys
        return self.slots.parties_at(token.i)

    def _coordinated(self, s: _Seen) -> tuple[str, ...]:
        first = syntax.first_conjunct(self.a, s.token)
        keys = [k for c in syntax.conjuncts(self.a, first) for k in self.linked.at.get(c, ())]
        return tuple(dict.fromkeys(keys)) or s.keys

    def _plural_noun(self, s: _Seen) -> bool:
        return self.a.tokens[s.token].tag in ("NNS", "NNPS")

    def _expletive(self, token: Token) -> bool:
        if token.dep == "expl":
            return True
        verb = self.a.tokens[token.head]
        clausal = syntax.kids(self.a, verb.i, "ccomp", "xcomp", "advcl", "acomp", "attr")
        return token.dep == "nsubj" and verb.lemma in _EXPLETIVE and bool(clausal)

    def _collective(self, token: Token, kinds: Sequence[str]) -> tuple[str, ...]:
        barred = self._answering(token)
        for s in self._candidates(token):
            if s.keys == barred:
                continue
            if s.kinds <= set(kinds) and len(s.keys) == 1 and token.sentence - s.sentence <= 2:
                return s.keys
        return ()

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

    # group nouns

    def _group(self, token: Token) -> tuple[str, ...]:
        classes = self.frames.classes(token.lemma.lower()) | self.frames.classes(token.text.lower())
        definite = self._determiner(token)
        if not definite or token.dep in ("compound", "amod"):
            return ()
        if named := self._named_after(token):
            return named
        plural = token.tag in ("NNS", "NNPS") or definite in ("both", "two", "either", "neither")
        if "go_between" in classes and plural:
            return self.slots.mediators
        if plural and "group_sides" in classes:
            return self._delegations() if token.lemma in ("delegation", "team") else self._sides(token, definite)
        if plural and token.lemma.lower() in _STAFF:
            return self._sides(token, definite)
        if plural and "group_persons" in classes and definite != "all":
            return self._two_persons(token)
        if definite not in ("the", "this", "that"):
            return ()
        return self._nominal(token, classes) or (self._spoken_for(token) if "one_group" in classes else ())

    def _sides(self, token: Token, definite: str) -> tuple[str, ...]:
        """the parties, both sides, the three countries: those who negotiate where the words stand."""
        if definite in ("both", "two", "either", "neither"):
            return self.slots.parties_at(token.i, 2)
        return self.slots.parties_at(token.i)

    def _spoken_for(self, token: Token) -> tuple[str, ...]:
        """the group, after somebody of it: X, a spokesman for the Taliban, said the group agreed."""
        for s in self._candidates(token):
            side = self.linked.entities[s.keys[0]].side
            if side and self.linked.entities[side].kind == "armed_group" and token.sentence - s.sentence <= 2:
                return (side,)
        return ()

    def _named_after(self, token: Token) -> tuple[str, ...]:
        """the six parties, A, B and C: those named in apposition."""
        names = [
            k for c in syntax.kids(self.a, token.i, "appos") for j in syntax.conjuncts(self.a, c) for k in self._at(j)
        ]
        return tuple(dict.fromkeys(names)) if len(names) > 1 else ()

    def _at(self, i: int) -> tuple[str, ...]:
        return self.linked.at.get(i, ())

    def _determiner(self, token: Token) -> str:
        """both, two, either, neither, the ... before the noun; empty when it has none or a modifier names somebody."""
        words = [self.a.tokens[c].text.lower() for c in syntax.kids(self.a, token.i, "det", "nummod", "predet", "poss")]
        for word in ("both", "two", "either", "neither", "the", "all", "this", "that"):
            if word in words:
                return word
        return "the" if token.lemma in ("side", "party") and token.tag == "NNS" and not words else ""

    def _delegations(self) -> tuple[str, ...]:
        found = [k for k, e in self.linked.entities.items() if e.kind == "delegation" and e.side in self.slots.parties]
        return tuple(sorted(found)) if len(found) > 1 else self.slots.parties

    def _two_persons(self, token: Token) -> tuple[str, ...]:
        """The last two persons told of together, else the last two of different sides."""
        near = [s for s in self.seen if s.kinds == {"person"} and token.sentence - s.sentence <= 2 * REACH]
        near = [s for s in near if not self._acts_there(s, token)]
        for s in reversed(near):
            keys = self._coordinated(s)
            if len(keys) == 2:
                return keys
        found: list[str] = []
        for key in (k for s in reversed(near) for k in s.keys):
            sides = {self.linked.entities[k].side for k in found}
            if key not in found and (not found or self.linked.entities[key].side not in sides):
                found.append(key)
            if len(found) == 2:
                return tuple(reversed(found))
        return self.slots.parties_at(token.i, 2)

    def _only_state(self) -> tuple[str, ...]:
        """The state among the parties when the other is no state: "the government" of a civil conflict."""
        states = [k for k in self.slots.parties if self.linked.entities[k].kind == "state"]
        return tuple(states) if len(states) == 1 else ()

    def _nominal(self, token: Token, classes: frozenset[str]) -> tuple[str, ...]:
        """the country, the group, the bloc: the last of its kind."""
        if token.lemma.lower() in ("government", "army", "military", "authority") and (found := self._only_state()):
            return found
        if "delegation" in classes and (found := self._collective(token, ("delegation",))):
            return found
        for name, kinds in (("one_state", ("state",)), ("one_group", ("armed_group",)), ("one_org", ("organization",))):
            if name in classes and (found := self._collective(token, kinds)):
                return found
        return ()
