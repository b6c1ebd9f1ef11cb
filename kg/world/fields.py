"""What can be corrected in a claim: columns of its table, the property behind each, and what values it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.ingest.articledate import parse_date
from kg.ingest.triples.literals import first_day, last_day
from kg.schema import terms
from kg.schema.terms import CONCEPT, NEG
from kg.store.results import XSD, Term

DATES = ("date", "dateEnd", "datePrecision", "begin", "finish")
_XSD_DATES = {10: "date", 7: "gYearMonth", 4: "gYear"}
_PRECISIONS = {10: "day", 7: "month", 4: "year"}
_STATUSES = {
    "Meeting": tuple("held ongoing planned proposed postponed cancelled denied".split()),
    "Agreement": tuple("agreed signed in_force carried_out broken planned".split()),
}
_CODES: Mapping[str, Sequence[str]] = {
    "type": terms.TYPES,
    "act": terms.ACTS,
    "issue": terms.ISSUES,
    "stance": terms.STANCES,
    "factuality": terms.FACTUALITIES,
    "kind": terms.KINDS,
}


@dataclass(frozen=True, slots=True)
class Field:
    """`takes` is node (an actor or place), text, whole, date or the name of a coding scheme; `many`: more than one."""

    property: str
    takes: str
    many: bool = False


_SAID = {
    "attributed_to": Field("attributedTo", "node"),
    "factuality": Field("factuality", "factuality"),
    "date": Field("date", "date"),
}
_ISSUES = {"issues": Field("issue", "issue", many=True)}
_LABEL = {"label": Field("label", "text")}
_PLACED = {"place": Field("place", "node"), "venue": Field("venue", "node")}
FIELDS: Mapping[str, Mapping[str, Field]] = {
    "Event": {
        **_SAID, **_ISSUES, **_PLACED,
        "agents": Field("agent", "node", many=True), "targets": Field("target", "node", many=True),
        "event_type": Field("eventType", "type"), "act": Field("act", "act"),
    },
    "Meeting": {
        **_SAID, **_LABEL, **_PLACED, "kind": Field("kind", "kind"), "status": Field("status", "status"),
        "round": Field("round", "whole"), "process": Field("process", "text"),
        "parties": Field("party", "node", many=True), "participants": Field("participant", "node", many=True),
        "hosts": Field("host", "node", many=True), "mediators": Field("mediator", "node", many=True),
    },
    "Proposal": {
        **_SAID, **_ISSUES, **_LABEL,
        "proposers": Field("proposer", "node", many=True), "addressees": Field("addressee", "node", many=True),
    },
    "Response": {**_SAID, "by": Field("by", "node", many=True), "stance": Field("stance", "stance")},
    "Agreement": {
        **_SAID, **_ISSUES, **_LABEL, "status": Field("status", "status"), "parties": Field("party", "node", many=True)
    },
    "Handover": {
        **_SAID, **_ISSUES, "item": Field("item", "text"),
        "from": Field("giver", "node", many=True), "to": Field("receiver", "node", many=True),
    },
    "Statement": {"speaker": Field("speaker", "node"), "addressee": Field("addressee", "node")},
}  # fmt: skip


def field_of(kind: str, name: str) -> Field:
    """What column `name` of a claim of class `kind` stands for. InputError for one that cannot be corrected."""
    known = FIELDS.get(kind, {})
    if name not in known:
        offered = ", ".join(known) or "none"
        raise InputError(f"{name} of a {kind.lower()} cannot be corrected: those that can are {offered}")
    return known[name]


def check_values(kind: str, name: str, values: Sequence[str]) -> None:
    """InputError where the values do not fit the field; nodes are not looked up."""
    field = field_of(kind, name)
    if len(values) > 1 and not field.many and field.takes != "date":
        raise InputError(f"{name} takes one value, not {len(values)}")
    codes = _STATUSES.get(kind, ()) if field.takes == "status" else _CODES.get(field.takes, ())
    for value in values:
        if codes and value not in codes:
            raise InputError(f"{name}={value}: one of {', '.join(codes)} is wanted")
        if field.takes == "whole" and not (value.isascii() and value.isdigit()):
            raise InputError(f"{name}={value}: a whole number is wanted")
    if field.takes == "date":
        _check_dates(name, values)


def _check_dates(name: str, values: Sequence[str]) -> None:
    if len(values) > 2 or any(len(value) not in _PRECISIONS or parse_date(value) is None for value in values):
        raise InputError(
            f"{name}={'; '.join(values)}: a date such as 2025-05-16, 2025-05 or 2025 is wanted, or beginning and end"
        )
    if len(values) == 2 and str(first_day(values[0])) > str(last_day(values[1])):
        raise InputError(f"{name}={'; '.join(values)}: the end lies before the beginning")


def written(field: Field, values: Sequence[str]) -> Iterator[tuple[str, Term]]:
    """Properties and values that a corrected field has."""
    if field.takes == "date":
        yield from _dated(values)
        return
    for value in values:
        yield NEG + field.property, _term(field, value)


def _term(field: Field, value: str) -> Term:
    match field.takes:
        case "node":
            return Term("iri", value)
        case "text":
            return Term("literal", value)
        case "whole":
            return Term("literal", str(int(value)), XSD + "integer")
    return Term("iri", f"{CONCEPT}{field.takes}/{value}")


def _dated(values: Sequence[str]) -> Iterator[tuple[str, Term]]:
    if not values:
        return
    begin, end = values[0], values[-1]
    yield NEG + "date", Term("literal", begin, XSD + _XSD_DATES[len(begin)])
    if len(values) == 2:
        yield NEG + "dateEnd", Term("literal", end, XSD + _XSD_DATES[len(end)])
    yield NEG + "datePrecision", Term("iri", f"{CONCEPT}precision/{_PRECISIONS[len(begin)]}")
    yield NEG + "begin", Term("literal", str(first_day(begin)), XSD + "date")
    yield NEG + "finish", Term("literal", str(last_day(end)), XSD + "date")
