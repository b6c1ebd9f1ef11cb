"""What a page is made of: rows of the tables as input, nodes, edges and claims of the page as output."""

from __future__ import annotations

from dataclasses import dataclass

from kg.plots.rows import Record, Rows

__all__ = ["Card", "Edge", "Node", "Page", "Record", "Records", "Request", "Sentence", "Source"]

MAX_NODES = 2000  # nodes of a graph page; beyond, the smaller ones are drawn together


@dataclass(frozen=True, slots=True)
class Records(Rows):
    """Rows that the pages read: those of the plots, and `conflicts`, which also have `subjects`.

    `subjects` are the ids of what a conflict is about (kg.tables.conflicts.subjects).
    """

    conflicts: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a page is asked for: the actor or article that `name` names, the ties from an actor to the last one drawn,
    and the most nodes that are drawn one by one."""

    name: str | None = None
    radius: int = 1
    max_nodes: int = MAX_NODES


@dataclass(frozen=True, slots=True)
class Sentence:
    """A supporting sentence, cut into pieces (words, role); `source` numbers the article in `Page.sources`."""

    pieces: tuple[tuple[str, str], ...]
    source: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """One claim as the panel shows it. `type`, `factuality`, `date`, `issues` and `sources` are what the filters ask
    for; a type, factuality or date of None is never filtered. `sources` number the articles that tell it."""

    id: str
    heading: str
    type: str | None = None
    act: str | None = None
    factuality: str | None = None
    date: str | None = None
    rows: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    issues: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article: as cited in full and in short, its id, outlet and date; `link` only where it is a web address."""

    text: str
    link: str | None
    short: str = ""
    key: str = ""
    outlet: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the page. `key` is the row's id: the page compares it with the address and makes no identifier of it.

    `weight` decides the size: the number of claims about an actor, of those at a meeting. `fold` names those with whom
    it is drawn together where there is no room for all; `members` are the nodes that this one stands for.
    """

    key: str
    label: str
    group: str
    aliases: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    cards: tuple[int, ...] = ()
    weight: int = 1
    fold: str = ""
    members: tuple[str, ...] = ()


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
    """One graph page. `groups` are (id, name, shape) of the nodes, `kinds` (id, name, head of the arrow) of the edges,
    in legend order; `noun` is what one node is called, `focus` the number of the node that the page is about."""

    name: str
    title: str
    subject: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]
    groups: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str, str], ...]
    noun: str = "actor"
    notes: tuple[str, ...] = ()
    focus: int | None = None
