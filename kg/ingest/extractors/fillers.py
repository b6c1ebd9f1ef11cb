"""Fillers: the actors at the end of an argument path from a verb ("subj", "with", "obj.owner") or a noun."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.frames import Paths
from kg.ingest.reading import Reading

# participles that say what others did to the thing: the plan backed by X is not the plan of X
_OF_OTHERS = frozenset("back reject broker mediate facilitate sponsor host support oppose accept endorse".split())
_MADE = frozenset({"propose", "demand", "hand_over_document", "accuse"})  # acts by which a thing is somebody's
_GIVING = frozenset("give make issue voice level set draft write launch".split())
MOVES = frozenset({"deploy", "withdraw"})  # acts done with troops, by those whose they are


@dataclass(frozen=True, slots=True)
class Filler:
    """An argument: the token it stands at and the actors it means."""

    token: int
    keys: tuple[str, ...]


def fill(r: Reading, v: int, paths: Paths, taken: Set[str] = frozenset()) -> tuple[Filler, ...]:
    """Fillers of the first path that leads to actors who are not `taken` by another slot."""
    for path in paths:
        if found := tuple(f for f in (without(x, taken) for x in follow(r, v, path)) if f.keys):
            return found
    return ()


def all_fillers(r: Reading, v: int, paths: Paths) -> tuple[Filler, ...]:
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
    if slot == "by" and not (syntax.is_passive(r.analysis, v) or syntax.objects(r.analysis, v)):
        nouns = []
    if not rest:
        return _fillers(r, nouns, whole=slot not in ("subj",))
    return tuple(f for n in nouns for f in noun_fillers(r, r.content_noun(n), rest))


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
    nouns = found.get(slot) or [n for name, nouns in found.items() if name.endswith(f" {slot}") for n in nouns]
    return nouns if nouns or slot != "with" else syntax.strayed(a, v)


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
        if path == "by" and _makes(r, c) and not syntax.is_passive(a, c):
            return _fillers(r, [s for s in syntax.subjects(a, c) if s != noun], whole=False)
    return ()


def _makes(r: Reading, v: int) -> bool:
    """Whether a relative clause tells whose its noun is: the memorandum that X handed over, the answer that X gave."""
    lemma = r.analysis.tokens[v].lemma.lower()
    return lemma in _GIVING or any(f.act in _MADE for f in r.frames.verbs.get(lemma, ()))


def _fillers(r: Reading, nouns: list[int], *, whole: bool) -> tuple[Filler, ...]:
    found = []
    for n in nouns:
        keys = r.affected(n) if whole or r.noun_classes(n) & {"attack", "killing"} else r.acting(n)
        if keys:
            found.append(Filler(n, keys))
    return tuple(found)


def movers(r: Reading, nouns: Iterable[int]) -> tuple[Filler, ...]:
    """Whose the troops are that are sent or brought home, where no more is said of who does it: US troops left."""
    found = (Filler(n, r.affected(n)) for n in nouns if r.noun_is(n, "troops"))
    return tuple(f for f in found if f.keys)


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


def without(filler: Filler, keys: Set[str]) -> Filler:
    """The filler without the actors that fill another slot already."""
    return Filler(filler.token, tuple(k for k in filler.keys if k not in keys))
