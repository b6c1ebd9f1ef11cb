"""Describes an exported data set in VoID and DCAT: counts, sources, licences, what made it; no run time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote as percent

from kg import __version__
from kg.export.lines import Quad, text_of
from kg.export.turtle import NAMESPACES
from kg.schema.terms import NEG, PREFIXES, SCHEMA_VERSION
from kg.store.base import LogRecord
from kg.store.results import quote

ONTOLOGY = NEG.rstrip("#")
_TYPE = f"<{PREFIXES['rdf']}type>"
_ARTICLE = f"<{NEG}Article>"
_VOCABULARIES = ("neg", "sem", "gaf", "oa", "prov", "org", "skos", "schema", "geo", "time")
_EVIDENCE = {
    "full": "It quotes the sentences that support each claim.",
    "quote": "It quotes the words that carry each claim, and no sentences.",
    "offsets": "It says where in the articles the claims stand and quotes nothing.",
}

_QUOTED = "The words that it quotes belong to those who published them."


@dataclass(slots=True)
class Counts:
    """What a default graph holds, counted while it is read in order."""

    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: set[str] = field(default_factory=set)
    articles: list[str] = field(default_factory=list)
    licences: Counter[str] = field(default_factory=Counter)


def count(quads: Iterable[Quad]) -> Counts:
    """Counts of the default graph among sorted quads; other graphs are passed over."""
    counts = Counts()
    last = ""
    for quad in quads:
        if quad.graph:
            break  # the default graph comes first
        counts.triples += 1
        counts.subjects += quad.subject != last
        counts.properties.add(quad.predicate)
        _note(counts, quad)
        last = quad.subject
    return counts


def _note(counts: Counts, quad: Quad) -> None:
    if quad.predicate == _TYPE:
        counts.classes[quad.object] += 1
        if quad.object == _ARTICLE:
            counts.articles.append(quad.subject)
    elif quad.predicate == f"<{NEG}licence>":
        counts.licences[text_of(quad.object)] += 1


@dataclass(frozen=True, slots=True)
class Described:
    """What a description is made of: `level` of evidence, counts of the default graph, the store's log of articles."""

    base: str
    level: str
    counts: Counts
    log: Iterable[LogRecord] = ()


def description(of: Described, graph: str = "") -> list[Quad]:
    """Triples about the data set `base`dataset, its class partitions, the run and the program, the data set first.

    The counts are those of the graph described; the description itself is not counted.
    """
    about = f"<{of.base}dataset>"
    triples = [*_what(about, of.counts, of.level), *_amounts(about, of.counts), *_made(about, of.log)]
    triples += [(about, _iri("dcterms:source"), article) for article in of.counts.articles]
    triples += [(about, _iri("void:vocabulary"), f"<{PREFIXES[name]}>") for name in _VOCABULARIES]
    return sorted({Quad(graph, *triple) for triple in triples}, key=lambda quad: (quad.subject[:-1], quad))


Triples = Iterator[tuple[str, str, str]]


def _what(about: str, counts: Counts, level: str) -> Triples:
    yield about, _TYPE, _iri("void:Dataset")
    yield about, _TYPE, _iri("dcat:Dataset")
    yield about, _iri("dcterms:title"), quote("Negotiations in news reports")
    what = "Who met, proposed, answered, agreed and handed over what, by the reports that say so."
    yield about, _iri("dcterms:description"), quote(f"{what} {_EVIDENCE[level]}")
    yield about, _iri("dcterms:rights"), quote(_rights(counts, level))
    yield about, _iri("dcterms:conformsTo"), f"<{ONTOLOGY}>"
    yield about, _iri("void:uriSpace"), quote(about[1:-1].removesuffix("dataset"))


def _rights(counts: Counts, level: str) -> str:
    """Whose the words are, and which licences the articles state."""
    stated = [f"{name} ({number})" for name, number in sorted(counts.licences.items())]
    without = len(counts.articles) - counts.licences.total()
    stated += [f"none stated ({without})"] if without else []
    words = "Of the articles' words it holds headlines and names only." if level == "offsets" else _QUOTED
    return f"{words} Licences of the articles: {', '.join(stated) or 'no articles'}."


def _amounts(about: str, counts: Counts) -> Triples:
    for name, number in (
        ("triples", counts.triples),
        ("distinctSubjects", counts.subjects),
        ("properties", len(counts.properties)),
        ("classes", len(counts.classes)),
        ("documents", len(counts.articles)),
    ):
        yield about, _iri(f"void:{name}"), _number(number)
    for kind, number in counts.classes.items():
        part = f"{about[:-1]}/class/{_local(kind)}>"
        yield about, _iri("void:classPartition"), part
        yield part, _TYPE, _iri("void:Dataset")
        yield part, _iri("void:class"), kind
        yield part, _iri("void:entities"), _number(number)


def _made(about: str, log: Iterable[LogRecord]) -> Triples:
    """The run by the fingerprints of its settings, and the versions of the program that read the articles."""
    run = f"{about[:-1]}/extraction>"
    yield about, _iri("prov:wasGeneratedBy"), run
    yield run, _TYPE, _iri("prov:Activity")
    records = list(log)
    yield from ((run, _iri("dcterms:identifier"), quote(mark)) for mark in {r.fingerprint for r in records} - {""})
    for version in {record.program for record in records} - {""} or {__version__}:
        program = f"{about[:-1]}/program/{percent(version, safe='')}>"
        yield run, _iri("prov:wasAssociatedWith"), program
        yield program, _TYPE, _iri("prov:SoftwareAgent")
        yield program, _iri("rdfs:label"), quote("Parley")
        yield program, _iri("schema:softwareVersion"), quote(version)
    yield f"<{ONTOLOGY}>", _iri("owl:versionInfo"), quote(SCHEMA_VERSION)


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{NAMESPACES[prefix]}{local}>"


def _local(iri: str) -> str:
    """A class as part of an IRI: its prefix, where known, and local name."""
    bare = iri[1:-1]
    cut = max(bare.rfind("#"), bare.rfind("/")) + 1
    prefix = next((name for name, namespace in NAMESPACES.items() if namespace == bare[:cut]), "other")
    return bare[cut:] if prefix == "neg" else f"{prefix}-{bare[cut:]}"


def _number(value: int) -> str:
    return f'"{value}"^^<{PREFIXES["xsd"]}integer>'
