"""A store in memory on Oxigraph, for work that is thrown away: faster than rdflib, gone when it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad
from pyoxigraph import Store as Database

from kg.errors import StoreError
from kg.store.oxigraph import answer, quad_lines
from kg.store.results import Result
from kg.store.sparql import SparqlStore


class ScratchStore(SparqlStore):
    """Behaves as any store does; `url` is what messages call it."""

    def __init__(self, url: str = "scratch:", quads: Iterable[Quad] = ()) -> None:
        self.url = url
        self._database = Database()
        self._database.bulk_extend(quads)
        self._check(start=True)

    def query(self, text: str, timeout: float | None = None) -> Result:
        return answer(self._database, text)

    def quads(self) -> Iterator[str]:
        return quad_lines(self._database)

    def close(self) -> None:
        self._database.clear()

    def _update(self, text: str) -> None:
        try:
            self._database.update(text)
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url}: nothing was written: {error}") from error
