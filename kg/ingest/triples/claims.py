"""Triples of claims: one table says how each field of each record is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rdflib import RDF, RDFS, Namespace, URIRef
from rdflib.term import Node

from kg.ingest.claims import (
    Agreement,
    ArticleClaims,
    Attribution,
    Claim,
    Event,
    Handover,
    Meeting,
    Proposal,
    Response,
    Statement,
)
from kg.ingest.model import Quantity
from kg.ingest.triples.literals import NEG, Triple, boolean, concept, dated, number, text
from kg.ingest.triples.names import Names, slug
from kg.ingest.triples.sources import role_triples, sentence_triples
from kg.schema.terms import PREFIXES

PROV = Namespace(PREFIXES["prov"])

Written = Callable[[Any, Names], Node]


def _entity(key: str, names: Names) -> Node:
    return names.entity(key)


def _text(value: str, _: Names) -> Node:
    return text(value)


def _number(value: float, _: Names) -> Node:
    return number(value)


def _flag(value: bool, _: Names) -> Node:
    return boolean(value)


def _meeting(identifier: str, names: Names) -> Node:
    return names.below("meeting", identifier)


def _code(scheme: str) -> Written:
    return lambda code, _: concept(scheme, code)


_ISSUES = ("issues", NEG.issue, _code("issue"))
_LABEL = ("label", RDFS.label, _text)

CLAIM_FIELDS: tuple[tuple[str, URIRef, Written], ...] = (
    ("attributed_to", NEG.attributedTo, _entity),
    ("factuality", NEG.factuality, _code("factuality")),
    ("confidence", NEG.confidence, _number),
    ("extractor", NEG.extractor, _text),
)
FIELDS: dict[type[Claim], tuple[str, URIRef, tuple[tuple[str, URIRef, Written], ...]]] = {
    # record: part of its IRI, class, (field, property, how written)
    Event: (
        "event",
        NEG.Event,
        (
            ("type", NEG.eventType, _code("type")),
            ("type_candidates", NEG.typeCandidate, _code("type")),
            ("act", NEG.act, _code("act")),
            ("context", NEG.context, _code("context")),
            ("agents", NEG.agent, _entity),
            ("targets", NEG.target, _entity),
            _ISSUES,
            ("place", NEG.place, _entity),
            ("venue", NEG.venue, _entity),
            ("meeting", NEG.meeting, _meeting),
        ),
    ),
    Meeting: (
        "meeting",
        NEG.Meeting,
        (
            _LABEL,
            ("kind", NEG.kind, _code("kind")),
            ("process", NEG.process, _text),
            ("round", NEG.round, _number),
            ("status", NEG.status, _code("status")),
            ("place", NEG.place, _entity),
            ("venue", NEG.venue, _entity),
            ("country", NEG.inCountry, _entity),
            ("parties", NEG.party, _entity),
            ("participants", NEG.participant, _entity),
            ("hosts", NEG.host, _entity),
            ("mediators", NEG.mediator, _entity),
            ("organizers", NEG.organizer, _entity),
            ("duration", NEG.duration, _text),
        ),
    ),
    Proposal: (
        "proposal",
        NEG.Proposal,
        (
            _LABEL,
            _ISSUES,
            ("proposers", NEG.proposer, _entity),
            ("addressees", NEG.addressee, _entity),
            ("conditions", NEG.condition, _text),
        ),
    ),
    Response: ("response", NEG.Response, (("stance", NEG.stance, _code("stance")), ("by", NEG.by, _entity))),
    Agreement: (
        "agreement",
        NEG.Agreement,
        (
            _LABEL,
            ("parties", NEG.party, _entity),
            _ISSUES,
            ("status", NEG.status, _code("status")),
            ("terms", NEG["term"], _text),
        ),
    ),
    Handover: (
        "handover",
        NEG.Handover,
        (
            ("item", NEG.item, _text),
            ("givers", NEG.giver, _entity),
            ("receivers", NEG.receiver, _entity),
            _ISSUES,
        ),
    ),
    Statement: (
        "statement",
        NEG.Statement,
        (
            ("speaker", NEG.speaker, _entity),
            ("cue", NEG.cue, _text),
            ("direct", NEG.direct, _flag),
            ("quote", NEG.quote, _text),
            ("addressee", NEG.addressee, _entity),
        ),
    ),
    Attribution: (
        "attribution",
        NEG.Attribution,
        (
            ("holder", NEG.holder, _entity),
            ("words", NEG.holderWords, _text),
            ("cue", NEG.cue, _text),
            ("attitude", NEG.attitude, _text),
        ),
    ),
}


def all_claims(claims: ArticleClaims) -> Iterator[Claim]:
    """Every claim of the article, the responses of its proposals among them."""
    yield from claims.meetings
    yield from claims.events
    yield from claims.proposals
    for proposal in claims.proposals:
        yield from proposal.responses
    yield from claims.agreements
    yield from claims.handovers
    yield from claims.statements
    yield from claims.attributions


def claim_iri(claim: Claim, names: Names) -> URIRef:
    """The node of a claim: article, kind, id."""
    return names.below(FIELDS[type(claim)][0], claim.id)


def claim_triples(claim: Claim, names: Names) -> Iterator[Triple]:
    """All triples of a claim with its evidence; those of a proposal's responses come with the responses."""
    node = claim_iri(claim, names)
    _, kind, fields = FIELDS[type(claim)]
    yield node, RDF.type, NEG.Claim
    yield node, RDF.type, kind
    yield node, NEG.article, names.article
    yield node, PROV.wasDerivedFrom, names.article
    yield from dated(node, claim.date)
    yield from _evidence(node, claim, names)
    for field, predicate, written in (*CLAIM_FIELDS, *fields):
        for value in _values(getattr(claim, field)):
            yield node, predicate, written(value, names)
    yield from _structured(node, claim, names)


