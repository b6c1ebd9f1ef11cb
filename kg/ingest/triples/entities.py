"""Triples of actors and places: what the article says of them, and what the authority knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rdflib import OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef

from kg.ingest.model import ACTOR_KINDS, Entity, Position
from kg.ingest.triples.literals import NEG, Triple, concept, first_day, last_day, number, text
from kg.ingest.triples.names import Names, slug
from kg.schema.terms import PREFIXES

GEO = Namespace(PREFIXES["geo"])
ORG = Namespace(PREFIXES["org"])
TIME = Namespace(PREFIXES["time"])
WIKIDATA = PREFIXES["wd"]
CLASSES = {
    "person": NEG.Person,
    "state": NEG.State,
    "organization": NEG.Organization,
    "armed_group": NEG.ArmedGroup,
    "delegation": NEG.Delegation,
    "unnamed": NEG.UnnamedActor,
    "place": NEG.Place,
    "venue": NEG.Venue,
}
SAME_AS = {"A+": OWL.sameAs, "A": OWL.sameAs, "B": SKOS.closeMatch}  # by how well the Wikidata id is verified
_QID = re.compile(r"Q[1-9][0-9]*")


def said_triples(entity: Entity, names: Names, sides: Mapping[str, str]) -> Iterator[Triple]:
    """What the article itself says of an entity: all of a local one; the spellings and stated offices of any.

    `sides`: key of an entity by its label.
    """
    node = names.entity(entity.key)
    if not entity.authority:
        yield from _identity(entity, names)
    for alias in entity.aliases:
        yield node, SKOS.altLabel, text(alias)
    for position in entity.positions:
        if position.source != "authority":
            yield from _membership(entity, position, names, sides)


def known_triples(entity: Entity, names: Names) -> Iterator[Triple]:
    """What the authority knows of an entity: the same from every article that uses it."""
    if entity.authority:
        yield from _identity(entity, names)
    for position in entity.positions:
        if position.source == "authority":
            yield from _membership(entity, position, names, {})


def _identity(entity: Entity, names: Names) -> Iterator[Triple]:
    node = names.entity(entity.key)
    yield node, RDF.type, CLASSES[entity.kind]
    if entity.kind in ACTOR_KINDS:
        yield node, RDF.type, NEG.Actor
    yield node, RDFS.label, text(entity.label)
    if entity.country:
        yield node, NEG.country, text(entity.country)
    if entity.sector:
        yield node, NEG.sector, concept("sector", entity.sector)
    if entity.side:
        yield node, NEG.onBehalfOf, names.entity(entity.side)
    if entity.within:
        yield node, NEG.within, names.entity(entity.within)
    yield from _wikidata(node, entity)
    yield from _coordinates(node, entity)


def _wikidata(node: URIRef, entity: Entity) -> Iterator[Triple]:
    if not entity.qid:
        return
    yield node, NEG.qid, text(entity.qid)
    if entity.qid_grade in SAME_AS and _QID.fullmatch(entity.qid):
        yield node, SAME_AS[entity.qid_grade], URIRef(WIKIDATA + entity.qid)


def _coordinates(node: URIRef, entity: Entity) -> Iterator[Triple]:
    if entity.latitude is None or entity.longitude is None:
        return
    latitude, longitude = number(entity.latitude), number(entity.longitude)
    geometry = URIRef(f"{node}/geometry")
    yield node, NEG.latitude, latitude
    yield node, NEG.longitude, longitude
    yield node, GEO.hasGeometry, geometry
    yield geometry, RDF.type, GEO.Geometry
    yield geometry, GEO.asWKT, Literal(f"POINT({longitude} {latitude})", datatype=GEO.wktLiteral)


def _membership(entity: Entity, position: Position, names: Names, sides: Mapping[str, str]) -> Iterator[Triple]:
    node = _membership_iri(entity, position, names)
    role = URIRef(f"{names.base}role/{slug(position.office)}")
    yield node, RDF.type, ORG.Membership
    yield node, ORG.member, names.entity(entity.key)
    yield node, ORG.role, role
    yield role, RDF.type, ORG.Role
    yield role, RDFS.label, text(position.office)
    yield node, NEG.positionSource, text(position.source)
    if position.of:
        yield from _organization(node, position.of, names, sides)
    yield from _tenure(node, position)


def _organization(node: URIRef, label: str, names: Names, sides: Mapping[str, str]) -> Iterator[Triple]:
    """The body in which an office is held: an actor of the article where its label is one's, else a bare name."""
    if label in sides:
        yield node, ORG.organization, names.entity(sides[label])
        return
    body = URIRef(f"{names.base}name/{slug(label)}")
    yield node, ORG.organization, body
    yield body, RDF.type, ORG.Organization
    yield body, RDFS.label, text(label)


def _tenure(node: URIRef, position: Position) -> Iterator[Triple]:
    if not position.start and not position.end:
        return
    interval = URIRef(f"{node}/interval")
    yield node, ORG.memberDuring, interval
    yield interval, RDF.type, TIME.Interval
    if position.start:
        yield interval, NEG.begin, first_day(position.start)
    if position.end:
        yield interval, NEG.finish, last_day(position.end)


def _membership_iri(entity: Entity, position: Position, names: Names) -> URIRef:
    parts = (position.office, position.of or "", position.start or "", position.end or "")
    tail = "/".join(slug(part) for part in parts if part)
    if position.source == "authority" and entity.authority:
        return URIRef(f"{names.base}membership/{names.entity(entity.key).removeprefix(names.base)}/{tail}")
    return URIRef(f"{names.article}/membership/{slug(entity.key)}/{tail}")
