"""Outcomes: which words name an agreement, and what becomes of it by the verb or noun that it goes with.

`data/frames/outcomes.csv` says of a word (reach, violate, take effect) and of where the agreement stands to it (subj,
obj, a preposition) which status an agreement has by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors import factuality
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.holders import holders, value

MADE = ("agreed", "signed")  # statuses by which an agreement comes about
_DEFINITE = frozenset("the this that these those its their his her our both said".split())
_MODIFIERS = ("compound", "amod", "nmod", "poss")
_BLAMING = frozenset({"accuse", "blame", "charge", "suspect"})
_BLAMED = ("of", "for", "with")
_EARLIER = frozenset("previous earlier former last old another similar other past prior second third".split())
_HYPOTHETIC = frozenset({"after", "once", "when", "before", "until", "till", "if", "unless"})
_PLACING = ("begin", "last", "end", "apply", "hold", "keep", "maintain", "stand")  # what a truce does, no other thing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a word at `at` makes of the agreement: its status, how it is told, and who is blamed for it."""

    at: int
    slot: str
    status: str
    factuality: str | None
    blamed_by: tuple[str, ...] = ()


def is_agreement(c: Context, n: int) -> bool:
    """Whether the noun or name at n is what parties agree on: deal, accord, the Minsk Agreements, the swap agreed."""
    token = c.reading.analysis.tokens[n]
    if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "amod", "nmod"):
        return False
    classes = c.reading.noun_classes(n)
    if token.pos == "PROPN":
        classes |= c.reading.frames.classes(token.lemma.lower().removesuffix("s"))
    return ("agreement" in classes and not classes & {"proposal", "document"}) or _is_agreed(c, n)


def _is_agreed(c: Context, n: int) -> bool:
    """the exchange (that was) agreed in May"""
    a = c.reading.analysis
    below = (v for v in syntax.kids(a, n, "acl", "relcl") if a.tokens[v].lemma == "agree")
    return a.tokens[n].pos == "NOUN" and any(n in syntax.objects(a, v) for v in below)


def is_other(c: Context, n: int) -> bool:
    """an earlier truce, previous deals: another agreement than the one that the article is about"""
    a = c.reading.analysis
    return any(a.tokens[x].text.lower() in _EARLIER for x in syntax.kids(a, n, "amod", "det"))


def is_ceasefire(c: Context, n: int) -> bool:
    return "ceasefire" in c.reading.noun_classes(n)


def is_definite(c: Context, n: int) -> bool:
    """Whether the words presuppose that the agreement is there: the truce, their deal, the Ohrid Agreement."""
    a = c.reading.analysis
    if any(a.tokens[d].text.lower() in _DEFINITE for d in syntax.kids(a, n, "det", "poss", "predet")):
        return True
    if syntax.kids(a, n, "poss"):
        return True
    return is_named(c, n) and not any(a.tokens[d].lower_is("a", "an", "no", "any") for d in syntax.kids(a, n, "det"))


def is_named(c: Context, n: int) -> bool:
    """Whether the agreement has a name: the Minsk Agreements, the Geneva communique."""
    return bool(names(c, n)) or c.reading.analysis.tokens[n].pos == "PROPN"


def names(c: Context, n: int) -> frozenset[str]:
    """Words of a place or event before the noun that tell one agreement from another: Minsk, Algiers."""
    a, r = c.reading.analysis, c.reading
    own = syntax.kids(a, n, "compound", "nmod", "amod")
    return frozenset(a.tokens[k].text for k in own if a.tokens[k].pos == "PROPN" and (k in r.places or not r.actors(k)))


def find(c: Context, n: int) -> Iterator[Outcome]:
    """What the verbs and nouns around the agreement at n make of it."""
    a = c.reading.analysis
    for v, slot in holders(c, n):
        if syntax.is_verb(a.tokens[v]):
            status = value(c, v, slot, c.reading.frames.outcomes)
            if status and not (a.tokens[v].lemma in _PLACING and not _may_last(c, n, v)) and not _imagined(c, n, v):
                yield Outcome(v, slot, status, *_told(c, v))
        elif slot == "of" and (status := c.reading.frames.outcomes.get((a.tokens[v].lemma.lower(), "of"), "")):
            yield Outcome(v, "of", status, *_told_noun(c, v))


def _may_last(c: Context, n: int, v: int) -> bool:
    """A truce begins, holds and ends; talks of "a truce beginning with Aleppo" do not tell that it did."""
    return is_ceasefire(c, n) and c.reading.analysis.tokens[v].tag != "VBG"


def _imagined(c: Context, n: int, v: int) -> bool:
    """Whether an agreement that nobody knows yet is only spoken of: wanted a truce that would be signed."""
    a = c.reading.analysis
    if a.tokens[v].dep not in ("acl", "relcl") or is_definite(c, n) or a.tokens[v].head != n:
        return False
    return factuality.of_noun(a, c.reading.frames, n) not in ("asserted", "negated")


def _told(c: Context, v: int) -> tuple[str | None, tuple[str, ...]]:
    """Factuality of a verb, and who accuses somebody of it."""
    a = c.reading.analysis
    if blamers := _blamers(c, v):
        return "asserted", blamers
    token = a.tokens[v]
    marks = [*syntax.kids(a, v, "mark", "advmod"), *([token.head] if token.dep == "pcomp" else [])]
    tense = [t for t in [token, *(a.tokens[x] for x in syntax.kids(a, v, "aux", "auxpass"))] if t.tag in ("VBZ", "VBP")]
    if token.dep == "advcl" and tense and any(a.tokens[m].text.lower() in _HYPOTHETIC for m in marks):
        return "conditional", ()
    if token.dep == "xcomp" and "to" in syntax.auxiliaries(a, v) and a.tokens[token.head].lemma == "be":
        return "planned", ()
    return factuality.of_verb(a, c.reading.frames, v), ()


def _told_noun(c: Context, n: int) -> tuple[str | None, tuple[str, ...]]:
    if blamers := _blamers(c, n):
        return "asserted", blamers
    return factuality.of_noun(c.reading.analysis, c.reading.frames, n), ()


def _blamers(c: Context, i: int) -> tuple[str, ...]:
    """Who accuses others of breaking it: X accused Y of violating, of violations of, the truce."""
    a = c.reading.analysis
    first = syntax.first_conjunct(a, i)
    preposition = a.tokens[a.tokens[first].head]
    verb = a.tokens[preposition.head]
    if a.tokens[first].dep not in ("pcomp", "pobj") or preposition.text.lower() not in _BLAMED:
        return ()
    if verb.lemma.lower() not in _BLAMING or syntax.is_negated(a, verb.i):
        return ()
    return tuple(k for s in syntax.subjects(a, verb.i) for k in c.reading.actors(s))


def standing(c: Context, n: int, o: Outcome, *, made: bool = False) -> str:
    """The status that the outcome tells of an agreement; "" where it tells of none that is there.

    `made`: the same words say that it came about: a truce, signed in May, did not hold.
    """
    sure = made or is_definite(c, n)
    if o.status in MADE:
        return _made(o, sure)
    if o.factuality == "asserted":
        return o.status
    if o.factuality == "negated" and sure:
        return {"broken": "in_force", "in_force": "broken", "carried_out": "agreed"}[o.status]
    return "agreed" if o.factuality == "planned" and sure and o.status != "broken" else ""


def _made(o: Outcome, sure: bool) -> str:
    if o.factuality == "asserted":
        return o.status
    if o.factuality == "planned" and o.status == "signed":
        return "planned"
    return "agreed" if o.factuality == "negated" and o.status == "signed" and sure else ""
