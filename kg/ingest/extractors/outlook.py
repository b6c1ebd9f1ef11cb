"""Outlook: what a clause leaves open or takes back of a meeting that its verb tells, and what it keeps apart."""

from __future__ import annotations

from kg.ingest import syntax
from kg.ingest.model import Analysis

_ELSEWHEN = ("before", "after", "ahead", "prior", "following", "since", "until", "alongside")
TAKING_PLACE = frozenset({"hold", "take", "happen", "occur", "conduct", "be", "go"})
_HOPES = frozenset({"hope", "prospect", "possibility", "chance", "idea", "likelihood", "call", "plea", "appeal"})
_RESULTS = frozenset({"result", "outcome", "agreement", "decision", "session", "end", "failure", "success", "day"})
_ACHIEVING = frozenset(
    {"agree", "reach", "decide", "sign", "accept", "make", "exchange", "present", "discuss", "suggest"}
)
_OPEN = frozenset({"will", "would", "to", "could", "may", "might", "should"})


def doubted(a: Analysis, v: int) -> bool:
    """asked if they would meet, will meet if invited, has not confirmed that he will attend: it is open."""
    if _conditional(a, v) or any(_conditional(a, x) for x in syntax.kids(a, v, "advcl")):
        return True
    head = a.tokens[v].head
    return a.tokens[v].dep == "ccomp" and (syntax.is_negated(a, head) or _conditional(a, head))


def _conditional(a: Analysis, v: int) -> bool:
    return any(a.tokens[m].lower_is("if", "whether", "unless") for m in syntax.kids(a, v, "mark"))


def given_up(a: Analysis, v: int) -> bool:
    """had planned to meet, was to have met: it did not come to it."""
    auxiliaries = {*syntax.auxiliaries(a, v)}
    if a.tokens[v].dep != "xcomp" or "to" not in auxiliaries:
        return False
    head = a.tokens[a.tokens[v].head]
    if head.lemma == "be":
        return "have" in auxiliaries and head.tag == "VBD"
    planned = head.lemma in ("plan", "intend", "schedule", "hope", "arrange", "slate")
    return planned and head.tag in ("VBN", "VBD") and "had" in syntax.auxiliaries(a, head.i)


def yielded(a: Analysis, n: int) -> bool:
    """agreed at the second round, the results of the first: what came of it shows that it was held."""
    preposition = a.tokens[a.tokens[n].head]
    if a.tokens[n].dep != "pobj":
        return False
    if preposition.lower_is("of", "from"):
        return a.tokens[preposition.head].lemma.lower() in _RESULTS
    verb = a.tokens[syntax.clause_of(a, n)]
    past = verb.tag in ("VBD", "VBN") and not _OPEN & {*syntax.auxiliaries(a, verb.i)}
    return preposition.lower_is("at", "in", "during") and past and verb.lemma.lower() in _ACHIEVING


def apart(a: Analysis, x: int, y: int) -> bool:
    """met X before talks with Y, ahead of the summit: two meetings, of which one tells when the other was."""
    for low, high in ((x, y), (y, x)):
        above = [*syntax.ancestors(a, low)]
        if high in above:
            return any(a.tokens[i].lower_is(*_ELSEWHEN) for i in above[: above.index(high)])
    return False


def called_off(a: Analysis, verb: int) -> bool:
    """the round will not take place, the talks will not be held: what was to be is not to be."""
    known = any(_is_definite(a, n) for n in syntax.kids(a, verb, "nsubj", "nsubjpass"))
    ahead = bool({"will", "wo", "would", "'ll"} & {*syntax.auxiliaries(a, verb)})
    return known and ahead and a.tokens[verb].lemma.lower() in TAKING_PLACE and syntax.is_negated(a, verb)


def _is_definite(a: Analysis, n: int) -> bool:
    return any(a.tokens[d].lower_is("the", "this", "that", "these", "those") for d in syntax.kids(a, n, "det"))


def closing(a: Analysis, n: int) -> bool:
    """hours before the end of the conference: it is still going on."""
    head = a.tokens[a.tokens[n].head]
    outer = a.tokens[head.head]
    ends = a.tokens[n].dep == "pobj" and outer.lemma.lower() in ("end", "close", "conclusion", "closing")
    return ends and a.tokens[outer.head].lower_is("before")


def hoped(a: Analysis, n: int) -> bool:
    """hopes of talks, the prospect of a summit."""
    head = a.tokens[n].head
    outer = a.tokens[a.tokens[head].head]
    return a.tokens[n].dep == "pobj" and outer.lemma.lower() in _HOPES and outer.pos == "NOUN"
