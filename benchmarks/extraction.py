"""CPU time of extraction beside spaCy's own on the same texts, and of `kg --help` beside a bare Python.

Run: python benchmarks/extraction.py [FILE_OR_FOLDER ...]  (default: the sample reports). Figures are CPU seconds of one
process; the ratios are taken in one run, because machines differ. Reported beside them: loading, writing, validation.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from kg.ingest import documents
from kg.ingest.articles import clean
from kg.ingest.claims import ArticleClaims
from kg.ingest.extract import extract
from kg.ingest.model import Analysis, Article, Document
from kg.ingest.pipeline import Pipeline
from kg.ingest.triples import article_iri, graphs
from kg.store import LogRecord, open_store
from kg.validate import check

ROUNDS = 3
SAMPLES = Path(__file__).resolve().parent.parent / "data" / "articles"
T = TypeVar("T")


def timed(call: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    value = call()
    return time.process_time() - start, value


def read(sources: list[str]) -> list[Document]:
    return [d for d in documents.read(sources) if isinstance(d, Document)]


def measure(sources: list[str]) -> None:
    loading, pipeline = timed(Pipeline)
    model, _ = timed(lambda: pipeline.analyzer)
    found = read(sources)
    _warm(pipeline, found[:2])
    ratios = []
    rounds = [_round(pipeline, found) for _ in range(ROUNDS)]
    ratios = [one.added / one.spacy for one in rounds]
    last = rounds[-1]
    articles, made = last.articles, last.made
    words = sum(c.words for c in made)
    writing, graph_sets = timed(lambda: [graphs(c) for c in made])
    storing, _ = timed(lambda: _store(articles, graph_sets))
    validating, _ = timed(lambda: [check(set().union(*g.values())) for g in graph_sets[:10]])
    print(f"articles {len(articles)}, words {words}")
    print(f"spaCy alone                       {last.spacy:7.2f} s  {words / last.spacy:7.0f} words/s")
    print(f"cleaning                          {last.cleaning:7.2f} s")
    print(f"records of tokens                 {last.records:7.2f} s")
    print(f"names, linking, extraction        {last.rules:7.2f} s")
    print(f"added to spaCy                    {median(ratios):7.0%}  (median of {ROUNDS}; all: {_percent(ratios)})")
    print(
        f"beside it: authority and frames {loading:.2f} s, model {model:.2f} s, triples {writing:.2f} s, "
        f"store in memory {storing:.2f} s, SHACL {validating / max(1, len(graph_sets[:10])):.2f} s an article"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


@dataclass(frozen=True)
class Round:
    """CPU seconds of one pass over the texts by part, and what it made."""

    spacy: float
    cleaning: float
    records: float
    rules: float
    articles: list[Article]
    made: list[ArticleClaims]

    @property
    def added(self) -> float:
        return self.cleaning + self.records + self.rules


def _round(pipeline: Pipeline, found: list[Document]) -> Round:
    cleaning, articles = timed(lambda: [clean(d, lexicon=pipeline.lexicon) for d in found])
    texts = [a.text for a in articles]
    spacy, _ = timed(lambda: list(pipeline.analyzer.raw(texts)))
    whole, analysed = timed(lambda: list(pipeline.analyzer.analyze(texts)))
    rules, made = timed(lambda: [_extract(pipeline, a, x) for a, x in zip(articles, analysed, strict=True)])
    return Round(spacy, cleaning, whole - spacy, rules, articles, made)


def _percent(ratios: list[float]) -> str:
    return ", ".join(f"{r:.0%}" for r in ratios)


def _warm(pipeline: Pipeline, found: list[Document]) -> None:
    list(pipeline.run(clean(d, lexicon=pipeline.lexicon) for d in found))


def _extract(pipeline: Pipeline, article: Article, analysed: Analysis) -> ArticleClaims:
    return extract(article, analysed, authority=pipeline.authority, frames=pipeline.frames)


def _store(articles: list[Article], graph_sets: list[dict[str, object]]) -> None:
    with open_store("memory:") as store:
        for article, made in zip(articles, graph_sets, strict=True):
            store.replace(str(article_iri(article.key)), made, LogRecord(article.key))


def start_up() -> None:
    bare = median(_wall([sys.executable, "-c", "pass"]) for _ in range(7))
    helped = median(_wall([sys.executable, "-m", "kg", "--help"]) for _ in range(7))
    print(f"kg --help {helped:.3f} s, bare Python {bare:.3f} s, ratio {helped / bare:.1f}")


def _wall(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    measure(sys.argv[1:] or [str(SAMPLES)])
    start_up()
