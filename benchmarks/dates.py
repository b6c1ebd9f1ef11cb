"""Scores kg.ingest.dates against marked time expressions.

    python benchmarks/dates.py FILE.jsonl [--show N] [--speed]

Each line of FILE is {"text", "date", "timexes": [{"start", "end", "type", "value"}]}, offsets into text.
Counted are gold DATE expressions whose value is a day (a time of day behind it is cut off) or a month: right where a
found expression overlaps and its value, cut to the gold's precision, is equal; of a range either bound counts for the
words of its later part. Spurious: found points and intervals with a value that overlap no gold expression of any type.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.ingest.analysis import load
from kg.ingest.dates import TimeExpression, find
from kg.ingest.model import Analysis, DateValue, Token

_SCORED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T\S*)?|(\d{4}-\d{2})")


def _gold_value(timex: dict[str, Any]) -> str | None:
    match = _SCORED.fullmatch(timex["value"] or "") if timex["type"] == "DATE" else None
    return (match.group(1) or match.group(2)) if match else None


def _right(timex: dict[str, Any], value: str, expression: TimeExpression) -> bool:
    if expression.value is None:
        return False
    bounds = [expression.value.start]
    if expression.value.end and timex["start"] > expression.start:
        bounds.append(expression.value.end)
    return any(bound[: len(value)] == value for bound in bounds)


def _overlaps(timex: dict[str, Any], expression: TimeExpression) -> bool:
    return bool(timex["start"] < expression.end and expression.start < timex["end"])


def _score(row: dict[str, Any], found: Sequence[TimeExpression], counts: Counter[str], errors: list[str]) -> None:
    for timex in row["timexes"]:
        value = _gold_value(timex)
        if value is None:
            continue
        hits = [expression for expression in found if _overlaps(timex, expression)]
        right = any(_right(timex, value, hit) for hit in hits)
        counts["gold"] += 1
        counts["touched"] += bool(hits)
        counts["right"] += right
        counts["day" if len(value) == 10 else "month"] += 1
        counts["day right" if len(value) == 10 else "month right"] += right
        if not right:
            errors.append(_line(row, "wrong" if hits else "missed", timex, value, hits))
    for expression in found:
        if expression.value is not None:
            counts["valued"] += 1
            if not any(_overlaps(timex, expression) for timex in row["timexes"]):
                counts["spurious"] += 1
                span = {"start": expression.start, "end": expression.end}
                errors.append(_line(row, "spurious", span, "-", [expression]))


def _line(row: dict[str, Any], kind: str, span: dict[str, Any], value: str, hits: Sequence[TimeExpression]) -> str:
    context = " ".join(row["text"][max(0, span["start"] - 60) : span["end"] + 40].split())
    got = "; ".join(f"{hit.text} -> {hit.value} {hit.future}" for hit in hits)
    return f"{kind} {row['date'][:10]} gold {value} | {got} | {context}"


def _sentences(analysis: Analysis) -> list[Sequence[Token]]:
    return [analysis.tokens[sentence.first : sentence.last] for sentence in analysis.sentences]


def _speed(batches: Sequence[Sequence[Token]]) -> float:
    """Microseconds per token over all sentences."""
    started = time.process_time()
    for tokens in batches:
        find(tokens, DateValue("2025-06-02", "day"))
    return (time.process_time() - started) * 1e6 / max(1, sum(map(len, batches)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many errors")
    parser.add_argument("--speed", action="store_true", help="print microseconds per token")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    counts, errors, batches = Counter[str](), list[str](), list[Sequence[Token]]()
    for row, analysis in zip(rows, load().analyze(row["text"] for row in rows), strict=True):
        batches.extend(_sentences(analysis))
        _score(row, find(analysis.tokens, DateValue(row["date"][:10], "day")), counts, errors)
    print("\n".join(errors[: options.show]))
    print(dict(counts))
    print(f"date values {counts['right'] / max(1, counts['gold']):.4f}", end="; ")
    print(f"spurious {counts['spurious'] / max(1, counts['valued']):.4f} of valued expressions")
    if options.speed:
        quiet = [tokens for tokens in batches if not find(tokens, None)]
        print(f"{_speed(batches):.2f} us per token; {_speed(quiet):.2f} us where nothing is found")


if __name__ == "__main__":
    main()
