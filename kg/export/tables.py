"""Writes all tables as csv files, into a folder or a zip archive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.export.evidence import reduced
from kg.export.lines import SortedQuads
from kg.export.rdf import default_graph
from kg.store.base import Store
from kg.store.results import Result
from kg.tables import COLUMNS, Queryable, records
from kg.tables.formats import write_csv


class _Graph:
    """A default graph in memory that answers queries."""

    def __init__(self, ntriples: bytes) -> None:
        from pyoxigraph import RdfFormat
        from pyoxigraph import Store as Database

        self._database = Database()
        self._database.bulk_load(ntriples, RdfFormat.N_TRIPLES)

    def query(self, text: str, /) -> Result:
        from kg.store.oxigraph import answer

        return answer(self._database, text)


def write_archive(store: Store, level: str, out: BinaryIO) -> None:
    """Write a zip archive with one csv file a table; its bytes depend on the data alone."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in csv_files(store, level):
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)


def csv_files(store: Store, level: str) -> Iterator[tuple[str, str]]:
    """Name and text of the csv file of each table, with the evidence of `level`."""
    source = graph_of(store, level)
    for name in COLUMNS:
        out = io.StringIO()
        write_csv(records(source, name), name, out)
        yield f"{name}.csv", out.getvalue()


def graph_of(store: Store, level: str) -> Queryable:
    """The default graph with the evidence of `level`: the store itself, or a copy in memory without the words."""
    if level == "full":
        return store
    with SortedQuads(default_graph(store)) as quads:
        lines = (f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in reduced(quads, level))
        return _Graph("".join(lines).encode())
