"""The graph of a store as an object: read, ask, look, measure, take away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.api.reading import Folders, run_into
from kg.api.shown import Explained, View
from kg.errors import StoreError
from kg.store import Store, open_store

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from kg.network import Sources
    from kg.network.weaving import Ties
    from kg.plots.rows import Rows
    from kg.runs import Account
    from kg.tables import Record

T = TypeVar("T")
MEMORY = "memory:"
SECONDS = 60.0  # a query on disk or on an endpoint may take


class KnowledgeGraph:
    """The graph of one store; `kg.open` and `kg.read` make it.

    It is a context manager, and may as well stay open as long as the notebook. On disk it shows the state of the store
    at the time it was opened, whatever others write since; `ingest` brings it up to date. `account` is that of the last
    run. All errors are those of `kg.errors`.
    """

    def __init__(self, url: str, *, min_confidence: float | None = None, raw: bool = False) -> None:
        self.url = url
        self.account: Account | None = None
        self._choice = (min_confidence, raw)
        self._kept: dict[str, Any] = {}
        self._stored: Store | None = open_store(url, reading=True)

    @property
    def store(self) -> Store:
        """The store as this graph sees it, for what has no method here. StoreError once the graph is closed."""
        if self._stored is None:
            raise StoreError(f"{self.url} was closed: open it again with kg.open")
        return self._once("store", self._seen)

    @property
    def counts(self) -> dict[str, int]:
        """How many articles, claims of each kind, processes and conflicts there are.

        >>> graph.counts["proposals"]
        2
        """
        from kg.status import counts

        return self._once("counts", lambda: counts(self.store))

    def ingest(
        self,
        *sources: str | Path,
        date: str | None = None,
        force: bool = False,
        authority: Folders = (),
        frames: Folders = (),
    ) -> Account:
        """Read reports into the store, and show the graph with them. Gives the account of the run.

        `sources` are files, folders and patterns, as `kg ingest` takes them. `date` dates reports that have none,
        `force` reads unchanged ones again, `authority` and `frames` are folders of files that add to those that ship.
        A report that cannot be read is a line of `failures` in the account, and a warning. Raises InputError without
        sources, StoreLocked while another process writes.

        >>> graph.ingest("report.md").unchanged
        1
        """
        stored = self._stored if self.url == MEMORY else None
        if stored is None:
            self.close()
        try:
            self.account = run_into(
                self.url, stored, sources, options={"date": date, "force": force}, folders=(authority, frames)
            )
        finally:
            self._kept.clear()
            self._stored = stored or open_store(self.url, reading=True)
        return self.account

    def query(self, query: str | Path, /, *, timeout: float | None = SECONDS, **parameters: Any) -> pd.DataFrame:
        """The answer of a saved query (`kg query --list`), a .rq file or SPARQL text, as a frame with typed columns.

        `parameters` are those of the query: one value or a list of alternatives; ids of the tables are good for nodes.
        Whole numbers come as Int64, others as float64, nodes as ids. Dates come as datetime64 where all are known to
        the day, else as text (2025-06), of which `pd.to_datetime(frame.date, format="ISO8601")` takes the first day. A
        query on disk or at an endpoint is given up after `timeout` seconds; in memory nothing ends it.
        Raises QueryError.

        >>> graph.query("proposals", actor="state/ks").stance.dropna().to_list()
        ['no_comment', 'reject']
        >>> int(graph.query("SELECT (COUNT(?a) AS ?n) { ?a a neg:State }").n[0])
        3
        """
        from kg.api.frames import frame_of, values_of
        from kg.query import bind, load, run
        from kg.tables.reading import base_of

        base = base_of(self.store)
        text = bind(load(str(query)), {name: values_of(value) for name, value in parameters.items()}, base)
        return frame_of(run(self.store, text, timeout=None if self.url == MEMORY else timeout), base)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the graph, `kg table NAME`, as a frame.

        Counts are Int64, lists are lists; dates are ISO text, because they have their precision. The tables are
        articles, actors, meetings, events, proposals, agreements, handovers, positions, statements, attributions and
        conflicts. Raises QueryError for another name.

        >>> graph.table("meetings").columns[:4].to_list()
        ['id', 'label', 'kind', 'process']
        """
        from kg.tables import table

        return table(self.store, name)

    def explain(self, name: str) -> Explained:
        """What the graph knows of a node, with the sentences that say so and how each is cited.

        `name` is an id of a table, an IRI, or the source of an article. Raises NotFound with the nearest ids.

        >>> print(graph.explain("state/ks"))
        Kestria
          actor  state/ks
        ...
        """
        from kg.explain import explain

        return Explained(explain(self.store, name))

    def network(self, name: str = "events", **filters: Any) -> Ties:
        """A network of the graph, as a NetworkX graph whose nodes have labels and whose ties have weights.

        events, signed, attendance, mediation, mediated, meetings, proposals, responses and statements are the names;
        `kg.network.NETWORKS` says what the nodes and ties of each mean. The filters are the fields of
        `kg.network.Selection`: since, until, dated, issues, process, factualities, without, min_weight, level.
        Raises InputError.

        >>> network = graph.network("attendance", since="2030")
        >>> sorted(network.nodes[node]["label"] for node in network)[:2]
        ['Arvenia', 'Kestria']
        """
        from kg.api.asking import selection_of
        from kg.network import build

        return build(self._told(), name, selection_of(filters))

    def analyze(self, measure: str = "centrality", network: str | None = None, **options: Any) -> pd.DataFrame:
        """A measure of a network, `kg analyze MEASURE`, as a frame; `frame.attrs["notes"]` says what was counted.

        centrality, brokerage, communities, balance, evolution, compare and edges are the measures; the docstrings of
        `kg.network` have their columns and papers. Without `network` a measure takes the one that it is made for.
        `options` are the filters of `network` and those of the measure: sides, method, by, period, spans
        (two of them, as in "2025-01..2025-06").
        Raises InputError.

        >>> graph.analyze("centrality")[["label", "degree"]].label.is_unique
        True
        """
        from kg.api.asking import request_of
        from kg.network.analysis import analyze

        found = analyze(self._told(), request_of(measure, network, options))
        found.frame.attrs["notes"] = found.notes
        return found.frame

    def plot(self, name: str, **options: Any) -> Figure:
        """A plot of the graph, `kg plot NAME`, as a Matplotlib figure, which shows itself in Jupyter.

        timeline, positions, dyad, mediators and map are the names. `options` are the fields of `kg.plots.Selection`
        (since, until, process, issue, actors ...) and of `kg.plots.Look` (theme, size, dpi, title). Raises InputError;
        NotFound where there is nothing to draw.

        >>> len(graph.plot("timeline").axes) > 0
        True
        """
        from kg.plots import draw

        return draw(self._drawn(), name, **options)

    def view(self, name: str, about: str | None = None, *, height: int = 640) -> View:
        """A page of the graph, `kg view NAME`: it shows itself in Jupyter, `height` pixels high, and `save` writes it.

        `about` is what the page is about: the id or source of a report for "article", an actor for "ego". The names are
        those of `kg.view.VIEWS`. Raises InputError, NotFound.

        >>> graph.view("actors").save("actors.html").name
        'actors.html'
        """
        from kg.view import page_sheet, read_records, view_page
        from kg.view.document import ALONE, document

        page = view_page(name, self._once("records", lambda: read_records(self.store)), about)
        sheet = page_sheet(page)
        return View(name, document(sheet, ALONE), sheet.contents, height)

    def export(self, path: str | Path, format: str | None = None, *, evidence: str = "full") -> list[Path]:
        """Write the graph to a file, `kg export`, and give the paths written; without `format` the ending says it.

        `evidence` (full, quote, offsets) says how much of the articles' words goes along. Raises InputError.

        >>> [path.name for path in graph.export("reports.bib")]
        ['reports.bib']
        """
        from kg.export import export

        return export(self.store, Path(path), form=format, evidence=evidence)

    def close(self) -> None:
        """Let go of the store's files; doing it twice is doing it once."""
        if self._stored is not None:
            self._stored.close()
        self._stored = None
        self._kept.clear()

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if self._stored is None:
            return f"<KnowledgeGraph {self.url}: closed>"
        return f"<KnowledgeGraph {self.url}: {', '.join(f'{n:,} {name}' for name, n in self.counts.items())}>"

    def _repr_html_(self) -> str:
        if self._stored is None:
            return escape(repr(self))
        head = "".join(f"<th>{escape(name)}</th>" for name in self.counts)
        body = "".join(f"<td>{number:,}</td>" for number in self.counts.values())
        return f"<b>{escape(self.url)}</b><table><tr>{head}</tr><tr>{body}</tr></table>"

    def _told(self) -> Sources:
        """The rows that networks are made of."""
        from kg.network.sources import TABLES, Sources

        return self._once("told", lambda: Sources({name: self._records(name) for name in TABLES}))

    def _drawn(self) -> Rows:
        """The rows that plots are made of."""
        from kg.plots.rows import Rows, spots
        from kg.tables.reading import open_reader

        names = [field.name for field in fields(Rows) if field.name != "spots"]
        return Rows(**{n: self._records(n) for n in names}, spots=tuple(spots(open_reader(self.store))))

    def _records(self, table: str) -> tuple[Record, ...]:
        from kg.tables import records

        return self._once(f"table {table}", lambda: tuple(records(self.store, table)))

    def _seen(self) -> Store:
        from kg.world.selection import seen

        assert self._stored is not None
        minimum, raw = self._choice
        return seen(self._stored, minimum, raw=raw)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, kept until the graph changes; an endpoint may change at any time."""
        if name not in self._kept or (name != "store" and self.url.startswith("http")):
            self._kept[name] = make()
        kept: T = self._kept[name]
        return kept
