"""Group nouns: the two sides, both leaders, the government, the group: whom they mean, by slot or by what was named."""

from __future__ import annotations

from kg.ingest import syntax
from kg.ingest.antecedents import REACH
from kg.ingest.model import Token
from kg.ingest.owned import OwnedGroups

_ORGANS = frozenset({"government", "army", "military", "authority"})
_STAFF = frozenset({"negotiator", "team", "delegate", "expert", "envoy", "representative"})
_NEAR = 1  # sentences before an office that name its state
_NEGOTIATING = frozenset({"negotiator", "delegate", "delegation"})
_SERVING = frozenset(
    "negotiator team delegate expert envoy representative official diplomat leader minister president premier "
    "ambassador commander general lawmaker side head chief adviser aide".split()
)
_OFFICES = frozenset({"ministry", "presidency", "cabinet", "embassy", "department", "parliament"})
_MEMBERS = frozenset({"member", "member-state", "signatory"})


class GroupNouns(OwnedGroups):
    """Reads group nouns by the slots of the article, not by recency."""

    def group(self, token: Token) -> tuple[str, ...]:
        classes = self.frames.classes(token.lemma.lower()) | self.frames.classes(token.text.lower())
        if found := self._members(token, classes) or self._namesakes(token) or self.owned(token, classes):
            return found
        if token.lemma.lower() in _MEMBERS or "member" in self._words_before(token):
            return ()  # of a body that nobody names
        definite = self._determiner(token)
        if not definite or token.dep in ("compound", "amod"):
            return ()
        if token.lemma.lower() in ("side", "party") and token.tag == "NN" and "other" in self._words_before(token):
            return self._other_party(token)
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
            return self.two_persons(token)
        if definite not in ("the", "this", "that"):
            return ()
        return self._nominal(token, classes) or (self._spoken_for(token) if "one_group" in classes else ())

    def _other_party(self, token: Token) -> tuple[str, ...]:
        """the other side, his opponents' side: of two who negotiate, the one that does not speak or act here."""
        parties = self.slots.parties_at(token.i, 2)
        verb = syntax.clause_of(self.a, token.i)
        for v in (verb, *syntax.ancestors(self.a, verb)):
            subjects = [s for s in syntax.surface_subjects(self.a, v) if s != token.i]
            acting = set(self._sides_of(tuple(k for s in subjects for k in self.actors_at(s)))) & set(parties)
            if len(acting) == 1:
                return tuple(p for p in parties if p not in acting)
        return ()

    def _sides(self, token: Token, definite: str) -> tuple[str, ...]:
        """the parties, both sides, the three countries: those who negotiate where the words stand."""
        if definite in ("both", "two", "either", "neither"):
            return self.slots.parties_at(token.i, 2)
        found = self.slots.parties_at(token.i)
        return found if len(found) > 1 else ()

    def _members(self, token: Token, classes: frozenset[str]) -> tuple[str, ...]:
        """leaders of the two countries, envoys of both sides: the sides; EU members, members of NATO: the body."""
        if token.tag not in ("NNS", "NNPS"):
            return ()
        below = syntax.prepositions(self.a, token.i)
        nouns = [n for name in ("of", "from", "for") for n in below.get(name, []) if n > token.i]
        if token.lemma.lower() in _MEMBERS or "member" in self._words_before(token):
            named = (keys for n in [*nouns, *self._before(token)] if (keys := self._body(n)))
            return next(named, ()) or self.collective(token, ("organization",))
        if token.lemma.lower() not in _SERVING and not classes & {"group_persons", "plural_side"}:
            return ()
        groups = [self.linked.at.get(n) or self.group(self.a.tokens[n]) for n in nouns if self._is_group(n)]
        return next((keys for keys in groups if len(keys) > 1), ())

    def _before(self, token: Token) -> list[int]:
        beside = syntax.kids(self.a, token.i, "compound", "amod", "nmod", "poss")
        return [*beside, *(x for c in beside for x in syntax.kids(self.a, c, "compound", "nmod"))]

    def _words_before(self, token: Token) -> list[str]:
        return [self.a.tokens[c].lemma.lower() for c in self._before(token)]

    def _is_group(self, i: int) -> bool:
        sides = "group_sides" in self.frames.classes(self.a.tokens[i].lemma.lower())
        return sides or i in self.linked.at or bool(self._namesakes(self.a.tokens[i]))

    def _body(self, i: int) -> tuple[str, ...]:
        """The organization at a token, or the one that "the bloc" means there."""
        keys = self.linked.at.get(i) or (self.group(self.a.tokens[i]) if self.a.tokens[i].pos == "NOUN" else ())
        return keys if len(keys) == 1 and self.linked.entities[keys[0]].kind == "organization" else ()

    def _namesakes(self, token: Token) -> tuple[str, ...]:
        """the two Koreas, both Sudans: the states of the article that share the name."""
        if token.tag != "NNPS" or not token.text.endswith("s") or token.i in self.linked.at:
            return ()
        states = sorted(k for k, e in self.linked.entities.items() if e.kind == "state")
        found = tuple(k for k in states if self.linked.entities[k].label.split()[-1] == token.text[:-1])
        return found if len(found) > 1 else ()

    def _spoken_for(self, token: Token) -> tuple[str, ...]:
        """the group, after somebody of it: X, a spokesman for the Taliban, said the group agreed."""
        for s in self.candidates(token):
            side = self.linked.entities[s.keys[0]].side
            if side and self.linked.entities[side].kind == "armed_group" and token.sentence - s.sentence <= 2:
                return (side,)
        return ()

    def _named_after(self, token: Token) -> tuple[str, ...]:
        """the six parties, A, B and C: those named in apposition."""
        names = [
            k
            for c in syntax.kids(self.a, token.i, "appos")
            for j in syntax.conjuncts(self.a, c)
            for k in self.actors_at(j)
        ]
        return tuple(dict.fromkeys(names)) if len(names) > 1 else ()

    def _determiner(self, token: Token) -> str:
        """both, two, either, neither, the ... before the noun; empty when it has none or a modifier names somebody."""
        words = [self.a.tokens[c].text.lower() for c in syntax.kids(self.a, token.i, "det", "nummod", "predet", "poss")]
        for word in ("both", "two", "either", "neither", "the", "all", "this", "that"):
            if word in words:
                return word
        bare = token.tag in ("NNS", "NNPS") and not words
        if "each" in words and token.lemma.lower() in ("side", "party"):
            return "both"
        acting = token.lemma.lower() in _NEGOTIATING and self.is_subject(token) and not self._before(token)
        return "the" if bare and (token.lemma.lower() in ("side", "party") or acting) else ""

    def _delegations(self) -> tuple[str, ...]:
        found = [k for k, e in self.linked.entities.items() if e.kind == "delegation" and e.side in self.slots.parties]
        return tuple(sorted(found)) if len(found) > 1 else self.slots.parties

    def two_persons(self, token: Token) -> tuple[str, ...]:
        """The last two persons told of together, else the last two of different sides."""
        near = [s for s in self.seen if s.kinds == {"person"} and token.sentence - s.sentence <= 2 * REACH]
        near = [s for s in near if not self.acts_there(s, token)]
        here = tuple(dict.fromkeys(k for s in near if s.sentence == token.sentence for k in s.keys))
        if len(here) > 1 and token.lower_is("both"):
            return here[-2:]
        for s in reversed(near):
            keys = self.coordinated(s) if len(self.coordinated(s)) == 2 else self._met(s.token, s.keys)
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

    def _met(self, i: int, keys: tuple[str, ...]) -> tuple[str, ...]:
        """X held talks with Y, X met Y: the two persons who did something together."""
        token = self.a.tokens[i]
        head = self.a.tokens[token.head]
        together = (token.dep == "pobj" and head.lower_is("with")) or (
            token.dep == "dobj" and head.lemma in ("meet", "receive", "host", "welcome", "telephone", "phone")
        )
        if not together or len(keys) != 1:
            return ()
        found = [
            k
            for s in syntax.subjects(self.a, syntax.clause_of(self.a, token.head))
            for k in self.actors_at(s)
            if self.linked.entities[k].kind == "person"
        ]
        return (found[0], keys[0]) if len(found) == 1 and found[0] != keys[0] else ()

    def _only_state(self, token: Token) -> tuple[str, ...]:
        """The state whose government deals with no other state: that of a civil conflict, or the last one so called."""
        for keys in (self.slots.parties_at(token.i), self.slots.parties):
            states = [k for k in keys if self.linked.entities[k].kind == "state"]
            if len(states) == 1:
                return tuple(states)
        called = [s for s in self.seen if self.a.tokens[s.token].lemma.lower() in _ORGANS and s.kinds == {"state"}]
        groups = any(e.kind == "armed_group" for e in self.linked.entities.values())
        return called[-1].keys if called and groups else ()

    def _office_of(self, token: Token) -> tuple[str, ...]:
        """the foreign ministry: the state that an office so called stood for, else, of who acts, that told of last.

        What somebody quoted calls so is his own, and a coalition government another than that told of.
        """
        called = [s for s in self.seen if self.a.tokens[s.token].lemma.lower() == token.lemma.lower()]
        found = next((s.keys for s in reversed(called) if s.kinds == {"state"}), ())
        other = token.lemma.lower() in _ORGANS and self._before(token)
        if found or other or token.i in self.quoted or not self.is_subject(token):
            return found
        near = (s for s in self.candidates(token) if token.sentence - s.sentence <= _NEAR)
        return next((sides for s in near if self._is_state(sides := self._sides_of(s.keys))), ())

    def _is_state(self, keys: tuple[str, ...]) -> bool:
        return len(keys) == 1 and self.linked.entities[keys[0]].kind == "state"

    def _nominal(self, token: Token, classes: frozenset[str]) -> tuple[str, ...]:
        """the country, the group, the bloc: the last of its kind."""
        if token.lemma.lower() in _ORGANS and (found := self._only_state(token)):
            return found
        if token.lemma.lower() in _OFFICES | _ORGANS and (found := self._office_of(token)):
            return found
        if "delegation" in classes and (found := self.collective(token, ("delegation",))):
            return found
        for name, kinds in (("one_state", ("state",)), ("one_group", ("armed_group",)), ("one_org", ("organization",))):
            if name in classes and (found := self.collective(token, kinds)):
                return found
        return ()
