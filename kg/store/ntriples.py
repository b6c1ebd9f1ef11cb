"""Triples as N-Triples lines: the one form in which they are compared, sent and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from kg.errors import StoreError
from kg.store.results import quote

Triples: TypeAlias = Iterable[tuple[Any, Any, Any]] | str  # rdflib terms, or N-Triples text

_ILLEGAL = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def lines(triples: Triples) -> frozenset[str]:
    """N-Triples lines, without line ends, of rdflib triples or of N-Triples text.

    Raises StoreError for blank nodes and malformed IRIs, which would make graphs that cannot be compared or reloaded.
    """
    if isinstance(triples, str):
        return _parsed(triples)
    return frozenset(f"{_encode(s)} {_encode(p)} {_encode(o)} ." for s, p, o in triples)


def literal(text: str) -> str:
    """`text` as a quoted string; StoreError if it is no Unicode, as names of files with undecodable bytes are not."""
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise StoreError(f"{text[:60]!r} holds half a character (a lone surrogate): mend the text or file name")
    return quote(text)


def iri(text: str) -> str:
    """`text` in angle brackets; StoreError if it is no absolute IRI."""
    if ":" not in text or _ILLEGAL.search(text):
        raise StoreError(f"{text!r} is no absolute IRI: characters like spaces must be percent-encoded")
    return f"<{text}>"


def _encode(term: Any) -> str:
    from rdflib import Literal, URIRef

    if isinstance(term, URIRef):
        return iri(str(term))
    if not isinstance(term, Literal):
        raise StoreError(f"{term!r} is neither IRI nor literal: the store takes no blank nodes")
    if term.language:
        return f"{literal(str(term))}@{term.language}"
    return literal(str(term)) + (f"^^{iri(str(term.datatype))}" if term.datatype else "")


def _parsed(text: str) -> frozenset[str]:
    from pyoxigraph import BlankNode, RdfFormat, parse

    try:
        triples = [quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)]
    except SyntaxError as error:
        raise StoreError(f"malformed N-Triples: {error}") from error
    if any(isinstance(node, BlankNode) for triple in triples for node in (triple.subject, triple.object)):
        raise StoreError("the store takes no blank nodes: mint IRIs for them")
    return frozenset(f"{triple} ." for triple in triples)
