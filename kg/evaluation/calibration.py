"""Calibration: counts of right claims by group, and how well they foretell a report that was not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluation.anchors import Report
from kg.evaluation.confirmed import confirmed
from kg.ingest.confidence import Counts, estimate, kind_of, prefixes

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of a report: its kind and group, and whether the marks confirm it."""

    kind: str
    group: str
    right: bool


@dataclass(frozen=True, slots=True)
class Foretold:
    """A judged claim with the confidence that the other reports give it."""

    claim: Judged
    confidence: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence is in [low, high): how many, the mean confidence, the share that is right."""

    low: float
    high: float
    claims: int
    mean: float
    right: float


def judged(reports: Iterable[Report]) -> list[list[Judged]]:
    """The claims of each report."""
    return [[Judged(kind_of(c), c.group, right) for c, right in confirmed(report)] for report in reports]


def count(claims: Iterable[Judged]) -> Counts:
    """Right and made claims of each kind, by group and by what groups begin with; sorted."""
    right, made = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for claim in claims:
        for part in prefixes(claim.group):
            made[claim.kind, part] += 1
            right[claim.kind, part] += claim.right
    return {key: (right[key], made[key]) for key in sorted(made)}


def foretell(counts: Counts, claims: Iterable[Judged]) -> list[Foretold]:
    """The claims with the confidence that the counts give them; those of which nothing is known are left out."""
    told = ((claim, estimate(counts, claim.kind, claim.group)) for claim in claims)
    return [Foretold(claim, confidence) for claim, confidence in told if confidence is not None]


def leave_one_out(reports: Sequence[Sequence[Judged]]) -> list[Foretold]:
    """Each claim with the confidence that the reports other than its own give it."""
    found = []
    for n, own in enumerate(reports):
        others = count(claim for m, other in enumerate(reports) if m != n for claim in other)
        found += foretell(others, own)
    return found


def reliability(claims: Sequence[Foretold], bins: Sequence[float] = BINS) -> list[Bin]:
    """Claims by confidence; of well calibrated ones mean and share agree in each bin. Empty bins are left out."""
    found = []
    for low, high in pairwise(bins):
        inside = [c for c in claims if low <= c.confidence < high]
        if inside:
            mean = sum(c.confidence for c in inside) / len(inside)
            found.append(Bin(low, high, len(inside), mean, sum(c.claim.right for c in inside) / len(inside)))
    return found


def brier(claims: Sequence[Foretold]) -> float:
    """Mean squared difference of confidence and truth (Brier 1950): 0 is perfect, 0.25 what 0.5 for all would have."""
    return sum((c.confidence - c.claim.right) ** 2 for c in claims) / len(claims) if claims else 0.0


def without_groups(reports: Sequence[Sequence[Judged]]) -> list[list[Judged]]:
    """The same claims in one group a kind: what calibration by groups must better."""
    return [[Judged(c.kind, "", c.right) for c in own] for own in reports]
