"""Who speaks: the subject of a reporting verb, and those who issued the paper that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest import syntax
from kg.ingest.model import Analysis
from kg.ingest.reading import Reading

PAPERS = frozenset(
    "report statement letter poll study survey communique communiqué article resolution document declaration release "
    "memo message paper bulletin note tweet post briefing dispatch transcript readout announcement editorial".split()
)
_QUOTING = frozenset({"quote", "cite", "report", "describe"})
_ISSUING = frozenset(
    "issue release publish sign circulate post broadcast distribute make write put send read prepare compile deliver "
    "adopt carry give offer hand draft author approve provide tweet share add".split()
)
_FROM = ("from", "by", "of")


def speaker(r: Reading, v: int) -> tuple[tuple[str, ...], int | None]:
    """Keys and token of the logical subject; a statement or report speaks for those whose it is."""
    a = r.analysis
    tokens = _quoted_by_others(a, v) or [_named_beside(r, t) for t in syntax.subjects(a, v)]
    keys = [k for t in tokens for k in r.actors(t)]
    if keys:
        return tuple(dict.fromkeys(keys)), tokens[0]
    for t in tokens:
        if owners := voice_of(r, t):
            return owners, t
    return _above(r, v, tokens) or ((), tokens[0] if tokens else None)


def _above(r: Reading, v: int, tokens: list[int]) -> tuple[tuple[str, ...], int | None] | None:
    """walked away after fire resumed, saying ...: fire says nothing, but who is the subject above it may."""
    a = r.analysis
    mute = tokens and a.tokens[tokens[0]].pos == "NOUN" and not r.is_somebody(tokens[0]) and not is_paper(r, tokens[0])
    if not mute or syntax.kids(a, v, "nsubj", "nsubjpass"):
        return None
    for u in syntax.ancestors(a, v):
        above = [t for t in syntax.subjects(a, u) if t not in tokens] if syntax.is_verb(a.tokens[u]) else []
        if keys := tuple(dict.fromkeys(k for t in above for k in r.actors(t))):
            return keys, above[0]
    return None


def voice_of(r: Reading, t: int) -> tuple[str, ...]:
    """For whom the noun at t speaks: those who issued a paper, or whose a thing that speaks is."""
    if is_paper(r, t):
        return issuers(r, t)
    sources = syntax.prepositions(r.analysis, t)
    return r.owner(t) or tuple(k for p in _FROM for n in sources.get(p, []) for k in r.actors(n))


def is_paper(r: Reading, t: int) -> bool:
    """Whether the noun at t is a statement, report or the like."""
    token = r.analysis.tokens[t]
    return token.pos in ("NOUN", "PROPN") and token.lemma.lower() in PAPERS


def issuers(r: Reading, t: int) -> tuple[str, ...]:
    """Whose the paper at t is: Iran's, from or by Iran, issued by Iran; that Iran issued; in which Iran says something.

    A paper of many has all of them.
    """
    found = next((keys for group in _issuing(r, t) if (keys := [k for n in group for k in r.actors(n)])), [])
    return tuple(dict.fromkeys(found)) or r.owner(t)


def _issuing(r: Reading, t: int) -> Iterator[list[int]]:
    """Nouns that may be the issuers of a paper, the surest first."""
    a = r.analysis
    sources = syntax.prepositions(a, t)
    yield [n for c in syntax.kids(a, t, "poss") for n in syntax.conjuncts(a, c)]
    yield [n for v in syntax.kids(a, t, "acl") if _issues(a, v) for n in syntax.subjects(a, v) if n != t]
    yield [n for p in _FROM[:2] for n in sources.get(p, [])]
    yield [n for v in syntax.kids(a, t, "relcl") if _issues(a, v) for n in syntax.subjects(a, v) if n != t]
    verb = a.tokens[a.tokens[t].head]
    if a.tokens[t].dep in ("dobj", "nsubjpass") and _issues(a, verb.i):
        yield [n for n in syntax.subjects(a, verb.i) if n != t]
    if a.tokens[t].dep == "pobj" and verb.lower_is("in", "by", "through", "via", "on"):
        clause = a.tokens[verb.head]
        if syntax.is_verb(clause) and r.frames.cues.get(clause.lemma.lower()):
            yield syntax.subjects(a, clause.i)
    yield sources.get("of", [])


def _issues(a: Analysis, v: int) -> bool:
    return a.tokens[v].lemma.lower() in _ISSUING


def _quoted_by_others(a: Analysis, v: int) -> list[int]:
    """Whom a paper quotes as saying it."""
    token = a.tokens[v]
    quoting = a.tokens[a.tokens[token.head].head]
    if token.dep == "pcomp" and a.tokens[token.head].lower_is("as") and quoting.lemma.lower() in _QUOTING:
        return syntax.objects(a, quoting.i)
    return []


def _named_beside(r: Reading, t: int) -> int:
    """their legal counsel, X, said: the person in apposition to the one who speaks."""
    if any(r.entities[k].kind == "person" for k in r.actors(t)):
        return t
    for c in syntax.kids(r.analysis, t, "appos"):
        if any(r.entities[k].kind == "person" for k in r.actors(c)):
            return c
    return t
