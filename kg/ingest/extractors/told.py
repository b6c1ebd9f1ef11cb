"""What is told of a meeting: at one place in the text, and gathered from all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.ingest.claims import Head
from kg.ingest.model import DateValue

AHEAD = frozenset({"planned", "proposed", "postponed", "cancelled", "denied"})  # statuses of what has not taken place
_FINENESS = {"day": 0, "month": 2, "year": 3}


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
    phase: str = ""  # begin, continue, end: what its verb says
    spoke: bool = False  # a verb such as discuss, which a call may be told by as well as a meeting
    form: str = ""  # direct, indirect, bilateral ...: talks of one form are not those of another
    turn: str = ""  # past for the last round, new for the next one
    word: int | None = None  # the meeting noun itself, where there is one
    describes: bool = False  # says who "the talks" bring together
    behind: bool = False  # whether the words say that it has been held: after talks
    many: bool = False  # several at once: five rounds
    sure: bool = True  # whether the words say how far it has come; "the Geneva talks" alone leaves that open

    @property
    def telling(self) -> bool:
        """Whether it says more than that there are talks."""
        said = self.participants or self.date or self.place or self.venue or self.round or self.phase
        return bool(said or self.events)

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
    assumed: tuple[str, ...] = ()  # the parties of the article, for talks of which no sentence says whose they are

    @property
    def people(self) -> tuple[str, ...]:
        """Who takes part, as told or else as assumed."""
        return tuple(dict.fromkeys((*self.merged("participants"), *self.assumed)))

    def merged(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(k for t in self.tellings for k in getattr(t, name)))

    def first(self, name: str) -> object:
        return next((value for t in self.tellings if (value := getattr(t, name)) is not None), None)

    @property
    def date(self) -> DateValue | None:
        """The finest date that was told, the first of those that are as fine."""
        dates = [t.date for t in self.tellings if t.date is not None]
        return min(dates, key=_coarseness) if dates else None

    @property
    def form(self) -> str:
        return next((t.form for t in self.tellings if t.form), "")

    @property
    def turn(self) -> str:
        return next((t.turn for t in self.tellings if t.turn), "")

    @property
    def status(self) -> str:
        """As first told; what was planned may be put off, what was held or going on may go on or have ended."""
        telling = [t for t in self.tellings if t.telling] or self.tellings
        sure = [t for t in telling if t.sure] or telling
        told = [t.status for t in sure if not t.spoke] or [t.status for t in sure]
        told_as_event = any(t.events and t.status not in AHEAD for t in self.tellings)
        if told[0] not in AHEAD and "planned" in told and not told_as_event and not sure[0].behind:
            return "planned"  # a round that people come together for
        if told[0] in AHEAD:
            put_off = next((s for s in told if s in ("postponed", "cancelled")), None)
            return put_off or ("planned" if told[0] == "proposed" and "planned" in told else told[0])
        ended = any(t.phase == "end" and t.status == "held" for t in self.tellings)
        return "ongoing" if "ongoing" in told and not ended else "held"

    @property
    def kind(self) -> str:
        """A call where the text says so, or where both only spoke and no place is named."""
        told = next((t.kind for t in self.tellings if t.kind != "meeting"), "")
        first = self.tellings[0]
        only_spoke = all(t.spoke or not t.events for t in self.tellings) and first.noun in ("speak", "talk")
        placed = any(t.place or t.venue for t in self.tellings)
        return told or ("call" if first.spoke and only_spoke and not placed else "meeting")


def _coarseness(value: DateValue) -> int:
    return _FINENESS.get(value.precision, 4) + (1 if value.end else 0)
