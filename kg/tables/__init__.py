"""The graph as tables: one row an article, actor, meeting, event, proposal, position, statement and so on.

    with open_store("parley.store", reading=True) as store:
        proposals = table(store, "proposals")

Columns are those of `COLUMNS`. Lists are lists, absent values None; actors and places stand under their labels; `id` is
the IRI without the base. `citation` cites the article behind a row, where a row has several in step with `articles`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.tables.actors import actors
from kg.tables.articles import articles
from kg.tables.citations import citations, cited
from kg.tables.claims import Record, attributions, events, statements
from kg.tables.columns import COLUMNS, INTEGERS
from kg.tables.conflicts import conflicts
from kg.tables.negotiations import agreements, handovers, meetings, proposals
from kg.tables.positions import positions
from kg.tables.reading import Queryable, Reader, open_reader

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "Queryable", "Record", "records", "table"]

_BUILDERS: dict[str, Callable[[Reader], Iterator[Record]]] = {
    "articles": articles,
    "actors": actors,
    "meetings": meetings,
    "events": events,
    "proposals": proposals,
    "agreements": agreements,
    "handovers": handovers,
    "positions": positions,
    "statements": statements,
    "attributions": attributions,
    "conflicts": conflicts,
}


def records(store: Queryable, name: str) -> Iterator[Record]:
    """Rows of table `name` in a fixed order, with the keys of `COLUMNS[name]`. QueryError for an unknown table."""
    if name not in _BUILDERS:
        raise QueryError(f"there is no table {name}: the tables are {', '.join(_BUILDERS)}")
    reader = open_reader(store)
    known = citations(reader) if name != "articles" else {}
    for row in _BUILDERS[name](reader):
        whole = row if name == "articles" else row | {"citation": cited(row, known)}
        yield {column: whole[column] for column in COLUMNS[name]}


def table(store: Queryable, name: str) -> pd.DataFrame:
    """Table `name` as a frame with the columns of `COLUMNS[name]`; counts are Int64, lists and objects are kept."""
    import pandas as pd

    frame = pd.DataFrame(list(records(store, name)), columns=list(COLUMNS[name]))
    return frame.astype({column: "Int64" for column in COLUMNS[name] if column in INTEGERS})
