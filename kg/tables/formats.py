"""Writes tables: for people, for spreadsheets and scripts, for data frames.

csv joins the members of a list with "; " and writes an object as compact JSON; absent is empty. Cells hold the data
exactly as the graph does: text from an article that begins with = + - or @ is not altered, because offsets and quotes
must stay true to the source. Who opens such a file in a spreadsheet imports the columns as text.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, BinaryIO, TextIO

from kg.errors import MissingExtra
from kg.query.formats import csv_line
from kg.query.formats import write as write_result
from kg.store.results import Result, Term
from kg.tables.claims import Record
from kg.tables.columns import COLUMNS, SHOWN


def write_table(rows: Iterable[Record], name: str, out: TextIO, *, width: int | None = None) -> None:
    """The columns of table `name` that people read, aligned; cells are shortened to fit `width` columns, if given."""
    columns = SHOWN[name]
    terms = tuple(tuple(Term("literal", _shown(row[column])) for column in columns) for row in rows)
    write_result(Result("select", columns, terms), "table", out, width=width)


def rows_as_text(rows: Iterable[Record], columns: Sequence[str], form: str, *, width: int | None = None) -> str:
    """Rows that are no table of the graph, in the given columns, as table, csv or jsonl."""
    out = io.StringIO()
    if form == "jsonl":
        write_jsonl(({column: row[column] for column in columns} for row in rows), out)
    elif form == "csv":
        out.write(csv_line(columns))
        out.writelines(csv_line(cell(row[column]) for column in columns) for row in rows)
    else:
        terms = tuple(tuple(Term("literal", _shown(row[column])) for column in columns) for row in rows)
        write_result(Result("select", tuple(columns), terms), "table", out, width=width)
    return out.getvalue()


def write_csv(rows: Iterable[Record], name: str, out: TextIO) -> None:
    """All columns, RFC 4180 with \\n line ends and a header."""
    out.write(csv_line(COLUMNS[name]))
    out.writelines(csv_line(cell(row[column]) for column in COLUMNS[name]) for row in rows)


def write_jsonl(rows: Iterable[Record], out: TextIO) -> None:
    """One JSON object a line; lists are arrays, absent is null."""
    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_parquet(rows: Iterable[Record], name: str, out: BinaryIO) -> None:
    """Columns of lists and structures. MissingExtra without pyarrow."""
    import pandas as pd

    try:
        import_module("pyarrow")
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: pip install 'parley-kg[parquet]'") from error
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS[name]))
    out.write(frame.convert_dtypes().to_parquet(engine="pyarrow", index=False))


def cell(value: Any) -> str:
    """A value as a csv cell."""
    if isinstance(value, list):
        return "; ".join(map(cell, value))
    if isinstance(value, dict | bool):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "" if value is None else str(value)


def _shown(value: Any) -> str:
    """A value as people read it: objects as their members, without the JSON."""
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    if isinstance(value, dict):
        return _object(value)
    return cell(value)


def _object(value: Record) -> str:
    match value:
        case {"office": office, "of": of}:
            return f"{office} ({of})" if of else office
        case {"person": person, "of": of}:
            return f"{person} ({of})" if of else person
        case {"stance": stance, "by": by}:
            return f"{stance} by {', '.join(by)}" if by else stance
        case {"text": text, "start": start}:
            return text or f"at {start}"
        case {"min": least, "max": most, "unit": unit}:
            return _amount(least, most, unit)
    return cell(value)


def _amount(least: float | None, most: float | None, unit: str | None) -> str:
    numbers: Sequence[str] = [f"{number:,}" for number in (least, most) if number is not None]
    amount = numbers[0] if least == most and numbers else " to ".join(numbers)
    if least is None or most is None:
        amount = f"{'at least' if most is None else 'at most'} {amount}" if numbers else ""
    return " ".join(part for part in (amount, unit) if part)
