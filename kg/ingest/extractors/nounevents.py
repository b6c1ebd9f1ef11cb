"""Events that only a noun tells: the truce is in danger, weeks of talks, amid renewed shelling of the port.

A noun of an act is an event where nothing else in its sentence tells an act of that type, and where it is not what
another act is about (to reject an offer). How much must stand beside it is said for each act in acts.csv (`noun`):
nothing (any), a modifier or a preposition (modified), or a sign that it is not the meeting that the article is about
anyway (meeting).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.ingest import syntax
from kg.ingest.extractors import factuality, issues, phrases
from kg.ingest.extractors.context import complete
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import Filler, noun_fillers
from kg.ingest.extractors.nominals import is_body, named, noun_targets, sides
from kg.ingest.extractors.predicate import Predicate
from kg.ingest.extractors.told import Gathered
from kg.ingest.frames import Act
from kg.ingest.model import DateValue
from kg.ingest.reading import SPANS

_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod", "nummod"})  # a truce monitor, the talks' outcome
_DEFINITE = frozenset("the this that these those".split())
_ASKING = frozenset({"REQUEST", "REJECT", "ACCUSE", "CONCEDE"})  # types of acts upon what may never come about
_BEHIND = frozenset("after since following despite during".split())
_AGREED = frozenset("agree plan promise pledge vow commit undertake decide schedule expect order prepare".split())
_MODIFIERS = ("amod", "compound", "nmod", "nummod", "poss", "acl", "relcl", "prep")


def further(c: Context, drafts: Sequence[Draft], gathered: Sequence[Gathered]) -> list[Draft]:
    """The events of nouns that `drafts` leave untold, in text order."""
    a = c.reading.analysis
    told = {(a.tokens[d.at].sentence, d.type) for d in drafts}
    used = {i for d in drafts for i in (d.at, d.predicate.noun)}
    asked = {i for d in drafts if d.type in _ASKING for i in d.content}
    about = {i for d in drafts for i in d.content}
    met = {t.word: t.participants for g in gathered for t in g.tellings if len(t.participants) > 1}
    found: list[Draft] = []
    seen: set[str] = set()
    for n, act in _nouns(c):
        first, key = act.name not in seen, (a.tokens[n].sentence, act.type)
        seen.add(act.name)
        if key in told or n in used:
            continue
        made = _draft(c, n, act, met.get(n, ()))
        inside = n in asked or (n in about and not _has_actors(made))
        if (key[0], made.type) not in told and _tells(c, n, act, first=first, inside=inside):
            told |= {key, (key[0], made.type)}
            found.append(made)
    return complete(c, found)


def _nouns(c: Context) -> Iterator[tuple[int, Act]]:
    """Nouns that stand for an act of which a noun alone can tell."""
    r = c.reading
    for token in r.analysis.tokens:
        if token.pos == "NOUN" and token.dep not in _INSIDE and (name := r.noun_act(token.i)):
            act = r.frames.acts[name]
            if act.noun and "thing" not in r.noun_classes(token.i):
                yield token.i, act


def _tells(c: Context, n: int, act: Act, *, first: bool, inside: bool) -> bool:
    a = c.reading.analysis
    if act.noun == "meeting":
        return _tells_meeting(c, n, first=first, inside=inside)
    if inside or _of_somebody(c, n) or is_body(c.reading, n):
        return False
    if act.noun == "modified":
        return bool(syntax.kids(a, n, *_MODIFIERS))
    return act.name != "agree" or _alone(c, n, act)


def _tells_meeting(c: Context, n: int, *, first: bool, inside: bool) -> bool:
    """rounds of talks, the end of the negotiations; talks without an article; the first that is told of them."""
    a = c.reading.analysis
    governor = a.tokens[a.tokens[a.tokens[n].head].head]
    if a.tokens[n].dep == "pobj" and a.tokens[n].tag == "NNS" and governor.pos == "NOUN":
        return not c.reading.is_somebody(governor.i)
    if inside or (a.tokens[n].dep == "pobj" and governor.pos == "ADJ"):
        return False
    determiners = syntax.kids(a, n, "det", "poss")
    return first or not determiners


def _has_actors(d: Draft) -> bool:
    """Whether the noun itself says whose act it is or at whom it is aimed."""
    sides_ = {k for f in d.predicate.agents for k in f.keys}
    return bool(d.targets or d.predicate.phrases) or len(sides_) > (d.act in ("meet", "plan_meeting", "agree"))


def _of_somebody(c: Context, n: int) -> bool:
    """a source in the talks, the chief of the operation: the noun only says who somebody is."""
    a = c.reading.analysis
    governor = a.tokens[a.tokens[a.tokens[n].head].head]
    return a.tokens[n].dep == "pobj" and governor.pos == "NOUN" and c.reading.is_somebody(governor.i)


def _alone(c: Context, n: int, act: Act) -> bool:
    """Whether no other noun of the act stands in the sentence, and the noun is no part of the reporting clause."""
    a = c.reading.analysis
    sentence = a.sentences[a.tokens[n].sentence]
    others = (t for t in a.tokens[sentence.first : sentence.last] if t.pos == "NOUN" and t.i != n)
    cue = a.tokens[syntax.clause_of(a, n)].lemma.lower() in c.reading.frames.cues
    return not cue and not any(c.reading.noun_act(t.i) == act.name for t in others)


# the event


def _draft(c: Context, n: int, act: Act, met: tuple[str, ...]) -> Draft:
    a, r = c.reading.analysis, c.reading
    agents = sides(r, n) if act.mutual else [*named(r, n), *noun_fillers(r, n, "from")]
    keys = tuple(dict.fromkeys([*(k for f in agents for k in f.keys)])) or (met if act.mutual else ())
    aimed = () if act.mutual else next(noun_targets(r, n, set(keys)), ())
    status = _status(c, n, act)
    content = frozenset(syntax.subtree(a, n))
    predicate = Predicate(n, act.name, f"mention:{a.tokens[n].lemma.lower()}", n, tuple(agents), aimed, (n,),
                          () if aimed or act.mutual else tuple(phrases.of_noun(r, n)))  # fmt: skip
    ahead = act.name == "meet" and status in ("planned", "possible")
    name = r.frames.acts["plan_meeting"] if ahead else act
    return Draft(
        n, name.name, name.type, predicate.rule, status, keys, _keys(aimed),
        issues.distinct(issues.find(a, r.frames, content)) or issues.of_act(act.name), c.speaker_of(n),
        _date(c, n, status), None, _place(c, n), None, predicate, content, (name.type,),
    )  # fmt: skip


def _keys(fillers: Iterable[Filler]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k for f in fillers for k in f.keys))


def _status(c: Context, n: int, act: Act) -> str:
    """What the words around the noun make of it; what is only wished for is possible, what is agreed upon planned."""
    a, frames = c.reading.analysis, c.reading.frames
    n = _counted(c, n)
    status = factuality.of_noun(a, frames, n)
    definite = any(a.tokens[d].lower_is(*_DEFINITE) for d in syntax.kids(a, n, "det"))
    if status is None and act.name == "agree" and definite:
        return "asserted"  # to review the deal: it is there
    if status is None:
        above = (a.tokens[i].lemma.lower() for i in syntax.ancestors(a, n))
        return "planned" if any(w in _AGREED for w in above) else "possible"
    if status != "asserted" or _behind(c, n):
        return status
    around = factuality.of_verb(a, frames, syntax.clause_of(a, n))
    return around if around in ("planned", "possible", "conditional") else status


def _counted(c: Context, n: int) -> int:
    """The noun that counts or measures: after three rounds of talks, following days of shelling."""
    a = c.reading.analysis
    of = a.tokens[a.tokens[n].head]
    outer = a.tokens[of.head]
    if a.tokens[n].dep != "pobj" or not of.lower_is("of") or outer.pos != "NOUN":
        return n
    r = c.reading
    measure = outer.lemma.lower() in SPANS or r.content_noun(outer.i) == n or "meeting" in r.noun_classes(outer.i)
    return outer.i if measure else n


def _behind(c: Context, n: int) -> bool:
    """after the talks, since the truce: what stands there has been, whatever is planned now."""
    preposition = c.reading.analysis.tokens[c.reading.analysis.tokens[n].head]
    return preposition.lower_is(*_BEHIND)


def _date(c: Context, n: int, status: str) -> DateValue | None:
    return c.clock.at([n], future=status in ("planned", "possible"))


def _place(c: Context, n: int) -> str | None:
    r = c.reading
    found = syntax.prepositions(r.analysis, n)
    nouns = (x for name in ("in", "at", "near") for x in found.get(name, []))
    return next((key for x in nouns if (key := r.place(x)) and r.entities[key].kind != "venue"), None)
