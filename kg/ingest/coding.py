"""Country and sector of an actor by the words that mention it, without a text around them: "a former CIA official".

Names come from the authority (its states, nationalities, organizations, places and persons with their offices by date),
roles from its titles and from the words of sectors.csv. The head of the mention, before its first preposition, decides:
"Russia's ambassador to Poland" is Russian. A word for any leader or member (president, official, chairman) gives way to
what it leads: "president of the parliament" belongs to the legislature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ingest.authority import Authority, Reading
from kg.ingest.frames import Frames
from kg.ingest.model import DateValue, Entity

_PREPOSITIONS = frozenset("of in at to for from on against across near by with".split())
_GENERIC = frozenset(
    "president director head chief chairman chairwoman chair leader member official officer minister spokesman "
    "spokeswoman spokesperson deputy secretary representative envoy adviser advisor agent commander group".split()
)
_COMPOUND = re.compile(r"-(based|led|backed|held|controlled|run|occupied|dominated|aligned)\b")  # Somalia-based
_FORMER = frozenset("former ex retired deposed ousted".split())


@dataclass(frozen=True, slots=True)
class ActorCode:
    """ISO 3166-1 alpha-3 of the country and PLOVER code of the sector, each "" where the words do not say."""

    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class _Role:
    """A word for a sector at tokens [first, last)."""

    first: int
    last: int
    sector: str
    generic: bool


def code(text: str, authority: Authority, frames: Frames, date: DateValue | None = None) -> ActorCode:
    """Country and sector of the actor that `text` mentions; offices are those held on `date`."""
    words = _words(text)
    hits = [(hit.first, hit.last, _reading(hit.readings)) for hit in authority.matches(words) if hit.readings]
    named = [(first, last, r) for first, last, r in hits if not _within_name(r, words, first, last)]
    entities = [(first, last, authority.entity(reading.key)) for first, last, reading in named]
    end = _head_end(words, [(first, last) for first, last, _ in entities])
    sector = _sector(list(_roles(words, authority, frames)), entities, end)
    person = next((entity for _, _, entity in entities if entity.kind == "person"), None)
    if person is not None:
        known = _of_person(authority, person, date)
        country, sector = known.country or _country(entities, end), sector or known.sector
    else:
        country, sector = _country(entities, end), sector or _unsaid(words, entities)
    former = any(word.lower() in _FORMER for word in words)
    return ActorCode(country, "ELI" if former and sector else sector)


def _within_name(reading: Reading, words: Sequence[str], first: int, last: int) -> bool:
    """Whether a person's surname stands in a longer name: Hussein in Mohammed Hussein Roble."""
    beside = [*words[max(0, first - 1) : first], *words[last : last + 1]]
    return reading.weak and reading.key.startswith("person/") and any(word[0].isupper() for word in beside)


def _unsaid(words: Sequence[str], entities: Sequence[tuple[int, int, Entity]]) -> str:
    """A name by itself has no sector of its own; other words without one are of unknown actors."""
    return "" if sum(last - first for first, last, _ in entities) == len(words) else "UNK"


def _words(text: str) -> list[str]:
    apart = _COMPOUND.sub(r" \1", text)
    words = re.findall(r"['’]s\b|[\w.&-]+(?:['’](?!s\b)\w+)*", apart)
    return words[1:] if words and words[0].lower() in ("the", "a", "an") else words


def _reading(readings: Sequence[Reading]) -> Reading:
    """The reading that acts: a state rather than its capital as a place."""
    strong = [r for r in readings if not r.weak]
    return (strong or list(readings))[0]


def _of_person(authority: Authority, entity: Entity, date: DateValue | None) -> ActorCode:
    """By the offices held on `date`; who held one before and holds none then is a former official."""
    titles = [authority.title(position.office) for position in authority.positions(entity.key, date)]
    held = [title.sector for title in titles if title and title.sector]
    sector = held[0] if held else entity.sector or ""
    former = sector == "GOV" and date and not held and authority.has_offices(entity.key)
    return ActorCode(entity.country or "", "ELI" if former else sector)


def _head_end(words: Sequence[str], names: Sequence[tuple[int, int]]) -> int:
    """Where the first preposition outside names stands."""
    inside = {i for first, last in names for i in range(first, last)}
    return next((i for i, w in enumerate(words) if w.lower() in _PREPOSITIONS and i not in inside), len(words))


def _roles(words: Sequence[str], authority: Authority, frames: Frames) -> Iterator[_Role]:
    for hit in authority.titles(words):
        if hit.title.sector:
            last_word = words[hit.last - 1].lower()
            yield _Role(hit.first, hit.last, hit.title.sector, _singular(last_word) in _GENERIC)
    lowered = [_singular(word.lower()) for word in words]
    for first in range(len(words)):
        for last in range(min(len(words), first + 3), first, -1):
            if sector := frames.sectors.get(" ".join(lowered[first:last])):
                yield _Role(first, last, sector, lowered[last - 1] in _GENERIC and last - first == 1)
                break


def _singular(word: str) -> str:
    for ending, stem in (("ies", "y"), ("men", "man"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word.removesuffix(ending) + stem
    return word


def _sector(roles: Sequence[_Role], entities: Sequence[tuple[int, int, Entity]], end: int) -> str:
    """The last word for a sector in the head; a generic one gives way to another word, then to the organization."""
    named = [(last, e.sector) for _, last, e in entities if e.sector and e.kind not in ("state", "person")]
    free = [
        r for r in roles if not any(f <= r.first and r.last <= last for f, last, e in entities if e.kind != "state")
    ]
    for choice in ([r for r in free if not r.generic and r.last <= end], [r for r in free if not r.generic]):
        if choice:
            return max(choice, key=lambda r: (r.sector != "CVL", r.last, r.last - r.first)).sector
    if named:
        return named[-1][1] or ""
    return max(free, key=lambda r: r.last).sector if free else ""


def _country(entities: Sequence[tuple[int, int, Entity]], end: int) -> str:
    """That of the first name in the head that has one, else of the first at all."""
    inside = [e.country for first, _, e in entities if first < end and e.country]
    after = [e.country for first, _, e in entities if first >= end and e.country]
    return next(iter([*inside, *after]), "") or ""
