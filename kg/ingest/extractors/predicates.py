"""Predicates: verbs, light verbs with their noun, and event nouns that a frame matches, with their arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.frames import Condition, Paths, VerbFrame
from kg.ingest.model import Analysis
from kg.ingest.reading import Reading

# participles that say what others did to the thing: the plan backed by X is not the plan of X
_OF_OTHERS = frozenset("back reject broker mediate facilitate sponsor host support oppose accept endorse".split())


@dataclass(frozen=True, slots=True)
class Filler:
    """An argument: the token it stands at and the actors it means."""

    token: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A matched frame. `trigger` is the verb or noun, `noun` the event noun of a light verb or of a noun predicate."""

    trigger: int
    act: str
    rule: str
    noun: int | None
    agents: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    arguments: tuple[int, ...] = ()  # tokens below which the content of the act stands


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
        if token.pos == "NOUN" and token.i not in taken and (predicate := noun_predicate(r, token.i)):
            found.append(predicate)
    return sorted(found, key=lambda p: (p.trigger, p.rule))


def verb_predicate(r: Reading, v: int) -> Predicate | None:
    """The most specific frame of the verb at v whose conditions hold, with its arguments filled."""
    a = r.analysis
    if a.tokens[v].dep in ("aux", "auxpass", "amod", "compound"):
        return None
    particle = " ".join(a.tokens[p].text.lower() for p in syntax.kids(a, v, "prt"))
    for frame in r.frames.verbs.get(a.tokens[v].lemma.lower(), ()):
        if _fits(r, v, frame, particle):
            return _build(r, v, frame)
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


def slot_nouns(r: Reading, v: int, slot: str) -> list[int] | None:
    """Nouns in a nominal slot of the verb; None when the slot is no nominal one."""
    a = r.analysis
    if slot == "obj":
        return syntax.objects(a, v)
    if slot == "subj":
        return syntax.subjects(a, v) or ([] if syntax.is_passive(a, v) else syntax.surface_subjects(a, v))
    if slot == "iobj":
        return [c for d in syntax.kids(a, v, "dative") if a.tokens[d].pos != "ADP" for c in syntax.conjuncts(a, d)]
    if slot == "attr":
        return [c for d in syntax.kids(a, v, "attr") for c in syntax.conjuncts(a, d)]
    if slot in ("xcomp", "ccomp", "acomp", "oprd", "pcomp", "passive", "will", "subjunctive", "neg"):
        return None
    found = syntax.prepositions(a, v)
    return found.get(slot) or [n for name, nouns in found.items() if name.endswith(f" {slot}") for n in nouns]


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
    if condition.slot == "subjunctive":
        return any(_subjunctive(a, c) for c in syntax.kids(a, v, "ccomp"))
    if condition.slot == "ccomp":
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
    targets = fill(r, v, frame.target)
    act = r.frames.acts[frame.act.split("/")[0]]
    if act.mutual:
        agents = _all_fillers(r, v, frame.agent)
    if not agents and noun is not None and (act.mutual or syntax.is_passive(a, v)):
        agents = tuple(f for path in ("owner", "by") for f in noun_fillers(r, noun, path))
    taken = {k for f in agents for k in f.keys}
    targets = tuple(f for f in (_without(t, taken) for t in targets) if f.keys)
    aside = {"nsubj", "aux", "auxpass", "agent", "punct", "cc", "conj"}
    arguments = tuple(c for c in a.children[v] if a.tokens[c].dep not in aside)
    return Predicate(v, frame.act, frame.key, noun, agents, targets, arguments)


def _without(filler: Filler, keys: set[str]) -> Filler:
    return Filler(filler.token, tuple(k for k in filler.keys if k not in keys))


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


def fill(r: Reading, v: int, paths: Paths) -> tuple[Filler, ...]:
    """Fillers of the first path that leads to actors."""
    for path in paths:
        if found := follow(r, v, path):
            return found
    return ()


def _all_fillers(r: Reading, v: int, paths: Paths) -> tuple[Filler, ...]:
    """Fillers of all paths, for acts in which every party is an agent."""
    found: list[Filler] = []
    seen: set[str] = set()
    for path in paths:
        for filler in follow(r, v, path):
            fresh = tuple(k for k in filler.keys if k not in seen)
            seen.update(fresh)
            if fresh:
                found.append(Filler(filler.token, fresh))
    return tuple(found)


