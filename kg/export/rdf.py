"""Writes the graph as Turtle, TriG, N-Quads or JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

from kg.export.dataset import Described, count, description
from kg.export.evidence import reduced
from kg.export.jsonld import jsonld
from kg.export.lines import Quad, SortedQuads, read_quad
from kg.export.turtle import head, trig, turtle
from kg.store.base import LOG_GRAPH, Store
from kg.tables.reading import base_of

WHOLE = frozenset({"trig", "nquads"})  # formats that hold named graphs
FORMATS = ("turtle", "trig", "nquads", "jsonld")


def write_rdf(store: Store, form: str, level: str, out: TextIO) -> None:
    """Write the default graph (turtle, jsonld) or everything (trig, nquads) with a description of the data set.

    In trig and nquads the description has a graph of its own, so that what is loaded again is what was stored. The
    store's log is among them with full evidence only: with less, a store made of them must not take articles for read.
    """
    base = base_of(store)
    with SortedQuads(default_graph(store) if form not in WHOLE else _quads(store, level)) as quads:
        described = Described(base, level, count(reduced(quads, level)), store.log().values())
        about = description(described, f"<{base}dataset/graph>" if form in WHOLE else "")
        out.writelines(_text(form, about, reduced(quads, level), base))


def default_graph(store: Store) -> Iterator[Quad]:
    """Quads of the default graph, in no order."""
    return (quad for quad in map(read_quad, store.quads()) if not quad.graph)


def _quads(store: Store, level: str) -> Iterator[Quad]:
    log = f"<{LOG_GRAPH}>"
    return (quad for quad in map(read_quad, store.quads()) if level == "full" or quad.graph != log)


def _text(form: str, about: list[Quad], quads: Iterable[Quad], base: str) -> Iterator[str]:
    match form:
        case "turtle":
            yield from head(base)
            yield from turtle(about, base)
            yield from turtle(quads, base)
        case "trig":
            yield from head(base)
            yield from trig(about, base)
            yield from trig(quads, base)
        case "jsonld":
            yield from jsonld(chain(about, quads), base)
        case _:
            yield from (_line(quad) for quad in chain(about, quads))


def _line(quad: Quad) -> str:
    return " ".join(part for part in (*quad[1:], quad.graph, ".\n") if part)
