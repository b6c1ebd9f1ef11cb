"""Tellings: what verbs and nouns tell of meetings, one place in the text at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors import factuality, meetingclauses, meetingnouns, meetingplaces, standing
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.meetingnouns import join
from kg.ingest.extractors.told import Told

_MEETING_ACTS = ("meet", "plan_meeting", "host", "mediate")
_SIGNING = ("sign", "agree", "accept")
_ALONE = frozenset(  # of which no meeting is told unless a meeting noun stands with them
    """accompany arrive attend be come communicate contact depart dispatch engage fly gather go greet have head help
    interact interview join journey keep land lead leave liaise maintain participate proceed return send take tour
    travel""".split()
)
_COMPOSED = ("bring", "include", "involve", "comprise", "group", "gather", "unite")
_CONTACT = frozenset({"visit", "receive", "call", "host", "welcome", "phone", "telephone"})
_ASSEMBLING = frozenset({"meet", "convene", "gather", "negotiate", "reconvene", "assemble"})
_SPEAKING = frozenset({"discuss", "talk", "speak", "confer", "consult", "chat", "converse", "exchange"})
_PHONES = frozenset({"phone", "telephone", "videoconference", "video", "videolink"})


def tell(c: Context, drafts: Sequence[Draft]) -> list[Told]:
    """All that the article tells of meetings, in text order."""
    told = [*_from_drafts(c, drafts), *_from_verbs(c, drafts), *_from_nouns(c, drafts)]
    taken = {t.at for t in told}
    told += [t for t in meetingclauses.by_pronouns(c) if t.at not in taken]
    return sorted(told, key=lambda t: t.at)


def _from_drafts(c: Context, drafts: Sequence[Draft]) -> Iterator[Told]:
    """What verbs and light verbs tell of meetings."""
    for d in drafts:
        told = _of_draft(c, d) if d.act in _MEETING_ACTS else _of_signed(c, d)
        if told and told.status:
            yield told


def _of_signed(c: Context, d: Draft) -> Told | None:
    """signed in X, on a day; agreed in X on Monday: those who did so were together there."""
    if d.act not in _SIGNING or d.factuality != "asserted":
        return None
    place, venue = meetingplaces.place_of(c, [d.at, *([d.predicate.noun] if d.predicate.noun else [])])
    when = c.clock.at([d.at])
    of_day = when is not None and when.precision == "day"
    if d.act == "sign":
        noun, told = "ceremony", len(d.agents) > 1 and bool(place or venue or of_day)
    else:
        noun, told = "talk", (len(d.agents) > 1 and bool(place)) or (not d.agents and bool(place) and of_day)
    if not told or place in d.agents:
        return None
    when = when or (d.date if d.act == "sign" else None)
    return replace(_bare(c, d), noun=noun, participants=d.agents, date=when, place=place, venue=venue)


def _of_draft(c: Context, d: Draft) -> Told | None:
    """A draft that brings people together; a visit or arrival without somebody to meet tells no meeting."""
    noun = _meeting_noun(c, d)
    if noun is not None and c.reading.analysis.tokens[noun].lemma.lower() == "contact":
        return None  # who keeps in contact has no meeting
    if noun is None and not _together(c, d):
        return None
    base = meetingnouns.tell(c, noun, d.at) if noun is not None else _bare(c, d)
    organizing = d.act in ("host", "mediate") or d.rule.startswith(("organi", "arrange", "broker", "moderate"))
    agents = join(*(f.keys for f in d.predicate.agents)) or (d.agents if noun is None else ())
    chairing = d.rule.startswith(("chair", "co-chair"))
    status = standing.of_draft(c, d) if noun is None else _of_both(c, d, base)
    named = () if (organizing or chairing) and noun is not None else agents
    own = noun is None or (status not in standing.PUT_OFF.values() and c.clock.at([d.at]))
    date = d.date if own else base.date or d.date
    if noun is not None and standing.phase(c, d.at) == "end":
        date = meetingnouns.from_first_day(c, noun, date)
    return replace(
        base, at=d.at, noun=_by_phone(c, d) or base.noun, status=status,
        date=date or base.date or standing.since(c, d.at), place=d.place or base.place, venue=d.venue or base.venue,
        participants=join(named, d.targets, base.participants), phase=standing.phase(c, d.at) or base.phase,
        hosts=join(d.agents if d.act == "host" else (), base.hosts),
        mediators=join(d.agents if d.act == "mediate" or chairing else (), base.mediators), events=(d.at,),
        attributed_to=d.attributed_to, describes=base.definite and d.rule.startswith(_COMPOSED),
    )  # fmt: skip


def _meeting_noun(c: Context, d: Draft) -> int | None:
    noun = d.predicate.noun
    return _counting(c, noun) if noun is not None and c.reading.noun_is(noun, "meeting") | _is_call(c, noun) else None


def _is_call(c: Context, noun: int) -> bool:
    classes = c.reading.noun_classes(noun)
    return "call" in classes and "appeal" not in classes


def _of_both(c: Context, d: Draft, base: Told) -> str:
    """Status by verb and noun: a meeting noun with a date behind or ahead of the article's day knows better."""
    own = standing.of_draft(c, d) if d.at != d.predicate.noun else base.status
    if base.status in standing.PUT_OFF.values():
        return base.status  # the talks, scheduled for Monday, were delayed
    bound = base.word is not None and standing.bound_for(c.reading.analysis, base.word)
    if own == "held" and (base.status == "ongoing" or (base.status == "planned" and bound)):
        return base.status
    return "held" if own in ("planned", "proposed") and base.status == "held" and base.date else own


