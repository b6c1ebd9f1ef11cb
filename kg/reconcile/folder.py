"""Adds rows to a folder of authority files: checked before anything is written, each file whole or as it was."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import AuthorityError, InputError
from kg.ingest.authority.check import Problem, check
from kg.ingest.authority.records import TABLES, Row, Table
from kg.ingest.authority.tables import identity, read_table

Additions = dict[str, list[Row]]  # rows by table
_ORDER = ("sources", *(name for name in TABLES if name != "sources"))  # what is referred to comes first


def extend(folder: Path, additions: Mapping[str, list[Row]]) -> tuple[dict[str, int], list[Problem]]:
    """Add rows to the files of `folder`; the number written by table, or the problems that they would make.

    A row that says of the same thing what a row of the folder says already, whenever, is left out; a row on the same
    thing that says something else takes its place. Raises AuthorityError if the folder has problems before, InputError
    if it cannot be written.
    """
    if folder.exists() and (before := _problems(folder)):
        raise AuthorityError(f"{before[0]}: run `kg authority check --authority {folder}` and mend it first")
    try:
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
            draft = Path(beside) / folder.name
            _copy(folder, draft)
            written = {name: _add(draft, TABLES[name], additions.get(name, [])) for name in _ORDER}
            written = {name: rows for name, rows in written.items() if rows}
            problems = [_moved(problem, draft, folder) for problem in check(draft)] if written else []
            if written and not problems:
                _publish(draft, folder, written)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror or error}") from error
    return ({}, problems) if problems else (written, [])


def _problems(folder: Path) -> list[Problem]:
    """Problems of a folder; none for one without authority files, which is still to be filled."""
    return check(folder) if not folder.is_dir() or any((folder / t.file).exists() for t in TABLES.values()) else []


def _copy(folder: Path, draft: Path) -> None:
    draft.mkdir()
    for table in TABLES.values():
        if (folder / table.file).exists():
            shutil.copyfile(folder / table.file, draft / table.file)


def _add(draft: Path, table: Table, rows: list[Row]) -> int:
    """Merge `rows` into one file, sorted; the number of rows that are new or changed."""
    path = draft / table.file
    merged = {identity(row, table): row for _, row in read_table(path, table)} if path.exists() else {}
    fresh = [row for row in rows if _content(merged.get(identity(row, table)), table) != _content(row, table)]
    if fresh:
        merged |= {identity(row, table): row for row in fresh}
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows(merged[key] for key in sorted(merged))
    return len(fresh)


def _content(row: Row | None, table: Table) -> Row | None:
    """What a row says, whenever it was retrieved."""
    return row and [cell for cell, name in zip(row, table.columns, strict=True) if name != "retrieved"]


def _publish(draft: Path, folder: Path, written: Mapping[str, int]) -> None:
    if not folder.exists():
        draft.rename(folder)
        return
    for name in written:
        (draft / TABLES[name].file).replace(folder / TABLES[name].file)


def _moved(problem: Problem, draft: Path, folder: Path) -> Problem:
    return Problem(
        problem.file.replace(str(draft), str(folder), 1), problem.line, problem.message.replace(str(draft), str(folder))
    )
