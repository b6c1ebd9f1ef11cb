"""What a person should look at first: disputed claims, then those of least confidence; and what may be one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.store.base import Store
from kg.tables.reading import Reader, base_of, of_kind, open_reader

Row = dict[str, Any]
COLUMNS = ("id", "kind", "what", "confidence", "disputed", "review", "article", "evidence")
LINK_COLUMNS = ("first", "first_label", "second", "second_label", "keys")
KINDS = ("Event", "Meeting", "Proposal", "Response", "Agreement", "Handover", "Statement")
_WHAT = """SELECT ?claim ?kind ?confidence ?label ?code ?review ?other {
  ?claim a neg:Claim, ?own . FILTER(?own != neg:Claim)
  OPTIONAL { ?claim neg:accountOf/rdf:type ?whole }
  BIND(COALESCE(?whole, ?own) AS ?kind)
  OPTIONAL { ?claim neg:confidence ?confidence }
  OPTIONAL { ?claim rdfs:label|neg:item ?label }
  OPTIONAL { ?claim neg:act|neg:stance|neg:cue ?code }
  OPTIONAL { ?claim neg:review ?review }
  OPTIONAL { ?claim neg:conflictsWith ?other }
}"""
_WHO = """SELECT ?claim ?who {
  ?claim neg:agent|neg:by|neg:speaker|neg:proposer|neg:giver|neg:party ?actor . ?actor rdfs:label ?who
}"""
_LIKELY = """SELECT ?one ?one_label ?two ?two_label ?key {
  ?link neg:linkKind "likely" ; neg:links ?one, ?two ; neg:linkKey ?key . FILTER(STR(?one) < STR(?two))
  OPTIONAL { ?one rdfs:label|neg:item ?one_label } OPTIONAL { ?two rdfs:label|neg:item ?two_label }
}"""


def doubts(store: Store, kind: str | None = None, *, reviewed: bool = False) -> list[Row]:
    """Claims as rows with the keys of `COLUMNS`: disputed ones first, then by rising confidence, those without last.

    `kind` (event, meeting ...) shows claims of that kind alone; `reviewed` also those that people have decided on.
    """
    reader = open_reader(store)
    proofs = reader.evidence(of_kind("Claim"))
    who: dict[str, set[str]] = {}
    for claim, name in reader.rows(_WHO):
        who.setdefault(claim, set()).add(name)
    rows: dict[str, Row] = {}
    for claim, cls, confidence, label, code, review, other in reader.rows(_WHAT):
        name = cls.rsplit("#", 1)[-1].lower()
        if (kind and name != kind) or (review and not reviewed) or claim not in proofs:
            continue
        said = label or (code or "").rsplit("/", 1)[-1]
        row = rows.setdefault(claim, _row(reader, claim, name, f"{', '.join(sorted(who.get(claim, ())))}: {said}"))
        row["confidence"], row["review"] = confidence, review
        row["disputed"] |= other is not None
        row["evidence"] = " ".join((proofs[claim][0].text or "").split())
        row["article"] = reader.id(proofs[claim][0].article)
    return sorted(rows.values(), key=_doubt)


def _row(reader: Reader, claim: str, kind: str, what: str) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    return row | {"id": reader.id(claim), "kind": kind, "what": what.removeprefix(": "), "disputed": False}


def _doubt(row: Row) -> tuple[bool, float, str]:
    return (not row["disputed"], 2.0 if row["confidence"] is None else row["confidence"], row["id"])


def open_links(store: Store) -> Iterator[Row]:
    """Pairs of claims or actors that may be one, with the reasons: rows with the keys of `LINK_COLUMNS`, best first."""
    reader = Reader(store, base_of(store), {})
    found: dict[tuple[str, str], Row] = {}
    for one, one_label, two, two_label, key in reader.rows(_LIKELY):
        row = found.setdefault(
            (one, two),
            {
                "first": reader.id(one), "first_label": one_label, "second": reader.id(two),
                "second_label": two_label, "keys": set(),
            },
        )  # fmt: skip
        row["keys"].add(key)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]["keys"]), item[0]))
    for _, row in ordered:
        yield row | {"keys": sorted(row["keys"])}
