"""Sides: whose an act is and whom it is aimed at, where its own clause leaves that to the words around it.

What the text does not say stays empty, so each rule asks for a sign in the text: both sides named in the sentence, the
offer or charge that was told just before and is answered here, the one who answers a demand that a noun tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context, Draft

_ANSWERED = frozenset({"propose", "demand", "reject", "refuse", "accept", "dismiss", "hand_over_document", "concede"})
_AIMED = frozenset({"criticize", "accuse", "deny", "ease_sanctions", "attack"})  # acts that have an aim, told or not
_WORRIES = ("concern", "upset")  # what somebody feels about things, in the names of rules
_TOGETHER = frozenset({"meet", "plan_meeting", "agree", "ceasefire_observed", "exchange_prisoners"})
_ASKING = frozenset({"propose", "demand", "urge"})
_REPLYING = frozenset({"reject", "refuse", "accept", "dismiss", "deny", "agree", "concede", "criticize"})
_TABLED = frozenset({"proposal", "counterproposal", "demand", "appeal", "invitation"})  # classes of what is answered
_OPEN = frozenset("idea notion suggestion possibility prospect concept thought".split())  # nobody's proposal
_CHARGING = frozenset({"accuse", "criticize"})
_REACH = 2  # sentences that an answer looks back


def complete(c: Context, d: Draft, before: Sequence[Draft], told: Mapping[int, Draft]) -> Draft:
    """The draft with what the words around its clause say; `before` are the drafts ahead of it, `told` all by token."""
    d = _with_partner(c, _with_sides(c, d))
    if not d.targets:
        d = replace(d, targets=_answerer(c, d, told) or _asker(c, d, before) or _other_side(c, d) or _between(c, d))
    return d


def together(c: Context, i: int) -> tuple[str, ...]:
    """The sides of the negotiation, for what they do together at token i, if the sentence names all of them."""
    a = c.reading.analysis
    sentence = a.sentences[a.tokens[i].sentence]
    sides = c.slots.parties_at(sentence.last)
    here = any(sentence.first <= at < sentence.last for at, _ in c.slots.occasions)
    if len(sides) < 2 or not (here or set(sides) == set(c.slots.parties)):
        return ()
    return sides if set(sides) <= _named(c, sentence.number) else ()


def _named(c: Context, number: int) -> set[str]:
    """Who is named in a sentence, and for whom they stand."""
    sentence = c.reading.analysis.sentences[number]
    keys = {k for i in range(sentence.first, sentence.last) for k in c.reading.at.get(i, ())}
    return keys | _sides(c, keys)


def _sides(c: Context, keys: Iterable[str]) -> set[str]:
    return {x for k in keys for x in (k, c.reading.entities[k].side) if x}


def _with_sides(c: Context, d: Draft) -> Draft:
    """Talks began, a truce holds: both sides' act, if the sentence names them and nobody else as its agent."""
    if (
        d.agents
        or d.act not in _TOGETHER
        or d.factuality == "possible"
        or any(role == "agent" for role, _, _ in d.predicate.phrases)
    ):
        return d
    return replace(d, agents=together(c, d.at))


def _with_partner(c: Context, d: Draft) -> Draft:
    """In talks of two, what "we" of one side agree, or fail to agree, is both sides' act."""
    a, parties = c.reading.analysis, c.slots.parties_at(d.at, 2)
    if len(parties) != 2 or not c.reading.frames.acts[d.act].mutual:
        return d
    spoken = any(a.tokens[s].lower_is("we", "us") for s in syntax.surface_subjects(a, d.at))
    return replace(d, agents=parties) if spoken else d


def _answerer(c: Context, d: Draft, told: Mapping[int, Draft]) -> tuple[str, ...]:
    """Israel rejected a Palestinian demand: who answers what the noun tells is whom it was put to."""
    if d.act not in _ASKING or d.predicate.noun != d.at:
        return ()
    reply = told.get(syntax.clause_of(c.reading.analysis, d.at))
    own = _sides(c, d.agents)
    if reply is None or reply.act not in _REPLYING or _sides(c, reply.agents) & own:
        return ()
    return reply.agents


