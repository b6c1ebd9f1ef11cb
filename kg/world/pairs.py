"""Two claims of different articles and whether they tell of one thing, with the reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.store.nodes import Node

_NOBODY: frozenset[str] = frozenset()
SAME, VAGUE, LIKELY = "same", "vague", "likely"
_VAGUE = 31  # days of a date that is no more than a month


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day that a date can mean."""

    begin: str
    finish: str

    @property
    def length(self) -> int:
        return days_between(self.begin, self.finish) or 0


@dataclass(frozen=True, slots=True)
class Card:
    """A claim, or an actor of one article, as it is compared.

    `told` is the day of the article ("" where unknown); `who` has the actors by role and `sides` the states and bodies
    on whose behalf they act, both after actors are joined. `within` are the places that its place lies in, itself too,
    `words` the content words of its label, states and places apart, `span` when it says that it was.
    """

    node: Node
    article: str
    told: str
    who: Mapping[str, frozenset[str]]
    sides: Mapping[str, frozenset[str]]
    within: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    span: Span | None = None

    @property
    def iri(self) -> str:
        return self.node.iri

    def side(self, *roles: str) -> frozenset[str]:
        """Sides of all who play one of the roles."""
        if len(roles) == 1:
            return self.sides.get(roles[0], _NOBODY)
        return _NOBODY.union(*(self.sides.get(role, _NOBODY) for role in roles))

    def actors(self, *roles: str) -> frozenset[str]:
        """All who play one of the roles."""
        return _NOBODY.union(*(self.who.get(role, _NOBODY) for role in roles))


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two claims that tell of one thing: `same` surely, `vague` if nothing else fits as well, `likely` perhaps.

    `keys` are the reasons, for people. The greater `weight`, the more of them.
    """

    first: str
    second: str
    verdict: str
    weight: int
    keys: tuple[str, ...]


def pair_of(one: Card, other: Card, verdict: str, weight: int, keys: tuple[str, ...]) -> Pair:
    """The pair in the order of the IRIs."""
    first, second = sorted((one.iri, other.iri))
    return Pair(first, second, verdict, weight, keys)


def elsewhere(one: Card, other: Card) -> bool:
    """Whether both name a place, and neither place lies in the other."""
    mine, theirs = one.node.all("place"), other.node.all("place")
    return bool(mine and theirs) and not set(mine) & other.within and not set(theirs) & one.within


def days_between(one: str, other: str) -> int | None:
    """Days between two days, never negative; None where one is unknown."""
    if not one or not other:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def span_of(node: Node) -> Span | None:
    """When the claim says it was; None without a date."""
    begin, finish = node.one("begin"), node.one("finish")
    return Span(begin, finish) if begin and finish else None


def overlap(one: Span, other: Span) -> bool:
    """Whether the two can mean one day."""
    return one.begin <= other.finish and other.begin <= one.finish


def gap(one: Span, other: Span) -> int:
    """Days between the two, 0 where they overlap."""
    if overlap(one, other):
        return 0
    earlier, later = (one, other) if one.finish < other.begin else (other, one)
    return days_between(earlier.finish, later.begin) or 0


def near(cards: Mapping[str, Card], blocks: Iterable[Collection[str]], days: int) -> list[tuple[Card, Card]]:
    """Pairs of cards of one block whose dates, or whose articles, are no more than `days` apart; each pair once.

    An article without a date is near all. Sorted by IRI.
    """
    found: set[tuple[str, str]] = set()
    for block in blocks:
        held = {iri: card.span.begin for iri in block if (card := cards[iri]).span and card.span.length <= _VAGUE}
        for when in ({iri: cards[iri].told for iri in block}, held):
            found.update(_within(when, days))
    return [(cards[one], cards[other]) for one, other in sorted(found)]


def _within(when: Mapping[str, str], days: int) -> Iterator[tuple[str, str]]:
    """Pairs of items whose days are no more than `days` apart, or unknown."""
    ordered = sorted(when, key=lambda iri: (when[iri], iri))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            between = days_between(when[one], when[other])
            if between is not None and between > days:
                break
            yield min(one, other), max(one, other)


def apart_in_telling(one: Card, other: Card) -> int:
    """Days between the two articles; many where one has no date."""
    days = days_between(one.told, other.told)
    return 10_000 if days is None else days
