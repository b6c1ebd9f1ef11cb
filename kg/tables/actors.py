"""Rows of actors: who they are, which offices they hold, how often and where they are named."""

from __future__ import annotations

from collections.abc import Iterator

from kg.schema.terms import NEG
from kg.store.nodes import Node
from kg.store.results import Term
from kg.tables.claims import Record
from kg.tables.reading import Reader

TYPES = {
    "Person": "person",
    "State": "state",
    "Organization": "organization",
    "ArmedGroup": "armed_group",
    "Delegation": "delegation",
    "UnnamedActor": "unnamed",
}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ALIAS = "http://www.w3.org/2004/02/skos/core#altLabel"
_MEMBERSHIPS = """SELECT DISTINCT ?member ?office ?of ?source {
  ?membership org:member ?member ; org:role ?role ; neg:positionSource ?source .
  ?role rdfs:label ?office .
  OPTIONAL { ?membership org:organization ?body . ?body rdfs:label ?of }
}"""
_MENTIONS = """SELECT ?actor ?article (COUNT(DISTINCT ?span) AS ?mentions) {
  ?span gaf:denotes ?actor ; oa:hasSource ?article
} GROUP BY ?actor ?article"""


def actors(reader: Reader) -> Iterator[Record]:
    """One row an actor, by label. `mentions` counts the words that name or mean it, in all articles."""
    held = positions(reader)
    mentions = _mentions(reader)
    for node in sorted(reader.nodes("Actor"), key=lambda node: (reader.labels[node.iri], node.iri)):
        named = mentions.get(node.iri, {})
        if not named:
            continue  # a state in which a place lies, or on whose behalf somebody acts, that the text does not name
        yield {
            "id": reader.id(node.iri),
            "label": reader.labels[node.iri],
            "type": type_of(node),
            "qid": node.one("qid"),
            "country": node.one("country"),
            "sector": node.code("sector"),
            "positions": held.get(node.iri, []),
            "aliases": node.all(_ALIAS),
            "mentions": sum(named.values()),
            "articles": sorted(named),
        }


def type_of(node: Node) -> str | None:
    """The type of an actor: person, state, organization, armed_group, delegation or unnamed."""
    classes: list[Term] = node.values.get(_TYPE, [])
    return next((TYPES[name] for term in classes if (name := term.value.removeprefix(NEG)) in TYPES), None)


def positions(reader: Reader) -> dict[str, list[Record]]:
    """Offices by actor as {office, of, source}; an office that several articles state comes once."""
    found: dict[str, list[Record]] = {}
    rows = sorted(reader.rows(_MEMBERSHIPS), key=lambda row: tuple(value or "" for value in row))
    for member, office, body, source in rows:
        position = {"office": office, "of": body, "source": source}
        if position not in found.setdefault(member, []):
            found[member].append(position)
    return found


def _mentions(reader: Reader) -> dict[str, dict[str, int]]:
    """Number of mentions by actor and article id."""
    found: dict[str, dict[str, int]] = {}
    for actor, article, count in reader.rows(_MENTIONS):
        found.setdefault(actor, {})[reader.id(article)] = count
    return found
