"""Answers of queries as pandas frames whose columns have types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.store.results import XSD, Result, Term, Value, plain

if TYPE_CHECKING:
    import pandas as pd

_INTEGERS = {XSD + "integer"}
_NUMBERS = _INTEGERS | {XSD + name for name in ("decimal", "double", "float")}


def frame_of(result: Result, base: str) -> pd.DataFrame:
    """The rows of a SELECT, or the one answer of an ASK, as a frame with a column a variable.

    Whole numbers are Int64, others float64, truth values boolean. A column of dates is datetime64 where all of them are
    known to the day; otherwise it keeps the text (2025-06), because a date holds no precision. Nodes under `base` are
    the ids of the tables. QueryError for CONSTRUCT and DESCRIBE, whose triples are no rows.
    """
    import pandas as pd

    if result.kind == "construct":
        raise QueryError("CONSTRUCT and DESCRIBE give triples, not rows: `kg query --format turtle` writes them")
    if result.kind == "ask":
        return pd.DataFrame({"answer": pd.Series([result.truth], dtype="boolean")})
    columns = zip(*result.rows, strict=True) if result.rows else ((),) * len(result.variables)
    return pd.DataFrame({name: _series(terms, base) for name, terms in zip(result.variables, columns, strict=True)})


def values_of(value: Any) -> list[str]:
    """A parameter's value, or its values where it is a list, as the texts that queries are bound with."""
    several = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return [str(one) for one in several]


def _series(terms: Sequence[Term | None], base: str) -> pd.Series:
    import pandas as pd

    types = {term.datatype if term.kind == "literal" else term.kind for term in terms if term}
    values = [_value(term, base) for term in terms]
    if types and types <= _NUMBERS:
        return pd.Series(values, dtype="Int64" if types <= _INTEGERS else "float64")
    if types == {XSD + "boolean"}:
        return pd.Series(values, dtype="boolean")
    if types == {XSD + "date"}:
        return _days(values)
    return pd.Series(values, dtype=None if types else "object")


def _days(values: list[Value]) -> pd.Series:
    """Dates as datetime64; as text where one lies outside of what pandas can hold."""
    import pandas as pd

    try:
        return pd.to_datetime(pd.Series(values), format="%Y-%m-%d")
    except ValueError:
        return pd.Series(values)


def _value(term: Term | None, base: str) -> Value:
    if term is not None and term.kind == "iri":
        return term.value.removeprefix(base)
    return plain(term)
