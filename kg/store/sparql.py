"""What the backends share that are written to with SPARQL updates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace as with_fields
from typing import Self

from kg.errors import NotFound, StoreError
from kg.store.base import Graphs, LogRecord, check_foreign, check_schema
from kg.store.log import HOLDS_DATA_QUERY, LOG_QUERY, UNION_QUERY, VERSION_QUERY, graphs_query, read_records
from kg.store.ntriples import lines
from kg.store.results import Result, column
from kg.store.update import START_UPDATE, replace_update, retract_update


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
        self._update(replace_update(article, self._graphs(article), new, record))

    def retract(self, article: str) -> None:
        graphs = self._graphs(article)
        if not graphs:
            raise NotFound(f"{self.url} holds no article {article}: `kg table articles` lists them")
        self._update(retract_update(article, graphs))

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
