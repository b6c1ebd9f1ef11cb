"""Whole reports in the project's own gold format: actors, meetings, events and statements (data/gold/README.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.evaluation.anchors import Report, read
from kg.evaluation.gold import GoldFile
from kg.evaluation.naming import Names
from kg.evaluation.reportevents import score_events
from kg.evaluation.reportparts import score_actors, score_meetings, score_statements
from kg.evaluation.scores import Measure, Mistake, Scored
from kg.evaluation.texts import claims, of_file
from kg.ingest.pipeline import Pipeline
from kg.resources import shipped


def score(gold: GoldFile, pipeline: Pipeline, folders: Sequence[Path]) -> Scored:
    """All measures over the reports of `gold`, whose texts lie in `folders` or among the sample reports."""
    reports = read_all(gold, pipeline, folders)
    measures: list[Measure] = []
    mistakes: list[Mistake] = []
    for part in (score_actors, score_events, score_meetings, score_statements):
        more, wrong = part(reports)
        measures += more
        mistakes += wrong
    return Scored(gold.name, len(reports), tuple(measures), tuple(mistakes), _unanchored(reports))


def read_all(gold: GoldFile, pipeline: Pipeline, folders: Sequence[Path]) -> list[Report]:
    """The marked reports, each beside what extraction makes of its text."""
    articles = [of_file(row, [*folders, shipped("data", "articles")], pipeline) for row in gold.rows]
    made = claims(articles, pipeline)
    return [
        read(row, found, Names(pipeline.authority, found.entities))
        for row, found in zip(gold.rows, made, strict=True)
    ]  # fmt: skip


def _unanchored(reports: Sequence[Report]) -> tuple[str, ...]:
    return tuple(f"{r.id}: anchor not once in the text: {a!r}" for r in reports for a in r.unanchored)
