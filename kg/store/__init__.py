"""The store: one article is one atomic update of its named graphs and of the default graph that queries see.

`open_store` chooses a backend by URL; every backend fulfils `Store` and passes the same tests.
"""

from __future__ import annotations

from kg.store.base import LogRecord, Store, find_article
from kg.store.open import open_store
from kg.store.results import Result, Term, column, graph_of, records

__all__ = [
    "LogRecord",
    "Result",
    "Store",
    "Term",
    "column",
    "find_article",
    "graph_of",
    "open_store",
    "records",
]
