"""What an example expects, and whether the claims of its sentence fulfil it.

`act=reject; agents=Iran; targets=United States` asks for a claim with these fields; ` + ` adds another claim, and `no `
before one forbids it. Which kind of claim is asked for follows from the example's kind, or stands first: `meeting
status=planned`. Lists have commas; an empty value asks that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.ingest.claims import ArticleClaims, Claim
from kg.ingest.model import ACTOR_KINDS, DateValue, Entity, Quantity

FIELDS: Mapping[str, tuple[str, ...]] = {  # kind of claim: the fields that can be asked for
    "event": tuple("act type agents targets issues factuality attributed_to date place venue quantity".split()),
    "meeting": tuple("kind status participants parties hosts mediators place venue date round attributed_to".split()),
    "proposal": tuple("proposers addressees issues attributed_to stances".split()),
    "agreement": tuple("label parties issues status date quantity attributed_to".split()),
    "statement": tuple("speaker cue direct addressee".split()),
    "actor": tuple("name type country sector offices of".split()),
}
_OF_KIND = {  # an example's kind: what it asks for, else event
    "cue": "statement", "office": "actor", "sector": "actor", "outcome": "agreement", "deverbal": "agreement",
    "stance": "proposal",
}  # fmt: skip
_CONTAINED = frozenset({"issues", "offices", "of", "stances"})  # lists that may hold more than is asked for
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim of `kind` with these fields, or, if `absent`, none such."""

    kind: str
    fields: tuple[tuple[str, str], ...]
    absent: bool = False


def parse(text: str, kind: str) -> list[Wanted]:
    """The claims that the cell `text` of an example of `kind` asks for. ValueError says what is wrong with it."""
    return [_parsed(part.strip(), _OF_KIND.get(kind, "event")) for part in text.split(" + ")]


def _parsed(text: str, kind: str) -> Wanted:
    absent, text = text.startswith("no "), text.removeprefix("no ")
    first, _, rest = text.partition(" ")
    if first in FIELDS:
        kind, text = first, rest
    fields = []
    for pair in filter(None, (piece.strip() for piece in text.split(";"))):
        name, equals, value = pair.partition("=")
        if not equals or name not in FIELDS[kind]:
            raise ValueError(f"{pair!r} is no field of a {kind}: write {', '.join(f'{f}=' for f in FIELDS[kind])}")
        fields.append((name, value.strip()))
    if not fields and not absent:
        raise ValueError("nothing is expected: write fields, as in act=reject; agents=Iran")
    return Wanted(kind, tuple(fields), absent)


def fits(row: Row, wanted: Wanted) -> bool:
    """Whether a claim has the fields."""
    return all(_agrees(name, row[name], value) for name, value in wanted.fields)


def _agrees(name: str, found: object, value: str) -> bool:
    if isinstance(found, tuple):
        asked = {item.strip() for item in value.split(",") if item.strip()}
        return asked <= set(found) if name in _CONTAINED and asked else asked == set(found)
    return str(found if found is not None else "").lower() == value.lower()


def rows(made: ArticleClaims, kind: str) -> list[Row]:
    """The claims of one kind with labels in place of keys."""
    labels = {entity.key: entity.label for entity in made.entities}
    if kind == "actor":
        told = {key for key, _ in made.mentions}
        return [_actor(e) for e in made.entities if e.key in told and e.kind in ACTOR_KINDS]
    claims: Sequence[Claim] = getattr(made, f"{kind}s")
    return [
        {"extractor": c.extractor, **{f: _value(getattr(c, f, ()), labels) for f in FIELDS[kind] if f != "stances"}}
        | ({"stances": tuple(r.stance for r in getattr(c, "responses", ()))} if kind == "proposal" else {})
        for c in claims
    ]


def _actor(e: Entity) -> Row:
    offices = tuple(p.office for p in e.positions)
    of = tuple(p.of for p in e.positions if p.of)
    return {
        "name": e.label, "type": e.kind, "country": e.country, "sector": e.sector, "offices": offices, "of": of,
        "extractor": "",
    }  # fmt: skip


def _value(value: object, labels: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, tuple):
        return tuple(str(_value(item, labels)) for item in value)
    if isinstance(value, DateValue):
        return value.stated if value.end is None or value.stated != value.start else f"{value.start}/{value.end}"
    return value.text if isinstance(value, Quantity) else value


def told(made: Sequence[Row], kind: str) -> Iterator[str]:
    """Claims in the words of an example, for the account of a failure."""
    for row in made:
        fields = (f"{name}={_shown(row[name])}" for name in FIELDS[kind] if row[name] not in (None, "", ()))
        rule = f" by {row['extractor']}" if row["extractor"] else ""
        yield f"{kind} {'; '.join(fields)}{rule}"


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
