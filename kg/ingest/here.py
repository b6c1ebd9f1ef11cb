"""Here: the place of the dateline, which "here" means, and where the talks of the day are."""

from __future__ import annotations

from kg.ingest import syntax
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


def mark_capitals(a: Analysis, linked: Linked, authority: Authority) -> None:
    """Let "the Chinese capital", "Qatar's capital" stand for the town, where it is not named beside it."""
    for token in a.tokens:
        if token.lemma.lower() != "capital" or token.dep != "pobj" or _named(a, linked, token.i):
            continue
        before = syntax.kids(a, token.i, "poss", "amod", "compound", "nmod")
        states = {k for x in (*before, token.i) for k in (*linked.at.get(x, ()), linked.places.get(x)) if k}
        key = authority.capital(states.pop()) if len(states) == 1 else None
        if key:
            Entities(authority, linked.entities).add(key)
            linked.places[token.i] = key


def _named(a: Analysis, linked: Linked, capital: int) -> bool:
    """Whether the town is named: the Tunisian capital Tunis, the capital of Kabul."""
    beside = [*syntax.kids(a, capital, "appos", "compound", "nmod"), *syntax.prepositions(a, capital).get("of", [])]
    places = [linked.places[x] for x in (*beside, capital) if x in linked.places]
    return any(linked.entities[k].kind == "place" for k in places)


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
