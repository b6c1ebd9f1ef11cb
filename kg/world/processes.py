"""Negotiating processes: meetings of the same parties in the order of their dates, with no long pause between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.world.cards import Cast
from kg.world.meetings import sides
from kg.world.pairs import Card, Span, days_between

T = TypeVar("T")

SHARED = 0.6  # of the parties of two meetings of one process, at least, where neither set holds the other

PAUSE = 150  # days between two meetings of one process, at most
_LOST = frozenset({"denied", "proposed"})  # meetings that no process has, unless they have a round


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of the world: its node, the accounts of it, and what they agree on."""

    iri: str
    accounts: tuple[Card, ...]
    parties: frozenset[str]
    span: Span | None
    round: int | None
    status: str
    place: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Process:
    """Meetings in their order, by IRI; `parties` sit in at least half of them."""

    sessions: tuple[str, ...]
    parties: tuple[str, ...]
    label: str


def session(iri: str, accounts: Sequence[Card]) -> Session:
    """The meeting that accounts tell of."""
    spans = sorted(filter(None, (card.span for card in accounts)), key=lambda s: (s.length, s.begin))
    return Session(
        iri=iri,
        accounts=tuple(accounts),
        parties=_parties(accounts),
        span=spans[0] if spans else None,
        round=_most(card.node.one("round") for card in accounts),
        status=str(accounts[-1].node.code("status")),
        place=_most(place for card in accounts for place in card.node.all("place")),
        name=_most(card.node.one("process") for card in accounts),
    )


def processes(sessions: Iterable[Session], cast: Cast, places: Mapping[str, str]) -> list[Process]:
    """All processes of two and more meetings, and those that a text names. `places`: labels of places by IRI.

    A meeting whose date nobody tells comes into a process by its round, or not at all.
    """
    chains: list[list[Session]] = []
    for item in sorted(filter(_counts, sessions), key=lambda s: (s.span.begin if s.span else "", s.iri)):
        fitting = [(*_fit(c, item), n) for n, c in enumerate(chains) if _continues(c, item)]
        if fitting:
            chains[max(fitting)[-1]].append(item)
        else:
            chains.append([item])
    return [_process(chain, cast, places) for chain in chains if len(chain) > 1 or any(item.name for item in chain)]


def _counts(item: Session) -> bool:
    calls = all(card.node.code("kind") == "call" for card in item.accounts)
    return item.span is not None and len(item.parties) > 1 and not calls and item.status not in _LOST


def _continues(chain: Sequence[Session], item: Session) -> bool:
    """Whether a meeting is the next of a chain: same parties, no long pause, and the rounds do not begin again."""
    last = chain[-1]
    if last.span is None or item.span is None:
        return False
    if (days_between(last.span.finish, item.span.begin) or 0) > PAUSE and item.span.begin > last.span.finish:
        return False
    if item.name and any(s.name == item.name for s in chain):
        return True
    rounds = [s.round for s in chain if s.round is not None]
    if item.round is not None and rounds and item.round < rounds[-1]:
        return False
    return _same_table(_core(chain), item.parties)


def _fit(chain: Sequence[Session], item: Session) -> tuple[bool, float]:
    """How well a meeting continues a chain: by the number of its round, then by its parties."""
    rounds = [s.round for s in chain if s.round is not None]
    counted = bool(rounds) and item.round is not None and rounds[-1] <= item.round <= rounds[-1] + 1
    return counted, _alike(_core(chain), item.parties)


def _alike(core: frozenset[str], parties: frozenset[str]) -> float:
    """How far two sets of parties agree, from 0 to 1 (Jaccard)."""
    return len(core & parties) / len(core | parties)


def _same_table(core: frozenset[str], parties: frozenset[str]) -> bool:
    """Whether two sets of parties are of one negotiation: one holds the other, or most of both are the same."""
    both = core & parties
    return len(both) > 1 and (both in (core, parties) or _alike(core, parties) >= SHARED)


def _core(chain: Sequence[Session]) -> frozenset[str]:
    """Parties of at least half of the meetings."""
    counts = Counter(party for item in chain for party in item.parties)
    return frozenset(party for party, count in counts.items() if 2 * count >= len(chain))


def _process(chain: Sequence[Session], cast: Cast, places: Mapping[str, str]) -> Process:
    parties = tuple(sorted(_core(chain), key=cast.label))
    name = _most(item.name for item in chain)
    return Process(tuple(item.iri for item in chain), parties, name or _label(chain, parties, cast, places))


def _label(chain: Sequence[Session], parties: Sequence[str], cast: Cast, places: Mapping[str, str]) -> str:
    """Such as "Russia–Ukraine talks in Istanbul, 2025": the place if two and most of those that have one are there."""
    held = [item.place for item in chain if item.place]
    place: str | None = _most(held)
    most = place and held.count(place) > 1 and 2 * held.count(place) > len(held)
    where = f" in {places.get(place, place)}" if place and most else ""
    years = sorted({item.span.begin[:4] for item in chain if item.span})
    when = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return f"{'–'.join(cast.label(party) for party in parties)} talks{where}, {when}"


def _parties(accounts: Sequence[Card]) -> frozenset[str]:
    """Sides that at least half of the accounts name; all where no two accounts agree."""
    counts = Counter(side for card in accounts for side in sides(card))
    agreed = frozenset(side for side, count in counts.items() if 2 * count >= len(accounts))
    return agreed if len(agreed) > 1 else frozenset(counts)


def _most(values: Iterable[T | None]) -> T | None:
    """The value that comes most often, the least of several such; None without one."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)
