"""Whatever the history of a store, it holds what a store made afresh of its articles and decisions holds."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence

import pytest

from kg.ingest.triples import article_iri
from kg.review import Signed, decided
from kg.store import Store, open_store
from kg.store.scratch import ScratchStore
from kg.tables import records
from kg.world.decisions import Decision, read_decisions, with_decisions
from kg.world.relinking import is_linked, relink
from tests.world_fixture import Draft, graph_of_all, put, random_draft

HISTORIES = int(os.environ.get("PARLEY_HISTORIES", "200"))
STEPS = 8  # of one history
KEYS = 5  # articles that come, change and go
BATCH = 20  # histories a test


def ingest(store: Store, rng: random.Random, texts: dict[str, Draft]) -> None:
    """One or more articles come or change, then the store is linked, as a run does."""
    for number in rng.sample(range(KEYS), rng.choice((1, 1, 2, 3))):
        texts[f"a{number}"] = random_draft(rng, number)
        put(store, texts[f"a{number}"])
    relink(store)


def interrupted(store: Store, rng: random.Random, texts: dict[str, Draft]) -> None:
    """A run that ends before it links."""
    number = rng.randrange(KEYS)
    texts[f"a{number}"] = random_draft(rng, number)
    put(store, texts[f"a{number}"])


def retract(store: Store, rng: random.Random, texts: dict[str, Draft]) -> None:
    """An article goes."""
    if texts:
        gone = rng.choice(sorted(texts))
        del texts[gone]
        store.retract(str(article_iri(gone)))
        relink(store)


def decide(store: Store, rng: random.Random, texts: dict[str, Draft]) -> None:
    """A person decides about something that tables show."""
    signed = Signed(rng.choice(("Ann", "Ben")), f"2030-06-01T10:00:{rng.randrange(60):02}Z")
    kind = rng.choice(("accept", "reject", "correct", "merge", "split"))
    name = rng.choice(("events", "meetings", "proposals", "agreements"))
    ids = [row["id"] for row in records(store, name)]
    if len(ids) < 2:
        return
    chosen = rng.sample(ids, 2) if kind in ("merge", "split") else rng.sample(ids, 1)
    setting = {"events": "agents=Norland", "meetings": "status=postponed"}.get(name, "date=2030-05-20")
    new = decided(store, kind, chosen, signed, [setting] if kind == "correct" else [])
    relink(store, with_decisions(read_decisions(store), new))


def undo(store: Store, rng: random.Random, texts: dict[str, Draft]) -> None:
    """A decision is taken back."""
    decisions = read_decisions(store)
    if decisions:
        kept = rng.sample(decisions, len(decisions) - 1)
        relink(store, with_decisions((), kept))


ACTS = (ingest, ingest, ingest, interrupted, retract, decide, decide, undo)


def afresh(texts: Sequence[Draft], decisions: Sequence[Decision]) -> Store:
    """A store into which the articles come at once, and then the decisions."""
    store = ScratchStore()
    for draft in texts:
        put(store, draft)
    relink(store, decisions)
    return store


def history(store: Store, seed: int) -> tuple[dict[str, Draft], random.Random]:
    """Let a random history come over a store, and give the articles that it holds at the end."""
    rng = random.Random(seed)
    texts: dict[str, Draft] = {}
    for _ in range(STEPS):
        rng.choice(ACTS)(store, rng, texts)
    relink(store)
    return texts, rng


@pytest.mark.parametrize("batch", range(max(1, HISTORIES // BATCH)))
def test_a_store_holds_what_one_made_afresh_holds(batch: int) -> None:
    joined = decisions = 0
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        store = ScratchStore()
        texts, rng = history(store, number)
        assert is_linked(store)
        kept = read_decisions(store)
        order = sorted(texts.values(), key=lambda draft: rng.random())
        assert graph_of_all(store) == graph_of_all(afresh(order, kept)), f"history {number}"
        joined += any("accountOf" in line for line in store.quads())
        decisions += len(kept)
    assert joined > BATCH // 4
    assert decisions > BATCH // 4


@pytest.mark.parametrize("seed", [3, 11, 17])
def test_the_store_in_memory_goes_the_same_way(seed: int) -> None:
    store = open_store("memory:")
    texts, _ = history(store, seed)
    fresh = afresh(list(texts.values()), read_decisions(store))
    for name in ("meetings", "events", "proposals", "agreements", "conflicts", "actors"):
        assert list(records(store, name)) == list(records(fresh, name)), name
