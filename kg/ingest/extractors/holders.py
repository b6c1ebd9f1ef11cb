"""Holders: the verbs and nouns that something goes with, in which slot, and what tables of words say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context


def holders(c: Context, n: int) -> Iterator[tuple[int, str]]:
    """Verbs and nouns that the agreement goes with, each with the slot in which it stands."""
    a = c.reading.analysis
    first = syntax.first_conjunct(a, n)
    head = a.tokens[a.tokens[first].head]
    above = [head.i] if syntax.is_verb(head) else []
    if a.tokens[first].dep in ("nsubj", "nsubjpass"):
        above += [v for v in syntax.conjuncts(a, head.i)[1:] if syntax.is_verb(a.tokens[v])]
        above += [x for v in above for x in syntax.kids(a, v, "xcomp")]
    above += syntax.kids(a, n, "acl", "relcl")
    for v in dict.fromkeys(above):
        if n in syntax.objects(a, v):
            yield v, "obj"
        elif n in syntax.surface_subjects(a, v) or first in syntax.surface_subjects(a, v):
            yield v, "subj"
        for name, nouns in syntax.prepositions(a, v).items():
            if n in nouns:
                yield v, name
    if a.tokens[first].dep == "pobj":
        governor = a.tokens[head.head]
        yield governor.i, head.text.lower()
        if governor.dep in ("prep", "prt", "advmod", "acomp", "dobj"):  # pulled out of it, open to it, took note of it
            yield governor.head, head.text.lower()


def value(c: Context, v: int, slot: str, table: Mapping[tuple[str, str], str]) -> str:
    """What a table says of a verb, alone or with its particle, object, adjective, prepositional noun: the longest."""
    a = c.reading.analysis
    lemma = a.tokens[v].lemma.lower()
    longer = [f"{lemma} {a.tokens[p].text.lower()}" for p in syntax.kids(a, v, "prt", "prep")]
    longer += [f"{lemma} {a.tokens[x].lemma.lower()}" for x in syntax.kids(a, v, "dobj", "acomp", "advmod", "intj")]
    longer += [f"{lemma} {p} {a.tokens[n].lemma.lower()}" for p, ns in syntax.prepositions(a, v).items() for n in ns]
    return next((s for word in (*longer, lemma) if (s := table.get((word, slot)))), "")
