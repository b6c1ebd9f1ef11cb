"""Meeting nouns: who takes part, when, where, in which round, by what the words around the noun say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kg.ingest import syntax
from kg.ingest.extractors import factuality, outlook, standing, whichmeeting
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.fillers import noun_fillers
from kg.ingest.extractors.meetingclauses import relatives
from kg.ingest.extractors.meetingplaces import AHEAD_OF, LEADING, occasion, place_of, way_to
from kg.ingest.extractors.told import AHEAD, Told
from kg.ingest.model import DateValue
from kg.ingest.reading import SPANS

_PARTY_PATHS = ("between", "among", "with", "involving", "owner", "of", "by")
_PART_OF = SPANS | frozenset("round series start end opening resumption beginning session".split())
_HALF_YEAR = 183  # days
_ASIDE = ("after", "before", "during", "following", "for", "in", "at", "to", "ahead")


def join(*groups: Iterable[str]) -> tuple[str, ...]:
    """The keys of all groups in order, each once."""
    return tuple(dict.fromkeys(k for group in groups for k in group))


def tell(c: Context, n: int, at: int) -> Told:
    """What the text tells of a meeting at its noun n; `at` is the verb of it, or the noun itself."""
    a, r = c.reading.analysis, c.reading
    inner = r.content_noun(n)
    nouns = [n] if inner == n else [n, inner]
    outer = _spanned(c, n)
    nouns = nouns if outer == n else [*nouns, outer]
    place, venue = place_of(c, nouns, relatives(c, nouns))
    mediators, hosts = _organized(c, nouns)
    when = _date(c, nouns, at)
    when = from_first_day(c, n, when) if standing.noun_phase(c, outer) == "end" else when
    keys = [k for k in _participants(c, nouns) if k not in mediators]
    status = standing.of_noun(c, outer, when)
    sure = status != "held" or standing.says_held(c, outer, when)
    round_ = whichmeeting.round_of(c, nouns)
    if round_ and status in ("planned", "proposed") and _definite(c, nouns) and outlook.yielded(a, outer):
        status, sure = "held", True
    if status == "proposed" and _definite(c, nouns) and not standing.noun_phase(c, outer):
        sure = False  # pressed them to attend the talks: which there are
    if not sure and status == "held":
        status, sure = _implied(c, nouns)
    return Told(
        at=at, word=n, sentence=a.tokens[at].sentence, noun=a.tokens[inner].lemma.lower(),
        turn=whichmeeting.turn(c, nouns), status=status, definite=_definite(c, nouns),
        participants=tuple(keys), hosts=hosts,
        mediators=mediators, date=when, place=place, venue=venue, round=round_,
        duration=c.clock.duration([*nouns, *_clause_words(c, n), *relatives(c, [n])]),
        organizers=_organizers(c, n), phase=standing.noun_phase(c, outer), form=whichmeeting.form(c, nouns),
        sure=sure, behind=status == "held" and standing.says_held(c, outer, None), many=whichmeeting.many(c, n),
    )  # fmt: skip


def _implied(c: Context, nouns: Sequence[int]) -> tuple[str, bool]:
    """Status of a bare noun: a third round lies ahead, months of talks lie behind; else held, which is not sure."""
    if _spanned(c, nouns[0]) != nouns[0]:
        return "held", True
    ahead = not _definite(c, nouns) and bool(whichmeeting.round_of(c, nouns) or whichmeeting.turn(c, nouns) == "new")
    return ("planned", True) if ahead else ("held", False)


def _date(c: Context, nouns: Sequence[int], at: int) -> DateValue | None:
    words = [*nouns, *([at] if at not in nouns else []), *_clause_words(c, nouns[0])]
    words += relatives(c, nouns)
    ahead = factuality.of_noun(c.reading.analysis, c.reading.frames, nouns[0]) == "planned"
    status = standing.of_noun(c, nouns[0], None)
    bare = status == "held" and not standing.says_held(c, nouns[0], None)
    future = ahead or status in AHEAD or (bare and _implied(c, nouns)[0] == "planned")
    own = [d for n in nouns for d in syntax.kids(c.reading.analysis, n, "poss", "compound", "nmod", "npadvmod")]
    aside = [w for n in nouns for x in occasion(c, n) for w in (x, *syntax.kids(c.reading.analysis, x, "relcl"))]
    found = next((d for x in (own, words, aside) if (d := c.clock.at(x, future=future))), None)
    if future and found and _is_far(c, found):  # planned for May 3, put off, told in June
        return next((d for x in (own, words, aside) if (d := c.clock.at(x))), None)
    return found


def _is_far(c: Context, when: DateValue) -> bool:
    """Whether a day lies more than half a year ahead, where one that has just gone by has the same name."""
    anchor = c.clock.anchor
    if anchor is None or {when.precision, anchor.precision} != {"day"}:
        return False
    return (date.fromisoformat(when.start) - date.fromisoformat(anchor.start)).days > _HALF_YEAR


def from_first_day(c: Context, n: int, last: DateValue | None) -> DateValue | None:
    """two-day talks which ended on Thursday began the day before."""
    days = c.clock.days([n, *_clause_words(c, n)] if _spanned(c, n) != n else [n])
    if last is None or last.precision != "day" or last.end or days < 2:
        return last
    first = date.fromisoformat(last.start) - timedelta(days=days - 1)
    return DateValue(first.isoformat(), "day", last.start)


# who


def _participants(c: Context, nouns: Sequence[int]) -> tuple[str, ...]:
    """Those whom the noun names, with who goes there or who had them with somebody."""
    r = c.reading
    named = join(*(f.keys for n in nouns for path in _paths(c, n) for f in noun_fillers(r, n, path)))
    named = named or join(*(k for n in nouns for k in _concerned(c, n)))
    present = join(*(_going(c, n) for n in nouns)) or join(*(_holders(c, n) for n in nouns))
    if len(named) == 1 and not present:
        present = _company(c, nouns)
    return join(present, named or _agreeing(c, nouns[0]))


def _paths(c: Context, n: int) -> list[str]:
    """Where a meeting noun names its people; talks called by somebody are not theirs."""
    direct = "by" in syntax.prepositions(c.reading.analysis, n)
    return [path for path in _PARTY_PATHS if path != "by" or direct]


def _concerned(c: Context, n: int) -> Iterator[tuple[str, ...]]:
    """peace talks for Syria: the country whose peace it is has a seat."""
    for x in syntax.prepositions(c.reading.analysis, n).get("for", []):
        yield tuple(k for k in c.reading.actors(x) if c.reading.entities[k].kind == "state")


def _holders(c: Context, n: int) -> tuple[str, ...]:
    """before holding talks: the subject of the light verb, where no event tells it."""
    a = c.reading.analysis
    verb = a.tokens[n].head
    light = a.tokens[n].dep == "dobj" and a.tokens[verb].lemma.lower() in ("hold", "have", "conduct")
    return join(*(_present(c, s) for s in syntax.subjects(a, verb))) if light else ()


def _agreeing(c: Context, n: int) -> tuple[str, ...]:
    """A and B agreed at the talks, vowed in their summit: what two do at a meeting they do as its participants."""
    a = c.reading.analysis
    token = a.tokens[_spanned(c, n)]
    if token.dep != "pobj" or not a.tokens[token.head].lower_is("in", "at", "during", "after", "following"):
        return ()
    subjects = syntax.subjects(a, syntax.clause_of(a, token.head))
    keys = join(*(_present(c, s) for s in subjects))
    sides = {c.reading.entities[k].side or k for k in keys}
    return keys if len(sides) > 1 else ()


def _spanned(c: Context, n: int) -> int:
    """The noun that says how long a meeting was, "hours of talks", or the meeting noun itself."""
    a = c.reading.analysis
    outer = a.tokens[a.tokens[n].head].head
    of = a.tokens[n].dep == "pobj" and a.tokens[a.tokens[n].head].lower_is("of")
    return outer if of and a.tokens[outer].lemma.lower() in SPANS else n


def _going(c: Context, n: int) -> tuple[str, ...]:
    """Who travels to the talks, attends them or takes part in them."""
    a, r = c.reading.analysis, c.reading
    verb = way_to(c, n)
    if verb is None or syntax.is_negated(a, verb):
        return ()
    led = a.tokens[verb].lemma.lower() in LEADING
    urged = syntax.objects(a, a.tokens[verb].head) if a.tokens[verb].dep == "xcomp" else []
    who = [] if led else urged or syntax.subjects(a, verb)
    return join(*(_present(c, s) for s in who), *(r.actors(o) for o in _taken_along(c, verb, n)))


def _taken_along(c: Context, verb: int, n: int) -> list[int]:
    """invite X to the talks: X goes, not the host."""
    a = c.reading.analysis
    return [o for o in syntax.objects(a, verb) if o != n and a.tokens[verb].lemma.lower() in {"invite", *LEADING}]


def _company(c: Context, nouns: Sequence[int]) -> tuple[str, ...]:
    """said after talks with X: who speaks had them."""
    a, r = c.reading.analysis, c.reading
    n = nouns[0]
    alone = any(syntax.prepositions(a, x).get("with") for x in nouns) and not any(r.owner(x) for x in nouns)
    aside = a.tokens[n].dep == "pobj" and a.tokens[a.tokens[n].head].lower_is(*_ASIDE)
    if not alone or not aside:
        return ()
    verb = syntax.clause_of(a, n)
    return join(*(_present(c, s) for s in syntax.subjects(a, verb)))


def _present(c: Context, i: int) -> tuple[str, ...]:
    """Actors at token i who can be at a meeting; nobody without a name."""
    entities = c.reading.entities
    return tuple(k for k in c.reading.actors(i) if entities[k].kind not in ("unnamed", "place", "venue"))


def _organized(c: Context, nouns: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Mediators and hosts by a participle after the noun (brokered by) or a compound before it (US-brokered)."""
    a, r, frames = c.reading.analysis, c.reading, c.reading.frames
    mediators: list[str] = []
    hosts: list[str] = []
    for n in nouns:
        for v in syntax.kids(a, n, "acl", "relcl", "amod"):
            lemma = a.tokens[v].lemma.lower()
            keys = [k for s in syntax.subjects(a, v) for k in r.actors(s)]
            keys += [k for m in syntax.kids(a, v, "npadvmod", "compound", "advmod", "nmod") for k in r.actors(m)]
            if lemma == "host":
                hosts.extend(keys)
            elif lemma in ("lead", "chair") or any(f.act == "mediate" for f in frames.verbs.get(lemma, ())):
                mediators.extend(keys)
        mediators.extend(_under(c, n))
    return tuple(dict.fromkeys(mediators)), tuple(dict.fromkeys(hosts))


