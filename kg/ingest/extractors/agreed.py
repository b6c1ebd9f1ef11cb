"""What tells of an agreement: acts (they agreed to, signed) and nouns (the truce of May took effect)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors import factuality, issues, outcomes
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.model import DateValue, Quantity

ORDER = ("planned", "agreed", "signed", "in_force", "carried_out", "broken")
_AGREEING = frozenset({"agree", "sign"})
_BETWEEN = ("between", "among", "with", "involving")
_BODIES = ("state", "armed_group", "organization")
_GO_BETWEEN = frozenset(
    {"broker", "mediate", "announce", "facilitate", "extend", "secure"}
)  # their subject is no party
_BASES = frozenset({"under", "per"})  # under the agreement of March


@dataclass(frozen=True)
class Telling:
    """One place that tells of an agreement. `known`: it speaks of one that is there already (the truce)."""

    at: int
    noun: int | None
    status: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    attributed_to: str | None
    date: DateValue | None
    quantity: Quantity | None = None
    draft: Draft | None = None
    known: bool = False


def find(c: Context, drafts: Sequence[Draft]) -> list[Telling]:
    """All that tells of agreements, in text order; what an act tells of a noun is told once."""
    acts = list(_from_drafts(c, drafts))
    nouns = [t for t in _from_nouns(c) if not any(_covers(t, d) for d in acts)]
    return sorted([*acts, *nouns], key=lambda t: t.at)


# acts


def _from_drafts(c: Context, drafts: Sequence[Draft]) -> Iterator[Telling]:
    for d in drafts:
        parties = sides(c, d.agents)
        if _is_term(c, d):
            between = parties if len(parties) > 1 else c.slots.parties
            yield Telling(d.at, None, "agreed", between, d.issues, d.attributed_to, None, _amount(c, d), d)
            continue
        if not _is_reached(c, d) or not (len(parties) > 1 or _jointly(c, d, parties)) or _idle(c, d):
            continue
        if not says_what(c, d):
            c.drops["agreement that does not say on what"] += 1
            continue
        noun = d.predicate.noun if d.predicate.noun is not None else _object(c, d.at)
        status = _status_of(c, d, noun)
        if status:
            yield Telling(d.at, noun, status, parties, d.issues, d.attributed_to, d.date, _amount(c, d), d,
                          noun is not None and status not in outcomes.MADE)  # fmt: skip


def _is_reached(c: Context, d: Draft) -> bool:
    """Whether an act is an agreement that was reached, or one to meet again."""
    if d.act == "plan_meeting":
        return c.reading.analysis.tokens[d.at].lemma == "agree" and d.factuality in ("asserted", "planned")
    return d.act in _AGREEING and d.factuality == "asserted"


def _is_term(c: Context, d: Draft) -> bool:
    """Prisoners are to be exchanged, would be exchanged: what takes two is agreed where two negotiate."""
    passive = syntax.is_verb(c.reading.analysis.tokens[d.at]) and syntax.is_passive(c.reading.analysis, d.at)
    return d.act == "exchange_prisoners" and d.factuality == "planned" and passive and len(c.slots.parties) == 2


def _jointly(c: Context, d: Draft, parties: Sequence[str]) -> bool:
    """Iran and the six powers, it and the envoy agreed: one of those who agree is not known by name."""
    a = c.reading.analysis
    if not parties or not syntax.is_verb(a.tokens[d.at]):
        return False
    who = [*syntax.subjects(a, d.at), *syntax.prepositions(a, d.at).get("with", [])]
    return len(who) > 1 and all(c.reading.is_somebody(n) for n in who)


def _idle(c: Context, d: Draft) -> bool:
    """A noun that only names some agreement: guidelines for a treaty between the parties, a joint statement."""
    a, n = c.reading.analysis, d.at
    if syntax.is_verb(a.tokens[n]) or not outcomes.is_agreement(c, n) or outcomes.is_definite(c, n):
        return False
    there = a.tokens[n].dep == "attr" and a.tokens[a.tokens[n].head].lemma == "be"
    return not there and not any(o.factuality == "asserted" for o in outcomes.find(c, n))


def _object(c: Context, v: int) -> int | None:
    """The agreement among the objects of a verb: agreed the truce, on a truce."""
    a = c.reading.analysis
    nouns = [*syntax.objects(a, v), *(n for p in ("on", "to", "upon") for n in syntax.prepositions(a, v).get(p, []))]
    return next((n for n in nouns if outcomes.is_agreement(c, n)), None)


def _status_of(c: Context, d: Draft, noun: int | None) -> str:
    """Status by the verb of an act; where a noun alone is the act, by all that its words say of it."""
    alone = not syntax.is_verb(c.reading.analysis.tokens[d.at])
    found = list(outcomes.find(c, noun)) if noun is not None else []
    told = [outcomes.standing(c, noun, o) for o in found if noun is not None and (alone or o.at == d.at)]
    if told and not alone:
        return told[0]
    return max((s for s in told if s), key=ORDER.index, default="signed" if d.act == "sign" else "agreed")


def says_what(c: Context, d: Draft) -> bool:
    """Whether the sentence itself says on what they agree: an issue, a noun such as deal, or what is to be done."""
    a, r = c.reading.analysis, c.reading
    if d.issues and issues.find(a, r.frames, d.content):
        return True
    if any(r.noun_is(t, "agreement") for t in d.content if a.tokens[t].pos == "NOUN"):
        return True
    return any(len(syntax.subtree(a, x)) > 2 for x in syntax.kids(a, d.at, "xcomp"))


def sides(c: Context, keys: Iterable[str]) -> tuple[str, ...]:
    """States, groups and bodies on whose behalf the actors are there."""
    entities = c.reading.entities
    found = (k if entities[k].kind in _BODIES else entities[k].side for k in keys)
    return tuple(dict.fromkeys(k for k in found if k))


# nouns


def _covers(other: Telling, act: Telling) -> bool:
    """Whether an act already tells what is told of the noun."""
    return other.noun == act.noun or other.at == act.at or (act.draft is not None and act.draft.at == other.noun)


def _from_nouns(c: Context) -> Iterator[Telling]:
    a = c.reading.analysis
    for token in a.tokens:
        if outcomes.is_agreement(c, token.i) and not _unreal(c, token.i):
            told = _of_outcomes(c, token.i) or _of_mention(c, token.i)
            if told is not None:
                yield told


def _unreal(c: Context, n: int) -> bool:
    """a possible deal, no truce, an agreement to be signed"""
    a = c.reading.analysis
    return syntax.has_no(a, n) or factuality.doubt(a, n) is not None


def _of_outcomes(c: Context, n: int) -> Telling | None:
    """The furthest that the words around a noun say the agreement has come."""
    told = list(outcomes.find(c, n))
    came = any(o.status in outcomes.MADE and o.factuality == "asserted" for o in told)
    found = [(o, s) for o in told if (s := outcomes.standing(c, n, o, made=came))]
    if not found or _one_sided(c, n, [o for o, _ in found]):
        return None
    o, status = max(found, key=lambda f: ORDER.index(f[1]))
    by = o.blamed_by[0] if o.blamed_by else c.speaker_of(o.at)
    made = [o for o, s in found if s in outcomes.MADE]
    return Telling(
        n, n, status, _parties(c, n, made), _issues(c, n), by, _date(c, n, made),
        _quantity(c, n), None, outcomes.is_definite(c, n) or not made,
    )  # fmt: skip


def _one_sided(c: Context, n: int, told: Sequence[outcomes.Outcome]) -> bool:
    """Russia announced a ceasefire: what one party declares alone is no agreement."""
    a = c.reading.analysis
    if outcomes.is_definite(c, n) or any(a.tokens[o.at].lemma not in ("announce", "declare") for o in told):
        return False
    by = {x for o in told for s in syntax.subjects(a, o.at) for x in sides(c, c.reading.actors(s))}
    return len(by) == 1 and not by & set(c.slots.mediators)


def _of_mention(c: Context, n: int) -> Telling | None:
    """An agreement that is only referred to, but by its day or name: the accord of March 3, the Minsk Agreements."""
    a = c.reading.analysis
    preposition = a.tokens[a.tokens[n].head]
    based = preposition.lower_is(*_BASES) and a.tokens[n].dep == "pobj"
    when = _own_date(c, n)
    if not outcomes.is_definite(c, n) or not (when or based or outcomes.is_named(c, n)):
        return None
    return Telling(n, n, "agreed", _parties(c, n, []), _issues(c, n), c.speaker_of(n), when, known=True)


def _own(c: Context, n: int) -> list[int]:
    """The words of a noun without its clauses."""
    a = c.reading.analysis
    clauses = {t for x in syntax.kids(a, n, "relcl", "appos") for t in syntax.subtree(a, x)}
    finite = {t for x in syntax.kids(a, n, "acl") if a.tokens[x].tag == "VBN" for t in syntax.subtree(a, x)}
    return [t for t in syntax.subtree(a, n) if t not in clauses | finite]


def _issues(c: Context, n: int) -> tuple[str, ...]:
    return issues.distinct(issues.find(c.reading.analysis, c.reading.frames, _own(c, n)))


def _quantity(c: Context, n: int) -> Quantity | None:
    inside = set(_own(c, n))
    return next((q.quantity for q in c.quantities if q.first in inside and q.quantity.unit), None)


def _amount(c: Context, d: Draft) -> Quantity | None:
    """The amount of an act, unless it stands in an aside: after a war that killed 43."""
    a = c.reading.analysis
    first = next((q.first for q in c.quantities if q.quantity is d.quantity), None)
    if first is None:
        return d.quantity
    above = [first, *(i for i in syntax.ancestors(a, first) if i != d.at)]
    aside = any(a.tokens[i].dep == "advcl" or a.tokens[i].lower_is("after", "before", "since", "during") for i in above)
    return None if aside else d.quantity


def _parties(c: Context, n: int, made: Sequence[outcomes.Outcome]) -> tuple[str, ...]:
    """Whose agreement it is by the words around the noun."""
    a, r = c.reading.analysis, c.reading
    keys = [k for p in _BETWEEN for m in syntax.prepositions(a, n).get(p, []) for k in r.actors(m)]
    keys += [
        k for m in syntax.kids(a, n, "poss", "amod", "compound", "nmod") if not _is_town(c, m) for k in r.actors(m)
    ]
    for o in made:
        if syntax.is_verb(a.tokens[o.at]) and a.tokens[o.at].lemma.lower() not in _GO_BETWEEN:
            keys += [k for s in syntax.subjects(a, o.at) for k in r.actors(s)]
            keys += [k for p in _BETWEEN for m in syntax.prepositions(a, o.at).get(p, []) for k in r.actors(m)]
    found = sides(c, dict.fromkeys(keys))
    return tuple(k for k in found if k not in c.slots.mediators) if len(found) != 2 else found


def _is_town(c: Context, i: int) -> bool:
    """The Geneva accord, the Kuala Lumpur accords: a town before an agreement is where it was made."""
    token, entities = c.reading.analysis.tokens[i], c.reading.entities
    states = [entities[k].label for k in c.reading.actors(i) if entities[k].kind == "state"]
    named = (
        token.dep in ("compound", "nmod")
        and token.pos == "PROPN"
        and not token.text.isupper()
        and "-" not in token.text
    )
    return i in c.reading.places or bool(named and states and not any(token.text in label for label in states))


def _date(c: Context, n: int, made: Sequence[outcomes.Outcome]) -> DateValue | None:
    """The day of the agreement: that of its own words, else when it was made."""
    return _own_date(c, n) or c.clock.at([o.at for o in made])


def _own_date(c: Context, n: int) -> DateValue | None:
    inside = set(_own(c, n))
    points = (e for e in c.clock.expressions if e.value and e.kind == "point" and e.first in inside)
    return next((value for e in points if (value := c.clock.dated(e))), None)
