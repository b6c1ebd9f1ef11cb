"""What an article attributes to somebody besides what is said: thoughts, feelings, wishes, plans, stances, appeals.

The cues (verbs, adjectives, nouns) and what must go with them stand in data/frames/attributions.csv.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ingest import syntax
from kg.ingest.extractors.quotes import quotes
from kg.ingest.extractors.sayings import Saying
from kg.ingest.frames import Construction
from kg.ingest.model import Analysis
from kg.ingest.reading import Reading

_BEING = frozenset({"be", "remain", "seem", "feel", "become", "sound", "appear", "grow", "stay", "look", "get", "keep"})
_LIGHT = frozenset(
    "make issue express voice have offer give release deliver raise cast share send launch level hold air file lodge "
    "submit table present show harbor harbour convey renew repeat unleash direct reach draw take provide post put "
    "publish add reveal signal announce unveil outline reiterate".split()
)
_OF_NOUNS = frozenset("of for on about against over to toward towards with in as that".split())
_HOLDING = frozenset({"by", "from", "among", "between"})
_EMPTY = frozenset({"it", "there", "this", "that", "which", "what", "these", "those"})
KINDS = frozenset("thought feeling wish plan stance appeal evaluation naming mention evidence".split())
_CORE = frozenset({"obj", "clause", "to", "as", "gerund"})  # complements that always belong to what is held
_CLAUSES = ("ccomp", "parataxis")


def find(r: Reading, sayings: Sequence[Saying]) -> list[Saying]:
    """Attributions in text order, those at the cue of one of the `sayings` left out, and those in another's words."""
    a = r.analysis
    taken = {s.cue for s in sayings} | {t for s in sayings for t in s.content}
    taken |= {t for q in quotes(a) for t in range(q.first, q.last)}
    found: dict[int, Saying] = {}
    for token in a.tokens:
        if token.i not in taken and (made := _at(r, token.i, found)):
            found[token.i] = made
    within = {t for s in found.values() for t in s.content}
    return [found[i] for i in sorted(found) if i not in within]


def _at(r: Reading, i: int, found: dict[int, Saying]) -> Saying | None:
    a, token = r.analysis, r.analysis.tokens[i]
    if syntax.is_verb(token):
        return None if _attributive(a, i) else _verb(r, i)
    if token.pos == "ADJ" and token.dep in ("acomp", "oprd", "conj"):
        return _adjective(r, i)
    if token.pos == "NOUN" and (token.lemma.lower(), "noun") in r.frames.attributions:
        return _noun(r, i, found)
    return None


def _verb(r: Reading, v: int) -> Saying | None:
    a = r.analysis
    for construction in _constructions(r, v, "verb"):
        content = _complements(a, v, construction)
        if content:
            return _attributed(r, v, construction.kind, syntax.subjects(a, v), content)
    if a.tokens[v].tag == "VBN" and syntax.kids(a, v, "auxpass"):
        return _adjective(r, v)
    return None


def _attributive(a: Analysis, v: int) -> bool:
    """A participle after a noun or a relative clause about its subject says who is meant, and is no news of him."""
    clause = syntax.first_conjunct(a, v)
    subjects = syntax.kids(a, clause, "nsubj", "nsubjpass")
    if a.tokens[clause].dep == "acl":
        return not subjects
    return a.tokens[clause].dep == "relcl" and (not subjects or a.tokens[subjects[0]].lower_is(*syntax.RELATIVES))


def _adjective(r: Reading, i: int) -> Saying | None:
    a = r.analysis
    verb = a.tokens[syntax.first_conjunct(a, i)].head if not syntax.is_verb(a.tokens[i]) else i
    for construction in _constructions(r, i, "adj"):
        content = _complements(a, i, construction)
        if content and (verb == i or a.tokens[verb].lemma.lower() in _BEING):
            return _attributed(r, i, construction.kind, syntax.surface_subjects(a, verb), content)
    return None


def _noun(r: Reading, n: int, found: dict[int, Saying]) -> Saying | None:
    a = r.analysis
    content = _below_noun(a, n)
    kind = r.frames.attributions[a.tokens[n].lemma.lower(), "noun"][0].kind
    holders = _holders(r, n)
    verb = a.tokens[n].head
    if not holders and a.tokens[n].dep == "dobj" and a.tokens[verb].lemma.lower() in _LIGHT and verb not in found:
        holders = syntax.subjects(a, verb)
    return _attributed(r, n, kind, holders, content) if content else None


def _below_noun(a: Analysis, n: int) -> frozenset[int]:
    content: set[int] = set()
    for c in a.children[n]:
        token = a.tokens[c]
        of = token.dep == "prep" and token.text.lower() in _OF_NOUNS
        that = token.dep == "relcl" and any(a.tokens[m].lower_is("that") for m in syntax.kids(a, c, "mark"))
        if of or that or token.dep in ("acl", "ccomp", "xcomp"):
            content.update(syntax.subtree(a, c))
    return frozenset(content)


def _holders(r: Reading, n: int) -> list[int]:
    """Whose the noun is: possessor, nationality, or after by and from."""
    a = r.analysis
    owners = syntax.kids(a, n, "poss")
    owners += [c for c in syntax.kids(a, n, "amod", "compound", "nmod") if r.actors(c)]
    prepositions = syntax.prepositions(a, n)
    owners += [m for p in sorted(_HOLDING) for m in prepositions.get(p, [])]
    return owners or [m for m in prepositions.get("of", []) if r.actors(m)]


def _constructions(r: Reading, i: int, pos: str) -> Iterator[Construction]:
    a = r.analysis
    lemma = a.tokens[i].lemma.lower()
    if i + 1 in syntax.kids(a, i, "prt", "advmod", "prep"):
        yield from r.frames.attributions.get((f"{lemma} {a.tokens[i + 1].text.lower()}", pos), ())
    yield from r.frames.attributions.get((lemma, pos), ())


def _complements(a: Analysis, v: int, construction: Construction) -> frozenset[int]:
    """Tokens of the complements, if one is there that the construction needs."""
    content: set[int] = set()
    fits = False
    passive = syntax.is_passive(a, v)
    for c in a.children[v]:
        role = _role(a, c, passive)
        if role is None:
            continue
        if role in construction.needs or role in _CORE:
            fits = fits or role in construction.needs
            content.update(syntax.subtree(a, c))
    return frozenset(content) if fits else frozenset()


def _role(a: Analysis, c: int, passive: bool) -> str | None:
    """How the child c complements its verb: obj, clause, to, gerund, as, or its preposition."""
    token = a.tokens[c]
    if token.dep in ("dobj", "dative") or (passive and token.dep == "nsubjpass"):
        return "obj"
    if token.dep in ("prep", "agent"):
        return token.text.lower()
    if token.dep in ("oprd", "acomp"):
        return "as"
    if token.dep in ("xcomp", *_CLAUSES):
        if "to" in syntax.auxiliaries(a, c):
            return "to"
        return "gerund" if token.tag == "VBG" and token.dep == "xcomp" else "clause"
    return None


def _attributed(r: Reading, cue: int, kind: str, holders: Sequence[int], content: frozenset[int]) -> Saying | None:
    """The attribution to the first of `holders`, unless that is an empty word."""
    if not holders:
        return None
    holder = holders[0]
    token = r.analysis.tokens[holder]
    if token.pos in ("VERB", "ADP", "NUM") or (token.text.lower() in _EMPTY and not r.actors(holder)):
        return None
    keys = tuple(dict.fromkeys(k for h in holders for k in r.actors(h)))
    return Saying(cue, kind, keys, holder, content - {holder, cue}, ())
