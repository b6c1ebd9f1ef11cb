"""Meetings: what the sentences of an article tell of one meeting becomes one meeting with all its participants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from kg.ingest.extractors import company, outlook, whereabouts
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.tellings import tell
from kg.ingest.extractors.told import AHEAD, Gathered, Told
from kg.ingest.model import DateValue

_OF_PARTIES = frozenset("talk talks negotiation negotiations round dialogue consultation discussion".split())
_LEAD = 3  # sentences that tell the news of the day
_SINGLE = frozenset({"summit", "conference", "ceremony"})


def gather(c: Context, drafts: Sequence[Draft]) -> list[Gathered]:
    """All meetings of the article, each with what was told of it, in text order."""
    meetings: list[Gathered] = []
    for telling in tell(c, drafts):
        home = _home(c, telling, meetings)
        if home is None:
            if (telling.definite and meetings and not (_specific(telling) or telling.turn == "new")) or telling.many:
                c.drops["meeting word that fits no meeting told"] += 1
                continue
            home = Gathered()
            meetings.append(home)
        home.tellings.append(telling)
    kept = [m for m in meetings if _worth_keeping(c, m)]
    journeys = whereabouts.arrivals(c)
    for m in kept:
        _fill_place(c, m, journeys)
        _leave_out(c, m)
        _fill_parties(c, m)
    known = [m for m in kept if m.status != "proposed" or len(m.people) > 1 or _offered(m)]
    c.drops["meeting of which too little is told"] += len(meetings) - len(known)
    return known


def told_events(c: Context, gathered: Sequence[Gathered]) -> list[tuple[Told, tuple[str, ...]]]:
    """Tellings that are events by themselves, with who takes part: "negotiations in X", "a new round on Monday"."""
    found = []
    for meeting in gathered:
        for t in meeting.tellings:
            noun = c.reading.analysis.tokens[t.at].pos == "NOUN"
            agents = t.participants
            told = t.date or t.place or t.venue or t.round or len(t.participants) > 1
            if noun and not t.events and told and (len(agents) > 1 or not agents):
                found.append((t, agents))
    return found


# which telling is of which meeting


def _home(c: Context, t: Told, meetings: Sequence[Gathered]) -> Gathered | None:
    """The meeting that a telling belongs to: the last one that it does not contradict and shares enough with."""
    if t.word is not None and (same := [m for m in meetings if any(x.word == t.word for x in m.tellings)]):
        return same[0]  # talks that begin on Monday and go on until Friday
    fitting = [m for m in reversed(meetings) if _compatible(c, t, m)]
    for m in fitting:
        if _shares(c, t, m):
            return m
    if t.form and (t.definite or not _specific(t)) and (formed := [m for m in fitting if m.form == t.form]):
        return formed[0]
    if t.definite and t.describes and fitting:
        return next((m for m in fitting if not _long_past(c, m)), fitting[0])
    if t.definite or not (t.participants or t.place or t.venue or t.round):
        open_ = [m for m in fitting if t.date is None or m.date is None or t.definite]
        open_.sort(key=lambda m: (m.turn == "past" != t.turn, t.status in AHEAD and m.status not in AHEAD))
        return open_[0] if open_ and not (t.date and t.noun in _SINGLE and not t.definite) else None
    return None


def _long_past(c: Context, m: Gathered) -> bool:
    """Whether the meeting lies in a month before the article's."""
    anchor = c.clock.anchor
    return anchor is not None and m.date is not None and (m.date.end or m.date.start)[:7] < anchor.start[:7]


