"""Reads and merges the CSV files of the authority; every complaint names file, line and column."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import AuthorityError
from kg.ingest.authority.records import TABLES, Row, Table

Rows = dict[tuple[str, ...], Row]  # by the cells that identify a row


def read_table(path: Path, table: Table) -> Iterator[tuple[int, Row]]:
    """Yield (line number, cells in the order of `table.columns`); a column that the file lacks is empty."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            yield from _read_rows(csv.reader(stream, strict=True), path, table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AuthorityError(f"{path}: cannot be read as UTF-8 CSV: {error}") from None


def _read_rows(reader: Iterator[Row], path: Path, table: Table) -> Iterator[tuple[int, Row]]:
    header = next(reader, [])
    order = _order(header, path, table)
    width = len(header)
    for number, row in enumerate(reader, start=2):
        if len(row) != width:
            raise AuthorityError(f"{path}, line {number}: {len(row)} cells where the header has {width}")
        yield number, (row if order is None else [row[i] if i >= 0 else "" for i in order])


def _order(header: Row, path: Path, table: Table) -> list[int] | None:
    """Where each column of `table` stands in the file (-1 if it does not), or None when the header is the table's."""
    if tuple(header) == table.columns:
        return None
    unknown = [name for name in header if name not in table.columns]
    missing = [name for name in table.identity if name not in header]
    if unknown or missing:
        what = f"unknown column {unknown[0]!r}" if unknown else f"column {missing[0]!r} is missing"
        raise AuthorityError(f"{path}, line 1: {what}; the columns are {', '.join(table.columns)}")
    return [header.index(name) if name in header else -1 for name in table.columns]


def identity(row: Row, table: Table) -> tuple[str, ...]:
    """The cells that identify `row`."""
    return tuple(row[table.index(name)] for name in table.identity)


def merge_folders(folders: Sequence[Path], names: Iterable[str] = TABLES) -> dict[str, Rows]:
    """Rows of all folders by table; a row replaces an earlier one with the same identity, `withdrawn` removes it."""
    merged: dict[str, Rows] = {name: {} for name in names}
    for folder in folders:
        for name, rows in merged.items():
            path = folder / TABLES[name].file
            if path.exists():
                _merge_file(path, TABLES[name], rows)
    return merged


def _merge_file(path: Path, table: Table, rows: Rows) -> None:
    places = [table.index(name) for name in table.identity]
    status = table.index("status") if "status" in table.columns else None
    for _, row in read_table(path, table):
        key = tuple([row[i] for i in places])
        if status is not None and row[status] == "withdrawn":
            rows.pop(key, None)
        else:
            rows[key] = row


def content_hash(folders: Sequence[Path]) -> str:
    """Hash of what the files say, independent of where they lie and of line ends."""
    digest = hashlib.sha256()
    for folder in folders:
        for table in TABLES.values():
            path = folder / table.file
            if path.exists():
                digest.update(f"{table.file}\0".encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
