"""The day of the narrative: what a report tells in the plain past goes on on the day it is at, until it says otherwise.

The report is at the day of its news, and then at each recent day that it names for something that happened. What stands
in the pluperfect or the perfect, in a clause that is said by somebody, or beside another date, is left undated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg.ingest import syntax
from kg.ingest.dates import TimeExpression
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.model import Analysis, DateValue

_RECENT = 4  # days before the report that still belong to its news


def dated(c: Context, drafts: Sequence[Draft], day: DateValue | None) -> list[Draft]:
    """The drafts in text order; those told in the plain past without a date get the day that the report is at."""
    mixed = _sentences_with_other_dates(c)
    now, found = day, list[Draft]()
    for d in drafts:
        if d.date is not None and d.factuality == "asserted" and _is_recent(c, d.date):
            now = d.date
        elif (said := _said_day(c, d.at)) is not None:
            now = said
        plain = d.date is None and d.factuality == "asserted" and _is_plain_past(c, d)
        undated = c.reading.analysis.tokens[d.at].sentence not in mixed
        found.append(replace(d, date=now) if plain and undated and now is not None else d)
    return found


def _sentences_with_other_dates(c: Context) -> frozenset[int]:
    """Sentences that name a time that is not one recent day: what they tell may be of then."""
    other = (e for e in c.clock.expressions if _is_long(e) or (e.value is not None and not _is_recent(c, e.value)))
    return frozenset(c.reading.analysis.tokens[e.first].sentence for e in other)


def _is_long(e: TimeExpression) -> bool:
    """over many months: a time longer than days."""
    return e.kind == "duration" and e.duration is not None and bool(set(e.duration.split("T")[0]) & set("WMY"))


def _is_recent(c: Context, value: DateValue) -> bool:
    anchor = c.clock.anchor
    if anchor is None or value.end or not value.precision == anchor.precision == "day":
        return False
    return 0 <= (date.fromisoformat(anchor.start) - date.fromisoformat(value.start)).days <= _RECENT


def _said_day(c: Context, i: int) -> DateValue | None:
    """The recent day on which the words at token i were said, if the reporting verb has one."""
    saying = c.said.get(i)
    value = c.clock.at([saying.cue]) if saying is not None else None
    return value if value is not None and _is_recent(c, value) else None


def _is_plain_past(c: Context, d: Draft) -> bool:
    """Whether the act is told in the simple past by the report itself, or is what somebody did by saying so then."""
    a = c.reading.analysis
    if d.rule.startswith("implied"):
        saying = c.said.get(d.at)
        return saying is not None and _simple_past(a, saying.cue)
    if d.at in c.said or not syntax.is_verb(a.tokens[d.at]):
        return False
    return any(_simple_past(a, v) for v in _finite(a, d.at))


def _finite(a: Analysis, v: int) -> Iterator[int]:
    """The verb, or the finite one that a participle, an infinitive or a coordinated verb goes with."""
    yield v
    while a.tokens[v].dep in ("conj", "xcomp", "advcl", "ccomp") and a.tokens[v].head != v:
        finite = bool(syntax.kids(a, v, "nsubj", "nsubjpass")) or a.tokens[v].tag == "VBD"
        if finite or a.tokens[v].dep == "ccomp":
            return
        v = a.tokens[v].head
        yield v


def _simple_past(a: Analysis, v: int) -> bool:
    """met, was signed; not had met, has met, or the past of a clause that says who somebody is."""
    token, auxiliaries = a.tokens[v], syntax.auxiliaries(a, v)
    if token.dep in ("relcl", "acl"):
        return False
    if token.tag == "VBD":
        return not auxiliaries or auxiliaries == ["did"]
    return token.tag == "VBN" and auxiliaries in (["was"], ["were"])
