"""Voices: in reported words a pronoun that acts is mostly the one whose words they are."""

from __future__ import annotations

from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.fillers import Filler
from kg.ingest.extractors.predicate import Predicate

_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})


def spoken(c: Context, p: Predicate) -> Predicate:
    """The rebels said they would disarm: whom the pronoun means by the speaker's own words, and as evidence beside it.

    A pronoun that means somebody else keeps its meaning.
    """
    a = c.reading.analysis
    saying = c.said.get(p.trigger)
    if saying is None or saying.speaker_token is None or p.noun == p.trigger:
        return p
    subjects = syntax.subjects(a, p.trigger)
    if len(subjects) != 1 or a.tokens[subjects[0]].text.lower() not in _PRONOUNS:
        return p
    own = tuple(k for f in p.agents for k in f.keys)
    if own and not set(own) <= set(saying.speaker):
        return p
    if not own and not saying.speaker:
        words = ("agent", saying.speaker_token, saying.speaker_token + 1)
        return replace(p, phrases=(words, *p.phrases))
    return replace(p, agents=(*p.agents, Filler(saying.speaker_token, own or saying.speaker)))
