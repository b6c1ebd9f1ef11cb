"""When two articles mean one actor whom the authority does not know: by name, side, country and company."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

from kg.store.nodes import Node
from kg.world.cards import Cast
from kg.world.pairs import LIKELY, SAME, Pair

NAMED = frozenset({"Person", "Organization", "ArmedGroup"})  # unnamed sources of two articles are never known to be one
ALIKE = 0.88  # how far two spellings of a name agree, from 0 to 1
_PART = re.compile(r"[^\W_]+")


def local_actors(cast: Cast) -> dict[str, str]:
    """Actors that an article minted, with the article."""
    cut = ((iri, iri.partition("/actor/")[0]) for iri in cast.actors)
    return {iri: article for iri, article in cut if article in cast.told}


def pairs(local: Mapping[str, str], cast: Cast, company: Mapping[str, frozenset[str]]) -> Iterator[Pair]:
    """Pairs of actors of different articles that are one, surely or perhaps.

    `company` has the known actors that the claims of an article name: who appears among the same people is the same.
    """
    named = {iri: spelt(cast.label(iri)) for iri in local if cast.kinds[iri] in NAMED}
    for one, other in _near(named):
        if local[one] != local[other] and not apart(one, other, cast):
            found = _compared(one, other, named, cast, company[local[one]] & company[local[other]])
            if found:
                yield found


def apart(one: str, other: str, cast: Cast) -> bool:
    """Whether two actors cannot be one: of another class, side or country."""
    if cast.kinds[one] != cast.kinds[other]:
        return True
    return any(
        mine is not None and theirs is not None and mine != theirs
        for mine, theirs in (
            (cast.sides.get(one), cast.sides.get(other)),
            (_country(cast.actors[one]), _country(cast.actors[other])),
        )
    )


def spelt(name: str) -> tuple[str, ...]:
    """The parts of a name without case, accents, hyphens and apostrophes."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return tuple(_PART.findall(plain.replace("'", "").replace("’", "")))


def _near(named: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Pairs that share a part of their names longer than a particle."""
    blocks: dict[str, set[str]] = {}
    for iri, parts in named.items():
        for part in parts:
            if len(part) > 3:
                blocks.setdefault(part, set()).add(iri)
    return iter(sorted({pair for members in blocks.values() for pair in combinations(sorted(members), 2)}))


def _compared(
    one: str, other: str, named: Mapping[str, tuple[str, ...]], cast: Cast, company: frozenset[str]
) -> Pair | None:
    if not _alike(" ".join(named[one]), " ".join(named[other])):
        return None
    side, country = cast.sides.get(one), _country(cast.actors[one])
    same_side = side is not None and side == cast.sides.get(other)
    same_country = country is not None and country == _country(cast.actors[other])
    persons = frozenset(actor for actor in company if cast.kinds.get(actor) != "State")
    keys = {
        f"name: {cast.label(one)}": named[one] == named[other],
        f"name, nearly: {' and '.join(sorted((cast.label(one), cast.label(other))))}": named[one] != named[other],
        f"side: {cast.label(side or '')}": same_side,
        f"country: {country}": same_country,
        f"in the company of {cast.names(persons)}": bool(persons),
        f"where {cast.names(company - persons)} negotiate": len(company - persons) > 1,
    }
    sure = named[one] == named[other] and _proper(cast.label(one)) and sum(keys.values()) > 1
    reasons = tuple(key for key, holds in keys.items() if holds)
    return Pair(min(one, other), max(one, other), SAME if sure else LIKELY, sum(keys.values()), reasons)


def _alike(one: str, other: str) -> bool:
    """Whether two spellings agree by `ALIKE`; what cannot is seen before it is measured."""
    measure = SequenceMatcher(None, one, other)
    return one == other or (measure.quick_ratio() >= ALIKE and measure.ratio() >= ALIKE)


def _proper(label: str) -> bool:
    """Whether a label is a name in full, not a description: two parts, and capitals."""
    return len(spelt(label)) > 1 and any(part[:1].isupper() for part in label.split())


def _country(node: Node) -> str | None:
    return next(iter(node.all("country")), None)
