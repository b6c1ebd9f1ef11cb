"""When two articles tell of one proposal, agreement or handed-over document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, product

from kg.world.cards import Cast
from kg.world.pairs import LIKELY, SAME, VAGUE, Card, Pair, apart_in_telling, gap, near, pair_of
from kg.world.texts import shared, stems

OFFER_DAYS = 21  # how long after one report another may tell of the same proposal as news
PLAN_DAYS = 60  # the same for a proposal that both word alike
FAR = 10_000  # more days than any two dates lie apart
DEAL_DAYS = 4  # how far apart reports of one undated agreement may be

Keys = Callable[[Card], Iterable[tuple[str, str]]]
Compare = Callable[[Card, Card, Cast], Pair | None]


def proposal_pairs(cards: Mapping[str, Card], cast: Cast) -> Iterator[Pair]:
    """Pairs of proposals of different articles that are one proposal, surely or perhaps."""
    return _pairs(cards, cast, _worded("proposer", _label), _proposals)


def agreement_pairs(cards: Mapping[str, Card], cast: Cast) -> Iterator[Pair]:
    """Pairs of agreements of different articles that are one agreement, surely or perhaps."""
    return _pairs(cards, cast, lambda card: combinations(sorted(bound(card)), 2), _agreements)


def handover_pairs(cards: Mapping[str, Card], cast: Cast) -> Iterator[Pair]:
    """Pairs of handovers of different articles that are one, surely or perhaps."""
    return _pairs(cards, cast, _worded("giver", _item), _handovers)


def apart(one: Card, other: Card) -> bool:
    """Whether two claims cannot tell of one thing: they stand in one article, or `differ`."""
    return one.article == other.article or differ(one, other)


def differ(one: Card, other: Card) -> bool:
    """Whether what two claims say excludes that they are one: other addressees, or dates that are far apart."""
    for roles in (("addressee",), ("receiver",)):
        mine, theirs = one.side(*roles), other.side(*roles)
        if mine and theirs and not mine & theirs:
            return True
    first, second = one.span, other.span
    return bool(first and second) and _gap(one, other) > PLAN_DAYS


def _pairs(cards: Mapping[str, Card], cast: Cast, keys: Keys, compare: Compare) -> Iterator[Pair]:
    """Pairs that `compare` finds among those that share a key."""
    blocks: dict[tuple[str, str], set[str]] = {}
    for iri, card in cards.items():
        for key in keys(card):
            blocks.setdefault(key, set()).add(iri)
    for one, other in near(cards, blocks.values(), PLAN_DAYS):
        if not apart(one, other):
            found = compare(one, other, cast)
            if found:
                yield found


def _worded(role: str, label: Callable[[Card], str]) -> Keys:
    """Keys of claims that can be one: a side in the role with a word of the label."""
    return lambda card: product(sorted(card.side(role)), sorted(stems(label(card))))


def _proposals(one: Card, other: Card, cast: Cast) -> Pair | None:
    issues = _issues(one, other)
    words, part = shared(_label(one), _label(other))
    days = min(_gap(one, other), apart_in_telling(one, other))
    if not words or (not issues and words < 2) or days > PLAN_DAYS:
        return None
    keys = (f"proposed by {cast.names(one.side('proposer') & other.side('proposer'))}", *_reasons(issues, words))
    alike = words >= 2 and part >= 0.6
    if alike and (days <= OFFER_DAYS or (words >= 3 and part >= 0.75)):
        return pair_of(one, other, SAME, 4 * words + len(issues), keys)
    if part >= 0.99 and issues and days <= OFFER_DAYS:
        return pair_of(one, other, VAGUE, 2 * words + len(issues), keys)
    return pair_of(one, other, LIKELY, words, keys) if issues and days <= OFFER_DAYS else None


def _agreements(one: Card, other: Card, cast: Cast) -> Pair | None:
    parties = bound(one) & bound(other)
    issues = _issues(one, other)
    words, part = shared(_label(one), _label(other))
    if len(parties) < 2 or not (issues or words >= 2):
        return None
    keys = (f"parties: {cast.names(parties)}", *_reasons(issues, words))
    told = all(card.side("party") for card in (one, other))  # who is bound, not only who negotiates in the article
    apart = _gap(one, other)
    if apart == 0 and _to_the_day(one) and _to_the_day(other) and issues and told:
        return pair_of(one, other, SAME, 4 + 2 * words + len(issues), (*keys, f"date: {one.node.one('date')}"))
    telling = apart_in_telling(one, other)
    alike = words >= 2 or (words and part >= 0.6)
    if issues and alike and (apart == 0 or (apart > FAR and telling <= DEAL_DAYS)):
        return pair_of(one, other, VAGUE, 2 * words + len(issues) + 2 * (apart == 0), keys)
    near_ = min(telling, apart) <= OFFER_DAYS
    return pair_of(one, other, LIKELY, words + len(issues), keys) if near_ and words and issues else None


def bound(card: Card) -> frozenset[str]:
    """Sides that an agreement binds; where the text names none, those that negotiate in its article."""
    return card.side("party") or card.side("context")


def _to_the_day(card: Card) -> bool:
    return card.span is not None and card.span.length <= 1


def _handovers(one: Card, other: Card, cast: Cast) -> Pair | None:
    words, part = shared(_item(one), _item(other))
    issues = _issues(one, other)
    if not words or min(_gap(one, other), apart_in_telling(one, other)) > OFFER_DAYS:
        return None
    keys = (f"given by {cast.names(one.side('giver') & other.side('giver'))}", *_reasons(issues, words))
    dated = bool(one.span and other.span) and _gap(one, other) == 0
    if dated and (issues or part >= 0.6):
        return pair_of(one, other, SAME, 4 + words, (*keys, f"date: {one.node.one('date')}"))
    return pair_of(one, other, VAGUE if part >= 0.6 else LIKELY, words, keys)


def _gap(one: Card, other: Card) -> int:
    """Days between the dates of two claims; many where one has none."""
    first, second = one.span, other.span
    return gap(first, second) if first and second else FAR + 1


def _issues(one: Card, other: Card) -> set[str]:
    return set(one.node.codes("issue")) & set(other.node.codes("issue"))


def _label(card: Card) -> str:
    return str(card.node.one("label") or "")


def _item(card: Card) -> str:
    return str(card.node.one("item") or "")


def _reasons(issues: set[str], words: int) -> tuple[str, ...]:
    about = (f"issue: {', '.join(sorted(issues))}",) if issues else ()
    return (*about, f"words in common: {words}") if words else about
