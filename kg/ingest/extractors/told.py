"""What is told of a meeting: at one place in the text, and gathered from all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.ingest.claims import Head
from kg.ingest.model import DateValue

AHEAD = frozenset({"planned", "proposed", "postponed", "cancelled", "denied"})  # statuses of what has not taken place


@dataclass(frozen=True)
class Told:
    """What one place in the text tells of a meeting. `at` is the noun or verb; sets are keys in order of mention."""

    at: int
    sentence: int
    noun: str
    status: str
    definite: bool
    participants: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    organizers: tuple[str, ...] = ()
    date: DateValue | None = None
    place: str | None = None
    venue: str | None = None
    round: int | None = None
    duration: str | None = None
    attributed_to: str | None = None
    events: tuple[int, ...] = ()  # triggers of the drafts that tell it

    @property
    def kind(self) -> str:
        if self.noun in ("summit", "ceremony"):
            return self.noun
        return "call" if self.noun.split()[-1:] in (["call"], ["telephone"], ["conversation"]) else "meeting"


@dataclass
class Gathered:
    """A meeting as gathered so far; `tellings` in text order."""

    tellings: list[Told] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)

    def merged(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(k for t in self.tellings for k in getattr(t, name)))

    def first(self, name: str) -> object:
        return next((value for t in self.tellings if (value := getattr(t, name)) is not None), None)

    @property
    def status(self) -> str:
        """As first told; what was planned may then be put off."""
        first = self.tellings[0].status
        later = (t.status for t in self.tellings if t.status in ("postponed", "cancelled"))
        return next(later, first) if first in ("planned", "proposed") else first

    @property
    def kind(self) -> str:
        return next((t.kind for t in self.tellings if t.kind != "meeting"), "meeting")
