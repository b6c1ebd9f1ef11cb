"""Reads nodes of one class and what belongs to them: few flat queries, joined in memory.

One query with an OPTIONAL for each column would multiply the members of lists with one another; here each query gives
one group of columns as long rows, so that the time grows with the number of triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kg.schema.terms import BASE, NEG, PREFIXES
from kg.store.nodes import Node
from kg.store.results import Result, Term, plain

PROLOGUE = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("neg", "oa", "gaf", "rdf", "rdfs", "org", "skos")
)
_LABEL = PREFIXES["rdfs"] + "label"
_LABELS = "SELECT ?n ?label { VALUES ?kind { neg:Actor neg:Place neg:Venue } ?n a ?kind ; rdfs:label ?label }"
_EVIDENCE = """SELECT ?claim ?sentence ?article ?number ?start ?end ?text {{
  {which} ?claim neg:evidence ?sentence .
  ?sentence oa:hasSource ?article ; neg:number ?number ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?sentence oa:hasSelector ?quoted . ?quoted oa:exact ?text }}
}}"""
_SPANS = """SELECT ?claim ?sentence ?role ?start ?end {{
  {which} ?claim gaf:denotedBy ?span .
  ?span neg:role ?role ; neg:sentence ?sentence ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
}}"""


class Queryable(Protocol):
    """What the tables need of a store."""

    def query(self, text: str, /) -> Result:
        """Answer of a SPARQL query."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as evidence; offsets address the source. `text` is None in a graph without the articles' words."""

    iri: str
    article: str
    number: int
    start: int
    end: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the source that play a role in a claim."""

    sentence: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one store, whose nodes stand under `base`; `labels` has the names of its nodes by IRI."""

    store: Queryable
    base: str
    labels: Mapping[str, str]

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Plain values of the rows that a SELECT gives; the first variable is bound.

        rdflib answers a GROUP BY over nothing with one row without values: it is left out.
        """
        return (tuple(map(plain, row)) for row in self.store.query(PROLOGUE + query).rows if row[0] is not None)

    def nodes(self, kind: str) -> list[Node]:
        """All nodes of the class neg:`kind` with their neg: properties and label, by IRI."""
        return self._described(f"?n a neg:{kind} ; ?p ?o")

    def described(self, which: str) -> dict[str, Node]:
        """Nodes that the pattern `which` binds as ?n, by IRI, with the values that it binds as ?p and ?o."""
        return {node.iri: node for node in self._described(which)}

    def evidence(self, which: str) -> dict[str, list[Sentence]]:
        """Sentences of each claim that the pattern `which` binds as ?claim, in the order of the articles."""
        found: dict[str, list[Sentence]] = {}
        for claim, *fields in self.rows(_EVIDENCE.format(which=which)):
            found.setdefault(claim, []).append(Sentence(*fields))
        return {claim: sorted(of, key=lambda s: (s.article, s.start)) for claim, of in found.items()}

    def spans(self, which: str) -> dict[str, list[Span]]:
        """Words with a role in each claim that the pattern `which` binds as ?claim, in order."""
        found: dict[str, list[Span]] = {}
        for claim, *fields in self.rows(_SPANS.format(which=which)):
            found.setdefault(claim, []).append(Span(*fields))
        return {claim: sorted(of, key=lambda s: (s.start, s.end, s.role)) for claim, of in found.items()}

    def _described(self, which: str) -> list[Node]:
        found: dict[str, dict[str, list[Term]]] = {}
        for node, predicate, value in self.store.query(f"{PROLOGUE}SELECT DISTINCT ?n ?p ?o {{ {which} }}").rows:
            values = found.setdefault(_present(node).value, {})
            name = "label" if _present(predicate).value == _LABEL else _present(predicate).value
            values.setdefault(name.removeprefix(NEG), []).append(_present(value))
        return [Node(iri, values) for iri, values in sorted(found.items())]

    def id(self, iri: str) -> str:
        """The IRI without the base: the id that tables show."""
        return iri.removeprefix(self.base)

    def names(self, iris: Iterable[str]) -> list[str]:
        """Labels of nodes, sorted; of a node without one its id."""
        return sorted({self.labels.get(iri, self.id(iri)) for iri in iris})

    def name(self, node: Node, name: str) -> str | None:
        """Label of the node that a property names; None without one."""
        return next(iter(self.names(node.all(name))), None)

    def proof(self, sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
        """Evidence as [{article, start, end, text}]."""
        return [{"article": self.id(s.article), "start": s.start, "end": s.end, "text": s.text} for s in sentences]


def of_kind(kind: str) -> str:
    """Pattern that binds ?claim to the claims of the class neg:`kind`."""
    return f"?claim a neg:{kind} ."


def only(claim: str) -> str:
    """Pattern that binds ?claim to one IRI."""
    return f"VALUES ?claim {{ <{claim}> }}"


def open_reader(store: Queryable) -> Reader:
    """A reader of `store`; one query gives the labels of all actors, places and venues."""
    reader = Reader(store, base_of(store), {})
    return Reader(store, reader.base, dict(sorted(reader.rows(_LABELS), reverse=True)))


def base_of(store: Queryable) -> str:
    """Where the nodes of the store stand: `BASE` unless its articles stand elsewhere."""
    for row in store.query(f"{PROLOGUE}SELECT ?article {{ ?article a neg:Article }} LIMIT 1").rows:
        return _present(row[0]).value.rsplit("article/", 1)[0]
    return BASE


def _present(term: Term | None) -> Term:
    if term is None:
        raise ValueError("a variable of a triple pattern is unbound")
    return term
