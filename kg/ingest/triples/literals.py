"""Literals in the one spelling that rdflib, Oxigraph and Turtle all leave as it is."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rdflib import XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.ingest.model import DateValue
from kg.schema.terms import CONCEPT
from kg.schema.terms import NEG as NEG_IRI

Triple = tuple[Node, Node, Node]
NEG = Namespace(NEG_IRI)
_DATATYPES = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}  # by the length of the lexical form
_TRUE = Literal(True)
_FALSE = Literal(False)


def text(value: str) -> Literal:
    """A plain string; a lone surrogate, which no encoding can write, becomes the replacement character."""
    return Literal(value.encode("utf-8", "replace").decode() if not value.isascii() else value)


def number(value: float) -> Literal:
    """An xsd:integer where the value is whole, else an xsd:decimal: neither is respelt by a store or by Turtle.

    Raises ValueError for infinity and NaN.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is no amount that a graph can hold: leave it out or give its bounds")
    if value == int(value):
        return Literal(str(int(value)), datatype=XSD.integer)
    return Literal(format(Decimal(repr(value)), "f"), datatype=XSD.decimal)


def boolean(value: bool) -> Literal:
    return _TRUE if value else _FALSE


def concept(scheme: str, code: str) -> URIRef:
    """The IRI of a code of a scheme in concepts.ttl."""
    return URIRef(f"{CONCEPT}{scheme}/{code}")


def stated(iso: str) -> Literal:
    """A date as precisely as `iso` states it: 2025-05-14, 2025-05 or 2025."""
    return Literal(iso, datatype=_DATATYPES.get(len(iso)))


def first_day(iso: str) -> Literal:
    """The first day that a date can mean."""
    return _day(*_parts(iso, month=1, day=1))


def last_day(iso: str) -> Literal:
    """The last day that a date can mean."""
    year, month, day = _parts(iso, month=12, day=0)
    return _day(year, month, day or monthrange(year, month)[1])


def dated(node: URIRef, value: DateValue | None) -> Iterator[Triple]:
    """A date as stated, its precision, and its bounds as days that any store can compare.

    A vague one ("last week") is stated as its month, and its bounds are the days of the week.
    """
    if value is None:
        return
    yield node, NEG.date, stated(value.stated)
    if value.end is not None and value.stated == value.start:
        yield node, NEG.dateEnd, stated(value.end)
    yield node, NEG.datePrecision, concept("precision", value.stated_precision)
    yield node, NEG.begin, first_day(value.start)
    yield node, NEG.finish, last_day(value.end or value.start)


def _parts(iso: str, *, month: int, day: int) -> tuple[int, int, int]:
    pieces = [int(piece) for piece in iso.split("-")]
    return (*pieces, *(month, day)[len(pieces) - 1 :])  # type: ignore[return-value]


def _day(year: int, month: int, day: int) -> Literal:
    return Literal(date(year, month, day).isoformat(), datatype=XSD.date)
