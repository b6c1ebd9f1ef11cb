"""Here: the place of the dateline, which "here" means, and where the talks of the day are."""

from __future__ import annotations

from kg.ingest.authority import Authority
from kg.ingest.linked import Entities, Linked
from kg.ingest.model import Analysis


def mark_here(a: Analysis, linked: Linked, authority: Authority, dateline: str | None) -> None:
    """Let each "here" of the report's own words stand for the place of its dateline."""
    tokens = [t.i for t in a.tokens if t.lower_is("here") and t.dep in ("advmod", "pcomp", "pobj")] if dateline else []
    if not tokens or not dateline:
        return
    key = _known(linked, authority, dateline) or Entities(authority, linked.entities).local("place", _town(dateline))
    for i in tokens:
        linked.places.setdefault(i, key)


def place_of_dateline(linked: Linked, authority: Authority, dateline: str | None) -> str | None:
    """Key of the place from which the report comes, where the authority knows it."""
    return _known(linked, authority, dateline) if dateline else None


def _town(dateline: str) -> str:
    return dateline.split(",")[0]


def _known(linked: Linked, authority: Authority, dateline: str) -> str | None:
    words, entities = _town(dateline).split(), Entities(authority, linked.entities)
    for hit in authority.matches(words):
        known = next((k for k in hit.keys if k.startswith("place/")), None)
        if hit.first == 0 and hit.last == len(words) and known:
            entities.add(known)
            return known
    return None
