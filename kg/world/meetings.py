"""When two articles tell of one meeting: by parties, date with its precision, place, venue, round and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.world.cards import Cast
from kg.world.pairs import (
    LIKELY,
    SAME,
    VAGUE,
    Card,
    Pair,
    apart_in_telling,
    days_between,
    elsewhere,
    gap,
    near,
    overlap,
    pair_of,
)

DAYS = 7  # a date no longer than this is a day, or a meeting of several days
ROUND_DAYS = 60  # how far apart articles may be that name an undated round by its number
MOVED_DAYS = 60  # by how many days a round may be moved
_AHEAD = frozenset({"planned", "proposed", "postponed", "cancelled"})
TOOK_PLACE = frozenset({"held", "ongoing"})
PLACE_DAYS = 60  # the same for undated talks in one place
FRESH_DAYS = 3  # the same for news of the same parties


def pairs(cards: Mapping[str, Card], cast: Cast) -> Iterator[Pair]:
    """Pairs of meetings of different articles that are one meeting, surely or perhaps."""
    for one, other in _near(cards):
        if not apart(one, other):
            found = _compared(one, other, cast)
            if found:
                yield found


def apart(one: Card, other: Card) -> bool:
    """Whether two claims cannot tell of one meeting; those of one article can if they name one round, or one day and
    place and only one of them the round."""
    if one.article == other.article and not _told_twice(one, other):
        return True
    return differ(one, other)


def _told_twice(one: Card, other: Card) -> bool:
    """Whether one article may tell of one meeting in two claims."""
    if _same_round(one, other):
        return len(sides(one) & sides(other)) > 1
    numbered = sum(card.node.one("round") is not None for card in (one, other))
    held = all(card.node.code("status") in TOOK_PLACE for card in (one, other))
    same_table = len(sides(one)) > 1 and sides(one) == sides(other)
    return numbered == 1 and held and same_table and _together(one, other) and _when(one, other) == "day"


def differ(one: Card, other: Card) -> bool:
    """Whether what two claims say of a meeting excludes that it is one."""
    if (one.node.code("kind") == "call") != (other.node.code("kind") == "call"):
        return True
    if _differ(one.node.one("round"), other.node.one("round")):
        return True
    first, second = one.span, other.span
    if first and second and gap(first, second) > _slack(one, other):
        return True
    if _told_before(one, other) or _told_before(other, one):
        return True
    return elsewhere(one, other) and not _same_round(one, other) and not _surely_there(one, other)


def _told_before(one: Card, other: Card) -> bool:
    """Whether one tells, without a date, of what took place before the other took place."""
    took_place = one.node.code("status") in TOOK_PLACE and one.span is None
    return took_place and other.span is not None and bool(one.told) and other.span.begin > one.told


def _slack(one: Card, other: Card) -> int:
    """Days by which accounts of one meeting may differ: more where both name the round or the body, or it was moved."""
    moved = any(card.node.code("status") in _AHEAD for card in (one, other))
    if _same_round(one, other):
        return MOVED_DAYS if moved else DAYS
    return DAYS if moved and _same_body(one, other) else 1


def _same_body(one: Card, other: Card) -> bool:
    """Whether both labels name more than the parties, in the same words, as those of a committee do."""
    return len(one.words & other.words) >= 2


def _surely_there(one: Card, other: Card) -> bool:
    """Whether the same people are told to have sat together on one day: then the place is disputed, not another."""
    return _when(one, other) == "day" and len(people(one) & people(other)) >= 2


def sides(card: Card) -> frozenset[str]:
    """On whose behalf the meeting is held, as far as anybody present tells; mediators stand outside."""
    return card.side("party", "participant") - (card.side("mediator") - card.side("party"))


def people(card: Card) -> frozenset[str]:
    """Persons who are present: those who act for a side and are none."""
    return card.actors("party", "participant") - card.side("party", "participant")


def _near(cards: Mapping[str, Card]) -> list[tuple[Card, Card]]:
    """Pairs that share two sides, or a day and a side: only they can be one meeting."""
    blocks: dict[tuple[str, str], set[str]] = {}
    for iri, card in cards.items():
        span = card.span
        for pair in combinations(sorted(sides(card)), 2):
            blocks.setdefault(pair, set()).add(iri)
        for side in sides(card) if span and span.length <= DAYS else ():
            blocks.setdefault((side, span.begin if span else ""), set()).add(iri)
    return near(cards, blocks.values(), max(ROUND_DAYS, PLACE_DAYS, MOVED_DAYS))


def _compared(one: Card, other: Card, cast: Cast) -> Pair | None:
    shared = sides(one) & sides(other)
    persons = people(one) & people(other)
    place, venue = _together(one, other), _agree(one, other, "venue")
    same_round = _same_round(one, other)
    when = _when(one, other)
    keys = {
        f"parties: {cast.names(shared)}": 2 * min(len(shared), 2) if len(shared) > 1 else 0,
        f"one side: {cast.names(shared)}": len(shared) == 1,
        f"date: {_dates(one, other)}": {"day": 4, "span": 2, "moved": 1}.get(when, 0),
        f"round: {one.node.one('round')}": 4 * same_round,
        "place": 2 * place,
        "venue": 3 * venue,
        f"present: {cast.names(persons)}": min(len(persons), 3),
    }
    verdict = _verdict(_Facts(len(shared), len(persons), when, place, venue, same_round), one, other)
    if verdict is None:
        return None
    return pair_of(one, other, verdict, int(sum(keys.values())), tuple(key for key, weight in keys.items() if weight))


class _Facts:
    """What two meetings have in common."""

    def __init__(self, parties: int, persons: int, when: str, place: bool, venue: bool, same_round: bool) -> None:
        self.two, self.one = parties >= 2, parties == 1
        self.persons = persons
        self.when, self.place, self.venue, self.round = when, place, venue, same_round


def _verdict(facts: _Facts, one: Card, other: Card) -> str | None:
    telling = apart_in_telling(one, other)
    if facts.when in ("day", "moved"):
        if facts.two or facts.persons >= 2 or (facts.venue and facts.one):
            return SAME
        return LIKELY if facts.one and (facts.place or facts.persons) else None
    if not facts.two:
        return None
    if facts.round and (facts.when == "span" or telling <= ROUND_DAYS):
        return SAME if facts.when == "span" else VAGUE
    if facts.when == "span":
        return VAGUE if facts.place or facts.persons or _both_known(one, other) else LIKELY
    if facts.when == "unknown" and facts.place and telling <= PLACE_DAYS:
        return VAGUE
    if facts.when == "unknown" and telling <= FRESH_DAYS and _fresh(one, other):
        return VAGUE
    return LIKELY if facts.when == "next" or (facts.when == "unknown" and telling <= FRESH_DAYS) else None


def _fresh(one: Card, other: Card) -> bool:
    """Whether both tell of news: what took place, or what is to come, at a date near the articles if one has a date."""
    if (one.node.code("status") in TOOK_PLACE) != (other.node.code("status") in TOOK_PLACE):
        return False
    spans = [span for span in (one.span, other.span) if span]
    days = (days_between(span.begin, told) for span in spans for told in (one.told, other.told))
    return all(number is not None and number <= FRESH_DAYS for number in days)


def _same_round(one: Card, other: Card) -> bool:
    return one.node.one("round") is not None and one.node.one("round") == other.node.one("round")


def _when(one: Card, other: Card) -> str:
    """How two dates agree: day (both to the day, or one span of a few days), span, next (a day apart), unknown.

    moved: further apart, for a meeting whose round or body both name and that was planned or put off.
    """
    first, second = one.span, other.span
    if not first or not second:
        return "unknown"
    if not overlap(first, second):
        return "moved" if gap(first, second) > 1 else "next"
    exact = first.length <= DAYS and second.length <= DAYS and _to_the_day(one) and _to_the_day(other)
    return "day" if exact else "span"


def _to_the_day(card: Card) -> bool:
    return card.node.code("datePrecision") == "day"


def _both_known(one: Card, other: Card) -> bool:
    """Whether both name the place, in which case they agree: else they would be apart."""
    return bool(_place(one) and _place(other))


def _dates(one: Card, other: Card) -> str:
    dates = sorted({str(card.node.one("date")) for card in (one, other)})
    return " and ".join(dates)


def _together(one: Card, other: Card) -> bool:
    """Whether both name a place, and one lies in the other."""
    return bool(_place(one) and _place(other)) and not elsewhere(one, other)


def _agree(one: Card, other: Card, name: str) -> bool:
    return bool(set(one.node.all(name)) & set(other.node.all(name)))


def _place(card: Card) -> str | None:
    return next(iter(card.node.all("place")), None)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def ordered(cards: Iterable[Card]) -> list[Card]:
    """Claims as their articles came out, those of undated ones last: the first gives a joined node its name."""
    return sorted(cards, key=lambda card: (card.told or "9999", card.iri))
