"""A store without its doubtful claims: a copy in memory, for reading, whose queries see the others alone.

What goes with a claim goes: its spans, amounts and heads, links to it, the answers to a proposal, and the short edges
that nothing else supports, which are derived anew for the article. Articles, actors and their mentions stay, and so do
claims without confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from pyoxigraph import Store as Database
from rdflib import URIRef

from kg.errors import StoreError
from kg.schema.derive import short_edges
from kg.schema.terms import NEG
from kg.store.base import Graphs, LogRecord, Store
from kg.store.results import Result
from kg.store.sparql import SparqlStore

_CONFIDENCE, _ANSWERS = NEG + "confidence", NEG + "respondsTo"


class ConfidentStore(SparqlStore):
    """What `store` holds, less the claims whose confidence is below `minimum`."""

    def __init__(self, store: Store, minimum: float) -> None:
        self.url = store.url
        self._database = Database()
        graphs = _by_graph(store.quads())
        for record in store.log().values():
            own = {name: graphs.pop(name, set()) for name in record.graphs}
            for name, triples in _confident(own, minimum).items():
                self._write(NamedNode(name), triples)
                self._write(DefaultGraph(), triples)
        for name, triples in graphs.items():  # the log
            self._write(NamedNode(name), triples)

    def query(self, text: str, timeout: float | None = None) -> Result:
        from kg.store.oxigraph import answer

        return answer(self._database, text)

    def quads(self) -> Iterator[str]:
        return (f"{quad} ." for quad in self._database)

    def close(self) -> None:
        self._database.clear()

    def replace(self, article: str, graphs: Graphs, record: LogRecord) -> None:
        raise StoreError(f"{self.url} without doubtful claims is for reading only")

    def retract(self, article: str) -> None:
        raise StoreError(f"{self.url} without doubtful claims is for reading only")

    def _update(self, text: str) -> None:
        raise StoreError(f"{self.url} without doubtful claims is for reading only")

    def _write(self, graph: NamedNode | DefaultGraph, triples: Iterable[Triple]) -> None:
        self._database.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)


def _by_graph(lines: Iterable[str]) -> dict[str, set[Triple]]:
    """Triples of the named graphs; the default graph only repeats those of the articles."""
    found: dict[str, set[Triple]] = {}
    for quad in parse("\n".join(lines), RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, NamedNode):
            found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


def _confident(graphs: Mapping[str, set[Triple]], minimum: float) -> dict[str, set[Triple]]:
    """The graphs of one article without its doubtful claims."""
    every = set().union(*graphs.values())
    doubtful = _doubtful(every, minimum)
    if not doubtful:
        return dict(graphs)
    kept = {name: {t for t in triples if not _told_by(t, doubtful)} for name, triples in graphs.items()}
    lost = _edges(every) - _edges(set().union(*kept.values()) - _edges(every))
    return {name: triples - lost for name, triples in kept.items()}


def _doubtful(triples: Iterable[Triple], minimum: float) -> set[str]:
    """The claims below the minimum, and the answers to such proposals."""
    below = {
        _iri(t.subject) for t in triples
        if t.predicate.value == _CONFIDENCE and isinstance(t.object, Literal) and float(t.object.value) < minimum
    }  # fmt: skip
    return below | {_iri(t.subject) for t in triples if t.predicate.value == _ANSWERS and _iri(t.object) in below}


def _iri(term: object) -> str:
    """The IRI of a node, "" for a literal."""
    return term.value if isinstance(term, NamedNode) else ""


def _told_by(triple: Triple, claims: set[str]) -> bool:
    """Whether a triple is about a claim, about what belongs to it (its IRI goes on), or points to it."""
    if _iri(triple.object) in claims:
        return True
    node = _iri(triple.subject)
    while node.count("/") > 3:
        if node in claims:
            return True
        node = node.rpartition("/")[0]
    return False


def _edges(triples: Iterable[Triple]) -> set[Triple]:
    """The short edges that follow from triples."""
    links = (
        (URIRef(_iri(t.subject)), URIRef(t.predicate.value), URIRef(t.object.value))
        for t in triples if isinstance(t.object, NamedNode)
    )  # fmt: skip
    return {Triple(*(NamedNode(str(term)) for term in edge)) for edge in short_edges(links)}
