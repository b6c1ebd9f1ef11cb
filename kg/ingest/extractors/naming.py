"""Naming: who calls, describes or dismisses a thing as good or bad praises or criticizes it by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.ingest import syntax
from kg.ingest.extractors import issues, speaking, verdicts
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import Filler
from kg.ingest.extractors.predicate import Predicate

_NAMING = frozenset(
    "call describe label brand dub term hail consider regard see view deem find pronounce declare denounce dismiss "
    "characterise characterize portray depict condemn judge rate style think cast reject paint present treat speak "
    "refer believe cite".split()
)
_ONLY_AS = frozenset({"speak", "refer", "cite", "reject", "present", "treat"})  # as or of must be there
_PREDICATES = ("oprd", "ccomp", "xcomp", "acomp", "attr", "advcl")


def found(c: Context, told: Mapping[int, Draft]) -> Iterator[Draft]:
    """Drafts of all verbs of naming that no frame has told."""
    a = c.reading.analysis
    for token in a.tokens:
        if token.lemma.lower() in _NAMING and syntax.is_verb(token) and token.i not in told:
            for x in _predicates(c, token.i):
                if act := verdicts.polar(c, x, "verdict"):
                    if draft := _draft(c, token.i, x, act):
                        yield draft
                    break


def _predicates(c: Context, v: int) -> Iterator[int]:
    """The words that say what the thing is called."""
    a = c.reading.analysis
    beside = [p for o in syntax.kids(a, v, "dobj") for p in syntax.kids(a, o, "prep") if a.tokens[p].lower_is("as")]
    for p in [*syntax.kids(a, v, "prep", "mark"), *beside]:
        if a.tokens[p].lower_is("as", "of"):
            yield from (x for x in a.children[p] if a.tokens[x].dep in ("pobj", "amod", "pcomp", "acomp", "prep"))
    if a.tokens[v].lemma.lower() in _ONLY_AS:
        return
    yield from (x for x in syntax.kids(a, v, *_PREDICATES) if not syntax.is_verb(a.tokens[x]))
    objects = syntax.kids(a, v, "dobj")
    if len(objects) > 1:  # called it a mistake
        yield objects[-1]


def _draft(c: Context, v: int, x: int, act: str) -> Draft | None:
    a, r = c.reading.analysis, c.reading
    keys, at = speaking.speaker(r, v)
    if at is None or not (keys or r.is_somebody(at)) or syntax.is_negated(a, v):
        return None
    nouns = [o for o in syntax.objects(a, v) if o != x] + syntax.kids(a, x, "nsubj")
    targets = tuple(dict.fromkeys(k for n in nouns for k in r.affected(n) if k not in keys))
    coded = r.frames.acts[act]
    content = frozenset(syntax.subtree(a, v))
    predicate = Predicate(v, act, "implied:naming", None, (Filler(at, keys),), (), (v,))
    return Draft(
        v, act, coded.type, predicate.rule, "asserted", keys, targets,
        issues.distinct(issues.find(a, r.frames, content)), c.speaker_of(v), c.clock.at([v]),
        None, None, None, predicate, content, (coded.type,),
    )  # fmt: skip
