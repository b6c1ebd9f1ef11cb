"""What linking makes: who stands at which token, and the entities of the article, each under its key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.ingest.authority import Authority
from kg.ingest.mentions import Span
from kg.ingest.model import Entity, Mention
from kg.ingest.titles import Office


def slug(text: str) -> str:
    """`text` as the last part of a local key: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unknown"


@dataclass
class Linked:
    """Who stands where: entities by key, actors and places by token, and the mentions in text order."""

    entities: dict[str, Entity] = field(default_factory=dict)
    at: dict[int, tuple[str, ...]] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    offices: dict[str, list[tuple[Office, tuple[str, ...]]]] = field(default_factory=dict)
    spans: list[tuple[Span, tuple[str, ...]]] = field(default_factory=list)
    surnames: dict[str, list[str]] = field(default_factory=dict)

    def sides(self) -> Iterator[tuple[str, int, int]]:
        """Key and tokens [first, last) of those whose office or official a longer mention names: [US] President X."""
        for span, keys in self.spans:
            atoms = {x.first: x for x in (*span.sides, *(x for office in span.offices for x in office.sides))}
            for first, atom in sorted(atoms.items()):
                inside = span.first <= first and atom.last <= span.last and len(atom.keys) == 1
                if inside and atom.keys[0] not in keys:
                    yield atom.keys[0], first, atom.last


class Entities:
    """The entities of an article as they come up: `known` by key, from the authority or made for the article."""

    def __init__(self, authority: Authority, known: dict[str, Entity]) -> None:
        self.authority = authority
        self.known = known

    def add(self, key: str) -> Entity:
        """The authority's entity, with the places that it lies in."""
        if key not in self.known:
            self.known[key] = self.authority.entity(key)
            for other in (self.known[key].within, self.known[key].side):
                if other:
                    self.add(other)
        return self.known[key]

    def local(self, kind: str, label: str, *, side: str | None = None) -> str:
        """The key of the entity that the article alone knows by `label`; it is made if it is new."""
        label = " ".join(label.split())
        key = f"local/{kind}/{slug(label)}"
        country = self.country(side)
        entity = self.known.get(key)
        if entity is None:
            self.known[key] = Entity(key, kind, label, side=side, country=country)
        elif side and not entity.side:
            self.known[key] = replace(entity, side=side, country=country)
        return key

    def country(self, side: str | None) -> str | None:
        """The country of a side that the authority knows."""
        return self.add(side).country if side and side in self.authority else None
