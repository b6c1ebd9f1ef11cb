"""A query on a copy of a store, in a process of its own that can be killed."""

from __future__ import annotations

from kg.store.results import Result
from kg.store.worker import serve


def main() -> None:
    """The other side of `kg.store.worker.run` where the query sees a selection of the store."""
    serve(_answer)


def _answer(url: str, query: str, minimum: float | None, raw: bool) -> Result:
    from kg.store.open import open_store
    from kg.world.selection import seen

    with open_store(url, reading=True) as store:
        return seen(store, minimum, raw=raw).query(query)
