"""Table rows in which whatever an article or a file can name is script, markup or worse."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from kg.view import Records

HOSTILE = (
    "<script>window.__pwned=1</script>",
    "</script><img src=x onerror=window.__pwned=2>",
    "\"'><svg onload=window.__pwned=3>",
    "line\u2028window.__pwned=4\u2029",
    "{{constructor.constructor('window.__pwned=5')()}}",
    "${window.__pwned=6}%%SCRIPT%%<!--<script>",
    "javascript:window.__pwned=7",
    "../../etc/passwd\x00\x1b[31m\ud800]]>&lt;",
)
CODES = frozenset({"date", "factuality", "event_type", "status", "role", "kind"})  # what the program itself writes


def hostile(records: Records) -> Records:
    """The same rows with a hostile text for every name, id, title, address, code and sentence.

    Ids and names of actors stay different from one another, and name the same thing everywhere.
    """
    names = {row["label"]: f"{bad(i)} {i}" for i, row in enumerate(records.actors)}
    tables = [getattr(records, field.name) for field in fields(records)]
    rows = [row for table in tables for row in table if "id" in row]
    names |= {row["id"]: f"{row['id']}{bad(i)}" for i, row in enumerate(rows)}

    def spoilt(value: Any, key: str, i: int) -> Any:
        if isinstance(value, str):
            return value if key in CODES else names.get(value, bad(i + len(key)))
        if isinstance(value, dict):
            return {name: spoilt(one, name, i) for name, one in value.items()}
        return [spoilt(one, key, i + n) for n, one in enumerate(value)] if isinstance(value, list) else value

    made = {
        field.name: tuple(spoilt(dict(row), "", i) for i, row in enumerate(table))
        for field, table in zip(fields(records), tables, strict=True)
    }
    actors = tuple(
        {**row, "type": bad(i) if i % 7 == 3 else before["type"]}
        for i, (row, before) in enumerate(zip(made["actors"], records.actors, strict=True))
    )
    articles = tuple({**row, "source": "javascript:window.__pwned=7"} for row in made["articles"])
    return replace(records, **made | {"actors": actors, "articles": articles})


def bad(i: int) -> str:
    return HOSTILE[i % len(HOSTILE)]
