"""Turtle and TriG from sorted quads: node by node, so that memory does not grow with the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from kg.export.lines import Quad, subjects
from kg.schema.terms import CONCEPT, PREFIXES

_VOID = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "void": "http://rdfs.org/ns/void#",
}
_SCHEMES = ("act", "context", "factuality", "issue", "kind", "precision", "sector", "stance", "status", "type")
NAMESPACES = {**PREFIXES, **_VOID, **{scheme: f"{CONCEPT}{scheme}/" for scheme in _SCHEMES}}
_PREFIX_OF = {namespace: prefix for prefix, namespace in NAMESPACES.items()}
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_RELATIVE = re.compile(r"(?!.*//)(?!.*/\.)[A-Za-z0-9_~][A-Za-z0-9_~./%-]*")
_TYPE = f"<{PREFIXES['rdf']}type>"
_SHORTHAND = (  # literals that Turtle reads back from their bare text, and their datatypes
    (re.compile(r"[+-]?\d+"), "integer"),
    (re.compile(r"[+-]?\d*\.\d+"), "decimal"),
    (re.compile(r"true|false"), "boolean"),
)
_SUFFIX = {f"^^<{PREFIXES['xsd']}{name}>": pattern for pattern, name in _SHORTHAND}


def head(base: str) -> Iterator[str]:
    """Base and prefixes."""
    yield f"@base <{base}> .\n"
    yield from (f"@prefix {prefix}: <{NAMESPACES[prefix]}> .\n" for prefix in sorted(NAMESPACES))


def turtle(quads: Iterable[Quad], base: str) -> Iterator[str]:
    """One block a subject, its types first; the graphs of the quads do not show."""
    for group in subjects(quads):
        yield "\n" + _node(group, base)


def trig(quads: Iterable[Quad], base: str) -> Iterator[str]:
    """The default graph as in Turtle, then each named graph in braces."""
    for graph, members in groupby(quads, key=lambda quad: quad.graph):
        if not graph:
            yield from turtle(members, base)
            continue
        yield f"\n{short(graph, base)} {{\n"
        for group in subjects(members):
            yield _node(group, base)
        yield "}\n"


def _node(group: list[Quad], base: str) -> str:
    ordered = sorted(group, key=lambda quad: (quad.predicate != _TYPE, quad.predicate, quad.object))
    lines = [
        f"{'a' if predicate == _TYPE else short(predicate, base)} {', '.join(term(q.object, base) for q in same)}"
        for predicate, same in groupby(ordered, key=lambda quad: quad.predicate)
    ]
    return f"{short(group[0].subject, base)} " + " ;\n    ".join(lines) + " .\n"


def term(value: str, base: str) -> str:
    """A term as short as Turtle allows without loss."""
    if value.startswith("<"):
        return short(value, base)
    text, mark, datatype = value.rpartition('"^^')
    if not mark:
        return value
    bare = _SUFFIX.get(f"^^{datatype}")
    return text[1:] if bare and bare.fullmatch(text[1:]) else f'{text}"^^{short(datatype, base)}'


@lru_cache(maxsize=4096)
def short(iri: str, base: str) -> str:
    """An IRI in angle brackets as prefixed name or relative to the base, where that is safe."""
    bare = iri[1:-1]
    cut = max(bare.rfind("#"), bare.rfind("/")) + 1
    if bare[:cut] in _PREFIX_OF and _LOCAL.fullmatch(bare[cut:]):
        return f"{_PREFIX_OF[bare[:cut]]}:{bare[cut:]}"
    relative = bare.removeprefix(base)
    return f"<{relative}>" if relative != bare and _RELATIVE.fullmatch(relative) else iri
