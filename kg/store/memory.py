"""A store in memory on rdflib, for tests, notebooks and small sets: gone when the process ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace as with_fields
from typing import TYPE_CHECKING, Any, Self

from kg.errors import NotFound
from kg.store.base import DECISIONS_GRAPH, HIDDEN_GRAPH, LINKS_GRAPH, LOG_GRAPH, Graphs, LogRecord, Overlay
from kg.store.log import VERSION_TRIPLE, linked_line, record_lines
from kg.store.ntriples import Triples, lines
from kg.store.results import Result, from_json, from_ntriples, malformed

if TYPE_CHECKING:
    from rdflib import Graph

Triple = tuple[Any, Any, Any]


class MemoryStore:
    """Article graphs in an rdflib data set. `_holders` counts the graphs that hold a triple."""

    def __init__(self) -> None:
        from rdflib import Dataset

        self.url = "memory:"
        self._data = Dataset(default_union=False)
        self._default = self._data.default_graph
        self._log: dict[str, LogRecord] = {}
        self._triples: dict[str, set[Triple]] = {}
        self._holders: Counter[Triple] = Counter()
        self._logged: dict[str, set[Triple]] = {}
        self._overlay: dict[str, set[Triple]] = {}  # of the own graphs but the log
        self._state = ""
        for triple in _triples(VERSION_TRIPLE):
            self._graph(LOG_GRAPH).add(triple)

    def replace(self, article: str, graphs: Graphs, record: LogRecord) -> None:
        new = {str(name): _triples("\n".join(lines(triples))) for name, triples in graphs.items()}
        record = with_fields(record, graphs=tuple(sorted(new)))
        logged = _triples("\n".join(record_lines(article, record)))
        self._remove(article)  # from here on nothing can be refused
        for name, triples in new.items():
            self._add(name, triples)
        self._log[article], self._logged[article] = record, logged
        for triple in logged:
            self._graph(LOG_GRAPH).add(triple)

    def retract(self, article: str) -> None:
        if article not in self._log:
            raise NotFound(f"{self.url} holds no article {article}: `kg table articles` lists them")
        self._remove(article)

    def link(self, overlay: Overlay, decisions: Triples | None = None) -> None:
        new = {HIDDEN_GRAPH: _triples("\n".join(overlay.hidden)), LINKS_GRAPH: _triples("\n".join(overlay.shown))}
        if decisions is not None:
            self._set(DECISIONS_GRAPH, _triples("\n".join(lines(decisions))))
        self._unlink()
        for name, triples in new.items():
            self._set(name, triples)
        for triple in new[HIDDEN_GRAPH]:
            self._default.remove(triple)
        for triple in new[LINKS_GRAPH]:
            self._default.add(triple)
        self._state = overlay.state
        for triple in self._linked_triples():
            self._graph(LOG_GRAPH).add(triple)

    def linked(self) -> str:
        return self._state

    def query(self, text: str, timeout: float | None = None) -> Result:
        if timeout is not None:
            from kg.store.worker import run

            return run(self.url, text, timeout, data="\n".join(self.quads()))
        return answer(self._data, text)

    def log(self) -> dict[str, LogRecord]:
        return dict(sorted(self._log.items()))

    def quads(self) -> Iterator[str]:
        for name, triples in self._named():
            yield from (f"{line[:-1]}<{name}> ." for line in lines(triples))
        yield from lines(self._default)

    def close(self) -> None:
        self._data.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _graph(self, name: str) -> Graph:
        from rdflib import Graph, URIRef

        return Graph(store=self._data.store, identifier=URIRef(name))

    def _named(self) -> Iterator[tuple[str, set[Triple]]]:
        yield from self._triples.items()
        yield from self._overlay.items()
        yield LOG_GRAPH, set(self._graph(LOG_GRAPH))

    def _add(self, name: str, triples: set[Triple]) -> None:
        graph = self._graph(name)
        for triple in triples:
            graph.add(triple)
            self._default.add(triple)
        self._holders.update(triples)
        self._triples[name] = triples

    def _set(self, name: str, triples: set[Triple]) -> None:
        graph = self._graph(name)
        graph.remove((None, None, None))
        for triple in triples:
            graph.add(triple)
        self._overlay[name] = triples

    def _unlink(self) -> None:
        """Let the default graph hold again just what the articles say."""
        for triple in self._overlay.get(LINKS_GRAPH, ()):
            if not self._holders[triple]:
                self._default.remove(triple)
        for triple in self._overlay.get(HIDDEN_GRAPH, ()):
            if self._holders[triple]:
                self._default.add(triple)
        for triple in self._linked_triples():
            self._graph(LOG_GRAPH).remove(triple)
        self._set(LINKS_GRAPH, set())
        self._set(HIDDEN_GRAPH, set())
        self._state = ""

    def _linked_triples(self) -> set[Triple]:
        return _triples(linked_line(self._state)) if self._state else set()

    def _remove(self, article: str) -> None:
        if article in self._log and self._state:
            self._unlink()
        for triple in self._logged.pop(article, ()):
            self._graph(LOG_GRAPH).remove(triple)
        for name in self._log.pop(article, LogRecord("")).graphs:
            triples = self._triples.pop(name)
            self._graph(name).remove((None, None, None))
            self._holders.subtract(triples)
            for triple in triples:
                if not self._holders[triple]:
                    del self._holders[triple]
                    self._default.remove(triple)


def _triples(ntriples: str) -> set[Triple]:
    from rdflib import Graph

    return set(Graph().parse(data=ntriples, format="nt"))


def answer(data: Any, text: str) -> Result:
    """Run a query on an rdflib data set; nothing is fetched from the network for FROM."""
    import rdflib.plugins.sparql as sparql

    sparql.SPARQL_LOAD_GRAPHS = False
    try:
        found = data.query(text)
        if found.type in ("SELECT", "ASK"):
            return from_json(found.serialize(format="json"))
        return from_ntriples(found.graph.serialize(format="nt", encoding="utf-8"))
    except Exception as error:  # rdflib raises anything from its parser and functions
        raise malformed(error) from error
