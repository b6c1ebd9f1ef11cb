"""Writes a frame of measures: aligned for people, or as csv or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from kg.network.graphfiles import MISSING
from kg.query.formats import write
from kg.store.results import Result, Term
from kg.tables.formats import cell

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "jsonl")
_IDS = ("id", "source_id", "target_id", "articles", "occasions", "claims")
_LEFT_OUT = {  # what people can do without on a screen, by a column that the frame of one measure alone has
    "brokered": ("type", "country", "efficiency"),
    "rank_change": (
        *("type", "country", "degree_a", "degree_b", "betweenness_a", "betweenness_b", "pagerank_a", "pagerank_b"),
        *("rank_a", "rank_b"),
    ),
    "new_ties": ("components", "weight"),
    "weakly_balanced": ("type", "country"),
}


def write_frame(frame: pd.DataFrame, form: str, out: TextIO, *, width: int | None = None) -> None:
    """Write `frame` as one of FORMATS.

    `table` shortens cells to fit `width` columns, if given, leaves out ids and what `csv` and `jsonl` have besides, and
    rounds numbers to three decimals.
    """
    rows = [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
    if form == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    columns = tuple(map(str, frame.columns)) if form == "csv" else _shown(frame)
    if form == "csv":
        cells = [[cell(row[name]) for name in columns] for row in rows]
        _write(columns, cells, form, out)
        return
    made = [_column(name, [row[name] for row in rows]) for name in columns]
    _write([head for head, _ in made], list(zip(*(body for _, body in made), strict=True)), form, out, width)


def _write(
    heads: Sequence[str], cells: Sequence[Sequence[str]], form: str, out: TextIO, width: int | None = None
) -> None:
    terms = tuple(tuple(Term("literal", text) for text in row) for row in cells)
    write(Result("select", tuple(heads), terms), form, out, width=width)


def _shown(frame: pd.DataFrame) -> tuple[str, ...]:
    hidden = {*_IDS}.union(*(names for mark, names in _LEFT_OUT.items() if mark in frame.columns))
    return tuple(str(name) for name in frame.columns if name not in hidden)


def _column(name: str, values: list[Any]) -> tuple[str, list[str]]:
    """Head and cells of a column as people read it: numbers to the right."""
    cells = [f"{value:.3f}" if isinstance(value, float) else cell(value) for value in values]
    if not any(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return name, cells
    wide = max(len(name), *map(len, cells))
    return name.rjust(wide), [text.rjust(wide) for text in cells]


def _plain(value: Any) -> Any:
    """A cell as Python's own types; what pandas calls missing is None."""
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, str):
        return value
    if value is None or str(value) in MISSING:
        return None
    return value.item() if hasattr(value, "item") else value
