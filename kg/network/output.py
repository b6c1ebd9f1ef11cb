"""Writes a frame of measures: aligned for people, or as csv or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from kg.network.graphfiles import MISSING
from kg.query.formats import write
from kg.store.results import Result, Term
from kg.tables.formats import cell

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "jsonl")
_TEXT = 14  # columns to which a text may be shortened
_GO_FIRST = (
    *("type", "country", "in_degree", "out_degree", "closeness", "new_actors", "lost_actors", "degree_change"),
    *("coordinator", "consultant", "representative", "gatekeeper", "betweenness_change", "pagerank_change"),
)
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


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as people read it: its head and cells, of one width where they are numbers."""

    head: str
    cells: tuple[str, ...]
    numeric: bool

    @property
    def width(self) -> int:
        """Of its widest cell or head."""
        return max(map(len, (self.head, *self.cells)))


def write_frame(frame: pd.DataFrame, form: str, out: TextIO, *, width: int | None = None) -> None:
    """Write `frame` as one of FORMATS.

    `table` rounds numbers to three decimals and leaves out ids and what `csv` and `jsonl` have besides. To fit into
    `width` columns, if given, it shortens texts, then leaves out further columns and names them below.
    """
    rows = [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
    if form == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif form == "csv":
        heads = list(map(str, frame.columns))
        _write(heads, [[cell(row[name]) for name in heads] for row in rows], form, out)
    else:
        _write_table([_column(name, [row[name] for row in rows]) for name in _shown(frame)], out, width)


def _write_table(columns: Sequence[_Column], out: TextIO, width: int | None) -> None:
    kept = list(columns) if width is None else _fitting(columns, width)
    cells = list(zip(*(column.cells for column in kept), strict=True))
    _write([column.head for column in kept], cells, "table", out, width)
    left_out = [column.head.strip() for column in columns if column not in kept]
    if left_out:
        out.write(f"(not shown: {', '.join(left_out)})\n")


def _fitting(columns: Sequence[_Column], width: int) -> list[_Column]:
    """Columns that fit, texts being shortened to no less than _TEXT; the first one always."""
    kept = list(columns)
    while len(kept) > 1 and sum(_least(column) + 2 for column in kept) - 2 > width:
        gone = next((one for name in _GO_FIRST for one in kept if one.head.strip() == name), kept[-1])
        kept.remove(gone)
    return kept


def _least(column: _Column) -> int:
    return column.width if column.numeric else min(column.width, _TEXT)


def _write(
    heads: Sequence[str], cells: Sequence[Sequence[str]], form: str, out: TextIO, width: int | None = None
) -> None:
    terms = tuple(tuple(Term("literal", text) for text in row) for row in cells)
    write(Result("select", tuple(heads), terms), form, out, width=width)


def _shown(frame: pd.DataFrame) -> tuple[str, ...]:
    hidden = {*_IDS}.union(*(names for mark, names in _LEFT_OUT.items() if mark in frame.columns))
    return tuple(str(name) for name in frame.columns if name not in hidden)


def _column(name: str, values: Sequence[Any]) -> _Column:
    """A column with numbers to the right."""
    cells = tuple(f"{value:.3f}" if isinstance(value, float) else cell(value) for value in values)
    if not any(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return _Column(name, cells, numeric=False)
    wide = max(len(name), *map(len, cells))
    return _Column(name.rjust(wide), tuple(text.rjust(wide) for text in cells), numeric=True)


def _plain(value: Any) -> Any:
    """A cell as Python's own types; what pandas calls missing is None."""
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, str):
        return value
    if value is None or str(value) in MISSING:
        return None
    return value.item() if hasattr(value, "item") else value
