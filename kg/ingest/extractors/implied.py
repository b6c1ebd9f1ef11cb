"""Implied acts: what somebody does by saying something, without a verb for it.

Who says that somebody must or should do a thing demands or urges it; who says that he will or will not, or is ready or
unwilling to, promises or refuses; who calls a thing unacceptable or a step forward criticizes or praises. The words are
data (implied.csv): `duty` and `future` are auxiliaries, `readiness` and `feeling` what somebody is, `verdict` what a
thing is said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors import issues
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import Filler
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.extractors.sayings import Saying
from kg.ingest.model import DateValue

_NEGATED = {"promise": "refuse", "praise": "criticize"}
_FOR = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_COPULAS = frozenset({"be", "remain", "seem", "become", "look", "appear", "sound", "constitute", "represent", "mark"})
_TALKS = frozenset({"meeting", "ceasefire", "agreement", "proposal", "process"})  # noun classes
_SPEAKING = frozenset({"say", "tell", "source", "quote"})


@dataclass(frozen=True, slots=True)
class _Act:
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
    for saying in c.sayings:
        if not saying.speaker or saying.kind not in _SPEAKING or saying.cue in told:
            continue
        for v in _main_verbs(c, saying):
            if _told_below(c, v, told):
                continue
            for act in _acts(c, saying, v, told.get(v)):
                found.setdefault(act.at, _draft(c, saying, act))
    kept = [d for d in explicit if not (d.at in found and found[d.at].act == "refuse")]
    fresh = [d for d in found.values() if d.act == "refuse" or d.at not in told]
    return sorted([*kept, *fresh], key=lambda d: d.at)


def _main_verbs(c: Context, saying: Saying) -> Iterator[int]:
    """Verbs of what is said: its main clauses, not those inside them."""
    a = c.reading.analysis
    for i in sorted(saying.content):
        token = a.tokens[syntax.first_conjunct(a, i)]
        if not syntax.is_verb(a.tokens[i]) or c.said.get(i) is not saying or a.tokens[i].dep in ("aux", "auxpass"):
            continue
        if a.tokens[i].dep == "conj" and not syntax.kids(a, i, "aux", "nsubj", "nsubjpass"):
            continue  # goes on with the auxiliary of the first verb: one act
        outside = token.head == token.i or token.head not in saying.content or token.head == saying.cue
        if outside or token.dep in ("parataxis",):
            yield i


def _acts(c: Context, saying: Saying, v: int, told: Draft | None) -> Iterator[_Act]:
    own = _is_own(c, saying, v)
    if duty := _modal(c, v, "duty"):
        yield from _duty(c, saying, v, duty)
    elif own and (act := _commitment(c, v)):
        negated = syntax.is_negated(c.reading.analysis, v)
        refused = negated and (told is None or told.type in _FOR)
        if refused or (not negated and told is None):
            yield _Act(v, _NEGATED[act] if negated else act, f"implied:{act}", _subject(c, v) or saying.speaker, ())
    elif told is None and (verdict := _verdict(c, saying, v)):
        yield verdict


def _told_below(c: Context, v: int, told: Mapping[int, Draft]) -> bool:
    """is ready to cooperate, will continue to support: the infinitive tells it; will not hesitate to says nothing."""
    a = c.reading.analysis
    words = [v, *syntax.kids(a, v, "acomp")]
    below = [x for w in words for x in syntax.kids(a, w, "xcomp")]
    if syntax.is_negated(a, v):
        return a.tokens[v].lemma.lower() == "hesitate"
    return any(x in told for x in below)


def _modal(c: Context, v: int, kind: str) -> str:
    """The act that an auxiliary of the verb stands for: must, should; will."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    words = syntax.auxiliaries(a, v)
    if any("to" in syntax.auxiliaries(a, x) for x in syntax.kids(a, v, "xcomp")):
        words = [*words, f"{a.tokens[v].lemma.lower()} to"]  # needs to, has to
    return next((implied[kind, w] for w in words if (kind, w) in implied), "")


def _subject(c: Context, v: int) -> tuple[str, ...]:
    a = c.reading.analysis
    nouns = syntax.subjects(a, v) if syntax.is_passive(a, v) else [
        n for s in syntax.surface_subjects(a, v) for n in syntax.conjuncts(a, s)
    ]  # fmt: skip
    return tuple(dict.fromkeys(k for n in nouns for k in c.reading.actors(n)))


def _is_own(c: Context, saying: Saying, v: int) -> bool:
    """Whether the verb's subject is the speaker, or a side or somebody of the side for whom he speaks."""
    entities = c.reading.entities
    subject = _subject(c, v)
    sides = {x for k in saying.speaker for x in (k, entities[k].side) if x}
    return bool(subject) and all(k in sides or entities[k].side in sides for k in subject)


