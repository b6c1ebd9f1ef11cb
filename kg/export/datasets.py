"""Writes data sets for statistics programs: one csv file with a row for each observation.

RFC 4180 with \\n line ends, UTF-8, an empty cell for what is absent, TRUE and FALSE for truth values. The members of a
list are joined with "; ", which none of them holds. Characters that terminals obey are replaced one for one, so that
offsets hold; everything else stands as in the graph, even text that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from kg.export import mediation, plover
from kg.export.known import Known, open_known
from kg.export.tables import graph_of
from kg.query.formats import csv_line
from kg.store.base import Store
from kg.tables import Record

SEPARATOR = "; "
COLUMNS: dict[str, tuple[str, ...]] = {"plover": plover.COLUMNS, "mediation": mediation.COLUMNS}
_ROWS: dict[str, Callable[[Known], Iterator[Record]]] = {"plover": plover.rows, "mediation": mediation.rows}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SEPARATING = re.compile(r";(?=\s|$)")


def write_dataset(store: Store, form: str, level: str, out: TextIO) -> None:
    """Write the data set `form` (plover, mediation) with the evidence of `level`; the graph alone makes its bytes."""
    out.write(csv_line(COLUMNS[form]))
    for row in _ROWS[form](open_known(graph_of(store, level))):
        out.write(csv_line(cell(row[column]) for column in COLUMNS[form]))


def cell(value: Any) -> str:
    """A value as statistics programs read it."""
    if isinstance(value, list):
        return SEPARATOR.join(map(_member, value))
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value))


def _member(value: str) -> str:
    """A member of a list on one line, with commas for the semicolons that would part it."""
    return " ".join(_SEPARATING.sub(",", cell(value)).split())
