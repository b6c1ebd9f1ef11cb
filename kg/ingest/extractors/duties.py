"""Duties: who says that somebody must or should do a thing demands or urges it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ingest import syntax
from kg.ingest.extractors import issues
from kg.ingest.extractors.drafts import Context, Draft
from kg.ingest.extractors.fillers import Filler
from kg.ingest.extractors.predicates import Predicate
from kg.ingest.extractors.sayings import Saying

_ACTS = {"must": "demand", "should": "urge", "ought": "urge"}


def drafts(c: Context) -> Iterator[Draft]:
    """One event for each duty in reported words that is somebody else's than the speaker's."""
    for saying in c.sayings:
        if not saying.speaker or saying.kind not in ("say", "tell", "source"):
            continue
        for i in sorted(saying.content):
            if c.said.get(i) is saying and (draft := _duty(c, saying, i)):
                yield draft


def _duty(c: Context, saying: Saying, i: int) -> Draft | None:
    a = c.reading.analysis
    act_name = _ACTS.get(a.tokens[i].text.lower()) if a.tokens[i].dep == "aux" else None
    if act_name is None:
        return None
    verb = a.tokens[i].head
    subjects = syntax.subjects(a, verb) or syntax.surface_subjects(a, verb)
    targets = tuple(dict.fromkeys(k for s in subjects for k in c.reading.actors(s) if k not in saying.speaker))
    own = {k for s in subjects for k in c.reading.actors(s)} & set(saying.speaker)
    if own or (not targets and not syntax.is_passive(a, verb)):
        return None
    content = frozenset(syntax.subtree(a, verb))
    about = issues.distinct(issues.find(a, c.reading.frames, content)) or c.topics
    act = c.reading.frames.acts[act_name]
    speaker = Filler(saying.cue, saying.speaker)
    predicate = Predicate(verb, act_name, f"duty:{a.tokens[i].lemma}", None, (speaker,), (), (verb,))
    return Draft(
        verb, act_name, act.type, predicate.rule, "asserted", saying.speaker, targets, about, saying.speaker[0], None,
        None, None, None, predicate, content, (act.type,),
    )  # fmt: skip