def _duty(c: Context, saying: Saying, v: int, act: str) -> Iterator[_Act]:
    """What others must or should do is demanded or urged; what "we" must do is urged on nobody in particular."""
    a = c.reading.analysis
    subjects = syntax.subjects(a, v) or syntax.surface_subjects(a, v)
    keys = tuple(dict.fromkeys(k for s in subjects for k in c.reading.actors(s)))
    if set(keys) & set(saying.speaker) and not any(a.tokens[s].lower_is("we") for s in subjects):
        return
    own = _is_own(c, saying, v)
    about_talks = any(c.reading.noun_classes(s) & _TALKS for s in subjects)
    somebody = any(a.tokens[s].pos == "NOUN" and c.reading.is_somebody(s) for s in subjects)
    if not (keys or own or about_talks or somebody or syntax.is_passive(a, v)):
        return  # what a thing should be is an opinion
    yield _Act(v, "urge" if own else act, f"implied:{act}", saying.speaker, () if own else keys)


def _commitment(c: Context, v: int) -> str:
    """promise for will and would, and for "is ready to"; nothing for what the frames tell otherwise."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    lemma = a.tokens[v].lemma.lower()
    if (act := _modal(c, v, "future")) and (lemma != "be" or syntax.kids(a, v, "acomp", "attr", "prep")):
        return act
    if lemma == "be":
        words = [a.tokens[x].lemma.lower() for x in syntax.kids(a, v, "acomp") if syntax.kids(a, x, "xcomp", "prep")]
        return next((implied[key] for w in words if (key := ("readiness", w)) in implied), "")
    going = lemma == "go" and a.tokens[v].tag == "VBG" and syntax.kids(a, v, "xcomp")
    return implied.get(("readiness", "going"), "") if going else ""


def _verdict(c: Context, saying: Saying, v: int) -> _Act | None:
    """praise or criticize for what a thing or its owner is said to be, or for how the speaker feels about it."""
    a = c.reading.analysis
    if a.tokens[v].lemma.lower() not in _COPULAS:
        return None
    kind = "feeling" if _is_own(c, saying, v) else "verdict"
    if any(c.reading.noun_is(s, "meeting") for s in syntax.surface_subjects(a, v)):
        return None  # a good meeting is nobody's merit
    for x in syntax.kids(a, v, "acomp", "attr", "dobj", "oprd", "advmod"):
        if kind == "feeling" and syntax.kids(a, x, "xcomp"):
            continue  # pleased to announce
        if act := _judged(c, x, kind):
            negated = syntax.is_negated(a, v) or syntax.has_no(a, x)
            name = _NEGATED.get(act, "") if negated else act
            targets = _about(c, v, x) if kind == "feeling" else _whose(c, syntax.surface_subjects(a, v))
            targets = tuple(k for k in targets if k not in saying.speaker)
            return _Act(v, name, f"implied:{kind}", saying.speaker, targets) if name and targets else None
    return None


def _judged(c: Context, x: int, kind: str) -> str:
    """The act for a complement: its own word, or that of a phrase that it heads ("a step forward")."""
    a, implied = c.reading.analysis, c.reading.frames.implied
    own = [x, *syntax.kids(a, x, "amod", "compound", "advmod", "npadvmod", "conj")]
    own += [w for w in syntax.kids(a, a.tokens[x].head, "advmod") if w > x]  # was a step forward
    words = [a.tokens[i].lemma.lower() for i in own]
    phrases = [f"{words[0]} {w}" for w in words[1:]] + [f"{w} {words[0]}" for w in words[1:]]
    return next((implied[kind, w] for w in (*phrases, *words) if (kind, w) in implied), "")


def _whose(c: Context, nouns: Iterable[int]) -> tuple[str, ...]:
    """The actors that are judged: who the subject is, or whose."""
    return tuple(dict.fromkeys(k for n in nouns for k in c.reading.affected(n)))


def _about(c: Context, v: int, x: int) -> tuple[str, ...]:
    """What somebody is satisfied with or angry at: the actors below the feeling's prepositions."""
    a = c.reading.analysis
    nouns = [n for i in (x, v) for found in syntax.prepositions(a, i).values() for n in found]
    return _whose(c, nouns)


def _day(c: Context, saying: Saying) -> DateValue | None:
    """The day on which it was said, where the reporting verb has one."""
    told = c.reading.analysis.tokens[saying.cue].tag in ("VBD", "VBN", "VBG")
    return c.clock.at([saying.cue]) if told else None


def _draft(c: Context, saying: Saying, act: _Act) -> Draft:
    a = c.reading.analysis
    content = frozenset(syntax.subtree(a, act.at))
    coded = c.reading.frames.acts[act.name]
    predicate = Predicate(act.at, act.name, act.rule, None, (Filler(saying.cue, saying.speaker),), (), (act.at,))
    return Draft(
        act.at, act.name, coded.type, act.rule, "asserted", act.agents, act.targets,
        issues.distinct(issues.find(a, c.reading.frames, content)), saying.speaker[0], _day(c, saying),
        None, None, None, predicate, content, (coded.type,),
    )  # fmt: skip
