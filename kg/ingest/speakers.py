"""Speakers whom no mention names: "analysts said", "the Tribune reported" get a local actor of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.extractors.sayings import Saying
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked, slug
from kg.ingest.model import Analysis, Entity, Mention

_THINGS = frozenset(
    {"document", "agreement", "proposal", "war", "meeting", "process", "sanction", "troops", "progress"}
)
_PAPERS = frozenset({"report", "statement", "letter", "poll", "study", "survey", "communique", "article", "resolution"})


def name_speakers(a: Analysis, linked: Linked, frames: Frames, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings, those of nobody with the noun before their verb as speaker; `linked` gets the new actors."""
    return [s if s.speaker else _named(a, linked, frames, s) for s in sayings]


def _named(a: Analysis, linked: Linked, frames: Frames, s: Saying) -> Saying:
    if s.speaker_token is None or s.kind not in ("say", "tell", "source", "quote", "ask"):
        return s
    token = a.tokens[s.speaker_token]
    lemma = token.lemma.lower()
    if token.pos not in ("NOUN", "PROPN") or lemma in _PAPERS or frames.classes(lemma) & _THINGS:
        return s
    first = _first(a, token.i)
    proper = token.pos == "PROPN"
    words = " ".join(a.text[a.tokens[first].start : token.end].split())
    label = words if proper else f"{token.text.lower()} (unnamed)"
    kind = "organization" if proper else "unnamed"
    key = f"local/{kind}/{slug(label)}"
    linked.entities.setdefault(key, Entity(key, kind, label))
    linked.mentions.append(Mention(first, token.i + 1, token.i, a.tokens[first].start, token.end, "unnamed", key))
    for i in range(first, token.i + 1):
        linked.at.setdefault(i, (key,))
    return replace(s, speaker=(key,))


def _first(a: Analysis, noun: int) -> int:
    """Where the words that belong to the noun begin, its determiner left out."""
    inside = [c for c in syntax.kids(a, noun, "compound", "amod", "nmod") if c < noun]
    return min([noun, *(syntax.subtree(a, c)[0] for c in inside)])
