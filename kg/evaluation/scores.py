"""What a measurement yields: measures, and the errors behind them by class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure between 0 and 1. `right` of `wanted` were found; `found` is what was predicted.

    Precision and recall are None for a share, where nothing but right and wrong answers exist. `reach` is the figure
    aimed at, where one is set.
    """

    name: str
    value: float
    right: int
    wanted: int
    found: int | None = None
    precision: float | None = None
    recall: float | None = None
    reach: float | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: `kind` is miss, extra or wrong; `where` names the text, `words` show it in a few words."""

    measure: str
    kind: str
    error_class: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Scored:
    """Result of one gold format on one file."""

    data: str
    texts: int
    measures: tuple[Measure, ...]
    mistakes: tuple[Mistake, ...] = ()
    notes: tuple[str, ...] = ()


def f1(name: str, right: int, found: int, wanted: int, *, reach: float | None = None) -> Measure:
    """Precision, recall and their harmonic mean; all are 0 where nothing was found or wanted."""
    precision, recall = _ratio(right, found), _ratio(right, wanted)
    value = 2 * precision * recall / (precision + recall) if right else 0.0
    return Measure(name, value, right, wanted, found, precision, recall, reach)


def share(name: str, right: int, wanted: int, *, reach: float | None = None) -> Measure:
    """The share of right answers among `wanted` questions."""
    return Measure(name, _ratio(right, wanted), right, wanted, reach=reach)


def macro_f1(name: str, pairs: Sequence[tuple[str, str]], *, reach: float | None = None, only: str = "") -> Measure:
    """Unweighted mean over the gold's classes of each class's F1; `pairs` are (gold, predicted).

    `only` names the classes to average over, apart by blanks; a wrong prediction counts against its class all the same.
    """
    per_class = class_f1(pairs)
    classes = [c for c in only.split() if c in per_class] or list(per_class)
    value = sum(per_class[c] for c in classes) / len(classes) if classes else 0.0
    right = sum(gold == predicted for gold, predicted in pairs if gold in classes)
    return Measure(name, value, right, sum(gold in classes for gold, _ in pairs), reach=reach)


def class_f1(pairs: Sequence[tuple[str, str]]) -> Mapping[str, float]:
    """F1 of each class that occurs in the gold."""
    right = Counter(gold for gold, predicted in pairs if gold == predicted)
    wanted, found = Counter(gold for gold, _ in pairs), Counter(predicted for _, predicted in pairs)
    return {c: 2 * right[c] / (wanted[c] + found[c]) for c in sorted(wanted)}


def by_class(mistakes: Iterable[Mistake]) -> list[tuple[str, str, str, int]]:
    """(measure, kind, class, count), the most frequent first within each measure, measures in their order."""
    counts = Counter((m.measure, m.kind, m.error_class) for m in mistakes)
    order = {name: n for n, name in enumerate(dict.fromkeys(m for m, _, _ in counts))}
    rows = [(*key, number) for key, number in counts.items()]
    return sorted(rows, key=lambda row: (order[row[0]], row[1], -row[3], row[2]))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
