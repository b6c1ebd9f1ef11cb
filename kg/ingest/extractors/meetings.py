"""Meetings: what the sentences of an article tell of one meeting becomes one meeting with all its participants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.tellings import from_drafts, from_nouns
from kg.ingest.extractors.told import AHEAD, Gathered, Told
from kg.ingest.model import DateValue

_TALKING = frozenset({"discuss", "talk", "speak", "confer", "consult"})  # verbs that tell of any kind of meeting


def gather(c: Context, drafts: Sequence[Draft]) -> list[Gathered]:
    """All meetings of the article, each with what was told of it, in text order."""
    told = sorted([*from_drafts(c, drafts), *from_nouns(c, drafts)], key=lambda t: t.at)
    meetings: list[Gathered] = []
    for telling in told:
        home = _home(c, telling, meetings)
        if home is None:
            if telling.definite and meetings and not _specific(telling):
                continue
            home = Gathered()
            meetings.append(home)
        home.tellings.append(telling)
    return [m for m in meetings if _worth_keeping(m)]


def told_events(c: Context, gathered: Sequence[Gathered]) -> list[tuple[Told, tuple[str, ...]]]:
    """Tellings that are events by themselves, with who takes part: "negotiations in X", "a new round on Monday"."""
    found = []
    for meeting in gathered:
        people = meeting.merged("participants")
        for t in meeting.tellings:
            noun = c.reading.analysis.tokens[t.at].pos == "NOUN"
            agents = t.participants if len(t.participants) > 1 else people or c.slots.parties
            told = t.date or t.place or t.venue or t.round or len(t.participants) > 1
            if noun and not t.events and told and len(agents) > 1:
                found.append((t, agents))
    return found


def _home(c: Context, t: Told, meetings: Sequence[Gathered]) -> Gathered | None:
    """The meeting that a telling belongs to: the last one that it does not contradict and shares enough with."""
    fitting = [m for m in reversed(meetings) if _compatible(c, t, m)]
    for m in fitting:
        if _shares(t, m):
            return m
    if t.definite or not _specific(t):
        held = [m for m in fitting if t.status != "held" or m.status in ("held", "ongoing", "planned")]
        return held[0] if held else None
    return None


def _compatible(c: Context, t: Told, m: Gathered) -> bool:
    """Whether nothing that a telling says contradicts what is known of a meeting."""
    round_, date = m.first("round"), m.first("date")
    if not _kinds_agree(t, m) or (t.round and round_ and t.round != round_):
        return False
    if t.date and isinstance(date, DateValue) and not _overlap(t.date, date):
        return False
    venue = m.first("venue")
    if _conflict(c, t.place, m.first("place")) or (t.venue and venue and t.venue != venue):
        return False
    if (t.status in AHEAD) != (m.status in AHEAD):
        return not _specific(t) and t.definite and m.status in AHEAD
    return not (t.participants and m.merged("participants") and (_strangers(c, t, m) or _other_people(c, t, m)))


def _other_people(c: Context, t: Told, m: Gathered) -> bool:
    """Whether leaders by name stand against others: a meeting of two presidents is not the round of their envoys."""
    entities = c.reading.entities
    told = {k for k in t.participants if entities[k].kind == "person"}
    known = {k for k in m.merged("participants") if entities[k].kind in ("person", "delegation")}
    return len(told) > 1 and len(told) == len(t.participants) and bool(known) and not told & known


def _kinds_agree(t: Told, m: Gathered) -> bool:
    """A summit is told as summit or meeting, never as talks or a round; a call as call or conversation."""
    if t.kind == m.kind or (t.noun in _TALKING and m.kind == "call"):
        return True
    return t.definite and t.noun in ("meeting", "conversation") and not t.round


def _conflict(c: Context, a: str | None, b: object) -> bool:
    """Two places conflict unless one lies in the other."""
    if a is None or b is None or a == b:
        return False
    entities = c.reading.entities
    return entities[a].within != b and entities[str(b)].within != a


def _overlap(a: DateValue, b: DateValue) -> bool:
    """Whether two dates of any precision can be the same meeting's."""
    first, second = (a.start, a.end or a.start), (b.start, b.end or b.start)
    n = min(len(first[0]), len(second[0]))
    return first[0][:n] <= second[1][:n] and second[0][:n] <= first[1][:n]


def _strangers(c: Context, t: Told, m: Gathered) -> bool:
    """Whether none of the participants, nor their sides, are at both."""
    return not (_sides(c, t.participants) & _sides(c, m.merged("participants")))


def _sides(c: Context, keys: Iterable[str]) -> set[str]:
    entities = c.reading.entities
    return {k for key in keys for k in (key, entities[key].side) if k}


def _shares(t: Told, m: Gathered) -> bool:
    if t.round and t.round == m.first("round"):
        return True
    if t.venue and t.venue == m.first("venue"):
        return True
    same_place = t.place is not None and t.place == m.first("place")
    same_date = t.date is not None and m.first("date") is not None
    same_people = bool(set(t.participants) & set(m.merged("participants")))
    return same_place or (same_people and (same_date or not _specific(t) or t.date is None))


def _specific(t: Told) -> bool:
    return bool(t.participants or t.date or t.place or t.venue or t.round)


def _worth_keeping(m: Gathered) -> bool:
    """A meeting of which the text says who or where or when."""
    if len(m.merged("participants")) > 1 or m.first("round") or m.merged("mediators"):
        return True
    return bool(m.first("place") or m.first("venue") or m.first("date"))
