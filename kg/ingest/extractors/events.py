"""Events: predicates with actors become coded events with factuality, issue, date, place and attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors import factuality, issues
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import Filler
from kg.ingest.extractors.keeping import why_dropped
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.extractors.predicates import find, idle_nouns, verb_predicate
from kg.ingest.extractors.voices import spoken
from kg.ingest.model import DateValue, Quantity

_TERMS = frozenset(
    {"release", "exchange_prisoners", "withdraw", "ceasefire_observed", "ease_sanctions", "provide_aid", "concede"}
    | {"cooperate", "suspend", "sign", "host", "hand_over_document", "deploy"}
)
_COMMITTING = frozenset({"agree", "promise", "pledge", "vow", "commit", "accept", "order", "undertake", "offer"})
_COMMITMENTS = frozenset({"promise", "agree"})  # acts of nouns: a commitment to withdraw
_OUTLINING = frozenset({"plan", "intend", "prepare", "hope", "want", "seek", "look", "aim"})
_FOR = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_AGAINST = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_OF_COMPLEMENT = re.compile(r"[( ]xcomp:\w")
_CEASEFIRE_CALL = frozenset({"urge", "demand", "propose"})


def drafts(c: Context) -> list[Draft]:
    """Event drafts in text order; predicates that make none are counted in `c.drops` by reason."""
    found: list[Draft] = []
    predicates = find(c.reading)
    absorbed = _absorbed(c, predicates)
    for predicate in predicates:
        if predicate.trigger in absorbed:
            c.drops["content of another act"] += 1
            continue
        made = _draft(c, spoken(c, predicate))
        if isinstance(made, str):
            c.drops[made] += 1
        else:
            found.append(made)
    unique = list(_unique(found))
    c.drops["retold in the same sentence"] += len(found) - len(unique)
    c.drops["event noun without its actors"] += idle_nouns(c.reading, predicates)
    return unique


def _draft(c: Context, p: Predicate) -> Draft | str:
    """The event of a predicate, or the reason why there is none."""
    status = _factuality(c, p) or _term(c, p)
    if status is None:
        return "content of another act"
    act = c.reading.frames.act_of(p.act)
    inner = _inner(c, p)
    if inner is not None and act.name != "refuse" and c.reading.analysis.tokens[p.trigger].lemma in _OUTLINING:
        return "told by its complement"
    if (
        act.name in ("promise", "threaten")
        and inner is not None
        and c.reading.frames.act_of(inner.act).type in _AGAINST
    ):
        act, p = c.reading.frames.acts["threaten"], replace(p, act="threaten", targets=p.targets or inner.targets)
    agents, targets = _keys(p.agents), _keys(p.targets)
    if why := why_dropped(c, p, act, agents, targets):
        return why
    ahead_of = status == "planned" or (status == "conditional" and c.reading.analysis.tokens[p.trigger].tag != "VBD")
    name = "plan_meeting" if act.name == "meet" and ahead_of else act.name
    if name == "plan_meeting" and status == "asserted":
        status = "planned"
    ahead = _meeting_agreed(c, p) if act.name == "agree" and status == "asserted" else None
    if ahead is not None:
        name, status, p = "plan_meeting", "planned", replace(p, noun=ahead.noun)
    content = _content(c, p)
    coded = c.reading.frames.acts.get(name, act)
    about = _issues(c, p, content, name)
    place, venue = _where(c, ahead or p)
    date = _date(c, p, status)
    if status == "asserted" and _lies_ahead(c, date):
        if factuality.has_happened(c.reading.analysis, p.trigger):
            date = None  # agreed on a truce from Friday: the day of what was agreed
        else:
            name, status = ("plan_meeting" if name == "meet" else name), "planned"
    _, kind, manual = (*p.act.split("/"), "", "")[:3]
    kind = kind or coded.type
    return Draft(
        p.trigger, name, kind, p.rule, status, agents, targets, about,
        c.speaker_of(p.trigger), date, _quantity(c, p, content), place, venue, p, content,
        _candidates(name, about, status, kind, manual),
    )  # fmt: skip


def _absorbed(c: Context, predicates: list[Predicate]) -> set[int]:
    """Infinitives and gerunds that a frame speaks of itself: stopped fighting."""
    a = c.reading.analysis
    above = (p.trigger for p in predicates if _OF_COMPLEMENT.search(p.rule))
    return {x for v in above for x in syntax.kids(a, v, "xcomp")}


def _inner(c: Context, p: Predicate) -> Predicate | None:
    """The act in the infinitive below the verb: plans to meet, vowed to destroy."""
    found = (verb_predicate(c.reading, x) for x in syntax.kids(c.reading.analysis, p.trigger, "xcomp"))
    return next((x for x in found if x is not None), None)


def _lies_ahead(c: Context, date: DateValue | None) -> bool:
    """Whether a day is later than the article's: nothing told of it has happened."""
    anchor = c.clock.anchor
    known = date is not None and anchor is not None and date.precision == anchor.precision == "day"
    return known and date is not None and anchor is not None and date.start > anchor.start


