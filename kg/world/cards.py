"""Cards of all claims and actors: what is compared across articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from kg.store.nodes import Node
from kg.world.pairs import Card, span_of
from kg.world.said import Said
from kg.world.texts import stems

JOINED_KINDS = ("Meeting", "Proposal", "Agreement", "Handover")  # claims of several articles that can be one thing
KINDS = (*JOINED_KINDS, "Event", "Response", "Statement")
_ROLES = (
    "party participant host mediator organizer agent target proposer addressee giver receiver by attributedTo speaker"
).split()
_ACTING = frozenset({"State", "Organization", "ArmedGroup"})  # who can be a side


@dataclass(frozen=True, slots=True)
class Cast:
    """All actors by IRI with their class, the day of each article, and the side on whose behalf an actor acts.

    `within` has for a place the one that it lies in, `places` its name.
    """

    actors: Mapping[str, Node]
    told: Mapping[str, str]
    kinds: Mapping[str, str]
    sides: Mapping[str, str]
    within: Mapping[str, str]
    places: Mapping[str, str]
    heads: Mapping[str, Node]

    def side(self, actor: str) -> str | None:
        """The state or body for which somebody acts, itself if it is one; None where nobody says."""
        if actor in self.sides:
            return self.sides[actor]
        return actor if self.kinds.get(actor) in _ACTING else None

    def label(self, actor: str) -> str:
        node = self.actors.get(actor)
        return str(node.one("label")) if node else actor

    def names(self, actors: Iterable[str]) -> str:
        """Labels, sorted, for people."""
        return ", ".join(sorted(map(self.label, actors)))


def cast_of(said: Said) -> Cast:
    """Everybody whom the articles name."""
    actors = said.nodes("Actor")
    kinds = {iri: _kind(node) for iri, node in actors.items()}
    sides = {iri: node.all("onBehalfOf")[0] for iri, node in actors.items() if node.all("onBehalfOf")}
    told = {iri: str(node.one("begin") or "") for iri, node in said.nodes("Article").items()}
    places = {**said.nodes("Place"), **said.nodes("Venue")}
    within = {iri: node.all("within")[0] for iri, node in places.items() if node.all("within")}
    named = {iri: str(node.one("label")) for iri, node in places.items()}
    return Cast(actors, told, kinds, sides, within, named, said.nodes("Head"))


def _kind(node: Node) -> str:
    names = [iri.rsplit("#", 1)[-1] for iri in node.all(_TYPE)]
    return next((name for name in names if name not in ("Actor", "Place")), "Actor")


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def cards(nodes: Mapping[str, Node], cast: Cast, joined: Mapping[str, str]) -> dict[str, Card]:
    """Cards of claims by IRI; `joined` has for actors of one article the node that stands for them."""
    names = frozenset().union(*(stems(cast.label(iri)) for iri, kind in cast.kinds.items() if kind == "State"))
    names |= frozenset().union(*map(stems, cast.places.values()))
    found = ((iri, _card(node, cast, joined)) for iri, node in nodes.items())
    return {iri: replace(card, words=stems(str(card.node.one("label") or "")) - names) for iri, card in found}


def _card(node: Node, cast: Cast, joined: Mapping[str, str]) -> Card:
    said = {role: node.all(role) for role in _ROLES if role in node.values}
    if "head" in node.values:
        said["participant"] = [*said.get("participant", ()), *_led(node, cast)]
    who = {role: frozenset(joined.get(actor, actor) for actor in actors) for role, actors in said.items()}
    sides = {role: frozenset(filter(None, map(cast.side, actors))) for role, actors in said.items()}
    article = next(iter(node.all("article")), "")
    return Card(node, article, cast.told.get(article, ""), who, sides, _within(node, cast), span=span_of(node))


def _within(node: Node, cast: Cast) -> frozenset[str]:
    found: set[str] = set(node.all("inCountry"))
    for place in node.all("place"):
        while place and place not in found:
            found.add(place)
            place = cast.within.get(place, "")
    return frozenset(found)


def _led(node: Node, cast: Cast) -> list[str]:
    heads = [cast.heads[iri] for iri in node.all("head") if iri in cast.heads]
    return [person for head in heads for person in head.all("person")]


def with_context(told: Mapping[str, Card], meetings: Mapping[str, Card]) -> dict[str, Card]:
    """Cards with the sides that negotiate in their article in the role `context`: the pair that most meetings have.

    Where two pairs have as many, there is no telling.
    """
    pairs: dict[str, Counter[frozenset[str]]] = {}
    for card in meetings.values():
        found = pairs.setdefault(card.article, Counter())
        found.update(map(frozenset, combinations(sorted(card.side("party")), 2)))
    return {iri: replace(card, sides={**card.sides, "context": _most(pairs, card)}) for iri, card in told.items()}


def _most(pairs: Mapping[str, Counter[frozenset[str]]], card: Card) -> frozenset[str]:
    ranked = pairs.get(card.article, Counter()).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return frozenset()
    return ranked[0][0]
