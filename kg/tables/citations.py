"""The citations of the articles behind the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.citing import short_citations

if TYPE_CHECKING:
    from kg.tables.reading import Reader

_ARTICLES = """SELECT ?article ?title ?publisher ?date ?source {
  ?article a neg:Article ; neg:source ?source .
  OPTIONAL { ?article neg:title ?title }
  OPTIONAL { ?article neg:publisher ?publisher }
  OPTIONAL { ?article neg:date ?date }
}"""
_NAMES = ("title", "publisher", "date", "source")


def citations(reader: Reader) -> dict[str, str]:
    """Short citations of all articles of a store by their ids."""
    rows = {iri: dict(zip(_NAMES, told, strict=True)) for iri, *told in sorted(reader.rows(_ARTICLES), key=str)}
    return short_citations({"id": reader.id(iri), **row} for iri, row in rows.items())


def cited(row: Mapping[str, Any], known: Mapping[str, str]) -> str | list[str]:
    """The citation of a row's one article, else a list in step with its `articles` or those of its `evidence`."""
    if "article" in row:
        article: str = row["article"]
        return known.get(article, article)
    articles = row["articles"] if "articles" in row else dict.fromkeys(p["article"] for p in row["evidence"])
    return [known.get(article, article) for article in articles]
