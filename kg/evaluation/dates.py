"""Time expressions: whether those that mean a day or a month get its date.

Right where a found expression overlaps and its value, cut to the marked precision, is equal; of a range either bound
counts for the words of its later part. A time of day behind a date is cut off. Spurious are found dates that overlap no
marked expression of any type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.evaluation.gold import GoldFile, Row
from kg.evaluation.scores import Mistake, Scored, share
from kg.evaluation.texts import row_date
from kg.ingest.dates import TimeExpression, find
from kg.ingest.pipeline import Pipeline

_RIGHT, _SPURIOUS = "date values, days and months", "found dates that are marked"
_VALUE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T\S*)?|(\d{4}-\d{2})")


def score(gold: GoldFile, pipeline: Pipeline) -> Scored:
    """The share of marked days and months with the right value."""
    analyses = pipeline.analyzer.analyze(row["text"] for row in gold.rows)
    wanted = valued = spurious = 0
    mistakes: list[Mistake] = []
    for row, analysis in zip(gold.rows, analyses, strict=True):
        found = find(analysis.tokens, row_date(row))
        asked = [(t, value) for t in row["timexes"] if (value := gold_value(t))]
        wanted += len(asked)
        mistakes += _wrong(row, asked, found)
        extra = list(_extras(row, found))
        valued, spurious = valued + sum(x.value is not None for x in found), spurious + len(extra)
        mistakes += extra
    missed = len(mistakes) - spurious
    measures = (share(_RIGHT, wanted - missed, wanted, reach=0.92), share(_SPURIOUS, valued - spurious, valued))
    return Scored(gold.name, len(gold.rows), measures, tuple(mistakes))


def gold_value(timex: Row) -> str | None:
    """The marked day or month as ISO, None for all other expressions."""
    match = _VALUE.fullmatch(timex["value"] or "") if timex["type"] == "DATE" else None
    return (match[1] or match[2]) if match else None


def _wrong(row: Row, asked: Sequence[tuple[Row, str]], found: Sequence[TimeExpression]) -> Iterator[Mistake]:
    for timex, value in asked:
        hits = [x for x in found if _overlaps(timex, x)]
        if not any(_right(timex, value, hit) for hit in hits):
            name = "another value" if any(h.value for h in hits) else "no value" if hits else "not found"
            got = ", ".join(f"{h.text} {h.value.start if h.value else None}" for h in hits)
            yield Mistake(
                _RIGHT, "miss", name, row["date"][:10], f"{row['text'][timex['start'] : timex['end']]} {value} <> {got}"
            )


def _right(timex: Row, value: str, found: TimeExpression) -> bool:
    if found.value is None:
        return False
    bounds = [found.value.start]
    if found.value.end and timex["start"] > found.start:
        bounds.append(found.value.end)
    return any(bound[: len(value)] == value for bound in bounds)


def _extras(row: Row, found: Sequence[TimeExpression]) -> Iterator[Mistake]:
    for x in found:
        if x.value is not None and not any(_overlaps(timex, x) for timex in row["timexes"]):
            yield Mistake(_SPURIOUS, "extra", "not marked", row["date"][:10], f"{x.text} {x.value.start}")


def _overlaps(timex: Row, found: TimeExpression) -> bool:
    return bool(timex["start"] < found.end and found.start < timex["end"])
