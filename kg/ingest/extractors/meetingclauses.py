"""Meeting clauses: what relative clauses and pronouns tell of a meeting that another word names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ingest import syntax
from kg.ingest.extractors import factuality, meetingplaces, standing
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.told import Told

_HAPPENING = frozenset({"hold", "schedule", "plan", "due", "convene"})
_RAISING = frozenset({"be", "expect", "schedule", "set", "slate", "plan", "intend", "mean"})
_STATUS = {"asserted": "held", "planned": "planned", "possible": "proposed", "conditional": "proposed"}


def relatives(c: Context, nouns: Sequence[int]) -> list[int]:
    """Verbs of clauses that describe the nouns, also where they hang on a name: talks of A and B, which were held."""
    a = c.reading.analysis
    verbs = [v for n in nouns for v in (*syntax.kids(a, n, "relcl", "acl"), *_stray(c, n))]
    return [w for v in dict.fromkeys(verbs) for w in (v, *_infinitive(c, v))]


def _infinitive(c: Context, v: int) -> list[int]:
    """which was to be held: the verb that tells what becomes of the subject."""
    a = c.reading.analysis
    return syntax.kids(a, v, "xcomp") if a.tokens[v].lemma.lower() in _RAISING else []


def _stray(c: Context, n: int) -> Iterator[int]:
    a = c.reading.analysis
    for x in syntax.subtree(a, n):
        for v in syntax.kids(a, x, "relcl") if a.tokens[x].pos == "PROPN" else ():
            which = any(a.tokens[s].lower_is("which") for s in syntax.kids(a, v, "nsubj", "nsubjpass"))
            if which and any(_happens(c, w) for w in (v, *_infinitive(c, v))):
                yield v


def _happens(c: Context, v: int) -> bool:
    """Whether the verb at v says of its subject that it takes place, begins, goes on or ends."""
    a = c.reading.analysis
    lemma = a.tokens[v].lemma.lower()
    objects = [a.tokens[o].text.lower() for o in syntax.kids(a, v, "dobj", "ccomp", "xcomp")]
    if lemma == "take":
        return objects == ["place"]
    arranged = lemma in _HAPPENING and syntax.is_passive(a, v)
    return not objects and (arranged or bool(standing.phase(c, v)))


def by_pronouns(c: Context) -> Iterator[Told]:
    """They are to resume on Monday: what a pronoun tells of the meeting that the last sentence is about."""
    a = c.reading.analysis
    for token in a.tokens:
        if not token.lower_is("it", "they") or token.dep not in ("nsubj", "nsubjpass") or token.sentence == 0:
            continue
        verb = next((w for w in (*_infinitive(c, token.head), token.head) if _happens(c, w)), None)
        noun = _subject_before(c, token.sentence)
        if verb is None or noun is None or (a.tokens[noun].tag == "NNS") != token.lower_is("they"):
            continue
        if told := _told(c, verb, noun):
            yield told


def _subject_before(c: Context, sentence: int) -> int | None:
    """The meeting noun that is the subject of the sentence before."""
    a, r = c.reading.analysis, c.reading
    before = a.sentences[sentence - 1]
    for i in range(before.first, before.last):
        if a.tokens[i].dep in ("nsubj", "nsubjpass") and a.tokens[a.tokens[i].head].dep in ("ROOT", "ccomp"):
            inner = r.content_noun(i)
            spanned = syntax.prepositions(a, i).get("of", [])
            found = next((n for n in (i, inner, *spanned) if "meeting" in r.noun_classes(n)), None)
            if found is not None:
                return found
    return None


def _told(c: Context, verb: int, noun: int) -> Told | None:
    a = c.reading.analysis
    value = factuality.of_verb(a, c.reading.frames, verb)
    phase = standing.phase(c, verb)
    status = standing.PUT_OFF.get(phase) or _STATUS.get(value or "")
    if status is None or "had" in syntax.auxiliaries(a, verb):
        return None
    ahead = status == "planned"
    place, venue = meetingplaces.place_of(c, [verb])
    return Told(
        at=verb, sentence=a.tokens[verb].sentence, noun=a.tokens[noun].lemma.lower(), status=status, definite=True,
        date=c.clock.at([verb], future=ahead), place=place, venue=venue, duration=c.clock.duration([verb]),
        phase=phase, turn="new" if ahead else "", sure=status != "held",
        word=None if ahead else noun,
    )  # fmt: skip
