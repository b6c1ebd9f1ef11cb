"""Predicates: verbs, light verbs with their noun, and event nouns that a frame matches, with their arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors import phrases, speaking
from kg.ingest.extractors.fillers import MOVES, Filler, all_fillers, fill, movers, noun_fillers, slot_nouns
from kg.ingest.extractors.nominals import noun_predicate, noun_targets, prefixed_predicate
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.frames import Condition, Paths, VerbFrame
from kg.ingest.model import Analysis
from kg.ingest.reading import Reading

_SPOKEN = frozenset({"REQUEST", "AGREE", "SUPPORT", "ACCUSE", "REJECT", "THREATEN"})  # types of what a paper can do


def find(r: Reading) -> list[Predicate]:
    """All predicates of the article in text order: verbs first claim their nouns, what is left are noun events."""
    a = r.analysis
    found: list[Predicate] = []
    taken: set[int] = set()
    for token in a.tokens:
        if syntax.is_verb(token) and (predicate := verb_predicate(r, token.i)):
            found.append(predicate)
            if predicate.noun is not None:
                taken.add(predicate.noun)
    for token in a.tokens:
        make = noun_predicate if token.pos == "NOUN" and token.i not in taken else prefixed_predicate
        if predicate := make(r, token.i):
            found.append(predicate)
    return sorted(found, key=lambda p: (p.trigger, p.rule))


def idle_nouns(r: Reading, found: Iterable[Predicate]) -> int:
    """How many event nouns tell nothing, because the text does not say whose they are."""
    used = {i for p in found for i in (p.trigger, p.noun)}
    nouns = (t for t in r.analysis.tokens if t.pos == "NOUN" and t.i not in used and t.dep not in ("compound", "amod"))
    return sum(t.lemma.lower() in r.frames.noun_acts for t in nouns)


def verb_predicate(r: Reading, v: int) -> Predicate | None:
    """The most specific frame of the verb at v whose conditions hold, with its arguments filled."""
    a = r.analysis
    if a.tokens[v].dep in ("aux", "auxpass", "amod", "compound"):
        return None
    particle = " ".join(a.tokens[p].text.lower() for p in syntax.kids(a, v, "prt"))
    for frame in r.frames.verbs.get(a.tokens[v].lemma.lower(), ()):
        if _fits(r, v, frame, particle):
            return _build(r, v, frame) if frame.act != "none" else None
    return None


def _fits(r: Reading, v: int, frame: VerbFrame, particle: str) -> bool:
    if frame.particle and not _has_particle(r, v, frame.particle, particle):
        return False
    if (
        particle
        and not frame.particle
        and particle in ("up", "off", "down", "out", "over", "back")
        and _separates(r, v)
    ):
        return False
    return all(holds(r, v, condition) for condition in frame.conditions)


def _separates(r: Reading, v: int) -> bool:
    """Whether the frames list the verb with some particle, so that its bare sense does not cover the particle verb."""
    return any(f.particle for f in r.frames.verbs.get(r.analysis.tokens[v].lemma.lower(), ()))


def _has_particle(r: Reading, v: int, wanted: str, particle: str) -> bool:
    if particle == wanted:
        return True
    a = r.analysis
    words = {a.tokens[c].text.lower() for c in syntax.kids(a, v, "prep", "advmod", "prt", "acomp", "oprd")}
    return wanted in words


def holds(r: Reading, v: int, condition: Condition) -> bool:
    """Whether one condition of a frame holds at the verb v."""
    nouns = slot_nouns(r, v, condition.slot)
    if nouns is None:
        return _clausal(r, v, condition) != condition.negated
    return any(r.noun_is(n, condition.value) for n in nouns) != condition.negated


def _clausal(r: Reading, v: int, condition: Condition) -> bool:
    a = r.analysis
    if condition.slot == "neg":
        return syntax.is_negated(a, v)
    if condition.slot == "passive":
        return syntax.is_passive(a, v)
    if condition.slot == "will":
        return any(w in ("will", "would", "'ll", "shall") for w in syntax.auxiliaries(a, v))
    if condition.slot == "pcomp":
        return any(syntax.kids(a, p, "pcomp") for p in syntax.kids(a, v, "prep"))
    labels = {"acomp": ("acomp", "oprd"), "oprd": ("oprd",)}.get(condition.slot, (condition.slot,))
    found = syntax.kids(a, v, *labels)
    if condition.slot == "xcomp":  # is pleased to announce
        found = [*found, *(x for w in syntax.kids(a, v, "acomp") for x in syntax.kids(a, w, "xcomp"))]
    if condition.slot == "subjunctive":
        return any(_subjunctive(a, c) for c in syntax.kids(a, v, "ccomp"))
    if condition.slot == "ccomp" and condition.value in ("", "any"):
        found = [c for c in found if syntax.is_verb(a.tokens[c]) and not _is_quoted_main(r, v, c)]
    if condition.value in ("", "any"):
        return bool(found)
    return any(condition.value in r.frames.classes(a.tokens[c].lemma.lower()) for c in found)


def _subjunctive(a: Analysis, c: int) -> bool:
    """A clause that says what should be: a bare infinitive with a subject, or should."""
    auxiliaries = syntax.auxiliaries(a, c)
    return "should" in auxiliaries or (a.tokens[c].tag == "VB" and not auxiliaries)


def _is_quoted_main(r: Reading, v: int, c: int) -> bool:
    """A clause before its reporting verb is what is said, not an argument of another sense."""
    return c < v and r.frames.cues.get(r.analysis.tokens[v].lemma.lower()) in ("say", "tell")


def _build(r: Reading, v: int, frame: VerbFrame) -> Predicate:
    a = r.analysis
    noun = _event_noun(r, v, frame)
    agents = fill(r, v, frame.agent)
    name = frame.act if frame.act != "noun" else r.noun_act(noun) if noun is not None else "other"
    act = r.frames.act_of(name)
    paths = frame.target or (act.target if frame.act == "noun" else ())
    if act.mutual:
        agents = all_fillers(
            r, v, frame.agent if frame.act != "noun" else tuple(dict.fromkeys(frame.agent + act.agent))
        )
    if not agents and noun is not None and (act.mutual or syntax.is_passive(a, v)):
        agents = tuple(f for path in ("owner", "by") for f in noun_fillers(r, noun, path))
    if not agents and act.name in MOVES and syntax.is_passive(a, v):
        agents = movers(r, syntax.objects(a, v))
    if not agents and act.type in _SPOKEN and not syntax.is_passive(a, v):
        agents = _issuers(r, v)
    taken = {k for f in agents for k in f.keys}
    targets = fill(r, v, paths, taken)
    if not targets and noun is not None and paths and not act.mutual:
        targets = next(iter(noun_targets(r, noun, taken)), ())
    aside = {"nsubj", "aux", "auxpass", "agent", "punct", "cc", "conj"}
    arguments = tuple(c for c in a.children[v] if a.tokens[c].dep not in aside)
    found = Predicate(v, name, frame.key, noun, agents, targets, arguments)
    return replace(found, phrases=_words(r, found, paths or frame.agent))


def _issuers(r: Reading, v: int) -> tuple[Filler, ...]:
    """A statement that X circulated asked Y to stop: what a paper says or asks is its issuers' act."""
    papers = [(t, speaking.issuers(r, t)) for t in syntax.subjects(r.analysis, v) if speaking.is_paper(r, t)]
    return tuple(Filler(t, keys) for t, keys in papers if keys)


def _words(r: Reading, p: Predicate, paths: Paths) -> tuple[phrases.Phrase, ...]:
    """The words of agents that are no known actors, and of what the act is directed at.

    Of acts done together, all subjects are agents, and only one side's act has a target in words.
    """
    together = r.frames.act_of(p.act).mutual
    found = list(phrases.agents(r, p.trigger)) if together or not p.agents else []
    if not together or (sum(len(f.keys) for f in p.agents) < 2 and len(found) < 2):
        found.extend(phrases.targets(r, p.trigger, paths))
    return tuple(dict.fromkeys(found))


def _event_noun(r: Reading, v: int, frame: VerbFrame) -> int | None:
    """The object (or subject) noun that a light verb's frame speaks of."""
    for condition in frame.conditions:
        if condition.negated or condition.value in ("", "any", "actor", "person", "place", "many"):
            continue
        nouns = slot_nouns(r, v, condition.slot) or []
        for noun in nouns:
            if r.noun_is(noun, condition.value):
                return r.content_noun(noun)
    return None
