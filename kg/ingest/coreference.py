"""Coreference: pronouns and group references find their actors through recency and the article's slots."""

from __future__ import annotations

from kg.ingest import syntax
from kg.ingest.antecedents import Seen, is_object
from kg.ingest.frames import Frames
from kg.ingest.groupnouns import GroupNouns
from kg.ingest.linked import Linked
from kg.ingest.model import Analysis, Mention, Token
from kg.ingest.slots import Slots, find_slots

_HE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves", "theirs"})
_IT = frozenset({"it", "its", "itself"})
_PARTS = frozenset({"many", "most", "some", "one", "none", "several", "few", "all", "two", "three", "each", "any"})
_COLLECTIVE = ("state", "armed_group", "organization", "delegation")
_EXPLETIVE = frozenset({"seem", "appear", "be", "become", "take", "rain", "remain"})


def resolve(a: Analysis, linked: Linked, frames: Frames) -> Slots:
    """Add the actors of pronouns and group references to `linked`; return the article's slots."""
    slots = find_slots(a, linked, frames)
    resolver = _Resolver(a, linked, frames, slots)
    for token in a.tokens:
        resolver.visit(token)
    linked.mentions.sort(key=lambda m: (m.first, m.last))
    return slots


class _Resolver(GroupNouns):
    def visit(self, token: Token) -> None:
        if token.i in self.heads and token.i in self.linked.at:
            self.see(token, self.linked.at[token.i])
        elif token.i not in self.linked.at and token.pos in ("PRON", "NOUN", "PROPN", "DET"):
            keys = self._pronoun(token) if token.pos in ("PRON", "DET") else self.group(token)
            if keys:
                self._mark(token, keys)

    def _mark(self, token: Token, keys: tuple[str, ...]) -> None:
        kind = "pronoun" if token.pos in ("PRON", "DET") else "group"
        for key in keys:
            self.linked.mentions.append(Mention(token.i, token.i + 1, token.i, token.start, token.end, kind, key))
        self.linked.at[token.i] = keys
        self.see(token, keys)

    def _pronoun(self, token: Token) -> tuple[str, ...]:
        word = token.text.lower()
        if (token.i in self.quoted and word in _THEY | _IT) or (
            word.endswith(("self", "selves")) and not is_object(token)
        ):
            return ()
        if word in _HE:
            return self._person(token)
        if word in _THEY:
            return self._plural(token)
        if word in _IT and not self._expletive(token):
            return self.collective(token, _COLLECTIVE)
        if word == "both" and token.dep in ("nsubj", "nsubjpass"):
            speaking = self.frames.cues.get(self.a.tokens[token.head].lemma.lower()) in ("say", "tell")
            return self.two_persons(token) if speaking else self.slots.parties_at(token.i, 2)
        return ()

    def _person(self, token: Token) -> tuple[str, ...]:
        for s in self.candidates(token):
            if s.kinds <= {"person", "unnamed"} and len(s.keys) == 1 and not self.bound(s, token):
                return s.keys
        return ()

    def _plural(self, token: Token) -> tuple[str, ...]:
        if self._of_things(token) or self._others(token):
            return ()
        for s in self.candidates(token):
            if self.bound(s, token):
                continue
            keys = self.coordinated(s)
            if len(keys) > 1 or s.kinds & {"armed_group", "organization"} or self._plural_noun(s):
                return keys
        return self.slots.parties_at(token.i)

    def _of_things(self, token: Token) -> bool:
        """many of them: those that the sentence counts, no actors."""
        of = self.a.tokens[token.head]
        return of.lower_is("of") and self.a.tokens[of.head].lemma.lower() in _PARTS

    def _others(self, token: Token) -> bool:
        """Whether people without a name, who are nobody yet, stand nearer: the rebels ... since they began."""
        last = self.seen[-1].token if self.seen else -1
        nearer = (self.a.tokens[i] for i in range(token.i - 1, last, -1))
        people = (t for t in nearer if t.tag == "NNS" and t.sentence == token.sentence and t.i not in self.linked.at)
        return any(t.lemma.lower() in self.frames.sectors and self.is_subject(t) for t in people)

    def _plural_noun(self, s: Seen) -> bool:
        return self.a.tokens[s.token].tag in ("NNS", "NNPS")

    def _expletive(self, token: Token) -> bool:
        if token.dep == "expl":
            return True
        verb = self.a.tokens[token.head]
        clausal = syntax.kids(self.a, verb.i, "ccomp", "xcomp", "advcl", "acomp", "attr")
        return token.dep == "nsubj" and verb.lemma in _EXPLETIVE and bool(clausal)
