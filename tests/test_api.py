"""`import kg` is light; a graph gives frames, explanations, pages and files; its docstrings are true."""

from __future__ import annotations

import doctest
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

import kg
import kg.api.graph
import kg.api.opening
from kg.api.frames import frame_of
from kg.api.shown import Explained, View
from kg.errors import InputError, NotFound, ParleyError, QueryError, StoreError
from kg.network import Selection, build_network
from kg.schema.terms import BASE
from kg.store.results import XSD, Result, Term
from kg.tables import COLUMNS as TABLES
from tests.fixture_store import filled, on_disk
from tests.hostile_records import HOSTILE

ROOT = Path(__file__).resolve().parent.parent
REPORT = """---
title: Two delegations meet in Istanbul
publisher: Halden Courier
date: 2025-06-02
---
ISTANBUL, June 2 - Ukraine proposed an unconditional ceasefire on Monday. Russia rejected the proposal.
"""
HEAVY = ("pandas", "networkx", "rdflib", "spacy", "matplotlib", "pyoxigraph", "click", "lxml")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return on_disk(tmp_path_factory.mktemp("api"))


@pytest.fixture
def graph(url: str) -> Iterator[kg.KnowledgeGraph]:
    with kg.open(url) as opened:
        yield opened


def test_importing_kg_imports_nothing_heavy() -> None:
    code = f"import kg, sys; print([name for name in {HEAVY} if name in sys.modules], kg.open.__module__)"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout == "[] kg.api.opening\n"


