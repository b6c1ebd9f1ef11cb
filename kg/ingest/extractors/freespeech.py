"""Free indirect speech: sentences that go on with what somebody said, without a verb of saying of their own.

"The talks were serious, he said. A fifth round would follow. Both sides had made concessions." The tense tells: a past
or a future seen from the day on which it was said. So do clauses behind a semicolon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.ingest import syntax
from kg.ingest.extractors.sayings import Saying
from kg.ingest.model import Analysis, Sentence
from kg.ingest.reading import Reading

_SHIFTED = frozenset({"had", "would", "could", "might", "'d"})
_REPORTS = frozenset({"say", "tell", "source", "quote", "as"})
_WHEN = frozenset("later earlier meanwhile beforehand previously afterwards separately originally".split())


def carried(r: Reading, sayings: Sequence[Saying], said: Mapping[int, Saying]) -> dict[int, Saying]:
    """For each token that goes on with somebody's words the saying with which they began."""
    a = r.analysis
    last = {a.tokens[s.cue].sentence: s for s in sayings}
    found: dict[int, Saying] = {}
    now: Saying | None = None
    for sentence in a.sentences:
        if sentence.number in last:
            now = _reporting(a, last[sentence.number])
            found |= dict.fromkeys(_behind_semicolon(a, sentence, now, said), now) if now else {}
        elif now is not None and _goes_on(r, sentence, now, said):
            found |= dict.fromkeys(range(sentence.first, sentence.last), now)
        elif not _blank(a, sentence):
            now = None
    return found


def _reporting(a: Analysis, s: Saying) -> Saying | None:
    """The saying, if it reports words that may go on: said something, or is a source of it, in the past."""
    past = a.tokens[s.cue].tag in ("VBD", "VBN") or s.kind == "source"
    return s if past and s.content and s.kind in _REPORTS else None


def _blank(a: Analysis, s: Sentence) -> bool:
    return all(a.tokens[t].pos in ("SPACE", "PUNCT") for t in range(s.first, s.last))


def _behind_semicolon(a: Analysis, s: Sentence, saying: Saying, said: Mapping[int, Saying]) -> Iterator[int]:
    """The tokens behind the semicolon that follows the cue, unless they begin with a time or place of their own."""
    marks = [t for t in range(saying.cue, s.last - 1) if a.tokens[t].text == ";"]
    rest = range(marks[0] + 1, s.last) if marks else range(0)
    if rest and a.tokens[rest[0]].pos != "ADP" and not any(t in said for t in rest):
        yield from rest


def _goes_on(r: Reading, s: Sentence, saying: Saying, said: Mapping[int, Saying]) -> bool:
    """Whether the main clause has a shifted tense, and its subject is nobody who may have a say of his own."""
    a = r.analysis
    opening = a.tokens[s.first]
    own = opening.pos == "ADP" or opening.text.lower() in _WHEN or a.tokens[s.last - 1].text.lower() in _WHEN
    root = next((t for t in range(s.first, s.last) if a.tokens[t].dep == "ROOT"), None)
    if root is None or own or any(t in said or a.tokens[t].lower_is(*_WHEN) for t in range(s.first, s.last)):
        return False
    clause = next((c for c in syntax.kids(a, root, "ccomp") if c < root), root)
    shifted = set(syntax.auxiliaries(a, clause)) & _SHIFTED or _was_to(a, clause)
    return bool(shifted) and not _tells_of_somebody(r, clause, saying)


def _was_to(a: Analysis, v: int) -> bool:
    """A fifth round was to follow."""
    below = (c for c in syntax.kids(a, v, "xcomp") if "to" in syntax.auxiliaries(a, c))
    return a.tokens[v].lower_is("was", "were") and any(below)


def _tells_of_somebody(r: Reading, v: int, saying: Saying) -> bool:
    """He had suggested; Laurent Fabius had stated: what a person did before is told by the report."""
    keys = {k for t in syntax.subjects(r.analysis, v) for k in r.actors(t)}
    persons = {k for k in keys if r.entities[k].kind in ("person", "unnamed")}
    past = "had" in syntax.auxiliaries(r.analysis, v)
    return bool(persons - set(saying.speaker)) or (past and bool(persons))
