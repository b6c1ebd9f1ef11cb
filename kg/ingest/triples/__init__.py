"""Claims become triples: one named graph of what an article says, one of what the authority knows of those in it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest.claims import ArticleClaims
from kg.ingest.triples.claims import all_claims, claim_triples
from kg.ingest.triples.entities import known_triples, said_triples
from kg.ingest.triples.literals import Triple
from kg.ingest.triples.names import (
    Names,
    article_iri,
    authority_iri,
    full_iri,
    graph_iri,
    names_of,
    short_id,
)
from kg.ingest.triples.sources import article_triples, mention_triples, sentence_triples
from kg.schema.derive import short_edges
from kg.schema.terms import BASE

__all__ = ["Triple", "article_iri", "authority_iri", "full_iri", "graph_iri", "graphs", "short_id"]


def graphs(claims: ArticleClaims, base: str = BASE) -> dict[str, frozenset[Triple]]:
    """Named graph IRI -> its triples: the article's own graph first, then the authority facts that it uses.

    The article's graph holds the short edges that follow from it. No blank nodes and no order: equal claims give equal
    graphs.
    """
    names = names_of(claims.article.key, base)
    said, known = frozenset(_said(claims, names)), frozenset(_known(claims, names))
    return {
        str(graph_iri(names.article)): said | short_edges(said | known),
        str(authority_iri(names.article)): known,
    }


def _said(claims: ArticleClaims, names: Names) -> Iterator[Triple]:
    sides = {entity.label: entity.key for entity in reversed(claims.entities)}
    yield from article_triples(claims, names)
    for entity in claims.entities:
        yield from said_triples(entity, names, sides)
    for key, evidence in claims.mentions:
        yield from sentence_triples(evidence, names)
        yield from mention_triples(key, evidence, names)
    for claim in all_claims(claims):
        yield from claim_triples(claim, names)


def _known(claims: ArticleClaims, names: Names) -> Iterator[Triple]:
    for entity in claims.entities:
        yield from known_triples(entity, names)
