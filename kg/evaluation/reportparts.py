"""Actors, meetings and statements of whole reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.evaluation.anchors import Report, holds
from kg.evaluation.gold import Row
from kg.evaluation.matching import pair
from kg.evaluation.naming import folded
from kg.evaluation.scores import Measure, Mistake, f1, share
from kg.ingest.claims import Meeting, Statement
from kg.ingest.model import ACTOR_KINDS, Entity

_ACTORS, _MEETINGS, _STATEMENTS = "actors", "meetings", "statements with speaker"
Outcome = tuple[list[Measure], list[Mistake]]


def score_actors(reports: Sequence[Report]) -> Outcome:
    """Actors by name, each once."""
    right = made = wanted = kinds = 0
    mistakes: list[Mistake] = []
    for report in reports:
        marked, found = report.marked["actors"], actors(report)
        matched = pair(marked, found, lambda g, e: _actor_fit(report, g, e))  # noqa: B023
        kinds += sum(marked[g].get("type") == found[e].kind for g, e in matched.items())
        right, made, wanted = right + len(matched), made + len(found), wanted + len(marked)
        mistakes += _actor_mistakes(report, found, matched)
    return [f1(_ACTORS, right, made, wanted, reach=0.92), share("of matched actors: type", kinds, right)], mistakes


def actors(report: Report) -> list[Entity]:
    """The actors of the report, as `kg table actors` lists them."""
    told = {key for key, _ in report.made.mentions}
    return [e for e in report.made.entities if e.kind in ACTOR_KINDS and e.key in told]


def _actor_fit(report: Report, gold: Row, entity: Entity) -> float:
    if not report.names.same(gold["name"], entity.key):
        return 0.0
    return 1.0 + 0.1 * (gold.get("type") == entity.kind) + 0.1 * (folded(gold["name"]) == folded(entity.label))


def _actor_mistakes(report: Report, found: Sequence[Entity], matched: dict[int, int]) -> Iterator[Mistake]:
    for n, gold in enumerate(report.marked["actors"]):
        if n not in matched:
            yield Mistake(_ACTORS, "miss", str(gold.get("type")), report.id, gold["name"])
    for n, entity in enumerate(found):
        if n not in matched.values():
            origin = "authority" if entity.authority else "text"
            yield Mistake(_ACTORS, "extra", f"{entity.kind} ({origin})", report.id, entity.label)


def score_meetings(reports: Sequence[Report]) -> Outcome:
    """Meetings by status, date or place, and participants."""
    right = made = wanted = 0
    mistakes: list[Mistake] = []
    for report in reports:
        marked, found = report.marked["meetings"], report.made.meetings
        matched = pair(marked, found, lambda g, m: meeting_fit(report, g, m))  # noqa: B023
        right, made, wanted = right + len(matched), made + len(found), wanted + len(marked)
        mistakes += _meeting_mistakes(report, matched)
    return [f1(_MEETINGS, right, made, wanted, reach=0.70)], mistakes


def meeting_fit(report: Report, gold: Row, meeting: Meeting) -> float:
    """0 unless the meeting is the one marked."""
    if _meeting_faults(report, gold, meeting):
        return 0.0
    return 1.0 + 0.1 * holds(meeting, gold)


def _meeting_faults(report: Report, gold: Row, meeting: Meeting) -> list[str]:
    """What keeps a meeting from being the one marked."""
    faults = []
    if meeting.status != gold["status"]:
        faults.append(f"status {gold['status']} as {meeting.status}")
    if not (_same_day(gold, meeting) or _same_place(report, gold, meeting) or not _located(gold)):
        faults.append("date and place")
    if not report.names.agree(gold["participants"], meeting.participants):
        faults.append("participants")
    return faults


def _located(gold: Row) -> bool:
    return any(gold.get(name) for name in ("date", "place", "venue"))


def _same_day(gold: Row, meeting: Meeting) -> bool:
    return bool(gold.get("date")) and meeting.date is not None and meeting.date.stated == gold["date"]


def _same_place(report: Report, gold: Row, meeting: Meeting) -> bool:
    labels = [report.names.label(key) for key in (meeting.place, meeting.venue) if key]
    found = {folded(name) for name in (*labels, meeting.country or "") if name}
    return any(folded(gold[name]) in found for name in ("place", "venue") if gold.get(name))


def _meeting_mistakes(report: Report, matched: dict[int, int]) -> Iterator[Mistake]:
    label = report.names.label
    for n, gold in enumerate(report.marked["meetings"]):
        if n not in matched:
            words = f"{gold['status']} {gold.get('date')} {gold.get('place')} {gold['participants']} {gold['anchor']!r}"
            yield Mistake(_MEETINGS, "miss", _why_missed(report, gold), report.id, words)
    for n, meeting in enumerate(report.made.meetings):
        if n not in matched.values():
            date = meeting.date.start if meeting.date else None
            words = f"{meeting.status} {date} {meeting.label} {[label(k) for k in meeting.participants]}"
            yield Mistake(_MEETINGS, "extra", meeting.status, report.id, words)


def _why_missed(report: Report, gold: Row) -> str:
    """The faults of the meeting that comes nearest, by its sentence or by its faults."""
    candidates = sorted(
        (not holds(m, gold), len(faults), " and ".join(faults))
        for m in report.made.meetings if (faults := _meeting_faults(report, gold, m))
    )  # fmt: skip
    if not candidates:
        return "no meeting"
    elsewhere, _, wrong = candidates[0]
    return ("told elsewhere: " if elsewhere else "") + wrong


def score_statements(reports: Sequence[Report]) -> Outcome:
    """Statements by sentence and speaker."""
    right = made = wanted = direct = 0
    mistakes: list[Mistake] = []
    for report in reports:
        marked, found = report.marked["statements"], report.made.statements
        matched = pair(marked, found, lambda g, s: statement_fit(report, g, s))  # noqa: B023
        direct += sum(marked[g].get("direct") == found[s].direct for g, s in matched.items())
        right, made, wanted = right + len(matched), made + len(found), wanted + len(marked)
        mistakes += _statement_mistakes(report, matched)
    measures = [f1(_STATEMENTS, right, made, wanted, reach=0.82), share("of matched statements: direct", direct, right)]
    return measures, mistakes


def statement_fit(report: Report, gold: Row, statement: Statement) -> float:
    """0 unless sentence and speaker are those marked."""
    if not (holds(statement, gold) and report.names.same(gold["speaker"], statement.speaker)):
        return 0.0
    return 1.0 + 0.1 * (gold.get("direct") == statement.direct)


def _statement_mistakes(report: Report, matched: dict[int, int]) -> Iterator[Mistake]:
    for n, gold in enumerate(report.marked["statements"]):
        if n not in matched:
            near = any(holds(s, gold) for s in report.made.statements)
            why = "another speaker" if near else "no statement in the sentence"
            yield Mistake(_STATEMENTS, "miss", why, report.id, f"{gold['speaker']} {gold['anchor']!r}")
    for n, s in enumerate(report.made.statements):
        if n not in matched.values():
            near = any(holds(s, g) for g in report.marked["statements"])
            why = "another speaker" if near else "nothing marked in the sentence"
            words = f"{report.names.label(s.speaker)} {s.cue}: {' '.join(s.evidence[0].text.split())[:120]!r}"
            yield Mistake(_STATEMENTS, "extra", why, report.id, words)
