"""Cases of extraction: short texts with the claims that a careful reader would mark, and those that would be wrong.

A file of tests/cases/extraction holds the cases of one construction, a YAML list:

    - case: what is tried                      text: one to four sentences
      date: the article's, if it has one       xfail: why the program does not do it yet
      wanted: {events: [{act: reject, agents: [Iran]}]}
      forbidden: {meetings: [{status: held}]}
      count: {meetings: 1}

Kinds of claims are events, meetings, proposals, agreements, handovers, statements, attributions and actors. A claim
is wanted by some of its fields: lists equal as sets, words (quote, label, item, duration) are contained, and each
wanted item of `responses`, `positions` and `heads` is among those found. A forbidden claim is there if all fields
given agree, a list being part of the one found. Actors and places go by label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.ingest.articles import clean
from kg.ingest.claims import ArticleClaims, Claim
from kg.ingest.model import Article, DateValue, Document, Entity

FOLDER = Path(__file__).parent / "cases" / "extraction"
KINDS = ("events", "meetings", "proposals", "agreements", "handovers", "statements", "attributions", "actors")
ACTORS = frozenset({"person", "state", "organization", "armed_group", "delegation", "unnamed"})
_WORDS = {  # fields in which the words wanted are contained
    "meetings": {"label", "duration"}, "proposals": {"label"}, "agreements": {"label"}, "handovers": {"item"},
    "statements": {"quote"}, "actors": {"office"},
}  # fmt: skip
_RENAMED = {"type": "event_type", "givers": "from", "receivers": "to"}

Row = dict[str, Any]
Claims = Mapping[str, list[Row]]


@dataclass(frozen=True)
class Case:
    """One text with the claims wanted and forbidden, by kind."""

    file: str
    case: str
    text: str
    date: str | None = None
    wanted: Claims = field(default_factory=dict)
    forbidden: Claims = field(default_factory=dict)
    count: Mapping[str, int] = field(default_factory=dict)
    xfail: str | None = None

    @property
    def name(self) -> str:
        return f"{self.file}: {self.case}"


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def cases() -> list[Case]:
    """All cases, in the order of files and rows; a kind or a key that does not exist is an error."""
    found = [Case(path.stem, **row) for path in files() for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    for case in found:
        assert case.wanted or case.forbidden or case.count, f"{case.name}: nothing is asked"
        assert {*case.wanted, *case.forbidden, *case.count} <= set(KINDS), f"{case.name}: kinds are {', '.join(KINDS)}"
    return found


def article(case: Case) -> Article:
    metadata = (("title", "A report"), *([("date", str(case.date))] if case.date else []))
    return clean(Document(case.name, f"{case.file}.txt", case.text, metadata=metadata))


def misses(claims: ArticleClaims, case: Case) -> Iterator[str]:
    """What is wanted and absent, and what is forbidden and there; one line each."""
    rows = tables(claims)
    for kind, wanted in case.wanted.items():
        for claim in wanted:
            if not any(fits(row, claim, words=_WORDS.get(kind, ())) for row in rows[kind]):
                yield f"wanted {kind} {claim}; found {_seen(rows[kind], claim)}"
    for kind, forbidden in case.forbidden.items():
        for claim in forbidden:
            same = [row for row in rows[kind] if fits(row, claim, words=_WORDS.get(kind, ()), part=True)]
            if same:
                yield f"forbidden {kind} {claim}; found {_seen(same, claim)}"
    for kind, number in case.count.items():
        if len(rows[kind]) != number:
            yield f"wanted {number} {kind}; found {_seen(rows[kind], {})}"


def _seen(rows: Iterable[Row], claim: Row) -> list[Row]:
    shown = {*claim, "act", "agents", "targets", "stance", "speaker", "label", "status", "factuality"}
    return [{name: value for name, value in row.items() if name in shown and value} for row in rows]


def fits(row: Row, claim: Row, *, words: Collection[str] = (), part: bool = False) -> bool:
    """Whether each field given agrees; in the fields `words` what is given is contained; `part`: so it is in lists."""
    unknown = set(claim) - set(row)
    assert not unknown, f"no such field: {', '.join(sorted(unknown))}; there are {', '.join(row)}"

    def agrees(found: Any, value: Any, name: str) -> bool:
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return all(any(fits(item, wanted, words=words, part=part) for item in found) for wanted in value)
        if isinstance(value, list):
            return set(value) <= set(found) if part and value else set(value) == set(found)
        if isinstance(value, dict):
            return found is not None and fits(found, value, words=words, part=part)
        if name in words and isinstance(value, str):
            return value.lower() in (found or "").lower()
        return bool(found == value)

    return all(agrees(row[name], value, name) for name, value in claim.items())


def tables(claims: ArticleClaims) -> Claims:
    """The claims as rows with labels in place of keys."""
    labels = {entity.key: entity.label for entity in claims.entities}
    rows = {kind: [_row(claim, labels) for claim in getattr(claims, kind)] for kind in KINDS[:-1]}
    named = {key for key, _ in claims.mentions}
    rows["actors"] = [_actor(e, labels) for e in claims.entities if e.kind in ACTORS and e.key in named]
    return rows


def _actor(entity: Entity, labels: Mapping[str, str]) -> Row:
    positions = [asdict(position) for position in entity.positions]
    side = labels.get(entity.side or "")
    return {"label": entity.label, "type": entity.kind, "side": side, "positions": positions}


def _row(claim: Claim, labels: Mapping[str, str]) -> Row:
    row = {_RENAMED.get(n, n): _value(getattr(claim, n), labels) for n in type(claim).__dataclass_fields__}
    return {**row, "evidence": claim.evidence[0].text}


def _value(value: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, DateValue):
        return value.stated if value.end is None or value.stated != value.start else f"{value.start}/{value.end}"
    if isinstance(value, tuple):
        return [_value(item, labels) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _value(getattr(value, name), labels) for name in value.__dataclass_fields__}
    return value
