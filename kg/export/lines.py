"""Quads as lines in one spelling and one order, whatever store they come from.

Sorting works on chunks that are merged, so that a store larger than memory can be exported; what is sorted can be read
more than once, because a description of the data stands before them.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg.errors import StoreError
from kg.store.results import quote

CHUNK = 250_000  # quads that are sorted in memory at once
_QUAD = re.compile(r'(<[^>]*>) (<[^>]*>) (<[^>]*>|".*"\S*)(?: (<[^>]*>))? \.')
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(.*)', re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Quad(NamedTuple):
    """Terms as N-Triples writes them; `graph` is empty for the default graph."""

    graph: str
    subject: str
    predicate: str
    object: str


def read_quad(line: str) -> Quad:
    """A line of N-Quads. StoreError if it is none, or holds a blank node."""
    match = _QUAD.fullmatch(line)
    if match is None:
        raise StoreError(f"the store gave {line[:200]!r}, which is no quad without blank nodes")
    subject, predicate, value, graph = match.groups()
    return Quad(graph or "", subject, predicate, _canonical(value))


def text_of(literal: str) -> str:
    """The text of a literal as N-Triples writes it."""
    match = _LITERAL.fullmatch(literal)
    return _unescaped(match[1]) if match else literal


def _canonical(value: str) -> str:
    """A term as Parley's stores spell it: stores differ in what they escape."""
    if value.isprintable() and "\\" not in value:
        return value
    match = _LITERAL.fullmatch(value)
    return quote(_unescaped(match[1])) + match[2] if match else value


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: _PLAIN.get(m[1]) or (chr(int(m[1][1:], 16)) if m[1][0] in "uU" else m[1]), text)


class SortedQuads:
    """Quads in the order of graph, subject, predicate, object, each once, to be iterated as often as needed.

    A context manager, because what does not fit into memory lies in temporary files.
    """

    def __init__(self, quads: Iterable[Quad], chunk: int = CHUNK) -> None:
        self._held = ExitStack()
        self._last: list[Quad] = []
        self._files: list[Path] = []
        source = iter(quads)
        while part := sorted(set(islice(source, chunk))):
            if self._last:
                self._spill()
            self._last = part

    def __enter__(self) -> SortedQuads:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def __iter__(self) -> Iterator[Quad]:
        merged = heapq.merge(self._last, *map(_read_chunk, self._files))
        return (quad for quad, _ in groupby(merged))

    def _spill(self) -> None:
        folder = Path(self._held.enter_context(TemporaryDirectory(prefix="parley-export-")))
        file = folder / "sorted"
        with file.open("w", encoding="utf-8", newline="") as out:
            out.writelines("\x1f".join(quad) + "\n" for quad in self._last)  # terms hold neither: both are escaped
        self._files.append(file)


def _read_chunk(file: Path) -> Iterator[Quad]:
    with file.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield Quad(*line[:-1].split("\x1f"))


def subjects(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    """Sorted quads in groups of one subject in one graph."""
    return (list(group) for _, group in groupby(quads, key=lambda quad: quad[:2]))