def _under(c: Context, n: int) -> Iterator[str]:
    """under the auspices of X, under UN mediation, through Egyptian mediators."""
    a, r = c.reading.analysis, c.reading
    verb = a.tokens[n].head
    holders = [n, verb] if a.tokens[n].dep in ("nsubj", "nsubjpass", "dobj") else [n]
    for holder in holders:
        for name, nouns in syntax.prepositions(a, holder).items():
            for x in nouns if name in ("under", "through", "with") else ():
                if r.noun_classes(x) & {"mediation", "go_between"}:
                    yield from (*r.owner(x), *(k for o in syntax.prepositions(a, x).get("of", []) for k in r.actors(o)))
                elif name == "through" and holder == n:
                    yield from r.actors(x)


def _organizers(c: Context, n: int) -> tuple[str, ...]:
    """Who organises it: subject of organise, arrange, convene."""
    a, r = c.reading.analysis, c.reading
    verb = a.tokens[a.tokens[n].head]
    if a.tokens[n].dep == "dobj" and verb.lemma in ("organise", "organize", "arrange", "convene"):
        return tuple(k for s in syntax.subjects(a, verb.i) for k in r.actors(s))
    return ()


# when, where, which


def _clause_words(c: Context, n: int) -> list[int]:
    """The verb of which the meeting noun is subject or complement: dates and durations hang there."""
    a = c.reading.analysis
    token = a.tokens[n]
    outer = a.tokens[a.tokens[token.head].head]
    preposition = a.tokens[token.head]
    if token.dep == "pobj" and (preposition.lower_is("before", "until", "since") or outer.lower_is(*AHEAD_OF)):
        return []  # met on Monday ahead of the summit
    about = token.dep == "pobj" and outer.pos == "NOUN" and outer.lemma.lower() not in _PART_OF
    if token.dep in ("nsubj", "nsubjpass", "attr", "dobj") or (token.dep == "pobj" and not about):
        verb = syntax.clause_of(a, n)
        words = [verb, *([a.tokens[verb].head] if a.tokens[verb].dep == "xcomp" else [])]
        told = token.dep == "pobj" and a.tokens[token.head].lower_is("after", "following", "during", "at")
        return [w for w in words if told or a.tokens[w].lemma.lower() not in c.reading.frames.cues]
    return []


def _definite(c: Context, nouns: Sequence[int]) -> bool:
    a = c.reading.analysis
    return any(
        a.tokens[d].lower_is("the", "this", "these", "that", "their", "both")
        for n in nouns
        for d in syntax.kids(a, n, "det", "poss")
    ) or any(not c.reading.actors(d) for n in nouns for d in syntax.kids(a, n, "poss"))