def _together(c: Context, d: Draft) -> bool:
    """Whether a verb without a meeting noun brings both sides together; one who visits or phones needs a person there.

    A country that is visited, a house that is reached, guests that a country hosts tell of no meeting by themselves.
    """
    entities = c.reading.entities
    verb = c.reading.analysis.tokens[d.at].lemma.lower()
    if "obj:meal" in d.rule:
        return sum(entities[k].kind == "person" for k in join(d.agents, d.targets)) > 1
    if verb in _ALONE or d.act == "mediate" or (d.act == "host" and not d.targets):
        return False
    if verb in _ASSEMBLING and len(d.agents) == 1 and entities[d.agents[0]].kind == "organization":
        return bool(d.date or d.place or d.venue)  # the members of a body
    if verb in _CONTACT:
        people = sum(entities[k].kind in ("person", "delegation") for k in join(d.agents, d.targets))
        return people > 1 or (people == 1 and verb == "receive" and _received_people(c, d.at))
    return len(d.agents) > 1


def _received_people(c: Context, v: int) -> bool:
    """received the Ukrainians in Ankara: people of a state, not the state."""
    a = c.reading.analysis
    return any(a.tokens[o].tag in ("NNPS", "NNS") and c.reading.actors(o) for o in syntax.objects(a, v))


def _by_phone(c: Context, d: Draft) -> str:
    """call for who phones or speaks by phone; else nothing."""
    a = c.reading.analysis
    noun = d.predicate.noun
    if noun is not None and _is_call(c, noun):
        return "call"
    holders = [d.at] if noun is None else [d.at, noun]
    means = [n for x in holders for p in ("by", "over", "on", "via") for n in syntax.prepositions(a, x).get(p, [])]
    phoned = any(a.tokens[n].lemma.lower() in _PHONES for n in means)
    if noun is not None:
        return "call" if phoned else ""
    return "call" if phoned or a.tokens[d.at].lemma.lower() in ("phone", "telephone", "call") else ""


def _bare(c: Context, d: Draft) -> Told:
    token = c.reading.analysis.tokens[d.at]
    spoke = token.lemma.lower() in _SPEAKING and not _at_occasion(c, d.at)
    return Told(
        at=d.at, sentence=token.sentence, noun=token.lemma.lower(), status="held", definite=False, place=d.place,
        venue=d.venue, events=(d.at,), attributed_to=d.attributed_to, spoke=spoke, duration=c.clock.duration([d.at]),
    )  # fmt: skip


def _at_occasion(c: Context, v: int) -> bool:
    """spoke on the margins of the summit, at the congress: there they met."""
    a = c.reading.analysis
    found = syntax.prepositions(a, v)
    aside = any(a.tokens[n].lemma.lower() in ("margin", "sideline", "fringe") for n in found.get("on", []))
    return aside or any(a.tokens[n].pos == "PROPN" for n in found.get("at", []))


def _from_verbs(c: Context, drafts: Sequence[Draft]) -> Iterator[Told]:
    """Verbs of meeting of which only one side is said, and which no draft tells: "the leaders will meet on Friday"."""
    a, r = c.reading.analysis, c.reading
    taken = {d.at for d in drafts}
    for token in a.tokens:
        if token.i in taken or not syntax.is_verb(token) or token.lemma.lower() not in _ASSEMBLING:
            continue
        who = [k for s in syntax.subjects(a, token.i) for k in r.affected(s) if r.entities[k].kind != "unnamed"]
        value = factuality.of_verb(a, r.frames, token.i)
        if not who or value in (None, "negated") or syntax.objects(a, token.i) or _at_arms(c, token.i, who):
            continue
        status = {"asserted": "held", "planned": "planned"}.get(value, "proposed")
        when = c.clock.at([token.i], future=status != "held")
        place, venue = meetingplaces.place_of(c, [token.i])
        if when or place or venue or token.lemma.lower() == "negotiate":
            yield Told(
                at=token.i, sentence=token.sentence, noun=token.lemma.lower(), status=status, definite=False,
                participants=tuple(dict.fromkeys(who)), date=when, place=place, venue=venue,
            )  # fmt: skip


def _at_arms(c: Context, v: int, who: Sequence[str]) -> bool:
    """fighters assemble, rebels gather: no meeting."""
    mustering = c.reading.analysis.tokens[v].lemma.lower() in ("assemble", "gather")
    return mustering and all(c.reading.entities[k].kind == "armed_group" for k in who)


def _from_nouns(c: Context, drafts: Sequence[Draft]) -> Iterator[Told]:
    """Meeting nouns that no draft has told of: "after talks at the palace", "a second round in Geneva"."""
    a, r = c.reading.analysis, c.reading
    told = (d.predicate.noun for d in drafts if d.act in _MEETING_ACTS)
    taken = {x for n in told if n is not None for x in (n, _counting(c, n))}
    for token in a.tokens:
        if token.pos not in ("NOUN", "PROPN") or token.i in taken or token.dep in ("compound", "amod"):
            continue
        if token.lemma.lower() == "contact" or _counted(c, token.i) or syntax.beside(a, token.i) or token.i in r.at:
            continue  # on the sidelines of a conference: another meeting's occasion
        if "meeting" in r.noun_classes(token.i) or _is_call(c, token.i):
            yield meetingnouns.tell(c, token.i, token.i)


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
    counting = r.content_noun(outer) == n and not a.tokens[outer].lower_is("members", "member", "rest", "majority")
    return outer != n and ("meeting" in r.noun_classes(outer) or counting)