def _asker(c: Context, d: Draft, before: Sequence[Draft]) -> tuple[str, ...]:
    """Who put what is answered here: Iran accused Kuwait. Kuwait denied the charge."""
    wanted = _answers(c, d)
    sentence = c.reading.analysis.tokens[d.at].sentence
    own = _sides(c, d.agents)
    for e in reversed(before):
        if sentence - c.reading.analysis.tokens[e.at].sentence > _REACH:
            break
        if e.act in wanted and e.agents and not _sides(c, e.agents) & own and _may_answer(c, d, e, own):
            return e.agents
    return ()


def _may_answer(c: Context, d: Draft, e: Draft, own: set[str]) -> bool:
    """Whether who answers is whom the earlier act was aimed at, if it says at whom."""
    return bool(_sides(c, e.targets) & own) if e.targets else bool(_answered(c, d))


def _answers(c: Context, d: Draft) -> frozenset[str]:
    """The acts that an answer answers, by what its object is; who denies something denies what he is charged with."""
    if d.act not in _REPLYING or not d.agents or _is_open(c, d):
        return frozenset()
    nouns = _answered(c, d)
    classes = frozenset(x for n in nouns for x in c.reading.noun_classes(n))
    said = any(c.reading.analysis.tokens[n].lower_is("it", "this", "that", "which") for n in nouns)
    if classes & {"accusation"} or d.act == "deny":
        return _CHARGING
    return _ASKING if classes & _TABLED or (said and d.act in _ANSWERED) else frozenset()


def _answered(c: Context, d: Draft) -> list[int]:
    """The words for what is answered: the objects, and the noun that a relative clause hangs on."""
    a = c.reading.analysis
    nouns = syntax.objects(a, d.at)
    nouns += [n for found in syntax.prepositions(a, d.at).values() for n in found]
    return [*nouns, a.tokens[d.at].head] if a.tokens[d.at].dep == "relcl" else nouns


def _other_side(c: Context, d: Draft) -> tuple[str, ...]:
    """In talks of two what one side puts to nobody in particular it puts to the other, if that is told of nearby."""
    parties = c.slots.parties_at(d.at, 2)
    worried = any(word in d.predicate.rule for word in _WORRIES)
    if d.act not in _ANSWERED | _AIMED or worried or _is_open(c, d):
        return ()
    if set(parties) != set(c.slots.parties) or not c.slots.occasions:
        return ()
    sides = _sides(c, d.agents)
    if len(sides & set(parties)) != 1:
        return ()
    near = _near(c, d)
    return tuple(p for p in parties if p not in sides and p in near)


def _between(c: Context, d: Draft) -> tuple[str, ...]:
    """Who mediates does so between the two who negotiate, if they are told of nearby."""
    parties = c.slots.parties_at(d.at, 2) or c.slots.parties
    if d.act != "mediate" or len(parties) != 2 or _sides(c, d.agents) & set(parties):
        return ()
    return parties if set(parties) <= _near(c, d) else ()


def _near(c: Context, d: Draft) -> set[str]:
    """Who is named in the sentence of the act or in the one before."""
    number = c.reading.analysis.tokens[d.at].sentence
    return _named(c, number) | (_named(c, number - 1) if number else set())


def _is_open(c: Context, d: Draft) -> bool:
    """Whether what is answered is an idea, nobody's proposal, or what the noun of a refusal tells."""
    objects = syntax.objects(c.reading.analysis, d.at)
    noun = d.predicate.noun == d.at and d.act not in ("propose", "demand", "hand_over_document")
    return noun or any(c.reading.analysis.tokens[o].lemma.lower() in _OPEN for o in objects)
