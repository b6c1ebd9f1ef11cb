"""Meeting places: where a meeting noun or verb says that it is, and the way that leads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context

_MOVING = frozenset("go come head leave depart return sit gather converge stop stay be prepare invite".split())
LEADING = frozenset("bring draw lure coax persuade summon get".split())  # whose object goes there, not the subject
_MARGINS = frozenset({"sideline", "margin", "fringe"})
AHEAD_OF = ("ahead", "prior")


def way_to(c: Context, n: int) -> int | None:
    """The verb of going to, being at or taking part in the meeting at n."""
    a, frames = c.reading.analysis, c.reading.frames
    head = a.tokens[n].head
    if a.tokens[n].dep == "pobj" and a.tokens[head].lower_is("for", "to", "in", "at"):
        verb = a.tokens[head].head
        if a.tokens[verb].lower_is(*AHEAD_OF):
            return None
        if a.tokens[verb].pos in ("ADP", "PROPN", "ADV") or "visit" in c.reading.noun_classes(verb):
            verb = a.tokens[verb].head
    elif a.tokens[n].dep == "dobj" and a.tokens[head].lemma.lower() in ("attend", "join", "enter", "chair"):
        verb = head
    else:
        return None
    lemma = a.tokens[verb].lemma.lower()
    if not syntax.is_verb(a.tokens[verb]) or lemma in frames.cues:
        return None
    meets = any(f.act == "meet" for f in frames.verbs.get(lemma, ())) or lemma in ("agree", "commit")
    return verb if meets or lemma in _MOVING or lemma in LEADING else None


def place_of(c: Context, nouns: Sequence[int], clauses: Sequence[int] = ()) -> tuple[str | None, str | None]:
    """City or country, and venue, of the meeting whose noun or verb and clauses are given."""
    r = c.reading
    place = venue = None
    for x in _place_words(c, nouns, clauses):
        key = r.place(x)
        if key and r.entities[key].kind == "venue":
            venue = venue or key
        elif key:
            place = place or key
    return place or (r.entities[venue].within if venue else None), venue


def _place_words(c: Context, nouns: Sequence[int], clauses: Sequence[int]) -> Iterator[int]:
    """Words of a place below the noun, its verb and its relative clause, or on the way there."""
    a = c.reading.analysis
    for holder in [*nouns, *_holding(c, nouns[0]), *clauses]:
        for name in ("in", "at", "near", "outside"):
            for x in syntax.prepositions(a, holder).get(name, []):
                yield x
                yield from syntax.prepositions(a, x).get("in", [])
        yield from syntax.kids(a, holder, "advmod")
        where = any(a.tokens[w].lower_is("where") for w in syntax.kids(a, holder, "advmod"))
        yield from [a.tokens[holder].head] if where and a.tokens[holder].dep == "relcl" else []
    for n in nouns:
        yield from syntax.kids(a, n, "compound", "nmod", "amod", "poss")
        for x in occasion(c, n):
            for holder in (x, *syntax.kids(a, x, "relcl", "acl")):
                yield from (p for name in ("in", "at") for p in syntax.prepositions(a, holder).get(name, []))
        for name in ("of", "between", "with"):
            for o in syntax.prepositions(a, n).get(name, []):
                yield from syntax.prepositions(a, o).get("in", [])
    way = way_to(c, nouns[0])
    if way is not None:
        found = syntax.prepositions(a, way)
        yield from (x for name in ("in", "to", "at", "for") for x in found.get(name, []))
        yield from (*syntax.kids(a, way, "advmod"), *syntax.objects(a, way))


def occasion(c: Context, n: int) -> list[int]:
    """on the sidelines of a summit in X: the margin and what it is the margin of."""
    a = c.reading.analysis
    beside = [x for x in syntax.prepositions(a, n).get("on", []) if a.tokens[x].lemma.lower() in _MARGINS]
    return [*beside, *(o for x in beside for o in syntax.prepositions(a, x).get("of", []))]


def _holding(c: Context, n: int) -> list[int]:
    """The verb that says where the meeting is: talks will be held in X, they resumed in X."""
    a = c.reading.analysis
    verb = a.tokens[n].head
    near = a.tokens[n].dep in ("nsubj", "nsubjpass", "dobj") and syntax.is_verb(a.tokens[verb])
    if not near or a.tokens[verb].lemma.lower() in c.reading.frames.cues:
        return []
    return [verb, *syntax.kids(a, verb, "xcomp"), *syntax.kids(a, verb, "advcl")]
