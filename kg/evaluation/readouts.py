"""Readouts of meetings and calls: both sides and the kind from the text, the title hidden.

A side is there when a person among the participants has a name that stands in the words of the marked side. A call by
whatever means is a call, all else a meeting. Only readouts whose title names one person on each side are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluation.gold import GoldFile, Row
from kg.evaluation.naming import folded
from kg.evaluation.scores import Mistake, Scored, share
from kg.evaluation.texts import as_article, claims
from kg.ingest.authority import Authority
from kg.ingest.claims import ArticleClaims
from kg.ingest.model import Entity
from kg.ingest.pipeline import Pipeline

_BOTH, _SIDES, _DATE = "both sides and kind", "both sides, of whatever kind", "date of the meeting, of those with both"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one readout."""

    sides: bool
    kind: bool
    date: bool
    fault: str
    words: str


def score(gold: GoldFile, pipeline: Pipeline) -> Scored:
    """Shares of readouts with both sides, and with the kind and the date as well."""
    rows = [row for row in gold.rows if row["single_named"]]
    made = claims([as_article(row, pipeline) for row in rows], pipeline)
    verdicts = [_verdict(row, found, pipeline.authority) for row, found in zip(rows, made, strict=True)]
    both = [v for v in verdicts if v.sides and v.kind]
    measures = (
        share(_BOTH, len(both), len(rows), reach=0.92),
        share(_SIDES, sum(v.sides for v in verdicts), len(rows)),
        share(_DATE, sum(v.date for v in both), len(both)),
    )
    mistakes = [
        Mistake(_BOTH, "wrong", v.fault, row["date"], v.words)
        for row, v in zip(rows, verdicts, strict=True) if v.fault
    ]  # fmt: skip
    return Scored(gold.name, len(rows), measures, tuple(mistakes))


def _verdict(row: Row, made: ArticleClaims, authority: Authority) -> Verdict:
    gold, entities = row["gold"], {e.key: e for e in made.entities}
    sides = (gold["side_a"], gold["side_b"])
    best = Verdict(False, False, False, "no meeting", "")
    for meeting in made.meetings:
        present = [entities[k] for k in meeting.participants if k in entities]
        missing = [side for side in sides if not any(_is(side, e, authority) for e in present)]
        kind = ("call" if meeting.kind == "call" else "meeting") == ("call" if "call" in gold["kind"] else "meeting")
        date = meeting.date is not None and meeting.date.stated == gold["date"]
        fault = _fault(missing, sides) or ("" if kind else f"{gold['kind']} as {meeting.kind}")
        words = f"{' + '.join(sides)} <> {', '.join(e.label for e in present)}"
        verdict = Verdict(not missing, kind, date, fault, words)
        best = max(best, verdict, key=lambda v: (v.sides, v.kind, v.date, bool(v.words)))
    return best if best.words else Verdict(False, False, False, "no meeting", " + ".join(sides))


def _fault(missing: Sequence[str], sides: Sequence[str]) -> str:
    if len(missing) == 2:
        return "neither side"
    return "" if not missing else "first side missing" if missing[0] == sides[0] else "second side missing"


def _is(side: str, entity: Entity, authority: Authority) -> bool:
    if entity.kind != "person":
        return False
    words = f" {folded(side.replace('’s', ''))} "
    known = authority.aliases(entity.key) if entity.authority else ()
    ends = entity.label.split()  # the family name stands first or last
    names = [entity.label, *entity.aliases, *known, ends[0], ends[-1]]
    return any(f" {folded(name)} " in words for name in names if name)
