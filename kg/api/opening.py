"""Opens a graph, or reads reports into one."""

from __future__ import annotations

from pathlib import Path

from kg.api.graph import MEMORY, KnowledgeGraph
from kg.api.reading import Folders, run_into

DEFAULT = "parley.store"


def open(path: str | Path = DEFAULT, *, min_confidence: float | None = None, raw: bool = False) -> KnowledgeGraph:
    """The graph of a store that exists: a folder, oxigraph:PATH or the http(s) URL of a SPARQL 1.1 endpoint.

    `min_confidence` (0 to 1) leaves out claims of less confidence, `raw` shows what the machine made of the articles
    whatever people decided. Raises StoreError where there is no store; `read` makes one.

    >>> import kg
    >>> with kg.open("talks.store") as opened:
    ...     len(opened.table("articles"))
    3
    """
    return KnowledgeGraph(str(path), min_confidence=min_confidence, raw=raw)


def read(
    *sources: str | Path,
    store: str | Path = MEMORY,
    date: str | None = None,
    authority: Folders = (),
    frames: Folders = (),
) -> KnowledgeGraph:
    """Read reports into a store and give its graph, whose `account` says what was done.

    A store is made where there is none. Reports that it already holds unchanged are not read again, so a notebook may
    run this each time; the default store forgets all at the end. `sources` and options are those of
    `KnowledgeGraph.ingest`.

    >>> import kg
    >>> kg.read("report.md", store="new.store").account.written
    1
    """
    graph = KnowledgeGraph(MEMORY) if str(store) == MEMORY else None
    stored = graph.store if graph else None
    account = run_into(str(store), stored, sources, options={"date": date}, folders=(authority, frames))
    graph = graph or KnowledgeGraph(str(store))
    graph.account = account
    return graph