def _compatible(c: Context, t: Told, m: Gathered) -> bool:
    """Whether nothing that a telling says contradicts what is known of a meeting."""
    round_, venue, form = m.first("round"), m.first("venue"), m.form
    if m.tellings[-1].sentence == t.sentence and outlook.apart(c.reading.analysis, m.tellings[-1].at, t.at):
        return False
    if not _kinds_agree(t, m) or (t.round and round_ and t.round != round_) or (t.form and form and t.form != form):
        return False
    if t.turn == "new" and not t.definite and m.turn != "new" and not (t.date or t.place or t.round):
        return False  # a new one
    if t.turn == "past" and not t.definite and t.date and m.date is None and m.turn != "past":
        return False  # "Earlier talks, in March 2022, ...": others than those in the news
    if (t.turn and m.turn and t.turn != m.turn) or (t.round and not round_ and not _may_be_round(t, m)):
        return False
    if t.date and m.date and not _overlap(t.date, m.date) and not _next_day(t, m):
        return False
    if _conflict(c, t.place, m.first("place")) or (t.venue and venue and t.venue != venue):
        return False
    if not _stages_agree(t, m):
        return False
    if t.describes:
        return True
    if any(x.sentence == t.sentence and company.other(c, t, x) for x in m.tellings):
        return False
    return not (t.participants and m.merged("participants") and company.rivals(c, t, m))


def _may_be_round(t: Told, m: Gathered) -> bool:
    """Whether a numbered round can be the meeting, of which no number is told: talks that have come as far."""
    return (t.status in AHEAD) == (m.status in AHEAD) and (
        m.turn == "new" or any(x.noun in _OF_PARTIES for x in m.tellings)
    )


def _stages_agree(t: Told, m: Gathered) -> bool:
    """What lies ahead is not what was held, unless nothing but "the meeting" is said of it."""
    if t.status == "denied" or m.status == "denied":
        return t.status == m.status
    if not t.sure or not any(x.sure for x in m.tellings):
        return True
    if (t.status in AHEAD) == (m.status in AHEAD) or (t.round and t.round == m.first("round")):
        return True
    if t.turn == "new" and t.status in AHEAD:
        return False
    if t.definite and t.date and m.date and not t.events and t.noun not in _SINGLE:
        return True  # this week's talks
    tells = t.sure and t.status not in AHEAD
    return not _specific(t) and not tells and (t.definite or t.status == "proposed")


def _kinds_agree(t: Told, m: Gathered) -> bool:
    """A summit is told as summit or meeting, never as talks or a round; a call as call or conversation, and nowhere."""
    if t.kind == "call" and m.kind != "call" and any(x.place or x.venue for x in m.tellings):
        return False
    if all(x.spoke for x in m.tellings) and not t.spoke:
        placed = bool(t.place or t.venue)
        return t.kind != "summit" and not (placed and m.kind == "call") and bool(t.definite or t.participants)
    if t.kind == m.kind or t.spoke:
        return True
    if m.kind == "call":
        return t.definite and t.noun == "conversation"
    if t.kind == "ceremony" or m.kind == "ceremony":
        return True
    return t.definite and t.noun in ("meeting", "conversation") and not t.round


def _conflict(c: Context, a: str | None, b: object) -> bool:
    """Two places conflict unless one lies in the other."""
    if a is None or b is None or a == b:
        return False
    return b not in _around(c, a) and a not in _around(c, str(b))


def _around(c: Context, place: str) -> set[str]:
    """All that a place lies within."""
    entities, found = c.reading.entities, set[str]()
    inner = entities[place].within
    while inner and inner not in found:
        found.add(inner)
        inner = entities[inner].within if inner in entities else None
    return found


def _overlap(a: DateValue, b: DateValue) -> bool:
    """Whether two dates of any precision can be the same meeting's."""
    first, second = (a.start, a.end or a.start), (b.start, b.end or b.start)
    n = min(len(first[0]), len(second[0]))
    return first[0][:n] <= second[1][:n] and second[0][:n] <= first[1][:n]


def _next_day(t: Told, m: Gathered) -> bool:
    """Whether it tells of another day of the same talks: "the talks went on on Tuesday"."""
    if not t.definite or t.noun not in _OF_PARTIES or t.round or t.participants or t.place or m.kind != "meeting":
        return False
    if t.date is None or m.date is None or {t.date.precision, m.date.precision} != {"day"}:
        return False
    there = t.status in ("held", "ongoing") and m.status in ("held", "ongoing")
    first, last = m.date.start, t.date.start
    return there and abs((date.fromisoformat(last) - date.fromisoformat(first)).days) == 1