def follow(r: Reading, v: int, path: str) -> tuple[Filler, ...]:
    """Actors at the end of an argument path from the verb v."""
    slot, _, rest = path.partition(".")
    if slot in ("that", "for", "xcomp") and rest:
        return _clause_fillers(r, v, slot, rest)
    nouns = slot_nouns(r, v, slot) or []
    if slot == "by" and not syntax.is_passive(r.analysis, v):
        nouns = []
    if not rest:
        return _fillers(r, nouns, whole=slot not in ("subj",))
    return tuple(f for n in nouns for f in noun_fillers(r, r.content_noun(n), rest))


def _fillers(r: Reading, nouns: list[int], *, whole: bool) -> tuple[Filler, ...]:
    found = []
    for n in nouns:
        keys = r.affected(n) if whole or r.noun_classes(n) & {"attack", "killing"} else r.actors(n)
        if keys:
            found.append(Filler(n, keys))
    return tuple(found)


def noun_fillers(r: Reading, noun: int, path: str) -> tuple[Filler, ...]:
    """Actors that a noun's own modifiers name: its owner, or the object of one of its prepositions."""
    a = r.analysis
    if path == "owner":
        keys = r.owner(noun)
        return (Filler(noun, keys),) if keys else ()
    found = _fillers(r, syntax.prepositions(a, noun).get(path, []), whole=True)
    if found:
        return found
    for c in syntax.kids(a, noun, "acl", "relcl"):
        if path == "involving" and a.tokens[c].lemma in ("involve", "include"):
            below = syntax.subtree(a, c)
            return _distinct(Filler(t, r.actors(t)) for t in below if a.tokens[t].pos in ("PROPN", "PRON", "NOUN"))
        if path == "by" and a.tokens[c].lemma.lower() not in _OF_OTHERS and syntax.is_passive(a, c):
            return _fillers(r, syntax.subjects(a, c), whole=False)
    return ()


def _distinct(fillers: Iterable[Filler]) -> tuple[Filler, ...]:
    """Fillers with actors, each actor once."""
    first = {f.keys: f for f in sorted(fillers, key=lambda f: -f.token) if f.keys}
    return tuple(sorted(first.values(), key=lambda f: f.token))


def _clause_fillers(r: Reading, v: int, slot: str, rest: str) -> tuple[Filler, ...]:
    a = r.analysis
    clauses = syntax.kids(a, v, "ccomp", "xcomp", "advcl")
    if slot == "for":
        clauses = [c for c in clauses if any(a.tokens[m].lower_is("for") for m in syntax.kids(a, c, "mark"))]
    for c in clauses:
        found = _fillers(r, slot_nouns(r, c, rest) or [], whole=rest != "subj")
        if found:
            return found
    return ()


def noun_predicate(r: Reading, n: int) -> Predicate | None:
    """An event noun by itself, if the text says whose it is: Russia's rejection of the plan, talks between A and B."""
    a = r.analysis
    lemma = a.tokens[n].lemma.lower()
    act_name = r.frames.noun_acts.get(lemma)
    if not act_name or a.tokens[n].dep in ("compound", "amod"):
        return None
    act = r.frames.acts[act_name]
    agents: list[Filler] = []
    for path in ("owner", "between", "among", "by", "involving") + (("with",) if act.mutual else ()):
        agents.extend(noun_fillers(r, n, path))
    keys = {k for f in agents for k in f.keys}
    if not _nominal(r, n, act_name) and (not keys or (act.mutual and len(keys) < 2)):
        return None
    targets = next(iter(_noun_targets(r, n, keys)), ())
    return Predicate(n, act_name, f"noun:{lemma}", n, tuple(agents), () if act.mutual else targets, (n,))


_OBJECTS = {  # what a nominalisation without an agent must be of, to tell an event of the negotiation
    "release": ("prisoner", "hostage"),
    "suspend": ("meeting", "agreement", "aid", "cooperation"),
    "sign": ("agreement", "document"),
    "ease_sanctions": ("sanction", "ban"),
    "impose_sanctions": ("sanction", "tariff", "envoy"),
    "withdraw": ("troops",),
    "deploy": ("troops",),
}


def _nominal(r: Reading, n: int, act: str) -> bool:
    """the suspension of the talks, the freeing of prisoners: the noun's object says enough without an agent."""
    wanted = _OBJECTS.get(act, ())
    objects = syntax.prepositions(r.analysis, n).get("of", []) + syntax.kids(r.analysis, n, "compound")
    return "nominal" in r.noun_classes(n) and any(r.noun_is(o, value) for o in objects for value in wanted)


def _noun_targets(r: Reading, n: int, agents: set[str]) -> Iterator[tuple[Filler, ...]]:
    for path in ("on", "against", "to", "of", "with", "from", "at", "in"):
        found = tuple(f for f in (_without(t, agents) for t in noun_fillers(r, n, path)) if f.keys)
        if found:
            yield found
