"""Whereabouts: where a meeting was, when its own words do not say: where its people had arrived, or are said to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.told import Gathered, Told

_ARRIVING = frozenset({"arrive", "travel", "fly", "land", "visit", "return", "come", "go", "head"})
_INTO = ("in", "at", "to", "for")
_REACH = 8  # sentences after which a journey no longer tells where one is
_LEAD = 3  # sentences that tell the news of the day
_PLANS = ("proposed", "postponed", "cancelled", "denied")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came where: `at` is the verb or noun that tells it."""

    at: int
    sentence: int
    keys: frozenset[str]
    place: str


def arrivals(c: Context) -> list[Arrival]:
    """All arrivals that the article tells, in text order."""
    a, r = c.reading.analysis, c.reading
    found = []
    for token in a.tokens:
        verb = syntax.is_verb(token) and token.lemma.lower() in _ARRIVING
        arriving = token.pos == "NOUN" and token.lemma.lower() in ("arrival", "visit", "trip")
        if not (verb or arriving) or not (place := _reached(c, token.i)):
            continue
        who = syntax.subjects(a, token.i if verb else syntax.clause_of(a, token.i))
        keys = frozenset(k for s in who for k in r.actors(s))
        if keys and not _unreal(c, token.i):
            found.append(Arrival(token.i, token.sentence, keys, place))
    return found


def _unreal(c: Context, i: int) -> bool:
    """Whether nobody has gone yet: will travel, plans to visit, did not go."""
    a = c.reading.analysis
    auxiliaries = syntax.auxiliaries(a, i)
    return syntax.is_negated(a, i) or any(w in auxiliaries for w in ("will", "would", "could", "may", "might", "to"))


def _reached(c: Context, i: int) -> str | None:
    """The town that the verb or noun of arriving leads to."""
    a, r = c.reading.analysis, c.reading
    found = syntax.prepositions(a, i)
    words = [*(x for name in _INTO for x in found.get(name, [])), *syntax.kids(a, i, "advmod")]
    words += syntax.objects(a, i) if a.tokens[i].lemma == "visit" else []
    return next((key for x in words if (key := r.place(x)) and r.entities[key].kind == "place"), None)


def find(c: Context, m: Gathered, seen: Sequence[Arrival]) -> str | None:
    """The place of a meeting of which no telling gives one."""
    if m.status in _PLANS:
        return None
    for t in m.tellings:
        if m.status in ("held", "ongoing") and (beside := next(_beside(c, t), None)):
            return beside
        if t.participants and (place := _arrived(t, seen)):
            return place
    return None


def of_report(c: Context, m: Gathered) -> str | None:
    """The place of the dateline, for a meeting of the day or the lead, unless a party is at home there."""
    if c.here is None or m.status not in ("held", "ongoing") or not _of_the_day(c, m):
        return None
    e = c.reading.entities
    at_home = {k for p in c.slots.parties or m.people for k in (p, e[p].side)}
    return None if e[c.here].within in at_home else c.here


def _of_the_day(c: Context, m: Gathered) -> bool:
    anchor, told = c.clock.anchor, [t.date for t in m.tellings if t.date]
    if not told:
        return m.tellings[0].sentence < _LEAD
    return anchor is not None and any(d.start <= anchor.start <= (d.end or d.start) for d in told)


def _arrived(t: Told, seen: Sequence[Arrival]) -> str | None:
    near = [x for x in seen if x.at < t.at and t.sentence - x.sentence <= _REACH and x.keys & set(t.participants)]
    return near[-1].place if near else None


def _beside(c: Context, t: Told) -> Iterator[str]:
    """Towns that the sentence names before it tells of the meeting: "the king, on holiday in X, met the envoy"."""
    a, r = c.reading.analysis, c.reading
    for i in range(a.sentences[t.sentence].first, t.at):
        preposition = a.tokens[a.tokens[i].head]
        key = r.place(i) if a.tokens[i].dep == "pobj" else None
        if not key or r.entities[key].kind != "place":
            continue
        holder = a.tokens[preposition.head].lemma.lower()
        if preposition.lower_is("in", "at") and holder not in r.frames.cues and not _elsewhere(c, i, t.at):
            yield key


def _elsewhere(c: Context, i: int, at: int) -> bool:
    """Whether the town belongs to another event of the sentence than the meeting."""
    a = c.reading.analysis
    verb = syntax.clause_of(a, i)
    above = [at, *syntax.ancestors(a, at)]
    if verb in above and any(a.tokens[x].lower_is("before", "ahead", "prior") for x in above[: above.index(verb)]):
        return True  # was in X before the talks
    return a.tokens[verb].dep not in ("advcl", "acl") and verb not in above
