"""Owned groups: his delegation, X's team, their negotiators, a delegation led by X: by who stands beside them."""

from __future__ import annotations

from kg.ingest import syntax
from kg.ingest.antecedents import Antecedents
from kg.ingest.linked import slug
from kg.ingest.model import Entity, Token

_SERVES = ("person", "unnamed", "delegation")  # kinds of those who stand for somebody
_TROOPS = frozenset({"army", "troop", "force", "military", "soldier", "navy"})
_LED = frozenset({"lead", "head", "chair"})
_ACTING_FOR = frozenset({"group_persons", "delegation_members", "plural_side"})  # noun classes of people of a side
_OWN = frozenset({"one_state", "side", "government"})
_BESIDE = ("poss", "compound", "nmod", "amod")


class OwnedGroups(Antecedents):
    """Reads nouns of groups by the word that says whose they are."""

    def owned(self, token: Token, classes: frozenset[str]) -> tuple[str, ...]:
        """his country, its army, their governments: the state or group; their envoys: those for whom they act."""
        pronouns = [c for c in syntax.kids(self.a, token.i, "poss") if self.a.tokens[c].pos == "PRON"]
        if "delegation" in classes and token.tag in ("NN", "NNS"):
            return self._delegation_of(token, pronouns)
        if not pronouns:
            return ()
        keys = self.actors_at(pronouns[0])
        if classes & _ACTING_FOR and token.tag == "NNS" and len(keys) > 1:
            return self._sides_of(keys)
        if not classes & _OWN and "one_group" not in classes:
            return ()
        kinds = ("armed_group", "organization") if "one_state" not in classes and "one_group" in classes else ("state",)
        sides = self._sides_of(keys)
        any_kind = "side" in classes or token.lemma.lower() in _TROOPS
        fit = [k for k in sides if any_kind or self.linked.entities[k].kind in kinds]
        return tuple(dict.fromkeys(fit)) if len(fit) == len(sides) else ()

    def _sides_of(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        entities = self.linked.entities
        sides = [entities[k].side if entities[k].kind in _SERVES else k for k in keys]
        return tuple(dict.fromkeys(k for k in sides if k and k in entities))

    def _delegation_of(self, token: Token, pronouns: list[int]) -> tuple[str, ...]:
        """The delegation of those before the noun, or of who leads it."""
        owners = pronouns or syntax.kids(self.a, token.i, *_BESIDE)
        keys = tuple(k for c in owners for k in self.actors_at(c)) or self._leaders(token)
        return tuple(self._delegation(side) for side in self._sides_of(keys))

    def _leaders(self, token: Token) -> tuple[str, ...]:
        verbs = [c for c in syntax.kids(self.a, token.i, "acl", "relcl") if self.a.tokens[c].lemma.lower() in _LED]
        return tuple(k for v in verbs for s in syntax.subjects(self.a, v) for k in self.actors_at(s))

    def _delegation(self, side: str) -> str:
        entity = self.linked.entities[side]
        key = f"local/delegation/{slug(entity.label)}"
        made = Entity(key, "delegation", f"delegation of {entity.label}", side=side, country=entity.country)
        self.linked.entities.setdefault(key, made)
        return key
