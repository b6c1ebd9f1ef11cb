"""Brings the links of a store up to date with its articles and decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from kg import __version__
from kg.schema.terms import BASE
from kg.store.base import LogRecord, Overlay, Store
from kg.world.decisions import Decision, lines_of, read_decisions
from kg.world.linking import found_world
from kg.world.overlay import overlay
from kg.world.revising import revise
from kg.world.said import Said

RULES = "1"  # to be raised when the same articles are linked otherwise


def relink(store: Store, decisions: Sequence[Decision] | None = None) -> bool:
    """Link the articles of `store` anew, in one atomic update; False where the links are up to date already.

    `decisions`, if given, take the place of those that the store holds.
    """
    log = store.log()
    decided = read_decisions(store) if decisions is None else list(decisions)
    state = state_of(log, decided)
    if store.linked() == state and decisions is None:
        return False
    store.link(made(store, log, decided), None if decisions is None else lines_of(decided))
    return True


def made(store: Store, log: Mapping[str, LogRecord], decisions: Sequence[Decision]) -> Overlay:
    """The overlay of the articles in `log` under the decisions."""
    revision = revise(store, log, decisions)
    said = Said(store, log, revision.graphs)
    base = next((iri.rpartition("article/")[0] for iri in log), BASE)
    return overlay(
        store, said, found_world(said, base, revision.ties, revision.agreeing), base, state_of(log, decisions)
    )


def lost(store: Store) -> tuple[Decision, ...]:
    """Decisions that do not find their target, or a node that they name, in the articles as they are."""
    return revise(store, store.log(), read_decisions(store)).lost


def is_linked(store: Store) -> bool:
    """Whether the links are those of the present articles and decisions; a run that was killed leaves them undone."""
    return store.linked() == state_of(store.log(), read_decisions(store))


def state_of(log: Mapping[str, LogRecord], decisions: Iterable[Decision]) -> str:
    """Digest of all that decides the links: articles, their versions, decisions, and the program."""
    parts = [__version__, RULES, lines_of(decisions)]
    parts += [f"{iri} {record.text_hash} {record.fingerprint}" for iri, record in sorted(log.items())]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