def _meeting_agreed(c: Context, p: Predicate) -> Predicate | None:
    """The meeting in "agreed to meet again", "agreed to hold talks"."""
    r = c.reading
    for x in syntax.kids(r.analysis, p.trigger, "xcomp"):
        inner = verb_predicate(r, x)
        if inner is not None and inner.act == "meet":
            return inner
    return None


def _term(c: Context, p: Predicate) -> str | None:
    """What parties agree, promise or order to be done is planned: "agreed to release 50 hostages"."""
    a = c.reading.analysis
    first = syntax.first_conjunct(a, p.trigger)
    token = a.tokens[first]
    if c.reading.frames.act_of(p.act).name not in _TERMS or syntax.is_negated(a, p.trigger):
        return None
    if token.dep in ("acl", "relcl") and "to" in syntax.auxiliaries(a, first):
        return "planned" if c.reading.noun_act(token.head) in _COMMITMENTS else None
    if token.dep not in ("xcomp", "ccomp", "dobj", "pobj"):
        return None
    head = a.tokens[token.head] if token.dep != "pobj" else a.tokens[a.tokens[token.head].head]
    if head.lemma.lower() not in _COMMITTING or syntax.is_negated(a, head.i):
        return None
    return "planned" if factuality.of_verb(a, c.reading.frames, head.i) == "asserted" else None


def _keys(fillers: tuple[Filler, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k for f in fillers for k in f.keys))


def _factuality(c: Context, p: Predicate) -> str | None:
    a, frames = c.reading.analysis, c.reading.frames
    if p.noun == p.trigger:
        return factuality.of_noun(a, frames, p.trigger)
    status = factuality.of_verb(a, frames, p.trigger)
    if status == "negated" and p.rule.endswith((" neg:)", "(neg:)")):
        return "asserted"
    if status == "asserted" and p.noun is not None:
        return "negated" if syntax.has_no(a, p.noun) else factuality.prospect(a, frames, p.trigger) or status
    return status


def _content(c: Context, p: Predicate) -> frozenset[int]:
    """Tokens below the predicate's arguments; clauses that are events of their own are left to them."""
    a = c.reading.analysis
    found: set[int] = set()
    for argument in p.arguments:
        if a.tokens[argument].dep in ("advcl", "parataxis", "mark", "npadvmod"):
            continue
        if a.tokens[argument].dep == "advmod" and not syntax.kids(a, argument, "prep"):
            continue  # but away from the talks
        found.update(syntax.subtree(a, argument))
    return frozenset(found)


def _issues(c: Context, p: Predicate, content: frozenset[int], act: str) -> tuple[str, ...]:
    a, frames = c.reading.analysis, c.reading.frames
    named = issues.distinct(issues.find(a, frames, content))
    if named:
        return named
    own = issues.of_act(act)
    if own or p.noun is None:
        return own
    around = issues.find(a, frames, syntax.subtree(a, p.noun))
    return issues.distinct(around)


def _date(c: Context, p: Predicate, status: str) -> DateValue | None:
    ahead = syntax.kids(c.reading.analysis, p.trigger, "xcomp") if status == "planned" else []
    words = [*ahead, p.trigger] + ([p.noun] if p.noun is not None else []) + _raised(c, p.trigger)
    words += _adjoined(c, p.trigger) if p.noun == p.trigger else []
    found = c.clock.at(words, future=status in ("planned", "possible", "conditional"))
    if found or status not in ("asserted", "negated"):
        return found
    return c.clock.at([*_coordinated(c, p.trigger), *_antecedent(c, p.trigger)]) or _day_told(c, p.trigger)


