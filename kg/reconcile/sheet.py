"""The CSV files that people fill in: written for a spreadsheet, read back from whatever a spreadsheet made of them.

A cell that a spreadsheet would take for a formula begins with an apostrophe in the file, which is taken off again when
the file is read. Files are UTF-8; a byte order mark, semicolons or tabs between cells are understood.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import InputError

Row = dict[str, str]
STATED = tuple("label spellings type country side sector offices mentions articles example article known".split())
TO_FILL = ("accept", "key", "qid")
CANDIDATE = ("candidate", "description", "score", "match", "service")
NAMES = (*STATED, *TO_FILL)
PROPOSALS = (*NAMES, *CANDIDATE)
_NEEDED = ("label", "type", "accept")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def text_of(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """The rows as CSV (RFC 4180, \\n line ends, header)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue()


def write(path: Path, rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Write the file whole, or leave what is there. Raises InputError, also where decisions would be lost."""
    refuse_decided(path)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text_of(rows, columns), encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)


def refuse_decided(path: Path) -> None:
    """Raise InputError if `path` is a file in which a person has decided something."""
    if path.exists() and any(row["accept"] or row["key"] for _, row in read(path)):
        raise InputError(
            f"{path} holds decisions that would be lost: take them with `kg authority accept {path} -o DIR` and move "
            "the file away, or name another"
        )


def read(path: Path) -> list[tuple[int, Row]]:
    """(line number, cells by column) of each row, words one blank apart; columns that the file lacks are empty.

    Raises InputError.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}: name a CSV file of `kg authority unresolved`") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: save it as CSV UTF-8") from error
    try:
        return list(_rows(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True), path))
    except csv.Error as error:
        raise InputError(f"{path} cannot be read as CSV: {error}") from error


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given."""
    return cell[1:] if _QUOTED.match(cell) else cell


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _rows(lines: Iterator[list[str]], path: Path) -> Iterator[tuple[int, Row]]:
    header = [name.strip() for name in next(lines, [])]
    missing = [name for name in _NEEDED if name not in header]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if missing or twice:
        what = f"column {missing[0]} is missing" if missing else f"column {twice[0]} stands there twice"
        raise InputError(f"{path}, line 1: {what}: the columns are those that `kg authority unresolved` writes")
    for number, cells in enumerate(lines, start=2):
        if len(cells) > len(header):
            raise InputError(f"{path}, line {number}: {len(cells)} cells where the header has {len(header)}")
        row = dict(zip(header, (" ".join(unguarded(cell).split()) for cell in cells), strict=False))
        if any(row.values()):
            yield number, {**dict.fromkeys(PROPOSALS, ""), **row}
