"""A store as it would be without its doubtful claims, or without what people decided: a copy in memory, for reading.

What goes with a claim goes: its spans, amounts and heads, links to it, the answers to a proposal, the short edges that
nothing else supports, and what it adds to joined nodes. Articles, actors and their mentions stay, and so do claims
without confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.schema.terms import BASE, NEG
from kg.store.base import DECISIONS_GRAPH, LOG_GRAPH, Graphs, LogRecord, Overlay, Store
from kg.store.log import LINKED_PREDICATE
from kg.store.ntriples import Triples
from kg.store.results import XSD, Term
from kg.store.scratch import ScratchStore
from kg.world.decisions import Decision, read_decisions
from kg.world.edges import edges, without_claims
from kg.world.linking import found_world
from kg.world.overlay import line, overlay
from kg.world.revising import Revision, revise
from kg.world.said import Said, Triple

_CONFIDENCE, _ANSWERS = NEG + "confidence", NEG + "respondsTo"


class SelectedStore(ScratchStore):
    """The copy. It takes no changes, which would be lost."""

    def replace(self, article: str, graphs: Graphs, record: LogRecord) -> None:
        raise self._refusal()

    def retract(self, article: str) -> None:
        raise self._refusal()

    def link(self, overlay: Overlay, decisions: Triples | None = None) -> None:
        raise self._refusal()

    def show(self, overlay: Overlay) -> None:
        """Put the copy's own overlay on."""
        super().link(overlay)

    def _refusal(self) -> StoreError:
        return StoreError(f"{self.url} is seen in a copy without some claims, which is for reading only")


def seen(store: Store, minimum: float | None = None, *, raw: bool = False) -> Store:
    """`store` itself, or with a `minimum` a copy in memory, for reading, without the claims of less confidence.

    Claims that have no confidence are kept. `raw` shows what the machine made of the articles, whatever people decided.
    Closing the copy is not needed; `store` may be closed once it is made.
    """
    if minimum is None and not raw:
        return store
    log = store.log()
    decisions: list[Decision] = [] if raw else read_decisions(store)
    revision = revise(store, log, decisions)
    graphs = _by_graph(store.quads()) | {name: set(triples) for name, triples in revision.graphs.items()}
    own = {DECISIONS_GRAPH, LOG_GRAPH} - ({DECISIONS_GRAPH} if raw else set())
    copied = {name: graphs[name] for name in own if name in graphs}
    copied[LOG_GRAPH] = {t for t in copied.get(LOG_GRAPH, ()) if t[1] != LINKED_PREDICATE}
    said = {
        name: triples
        for record in log.values()
        for name, triples in _confident({name: graphs.get(name, set()) for name in record.graphs}, minimum).items()
    }
    copy = SelectedStore(store.url, _quads(copied, said))
    if store.linked():
        _link(copy, log, revision, store.linked())
    return copy


def _link(copy: SelectedStore, log: Mapping[str, LogRecord], revision: Revision, state: str) -> None:
    base = next((iri.rpartition("article/")[0] for iri in log), BASE)
    said = Said(copy, log, {})
    copy.show(overlay(copy, said, found_world(said, base, revision.ties, revision.agreeing), base, state))


def _quads(own: Mapping[str, Iterable[Triple]], said: Mapping[str, Iterable[Triple]]) -> Iterator[Quad]:
    for name, triples in (*own.items(), *said.items()):
        for triple in _parsed(triples):
            yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))
            if name in said:
                yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _parsed(triples: Iterable[Triple]) -> Iterator[Quad]:
    yield from parse("\n".join(map(line, triples)), RdfFormat.N_TRIPLES)


def _by_graph(lines: Iterable[str]) -> dict[str, set[Triple]]:
    """Triples of the named graphs; the default graph only repeats what follows from them."""
    found: dict[str, set[Triple]] = {}
    for quad in parse("\n".join(lines), RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, NamedNode) and isinstance(quad.subject, NamedNode):
            triple = (quad.subject.value, quad.predicate.value, _term(quad.object))
            found.setdefault(quad.graph_name.value, set()).add(triple)
    return found


def _term(value: object) -> Term:
    if isinstance(value, Literal):
        datatype = value.datatype.value
        plain = value.language is not None or datatype == XSD + "string"
        return Term("literal", value.value, None if plain else datatype, value.language)
    if not isinstance(value, NamedNode):
        raise StoreError(f"{value} is no node that the store writes")
    return Term("iri", value.value)


def _confident(graphs: Mapping[str, set[Triple]], minimum: float | None) -> Mapping[str, set[Triple]]:
    """The graphs of one article without its doubtful claims."""
    every = set().union(*graphs.values())
    doubtful = _doubtful(every, minimum) if minimum is not None else set()
    if not doubtful:
        return graphs
    kept = {name: without_claims(triples, doubtful) for name, triples in graphs.items()}
    all_edges = edges(every)
    lost = all_edges - edges(set().union(*kept.values()) - all_edges)
    return {name: triples - lost for name, triples in kept.items()}


def _doubtful(triples: Iterable[Triple], minimum: float) -> set[str]:
    """The claims below the minimum, and the answers to such proposals."""
    triples = list(triples)
    below = {s for s, p, o in triples if p == _CONFIDENCE and float(o.value) < minimum}
    return below | {s for s, p, o in triples if p == _ANSWERS and o.value in below}
