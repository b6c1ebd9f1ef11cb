"""JSON Lines and CSV: one article a row with title, publisher, date, url and text; other columns are ignored.

A row that is wrong is one error; the rows after it go on.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

from kg.errors import UnreadableDocument
from kg.ingest.model import Document
from kg.ingest.readers.decoding import encoding_of, printable_rows
from kg.ingest.readers.source import Source, document

_DELIMITERS = (",", ";", "\t")


def read_jsonl(source: Source) -> Iterator[Document | UnreadableDocument]:
    """The articles of a .jsonl file; rows are numbered by line, from 1."""
    with _lines(source, newline=None) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip("\ufeff \t\r\n"):
                yield _json_row(source, number, line)


def read_csv(source: Source) -> Iterator[Document | UnreadableDocument]:
    """The articles of a .csv file, whose first line names the columns; rows are numbered from 1 below it."""
    with _lines(source, newline="") as lines, _large_fields(source):
        rows = csv.reader(lines, delimiter=_delimiter(source), strict=True)
        names = [name.strip("\ufeff \t").lower() for name in next(rows, [])]
        if "text" not in names:
            raise UnreadableDocument(source.name, "no column is called text: name the columns in the first line")
        yield from _csv_rows(source, names, rows)


def _csv_rows(source: Source, names: list[str], rows: Iterator[list[str]]) -> Iterator[Document | UnreadableDocument]:
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _wrong(source, number, str(error))
            continue
        if row:
            yield _row(source, number, dict(zip(names, row, strict=False)))


def _json_row(source: Source, number: int, line: str) -> Document | UnreadableDocument:
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return _wrong(source, number, f"not JSON: {error}")
    if not isinstance(row, dict):
        return _wrong(source, number, "not a JSON object with the fields of one article")
    return _row(source, number, row)


def _row(source: Source, number: int, row: dict[str, object]) -> Document | UnreadableDocument:
    text = row.get("text")
    if not isinstance(text, str):
        return _wrong(source, number, "it has no text")
    fields = {name: printable_rows(value) if isinstance(value, str) else value for name, value in row.items()}
    media_type = "text/csv" if source.ending == ".csv" else "application/jsonl"
    try:
        return document(source, printable_rows(text), fields, media_type=media_type, row=number)
    except UnreadableDocument as error:
        return error


def _wrong(source: Source, number: int, why: str) -> UnreadableDocument:
    return UnreadableDocument(f"{source.name}#row-{number}", why)


@contextmanager
def _lines(source: Source, *, newline: str | None) -> Iterator[TextIO]:
    """The file as text, line by line, so that a large one need not fit into memory."""
    with source.opened() as stream:
        try:
            encoding = encoding_of(stream)
        except ValueError as error:
            raise UnreadableDocument(source.name, str(error)) from None
        if not stream.tell():
            raise UnreadableDocument(source.name, "empty: it holds no text")
        stream.seek(0)
        with TextIOWrapper(stream, encoding=encoding, errors="replace", newline=newline) as lines:
            yield lines


def _delimiter(source: Source) -> str:
    """The one that stands most often in the line of column names."""
    with _lines(source, newline=None) as lines:
        first = lines.readline()
    return max(_DELIMITERS, key=first.count)


@contextmanager
def _large_fields(source: Source) -> Iterator[None]:
    """The csv module stops at 131,072 characters a field, which whole articles exceed; the limit is global."""
    before = csv.field_size_limit(max(4 * source.longest, csv.field_size_limit()))
    try:
        yield
    finally:
        csv.field_size_limit(before)