def test_what_kg_offers() -> None:
    assert {"KnowledgeGraph", "open", "read", "__version__"} <= set(dir(kg))
    assert all(hasattr(kg, name) for name in kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        kg.opne  # noqa: B018


@pytest.mark.slow
def test_docstrings_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_disk(tmp_path)
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with kg.read("report.md", store="own.store") as own, kg.open("talks.store") as opened:
        found = doctest.DocTestFinder().find
        tests = [test for module in (kg.api.graph, kg.api.opening) for test in found(module, module.__name__)]
        told = {test.name.rpartition(".")[2]: test for test in tests if test.examples}
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        for name, test in told.items():
            test.globs["graph"] = own if name == "ingest" else opened
            runner.run(test)
    assert runner.failures == 0
    methods = {name for name, value in vars(kg.KnowledgeGraph).items() if not name.startswith("_") and callable(value)}
    assert methods - {"close"} <= set(told)
    assert {"open", "read"} <= set(told)


@pytest.mark.slow
def test_reading_twice_reads_once(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(REPORT, encoding="utf-8")
    store = tmp_path / "talks.store"
    with kg.read(report, store=store) as graph:
        assert (graph.account.written, graph.account.unchanged) == (1, 0) if graph.account else False
        assert graph.query("proposals").stance.to_list() == ["reject"]
        before = graph.counts
        other = tmp_path / "other.md"
        other.write_text(REPORT.replace("Halden", "Arven").replace("Russia", "Moscow"), encoding="utf-8")
        assert graph.ingest(report, other).written == 1
        assert graph.counts["articles"] == 2 == before["articles"] + 1  # what was counted before is not kept
    with kg.read(report, store=store) as again:
        assert again.account is not None
        assert again.account.unchanged == 1
        assert again.counts["articles"] == 2


@pytest.mark.slow
def test_memory_and_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"^1 could not be read.*empty\.txt") as warned:
        graph = kg.read(tmp_path)
    assert [one.filename for one in warned if one.category is UserWarning] == [__file__]
    assert graph.account is not None
    assert len(graph.account.failures) == 1
    assert graph.query("proposals").stance.to_list() == ["reject"]
    assert graph.ingest(tmp_path / "report.md", force=True).written == 1


def test_closed_and_missing(url: str, tmp_path: Path) -> None:
    graph = kg.open(url)
    graph.close()
    graph.close()
    assert "closed" in repr(graph)
    with pytest.raises(StoreError, match=r"was closed: open it again with kg\.open"):
        graph.table("events")
    with pytest.raises(StoreError):
        kg.open(tmp_path / "none.store")
    assert not (tmp_path / "none.store").exists()
    with pytest.raises(InputError, match="name the reports"):
        kg.read(store=tmp_path / "new.store")
    assert not (tmp_path / "new.store").exists()


WRONG: list[tuple[str, tuple[str, ...], type[ParleyError]]] = [
    ("query", ("no-such-query",), QueryError),
    ("query", ("SELECT * { ?s ?p",), QueryError),
    ("query", ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",), QueryError),
    ("query", ("INSERT DATA { <a:a> <a:a> <a:a> }",), QueryError),
    ("table", ("peoples",), QueryError),
    ("explain", ("state/nowhere",), NotFound),
    ("view", ("peoples",), InputError),
    ("network", ("peoples",), InputError),
    ("analyze", ("peoples",), InputError),
    ("analyze", ("centrality", "peoples"), InputError),
    ("plot", ("peoples",), InputError),
    ("export", ("graph.docx",), InputError),
]


@pytest.mark.parametrize(("method", "arguments", "error"), WRONG)
def test_errors_are_those_of_the_tree(
    graph: kg.KnowledgeGraph, method: str, arguments: tuple[str, ...], error: type[ParleyError]
) -> None:
    with pytest.raises(error):
        getattr(graph, method)(*arguments)


OPTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("network", {"sinze": "2030"}, "there is no option sinze; the options are dated, factualities, issues"),
    ("network", {"since": "yesterday"}, "since yesterday: write a date as 2025"),
    ("network", {"since": ""}, "since : write a date as 2025"),
    ("network", {"since": "2030-13"}, "since 2030-13: the calendar has no such date"),
    ("network", {"since": "2030-06", "until": "2030-01"}, "since 2030-06 comes after until 2030-01"),
    ("network", {"without": "chat"}, "without CHAT: the PLOVER types are"),
    ("network", {"without": 3}, "without 3: give one or several in a list"),
    ("network", {"level": "sides"}, "level sides: it is one of actor, side"),
    ("network", {"factualities": "assertd"}, "factualities assertd: it is one of asserted, conditional"),
    ("network", {"issues": ["ceasefire", "peace"]}, "issues peace: it is one of aid_access"),
    ("network", {"min_weight": "2"}, "min_weight '2': a whole number, at least 1"),
    ("network", {"min_weight": 0}, "min_weight 0: a whole number, at least 1"),
    ("network", {"dated": "no"}, "dated no: it is one of False, True"),
    ("network", {"process": 3}, "process 3: write words of the label"),
    ("analyze", {"measure": "compare", "spans": ("2030-01..x", "2030")}, "spans x: write a date as"),
    ("analyze", {"measure": "compare", "spans": ("2030-07..2030-06", "2030")}, "spans 2030-07 comes after"),
    ("analyze", {"measure": "compare", "spans": (("2030",), "2030")}, "write a span as"),
    ("analyze", {"measure": "compare", "spans": "2030..2031"}, "compare needs two spans"),
    ("analyze", {"measure": "brokerage", "network": "meetings"}, "meetings has two modes: take attendance"),
    ("analyze", {"sinze": "2030"}, "there is no option sinze; the options are by, dated"),
    ("analyze", {"measure": "balance", "by": "moon"}, "moon"),
    ("plot", {"name": "timeline", "sinze": "2030"}, "no option sinze"),
]


@pytest.mark.parametrize(("method", "options", "message"), OPTIONS)
def test_wrong_options_are_named(graph: kg.KnowledgeGraph, method: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        getattr(graph, method)(**options)


def test_networks_and_measures_are_those_of_the_library(graph: kg.KnowledgeGraph) -> None:
    network = graph.network(factualities="planned")
    planned = build_network(graph.store, selection=Selection(factualities=("planned",)))
    assert nx.utils.graphs_equal(network, planned)
    frame = graph.analyze("centrality", network="attendance", since="2030")
    assert frame.attrs["notes"][0].startswith("attendance: ")
    assert set(frame.label) == {data["label"] for _, data in graph.network("attendance", since="2030").nodes(data=True)}
    halves = graph.analyze("compare", spans=(("2030-01", "2030-06"), ("2030-07", "2030-12")))
    assert len(halves.attrs["notes"]) > 2
    written = graph.analyze("compare", spans=("2030-01..2030-06", "2030-07..2030-12"))
    pd.testing.assert_frame_equal(halves, written)
    assert written.attrs["notes"] == halves.attrs["notes"]


def test_one_type_left_out_may_stand_alone(graph: kg.KnowledgeGraph) -> None:
    whole, one = graph.network("attendance"), graph.network("attendance", without="consult")
    assert len(whole) > len(one) == 0
    assert nx.utils.graphs_equal(graph.network(without="AGREE"), graph.network(without=("AGREE",)))


def test_plots_are_figures(graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    figure = graph.plot("timeline", theme="dark")
    figure.savefig(tmp_path / "timeline.png")
    assert (tmp_path / "timeline.png").read_bytes().startswith(b"\x89PNG")


def test_a_parameter_may_have_several_values(graph: kg.KnowledgeGraph) -> None:
    one = graph.query("actors", actor="state/ks")
    two = graph.query("actors", actor=["state/ks", "state/nl2"])
    assert set(one.actor) == {"state/ks"}
    assert set(two.actor) == {"state/ks", "state/nl2"}
    with pytest.raises(QueryError, match="no parameter 'actress'"):
        graph.query("actors", actress="state/ks")


def _literal(value: str, datatype: str = "string") -> Term:
    return Term("literal", value, XSD + datatype)


COLUMNS: list[tuple[list[Term | None], str, list[Any]]] = [
    ([_literal("1", "integer"), None], "Int64", [1, pd.NA]),
    ([_literal("1", "integer"), _literal("1.5", "decimal")], "float64", [1.0, 1.5]),
    ([_literal("0.5", "double")], "float64", [0.5]),
    ([_literal("true", "boolean"), None], "boolean", [True, pd.NA]),
    ([_literal("2025-06-02", "date"), None], "datetime64", [pd.Timestamp("2025-06-02"), pd.NaT]),
    ([_literal("2025-06-02", "date"), _literal("2025-06", "gYearMonth")], "", ["2025-06-02", "2025-06"]),
    ([_literal("2025-06-31", "date")], "", ["2025-06-31"]),
    ([_literal("1", "integer"), _literal("one")], "object", [1, "one"]),
    ([Term("iri", BASE + "state/ua"), Term("iri", "https://example.org/x")], "", ["state/ua", "https://example.org/x"]),
    ([None, None], "object", [None, None]),
    ([], "object", []),
]


@pytest.mark.parametrize(("terms", "dtype", "values"), COLUMNS)
def test_columns_have_types(terms: list[Term | None], dtype: str, values: list[Any]) -> None:
    frame = frame_of(Result("select", ("x",), tuple((term,) for term in terms)), BASE)
    assert str(frame.x.dtype).startswith(dtype)
    assert [None if pd.isna(value) else value for value in frame.x] == [None if pd.isna(v) else v for v in values]


def test_ask_is_a_frame(graph: kg.KnowledgeGraph) -> None:
    assert graph.query("ASK { ?s a neg:State }").answer.to_list() == [True]


def test_confidence_and_raw(tmp_path: Path) -> None:
    url = on_disk(tmp_path)
    with kg.open(url) as whole, kg.open(url, min_confidence=1.0) as sure, kg.open(url, raw=True) as raw:
        assert len(sure.table("events")) < len(whole.table("events")) == len(raw.table("events"))
        assert len(sure.query("events")) < len(whole.query("events"))


def test_base_of_the_store_holds(tmp_path: Path) -> None:
    url = str(tmp_path / "own.store")
    filled(url, base="https://example.org/id/").close()
    with kg.open(url) as graph:
        assert set(graph.query("actors", actor="state/ks").actor) == {"state/ks"}


def test_how_a_graph_shows_itself(graph: kg.KnowledgeGraph) -> None:
    assert repr(graph).startswith(f"<KnowledgeGraph {graph.url}: 3 articles, 7 events, 4 meetings, 2 proposals")
    assert "<th>events</th>" in graph._repr_html_()
    assert {name: n for name, n in graph.counts.items() if name in TABLES} == {
        name: len(graph.table(name)) for name in graph.counts if name in TABLES
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_cannot_leave_its_frame(text: str) -> None:
    shown = View(text, f"<p>{text}</p>")._repr_html_()
    assert shown.encode("utf-8")
    assert shown.count("<") == 2  # the frame and its end
    assert 'sandbox="allow-scripts' in shown
    assert "allow-same-origin" not in shown


@pytest.mark.parametrize("text", [*HOSTILE, "\ue000left open", "\x1b[2J"])
def test_an_explanation_is_escaped(text: str) -> None:
    span = {"role": "agent", "start": 10, "end": 10 + len(text)}
    proof = {"article": "a", "citation": text, "sentence": 0, "start": 10, "end": 30 + len(text), "spans": [span]}
    record = {"id": "x", "kind": "event", "fields": {"agent": [text]}, "evidence": [proof | {"text": text + " " * 20}]}
    explained = Explained(record)
    shown = explained._repr_html_()
    assert shown.count("<") == 4  # pre and mark
    assert shown.count("<mark>") == shown.count("</mark>") == 1
    assert all(line.isprintable() for line in str(explained).splitlines())


def test_pages_are_written_whole(graph: kg.KnowledgeGraph, tmp_path: Path) -> None:
    view = graph.view("actors", height=400)
    path = view.save(tmp_path / "new" / "actors.html")
    assert path.read_text(encoding="utf-8") == view.html
    assert 'height="400"' in view._repr_html_()
    with pytest.raises(InputError, match="cannot be written"):
        view.save(tmp_path)
