"""Records that the stages hand to one another. They are frozen and know nobody.

Offsets: code points, end exclusive. `Token`, `Sentence` and `Mention` offsets address `Article.text` (cleaned).
Entities are referred to by key. A key of the authority is "state/ua", "person/vladimir-putin", "organization/iaea",
"armed_group/hamas", "place/istanbul-tr", "venue/ciragan-palace"; a key that the article minted starts with "local/".
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

ACTOR_KINDS = ("person", "state", "organization", "armed_group", "delegation", "unnamed")


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or interval with its precision: `start` and `end` are ISO, truncated to `precision` (2025-05).

    `vague`: one day of the interval, nobody says which: last week, over the weekend.
    """

    start: str
    precision: str  # day | month | year
    end: str | None = None
    vague: bool = False

    @property
    def stated(self) -> str:
        """What can be said without guessing: the start; of a vague interval the month or the year that holds it."""
        holding = (self.start[:n] for n in (7, 4) if self.vague and self.end and self.start[:n] == self.end[:n])
        return next(holding, self.start)

    @property
    def stated_precision(self) -> str:
        """The precision of `stated`."""
        return {4: "year", 7: "month"}.get(len(self.stated), self.precision)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit; `minimum` equals `maximum` for a point, None marks an open end. `text` as written."""

    minimum: float | None
    maximum: float | None
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read, before any cleaning. `key` identifies the article across runs."""

    key: str
    source: str
    text: str
    media_type: str = "text/plain"
    metadata: tuple[tuple[str, str], ...] = ()  # title publisher date url language licence, as far as given
    body_start: int = 0  # where the article begins in `text` (after front matter)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets of cleaned text to offsets of the source text by runs that were copied unchanged.

    `clean[i]` is the first cleaned offset of run i, `source[i]` the source offset it came from; runs are ascending.
    `ends[i]`, where given, is the source offset at which run i ends: a repaired character stands for several.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    ends: tuple[int, ...] = ()

    def to_source(self, offset: int) -> int:
        run = bisect_right(self.clean, offset) - 1
        return self.source[run] + offset - self.clean[run] if run >= 0 else offset

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        if end <= start:
            return self.to_source(start), self.to_source(start)
        return self.to_source(start), self._end_in_source(end)

    def _end_in_source(self, end: int) -> int:
        run = bisect_right(self.clean, end - 1) - 1
        last_of_run = self.ends and run + 1 < len(self.clean) and self.clean[run + 1] == end
        return self.ends[run] if last_of_run else self.to_source(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: `text` is what is analysed, `source_text` what its evidence is quoted from."""

    key: str
    source: str
    source_text: str
    text: str
    offsets: OffsetMap
    title: str | None = None
    publisher: str | None = None
    quoted_outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str = "en"
    licence: str | None = None
    date: DateValue | None = None
    date_source: str | None = None  # front_matter | option | dateline | metadata | page
    dateline_place: str | None = None
    dateline_date: DateValue | None = None
    media_type: str = "text/plain"
    title_in_text: tuple[int, int] | None = None  # where the headline stands in `text`, if it does


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the linguistic analysis; `head` and `i` number the tokens of the article from 0."""

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int
    entity: str = ""  # NER label, "" outside names
    entity_begins: bool = False

    def lower_is(self, *words: str) -> bool:
        """Whether the word, in lower case, is one of `words`."""
        return self.text.lower() in words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: number, token range [first, last) and character range in `Article.text`."""

    number: int
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Tokens, sentences and dependency children of one article: what a spaCy pipeline said, free of spaCy."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...]
    memo: dict[int, dict[str, list[int]]] = field(default_factory=dict, compare=False, repr=False)  # of syntax


@dataclass(frozen=True, slots=True)
class Position:
    """An office as held: `of` is a label (state, organization or delegation); `source` is text or authority."""

    office: str
    of: str | None
    source: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that stand for an entity. `kind`: name, alias, metonym, nationality, office, pronoun, group,
    unnamed, place. Tokens [first, last); `head` is the syntactic head token."""

    first: int
    last: int
    head: int
    start: int
    end: int
    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or where a mention means. `kind`: one of ACTOR_KINDS, or place or venue; `side`: key of the state or
    organization on whose behalf it acts."""

    key: str
    kind: str
    label: str
    authority: bool = False
    qid: str | None = None
    qid_grade: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None  # PLOVER sector code
    side: str | None = None
    positions: tuple[Position, ...] = ()
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    within: str | None = None  # a venue's city, a city's state: entity key
