"""Phrases: the words that stand where an act's agent or target would and mean no actor that is known.

A court, three villagers or a border town are whom an act comes from or is directed at, though nobody can say who they
are; their words are kept as evidence, and an act of theirs is told all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.ingest import syntax
from kg.ingest.extractors.fillers import slot_nouns
from kg.ingest.frames import Paths
from kg.ingest.reading import Reading

Phrase = tuple[str, int, int]  # role, first token, last token exclusive
_ASIDE = ("relcl", "appos", "punct", "cc")
_DEEP = ("xcomp", "ccomp", "pcomp")
_TIMES = frozenset("by after before during since as within until following amid under without".split())
_DEPTH = 3


def agents(r: Reading, v: int) -> Iterator[Phrase]:
    """Whom the verb's subject or "by" phrase names, where they are somebody."""
    for i in syntax.subjects(r.analysis, v):
        if (
            not r.actors(i)
            and r.is_somebody(i)
            and r.analysis.tokens[i].pos != "PRON"
            and not syntax.has_no(r.analysis, i)
        ):
            yield "agent", *_bounds(r, i)


def targets(r: Reading, v: int, paths: Paths, depth: int = 0) -> Iterator[Phrase]:
    """What the act is directed at: its object, what its prepositions name, and so on in the clauses below it."""
    a = r.analysis
    own = syntax.kids(a, v, "nsubj", "nsubjpass") if depth else []
    for i in dict.fromkeys([*own, *(syntax.objects(a, v) or _on_paths(r, v, paths)), *_beside(r, v)]):
        if a.tokens[i].pos in ("NOUN", "PROPN", "NUM", "ADJ"):
            yield "target", *_bounds(r, i)
    if depth < _DEPTH:
        for clause in _clauses(r, v):
            yield from targets(r, clause, paths, depth + 1)


def _beside(r: Reading, v: int) -> Iterator[int]:
    """Nouns of the prepositions at the verb, those of time left out, and those of "in" and "at" that name no place."""
    for name, found in syntax.prepositions(r.analysis, v).items():
        for i in found:
            somewhere = i in r.places or bool(r.actors(i))
            if name not in _TIMES and not _is_day(r, i) and (somewhere or name not in ("in", "at", "near")):
                yield i


def _on_paths(r: Reading, v: int, paths: Paths) -> list[int]:
    for path in paths:
        slot = path.partition(".")[0]
        if slot not in ("obj", "subj", "by") and (found := slot_nouns(r, v, slot)):
            return [i for i in found if not _is_day(r, i)]
    return []


def _is_day(r: Reading, i: int) -> bool:
    return r.analysis.tokens[i].entity in ("DATE", "TIME")


def _clauses(r: Reading, v: int) -> Iterable[int]:
    a = r.analysis
    yield from syntax.kids(a, v, *_DEEP)
    for p in syntax.kids(a, v, "prep"):
        yield from syntax.kids(a, p, "pcomp")


def of_noun(r: Reading, n: int) -> Iterator[Phrase]:
    """What an event noun is directed at: the bombing of a station, an offensive against the capital."""
    for name, found in syntax.prepositions(r.analysis, n).items():
        if name in ("of", "on", "against", "to", "into", "at", "for", "from", "with"):
            yield from (("target", *_bounds(r, i)) for i in found if not _is_day(r, i))


def _bounds(r: Reading, i: int) -> tuple[int, int]:
    """First and last token of the phrase at i, without clauses and names added to it."""
    a = r.analysis
    below = [i]
    for j in below:
        below.extend(c for c in a.children[j] if a.tokens[c].dep not in _ASIDE and not (j == i and _joined(r, c)))
    return min(below), max(below) + 1


def _joined(r: Reading, c: int) -> bool:
    return r.analysis.tokens[c].dep == "conj"
