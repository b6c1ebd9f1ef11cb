"""Writes a frame of measures: aligned for people, or as csv or JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from kg.query.formats import write
from kg.store.results import Result, Term
from kg.tables.formats import cell

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "jsonl")


def write_frame(frame: pd.DataFrame, form: str, out: TextIO, *, width: int | None = None) -> None:
    """Write `frame` as one of FORMATS. `table` shortens cells to fit `width` columns, if given, and leaves out ids."""
    rows = [{name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
    if form == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    hidden = [] if form == "csv" else ["id", "source_id", "target_id", "articles"]
    columns = tuple(str(name) for name in frame.columns if name not in hidden)
    cells = tuple(tuple(Term("literal", cell(row[name])) for name in columns) for row in rows)
    write(Result("select", columns, cells), form, out, width=width if form == "table" else None)


def _plain(value: Any) -> Any:
    """A cell as Python's own types; what pandas calls missing is None."""
    if isinstance(value, list):
        return value
    if value is None or value != value:
        return None
    return value.item() if hasattr(value, "item") else value
