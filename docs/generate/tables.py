"""reference/tables.md, from the columns of kg.tables and their descriptions in kg/tables/columns.csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from docs.generate import ROOT
from docs.generate.markdown import code, page, table
from kg.tables.columns import COLUMNS, SHOWN

MEANINGS = ROOT / "kg" / "tables" / "columns.csv"
_INTRODUCTION = """`kg table NAME` prints a table; `--format csv`, `jsonl` writes all columns, the terminal shows
those marked ●. In Python
`kg.tables.table(store, NAME)` gives a pandas frame with the same columns.

- A list is a JSON array in `jsonl`, a Python list in a frame, and members apart by `; ` in `csv`.
- What is absent is `null`, `None`, or an empty cell.
- Dates are ISO 8601, cut to what is known: `2025-05-16`, `2025-05`, `2025`.
- *Evidence* is an object with `article`, `start`, `end` (offsets in code points, end exclusive) and `text`, the
  sentence.
- Codes are explained under [Coding schemes](concepts.md). An id goes into `kg explain`."""


def pages() -> dict[str, str]:
    """The page."""
    meanings = described()
    sections = [_section(name, columns, meanings) for name, columns in COLUMNS.items()]
    return {
        "reference/tables.md": page(
            "Tables", _INTRODUCTION, *sections, source="kg/tables/columns.py and kg/tables/columns.csv"
        )
    }


def described() -> dict[tuple[str, str], tuple[str, str]]:
    """Type and meaning by table and column; the column "" describes a row of the table."""
    with MEANINGS.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["column"]): (row["type"], row["meaning"]) for row in csv.DictReader(file)}


def _section(name: str, columns: tuple[str, ...], meanings: Mapping[tuple[str, str], tuple[str, str]]) -> str:
    missing = [column for column in columns if (name, column) not in meanings]
    if missing:
        raise LookupError(f"{MEANINGS.name} says nothing of the columns {', '.join(missing)} of {name}")
    rows = [(code(c), "●" if c in SHOWN[name] else "", *meanings[name, c]) for c in columns]
    return f"## {name}\n\nOne row: {_lower(meanings[name, ''][1])}\n\n{table(('Column', '', 'Type', 'Meaning'), rows)}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
