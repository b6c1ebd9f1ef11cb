"""Analyses for tests: parsed by hand in a line of text, or by the pipeline up to the mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.ingest import coreference, linking, mentions
from kg.ingest.articles import clean
from kg.ingest.linked import Linked
from kg.ingest.mentions import Span
from kg.ingest.model import Analysis, Article, Document, Sentence, Token
from kg.ingest.pipeline import Pipeline
from kg.ingest.reading import Reading
from kg.ingest.repair import repair
from kg.ingest.slots import Slots

_POS = {"V": "VERB", "N": "NOUN", "J": "ADJ", "I": "ADP", "P": "PRON", "D": "DET", "M": "AUX", "C": "CCONJ"}


def by_hand(line: str) -> Analysis:
    """One sentence of tokens `word/TAG/dependency>head`, the root without `>`; the word must be unique to be a head.

    `word=lemma` gives a lemma that is not the word in lower case, `word#2` tells a second one from the first.
    """
    cells = [cell.rsplit("/", 2) for cell in line.split()]
    names = [name.split("=")[0] for name, _, _ in cells]
    tokens, at = [], 0
    for i, (name, tag, label) in enumerate(cells):
        dep, _, head = label.partition(">")
        word, _, lemma = name.partition("=")
        word = word.split("#")[0]
        pos = "PROPN" if tag.startswith("NNP") else "AUX" if dep.startswith("aux") else _POS.get(tag[0], "PUNCT")
        above = names.index(head) if head else i
        tokens.append(Token(i, word, lemma or word.lower(), pos, tag, dep, above, at, at + len(word), 0))
        at += len(word) + 1
    below = tuple(tuple(t.i for t in tokens if t.head == i and t.i != i) for i in range(len(tokens)))
    text = " ".join(t.text for t in tokens)
    return Analysis(text, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text)),), below)


@dataclass(frozen=True)
class Read:
    """A text as the stages before the extractors leave it."""

    article: Article
    analysis: Analysis
    spans: tuple[Span, ...]
    linked: Linked
    slots: Slots
    reading: Reading

    def words(self, first: int, last: int) -> str:
        tokens = self.analysis.tokens
        return self.analysis.text[tokens[first].start : tokens[last - 1].end]

    def token(self, word: str, number: int = 0) -> int:
        """The number of the token `word`, the first unless `number` says otherwise."""
        return [t.i for t in self.analysis.tokens if t.text == word][number]

    def labels(self, keys: Iterable[str]) -> list[str]:
        return [self.linked.entities[key].label for key in keys]

    def actors(self, word: str, number: int = 0) -> list[str]:
        """Labels of the actors that stand at a word."""
        return self.labels(self.linked.at.get(self.token(word, number), ()))

    def place(self, word: str) -> str | None:
        key = self.linked.places.get(self.token(word))
        return self.linked.entities[key].label if key else None


def article(text: str, date: str | None = None) -> Article:
    return clean(Document("key", "report.txt", text, metadata=(("title", "A report"),)), date=date)


def read(pipeline: Pipeline, texts: Iterable[str], *, date: str | None = None) -> dict[str, Read]:
    """Each text with its mentions linked and its pronouns resolved, by text; one run of the pipeline."""
    articles = {text: article(text, date) for text in texts}
    analyses = pipeline.analyzer.analyze(made.text for made in articles.values())
    return {text: _read(pipeline, made, a) for (text, made), a in zip(articles.items(), analyses, strict=True)}


def _read(pipeline: Pipeline, made: Article, analysis: Analysis) -> Read:
    authority, frames = pipeline.authority, pipeline.frames
    a = repair(analysis, frames)
    spans = mentions.find(a, authority, frames)
    linked = linking.link(a, spans, authority=authority, frames=frames, date=made.date)
    slots = coreference.resolve(a, linked, frames)
    return Read(made, a, tuple(spans), linked, slots, Reading(a, frames, linked.entities, linked.at, linked.places))
