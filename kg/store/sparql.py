"""What the backends share that are written to with SPARQL updates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace as with_fields
from typing import Self

from kg.errors import NotFound, StoreError
from kg.store.base import Graphs, LogRecord, Overlay, check_foreign, check_schema
from kg.store.log import (
    HOLDS_DATA_QUERY,
    LINKED_QUERY,
    LOG_QUERY,
    UNION_QUERY,
    VERSION_QUERY,
    graphs_query,
    read_records,
)
from kg.store.ntriples import Triples, lines
from kg.store.results import Result, column
from kg.store.update import START_UPDATE, UNLINK_UPDATE, link_update, replace_update, retract_update


class SparqlStore(ABC):
    """A store that takes one SPARQL update as a whole or not at all."""

    url: str

    @abstractmethod
    def query(self, text: str, timeout: float | None = None) -> Result: ...

    @abstractmethod
    def quads(self) -> Iterator[str]: ...

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def _update(self, text: str) -> None: ...

    def replace(self, article: str, graphs: Graphs, record: LogRecord) -> None:
        new = {str(graph): lines(triples) for graph, triples in graphs.items()}
        record = with_fields(record, graphs=tuple(sorted(new)))
        old = self._graphs(article)
        unlinking = f"{UNLINK_UPDATE} ;\n" if old and self.linked() else ""
        self._update(unlinking + replace_update(article, old, new, record))

    def retract(self, article: str) -> None:
        graphs = self._graphs(article)
        if not graphs:
            raise NotFound(f"{self.url} holds no article {article}: `kg table articles` lists them")
        self._update(f"{UNLINK_UPDATE} ;\n{retract_update(article, graphs)}")

    def link(self, overlay: Overlay, decisions: Triples | None = None) -> None:
        self._update(link_update(overlay, None if decisions is None else lines(decisions)))

    def linked(self) -> str:
        return str(next(iter(column(self.query(LINKED_QUERY), "v")), ""))

    def log(self) -> dict[str, LogRecord]:
        return read_records(self.query(LOG_QUERY))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _graphs(self, article: str) -> list[str]:
        return [str(graph) for graph in column(self.query(graphs_query(article)), "graph")]

    def _check(self, *, start: bool) -> None:
        """Refuse a store of another schema or with foreign data; with `start`, record the schema in an empty one."""
        versions = column(self.query(VERSION_QUERY), "v")
        if not versions:
            check_foreign(self.url, self.query(HOLDS_DATA_QUERY).truth)
            if not start:
                return
            self._update(START_UPDATE)
        else:
            check_schema(self.url, str(versions[0]))
        if self.query(UNION_QUERY).truth:
            raise StoreError(
                f"{self.url} shows the union of all graphs as its default graph, which counts a triple once for each "
                f"graph: start it without that option (oxigraph serve: no --union-default-graph)"
            )
