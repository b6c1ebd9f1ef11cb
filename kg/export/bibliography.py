"""Writes the articles of a store as a bibliography, for BibTeX, biblatex, Zotero and pandoc."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

from kg.citing import bibtex, csl
from kg.tables import Queryable
from kg.tables.articles import articles
from kg.tables.reading import open_reader

_WRITERS: Mapping[str, Callable[[Iterable[Mapping[str, Any]]], str]] = {"bibtex": bibtex, "csl": csl}


def write_bibliography(store: Queryable, form: str, out: TextIO) -> None:
    """Write an entry for each article in the format `form` (bibtex, csl), by citation key."""
    out.write(_WRITERS[form](articles(open_reader(store))))
