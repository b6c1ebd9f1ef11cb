"""The texts that gold is about, as articles, and their claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError, UnreadableDocument
from kg.evaluation.gold import Row
from kg.ingest import documents
from kg.ingest.articledate import parse_date
from kg.ingest.articles import clean
from kg.ingest.claims import ArticleClaims
from kg.ingest.model import Article, DateValue, Document, OffsetMap
from kg.ingest.pipeline import Pipeline

_SUFFIXES = (".txt", ".md", ".html", ".htm")


def as_sentence(row: Row) -> Article:
    """The text of a row as it stands, for sets of single sentences, which no cleaning should touch."""
    text, date = row["text"], row_date(row)
    source = "metadata" if date else None
    return Article(row["id"], row["id"], text, text, OffsetMap((0,), (0,)), date=date, date_source=source)


def as_article(row: Row, pipeline: Pipeline) -> Article:
    """The text of a row as a document, cleaned the way that `kg ingest` cleans it; offsets lead back to the row."""
    date = row_date(row)
    metadata = (("date", date.start),) if date else ()
    document = Document(row["id"], row["id"], row["text"], metadata=metadata)
    try:
        return clean(document, lexicon=pipeline.lexicon)
    except UnreadableDocument:
        return as_sentence(row)


def of_file(row: Row, folders: Sequence[Path], pipeline: Pipeline) -> Article:
    """The article that a row of the project's own format marks: a file named like its `id`.

    Raises InputError when no folder holds it.
    """
    paths = [folder / (row["id"] + suffix) for folder in folders for suffix in _SUFFIXES]
    path = next((p for p in paths if p.is_file()), None)
    if path is None:
        raise InputError(f"{row['id']}: its text is in none of {', '.join(map(str, folders))}: give --texts DIR")
    document = next(iter(documents.read([str(path)])))
    if isinstance(document, UnreadableDocument):
        raise document
    article = clean(document, lexicon=pipeline.lexicon)
    date = row_date(row)
    return article if article.date or not date else clean(document, date=date.start, lexicon=pipeline.lexicon)


def claims(articles: Sequence[Article], pipeline: Pipeline) -> Iterator[ArticleClaims]:
    """Claims of the articles, in order."""
    return pipeline.run(replace(article, key=f"{n}-{article.key}") for n, article in enumerate(articles))


def row_date(row: Row) -> DateValue | None:
    """The date of a row, a time of day cut off; None without one."""
    text = row.get("date") or ""
    return parse_date(text[:10]) or parse_date(text)
