"""Conflict: in the conflict that an article tells of, whose the army is and who the rebels are.

"The army", "government troops" and the like are the state that the article shows fighting or negotiating with others
than states; "rebels", "militants", "the opposition" are the one group that negotiates with it, failing that those who
are told apart somewhere in the article (Syrian rebels, pro-Russian separatists), failing that its only armed group.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked
from kg.ingest.model import Analysis, Token
from kg.ingest.slots import Slots
from kg.ingest.unnamed import FIGHTERS

AGAINST = FIGHTERS | {"OPP"}  # of those who are against a government
_BODIES = frozenset("force fighter group faction unit army troop movement bloc formation alliance coalition".split())
_ARMIES = frozenset("army military troop soldier force navy police gendarme gendarmerie commando marine".split())
_LOYAL = frozenset({"government", "regime", "state", "loyalist", "federal"})  # before troops: those of the state
_PLAIN = _LOYAL | frozenset("army regular national military security armed elite special ground riot".split())
_RULING = frozenset({"government", "army", "regime", "military", "authority", "troop", "force", "soldier"})
_ACTING = ("nsubj", "nsubjpass")


@dataclass
class Conflict:
    """Who stands against whom; `apart` are the nameless groups that it tells apart, by noun and sector."""

    a: Analysis
    linked: Linked
    frames: Frames
    slots: Slots
    apart: dict[str, str] = field(default_factory=dict)
    home: str | None = None

    def __post_init__(self) -> None:
        self.home = self._one_state(self.slots.parties) or self._governed()

    def sector(self, token: Token, own: str) -> str:
        """The sector of a noun: rebel forces and opposition groups are not the army but those against it."""
        if token.lemma.lower() not in _BODIES:
            return own
        before = (self.frames.sectors.get(word, "") for word in self._modifiers(token))
        return next((sector for sector in before if sector in AGAINST), own)

    def army_of(self, token: Token) -> str | None:
        """The state whose the army, the troops or the police at a token are, where nobody is named beside them."""
        words = self._modifiers(token)
        if token.lemma.lower() not in _ARMIES or set(words) - _PLAIN:
            return None
        if set(words) & _LOYAL:
            return self.home
        acts = token.dep in _ACTING or self.a.tokens[token.head].dep == "agent"
        return (self._only_army(token) or self._one_state(self.slots.parties)) if acts else None

    def _only_army(self, token: Token) -> str | None:
        """the army, after Uganda People's Defence Force: the only one that the article names."""
        named = {m.entity for m in self.linked.mentions if m.first < token.i}
        armies = [k for k in named if self.linked.entities[k].kind == "organization" and self._is_army(k)]
        return armies[0] if len(armies) == 1 else None

    def _is_army(self, key: str) -> bool:
        return self.linked.entities[key].sector == "MIL"

    def group_of(self, token: Token, sector: str) -> str | None:
        """Whom a plural such as rebels, or the opposition, means."""
        entities = self.linked.entities
        negotiating = [k for k in self.slots.parties if k in entities and entities[k].kind == "armed_group"]
        if sector in FIGHTERS and len(negotiating) == 1:
            return negotiating[0]
        if same := self.apart.get(token.lemma.lower()) or self.apart.get(_camp(sector)):
            return same
        named = {m.entity for m in self.linked.mentions if entities[m.entity].kind == "armed_group"}
        plain = token.lemma.lower() not in _BODIES and not self._modifiers(token)
        only = next(iter(named)) if plain and sector in FIGHTERS and len(named) == 1 else None
        return only if only and self._called_fighters(only) else None

    def _called_fighters(self, key: str) -> bool:
        """Whether the article calls a group by name so: the rebel LRA, LRA rebels, the LRA, a rebel group."""
        for mention in self.linked.mentions:
            near = self.a.tokens[max(mention.first - 2, 0) : mention.last + 4] if mention.entity == key else ()
            if any(self.frames.sectors.get(t.lemma.lower()) in FIGHTERS for t in near if t.pos in ("NOUN", "ADJ")):
                return True
        return False

    def tell_apart(self, token: Token, sector: str, key: str) -> None:
        """Remember a group that a word before the noun tells from others, for when the noun stands alone."""
        if sector in AGAINST:
            self.apart.setdefault(token.lemma.lower(), key)
            self.apart.setdefault(_camp(sector), key)

    def _modifiers(self, token: Token) -> list[str]:
        return [self.a.tokens[c].lemma.lower() for c in syntax.kids(self.a, token.i, "compound", "amod", "nmod")]

    def _one_state(self, keys: tuple[str, ...]) -> str | None:
        """The only state among the parties, where it deals with others than states."""
        states = [k for k in keys if k in self.linked.entities and self.linked.entities[k].kind == "state"]
        return states[0] if len(states) == 1 < len(keys) else None

    def _governed(self) -> str | None:
        """The state whose government and army are told of most, where some are told of who are against a government."""
        against = any(self.frames.sectors.get(t.lemma.lower()) in AGAINST for t in self.a.tokens if t.pos == "NOUN")
        called: Counter[str] = Counter()
        for i, keys in self.linked.at.items() if against else ():
            if self.a.tokens[i].lemma.lower() in _RULING:
                called.update(k for k in keys if self.linked.entities[k].kind == "state")
        return min(called, key=lambda k: (-called[k], k)) if called else None


def _camp(sector: str) -> str:
    """Rebels, militants and militias are called one for another; the opposition is not called so."""
    return "REB" if sector in FIGHTERS else sector
