"""How far two people who mark the same reports agree, by the rules by which `kg eval` scores the program.

    python benchmarks/agreement.py data/gold/put_away data/gold/second --texts DIR

Compares the reports that both folders mark. What two people reach is what a program can be asked for at most.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.evaluation import texts
from kg.evaluation.anchors import find_anchor
from kg.evaluation.matching import enough, pair
from kg.evaluation.naming import Names, folded
from kg.evaluation.reportevents import types
from kg.ingest.model import Entity
from kg.ingest.pipeline import Pipeline

Row = dict[str, Any]
_LOCATED = ("date", "place", "venue")


class Judge:
    """Compares the marks of two people; each name of the second stands as an entity, as the program's would."""

    def __init__(self, pipeline: Pipeline, names: Iterable[str]) -> None:
        self._names = Names(pipeline.authority, [Entity(key=n, kind=_kind(n), label=n) for n in names])

    def same(self, one: str, other: str) -> bool:
        return self._names.sense(one) == self._names.sense(other) or self._names.same(one, other)

    def agree(self, one: Sequence[str], other: Sequence[str]) -> bool:
        right = len(pair(one, other, lambda a, b: float(self.same(a, b))))
        return enough(right, len(other), len(one))


def _kind(name: str) -> str:
    return "delegation" if "delegation" in name.lower() else "unnamed" if "(unnamed)" in name else "organization"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--texts", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    pipeline, found = Pipeline(), Counter[str]()
    for file in sorted(options.second.glob("*.json")):
        pair_of_files = options.first / file.name, file
        first, second = (json.loads(f.read_text(encoding="utf-8")) for f in pair_of_files)
        found.update(compare(first, second, pipeline, options.texts))
    for name in (
        "actors",
        "events: sentence and type",
        "events: with agents",
        "events: full",
        "meetings",
        "statements",
    ):
        both = 2 * found[name] / (found[f"{name} 1"] + found[f"{name} 2"])
        print(f"{name:28} {int(both * 1000) / 1000:.3f}")


def compare(first: Row, second: Row, pipeline: Pipeline, folder: Path) -> Iterator[str]:
    """Names of what is marked by the first, by the second, and alike by both, one a mark."""
    article = texts.of_file(first, [folder], pipeline)
    sentences = next(pipeline.analyzer.analyze([article.text])).sentences
    spans = [article.offsets.span_to_source(s.start, s.end) for s in sentences]
    marks = (entry for row in (first, second) for kind in ("events", "meetings", "statements") for entry in row[kind])
    for row in marks:
        at = next(find_anchor(row["anchor"], article.source_text), -1)
        row["sentence"] = next((n for n, (start, end) in enumerate(spans) if start <= at < end), -1)
    judge = Judge(pipeline, set(_all_names(second)))
    for name, kind, fits in _tests(judge):
        yield from [f"{name} 1"] * len(first[kind]) + [f"{name} 2"] * len(second[kind])
        yield from [name] * len(pair(first[kind], second[kind], fits))


def _tests(judge: Judge) -> Iterator[tuple[str, str, Callable[[Row, Row], float]]]:
    def found(a: Row, b: Row) -> bool:
        return a["sentence"] == b["sentence"] and bool(set(types(a)) & set(types(b)))

    def agents(a: Row, b: Row) -> bool:
        return found(a, b) and judge.agree(a["agents"], b["agents"])

    def full(a: Row, b: Row) -> bool:
        return agents(a, b) and judge.agree(a["targets"], b["targets"])

    def closest(test: Callable[[Row, Row], bool]) -> Callable[[Row, Row], float]:
        return lambda a, b: (1 + 0.1 * agents(a, b) + 0.1 * full(a, b)) if test(a, b) else 0.0

    yield "actors", "actors", lambda a, b: float(judge.same(a["name"], b["name"]))
    for name, test in (("sentence and type", found), ("with agents", agents), ("full", full)):
        yield f"events: {name}", "events", closest(test)
    yield "meetings", "meetings", lambda a, b: float(_same_meeting(judge, a, b))
    yield "statements", "statements", lambda a, b: float(_same_statement(judge, a, b))


def _same_statement(judge: Judge, a: Row, b: Row) -> bool:
    return bool(a["sentence"] == b["sentence"] and judge.same(a["speaker"], b["speaker"]))


def _same_meeting(judge: Judge, a: Row, b: Row) -> bool:
    where = {folded(b[name]) for name in ("place", "venue") if b.get(name)}
    here = any(folded(a[name]) in where for name in ("place", "venue") if a.get(name))
    then = bool(a.get("date")) and a["date"] == b.get("date")
    located = here or then or not any(a.get(name) for name in _LOCATED)
    return a["status"] == b["status"] and located and judge.agree(a["participants"], b["participants"])


def _all_names(row: Row) -> Iterator[str]:
    yield from (actor["name"] for actor in row["actors"])
    for kind, fields in {"events": ("agents", "targets"), "meetings": ("participants",)}.items():
        yield from (name for entry in row[kind] for field in fields for name in entry[field])
    yield from (entry["speaker"] for entry in row["statements"])


if __name__ == "__main__":
    main()
