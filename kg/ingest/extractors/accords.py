"""Accords: the agreements of an article, each with all that tells of it.

An article tells of one agreement in several sentences; the tellings that can be of one are one accord, with the status
that the article reports furthest along `agreed.ORDER`, as far as it says so itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.ingest.extractors import agreed, outcomes
from kg.ingest.extractors.agreed import ORDER, Telling
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.model import DateValue


@dataclass
class Accord:
    """An agreement with all that tells it; the first telling is the one that says most."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def parties(self) -> tuple[str, ...]:
        return max((t.parties for t in self.tellings), key=len)

    @property
    def issues(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(i for t in self.tellings for i in t.issues))

    @property
    def date(self) -> DateValue | None:
        return next((t.date for t in self.tellings if t.date), None)

    @property
    def last(self) -> Telling:
        """The telling that gives the status: the furthest along that the article itself reports, if any."""
        told = [t for t in self.tellings if not t.attributed_to] or self.tellings
        furthest = max(told, key=lambda t: ORDER.index(t.status))
        claimed = max(self.tellings, key=lambda t: ORDER.index(t.status))
        return claimed if furthest.status in outcomes.MADE and claimed.status == "broken" else furthest


def gather(c: Context, drafts: Sequence[Draft]) -> list[Accord]:
    """The agreements of the article in the order in which they are first told."""
    found: list[Accord] = []
    for t in agreed.find(c, drafts):
        accord = next((x for x in reversed(found) if _same(c, x, t)), None)
        if accord is not None:
            accord.tellings.append(t)
        elif _stands_alone(c, t):
            found.append(Accord([_completed(c, t)]))
        else:
            c.drops["agreement that does not say on what"] += 1
    return found


# one agreement told often


def _same(c: Context, known: Accord, t: Telling) -> bool:
    """Whether a telling can be of an agreement that was told before."""
    mine, theirs = set(known.parties), set(t.parties)
    if len(mine) > 1 and len(theirs) > 1 and len(mine & theirs) < 2:
        return False
    if theirs and mine and not mine & theirs:
        return False
    if _other_day(known.date, t.date) or _other_name(c, known, t):
        return False
    if t.known:
        return _refers(c, known, t)
    about = bool(known.issues) and known.issues[:1] == t.issues[:1]
    return mine == theirs and (about or _one_deal(c, known, t))


def _one_deal(c: Context, known: Accord, t: Telling) -> bool:
    """A deal told again, as of the same days or without a word on what it is about."""
    nouns = [x.noun for x in known.tellings if x.noun is not None]
    if t.noun is None or not nouns or not ((known.date and t.date) or not t.issues):
        return False
    return outcomes.is_ceasefire(c, t.noun) in {outcomes.is_ceasefire(c, n) for n in nouns} or not t.issues


def _other_day(one: DateValue | None, other: DateValue | None) -> bool:
    if one is None or other is None:
        return False
    shorter = min(len(one.start), len(other.start), _width(one), _width(other))
    return one.start[:shorter] != other.start[:shorter]


def _width(date: DateValue) -> int:
    return {"year": 4, "month": 7}.get(date.precision, 10)


def _other_name(c: Context, known: Accord, t: Telling) -> bool:
    mine = {w for x in known.tellings if x.noun is not None for w in outcomes.names(c, x.noun)}
    theirs = outcomes.names(c, t.noun) if t.noun is not None else frozenset()
    return bool(mine and theirs and not mine & theirs)


def _refers(c: Context, known: Accord, t: Telling) -> bool:
    """Whether "the truce", "the deal" means what was told before: the same kind, and no other issue of its own."""
    if t.noun is not None and outcomes.is_other(c, t.noun):
        return False
    if t.date and not known.date and all(x.noun is None for x in known.tellings):
        return False  # they agreed to talk about saving the accord of 2015
    truce = t.noun is not None and outcomes.is_ceasefire(c, t.noun)
    truces = [x.noun is not None and outcomes.is_ceasefire(c, x.noun) for x in known.tellings]
    if truce:
        return any(truces) or "ceasefire" in known.issues
    return not t.issues or not known.issues or bool(set(t.issues) & set(known.issues))


def _stands_alone(c: Context, t: Telling) -> bool:
    """Whether a telling says enough for an agreement of its own: on what, of which day or by which name."""
    if t.draft is not None:
        return True
    named = t.noun is not None and (outcomes.is_named(c, t.noun) or outcomes.is_ceasefire(c, t.noun))
    return bool(t.issues or t.date or named or not t.known)


def _completed(c: Context, t: Telling) -> Telling:
    """With the parties of the article where the words give none or one of them, and with what it is about."""
    parties = t.parties
    if len(parties) < 2 and t.draft is None:
        parties = _negotiating(c, parties) or parties
    return replace(t, parties=parties, issues=t.issues or c.topics[:1])


def _negotiating(c: Context, known: Sequence[str]) -> tuple[str, ...]:
    """The parties of the article if it tells of them together, else those whom it tells of together most often."""
    together = Counter(keys for _, sides_ in c.slots.occasions if set(known) <= set(keys := tuple(sorted(sides_))))
    if tuple(sorted(c.slots.parties)) in together:
        return c.slots.parties
    (most, times), (_, less) = [*together.most_common(2), ((), 0), ((), 0)][:2]
    return most if times > max(1, less) else ()
