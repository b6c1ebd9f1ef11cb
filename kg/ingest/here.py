"""Here: the place of the dateline, where a report says "here"."""

from __future__ import annotations

from kg.ingest.authority import Authority
from kg.ingest.linked import Entities, Linked
from kg.ingest.model import Analysis


def mark_here(a: Analysis, linked: Linked, authority: Authority, dateline: str | None) -> None:
    """Let each "here" of the report's own words stand for the place of its dateline."""
    tokens = [t.i for t in a.tokens if t.lower_is("here") and t.dep in ("advmod", "pcomp", "pobj")] if dateline else []
    if not tokens or not dateline:
        return
    key = _place(linked, authority, dateline.split(",")[0])
    for i in tokens:
        linked.places.setdefault(i, key)


def _place(linked: Linked, authority: Authority, name: str) -> str:
    """The authority's place of that name, else one that the article alone knows."""
    words, entities = name.split(), Entities(authority, linked.entities)
    for hit in authority.matches(words):
        known = next((k for k in hit.keys if k.startswith("place/")), None)
        if hit.first == 0 and hit.last == len(words) and known:
            entities.add(known)
            return known
    return entities.local("place", name)
