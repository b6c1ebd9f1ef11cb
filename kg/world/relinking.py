"""Brings the links of a store up to date with its articles and decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from kg import __version__
from kg.schema.terms import BASE
from kg.store.base import LogRecord, Overlay, Store
from kg.world.clusters import Ties
from kg.world.linking import found_world
from kg.world.overlay import overlay
from kg.world.said import Said

RULES = "1"  # to be raised when the same articles are linked otherwise


def relink(store: Store) -> bool:
    """Link the articles of `store` anew, in one atomic update; False where the links are up to date already."""
    log = store.log()
    state = state_of(log)
    if store.linked() == state:
        return False
    store.link(made(store, log, state))
    return True


def made(store: Store, log: Mapping[str, LogRecord], state: str) -> Overlay:
    """The overlay of the articles in `log`."""
    said = Said(store, log, {})
    base = next((iri.rpartition("article/")[0] for iri in log), BASE)
    return overlay(store, said, found_world(said, base, Ties()), base, state)


def state_of(log: Mapping[str, LogRecord]) -> str:
    """Digest of all that decides the links: articles, their versions, and the program."""
    parts = [__version__, RULES]
    parts += [f"{iri} {record.text_hash} {record.fingerprint}" for iri, record in sorted(log.items())]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
