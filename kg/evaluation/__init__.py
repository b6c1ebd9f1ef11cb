"""Scores extraction against marked texts: precision, recall and F1 by kind, errors by class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.evaluation import attribution, coding, dates, entities, gold, plover, readouts, reports, world
from kg.evaluation.gold import GoldFile
from kg.evaluation.scores import Measure, Mistake, Scored
from kg.ingest.pipeline import Pipeline

__all__ = ["Measure", "Mistake", "Scored", "evaluate"]

_SCORERS: Mapping[str, Callable[[GoldFile, Pipeline], Scored]] = {
    "plover": plover.score,
    "attribution": attribution.score,
    "coding": coding.score,
    "dates": dates.score,
    "readouts": readouts.score,
    "topics": entities.score_topics,
    "entities": entities.score_salient,
}
_WITH_TEXTS: Mapping[str, Callable[[GoldFile, Pipeline, Sequence[Path]], Scored]] = {  # of texts that lie elsewhere
    "reports": reports.score,
    "world": world.score,
}


def evaluate(path: Path, pipeline: Pipeline, *, texts: Sequence[Path] = ()) -> Iterator[Scored]:
    """Score each gold file in `path`; `texts` are folders with the texts that gold of the project's own format names.

    Raises InputError for gold that cannot be read and for texts that are not there.
    """
    for found in gold.read(path):
        if found.format in _WITH_TEXTS:
            yield _WITH_TEXTS[found.format](found, pipeline, [*texts, path if path.is_dir() else path.parent])
        elif found.format in _SCORERS:
            yield _SCORERS[found.format](found, pipeline)
