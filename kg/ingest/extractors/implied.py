"""Implied acts: what somebody does by saying something, without a verb for it.

Who says that somebody must or should do a thing demands or urges it; who says that he will or will not, or is ready or
unwilling to, promises or refuses; who calls a thing unacceptable or a step forward criticizes or praises. The words are
data (implied.csv): `duty` and `future` are auxiliaries, `readiness` and `feeling` what somebody is, `verdict`, `option`
and `deed` what a thing is said to be or to do, `risk` and `reprisal` what is said to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors import factuality, issues, naming, saidclauses, verdicts
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import Filler
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.extractors.saidclauses import Clause
from kg.ingest.model import DateValue

_NEGATED = {"promise": "refuse"}
_FUTURE = "implied:future"
_FOR = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_MUST = frozenset({"must", "should", "ought", "shall"})
_ABLE = frozenset({"can", "could", "ca"})
_STATES = frozenset(  # denied of oneself they are no denial of a deed
    "be know expect want think believe see have need mind understand remember like care fear hope doubt wish".split()
)


@dataclass(frozen=True, slots=True)
class Act:
    """An implied act before it becomes a draft: the verb or word that tells it, its act, and who does it to whom."""

    at: int
    name: str
    rule: str
    agents: tuple[str, ...]
    targets: tuple[str, ...]


def drafts(c: Context, explicit: Sequence[Draft]) -> list[Draft]:
    """The implied acts of all reported words, and the explicit drafts without those that they stand for.

    A thing that a speaker says his side will not do is told as its refusal alone.
    """
    told = {d.at: d for d in explicit}  # a reporting verb among them (pledged that) says its act itself
    found: dict[int, Draft] = {}
    for k in saidclauses.clauses(c):
        if k.saying.cue in told or _is_question(c, k.v):
            continue
        for act in _acts(c, k, told):
            found.setdefault(act.at, _draft(c, k, act))
    for name in naming.found(c, told):
        found.setdefault(name.at, name)
    kept = [d for d in explicit if not (d.at in found and found[d.at].act == "refuse")]
    fresh = [d for d in found.values() if d.act == "refuse" or d.at not in told]
    return sorted([*kept, *fresh], key=lambda d: d.at)


def _acts(c: Context, k: Clause, drafted: Mapping[int, Draft]) -> Iterator[Act]:
    """The act of a said clause: by its auxiliary, else by what it judges or denies."""
    told = drafted.get(k.v)
    below = _told_below(c, k.v, drafted)
    if not below and not _goes_on(c, k.v) and (act := _obliging(c, k) or _warning(c, k) or _commitment(c, k, told)):
        yield act
    elif told is None and (verdict := verdicts.of(c, k)):
        targets = tuple(x for x in verdict.targets if x not in k.saying.speaker)
        yield Act(k.v, verdict.act, f"implied:{verdict.way}", k.saying.speaker, targets)
    elif told is None and not below and _is_denial(c, k):
        yield Act(k.v, "deny", "implied:denial", k.saying.speaker, ())


def _goes_on(c: Context, v: int) -> bool:
    """A coordinated verb that shares the auxiliary of the first: one act with it."""
    a = c.reading.analysis
    return a.tokens[v].dep == "conj" and not syntax.kids(a, v, "aux", "nsubj", "nsubjpass")


def _obliging(c: Context, k: Clause) -> Act | None:
    """What others must do is demanded of them; what we must do, or what must be, is urged on nobody in particular."""
    duty = _modal(c, k, "duty")
    if not duty or (k.negated and not k.auxiliaries & _MUST):
        return None  # does not need to
    targets = k.actors if k.of_others else ()
    return Act(k.v, duty if targets else "urge", "implied:duty", k.saying.speaker, targets)


def _is_question(c: Context, v: int) -> bool:
    a = c.reading.analysis
    sentence = a.sentences[a.tokens[v].sentence]
    return any(a.tokens[t].text == "?" for t in range(max(v, sentence.last - 3), sentence.last))


def _told_below(c: Context, v: int, told: Mapping[int, Draft]) -> bool:
    """is ready to cooperate, will continue to support: the infinitive tells it; will not hesitate to says nothing."""
    a = c.reading.analysis
    words = [v, *syntax.kids(a, v, "acomp")]
    below = [x for w in words for x in syntax.kids(a, w, "xcomp")]
    if syntax.is_negated(a, v):
        return a.tokens[v].lemma.lower() == "hesitate"
    return any(x in told for x in below)


def _modal(c: Context, k: Clause, kind: str) -> str:
    """The act that an auxiliary of the verb stands for: must, should; will."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    words = sorted(k.auxiliaries)
    if any("to" in syntax.auxiliaries(a, x) for x in syntax.kids(a, k.v, "xcomp")):
        words = [*words, f"{a.tokens[k.v].lemma.lower()} to"]  # needs to, has to
    return next((implied[kind, w] for w in words if (kind, w) in implied), "")


