"""Stores that hold the hand-built articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.ingest.claims import ArticleClaims
from kg.ingest.triples import article_iri, graphs
from kg.schema.terms import BASE
from kg.store import LogRecord, Store, open_store
from tests.claims_fixture import everything


def filled(url: str, articles: Iterable[ArticleClaims] | None = None, base: str = BASE) -> Store:
    """An open store at `url` with the hand-built articles, or with `articles`, written in the order given."""
    store = open_store(url)
    for claims in everything() if articles is None else articles:
        record = LogRecord(claims.article.key, "text", "f1", "0.1.0")
        store.replace(str(article_iri(claims.article.key, base)), graphs(claims, base), record)
    return store


def on_disk(folder: Path) -> str:
    """URL of a closed store in `folder` with the hand-built articles."""
    filled(str(folder / "talks.store")).close()
    return str(folder / "talks.store")
