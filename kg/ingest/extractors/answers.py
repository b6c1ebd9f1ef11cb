"""Answers to proposals: who accepts, rejects, counters or puts off, and the nouns that say what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context, Draft

TABLED = frozenset({"proposal", "document"})  # noun classes of what is on the table
_STANCES = {
    "accept": "accept",
    "endorse": "accept",
    "reject": "reject",
    "refuse": "reject",
    "dismiss": "reject",
    "praise": "accept",
}
_DEFERRING = frozenset(
    {"postpone", "delay", "put", "study", "consider", "review", "examine", "weigh", "assess", "await"}
)
_PARTS = frozenset({"part", "half", "some", "most", "element", "portion", "aspect", "point", "provision"})


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
    """Answers in text order: token, answer, nouns that say what is answered."""
    found = [answer for d in drafts if (answer := _of_draft(c, d))]
    for token in c.reading.analysis.tokens:
        if syntax.is_verb(token):
            found.extend(_of_verb(c, token.i))
    return sorted(found, key=lambda f: f[0])


def _of_draft(c: Context, d: Draft) -> Found | None:
    stance = _STANCES.get(d.act, "")
    if not stance or not d.agents or d.factuality not in ("asserted", "negated"):
        return None
    if d.factuality == "negated":
        stance = "reject" if stance == "accept" else ""
    nouns = _answered_nouns(c, d)
    if not stance or not nouns:
        return None
    stance = "partial" if _in_part(c, d.at, nouns) else stance
    whole = list(dict.fromkeys([*nouns, *(c.reading.content_noun(n) for n in nouns)]))
    return d.at, Answer(d.at, stance, d.agents, d.attributed_to, "asserted", d), whole


def _in_part(c: Context, v: int, nouns: Iterable[int]) -> bool:
    """accepted parts of the plan; partly accepted it."""
    a = c.reading.analysis
    partly = any(a.tokens[m].lower_is("partly", "partially") for m in syntax.kids(a, v, "advmod"))
    return partly or any(
        a.tokens[n].lemma.lower() in _PARTS and c.reading.content_noun(n) != n and a.tokens[n].dep == "dobj"
        for n in nouns
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


def _of_verb(c: Context, v: int) -> Iterable[Found]:
    """declined to comment on it; is studying the proposal; answered it with a counterproposal."""
    agents = tuple(dict.fromkeys(k for s in syntax.subjects(c.reading.analysis, v) for k in c.reading.actors(s)))
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
    if lemma in _DEFERRING and any(_classes(c, o) & TABLED for o in objects):
        return "defer", objects
    offered = [n for n in (*objects, *syntax.prepositions(a, v).get("with", [])) if "counterproposal" in _classes(c, n)]
    if offered and not syntax.is_negated(a, v):
        others = [n for n in objects if n not in offered] + syntax.prepositions(a, v).get("to", [])
        return "counter", others or offered
    return None


def _classes(c: Context, n: int) -> frozenset[str]:
    return c.reading.frames.classes(c.reading.analysis.tokens[n].lemma.lower())