def _antecedent(c: Context, v: int) -> list[int]:
    """The noun and verb that a relative clause hangs on: "the May 5 attack in which", "met on Friday, when"."""
    a = c.reading.analysis
    token = a.tokens[v]
    return [token.head, syntax.clause_of(a, token.head)] if token.dep == "relcl" else []


def _day_told(c: Context, v: int) -> DateValue | None:
    """The day of a report in the past, for what it reports as just done: "said Wednesday it had shot down"."""
    saying = c.said.get(v)
    if saying is None or c.reading.analysis.tokens[saying.cue].tag not in ("VBD", "VBN"):
        return None
    past = "had" in syntax.auxiliaries(c.reading.analysis, v) or c.reading.analysis.tokens[v].tag == "VBD"
    return c.clock.at([saying.cue]) if past else None


def _adjoined(c: Context, n: int) -> list[int]:
    """The verb that an event noun is an adjunct of: on Friday, after a call with X, he announced it."""
    a = c.reading.analysis
    preposition = a.tokens[a.tokens[n].head]
    verb = a.tokens[preposition.head]
    beside = a.tokens[n].dep == "pobj" and preposition.lower_is(
        "after", "following", "during", "at", "in", "on", "upon"
    )
    return [verb.i] if beside and syntax.is_verb(verb) else []


def _coordinated(c: Context, v: int) -> list[int]:
    """Verbs coordinated with v that share its tense: a date at the end is all of theirs."""
    a = c.reading.analysis
    first = syntax.first_conjunct(a, v)
    return [x for x in syntax.conjuncts(a, first) if x != v and a.tokens[x].tag == a.tokens[v].tag]


def _raised(c: Context, v: int) -> list[int]:
    """The verbs above a complement: "began on Monday to withdraw"; coordinated verbs share a leading date."""
    a = c.reading.analysis
    found = []
    for i in syntax.ancestors(a, v):
        if a.tokens[v].dep not in ("xcomp", "conj") and not (a.tokens[v].dep == "advcl" and a.tokens[v].tag == "VBG"):
            break
        found.append(i)
        v = i
    return found


def _quantity(c: Context, p: Predicate, content: frozenset[int]) -> Quantity | None:
    for mention in c.quantities:
        if mention.quantity.text.lower().split()[0] in ("one", "a", "an"):
            continue
        if mention.first in content or (mention.last - 1) in content:
            return mention.quantity
    return None


def _where(c: Context, p: Predicate) -> tuple[str | None, str | None]:
    """City (or country) and venue after a preposition of place below the predicate or its noun."""
    a, r = c.reading.analysis, c.reading
    place = venue = None
    met = [f.token for f in p.agents] if r.frames.act_of(p.act).mutual else []
    occasions = [t.i for t in a.tokens if t.dep == "pobj" and syntax.beside(a, t.i) == p.trigger] if met else []
    for word in [p.trigger, *([p.noun] if p.noun is not None else []), *met, *occasions]:
        for name, nouns in syntax.prepositions(a, word).items():
            if name not in ("in", "at", "near", "outside", "to", "into"):
                continue
            for n in nouns:
                key = r.place(n)
                if key and r.entities[key].kind == "venue":
                    venue = venue or key
                elif key and name != "to":
                    place = place or key
        place = place or next((r.places[x] for x in syntax.kids(a, word, "advmod") if x in r.places), None)
    if venue and not place:
        place = r.entities[venue].within
    return place, venue


def _candidates(act: str, about: tuple[str, ...], status: str, coded: str, manual: str) -> tuple[str, ...]:
    """The type by act, and the manual's where it codes by context.

    A call to end the fighting is AGREE, and so is what somebody will do for another; what he will do against another is
    THREATEN, and what he does not do for another REJECT.
    """
    manual = manual or coded
    if coded in _FOR and status in ("planned", "negated"):
        manual = {"planned": "AGREE", "negated": "REJECT"}[status]
    elif coded in _AGAINST and status == "planned":
        manual = "THREATEN"
    elif act in _CEASEFIRE_CALL and "ceasefire" in about:
        manual = "AGREE"
    return (coded,) if manual == coded else (coded, manual)


def _unique(found: list[Draft]) -> Iterator[Draft]:
    """One event a predicate and agent group: a noun event inside a verb's content repeats it if the act is the same."""
    for draft in found:
        twin = [
            d for d in found
            if d is not draft and d.act == draft.act and set(draft.agents) <= set(d.agents) and draft.at in d.content
        ]  # fmt: skip
        if not twin:
            yield draft
