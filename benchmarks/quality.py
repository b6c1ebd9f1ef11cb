"""Writes benchmarks/EXTRACTION.md: the figures of `kg eval` on the project's own gold and on marked texts in DIR.

    python benchmarks/quality.py [DIR] [--texts DIR]

`--texts` holds the press reports that data/gold marks and the project may not pass on (benchmarks/gold_texts.py brings
them). Third parties' texts stay where they are: the page names the files and holds figures alone, cut and not rounded.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kg.evaluation import Measure, Scored, evaluate
from kg.evaluation.gold import GoldFile, read
from kg.evaluation.printing import cut
from kg.evaluation.reports import score
from kg.ingest.pipeline import Pipeline

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Extraction: how good it is

Written by `make eval-page [DEV=DIR] [TEXTS=DIR]` on {today} with {model}.
`make eval [DEV=DIR]` prints the same figures with the errors by class; data/gold/README.md says what counts as right.
P precision, R recall; figures are cut after three places. "Reach" is the project's aim. The files in DIR are third
parties' and not part of the project; frames and rules are made while looking at them, so these are development figures.
**put_away** alone is not: real reports that were marked and put away while the work began and scored when it was done.
[CONFIDENCE.md](CONFIDENCE.md): how far confidence holds. [MODELS.md](MODELS.md): what other spaCy pipelines change.
"""
PRESS = ("looked_at", "put_away")
TABLE = "| measure | P | R | F1 or share | right | found | wanted | reach |\n|---|---|---|---|---|---|---|---|"


def page(results: Iterator[tuple[str, Scored]], model: str) -> Iterator[str]:
    yield HEAD.format(today=date.today().isoformat(), model=model)
    for command, scored in results:
        yield f"## {scored.data}\n\n`{command}`, {scored.texts} texts.\n\n{TABLE}"
        yield from (_line(measure) for measure in scored.measures)
        yield ""


def _line(m: Measure) -> str:
    cells = (cut(m.precision), cut(m.recall), cut(m.value), str(m.right), "" if m.found is None else str(m.found))
    return f"| {m.name} | {' | '.join(cells)} | {m.wanted} | {'' if m.reach is None else f'{m.reach:.2f}'} |"


def _by_role(pipeline: Pipeline) -> Iterator[Scored]:
    """The sample reports that frames and rules were made with, and those that were put away, apart."""
    for found in read(ROOT / "data" / "gold"):
        for role in ("looked_at", "put_away"):
            rows = tuple(row for row in found.rows if row["role"] == role)
            yield score(GoldFile(f"sample reports, {role}", found.format, rows), pipeline, [])


def _results(pipeline: Pipeline, dev: Path | None, texts: Sequence[Path]) -> Iterator[tuple[str, Scored]]:
    for scored in _by_role(pipeline):
        yield "the reports of data/gold with that role", scored
    for scored in evaluate(ROOT / "data" / "gold" / "world", pipeline):
        yield "kg eval data/gold/world", scored
    for name in PRESS if texts else ():
        for scored in evaluate(ROOT / "data" / "gold" / name, pipeline, texts=texts):
            yield f"kg eval data/gold/{name} --texts DIR", scored
    for scored in evaluate(dev, pipeline) if dev else ():
        yield f"kg eval DIR/{scored.data}", scored


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", nargs="?", type=Path, help="folder of marked texts of third parties")
    parser.add_argument("--texts", nargs="+", type=Path, default=[], help="folders with the texts of the press reports")
    given, pipeline = parser.parse_args(), Pipeline()
    text = "\n".join(page(_results(pipeline, given.dev, given.texts), pipeline.settings.model))
    (ROOT / "benchmarks" / "EXTRACTION.md").write_text(text.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
