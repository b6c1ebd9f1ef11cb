"""Triples of an article itself, of its sentences and of words in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from rdflib import RDF, Literal, Namespace, URIRef

from kg.ingest.claims import ArticleClaims, Evidence, RoleSpan
from kg.ingest.triples.literals import NEG, Triple, dated, number, stated, text
from kg.ingest.triples.names import Names, slug
from kg.schema.terms import PREFIXES

GAF = Namespace(PREFIXES["gaf"])
OA = Namespace(PREFIXES["oa"])
SCHEMA = Namespace(PREFIXES["schema"])

ARTICLE_FIELDS: tuple[tuple[str, URIRef, Callable[[Any], Literal]], ...] = (  # field of Article, property, how written
    ("key", NEG.key, text),
    ("source", NEG.source, text),
    ("title", NEG.title, text),
    ("publisher", NEG.publisher, text),
    ("quoted_outlet", NEG.quotedOutlet, text),
    ("byline", NEG.byline, text),
    ("url", NEG.url, text),
    ("language", NEG.language, text),
    ("licence", NEG.licence, text),
    ("media_type", NEG.mediaType, text),
    ("date_source", NEG.dateSource, text),
    ("dateline_place", NEG.datelinePlace, text),
)


def article_triples(claims: ArticleClaims, names: Names) -> Iterator[Triple]:
    """The article as a source: where it came from, when it was published, how it was read."""
    node, article = names.article, claims.article
    yield node, RDF.type, NEG.Article
    yield node, RDF.type, SCHEMA.NewsArticle
    for field, predicate, literal in ARTICLE_FIELDS:
        value = getattr(article, field)
        if value is not None:
            yield node, predicate, literal(value)
    yield from dated(node, article.date)
    if article.dateline_date is not None:
        yield node, NEG.datelineDate, stated(article.dateline_date.start)
    yield from _reading(claims, names)


def _reading(claims: ArticleClaims, names: Names) -> Iterator[Triple]:
    node = names.article
    digest = hashlib.sha256(claims.article.source_text.encode("utf-8", "surrogatepass")).hexdigest()
    yield node, NEG.textDigest, text(digest)
    yield node, NEG.sentences, number(claims.sentences)
    yield node, NEG.words, number(claims.words)
    if claims.extractor_version:
        yield node, NEG.extractorVersion, text(claims.extractor_version)


def sentence_triples(evidence: Evidence, names: Names) -> Iterator[Triple]:
    """A sentence as evidence: its number, its position in the source and its words as they stand there."""
    node = names.sentence(evidence.sentence)
    quoted = URIRef(f"{node}/quote")
    yield node, RDF.type, NEG.Sentence
    yield node, RDF.type, OA.SpecificResource
    yield node, NEG.number, number(evidence.sentence)
    yield from selected(node, node, (evidence.start, evidence.end), names)
    yield node, OA.hasSelector, quoted
    yield quoted, RDF.type, OA.TextQuoteSelector
    yield quoted, OA.exact, text(evidence.text)


def mention_triples(key: str, evidence: Evidence, names: Names) -> Iterator[Triple]:
    """The words of each span of `evidence` denote the entity."""
    for span in evidence.spans:
        node = names.span(span.start, span.end)
        yield node, RDF.type, GAF.Mention
        yield node, RDF.type, NEG.Span
        yield node, GAF.denotes, names.entity(key)
        yield from _words(node, span, evidence, names)


def role_triples(claim: URIRef, evidence: Evidence, names: Names) -> Iterator[Triple]:
    """The words that play a role in a claim; a node of its own for each claim, role and span."""
    for span in evidence.spans:
        node = URIRef(f"{claim}/span/{slug(span.role)}-{span.start}-{span.end}")
        yield claim, GAF.denotedBy, node
        yield node, RDF.type, NEG.RoleSpan
        yield node, NEG.role, text(span.role)
        yield from _words(node, span, evidence, names)


def _words(node: URIRef, span: RoleSpan, evidence: Evidence, names: Names) -> Iterator[Triple]:
    yield node, NEG.sentence, names.sentence(evidence.sentence)
    yield node, NEG.text, text(evidence.text[span.start - evidence.start : span.end - evidence.start])
    yield from selected(node, names.span(span.start, span.end), (span.start, span.end), names)


def selected(node: URIRef, place: URIRef, span: tuple[int, int], names: Names) -> Iterator[Triple]:
    """`node` is cut from the article by a position selector, which spans at one `place` share."""
    selector = URIRef(f"{place}/position")
    yield node, OA.hasSource, names.article
    yield node, OA.hasSelector, selector
    yield selector, RDF.type, OA.TextPositionSelector
    yield selector, OA.start, number(span[0])
    yield selector, OA.end, number(span[1])
