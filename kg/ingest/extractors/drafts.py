"""What extraction knows of an article while it builds claims, and the draft of an event before evidence is cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.ingest.extractors.predicate import Predicate
from kg.ingest.extractors.sayings import Saying
from kg.ingest.extractors.timing import Clock
from kg.ingest.model import DateValue, Quantity
from kg.ingest.quantities import QuantityMention
from kg.ingest.reading import Reading
from kg.ingest.slots import Slots


@dataclass(frozen=True)
class Context:
    """All that the extractors of one article share; `drops` counts what they leave out, by reason."""

    reading: Reading
    slots: Slots
    clock: Clock
    sayings: Sequence[Saying]
    said: Mapping[int, Saying]  # token: innermost saying that reports it
    quantities: Sequence[QuantityMention]
    topics: tuple[str, ...]
    here: str | None = None  # the place of the dateline
    drops: Counter[str] = field(default_factory=Counter)

    def speaker_of(self, i: int) -> str | None:
        """Key of the innermost speaker of the words at token i."""
        saying = self.said.get(i)
        return saying.speaker[0] if saying and saying.speaker else None


@dataclass(frozen=True)
class Draft:
    """An event in tokens and keys. `at` is the trigger; `noun` its event noun; `content` the tokens of its content."""

    at: int
    act: str
    type: str
    rule: str
    factuality: str
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    issues: tuple[str, ...]
    attributed_to: str | None
    date: DateValue | None
    quantity: Quantity | None
    place: str | None
    venue: str | None
    predicate: Predicate
    content: frozenset[int]
    candidates: tuple[str, ...] = ()
