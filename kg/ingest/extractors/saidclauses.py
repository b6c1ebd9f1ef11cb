"""Said clauses: the clauses by which a speaker puts something forward, and what each says of whom.

A speaker puts forward the main clauses of his words, what he says that he thinks or knows, and reasons and remarks
hung on to them; what stands under an if, a wish or a question he does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.sayings import Saying

SPEAKING = frozenset({"say", "tell", "source", "quote"})
_OPINION = frozenset(
    "think believe feel know mean guess trust suppose reckon see understand realise realize find consider doubt "
    "remember show prove hope fear imply".split()
)
_OPEN_MARKS = frozenset({"if", "unless", "whether", "until", "till", "lest", "before", "once", "when", "in"})
_EMPTY = frozenset({"it", "there", "this", "that", "what", "which", "these", "those"})
OPEN = frozenset({"can", "could", "ca", "may", "might", "will", "would", "wo", "'ll", "'d", "shall"})
_SELF = frozenset({"it", "they", "he", "she", "we", "i"})
_PASSING = ("conj", "parataxis", "dep", "ROOT")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of what somebody says: its verb, the words its subject stands in, and who that is.

    `actors` are who the subject means or whose it is; `own` says that they are the speaker or his side.
    """

    saying: Saying
    v: int
    level: str  # main, thought, reason, aside
    subjects: tuple[int, ...]
    actors: tuple[str, ...]
    own: bool
    negated: bool
    auxiliaries: frozenset[str]
    is_there: bool

    @property
    def of_others(self) -> bool:
        return bool(self.actors) and not self.own


def clauses(c: Context) -> Iterator[Clause]:
    """All said clauses of the article in text order."""
    a = c.reading.analysis
    for token in a.tokens:
        saying = c.said.get(token.i)
        if saying is None or not saying.speaker or not _is_spoken(c, saying):
            continue
        if not syntax.is_verb(token) or token.dep in ("aux", "auxpass", "amod", "compound"):
            continue
        if level := _level(c, saying, token.i):
            yield _clause(c, saying, token.i, level)


def _is_spoken(c: Context, saying: Saying) -> bool:
    """Whether it is said, or the speaker says that he thinks so."""
    if saying.kind in SPEAKING:
        return True
    outer = c.said.get(saying.cue)
    thought = saying.kind == "think" and c.reading.analysis.tokens[saying.cue].lemma.lower() in _OPINION
    return thought and outer is not None and outer.kind in SPEAKING and outer.speaker == saying.speaker


def _clause(c: Context, saying: Saying, v: int, level: str) -> Clause:
    a = c.reading.analysis
    there = any(a.tokens[x].dep == "expl" for x in a.children[v])
    subjects = tuple(n for s in syntax.surface_subjects(a, v) for n in syntax.conjuncts(a, s))
    subjects = () if there else subjects
    actors = tuple(dict.fromkeys(k for n in subjects for k in c.reading.actors(n)))
    owners = actors or tuple(dict.fromkeys(k for n in subjects for k in c.reading.affected(n)))
    return Clause(
        saying, v, level, subjects, owners, is_own(c, saying, owners), syntax.is_negated(a, v),
        frozenset(syntax.auxiliaries(a, v)), there,
    )  # fmt: skip


def is_own(c: Context, saying: Saying, keys: tuple[str, ...]) -> bool:
    """Whether all are the speaker, his side, or a body of his side; another person of it may be judged by him."""
    entities = c.reading.entities
    sides = {x for k in saying.speaker for x in (k, entities[k].side) if x}
    return bool(keys) and all(k in sides or (entities[k].side in sides and entities[k].kind != "person") for k in keys)


def _level(c: Context, saying: Saying, v: int, depth: int = 0) -> str:
    """How the clause of v is put forward, "" where it is not."""
    a = c.reading.analysis
    i = v
    while a.tokens[i].dep == "conj" and a.tokens[i].head != i and c.said.get(a.tokens[i].head) is saying:
        i = a.tokens[i].head
    token = a.tokens[i]
    head = a.tokens[token.head]
    if head.i == i or c.said.get(head.i) is not saying or head.i == saying.cue:
        return "" if token.dep in ("amod", "compound", "acl", "pcomp", "xcomp") else "main"
    if depth > 4:
        return ""
    if token.dep in _PASSING:
        return _level(c, saying, head.i, depth + 1)
    if token.dep == "ccomp" and syntax.is_verb(head):
        return _thought(c, saying, head.i, depth)
    if token.dep == "ccomp" and head.pos == "ADJ":
        return "thought" if _level(c, saying, syntax.clause_of(a, head.i), depth + 1) else ""
    if token.dep == "advcl" and not _is_open(c, i) and "to" not in syntax.auxiliaries(a, i):
        return "reason" if syntax.kids(a, i, "mark") and _level(c, saying, head.i, depth + 1) else ""
    if (
        token.dep == "relcl"
        and token.tag != "VB"
        and any(a.tokens[s].lower_is("which") for s in syntax.kids(a, i, "nsubj"))
    ):
        return "aside"
    return ""


def _thought(c: Context, saying: Saying, head: int, depth: int) -> str:
    a = c.reading.analysis
    lemma = a.tokens[head].lemma.lower()
    if lemma == "be":
        return "thought" if _level(c, saying, head, depth + 1) else ""
    subjects = syntax.surface_subjects(a, head)
    keys = tuple(k for s in subjects for k in c.reading.actors(s))
    own = not keys or is_own(c, saying, keys)
    if lemma in _OPINION and own and not syntax.is_negated(a, head) and not _is_open(c, head):
        return "thought" if _level(c, saying, head, depth + 1) else ""
    return ""


def _is_open(c: Context, v: int) -> bool:
    a = c.reading.analysis
    marks = [*syntax.kids(a, v, "mark"), *(x for x in syntax.kids(a, v, "advmod") if a.tokens[x].tag == "WRB")]
    return any(a.tokens[m].lower_is(*_OPEN_MARKS) for m in marks)


def is_empty(c: Context, n: int) -> bool:
    """Whether the subject at n is a word that stands for nobody: it, there, this."""
    return c.reading.analysis.tokens[n].text.lower() in _EMPTY and not c.reading.actors(n)
