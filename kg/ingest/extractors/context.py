"""Context: what a sentence leaves to the article, such as the day, the other party, or what the talks are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.ingest import syntax
from kg.ingest.extractors import issues, sides
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.meetings import told_events
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.extractors.told import Gathered, Told
from kg.ingest.frames import Act
from kg.ingest.model import DateValue

_ABOUT_ITSELF = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})  # types whose acts are not about the talks
_TABLED = frozenset({"proposal", "demand", "agreement", "document"})  # noun classes of what is on the table
_TABLING = frozenset({"propose", "demand", "urge", "promise", "agree", "sign", "hand_over_document"})
_NEWS = 7  # days between what happened and a report that has it as news
_LEAD = 3  # sentences that tell the news of the day


def complete(c: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with agents, target and issue taken from the article where their sentence gives none."""
    done: list[Draft] = []
    told = {d.at: d for d in drafts}
    for d in drafts:
        done.append(_with_issue(c, sides.complete(c, d, done, told), done))
    return done


def news_day(c: Context, drafts: Sequence[Draft]) -> DateValue | None:
    """The day of the news: the first day that the lead gives for something that happened, else the dateline's."""
    for d in drafts:
        early = c.reading.analysis.tokens[d.at].sentence < _LEAD
        if early and d.date and d.factuality == "asserted" and _is_news(c, d.date):
            return d.date
    return c.clock.anchor if c.clock.anchor and c.clock.anchor.precision == "day" else None


def _is_news(c: Context, value: DateValue) -> bool:
    """Whether a day is so near to the report's own that it can be the day of its news."""
    anchor = c.clock.anchor
    if value.precision != "day" or value.end:
        return False
    if anchor is None or anchor.precision != "day":
        return True
    return abs((date.fromisoformat(anchor.start) - date.fromisoformat(value.start)).days) <= _NEWS


def meeting_events(c: Context, gathered: Sequence[Gathered], drafts: Sequence[Draft]) -> list[Draft]:
    """Events that a meeting noun tells without a predicate of its own, unless its sentence tells the act already."""
    sentences = {(c.reading.analysis.tokens[d.at].sentence, d.type) for d in drafts}
    left = {t for d in drafts if d.act in ("break_off", "suspend", "refuse", "reject") for t in d.content}
    found = []
    for told, agents in told_events(c, gathered):
        ahead = told.status in ("planned", "proposed")
        act = c.reading.frames.acts["plan_meeting" if ahead else "meet"]
        if (told.sentence, act.type) in sentences or told.at in left or told.status in ("cancelled", "postponed"):
            continue
        sentences.add((told.sentence, act.type))
        found.append(_meeting_event(c, told, agents, act))
    return found


def _meeting_event(c: Context, t: Told, agents: tuple[str, ...], act: Act) -> Draft:
    status = {"planned": "planned", "proposed": "possible", "denied": "negated"}.get(t.status, "asserted")
    noun = Predicate(t.at, act.name, f"meeting:{t.noun}", t.at, (), (), (t.at,))
    content = frozenset(syntax.subtree(c.reading.analysis, t.at))
    about = issues.distinct(issues.find(c.reading.analysis, c.reading.frames, content))
    return Draft(
        t.at, act.name, act.type, noun.rule, status, agents or sides.together(c, t.at), (), about or c.topics,
        c.speaker_of(t.at), t.date, None, t.place, t.venue, noun, content, (act.type,),
    )  # fmt: skip


def settle(c: Context, gathered: Sequence[Gathered], day: DateValue | None) -> None:
    """Give the meeting that the lead tells as news the day of the news, when no sentence dates it."""
    for meeting in gathered:
        first = meeting.tellings[0]
        untimed = meeting.date is None and meeting.first("round") in (None, first.round)
        if untimed and meeting.status in ("held", "ongoing") and first.sentence < _LEAD and day is not None:
            meeting.tellings[0] = replace(first, date=day)
            return


def _with_issue(c: Context, d: Draft, before: Sequence[Draft]) -> Draft:
    """The issue of what an answer answers, else what the article is about; violence is about itself."""
    if d.issues:
        return d
    if answered := _answered(c, d, before):
        return replace(d, issues=answered)
    return replace(d, issues=("other",) if d.type in _ABOUT_ITSELF or not c.topics else c.topics)


def _answered(c: Context, d: Draft, before: Sequence[Draft]) -> tuple[str, ...]:
    """The issue of the last proposal before an act upon "the offer", "it": who rejects it rejects what it is about."""
    a = c.reading.analysis
    objects = syntax.objects(a, d.at) + [n for nouns in syntax.prepositions(a, d.at).values() for n in nouns]
    referring = any(a.tokens[o].lower_is("it", "that", "them") or c.reading.noun_classes(o) & _TABLED for o in objects)
    if not referring:
        return ()
    return next((e.issues for e in reversed(before) if e.act in _TABLING and e.issues and e.at < d.at), ())
