"""What a page is made of: rows of the tables as input, nodes, edges and claims of the page as output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of the tables that the pages read, with the columns of `kg table`.

    Rows of `conflicts` also have `subjects`: ids of what they are about (kg.tables.conflicts.subjects).
    """

    articles: tuple[Record, ...] = ()
    actors: tuple[Record, ...] = ()
    meetings: tuple[Record, ...] = ()
    events: tuple[Record, ...] = ()
    proposals: tuple[Record, ...] = ()
    agreements: tuple[Record, ...] = ()
    handovers: tuple[Record, ...] = ()
    positions: tuple[Record, ...] = ()
    conflicts: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A supporting sentence, cut into pieces (words, role); `source` numbers the article in `Page.sources`."""

    pieces: tuple[tuple[str, str], ...]
    source: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """One claim as the panel shows it. `type` and `factuality` are what the filters ask for; None is never filtered."""

    id: str
    heading: str
    type: str | None = None
    act: str | None = None
    factuality: str | None = None
    date: str | None = None
    rows: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article as cited; `link` only where it is an http or https address."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the page. `key` is the row's id and never reaches the page as an identifier.

    `weight` decides the size: the number of claims about an actor, of those at a meeting.
    """

    key: str
    label: str
    group: str
    aliases: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    cards: tuple[int, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """All claims of one kind from one node to another; `mutual` ones have no direction."""

    source: str
    target: str
    kind: str
    mutual: bool
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One graph page. `groups` are (id, name, shape) of the nodes, `kinds` (id, name) of the edges, in
    legend order; `noun` is what one node is called."""

    title: str
    subject: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]
    groups: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    noun: str = "actor"
    notes: tuple[str, ...] = ()
