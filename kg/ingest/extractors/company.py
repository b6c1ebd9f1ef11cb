"""Company: whether two tellings of a meeting name the same people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.told import Gathered, Told

_LEAD = 3  # sentences that tell the news of the day


def of_lead(c: Context, t: Told, m: Gathered) -> bool:
    """We had four hours of talks today: one party tells of the meeting of which the lead did not say whose it was."""
    near = t.sentence < _LEAD and t.sentence - m.tellings[-1].sentence <= 1
    alike = near or (t.status == m.status and not m.first("round") and not m.date)
    sides = _states(c, _sides(c, t.participants))
    return alike and bool(sides) and sides <= set(c.slots.parties) and not m.people


def same(c: Context, told: Sequence[str], m: Gathered) -> bool:
    """Whether two lists of participants are of one meeting: a person in both, both sides, or the one side that is told.

    Where the meeting so far has nobody, those who are told are its participants.
    """
    known = m.merged("participants")
    if not told or set(told) & set(known):
        return bool(told)
    sides, others = _sides(c, told), _sides(c, known)
    if not known:
        if m.first("round") and len(c.slots.parties) == 2 and not _states(c, sides) <= set(c.slots.parties):
            return False  # a visit beside the round
        return len(_states(c, sides)) > 1 and (not c.slots.parties or bool(sides & set(c.slots.parties)))
    return (len(_states(c, sides)) > 1 and sides & others != set()) or (len(told) == 1 and bool(sides & others))


def other(c: Context, t: Told, x: Told) -> bool:
    """his talks with the envoy, who met both sides: one sentence names several for each, and not the same."""
    if min(len(t.participants), len(x.participants)) < 2:
        return False
    told, known = _sides(c, t.participants), _sides(c, x.participants)
    return not (told <= known or known <= told)


def rivals(c: Context, t: Told, m: Gathered) -> bool:
    """Whether two tell of different company: nobody is at both, or each has persons or sides that the other lacks."""
    told, known = t.participants, m.merged("participants")
    sides, others = _sides(c, told), _sides(c, known)
    if not sides & others:
        return True
    persons, more = ({k for k in keys if c.reading.entities[k].kind == "person"} for keys in (told, known))
    pairs = ((persons, more), (_states(c, sides), _states(c, others)))
    return any(min(len(x), len(y)) > 1 and not (x <= y or y <= x) for x, y in pairs)


def _sides(c: Context, keys: Iterable[str]) -> set[str]:
    entities = c.reading.entities
    return {k for key in keys for k in (key, entities[key].side) if k}


def _states(c: Context, keys: set[str]) -> set[str]:
    entities = c.reading.entities
    return {k for k in keys if k in entities and entities[k].kind in ("state", "armed_group")}
