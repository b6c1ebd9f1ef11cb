"""One-to-one matching of what was found with what was marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Gold = TypeVar("Gold")
Found = TypeVar("Found")
Span = tuple[int, int]


def pair(gold: Sequence[Gold], found: Sequence[Found], fit: Callable[[Gold, Found], float]) -> dict[int, int]:
    """A largest one-to-one matching: index into `gold` to index into `found`.

    `fit` is 0 where two must not be matched; of two matchings of one size the better fits are taken first (augmenting
    paths, so that no choice keeps another pair from being matched).
    """
    fits = {(g, f): fit(x, y) for g, x in enumerate(gold) for f, y in enumerate(found)}
    edges: dict[int, list[int]] = {g: [] for g in range(len(gold))}
    for _, g, f in sorted((-score, g, f) for (g, f), score in fits.items() if score > 0):
        edges[g].append(f)
    owner: dict[int, int] = {}
    for g in sorted(edges, key=lambda g: -fits[g, edges[g][0]] if edges[g] else 0.0):
        _augment(g, edges, owner, set())
    return {g: f for f, g in owner.items()}


def _augment(g: int, edges: dict[int, list[int]], owner: dict[int, int], seen: set[int]) -> bool:
    free = [f for f in edges[g] if f not in owner and f not in seen]
    if free:
        owner[free[0]] = g
        return True
    for f in edges[g]:
        if f not in seen:
            seen.add(f)
            if _augment(owner[f], edges, owner, seen):
                owner[f] = g
                return True
    return False


def overlap(one: Iterable[Span], other: Iterable[Span]) -> int:
    """How many characters two sets of spans share; the spans of each set are taken not to overlap."""
    others = list(other)
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in others)


def enough(right: int, predicted: int, marked: int) -> bool:
    """Whether a list agrees with the gold's: some right and no more strangers than right ones; empty where it is."""
    if not marked:
        return predicted == 0
    return right > 0 and predicted - right <= right