def _commitment(c: Context, k: Clause, told: Draft | None) -> Act | None:
    """promise or refuse for what the speaker's side will or will not do, is ready or unable to do; threaten where it is
    a reprisal. What others will do is promised by them.
    """
    future = _modal(c, k, "future")
    if future and told is None and not k.negated and k.actors and _verb_is(c, k.v, "reprisal"):
        return Act(k.v, "threaten", "implied:reprisal", k.saying.speaker, ())
    if not k.own:
        return _of_others(c, k) if future and told is None else None
    if k.negated and k.auxiliaries & _ABLE and _is_refusal(c, k, told):
        return Act(k.v, "refuse", "implied:unable", k.actors, ())
    if (k.negated and told is not None and told.type not in _FOR) or (told is not None and not k.negated):
        return None
    act = (_says_more(c, k.v) and future) or _readiness(c, k.v)
    return Act(k.v, _NEGATED[act] if k.negated else act, f"implied:{act}", k.actors, ()) if act else None


def _verb_is(c: Context, v: int, kind: str) -> bool:
    return (kind, c.reading.analysis.tokens[v].lemma.lower()) in c.reading.frames.implied


def _says_more(c: Context, v: int) -> bool:
    """Whether the verb is more than a bare will be."""
    a = c.reading.analysis
    return a.tokens[v].lemma.lower() != "be" or bool(syntax.kids(a, v, "acomp", "attr", "prep"))


def _is_refusal(c: Context, k: Clause, told: Draft | None) -> bool:
    """cannot accept it: not "could not agree", which both sides could not."""
    return told is None or (told.factuality == "negated" and "could" not in k.auxiliaries)


def _of_others(c: Context, k: Clause) -> Act | None:
    """What another, a body without a name, or in the passive nobody in particular will do."""
    a, r = c.reading.analysis, c.reading
    passive = syntax.is_passive(a, k.v)
    if k.is_there or a.tokens[k.v].lemma.lower() in verdicts.COPULAS:
        return None
    if not (k.actors or passive or any(r.is_somebody(s) for s in k.subjects)):
        return None
    by = tuple(x for s in syntax.subjects(a, k.v) for x in r.actors(s))
    agents = k.actors or by
    return Act(k.v, "refuse" if k.negated else "promise", _FUTURE, agents, ())


def _readiness(c: Context, v: int) -> str:
    """promise for "is ready to", "is going to"."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    if a.tokens[v].lemma.lower() == "be":
        words = [a.tokens[x].lemma.lower() for x in syntax.kids(a, v, "acomp") if syntax.kids(a, x, "xcomp", "prep")]
        return next((implied[key] for w in words if (key := ("readiness", w)) in implied), "")
    going = a.tokens[v].lemma.lower() == "go" and a.tokens[v].tag == "VBG" and syntax.kids(a, v, "xcomp")
    return implied.get(("readiness", "going"), "") if going else ""


def _warning(c: Context, k: Clause) -> Act | None:
    """A warning of harm that could, may or will come."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    if k.own or k.negated or not k.auxiliaries & saidclauses.OPEN:
        return None
    words = [k.v, *syntax.kids(a, k.v, "dobj", "attr", "acomp", "prt")]
    words += [n for nouns in syntax.prepositions(a, k.v).values() for n in nouns]
    lemmas = [a.tokens[w].lemma.lower() for w in words]
    lemmas += [f"{lemmas[0]} {a.tokens[p].text.lower()}" for p in syntax.kids(a, k.v, "prt", "advmod")]
    if any(("risk", w) in implied for w in lemmas):
        return Act(k.v, "warn", "implied:risk", k.saying.speaker, k.actors)
    return None


def _is_denial(c: Context, k: Clause) -> bool:
    """We have never supplied arms: a deed of one's own that one denies."""
    token = c.reading.analysis.tokens[k.v]
    return (
        k.own
        and k.negated
        and not k.is_there
        and token.lemma.lower() not in _STATES
        and not k.auxiliaries & saidclauses.OPEN
    )


def _day(c: Context, k: Clause) -> DateValue | None:
    """The day on which it was said, where the reporting verb has one."""
    told = c.reading.analysis.tokens[k.saying.cue].tag in ("VBD", "VBN", "VBG")
    return c.clock.at([k.saying.cue]) if told else None


def _status(c: Context, act: Act) -> str:
    """What others are said to do is a plan that is told; what is said to be done on a condition hangs on it."""
    if factuality.is_conditioned(c.reading.analysis, act.at):
        return "conditional"
    return "planned" if act.rule == _FUTURE else "asserted"


def _draft(c: Context, k: Clause, act: Act) -> Draft:
    a, saying = c.reading.analysis, k.saying
    content = frozenset(syntax.subtree(a, act.at))
    coded = c.reading.frames.acts[act.name]
    predicate = Predicate(act.at, act.name, act.rule, None, (Filler(saying.cue, saying.speaker),), (), (act.at,))
    return Draft(
        act.at, act.name, coded.type, act.rule, _status(c, act), act.agents, act.targets,
        issues.distinct(issues.find(a, c.reading.frames, content)), saying.speaker[0], _day(c, k),
        None, None, None, predicate, content, (coded.type,),
    )  # fmt: skip
