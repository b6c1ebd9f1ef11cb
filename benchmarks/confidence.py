"""Calibrates confidence on marked reports: writes data/frames/confidence.csv and benchmarks/CONFIDENCE.md.

    python benchmarks/confidence.py [DIR ...]

Each DIR holds reports marked as data/gold/README.md says, ID.json beside ID.txt; without one, the project's own marked
dispatches are counted. These are easier to read than the press, so that they are left out where real reports are given,
and show instead how far confidence holds for texts of another kind. The file holds counts alone. Run it again when
frames or rules have changed.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kg.evaluation import gold, reports
from kg.evaluation.calibration import (
    Foretold,
    Judged,
    brier,
    count,
    foretell,
    judged,
    leave_one_out,
    reliability,
    without_groups,
)
from kg.evaluation.printing import cut
from kg.ingest.pipeline import Pipeline

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "data" / "gold"
KINDS = ("event", "statement", "meeting", "proposal", "response", "agreement")
MINIMA = (0.0, 0.3, 0.5, 0.7, 0.8)
HEAD = """# Confidence: how far it can be trusted

Written by `make calibrate DEV=DIR` on {today} with {model}, from {reports} marked reports with {claims} claims.

`confidence` is the share of claims made in the same way that people's marks confirm: an event when its sentence, type
and agents are marked, a meeting or statement when `kg eval` counts it as found, a proposal, response or agreement when
a marked event tells it of the same actors. A true fact that the marks leave out counts as wrong, so the figures are low
rather than high. The counts by group stand in data/frames/confidence.csv; kg/ingest/confidence.py says how small groups
lean upon larger ones.

All figures below are for reports that were not counted (leave one report out), cut after three places. Frames and rules
were made while looking at most of these reports: other reports will be some way off.
"""


def judge(pipeline: Pipeline, folders: Sequence[Path]) -> list[list[Judged]]:
    """Claims of every marked report in the folders whose text is there."""
    found: list[list[Judged]] = []
    for folder in folders:
        for file in gold.read(folder):
            if file.format == "reports":
                found += judged(reports.read_all(file, pipeline, [folder]))
    return found


def write_counts(marked: Sequence[Sequence[Judged]], path: Path) -> None:
    counts = count(claim for own in marked for claim in own)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("kind", "group", "right", "made"))
        rows.writerows((*key, *numbers) for key, numbers in counts.items())


def page(marked: Sequence[Sequence[Judged]], own: Sequence[Sequence[Judged]], model: str) -> Iterator[str]:
    told, flat = leave_one_out(marked), leave_one_out(without_groups(marked))
    claims = sum(map(len, marked))
    yield HEAD.format(today=date.today().isoformat(), model=model, reports=len(marked), claims=claims)
    yield from _kinds(told, flat)
    yield "\n## Reliability\n"
    yield from _reliability(told)
    yield from _minima(told)
    if own:
        yield f"\n## On the {len(own)} dispatches in data/articles, none of which was counted\n"
        yield from _reliability(foretell(count(c for report in marked for c in report), (c for r in own for c in r)))


def _of(kind: str, claims: Sequence[Foretold]) -> list[Foretold]:
    return [c for c in claims if c.claim.kind == kind]


def _kinds(told: Sequence[Foretold], flat: Sequence[Foretold]) -> Iterator[str]:
    yield "Brier score: mean squared difference of confidence and truth; by kind: of one confidence for the kind.\n"
    yield "| kind | claims | right | share | Brier | Brier by kind |\n|---|---|---|---|---|---|"
    for kind in KINDS:
        claims = _of(kind, told)
        right = sum(c.claim.right for c in claims)
        share = right / len(claims) if claims else 0.0
        scores = f"{cut(brier(claims))} | {cut(brier(_of(kind, flat)))}"
        yield f"| {kind} | {len(claims)} | {right} | {cut(share)} | {scores} |"


def _reliability(told: Sequence[Foretold]) -> Iterator[str]:
    yield "| kind | confidence | claims | mean confidence | share right |\n|---|---|---|---|---|"
    for kind in ("all", *KINDS):
        for b in reliability(_of(kind, told) if kind != "all" else told):
            yield f"| {kind} | {b.low:.1f} to {b.high:.1f} | {b.claims} | {cut(b.mean)} | {cut(b.right)} |"


def _minima(told: Sequence[Foretold]) -> Iterator[str]:
    yield "\n## What `--min-confidence` keeps\n"
    yield "| kind | at least | kept | of them right | right ones kept |\n|---|---|---|---|---|"
    for kind in ("event", "statement", "meeting"):
        claims = _of(kind, told)
        for least in MINIMA:
            kept = [c for c in claims if c.confidence >= least]
            right, all_right = sum(c.claim.right for c in kept), sum(c.claim.right for c in claims)
            shares = f"{cut(right / len(kept) if kept else None)} | {cut(right / all_right if all_right else None)}"
            yield f"| {kind} | {least:.1f} | {len(kept)} | {shares} |"


def main() -> None:
    pipeline = Pipeline()
    own = judge(pipeline, [OWN])
    marked = judge(pipeline, list(map(Path, sys.argv[1:]))) or own
    write_counts(marked, ROOT / "data" / "frames" / "confidence.csv")
    text = "\n".join(page(marked, own if own is not marked else [], pipeline.settings.model))
    (ROOT / "benchmarks" / "CONFIDENCE.md").write_text(text.rstrip() + "\n", encoding="utf-8")
    print(
        f"{len(marked)} reports, {sum(map(len, marked))} claims: data/frames/confidence.csv, benchmarks/CONFIDENCE.md"
    )


if __name__ == "__main__":
    main()
