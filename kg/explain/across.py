"""What the graph knows of a node across articles: accounts that are joined in it, what may be the same, conflicts."""

from __future__ import annotations

from typing import Any

from kg.tables.reading import Reader

_ACCOUNTS = """SELECT ?account ?label ?publisher ?date ?says {{
  ?account neg:accountOf <{0}> ; neg:article ?article .
  OPTIONAL {{ ?account rdfs:label|neg:item ?label }}
  OPTIONAL {{ ?account neg:attributedTo/rdfs:label ?says }}
  OPTIONAL {{ ?article neg:publisher ?publisher }}
  OPTIONAL {{ ?article neg:date ?date }}
}}"""
_WHOLE = "SELECT ?whole {{ <{0}> neg:accountOf ?whole }}"
_KEYS = """SELECT ?link ?key {{
  {{ ?end neg:accountOf <{0}> }}
  UNION {{ <{0}> neg:standsFor ?end }}
  UNION {{ ?end neg:accountOf ?whole . <{0}> neg:accountOf ?whole }}
  ?link neg:linkKind "same" ; neg:links ?end ; neg:linkKey ?key
}}"""
_MAYBE = """SELECT ?other ?label ?key {{
  <{0}> neg:maybeSameAs ?other .
  OPTIONAL {{ ?other rdfs:label|neg:item ?label }}
  OPTIONAL {{
    VALUES ?node {{ <{0}> }}
    ?link neg:linkKind "likely" ; neg:links ?one, ?two ; neg:linkKey ?key .
    ?one neg:accountOf? ?node . ?two neg:accountOf? ?other
  }}
}}"""
_MEETINGS = """SELECT ?sequence ?meeting ?label ?date ?status {{
  ?meeting neg:inProcess <{0}> ; neg:sequence ?sequence ; rdfs:label ?label ; neg:status ?status .
  OPTIONAL {{ ?meeting neg:date ?date }}
}}"""
_CONFLICTS = """SELECT DISTINCT ?conflict ?aspect ?first ?second {{
  {{ ?conflict neg:about|neg:first|neg:second <{0}> }}
  ?conflict neg:aspect ?aspect ; neg:firstValue ?first ; neg:secondValue ?second
}}"""


def across(reader: Reader, node: str) -> dict[str, Any]:
    """Keys that hold for the node: account_of, accounts, keys (lists of reasons), maybe, conflicts."""
    found: dict[str, Any] = {}
    whole = [reader.id(iri) for (iri,) in reader.rows(_WHOLE.format(node))]
    if whole:
        found["account_of"] = min(whole)
    told = sorted(reader.rows(_ACCOUNTS.format(node)), key=lambda row: (row[3] or "~", str(row)))
    accounts = {iri: said for iri, *said in told}
    keys = sorted(_grouped(reader, _KEYS.format(node)).values())
    if keys:
        found["keys"] = keys
    if accounts:
        found["accounts"] = [
            {"id": reader.id(iri), **dict(zip(("label", "publisher", "date", "attributed_to"), said, strict=True))}
            for iri, said in accounts.items()
        ]
    maybe = _maybe(reader, node)
    if maybe:
        found["maybe"] = maybe
    conflicts = sorted(reader.rows(_CONFLICTS.format(node)))
    if conflicts:
        names = ("aspect", "first", "second")
        found["conflicts"] = [{"id": reader.id(iri), **dict(zip(names, said, strict=True))} for iri, *said in conflicts]
    return found


def meetings(reader: Reader, process: str) -> list[dict[str, Any]]:
    """The meetings of a process in their order: id, sequence, label, date, status."""
    rows = sorted(reader.rows(_MEETINGS.format(process)))
    found = {iri: (sequence, label, date, status) for sequence, iri, label, date, status in rows}
    return [
        {"id": reader.id(iri), "sequence": n, "label": label, "date": date, "status": status.rsplit("/", 1)[-1]}
        for iri, (n, label, date, status) in found.items()
    ]


def claims(reader: Reader, conflict: str) -> list[str]:
    """The two claims of a conflict."""
    (row,) = reader.rows(f"SELECT ?first ?second {{ <{conflict}> neg:first ?first ; neg:second ?second }}")
    return list(row)


def _grouped(reader: Reader, query: str) -> dict[str, list[str]]:
    keys: dict[str, set[str]] = {}
    for link, key in reader.rows(query):
        keys.setdefault(link, set()).add(key)
    return {link: sorted(found) for link, found in keys.items()}


def _maybe(reader: Reader, node: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for other, label, key in reader.rows(_MAYBE.format(node)):
        entry = found.setdefault(other, {"id": reader.id(other), "label": label, "keys": set()})
        entry["keys"].update([key] if key else [])
    return [{**entry, "keys": sorted(entry["keys"])} for _, entry in sorted(found.items())]
