"""What a query answers, the same for every backend: rows of terms, a truth value, or triples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kg.errors import QueryError

if TYPE_CHECKING:
    from rdflib import Graph

XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {XSD + "integer": int, XSD + "decimal": float, XSD + "double": float, XSD + "float": float}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

Value: TypeAlias = str | int | float | bool | None


def malformed(error: Exception) -> QueryError:
    """QueryError with the first 300 characters of what a query engine said, on one line."""
    said = " ".join(str(error).split())
    return QueryError(f"the query cannot be run: {said if len(said) <= 300 else said[:300] + ' ...'}")


class Term(NamedTuple):
    """An RDF term: `kind` is iri, literal or bnode."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None


Row: TypeAlias = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`kind` select has `variables` and `rows` (None where unbound), ask has `truth`, construct has `ntriples`.

    `ntriples` is sorted N-Triples text, each triple once.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool = False
    ntriples: str = ""


def plain(term: Term | None) -> Value:
    """The term as a Python value: text of IRIs and strings, int, float, bool; None where unbound."""
    if term is None or term.kind != "literal":
        return term.value if term else None
    if term.datatype == XSD + "boolean":
        return term.value in ("true", "1")
    try:
        return _NUMBERS[term.datatype](term.value) if term.datatype in _NUMBERS else term.value
    except ValueError:
        return term.value


def records(result: Result) -> list[dict[str, Value]]:
    """Rows of a SELECT as dictionaries of plain values by variable."""
    return [dict(zip(result.variables, map(plain, row), strict=True)) for row in result.rows]


def column(result: Result, variable: str) -> list[Value]:
    """Plain values of one variable, row by row."""
    at = result.variables.index(variable)
    return [plain(row[at]) for row in result.rows]


def graph_of(result: Result) -> Graph:
    """The triples of a CONSTRUCT or DESCRIBE as an rdflib graph."""
    from rdflib import Graph

    return Graph().parse(data=result.ntriples, format="nt")


def n3(term: Term) -> str:
    """The term as N-Triples, TSV results and SPARQL write it."""
    if term.kind == "iri":
        return f"<{term.value}>"
    if term.kind == "bnode":
        return f"_:{term.value}"
    quoted = quote(term.value)
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{term.datatype}>" if term.datatype and term.datatype != XSD + "string" else quoted


def quote(text: str) -> str:
    """`text` as a quoted N-Triples string."""
    return '"' + "".join(_ESCAPES.get(c) or (c if c >= " " else f"\\u{ord(c):04X}") for c in text) + '"'


def from_json(body: bytes) -> Result:
    """Read SPARQL 1.1 results in JSON. A cut body, as endpoints send it when time is out, is a QueryError."""
    try:
        data = json.loads(body)
        if "boolean" in data:
            return Result("ask", truth=bool(data["boolean"]))
        variables = tuple(data["head"]["vars"])
        rows = tuple(tuple(_term(b.get(v)) for v in variables) for b in data["results"]["bindings"])
    except (ValueError, KeyError, TypeError) as error:
        raise QueryError("the answer is cut or no SPARQL result: the endpoint may have run out of time") from error
    return Result("select", variables, rows)


def _term(binding: dict[str, Any] | None) -> Term | None:
    if binding is None:
        return None
    kind = {"uri": "iri", "bnode": "bnode"}.get(binding["type"], "literal")
    return Term(kind, binding["value"], binding.get("datatype"), binding.get("xml:lang"))


def from_ntriples(body: bytes) -> Result:
    """Read N-Triples; a cut body (its last line is no triple) is a QueryError."""
    lines = [line for line in body.decode("utf-8", "replace").split("\n") if line.strip()]
    if any(not line.rstrip().endswith(".") or line[0] not in "<_" for line in lines):
        raise QueryError("the answer is cut or no N-Triples: the endpoint may have run out of time")
    return Result("construct", ntriples="".join(f"{line}\n" for line in sorted(set(lines))))


def to_json(result: Result) -> str:
    """SPARQL 1.1 results in JSON, for SELECT and ASK."""
    if result.kind == "ask":
        return json.dumps({"head": {}, "boolean": result.truth})
    bindings = [
        {v: _binding(term) for v, term in zip(result.variables, row, strict=True) if term} for row in result.rows
    ]
    data = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _binding(term: Term) -> dict[str, str]:
    binding = {"type": {"iri": "uri"}.get(term.kind, term.kind), "value": term.value}
    if term.language:
        binding["xml:lang"] = term.language
    elif term.datatype and term.datatype != XSD + "string":
        binding["datatype"] = term.datatype
    return binding
