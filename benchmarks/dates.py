"""Speed of kg.ingest.dates: microseconds per token over all sentences, and over those without a time expression.

    python benchmarks/dates.py FILE.jsonl

Each line of FILE has a "text". `kg eval FILE` scores the values of marked files.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from kg.ingest.analysis import load
from kg.ingest.dates import find
from kg.ingest.model import Analysis, DateValue, Token


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
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    batches = [s for analysis in load().analyze(row["text"] for row in rows) for s in _sentences(analysis)]
    quiet = [tokens for tokens in batches if not find(tokens, None)]
    print(f"{_speed(batches):.2f} us per token; {_speed(quiet):.2f} us where nothing is found")


if __name__ == "__main__":
    main()
