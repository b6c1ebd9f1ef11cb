"""The default store: Oxigraph on disk, one writer, any number of readers of its snapshots."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat
from pyoxigraph import Store as Database

from kg.errors import StoreError, StoreLocked
from kg.store import snapshots
from kg.store.base import Graphs, LogRecord, Overlay
from kg.store.ntriples import Triples
from kg.store.results import Result, from_json, from_ntriples, malformed
from kg.store.sparql import SparqlStore

PUBLISH_SECONDS = 5.0  # how old what readers see may be while a writer commits
WAIT_SECONDS = 1.0  # a reader that recovers a store holds the lock for a moment


class DiskStore(SparqlStore):
    """The writer of a folder. Commits survive a killed process at once, a power cut once they are published.

    While articles of a linked store are replaced, readers see the state before, until links and decisions are on again.
    """

    def __init__(self, path: Path) -> None:
        self.url = str(path)
        self.path = path
        check_folder(path)
        self._database = _open_patiently(path)
        self._published = time.monotonic()
        self._between = False  # links and decisions are off until the run puts them on again
        try:
            self._check(start=True)
        except StoreError:
            del self._database
            raise
        if snapshots.is_pending(path):
            self.publish()

    def query(self, text: str, timeout: float | None = None) -> Result:
        if timeout is None:
            return answer(self._database, text)
        from kg.store.worker import run

        self.publish()
        return run(self.url, text, timeout)

    def quads(self) -> Iterator[str]:
        return quad_lines(self._database)

    def publish(self) -> None:
        """Let readers that come from now on see everything committed."""
        snapshots.publish(self._database, self.path)
        self._published = time.monotonic()

    def replace(self, article: str, graphs: Graphs, record: LogRecord) -> None:
        self._between = self._between or bool(self.linked())
        super().replace(article, graphs, record)

    def retract(self, article: str) -> None:
        self._between = self._between or bool(self.linked())
        super().retract(article)

    def link(self, overlay: Overlay, decisions: Triples | None = None) -> None:
        self._between = False
        super().link(overlay, decisions)

    def close(self) -> None:
        if hasattr(self, "_database"):
            if snapshots.is_pending(self.path):
                self.publish()
            del self._database

    def _update(self, text: str) -> None:
        snapshots.mark_pending(self.path)
        try:
            self._database.update(text)
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url}: nothing was written: {error}") from error
        if not self._between and time.monotonic() - self._published > PUBLISH_SECONDS:
            self.publish()


class DiskReader(SparqlStore):
    """The newest snapshot of a folder: a consistent state that does not change while it is open."""

    def __init__(self, path: Path) -> None:
        self.url = str(path)
        self.path = path
        check_folder(path, must_exist=True)
        self._held = ExitStack()
        self._database = self._held.enter_context(snapshots.newest(path))
        try:
            self._check(start=False)
        except StoreError:
            self.close()
            raise

    def query(self, text: str, timeout: float | None = None) -> Result:
        if timeout is None:
            return answer(self._database, text)
        from kg.store.worker import run

        return run(self.url, text, timeout)

    def quads(self) -> Iterator[str]:
        return quad_lines(self._database)

    def close(self) -> None:
        if hasattr(self, "_database"):
            del self._database
        self._held.close()

    def replace(self, article: str, graphs: Graphs, record: LogRecord) -> None:
        raise StoreError(f"{self.url} is open for reading only")

    def _update(self, text: str) -> None:
        raise StoreError(f"{self.url} is open for reading only")


def check_folder(path: Path, *, must_exist: bool = False) -> None:
    """StoreError if `path` is no store: missing, a file, or a folder of other things."""
    if must_exist and not path.exists():
        raise StoreError(f"there is no store {path}: run `kg ingest` first or name another with --store")
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file: a store is a folder")
    begun = path.exists() and not (path / "CURRENT").exists() and all(map(_is_of_store, path.iterdir()))
    if path.exists() and not begun and not (path / "CURRENT").exists():
        raise StoreError(f"{path} is a folder without a store in it: name a new or empty folder, or a store")
    if must_exist and begun:
        raise StoreError(f"{path} holds no store yet: run `kg ingest` first, or wait for the one that runs")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent} does not exist: make the folder first")


def _is_of_store(entry: Path) -> bool:
    """Whether a file is one of those that RocksDB makes first, while another process begins the store."""
    if entry.suffix in (".log", ".sst", ".dbtmp"):
        return entry.stem.isdigit()
    return entry.name in ("CURRENT", "IDENTITY", "LOCK", "LOG") or entry.name.startswith(("LOG.old.", "MANIFEST-"))


def _open_patiently(path: Path) -> Database:
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return snapshots.open_database(path)
        except StoreLocked:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def answer(database: Database, text: str) -> Result:
    """Run a query in this process: it cannot be stopped before it ends."""
    try:
        found = database.query(text)
        if isinstance(found, QuerySolutions | QueryBoolean):
            return from_json(found.serialize(format=QueryResultsFormat.JSON) or b"")
        return from_ntriples(found.serialize(format=RdfFormat.N_TRIPLES) or b"")
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        raise malformed(error) from error


def quad_lines(database: Database) -> Iterator[str]:
    """All quads as N-Quads lines."""
    return (f"{quad} ." for quad in database)
