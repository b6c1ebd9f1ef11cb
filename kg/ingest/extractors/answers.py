"""Answers to proposals: who accepts, rejects, counters or puts off, and the nouns that say what is answered.

`data/frames/stances.csv` says which stance a word takes towards what stands in a slot of it: turn down the offer, say
yes to it, the rejection of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors import factuality
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.holders import holders, value

TABLED = frozenset({"proposal", "document"})  # noun classes of what is on the table
POINTING = frozenset({"it", "this", "that", "which", "both"})  # pronouns that may mean a proposal
_STANCES = {
    "accept": "accept",
    "endorse": "accept",
    "reject": "reject",
    "refuse": "reject",
    "dismiss": "reject",
    "praise": "accept",
}
_PARTS = frozenset({"part", "half", "some", "most", "element", "portion", "aspect", "point", "provision"})
_REPLYING = frozenset({"reply", "respond", "answer"})
_PROVISOS = frozenset({"provided", "if", "unless"})
_STOPS = frozenset({".", ",", ":", ";", "!", '"', "\u201d", "''", "and", "but", "at", "in", "on"})
_ANSWERING = {"refusal": "reject", "rejection": "reject", "consent": "accept", "approval": "accept"}
_BARE = {"refuse": "reject", "agree": "accept", "accept": "accept", "decline": "reject"}  # without saying what


@dataclass(frozen=True)
class Answer:
    """A response: who answers, how, and the token that says so."""

    at: int
    stance: str
    by: tuple[str, ...]
    attributed_to: str | None
    factuality: str
    draft: Draft | None = None


Found = tuple[int, Answer, list[int]]


def find(c: Context, drafts: Sequence[Draft]) -> list[Found]:
    """Answers in text order: token, answer, nouns that say what is answered; none where the text does not say."""
    acts = [answer for d in drafts if (answer := _of_draft(c, d))]
    told = {answer.at for _, answer, nouns in acts if nouns}
    found = [f for f in acts if f[2]]
    for token in c.reading.analysis.tokens:
        if _may_be_proposal(c, token.i):
            found.extend(f for f in _of_thing(c, token.i) if f[0] not in told)
        found.extend(f for f in _bare_noun(c, token.i) if f[0] not in told)
        if syntax.is_verb(token):
            found.extend(f for f in (*_of_verb(c, token.i), *_bare(c, token.i)) if f[0] not in told)
    return _unique(sorted(found, key=lambda f: f[0]))


def _unique(found: Iterable[Found]) -> list[Found]:
    """One answer of one side by one word, with all that it answers."""
    by_word: dict[tuple[int, str], Found] = {}
    for at, answer, nouns in found:
        known = by_word.get((at, answer.stance))
        by_word[at, answer.stance] = (at, answer, [*known[2], *nouns]) if known else (at, answer, nouns)
    return list(by_word.values())


# acts


def _of_draft(c: Context, d: Draft) -> Found | None:
    stance = _STANCES.get(d.act, "")
    if not stance or not d.agents or d.factuality not in ("asserted", "negated"):
        return None
    if d.factuality == "negated":
        stance = "reject" if stance == "accept" else ""
    nouns = _answered_nouns(c, d)
    if not stance or not nouns:
        return None
    if d.act == "accept" and value(c, d.at, "to", c.reading.frames.stances) == "reject":
        stance = "reject"  # said no to
    stance = "partial" if _in_part(c, d.at, nouns) else stance
    whole = list(dict.fromkeys([*nouns, *(c.reading.content_noun(n) for n in nouns)]))
    return d.at, Answer(d.at, stance, d.agents, d.attributed_to, "asserted", d), whole


def _in_part(c: Context, v: int, nouns: Iterable[int]) -> bool:
    """accepted parts of the plan; partly accepted it; accepted it provided that"""
    a = c.reading.analysis
    partly = any(a.tokens[m].lower_is("partly", "partially") for m in syntax.kids(a, v, "advmod"))
    provided = any(
        a.tokens[m].text.lower() in _PROVISOS
        for x in syntax.kids(a, v, "advcl", "prep")
        for m in (x, *syntax.kids(a, x, "mark"))
    )
    return (
        partly
        or provided
        or any(
            a.tokens[n].lemma.lower() in _PARTS and c.reading.content_noun(n) != n and a.tokens[n].dep == "dobj"
            for n in nouns
        )
    )


def _answered_nouns(c: Context, d: Draft) -> list[int]:
    a = c.reading.analysis
    nouns = list(syntax.objects(a, d.at))
    for names in ("to", "with", "on", "of"):
        nouns += syntax.prepositions(a, d.at).get(names, [])
    for x in syntax.kids(a, d.at, "xcomp"):
        nouns += [t for t in syntax.subtree(a, x) if a.tokens[t].dep == "dobj"]
    if d.predicate.noun == d.at:
        nouns += [n for name in ("of", "to") for n in syntax.prepositions(a, d.at).get(name, [])]
    return nouns


# what is answered


def _may_be_proposal(c: Context, n: int) -> bool:
    token = c.reading.analysis.tokens[n]
    if token.pos in ("NOUN", "PROPN"):
        return bool(classes(c, n) & TABLED) and token.dep not in ("compound", "amod")
    return token.text.lower() in POINTING and token.pos in ("PRON", "DET", "SCONJ")


def _of_thing(c: Context, n: int) -> Iterator[Found]:
    """turned down the offer; it was unacceptable, X said; the approval of the draft"""
    a = c.reading.analysis
    for v, slot in holders(c, n):
        if not syntax.is_verb(a.tokens[v]):
            yield from _of_noun(c, n, v, slot)
        elif stance := value(c, v, slot, c.reading.frames.stances) or _silent(c, v, slot):
            by = _verdict_of(c, v) if slot == "subj" else _actors(c, v)
            taken = _taken(c, v, stance)
            if by and taken and slot not in ("under", "in", "after"):
                stance = "partial" if taken == "accept" and _in_part(c, v, [n]) else taken
                yield v, Answer(v, stance, by, c.speaker_of(v), "asserted"), [n]


def _silent(c: Context, v: int, slot: str) -> str:
    """had not yet replied to the proposal"""
    a = c.reading.analysis
    replying = a.tokens[v].lemma in _REPLYING and (slot == "to" or (slot == "obj" and a.tokens[v].lemma == "answer"))
    return "silent" if replying and syntax.is_negated(a, v) else ""


def _taken(c: Context, v: int, stance: str) -> str:
    """The stance as the words have it: who does not accept rejects, who is asked to accept does nothing yet."""
    a = c.reading.analysis
    told = factuality.of_verb(a, c.reading.frames, v)
    if stance == "silent":
        return "defer" if told == "negated" else ""
    if stance == "defer":
        return stance if told not in ("negated", "conditional") else ""
    if told == "negated":
        return "reject" if stance == "accept" else ""
    return stance if told == "asserted" else ""


def _of_noun(c: Context, n: int, word: int, slot: str) -> Iterator[Found]:
    """its rejection of the plan, delivered its approval of the draft"""
    a, r = c.reading.analysis, c.reading
    stance = r.frames.stances.get((a.tokens[word].lemma.lower(), slot), "")
    verb = syntax.clause_of(a, word)
    told = factuality.of_noun(a, r.frames, word) if stance else None
    if stance and told == "asserted":
        by = r.owner(word) or (_actors(c, verb) if syntax.is_verb(a.tokens[verb]) else ())
        if by:
            yield word, Answer(word, stance, by, c.speaker_of(word), "asserted"), [n]


def _actors(c: Context, v: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k for s in syntax.subjects(c.reading.analysis, v) for k in c.reading.actors(s)))


def _verdict_of(c: Context, v: int) -> tuple[str, ...]:
    """Who says that a proposal is unacceptable."""
    speaker = c.speaker_of(v)
    return (speaker,) if speaker else ()


# verbs


def _bare(c: Context, v: int) -> Iterator[Found]:
    """Washington asked for a summit, and Moscow refused: an answer to what was said right before."""
    a = c.reading.analysis
    token = a.tokens[v]
    stance = _BARE.get(token.lemma.lower(), "")
    after = a.tokens[v + 1].text if v + 1 < len(a.tokens) else "."
    if not stance or token.tag not in ("VBD", "VBN", "VBZ") or after not in _STOPS or syntax.is_passive(a, v):
        return
    by = _actors(c, v)
    if len(by) == 1 and factuality.of_verb(a, c.reading.frames, v) == "asserted":
        yield v, Answer(v, stance, by, c.speaker_of(v), "asserted"), [v]


def _bare_noun(c: Context, n: int) -> Iterator[Found]:
    """clung to its refusal, gave its consent: an answer to what was said right before."""
    a, r = c.reading.analysis, c.reading
    stance = _ANSWERING.get(a.tokens[n].lemma.lower(), "") if a.tokens[n].pos == "NOUN" else ""
    if not stance or {"of", "to", "for"} & syntax.prepositions(a, n).keys() or syntax.kids(a, n, "acl"):
        return
    by = r.owner(n)
    if len(by) == 1 and factuality.of_noun(a, r.frames, n) == "asserted":
        yield n, Answer(n, stance, by, c.speaker_of(n), "asserted"), [n]


def _of_verb(c: Context, v: int) -> Iterable[Found]:
    """declined to comment on it; answered it with a counterproposal."""
    agents = _actors(c, v)
    if agents and (told := _told(c, v)):
        stance, nouns = told
        yield v, Answer(v, stance, agents, c.speaker_of(v), "asserted"), nouns


def _told(c: Context, v: int) -> tuple[str, list[int]] | None:
    """Stance and answered nouns of a verb that no act covers."""
    a = c.reading.analysis
    lemma = a.tokens[v].lemma
    objects = syntax.objects(a, v)
    comments = [x for x in syntax.kids(a, v, "xcomp") if a.tokens[x].lemma == "comment"]
    if lemma in ("decline", "refuse") and comments:
        nouns = syntax.prepositions(a, comments[0]).get("on", [])
        return ("no_comment", nouns) if nouns else None
    offered = [n for n in (*objects, *syntax.prepositions(a, v).get("with", [])) if "counterproposal" in classes(c, n)]
    if offered and not syntax.is_negated(a, v):
        others = [n for n in objects if n not in offered] + syntax.prepositions(a, v).get("to", [])
        return "counter", others or offered
    return None


def classes(c: Context, n: int) -> frozenset[str]:
    """Noun classes of the word at n."""
    return c.reading.frames.classes(c.reading.analysis.tokens[n].lemma.lower())
