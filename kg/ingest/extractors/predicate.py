"""The record of a matched frame."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ingest.extractors import phrases
from kg.ingest.extractors.fillers import Filler


@dataclass(frozen=True, slots=True)
class Predicate:
    """A matched frame. `trigger` is the verb or noun, `noun` the event noun of a light verb or of a noun predicate."""

    trigger: int
    act: str
    rule: str
    noun: int | None
    agents: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    arguments: tuple[int, ...] = ()  # tokens below which the content of the act stands
    phrases: tuple[phrases.Phrase, ...] = ()  # words in place of an agent or target that means no known actor
