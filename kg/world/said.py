"""Reads what the articles of a store say one by one: their named graphs, as people corrected them where they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from kg.schema.terms import NEG, PREFIXES
from kg.store.base import LogRecord, Store
from kg.store.nodes import Node
from kg.store.results import Row, Term

Triple: TypeAlias = tuple[str, str, Term]  # IRI of the subject, IRI of the property, value
Stored: TypeAlias = tuple[str, Triple]  # the graph that holds a triple, and the triple

TYPE = PREFIXES["rdf"] + "type"
LABEL = PREFIXES["rdfs"] + "label"
_NAMES = {LABEL: "label", PREFIXES["skos"] + "altLabel": "alias"}
_SENTENCES = f"""SELECT ?g ?sentence ?number ?text {{ GRAPH ?g {{
  ?sentence a <{NEG}Sentence> ; <{NEG}number> ?number ; <{PREFIXES["oa"]}hasSelector>/<{PREFIXES["oa"]}exact> ?text
}} }}"""
_NOT_COMPARED = f"<{PREFIXES['gaf']}denotedBy>, <{PREFIXES['prov']}wasDerivedFrom>"
_BATCH = 400  # nodes that one query asks for


class Said:
    """What the article graphs of a store say. `revised` graphs are read as given instead of as stored."""

    def __init__(self, store: Store, log: Mapping[str, LogRecord], revised: Mapping[str, frozenset[Triple]]) -> None:
        self._store = store
        self._revised = revised
        self.article_of = {graph: article for article, record in log.items() for graph in record.graphs}

    def nodes(self, kind: str) -> dict[str, Node]:
        """Nodes of the class neg:`kind` by IRI, with neg: properties under their local names, "label" and "alias"."""
        found: dict[str, dict[str, set[Term]]] = {}
        for subject, predicate, value in self._of_kind(kind):
            name = _NAMES.get(predicate) or predicate.removeprefix(NEG)
            found.setdefault(subject, {}).setdefault(name, set()).add(value)
        return {
            iri: Node(iri, {name: sorted(values) for name, values in sorted(found[iri].items())})
            for iri in sorted(found)
        }

    def sentences(self) -> dict[str, tuple[int, str]]:
        """Sentences that are evidence by IRI: number in the article, and words."""
        rows = self._store.query(_SENTENCES).rows
        return {
            sentence.value: (int(number.value), text.value)
            for graph, sentence, number, text in map(bound, rows)
            if graph.value in self.article_of
        }

    def around(self, nodes: Iterable[str]) -> Iterator[Stored]:
        """All triples that have one of the nodes as subject or as value; a triple may come twice."""
        wanted = frozenset(nodes)
        for some in _batches(sorted(wanted)):
            values = " ".join(f"<{iri}>" for iri in some)
            yield from self._stored(f"VALUES ?s {{ {values} }} GRAPH ?g {{ ?s ?p ?o }}")
            yield from self._stored(f"VALUES ?o {{ {values} }} GRAPH ?g {{ ?s ?p ?o }}")
        for graph, triples in self._revised.items():
            yield from ((graph, triple) for triple in triples if triple[0] in wanted or triple[2].value in wanted)

    def revised_graphs(self) -> list[str]:
        """Graphs that are not read as stored."""
        return sorted(self._revised)

    def graph(self, name: str) -> frozenset[Triple]:
        """All triples of one article graph."""
        if name in self._revised:
            return self._revised[name]
        return stored_graph(self._store, name)

    def holders(self, triples: Iterable[Triple]) -> dict[Triple, set[str]]:
        """Graphs that hold each of the triples, whose values are nodes."""
        found: dict[Triple, set[str]] = {}
        for some in _batches(sorted(set(triples))):
            values = " ".join(f"(<{s}> <{p}> <{o.value}>)" for s, p, o in some)
            for graph, triple in self._stored(f"VALUES (?s ?p ?o) {{ {values} }} GRAPH ?g {{ ?s ?p ?o }}"):
                found.setdefault(triple, set()).add(graph)
            for graph, said in self._revised.items():
                for triple in said.intersection(some):
                    found.setdefault(triple, set()).add(graph)
        return found

    def _of_kind(self, kind: str) -> Iterator[Triple]:
        pattern = f"GRAPH ?g {{ ?s a <{NEG}{kind}> ; ?p ?o }} FILTER(?p NOT IN ({_NOT_COMPARED}))"
        for some in _batches(sorted(self.article_of)):
            graphs = " ".join(f"<{graph}>" for graph in some)
            yield from (triple for _, triple in self._stored(f"VALUES ?g {{ {graphs} }} {pattern}"))
        for triples in self._revised.values():
            members = {s for s, p, o in triples if p == TYPE and o.value == NEG + kind}
            yield from (triple for triple in triples if triple[0] in members)

    def _stored(self, pattern: str) -> Iterator[Stored]:
        """Triples of article graphs that are read as stored."""
        for row in self._store.query(f"SELECT ?g ?s ?p ?o {{ {pattern} }}").rows:
            graph, *rest = bound(row)
            if graph.value in self.article_of and graph.value not in self._revised:
                yield graph.value, (rest[0].value, rest[1].value, rest[2])


def stored_graph(store: Store, name: str) -> frozenset[Triple]:
    """All triples of a named graph as the store holds them."""
    rows = map(bound, store.query(f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}").rows)
    return frozenset((subject.value, predicate.value, value) for subject, predicate, value in rows)


def bound(row: Row) -> list[Term]:
    """The terms of a row in which every variable of a triple pattern is bound."""
    return [term for term in row if term is not None]


def _batches(items: Sequence[object]) -> Iterator[Sequence]:  # type: ignore[type-arg]
    return (items[at : at + _BATCH] for at in range(0, len(items), _BATCH))