def _shares(c: Context, t: Told, m: Gathered) -> bool:
    if (t.round and t.round == m.first("round")) or (t.venue and t.venue == m.first("venue")):
        return True
    same_place = t.place is not None and t.place == m.first("place")
    same_date = t.date is not None and m.date is not None
    same_people = company.same(c, t.participants, m) or company.of_lead(c, t, m)
    if t.round and m.turn == "new" and t.status in AHEAD:
        return True
    return same_place or (same_people and (same_date or t.date is None or m.date is None))


def _specific(t: Told) -> bool:
    return bool(t.participants or t.date or t.place or t.venue or t.round)


# what is left


def _fill_parties(c: Context, m: Gathered) -> None:
    """Talks of which no sentence says whose they are, are those of the two parties of the article."""
    known, parties = m.merged("participants"), c.slots.parties
    ofthem = any(t.noun in _OF_PARTIES for t in m.tellings)
    if len(parties) != 2 or not ofthem or len(known) > 1 or (known and not set(known) & _with_persons(c, parties)):
        return
    m.assumed = parties


def _leave_out(c: Context, m: Gathered) -> None:
    """Where two persons are first said to meet, their states and nameless officials told later are not there too."""
    entities = c.reading.entities
    first = next((t.participants for t in m.tellings if len(t.participants) > 1), ())
    if not first or any(entities[k].kind != "person" for k in first):
        return
    absent = {entities[k].side for k in first} | {k for k in m.merged("participants") if entities[k].kind == "unnamed"}
    for i, t in enumerate(m.tellings):
        if absent & {*t.participants}:
            m.tellings[i] = replace(t, participants=tuple(k for k in t.participants if k not in absent))


def _fill_place(c: Context, m: Gathered, journeys: Sequence[whereabouts.Arrival]) -> None:
    if m.first("place") is None and m.first("venue") is None and m.kind != "call":
        place = whereabouts.find(c, m, journeys) or whereabouts.of_report(c, m)
        m.tellings[0] = replace(m.tellings[0], place=place)


def _with_persons(c: Context, parties: Iterable[str]) -> set[str]:
    wanted = set(parties)
    return {k for k, e in c.reading.entities.items() if k in wanted or e.side in wanted}


def _worth_keeping(c: Context, m: Gathered) -> bool:
    """A meeting of which the text says who takes part, or where and when; a wish for talks in general is none."""
    if m.status == "denied" or (m.kind == "call" and _in_passing(m)):
        return False
    people = m.merged("participants")
    located = bool(m.first("place") or m.first("venue") or m.first("round"))
    there = m.status in ("held", "ongoing")
    if there and not located and m.date is None and (not people or _in_passing(m)):
        return False
    if len(people) > 1:
        return True
    named = bool(people) and c.reading.entities[people[0]].kind in ("organization", "person", "delegation")
    if located or m.merged("mediators") or (named and m.date is not None):
        return True
    again = m.turn == "new" and m.status == "planned" and len(c.slots.parties) == 2
    told = again or m.tellings[0].sentence < _LEAD or m.date is not None or m.status == "proposed"
    return told and any(t.noun in _OF_PARTIES for t in m.tellings)


def _offered(m: Gathered) -> bool:
    """Whether one side is said to be ready for talks, or to want them."""
    return bool(m.people) and any(t.events and t.phase == "begin" and t.noun in _OF_PARTIES for t in m.tellings)


def _in_passing(m: Gathered) -> bool:
    """Whether people only spoke, and that is not what the article begins with: a call is an event, no meeting."""
    return m.tellings[0].sentence > 0 and (m.kind == "call" or all(t.spoke for t in m.tellings))
