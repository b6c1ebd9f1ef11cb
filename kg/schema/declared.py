"""What the Turtle files declare, as records: the terms of the ontology and the concepts of the coding schemes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.schema import CONCEPTS, ONTOLOGY
from kg.schema.terms import CONCEPT, NEG, PREFIXES

EXAMPLE_PREFIXES = {  # what examples in ontology.ttl may write beside PREFIXES; node ids are relative to terms.BASE
    scheme: f"{CONCEPT}{scheme}/"
    for scheme in "act context factuality issue kind mode precision quad sector stance status type".split()
}
_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
}
_SECTION = re.compile(r"(?<=\n\n)# (?P<title>.+)$|^neg:(?P<name>\w+) a owl:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A class or property of the ontology; other terms stand in it as prefixed names (`neg:Actor`)."""

    name: str
    kind: str
    section: str
    label: str
    definition: str
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    example: str


@dataclass(frozen=True, slots=True)
class ConceptRecord:
    """A concept of a coding scheme; `path` is its IRI without the common start (`type/AGREE`)."""

    path: str
    code: str
    label: str
    definition: str
    words: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class SchemeRecord:
    """A coding scheme with its concepts in the order of the file; `source` is where its codes come from, or empty."""

    name: str
    label: str
    definition: str
    source: str
    concepts: tuple[ConceptRecord, ...]


@cache
def term_records() -> tuple[TermRecord, ...]:
    """All terms of ontology.ttl in the order of the file."""
    graph = Graph().parse(ONTOLOGY)
    return tuple(_term(graph, name, section) for name, section in _sections())


@cache
def scheme_records() -> tuple[SchemeRecord, ...]:
    """All schemes of concepts.ttl in the order of the file."""
    graph = Graph().parse(CONCEPTS)
    order = re.findall(r"^<([\w/.-]+)> a skos:", CONCEPTS.read_text(encoding="utf-8"), re.MULTILINE)
    names = [path for path in order if (URIRef(CONCEPT + path), RDF.type, SKOS.ConceptScheme) in graph]
    return tuple(_scheme(graph, name, [path for path in order if path.startswith(f"{name}/")]) for name in names)


def short(node: Node | str) -> str:
    """An IRI as prefixed name where a prefix is known; a concept by scheme and code."""
    text = str(node)
    if text.startswith(CONCEPT):
        return text.removeprefix(CONCEPT)
    found = [(prefix, iri) for prefix, iri in (*PREFIXES.items(), ("dcterms", str(DCTERMS))) if text.startswith(iri)]
    return f"{found[0][0]}:{text.removeprefix(found[0][1])}" if found else text


def _sections() -> Iterator[tuple[str, str]]:
    """Name and section of each term: a section is what stands under a comment line after an empty one."""
    title = ""
    for match in _SECTION.finditer(ONTOLOGY.read_text(encoding="utf-8")):
        title = match["title"] or title
        if match["name"]:
            yield match["name"], title


def _term(graph: Graph, name: str, section: str) -> TermRecord:
    node = URIRef(NEG + name)
    kinds = set(graph.objects(node, RDF.type))
    return TermRecord(
        name=name,
        kind=next(kind for iri, kind in _KINDS.items() if iri in kinds),
        section=section,
        label=str(graph.value(node, RDFS.label)),
        definition=str(graph.value(node, RDFS.comment)),
        parents=_shorts(graph, node, RDFS.subClassOf) + _shorts(graph, node, RDFS.subPropertyOf),
        domain=_shorts(graph, node, RDFS.domain),
        range=_shorts(graph, node, RDFS.range),
        symmetric=OWL.SymmetricProperty in kinds,
        example=str(graph.value(node, SKOS.example)),
    )


def _shorts(graph: Graph, node: URIRef, link: URIRef) -> tuple[str, ...]:
    return tuple(sorted(short(value) for value in graph.objects(node, link)))


def _scheme(graph: Graph, name: str, paths: list[str]) -> SchemeRecord:
    node = URIRef(CONCEPT + name)
    return SchemeRecord(
        name=name,
        label=str(graph.value(node, SKOS.prefLabel)),
        definition=str(graph.value(node, SKOS.definition)),
        source=str(graph.value(node, DCTERMS.source) or ""),
        concepts=tuple(_concept(graph, path) for path in paths),
    )


def _concept(graph: Graph, path: str) -> ConceptRecord:
    node = URIRef(CONCEPT + path)
    return ConceptRecord(
        path=path,
        code=str(graph.value(node, SKOS.notation)),
        label=str(graph.value(node, SKOS.prefLabel)),
        definition=str(graph.value(node, SKOS.definition)),
        words=tuple(sorted(str(word) for word in graph.objects(node, SKOS.altLabel))),
        relations=tuple(sorted(_relations(graph, node))),
        note=str(graph.value(node, SKOS.editorialNote) or ""),
    )


def _relations(graph: Graph, node: URIRef) -> Iterator[tuple[str, str]]:
    """Links to other concepts and the numbers that a concept has, by prefixed name of the property."""
    for predicate, value in graph.predicate_objects(node):
        if str(predicate).startswith(NEG) or predicate in (SKOS.broader, SKOS.related):
            yield short(predicate), short(value)
