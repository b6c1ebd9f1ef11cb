"""The pipeline: articles in, claims out, with everything that is loaded once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import tee
from pathlib import Path

from kg import __version__
from kg.ingest import analysis, authority, frames
from kg.ingest.analysis import DEFAULT_MODEL, Analyzer
from kg.ingest.authority import Authority
from kg.ingest.claims import ArticleClaims
from kg.ingest.extract import extract
from kg.ingest.frames import Frames
from kg.ingest.model import Article
from kg.resources import shipped


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is made with: pipeline, user's authority folders and frame folders."""

    model: str = DEFAULT_MODEL
    authority: tuple[Path, ...] = ()
    frames: tuple[Path, ...] = ()


class Pipeline:
    """Authority, frames and the spaCy pipeline, loaded once a process; the spaCy pipeline when it is first needed."""

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings
        self.authority: Authority = authority.load(settings.authority)
        self.frames: Frames = frames.load(shipped("data", "frames"), settings.frames)
        self._analyzer: Analyzer | None = None

    @property
    def analyzer(self) -> Analyzer:
        if self._analyzer is None:
            self._analyzer = analysis.load(self.settings.model, self._names, self.frames.compounds)
        return self._analyzer

    @cached_property
    def lexicon(self) -> frozenset[str]:
        """Words of the authority's names, so that the cleaning joins "Zelen-skyy"."""
        return frozenset(word for name in self.authority.names() for word in name.split())

    @property
    def fingerprint(self) -> str:
        """Hash of all besides the text that decides the claims: program, model, frames, authority."""
        parts = (__version__, analysis.model_version(self.settings.model), self.frames.version, self.authority.version)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def run(self, articles: Iterable[Article]) -> Iterator[ArticleClaims]:
        """Claims of each article, in order."""
        first, second = tee(articles)
        for article, analysed in zip(first, self.analyzer.analyze(x.text for x in second), strict=True):
            made = extract(article, analysed, authority=self.authority, frames=self.frames)
            yield replace(made, fingerprint=self.fingerprint, extractor_version=__version__)

    def _names(self, texts: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Names of two words and more that the authority knows, for the pipeline's own name recognition to keep."""
        labels = {"person": "PERSON", "organization": "ORG", "armed_group": "ORG", "state": "GPE", "place": "GPE"}
        for hit in self.authority.matches(texts):
            label = labels.get(hit.keys[0].split("/")[0]) if hit.readings and not hit.weak else None
            if label and hit.last - hit.first > 1 and texts[hit.last - 1] not in ("'s", "’s"):
                yield hit.first, hit.last, label
