"""Results as text and as JSON for comparing versions. Figures are cut after three places, never rounded up."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence

from kg.evaluation.scores import Measure, Scored, by_class

_CLASSES = 12  # error classes that are printed for each measure and kind


def cut(value: float | None) -> str:
    """Three places, the rest cut off."""
    return "" if value is None else f"{math.floor(value * 1000 + 1e-9) / 1000:.3f}"


def as_text(scored: Scored, show: int = 0) -> Iterator[str]:
    """Measures, errors by class, and `show` of the errors themselves for each class."""
    yield f"{scored.data}: {scored.texts} texts"
    yield f"  {'':44} {'P':>6} {'R':>6} {'F1':>6} {'share':>6} {'right':>6} {'found':>6} {'wanted':>6} {'reach':>6}"
    yield from (_row(measure) for measure in scored.measures)
    yield from (f"  {note}" for note in scored.notes)
    yield from _errors(scored, show)
    yield ""


def _row(m: Measure) -> str:
    is_f1 = m.precision is not None
    cells = (
        cut(m.precision), cut(m.recall), cut(m.value) if is_f1 else "", "" if is_f1 else cut(m.value), str(m.right),
        "" if m.found is None else str(m.found), str(m.wanted), "" if m.reach is None else f"{m.reach:.2f}",
    )  # fmt: skip
    return f"  {m.name:44} " + " ".join(f"{cell:>6}" for cell in cells)


def _errors(scored: Scored, show: int) -> Iterator[str]:
    printed: dict[tuple[str, str], int] = {}
    for measure, kind, name, number in by_class(scored.mistakes):
        printed[measure, kind] = printed.get((measure, kind), 0) + 1
        if printed[measure, kind] > _CLASSES:
            continue
        yield f"  {number:5} {kind:5} {measure}: {name}"
        same = [m for m in scored.mistakes if (m.measure, m.kind, m.error_class) == (measure, kind, name)]
        yield from (f"          {m.where}: {' '.join(m.words.split())}" for m in same[:show])


def as_json(results: Sequence[Scored], show: int = 0) -> str:
    """One object a data set, keys in a fixed order."""
    return json.dumps([_object(scored, show) for scored in results], ensure_ascii=False, indent=2)


def _object(scored: Scored, show: int) -> dict[str, object]:
    classes = [{"measure": m, "kind": k, "class": c, "count": n} for m, k, c, n in by_class(scored.mistakes)]
    found: dict[str, object] = {
        "data": scored.data, "texts": scored.texts, "measures": [_figures(m) for m in scored.measures],
        "errors": classes, "notes": list(scored.notes),
    }  # fmt: skip
    if show:
        found["examples"] = [
            {"measure": m.measure, "kind": m.kind, "class": m.error_class, "where": m.where, "words": m.words}
            for row in classes
            for m in [x for x in scored.mistakes if _belongs(x.measure, x.kind, x.error_class, row)][:show]
        ]
    return found


def _belongs(measure: str, kind: str, name: str, row: dict[str, object]) -> bool:
    return (measure, kind, name) == (row["measure"], row["kind"], row["class"])


def _figures(m: Measure) -> dict[str, object]:
    figures = {"precision": m.precision, "recall": m.recall, "value": m.value, "reach": m.reach}
    cut_off = {k: None if v is None else float(cut(v)) for k, v in figures.items()}
    return {"name": m.name, **cut_off, "right": m.right, "found": m.found, "wanted": m.wanted}
