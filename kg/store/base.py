"""The seam between Parley and the stores: what each backend can do, and the record kept of each article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from kg.errors import InputError, NotFound, SchemaMismatch, StoreError
from kg.schema.terms import BASE, NEG, SCHEMA_VERSION
from kg.store.ntriples import Triples, literal
from kg.store.results import Result

STORE_NS = "https://w3id.org/parley/store#"
LOG_GRAPH = STORE_NS + "log"
LINKS_GRAPH = STORE_NS + "links"
HIDDEN_GRAPH = STORE_NS + "hidden"
DECISIONS_GRAPH = STORE_NS + "decisions"
OWN_GRAPHS = (DECISIONS_GRAPH, HIDDEN_GRAPH, LINKS_GRAPH, LOG_GRAPH)  # all others are those of articles

Graphs: TypeAlias = Mapping[str, Triples]  # graph IRI -> what the article says there


@dataclass(frozen=True, slots=True)
class LogRecord:
    """What the store remembers of an ingested article, beside its graphs.

    `text_hash` and `fingerprint` tell whether a re-ingest would change anything; `drops` counts, by reason, what the
    extraction could not support with evidence. `graphs` is filled in by the store.
    """

    key: str
    text_hash: str = ""
    fingerprint: str = ""
    program: str = ""
    drops: tuple[tuple[str, int], ...] = ()
    graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """How the default graph differs from what the articles say one by one, as N-Triples lines (kg.world makes it).

    `hidden` triples of the articles do not show; `shown` ones stand in their place. `state` says what it was made from.
    """

    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    state: str = ""


class Store(Protocol):
    """A place for article graphs. The default graph holds each triple of them once, as changed by the overlay.

    The log, the links of the overlay, what it hides, and human decisions are named graphs of their own (`OWN_GRAPHS`).

    Stores are context managers. All errors are `StoreError`s; a malformed query is a `QueryError`.
    """

    url: str

    def replace(self, article: str, graphs: Graphs, record: LogRecord) -> None:
        """Make `graphs` what the article (an IRI) says, in one atomic update; doing it twice is doing it once.

        Where that replaces an earlier version, the same update takes the overlay off: it was made from that version.
        """

    def retract(self, article: str) -> None:
        """Remove the article's graphs and, from the default graph, what no other article says. NotFound if absent.

        The same update takes the overlay off.
        """

    def link(self, overlay: Overlay, decisions: Triples | None = None) -> None:
        """Put `overlay` in the place of the present one and, if given, `decisions` in that of the present ones.

        One atomic update.
        """

    def linked(self) -> str:
        """The state of the present overlay, "" without one."""

    def query(self, text: str, timeout: float | None = None) -> Result:
        """Run a SPARQL query; after `timeout` seconds a QueryError ends it. Without one it may run for ever."""

    def log(self) -> dict[str, LogRecord]:
        """Records of all articles by article IRI."""

    def quads(self) -> Iterator[str]:
        """All quads as N-Quads lines without line ends, unordered, the log's among them."""

    def close(self) -> None:
        """Let go of files and locks; a closed store cannot be used."""

    def __enter__(self) -> Store: ...

    def __exit__(self, *_: object) -> None: ...


def find_article(store: Store, name: str, base: str = BASE) -> str:
    """IRI of the article that `name` means: its IRI, its id in a table (IRI without `base`), its key or its source.

    Raises NotFound if there is none, InputError if several come from that source.
    """
    log = store.log()
    for iri in log:
        if name in (iri, iri.removeprefix(base), f"article/{iri.rpartition('article/')[2]}"):
            return iri
    found = [iri for iri, record in log.items() if record.key == name] or _from_source(store, name, log)
    if len(found) > 1:
        ids = ", ".join(iri.removeprefix(base) for iri in found)
        raise InputError(f"{store.url} holds {len(found)} articles from {name}: name one by its id: {ids}")
    if not found:
        raise NotFound(f"{store.url} holds no article {name}: `kg table articles` lists the ids")
    return found[0]


def _from_source(store: Store, source: str, log: Mapping[str, LogRecord]) -> list[str]:
    rows = store.query(f"SELECT DISTINCT ?article {{ ?article <{NEG}source> {literal(source)} }}").rows
    return sorted(row[0].value for row in rows if row[0] and row[0].value in log)


def check_schema(url: str, found: str | None) -> None:
    """SchemaMismatch unless the store was written with this program's schema."""
    if found != SCHEMA_VERSION:
        raise SchemaMismatch(
            f"{url} was written with schema {found}, this program reads and writes schema {SCHEMA_VERSION}: "
            f"ingest the articles again into a new store, or use the version of parley-kg that wrote it"
        )


def check_foreign(url: str, holds_data: bool) -> None:
    """StoreError if a store without Parley's log holds data: they would mix in the default graph."""
    if holds_data:
        raise StoreError(f"{url} holds data that Parley did not write: name an empty store or data set")
