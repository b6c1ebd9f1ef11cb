"""Reads frame files with their line numbers; a row that cannot be read is a problem, not the end."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import FrameError
from kg.ingest.authority.check import Problem
from kg.ingest.frames import FILES, OPTIONAL, Row

COLUMNS = {**FILES, "examples": ("kind", "entry", "sentence", "expected")}
_KEYS = {  # columns of the key, where it is not the first one
    "attributions": ("cue", "pos", "with"),
    "verbs": ("verb", "particle", "conditions"),
    "implied": ("word", "kind"),
    "outcomes": ("word", "slot"),
    "stances": ("word", "slot"),
    "confidence": ("kind", "group"),
    "examples": ("kind", "entry", "sentence"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One frame file: its rows with the lines they end on."""

    name: str
    path: Path
    rows: tuple[tuple[int, Row], ...]


def key(name: str, row: Row) -> tuple[str, ...]:
    """What identifies a row: a later file's row with the same key replaces it."""
    return tuple(row[column] for column in _KEYS.get(name, COLUMNS[name][:1]))


def read(places: Sequence[Path]) -> tuple[list[Sheet], list[Problem]]:
    """All frame files in `places`, folders or single files, in their order; FrameError for a place that holds none."""
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for place in places:
        paths = list(_paths(place))
        if not paths:
            raise FrameError(f"{place}: holds no frame file, that is none of {', '.join(f'{n}.csv' for n in COLUMNS)}")
        for path in paths:
            try:
                rows, wrong = _rows(path)
            except (OSError, UnicodeDecodeError, csv.Error) as error:
                rows, wrong = [], [Problem(str(path), 0, f"cannot be read as UTF-8 CSV: {error}")]
            sheets.append(Sheet(path.stem, path, tuple(rows)))
            problems += wrong
    return sheets, problems


def _paths(place: Path) -> Iterator[Path]:
    for name in COLUMNS:
        path = place / f"{name}.csv" if place.is_dir() else place
        if path.is_file() and path.name == f"{name}.csv":
            yield path


def _rows(path: Path) -> tuple[list[tuple[int, Row]], list[Problem]]:
    columns = COLUMNS[path.stem]
    rows, problems = list[tuple[int, Row]](), list[Problem]()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if missing := [c for c in columns if c not in header]:
            return [], [Problem(str(path), 1, f"the columns {', '.join(columns)} are wanted; missing: {missing}")]
        for cells in reader:
            row = dict(zip(header, (c.strip() for c in cells), strict=False))
            if len(cells) != len(header) or not row[columns[0]]:
                problems.append(Problem(str(path), reader.line_num, _shape(len(header), len(cells))))
            else:
                known = (*columns, *OPTIONAL.get(path.stem, ()))
                rows.append((reader.line_num, {c: row.get(c, "") for c in known}))
    return rows, problems


def _shape(wanted: int, found: int) -> str:
    return f"a row needs {wanted} cells and a first one; it has {found} (a comma inside a cell wants quotation marks)"


def last(sheets: Iterable[Sheet], name: str) -> dict[tuple[str, ...], tuple[Sheet, int, Row]]:
    """Rows of one kind by key; of rows with one key the last file's stands."""
    return {key(name, row): (sheet, line, row) for sheet in sheets if sheet.name == name for line, row in sheet.rows}
