"""Checks graphs against the SHACL shapes, article by article and in memory: a store of any size fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rdflib import RDF, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.schema import CONCEPTS, SHAPES
from kg.schema.terms import CLASSES, NEG, PROPERTIES
from kg.store.base import Store
from kg.store.ntriples import iri
from kg.store.results import graph_of

if TYPE_CHECKING:
    from collections.abc import Collection

Triple = tuple[Node, Node, Node]
QUOTED = URIRef("https://w3id.org/parley/shapes#QuotedSentence")
_TERMS = frozenset(CLASSES + PROPERTIES)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong: the node, the property (None where the whole node is meant), what the shape asks, the bad value.

    `article` is the article's IRI where a store was checked.
    """

    node: str
    path: str | None
    message: str
    value: str | None = None
    article: str | None = None


def check_store(store: Store) -> Iterator[Violation]:
    """Check all articles of a store, each with the authority facts it uses, in order of their IRIs."""
    for article, record in store.log().items():
        for found in check(_stored(store, record.graphs)):
            yield Violation(found.node, found.path, found.message, found.value, article)


def check(triples: Iterable[Triple], *, quoted: bool = True) -> list[Violation]:
    """Check what one article's graph and its authority graph hold together.

    `quoted` False passes a graph exported without the words of its sentences.
    """
    data = Graph()
    for triple in triples:
        data.add(triple)
    found = {*_unknown(data), *_reported(data, _shapes(quoted))}
    return sorted(found, key=lambda v: (v.node, v.path or "", v.message, v.value or ""))


def _stored(store: Store, graphs: Collection[str]) -> Iterator[Triple]:
    for graph in graphs:
        yield from graph_of(store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}"))


def _unknown(data: Graph) -> Iterator[Violation]:
    """Uses of neg: terms that the ontology does not declare, which SHACL has no way to ask for."""
    for subject, predicate, value in data:
        term = value if predicate == RDF.type else predicate
        if str(term).startswith(NEG) and str(term).removeprefix(NEG) not in _TERMS:
            yield Violation(str(subject), str(predicate), "The ontology does not declare the term.", str(term))


def _reported(data: Graph, shapes: Graph) -> Iterator[Violation]:
    from pyshacl import validate

    with_codes = data + _codes()
    conforms, report, _ = validate(with_codes, shacl_graph=shapes, inplace=True)
    if conforms:
        return
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield Violation(
            str(report.value(result, SH.focusNode)),
            _text(report.value(result, SH.resultPath)),
            str(report.value(result, SH.resultMessage)),
            _text(report.value(result, SH.value)),
        )


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)


@cache
def _codes() -> Graph:
    """Which code belongs to which scheme: all that the shapes ask of concepts.ttl."""
    codes = Graph()
    for triple in Graph().parse(CONCEPTS).triples((None, SKOS.inScheme, None)):
        codes.add(triple)
    return codes


@cache
def _shapes(quoted: bool) -> Graph:
    shapes = Graph().parse(SHAPES)
    if not quoted:
        shapes.remove((QUOTED, None, None))
    return shapes
