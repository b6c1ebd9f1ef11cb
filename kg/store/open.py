"""Choose a store by its URL. Backends are imported when they are chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.store.base import Store


def open_store(url: str, *, reading: bool = False) -> Store:
    """Open the store that `url` names: a folder, memory:, oxigraph:PATH or the http(s) URL of a SPARQL 1.1 endpoint.

    Without `reading` a missing folder is made, and StoreLocked raised while another process writes to it. With it the
    store must exist; it shows a consistent state that a writer's later commits do not change, at most some seconds old
    (`kg.store.oxigraph.PUBLISH_SECONDS`). Raises SchemaMismatch for a store of another schema.
    """
    if url == "memory:":
        from kg.store.memory import MemoryStore

        return MemoryStore()
    if url.startswith(("http://", "https://")):
        from kg.store.remote import RemoteStore

        return RemoteStore(url, reading=reading)
    path = store_path(url)
    if path is None:
        raise StoreError(f"{url}: a store is a folder, memory:, oxigraph:PATH or an http(s) URL")
    from kg.store.oxigraph import DiskReader, DiskStore

    return DiskReader(path) if reading else DiskStore(path)


def store_path(url: str) -> Path | None:
    """The folder of a store on disk, None for other stores."""
    if not url or url == "oxigraph:" or url == "memory:" or "://" in url:
        return None
    return Path(url.removeprefix("oxigraph:"))
