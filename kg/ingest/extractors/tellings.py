"""Tellings: what a verb or noun tells of a meeting: who takes part, when, where, which round, and its status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors import factuality
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import noun_fillers
from kg.ingest.extractors.told import AHEAD, Told
from kg.ingest.model import Analysis, DateValue

_ORDINALS = {
    w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
} | {"inaugural": 1}  # fmt: skip
_ENDINGS = {
    "cancel": "cancelled",
    "call": "cancelled",
    "scrap": "cancelled",
    "postpone": "postponed",
    "delay": "postponed",
}
_PARTY_PATHS = ("between", "among", "with", "involving", "owner", "of")


def from_drafts(c: Context, drafts: Sequence[Draft]) -> Iterable[Told]:
    """What verbs and light verbs tell of meetings."""
    for d in drafts:
        if d.act in ("meet", "plan_meeting", "host", "mediate") and (told := _of_draft(c, d)):
            yield told


def _of_draft(c: Context, d: Draft) -> Told | None:
    """A draft that brings people together; a visit or arrival without somebody to meet tells no meeting."""
    a, r = c.reading.analysis, c.reading
    noun = a.tokens[d.predicate.noun].lemma.lower() if d.predicate.noun is not None else _by_phone(c, d)
    meeting_noun = d.predicate.noun is not None and r.noun_is(d.predicate.noun, "meeting")
    if not meeting_noun and (len(d.agents) < 2 or d.rule.startswith(("visit", "arrive", "travel", "receive", "call"))):
        return None
    noun_at = _counting(c, d.predicate.noun) if meeting_noun and d.predicate.noun is not None else None
    base = _of_noun(c, noun_at, d.at) if noun_at is not None else _bare(c, d.at)
    organizing = d.act in ("host", "mediate") or d.rule.startswith(("organi", "arrange"))
    status = _status(c, d) or base.status
    return replace(
        base, at=d.at, noun=noun or base.noun, status=status, date=d.date or base.date, place=d.place or base.place,
        venue=d.venue or base.venue, participants=_join(() if organizing else d.agents, d.targets, base.participants),
        hosts=d.agents if d.act == "host" else base.hosts,
        mediators=_join(d.agents if d.act == "mediate" else (), base.mediators), events=(d.at,),
        attributed_to=d.attributed_to,
    )  # fmt: skip


def _by_phone(c: Context, d: Draft) -> str:
    """call for who phones, speaks by phone or, with no place named, speaks with somebody; else nothing."""
    a = c.reading.analysis
    verb = a.tokens[d.at].lemma.lower()
    means = [n for name in ("by", "over", "on") for n in syntax.prepositions(a, d.at).get(name, [])]
    phoned = any(a.tokens[n].lemma.lower() in ("phone", "telephone", "videoconference", "video") for n in means)
    spoke = verb in ("speak", "talk") and not d.place and not d.venue
    return "call" if phoned or spoke or verb in ("phone", "telephone", "call") else ""


def _join(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k for group in groups for k in group))


def _status(c: Context, d: Draft) -> str:
    a = c.reading.analysis
    token = a.tokens[d.at]
    if d.factuality == "negated":
        return "denied"
    if ending := _ending(a, d.at):
        return ending
    if d.factuality in ("planned", "conditional"):
        return "planned"
    if d.factuality == "possible":
        return "proposed"
    if (
        token.tag == "VBG"
        and "have" not in syntax.auxiliaries(a, d.at)
        and set(syntax.auxiliaries(a, d.at)) & {"is", "are"}
    ):
        return "ongoing"
    return "planned" if d.act == "plan_meeting" else "held"


def from_nouns(c: Context, drafts: Sequence[Draft]) -> Iterable[Told]:
    """Meeting nouns that no draft has told of: "after talks at the palace", "a second round in Geneva"."""
    a, r = c.reading.analysis, c.reading
    told = (d.predicate.noun for d in drafts if d.act in ("meet", "plan_meeting", "host", "mediate"))
    taken = {x for n in told if n is not None for x in (n, _counting(c, n))}
    for token in a.tokens:
        if token.pos != "NOUN" or token.i in taken or token.dep in ("compound", "amod") or _counted(c, token.i):
            continue
        if syntax.beside(a, token.i):
            continue  # on the sidelines of a conference: another meeting's occasion
        classes = r.noun_classes(token.i)
        if "meeting" in classes or ("call" in classes and "appeal" not in classes):
            yield _of_noun(c, token.i, token.i)


def _counting(c: Context, n: int) -> int:
    """The noun that counts a meeting noun, "a new round of talks", or the noun itself."""
    a = c.reading.analysis
    token = a.tokens[n]
    outer = a.tokens[token.head].head
    of = token.dep == "pobj" and a.tokens[token.head].lower_is("of")
    return outer if of and outer != n and c.reading.content_noun(outer) == n else n


def _counted(c: Context, n: int) -> bool:
    """Whether the noun is only what a round or series consists of: round of talks."""
    a, r = c.reading.analysis, c.reading
    token = a.tokens[n]
    if token.dep != "pobj" or not a.tokens[token.head].lower_is("of"):
        return False
    outer = a.tokens[token.head].head
    return outer != n and ("meeting" in r.noun_classes(outer) or r.content_noun(outer) == n)


def _of_noun(c: Context, n: int, at: int) -> Told:
    a, r = c.reading.analysis, c.reading
    inner = r.content_noun(n)
    nouns = [n] if inner == n else [n, inner]
    keys = _join(*(f.keys for x in nouns for path in _PARTY_PATHS for f in noun_fillers(r, x, path)))
    place, venue = _noun_place(c, [*nouns, *_holding(c, n)])
    mediators, hosts = _organized(c, nouns)
    words = [*nouns, *([at] if at not in nouns else []), *_clause_words(c, n)]
    date = c.clock.at(words, future=_noun_status(c, n, None) in AHEAD)
    return Told(
        at=at, sentence=a.tokens[at].sentence, noun=a.tokens[inner].lemma.lower(), status=_noun_status(c, n, date),
        definite=_definite(c, nouns), participants=tuple(k for k in keys if k not in mediators), hosts=hosts,
        mediators=mediators, date=date, place=place, venue=venue, round=_round(c, nouns),
        duration=c.clock.duration([*nouns, *_clause_words(c, n), *_relative_verbs(c, n)]),
        organizers=_organizers(c, n),
    )  # fmt: skip


def _bare(c: Context, v: int) -> Told:
    a = c.reading.analysis
    phone = any(
        a.tokens[n].lower_is("phone", "telephone") for nouns in syntax.prepositions(a, v).values() for n in nouns
    )
    noun = "call" if phone else a.tokens[v].lemma.lower()
    return Told(at=v, sentence=a.tokens[v].sentence, noun=noun, status="held", definite=False)


def _clause_words(c: Context, n: int) -> list[int]:
    """The verb of which the meeting noun is subject or complement: dates and durations hang there."""
    a = c.reading.analysis
    token = a.tokens[n]
    if token.dep in ("nsubj", "nsubjpass", "attr", "dobj") or token.dep == "pobj":
        verb = syntax.clause_of(a, n)
        words = [verb, *_governing(a, verb)]
        return [w for w in words if a.tokens[w].lemma.lower() not in c.reading.frames.cues]
    return []


def _holding(c: Context, n: int) -> list[int]:
    """The verb that says where the meeting is: talks will be held in X, they resumed in X."""
    a = c.reading.analysis
    verb = a.tokens[n].head
    near = a.tokens[n].dep in ("nsubj", "nsubjpass", "dobj") and syntax.is_verb(a.tokens[verb])
    return [verb] if near and a.tokens[verb].lemma.lower() not in c.reading.frames.cues else []


def _governing(a: Analysis, v: int) -> list[int]:
    """The verb above an infinitive: in "agreed on Friday to swap prisoners at their talks" it carries the date."""
    return [a.tokens[v].head] if a.tokens[v].dep == "xcomp" else []


def _relative_verbs(c: Context, n: int) -> list[int]:
    return syntax.kids(c.reading.analysis, n, "relcl", "acl")


def _ending(a: Analysis, v: int) -> str:
    """cancelled or postponed, where the verb says so: called off, but not called for."""
    lemma = a.tokens[v].lemma.lower()
    off = any(a.tokens[p].lower_is("off") for p in syntax.kids(a, v, "prt", "advmod", "prep"))
    return _ENDINGS.get(lemma, "") if lemma != "call" or off else ""


def _noun_status(c: Context, n: int, date: DateValue | None) -> str:
    """Status by the noun's modifiers and governing verb; talks after today's date lie ahead."""
    a, frames = c.reading.analysis, c.reading.frames
    for i in syntax.ancestors(a, n):
        if status := _ending(a, i):
            return status
        if syntax.is_verb(a.tokens[i]):
            break
    anchor = c.clock.anchor
    if date and anchor and date.start[:10] > anchor.start[: len(date.start)]:
        return "planned"
    value = factuality.of_noun(a, frames, n)
    return {
        "planned": "planned",
        "conditional": "planned",
        "possible": "proposed",
        "negated": "denied",
        None: "proposed",
    }.get(value, "held")


def _definite(c: Context, nouns: Sequence[int]) -> bool:
    a = c.reading.analysis
    return any(
        a.tokens[d].lower_is("the", "this", "these", "that", "their", "both")
        for n in nouns
        for d in syntax.kids(a, n, "det", "poss")
    )


def _round(c: Context, nouns: Sequence[int]) -> int | None:
    a = c.reading.analysis
    if not any(a.tokens[n].lemma.lower() in ("round", "meeting", "session", "talk", "summit") for n in nouns):
        return None
    for n in nouns:
        for m in syntax.kids(a, n, "amod", "nummod"):
            if (number := _ORDINALS.get(a.tokens[m].text.lower())) is not None and a.tokens[n].lemma == "round":
                return number
    return None


def _noun_place(c: Context, nouns: Sequence[int]) -> tuple[str | None, str | None]:
    a, r = c.reading.analysis, c.reading
    place = venue = None
    tokens = [
        x for n in nouns for name in ("in", "at", "near", "outside") for x in syntax.prepositions(a, n).get(name, [])
    ]
    tokens += [x for n in nouns for x in syntax.kids(a, n, "compound", "nmod", "amod", "poss")]
    for x in tokens:
        key = r.places.get(x)
        if key and r.entities[key].kind == "venue":
            venue = venue or key
        elif key:
            place = place or key
    return place or (r.entities[venue].within if venue else None), venue


def _organized(c: Context, nouns: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Mediators and hosts by a participle after the noun (brokered by) or a compound before it (US-brokered)."""
    a, r = c.reading.analysis, c.reading
    mediators: list[str] = []
    hosts: list[str] = []
    for n in nouns:
        for v in syntax.kids(a, n, "acl", "relcl", "amod"):
            lemma = a.tokens[v].lemma.lower()
            keys = [k for s in syntax.subjects(a, v) for k in r.actors(s)]
            keys += [k for m in syntax.kids(a, v, "npadvmod", "compound", "advmod", "nmod") for k in r.actors(m)]
            if lemma in ("broker", "mediate", "facilitate", "sponsor", "lead"):
                mediators.extend(keys)
            elif lemma == "host":
                hosts.extend(keys)
    return tuple(dict.fromkeys(mediators)), tuple(dict.fromkeys(hosts))


def _organizers(c: Context, n: int) -> tuple[str, ...]:
    """Who organises it: subject of organise, arrange, convene."""
    a, r = c.reading.analysis, c.reading
    verb = a.tokens[a.tokens[n].head]
    if a.tokens[n].dep == "dobj" and verb.lemma in ("organise", "organize", "arrange", "convene"):
        return tuple(k for s in syntax.subjects(a, verb.i) for k in r.actors(s))
    return ()
