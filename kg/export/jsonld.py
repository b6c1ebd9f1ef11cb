"""JSON-LD from sorted quads: one node a line, keys and values in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from kg.export.lines import Quad, subjects, text_of
from kg.export.turtle import NAMESPACES, short
from kg.schema.terms import PREFIXES

_TYPE = f"<{PREFIXES['rdf']}type>"


def jsonld(quads: Iterable[Quad], base: str) -> Iterator[str]:
    """A document whose context has the base and the prefixes; the graphs of the quads do not show."""
    context = {"@base": base, **{prefix: NAMESPACES[prefix] for prefix in sorted(NAMESPACES)}}
    yield f'{{"@context": {_dumped(context)},\n"@graph": ['
    separator = "\n"
    for group in subjects(quads):
        yield separator + _dumped(_node(group, base))
        separator = ",\n"
    yield "\n]}\n"


def _node(group: list[Quad], base: str) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _name(group[0].subject, base)}
    for predicate, same in groupby(group, key=lambda quad: quad.predicate):
        values = [quad.object for quad in same]
        if predicate == _TYPE:
            node["@type"] = [_name(value, base) for value in values]
        else:
            node[_name(predicate, base)] = [_value(value, base) for value in values]
    return node


def _name(iri: str, base: str) -> str:
    return short(iri, base).strip("<>")


def _value(value: str, base: str) -> Any:
    if value.startswith("<"):
        return {"@id": _name(value, base)}
    text = text_of(value)
    _, mark, datatype = value.rpartition('"^^')
    if not mark:
        language = value.rpartition('"')[2].removeprefix("@")
        return {"@value": text, "@language": language} if language else text
    return {"@value": text, "@type": _name(datatype, base)}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
