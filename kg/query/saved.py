"""Saved queries: heads, parameters, and where they are found.

A query file begins with head lines, which SPARQL tools take for comments:

    #+ summary: Proposals and the answers to them.
    #+ param: actor iri Only proposals by or to this actor.

A parameter stands in the query as `VALUES ?actor { UNDEF }`, which matches everything until a value replaces UNDEF.
Its type says how a value is written: iri (an IRI, or a table's id like state/ua), string (label means the same), date
(2025-06-02) or int. Several values of one parameter are alternatives.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from kg.errors import QueryError
from kg.query.tokens import open_values
from kg.schema.terms import BASE
from kg.store.results import XSD, Term, n3

TYPES = ("iri", "string", "label", "date", "int")
_HEAD = re.compile(r"#\+\s*(\w+)\s*:\s*(.*)")
_NAME = re.compile(r"\w+")
_ILLEGAL_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_SCHEME = re.compile(r"(https?://|urn:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes; `type` is one of TYPES."""

    name: str
    type: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its head says of it."""

    name: str
    text: str
    summary: str = ""
    parameters: tuple[Parameter, ...] = ()


def load(source: str, stdin: TextIO | None = None) -> Query:
    """The query that `source` means: a saved query's name, a file, `-` for `stdin`, or the query's text itself."""
    if source == "-" and stdin is not None:
        return parse_query("-", stdin.read())
    if "{" in source or len(source.split()) > 1:
        return parse_query("text", source)
    path = Path(source)
    if path.suffix == ".rq" or path.is_file():
        return _read(path)
    return _saved(source)


def saved_queries() -> list[Query]:
    """All queries that come with Parley, by name."""
    from kg.resources import shipped

    return [_read(path) for path in sorted(shipped("queries").glob("*.rq"))]


def parse_query(name: str, text: str) -> Query:
    """A query with its head lines read. QueryError for a malformed parameter line."""
    heads = [(m[1], m[2].strip()) for line in text.splitlines() if (m := _HEAD.match(line.strip()))]
    summary = " ".join(value for key, value in heads if key == "summary")
    return Query(name, text, summary, tuple(_parameter(name, value) for key, value in heads if key == "param"))


def bind(query: Query, values: Mapping[str, Sequence[str]], base: str = BASE) -> str:
    """The query's text with `values` in place of UNDEF; ids under `base` become IRIs.

    Raises QueryError for a parameter that the query does not have, or a value that does not fit its type.
    """
    places = open_values(query.text)
    types = {parameter.name: parameter.type for parameter in query.parameters}
    edits = []
    for name, given in values.items():
        if name not in places:
            known = ", ".join(sorted(places)) or "none"
            raise QueryError(f"query {query.name} has no parameter {name!r}; it takes: {known}")
        terms = " ".join(n3(_term(name, types.get(name, "string"), value, base)) for value in given)
        edits += [(start, end, terms) for start, end in places[name]]
    text = query.text
    for start, end, terms in sorted(edits, reverse=True):
        text = text[:start] + terms + text[end:]
    return text


def _saved(name: str) -> Query:
    queries = {query.name: query for query in saved_queries()}
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, 3)
    hint = f"did you mean {', '.join(near)}?" if near else "`kg query --list` names them"
    raise QueryError(f"there is no saved query {name!r}: {hint}")


def _read(path: Path) -> Query:
    try:
        return parse_query(path.stem, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read as a query: {error}") from error


def _parameter(query: str, line: str) -> Parameter:
    name, kind, description = (*line.split(None, 2), "", "", "")[:3]
    if kind not in TYPES or not _NAME.fullmatch(name):
        raise QueryError(f"query {query}: `#+ param: {line}` is not NAME TYPE DESCRIPTION, TYPE of {', '.join(TYPES)}")
    return Parameter(name, kind, description)


def _term(name: str, kind: str, value: str, base: str) -> Term:
    try:
        if kind == "iri":
            return Term("iri", _iri(value, base))
        if kind == "date":
            return Term("literal", date.fromisoformat(value).isoformat(), XSD + "date")
        if kind == "int":
            return Term("literal", str(int(value)), XSD + "integer")
    except ValueError as error:
        wanted = {"iri": "an IRI or an id", "date": "a date like 2025-06-02", "int": "a whole number"}[kind]
        raise QueryError(f"--param {name}={value}: {wanted} is wanted") from error
    return Term("literal", value)


def _iri(value: str, base: str) -> str:
    if not value or _ILLEGAL_IN_IRI.search(value):
        raise ValueError(value)
    return value if _SCHEME.match(value) else base + value