def _values(value: object) -> tuple[object, ...]:
    if value is None or value == "":
        return ()
    return value if isinstance(value, tuple) else (value,)


def _evidence(node: URIRef, claim: Claim, names: Names) -> Iterator[Triple]:
    for evidence in claim.evidence:
        yield node, NEG.evidence, names.sentence(evidence.sentence)
        yield from sentence_triples(evidence, names)
        yield from role_triples(node, evidence, names)
    if claim.evidence:
        yield node, NEG.mainEvidence, names.sentence(claim.evidence[0].sentence)


def _structured(node: URIRef, claim: Claim, names: Names) -> Iterator[Triple]:
    """What needs a node of its own or more than one field."""
    match claim:
        case Event(mode=mode, type=kind, quantity=quantity):
            if mode:
                yield node, NEG.mode, concept("mode", f"{kind}/{mode}")
            yield from _quantity(node, quantity)
        case Agreement(quantity=quantity):
            yield from _quantity(node, quantity)
        case Meeting():
            yield from _heads(node, claim, names)
        case Proposal(responses=responses):
            for response in responses:
                yield claim_iri(response, names), NEG.respondsTo, node


def _quantity(node: URIRef, quantity: Quantity | None) -> Iterator[Triple]:
    if quantity is None:
        return
    amount = URIRef(f"{node}/quantity")
    yield node, NEG.quantity, amount
    yield amount, RDF.type, NEG.Quantity
    yield amount, RDFS.label, text(quantity.text)
    if quantity.minimum is not None:
        yield amount, NEG.minimum, number(quantity.minimum)
    if quantity.maximum is not None:
        yield amount, NEG.maximum, number(quantity.maximum)
    if quantity.unit:
        yield amount, NEG.unit, text(quantity.unit)


def _heads(node: URIRef, meeting: Meeting, names: Names) -> Iterator[Triple]:
    for head in meeting.heads:
        leading = URIRef(f"{node}/head/{slug(f'{head.person} {head.of}')}")
        yield node, NEG.head, leading
        yield leading, RDF.type, NEG.Head
        yield leading, NEG.person, names.entity(head.person)
        if head.of:
            yield leading, NEG.of, names.entity(head.of)
