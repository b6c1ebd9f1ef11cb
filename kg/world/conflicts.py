"""Where accounts of one thing cannot both be right: date, place, venue, status, amount, stance, polarity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.store.nodes import Node
from kg.world.pairs import Card, apart_in_telling, elsewhere, overlap

SOON = 3  # days within which two articles speak of one state of affairs
_OPPOSED = frozenset(
    {frozenset({"accept", "reject"}), frozenset({"partial", "reject"}), frozenset({"accept", "counter"})}
)
_TOOK_PLACE = frozenset({"held", "ongoing"})
_AHEAD = frozenset({"planned", "proposed", "postponed", "cancelled"})
_FELL_THROUGH = frozenset({"cancelled", "postponed", "denied"})
_DONE, _UNDONE = frozenset({"in_force", "carried_out"}), frozenset({"broken"})


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two claims that cannot both be right: in which respect, about which node, and what each says of it."""

    aspect: str
    about: str
    first: str
    second: str
    first_value: str
    second_value: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts by IRI."""

    nodes: Mapping[str, Node]

    def of(self, card: Card) -> Node | None:
        """What the claim counts."""
        return next((self.nodes[iri] for iri in card.node.all("quantity") if iri in self.nodes), None)


def about_meetings(about: str, accounts: Sequence[Card], labels: Mapping[str, str]) -> Iterator[Conflict]:
    """Conflicts among the accounts of one meeting; `labels` has the names of places."""
    for one, other in combinations(accounts, 2):
        yield from _dates(about, one, other)
        if elsewhere(one, other):
            yield from _places(about, "place", one, other, labels)
        yield from _places(about, "venue", one, other, labels)
        yield from _status(about, one, other, (_TOOK_PLACE, _FELL_THROUGH))


def about_agreements(about: str, accounts: Sequence[Card], amounts: Amounts) -> Iterator[Conflict]:
    """Conflicts among the accounts of one agreement."""
    for one, other in combinations(accounts, 2):
        yield from _dates(about, one, other)
        yield from counted(about, one, other, amounts)
        yield from _status(about, one, other, (_DONE, _UNDONE))


def about_answers(proposal: str, responses: Sequence[Card]) -> Iterator[Conflict]:
    """Answers of one side to one proposal that oppose each other at one time."""
    for one, other in combinations(responses, 2):
        stances = frozenset(str(card.node.code("stance")) for card in (one, other))
        if (
            stances in _OPPOSED
            and one.side("by") & other.side("by")
            and _at_one_time(one, other)
            and not _one_voice(one, other)
        ):
            yield _conflict("stance", proposal, one, other, lambda card: str(card.node.code("stance")))


def about_events(events: Iterable[Card], amounts: Amounts, alike: Callable[[Card, Card], bool]) -> Iterator[Conflict]:
    """Events that one source asserts and another denies, and events whose numbers do not agree.

    `alike` tells whether the sentences of two events have words in common besides the names.
    """
    blocks: dict[tuple[str, str], list[Card]] = {}
    for card in events:
        for side in sorted(card.side("agent")):
            blocks.setdefault((str(card.node.code("act")), side), []).append(card)
    found: set[Conflict] = set()
    for members in blocks.values():
        for one, other in combinations(sorted(members, key=lambda card: card.iri), 2):
            if _one_act(one, other) and alike(one, other):
                found.update(_denied(one, other))
                found.update(counted("", one, other, amounts))
    yield from sorted(found)


def counted(about: str, one: Card, other: Card, amounts: Amounts) -> Iterator[Conflict]:
    """A conflict where both count the same unit and the bounds exclude each other."""
    mine, theirs = amounts.of(one), amounts.of(other)
    if mine is None or theirs is None or mine.one("unit") != theirs.one("unit") or not mine.one("unit"):
        return
    low, high = sorted((_bounds(mine), _bounds(theirs)))
    if low[1] < high[0]:
        said = {one.iri: str(mine.one("label")), other.iri: str(theirs.one("label"))}
        yield _conflict("quantity", about or _earlier(one, other).iri, one, other, lambda card: said[card.iri])


def _bounds(amount: Node) -> tuple[float, float]:
    least, most = amount.one("minimum"), amount.one("maximum")
    return (float("-inf") if least is None else least, float("inf") if most is None else most)


def _dates(about: str, one: Card, other: Card) -> Iterator[Conflict]:
    first, second = one.span, other.span
    ahead = any(card.node.code("status") in _AHEAD for card in (one, other))  # what is planned may be moved
    if first and second and not ahead and not overlap(first, second) and _to_the_day(one) and _to_the_day(other):
        yield _conflict("date", about, one, other, lambda card: str(card.node.one("date")))


def _to_the_day(card: Card) -> bool:
    return card.node.code("datePrecision") == "day"


def _places(about: str, aspect: str, one: Card, other: Card, labels: Mapping[str, str]) -> Iterator[Conflict]:
    mine, theirs = one.node.all(aspect), other.node.all(aspect)
    if any(card.node.code("status") in _AHEAD for card in (one, other)):
        return
    if mine and theirs and not set(mine) & set(theirs):
        yield _conflict(aspect, about, one, other, lambda card: labels.get(card.node.all(aspect)[0], ""))


def _status(about: str, one: Card, other: Card, opposed: tuple[frozenset[str], frozenset[str]]) -> Iterator[Conflict]:
    mine, theirs = str(one.node.code("status")), str(other.node.code("status"))
    crossed = any(mine in a and theirs in b for a, b in (opposed, opposed[::-1]))
    if crossed and apart_in_telling(one, other) <= SOON:
        yield _conflict("status", about, one, other, lambda card: str(card.node.code("status")))


def _one_act(one: Card, other: Card) -> bool:
    """Whether two events, which share act and agent, can be one: targets, issues and time agree."""
    mine, theirs = one.side("target"), other.side("target")
    if mine != theirs and not mine & theirs:
        return False
    issues = set(one.node.codes("issue")), set(other.node.codes("issue"))
    if issues[0] != issues[1] and not issues[0] & issues[1]:
        return False
    first, second = one.span, other.span
    if first and second and not overlap(first, second):
        return False
    return apart_in_telling(one, other) <= SOON


def _denied(one: Card, other: Card) -> Iterator[Conflict]:
    """One asserts and the other denies, and it is not one voice that corrects itself."""
    told = {str(card.node.code("factuality")) for card in (one, other)}
    if told != {"asserted", "negated"} or _one_voice(one, other):
        return
    yield _conflict("polarity", _earlier(one, other).iri, one, other, lambda card: str(card.node.code("factuality")))


def _one_voice(one: Card, other: Card) -> bool:
    """Whether one speaker, or one article itself, says both: he corrects himself or is misread, but has no opponent."""
    if _voice(one) is None and _voice(other) is None:
        return one.article == other.article
    return _voice(one) == _voice(other)


def _voice(card: Card) -> str | None:
    return next(iter(sorted(card.actors("attributedTo"))), None)


def _at_one_time(one: Card, other: Card) -> bool:
    first, second = one.span, other.span
    if first and second:
        return overlap(first, second)
    return apart_in_telling(one, other) <= SOON


def _earlier(one: Card, other: Card) -> Card:
    """The one of the two that gives an unjoined thing its node: the first by article and IRI."""
    return min((one, other), key=lambda card: (card.told or "9999", card.iri))


def _conflict(aspect: str, about: str, one: Card, other: Card, value: Callable[[Card], str]) -> Conflict:
    first, second = sorted((one, other), key=lambda card: (card.told or "9999", card.iri))
    return Conflict(aspect, about, first.iri, second.iri, value(first), value(second))
