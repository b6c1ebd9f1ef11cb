"""Speakers whom no mention names: "analysts said", "the Tribune reported" get a local actor of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors.sayings import Saying
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked, slug
from kg.ingest.model import Analysis, Entity, Mention, Token

_THINGS = frozenset(
    {"document", "agreement", "proposal", "war", "meeting", "process", "sanction", "troops", "progress"}
)
_SOMEBODY = frozenset({"someone", "official", "person", "person_any", "envoy", "press"})
_RANKS = frozenset(
    "senior high top unnamed unidentified anonymous high-ranking ranking another other several many some two three "
    "informed well-placed local key leading chief former independent".split()
)
_PAPERS = frozenset({"report", "statement", "letter", "poll", "study", "survey", "communique", "article", "resolution"})


def name_speakers(a: Analysis, linked: Linked, frames: Frames, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings, those of nobody with the noun before their verb as speaker; `linked` gets the new actors."""
    return [s if s.speaker else _named(a, linked, frames, s) for s in sayings]


def _named(a: Analysis, linked: Linked, frames: Frames, s: Saying) -> Saying:
    if s.speaker_token is None or s.kind not in ("say", "tell", "source", "quote", "ask"):
        return s
    token = a.tokens[s.speaker_token]
    proper = token.pos == "PROPN"
    if not proper and not _is_somebody(token, frames):
        return s
    first = _first(a, token.i)
    words = " ".join(a.text[a.tokens[first].start : token.end].split())
    label = words if proper else _label(a, first, token)
    kind = "organization" if proper else "unnamed"
    key = f"local/{kind}/{slug(label)}"
    linked.entities.setdefault(key, Entity(key, kind, label))
    linked.mentions.append(Mention(first, token.i + 1, token.i, a.tokens[first].start, token.end, "unnamed", key))
    for i in range(first, token.i + 1):
        linked.at.setdefault(i, (key,))
    return replace(s, speaker=(key,))


def _is_somebody(token: Token, frames: Frames) -> bool:
    """Whether a common noun means people or a body that can speak: no statement, no war, not the sides as such."""
    lemma = token.lemma.lower()
    if token.pos != "NOUN" or lemma in _PAPERS or frames.classes(lemma) & _THINGS:
        return False
    return bool(frames.classes(lemma) & _SOMEBODY) or lemma in frames.sectors


def _label(a: Analysis, first: int, noun: Token) -> str:
    """Western diplomat (unnamed): one of several, with what stands before the noun, ranks and numbers left out."""
    kept = [t.text for t in a.tokens[first : noun.i] if t.pos in ("ADJ", "NOUN", "PROPN") and not t.lower_is(*_RANKS)]
    return " ".join([*kept, noun.lemma.lower() if noun.tag == "NNS" else noun.text.lower(), "(unnamed)"])


def _first(a: Analysis, noun: int) -> int:
    """Where the words that belong to the noun begin, its determiner left out."""
    inside = [c for c in syntax.kids(a, noun, "compound", "amod", "nmod") if c < noun]
    return min([noun, *(syntax.subtree(a, c)[0] for c in inside)])
