"""Claims: the records of what an article says, each with its evidence. They are frozen and know nobody.

Offsets: code points, end exclusive; those of `Evidence` and `RoleSpan` address `Article.source_text` (as it came),
carried back by `Article.offsets`. Actors, places and venues are keys of entities (kg.ingest.model).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.ingest.model import Article, DateValue, Entity, Quantity


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """The words that fill a role (trigger, agent, target, speaker, cue, content, issue, date, place, quantity)."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A whole sentence as it stands in the source, and in it the words that carry the claim."""

    sentence: int
    start: int
    end: int
    text: str
    spans: tuple[RoleSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What all claims carry. `id` is unique in the article and stable for the same text ("e12-agree-0").

    `group` says in which way the claim was made, for its confidence (kg.ingest.confidence).
    """

    id: str
    evidence: tuple[Evidence, ...]
    attributed_to: str | None = None
    factuality: str = "asserted"
    date: DateValue | None = None
    confidence: float | None = None
    extractor: str = "frames"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Event(Claim):
    """A predicate between actors, coded with PLOVER 2.0 (`type`) and the finer `act`."""

    type: str = ""
    act: str = ""
    type_candidates: tuple[str, ...] = ()
    mode: str | None = None
    context: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    place: str | None = None
    venue: str | None = None
    quantity: Quantity | None = None
    meeting: str | None = None  # id of a Meeting


@dataclass(frozen=True, slots=True)
class Head:
    """Who leads a delegation at a meeting: entity keys."""

    person: str
    of: str | None


@dataclass(frozen=True, slots=True)
class Meeting(Claim):
    """A process, round or meeting. `parties` are those on whose behalf it is held, `participants` all present."""

    label: str = ""
    kind: str = "meeting"  # meeting | call | summit | ceremony
    process: str | None = None
    round: int | None = None
    status: str = "held"
    place: str | None = None
    venue: str | None = None
    country: str | None = None  # key of the state
    parties: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    heads: tuple[Head, ...] = ()
    duration: str | None = None
    organizers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response(Claim):
    """An answer to a proposal."""

    stance: str = ""  # accept | reject | counter | partial | defer | no_comment
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal(Claim):
    """What somebody put on the table, with every answer that the article tells."""

    label: str = ""
    issues: tuple[str, ...] = ()
    proposers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    responses: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement(Claim):
    """What parties agreed. `status`: agreed | signed | in_force | carried_out | broken | planned."""

    label: str = ""
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    status: str = "agreed"
    quantity: Quantity | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover(Claim):
    """A document passed from one side to another. `about`: issues."""

    item: str = ""
    givers: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement(Claim):
    """One reporting verb with its speaker. Offsets of `evidence` cover the whole sentence; the first is the cue's."""

    speaker: str = ""
    cue: str = ""
    direct: bool = False
    quote: str | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution(Claim):
    """What the article attributes to somebody without a statement of his: a thought, wish, plan, stance, appeal.

    `holder` is the actor if `words` (a poll, some, many voters) mean one that the article knows.
    """

    holder: str | None = None
    words: str = ""
    cue: str = ""
    attitude: str = ""


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """All that one article says: what becomes its named graph."""

    article: Article
    sentences: int
    words: int
    entities: tuple[Entity, ...]
    mentions: tuple[tuple[str, Evidence], ...] = ()  # entity key, the sentence with one RoleSpan("mention", ...)
    meetings: tuple[Meeting, ...] = ()
    events: tuple[Event, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    handovers: tuple[Handover, ...] = ()
    statements: tuple[Statement, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    drops: tuple[tuple[str, int], ...] = field(default=())  # reason, count
    fingerprint: str = ""
    extractor_version: str = ""
