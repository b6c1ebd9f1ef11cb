"""Decisions as a CSV file that people edit and keep under version control."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kg.errors import InputError, ParleyError
from kg.review.deciding import targets_of
from kg.store.base import Store
from kg.tables.reading import base_of
from kg.world.decisions import KINDS, Decision, Target, with_decisions
from kg.world.fields import check_values

COLUMNS = (
    "decision", "target", "field", "values", "other", "by", "at", "why",
    "kind", "article", "words", "sentence", "other_kind", "other_article", "other_words", "other_sentence",
)  # fmt: skip
_NEEDED = frozenset({"decision", "target"})


def write_file(decisions: Iterable[Decision], base: str) -> str:
    """The decisions as CSV, one a row in a fixed order; ids are IRIs without `base`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for decision in decisions:
        row = {
            "decision": decision.kind, "field": decision.field, "by": decision.by, "at": decision.at,
            "why": decision.why, "values": "; ".join(value.removeprefix(base) for value in decision.values),
        }  # fmt: skip
        writer.writerow(row | _ends(decision.target, "", base) | _ends(decision.other, "other_", base))
    return out.getvalue()


def read_file(path: Path, store: Store, *, by: str, at: str) -> list[Decision]:
    """Decisions of a file, in a fixed order. Where a row names nothing but the target's id, `store` knows the rest.

    `by` and `at` sign rows that have no signature. Raises InputError with the line for what is no decision.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as UTF-8 text: {error}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = _NEEDED - set(reader.fieldnames or ())
    if missing:
        raise InputError(
            f"{path}: column {', '.join(sorted(missing))} is missing: `kg review export` writes such a file"
        )
    found: list[Decision] = []
    for row in reader:
        where = f"{path}, line {reader.line_num}"
        found += _decision(row, store, where, Decision("", Target(""), by=by, at=at))
    return with_decisions((), found)


def _ends(target: Target | None, prefix: str, base: str) -> dict[str, str]:
    if target is None:
        return {}
    return {
        "other" if prefix else "target": target.node.removeprefix(base),
        f"{prefix}kind": target.kind,
        f"{prefix}article": target.article.removeprefix(base),
        f"{prefix}words": target.words,
        f"{prefix}sentence": target.sentence,
    }


def _decision(row: Mapping[str, str | None], store: Store, where: str, unsigned: Decision) -> list[Decision]:
    said = {name: (value or "").strip() for name, value in row.items() if name}
    kind = said.get("decision", "")
    if kind not in KINDS:
        raise InputError(f"{where}: decision {kind!r}: one of {', '.join(KINDS)} is wanted")
    base = base_of(store)
    values = tuple(_values(said, base))
    signed = replace(
        unsigned, kind=kind, field=said.get("field", ""), values=values, by=said.get("by") or unsigned.by,
        at=_time(said.get("at") or unsigned.at, where), why=said.get("why", ""),
    )  # fmt: skip
    targets = _targets(said, "", store, where)
    tied = kind in ("merge", "split")
    others: Sequence[Target | None] = _targets(said, "other_", store, where)[:1] if tied else [None]
    if not others:
        raise InputError(f"{where}: {kind} needs an `other`")
    if kind == "correct":
        try:
            check_values(targets[0].kind, signed.field, values)
        except InputError as error:
            raise InputError(f"{where}: {error}") from error
    return [replace(signed, target=target, other=other) for target in targets for other in others]


def _values(said: Mapping[str, str], base: str) -> list[str]:
    """Values as they are kept: ids of nodes become IRIs again."""
    values = [value.strip() for value in said.get("values", "").split(";") if value.strip()]
    if said.get("kind") and said.get("field"):
        from kg.world.fields import FIELDS

        field = FIELDS.get(said["kind"], {}).get(said["field"])
        if field and field.takes == "node":
            return [value if "://" in value else base + value for value in values]
    return values


def _targets(said: Mapping[str, str], prefix: str, store: Store, where: str) -> list[Target]:
    node = said.get("other" if prefix else "target", "")
    if not node:
        return []
    base = base_of(store)
    article = said.get(f"{prefix}article", "")
    iri = node if "://" in node else base + node
    if article or said.get(f"{prefix}kind") == "Actor":
        full = article if not article or "://" in article else base + article
        parts = (said.get(f"{prefix}{name}", "") for name in ("kind", "sentence", "words"))
        return [Target(iri, full, *parts)]
    try:
        return targets_of(store, node)
    except ParleyError as error:
        raise InputError(f"{where}: {error}") from error


def _time(text: str, where: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{where}: at {text!r}: a time such as 2026-05-16T10:00:00Z is wanted") from error
    return text
