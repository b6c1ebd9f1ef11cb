"""Decisions as a CSV file that people edit and keep under version control."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import InputError, ParleyError
from kg.review.deciding import Signed, check, decided
from kg.store.base import Store
from kg.tables.reading import base_of
from kg.world.decisions import KINDS, Decision, Target, with_decisions
from kg.world.fields import check_values, field_of

COLUMNS = (
    "decision", "target", "field", "values", "other", "by", "at", "why",
    "kind", "article", "words", "mark", "sentence",
    "other_kind", "other_article", "other_words", "other_mark", "other_sentence",
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
        found += _decisions(row, store, f"{path}, line {reader.line_num}", Signed(by, at))
    return with_decisions((), found)


def _ends(target: Target | None, prefix: str, base: str) -> dict[str, str]:
    if target is None:
        return {}
    return {
        "other" if prefix else "target": target.node.removeprefix(base),
        f"{prefix}kind": target.kind,
        f"{prefix}article": target.article.removeprefix(base),
        f"{prefix}words": target.words,
        f"{prefix}mark": target.mark,
        f"{prefix}sentence": target.sentence,
    }


def _decisions(row: Mapping[str, str | None], store: Store, where: str, unsigned: Signed) -> list[Decision]:
    said = {name: (value or "").strip() for name, value in row.items() if name}
    try:
        return _read(said, store, unsigned)
    except ParleyError as error:
        raise InputError(f"{where}: {error}") from error


def _read(said: Mapping[str, str], store: Store, unsigned: Signed) -> list[Decision]:
    kind = said.get("decision", "")
    if kind not in KINDS:
        raise InputError(f"decision {kind!r}: one of {', '.join(KINDS)} is wanted")
    signed = Signed(said.get("by") or unsigned.by, moment(said.get("at") or unsigned.at), said.get("why", ""))
    target, other = (_target(said, prefix, base_of(store)) for prefix in ("", "other_"))
    if target is None or (other is None and said.get("other")):
        ids = [said[name] for name in ("target", "other") if said.get(name)]
        fields = [f"{said.get('field', '')}={said.get('values', '')}"] if kind == "correct" else []
        return decided(store, kind, ids, signed, fields)
    made = Decision(kind, target, other, by=signed.by, at=signed.at, why=signed.why)
    if kind == "correct":
        values = tuple(_values(said, base_of(store)))
        check_values(target.kind, said.get("field", ""), values)
        made = replace(made, field=said["field"], values=values)
    check(made)
    return [made]


def _values(said: Mapping[str, str], base: str) -> list[str]:
    """Values as they are kept: ids of nodes become IRIs again."""
    takes = field_of(said["kind"], said.get("field", "")).takes
    whole = [said.get("values", "")] if takes == "text" else said.get("values", "").split(";")
    values = [value.strip() for value in whole if value.strip()]
    return [value if "://" in value or takes != "node" else base + value for value in values]


def _target(said: Mapping[str, str], prefix: str, base: str) -> Target | None:
    """The target that a row describes in full; None where it names no more than an id."""
    node = said.get("other" if prefix else "target", "")
    article, kind = said.get(f"{prefix}article", ""), said.get(f"{prefix}kind", "")
    if not node or not (article or kind == "Actor"):
        return None
    full = article if not article or "://" in article else base + article
    parts = (said.get(f"{prefix}{name}", "") for name in ("kind", "sentence", "words", "mark"))
    return Target(node if "://" in node else base + node, full, *parts)


def moment(text: str) -> str:
    """A time as the graph writes it, in UTC and to the second. InputError for what is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or "T" not in text:
        raise InputError(f"at {text!r}: a time such as 2026-05-16T10:00:00Z is wanted")
    utc = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return utc.isoformat(timespec="seconds").replace("+00:00", "Z")
