"""When two names mean one actor or place: the comparison that all gold formats share.

Names are folded (no case, no diacritics, hyphens and punctuation as blanks, no leading "the"). A name means an entity
when it equals its label or one of its aliases, in the text or in the authority, or when the authority reads the whole
name as that entity. "X delegation" and "delegation of X" are one when X is; unnamed sources are one when their words
are, whatever their rank or number ("senior Ukrainian officials (unnamed)" and "Ukrainian official (unnamed)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.evaluation.matching import enough, pair
from kg.ingest.authority import Authority
from kg.ingest.authority.match import fold
from kg.ingest.model import Entity

_UNNAMED_NOISE = frozenset("unnamed a an the senior top high ranking level one some another two several".split())
_DELEGATION = re.compile(
    r"(?:the )?(?:delegation|team) (?:of|from) (?:the )?(.+)|(?:the )?(.+) (?:delegation|negotiating team)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """`name` as names are compared."""
    words = re.sub(r"[^\w\s]", " ", fold(name).replace("'", "").replace("’", "").replace(".", "")).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def without_brackets(title: str) -> str:
    """An encyclopedia's title as a name: underscores as blanks, what tells namesakes apart left out."""
    return re.sub(r"\s*\([^)]*\)\s*$", "", title.replace("_", " ")).strip()


class Names:
    """Compares names with the entities of one article."""

    def __init__(self, authority: Authority, entities: Iterable[Entity]) -> None:
        self._authority = authority
        self.entities = {e.key: e for e in entities}
        self._names = {key: self._names_of(e) for key, e in self.entities.items()}

    def label(self, key: str) -> str:
        """Label of an entity, the key itself for one that is not known."""
        return self.entities[key].label if key in self.entities else key

    def same(self, name: str, key: str) -> bool:
        """Whether `name` means the entity."""
        entity = self.entities.get(key)
        if entity is None:
            return False
        if folded(name) in self._names[key] or key in self._meanings(name):
            return True
        if entity.kind == "delegation" or "delegation" in folded(name):
            return self._same_delegation(name, entity)
        return entity.kind == "unnamed" and _same_source(_unnamed_words(name), _unnamed_words(entity.label))

    def sense(self, name: str) -> str:
        """What `name` stands for as far as it tells: the one actor that the authority reads it as, else its words."""
        meanings = self._meanings(name)
        return next(iter(meanings)) if len(meanings) == 1 else folded(name)

    def right(self, marked: Sequence[str], keys: Sequence[str]) -> int:
        """How many of `keys` are among the marked names, one to one."""
        return len(pair(marked, keys, lambda name, key: float(self.same(name, key))))

    def agree(self, marked: Sequence[str], keys: Sequence[str]) -> bool:
        """Some right, no more strangers than right ones; empty where the gold is."""
        return enough(self.right(marked, keys), len(keys), len(marked))

    def _names_of(self, entity: Entity) -> frozenset[str]:
        known = self._authority.aliases(entity.key) if entity.authority else ()
        return frozenset(folded(n) for n in (entity.label, *known, *entity.aliases) if not _surname_of(n, entity))

    def _meanings(self, name: str) -> frozenset[str]:
        """Keys of the actors that the authority reads the whole of `name` as."""
        return _meanings(self._authority, name)

    def _same_delegation(self, name: str, entity: Entity) -> bool:
        mine, other = _delegated(entity.label), _delegated(name)
        if mine is None or other is None:
            return False
        return folded(mine) == folded(other) or bool(self._meanings(mine) & self._meanings(other))


def _surname_of(name: str, entity: Entity) -> bool:
    """A single word of a person's name is too little: there are several Lavrovs."""
    return entity.kind == "person" and " " not in name.strip() and name != entity.label


@lru_cache(maxsize=1 << 14)
def _meanings(authority: Authority, name: str) -> frozenset[str]:
    texts = re.findall(r"[\w.'’-]+|[^\w\s]", name)
    hits = [h for h in authority.matches(texts) if h.first == 0 and h.last == len(texts)]
    keys = [r.key for hit in hits for r in hit.readings if r.kind != "surname"]
    return frozenset(k for k in keys if not k.startswith(("place/", "venue/")))


def _delegated(name: str) -> str | None:
    match = _DELEGATION.fullmatch(name.strip())
    return (match[1] or match[2]) if match else None


def _unnamed_words(name: str) -> list[str]:
    return [w.removesuffix("s") for w in folded(name).split() if w not in _UNNAMED_NOISE]


def _same_source(one: Sequence[str], other: Sequence[str]) -> bool:
    """Same words, or one with further words between nationality and noun: Ukrainian (diplomatic) source."""
    if one == other or not (len(one) > 1 < len(other)):
        return one == other
    return (one[0], one[-1]) == (other[0], other[-1]) and (set(one) <= set(other) or set(other) <= set(one))
