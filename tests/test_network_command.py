"""kg analyze: what it prints, writes and says, on a store on disk."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from kg.cli import analyze, cli
from kg.network import MEASURES, NETWORKS
from kg.network.analysis import Request
from kg.network.brokerage import SIDES
from kg.network.communities import METHODS
from kg.network.graphfiles import FORMATS, plain_graph, typed, write_graph
from kg.network.output import write_frame
from kg.network.selection import LEVELS
from kg.schema.terms import FACTUALITIES
from tests.fixture_store import on_disk

SPANS = ["--a", "2025-01..2025-05", "--b", "2025-06.."]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return on_disk(tmp_path_factory.mktemp("network"))


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["analyze", *arguments])


def run(*arguments: str) -> str:
    result = call(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


MEASURED = [
    ["centrality"],
    ["brokerage"],
    ["brokerage", "--level", "side", "--sides", "party"],
    ["communities"],
    ["balance"],
    ["balance", "--by", "actor"],
    ["balance", "--by", "tie"],
    ["evolution", "--period", "month"],
    ["compare", *SPANS],
    ["compare", *SPANS, "--by", "tie"],
    ["edges"],
    *(["edges", "--network", name] for name in NETWORKS),
]


@pytest.mark.parametrize("arguments", MEASURED, ids=" ".join)
def test_formats_of_the_command_agree(store: str, arguments: list[str], tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run(*arguments, "--format", "jsonl", "--store", store).splitlines()]
    run(*arguments, "--format", "csv", "--store", store, "-o", str(tmp_path / "out.csv"))
    frame = pd.read_csv(tmp_path / "out.csv")
    table = run(*arguments, "--store", store).splitlines()
    assert len(rows) == len(frame) == len([line for line in table[2:] if line != "(no rows)"])
    assert not rows or list(rows[0]) == list(frame.columns)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("arguments", MEASURED, ids=" ".join)
def test_graph_files_come_back_and_are_the_same_bytes(store: str, arguments: list[str], form: str) -> None:
    made = [run(*arguments, "--format", form, "--store", store) for _ in range(2)]
    assert made[0] == made[1]
    read = nx.read_gexf if form == "gexf" else nx.read_graphml
    graph = read(io.BytesIO(made[0].encode("utf-8")))
    assert all(isinstance(node, str) for node in graph)
    assert not any(value in (None, "None", "nan") for _, data in graph.nodes(data=True) for value in data.values())
    if arguments != ["edges"]:
        assert all(isinstance(data["weight"], int | float) for *_, data in graph.edges(data=True))


COLUMNS = [
    (["centrality"], {"betweenness", "pagerank", "side", "mediated"}),
    (["brokerage"], {"liaison", "constraint", "effective_size"}),
    (["communities"], {"community", "size"}),
    (["balance", "--by", "actor"], {"balanced", "+++"}),
    (["compare", *SPANS], {"strength_change", "rank_b"}),
]


@pytest.mark.parametrize(("arguments", "names"), COLUMNS)
def test_measures_are_attributes_of_nodes(store: str, arguments: list[str], names: set[str]) -> None:
    graph = nx.read_gexf(io.BytesIO(run(*arguments, "--format", "gexf", "--store", store).encode("utf-8")))
    found = {name for _, data in graph.nodes(data=True) for name in data}
    assert names | {"label", "type"} <= found


def test_measures_by_tie_are_attributes_of_ties(store: str) -> None:
    text = run("balance", "--by", "tie", "--format", "graphml", "--store", store)
    graph = nx.read_graphml(io.BytesIO(text.encode("utf-8")))
    assert {"sign", "triads", "cooperation", "conflict"} <= {
        name for *_, data in graph.edges(data=True) for name in data
    }


def test_ties_with_dates_are_there_from_the_first_to_the_last() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=1, first="2024-02", last="2024-02")
    graph.add_edge("b", "c", weight=1.5)
    out = io.BytesIO()
    write_graph(plain_graph(graph, "gexf"), "gexf", out)
    text = out.getvalue().decode("utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'start="2024-02-01" end="2024-02-29"' in text
    assert 'weight="1.0"' in text, "one type for the weights of all ties"


@pytest.mark.parametrize("form", FORMATS)
def test_names_from_an_article_cannot_break_the_file(form: str) -> None:
    hostile = 'unlisted/\x00<script>&"]]>'
    graph = nx.DiGraph()
    graph.add_node(hostile, label=hostile)
    graph.add_edge(hostile, "state/ru", weight=1, claims=("<a>", "\x1b[31m"))
    out = io.BytesIO()
    write_graph(plain_graph(graph, form), form, out)
    read = nx.read_gexf if form == "gexf" else nx.read_graphml
    back = read(io.BytesIO(out.getvalue()))
    assert [node for node in back if "<script>" in node and "\x00" not in node]


TYPED = [
    ([1, 2.5], [1.0, 2.5]),
    ([1, None], [1, None]),
    ([True, 1], ["True", "1"]),
    ([(), ("x", "y")], [None, "x; y"]),
    ([float("nan"), pd.NA], [None, None]),
    (["nan", "None"], ["nan", "None"]),
    (["a\x00b", "c"], ["a\N{REPLACEMENT CHARACTER}b", "c"]),
]


@pytest.mark.parametrize(("values", "wanted"), TYPED)
def test_attributes_have_one_type(values: list[object], wanted: list[object]) -> None:
    found = typed({i: {"x": value} for i, value in enumerate(values)})
    assert [found[i].get("x") for i in range(len(values))] == wanted


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_tables_fit_the_terminal_and_no_number_is_cut(width: int) -> None:
    names = ["label", "type", "country", "degree", "in_degree", "betweenness", "pagerank"]
    row = ["The High Representative of a Union", "organization", None, 12, 3, 0.123456, 0.5]
    out = io.StringIO()
    write_frame(pd.DataFrame([row], columns=names), "table", out, width=width)
    head, _, line, *rest = out.getvalue().splitlines()
    assert max(map(len, (head, line))) <= width
    assert line.startswith("The High Rep")
    assert line.split()[-1] in ("0.500", "0.123")
    assert "…" not in line.split("0.123")[0][30:], "numbers are whole"
    shown = {*head.split(), *(name.strip("(),") for text in rest for name in text.split()[2:])}
    assert set(names) <= shown, "what does not fit is named"


NOTES = [
    (["centrality"], "events: "),
    (["centrality", "--from", "2025-05", "--to", "2025-07", "--dated"], "; 2025-05..2025-07 by their own date"),
    (["centrality", "--network", "meetings"], " meetings, "),
    (["centrality", "--network", "statements"], "; all claims"),
    (["brokerage", "--level", "side", "--min-weight", "2"], "weight 2 or more"),
    (["communities"], "modularity "),
    (["communities", "--network", "responses"], "communities leaves the sign of ties out of account"),
    (["centrality", "--network", "signed"], "centrality leaves the sign of ties out of account"),
    (["edges"], "; all claims, denied and planned ones too"),
    (["edges", "--factuality", "planned", "--level", "side"], " sides, "),
    (["edges", "--factuality", "planned"], "; planned claims\n"),
    (["balance"], "line index of balance "),
    (["evolution", "--period", "year"], "1 period (year)"),
    (["compare", *SPANS], "QAP, 1,000 permutations"),
]


@pytest.mark.parametrize(("arguments", "note"), NOTES)
def test_what_was_counted_is_said_beside_the_result(store: str, arguments: list[str], note: str) -> None:
    result = call(*arguments, "--store", store)
    assert note in result.stderr
    assert note not in result.stdout
    assert note not in call(*arguments, "--quiet", "--store", store).stderr


REFUSED = [
    (["compare"], "compare needs two spans"),
    (["centrality", "--from", "June"], "--from June: write a date as"),
    (["centrality", "--from", ""], "--from : write a date as"),
    (["centrality", "--from", "2025-13"], "--from 2025-13: the calendar has no such date"),
    (["edges", "--to", "2025-02-30"], "--to 2025-02-30: the calendar has no such date"),
    (["evolution", "--from", "2025-06", "--to", "2025-01"], "--from 2025-06 comes after --to 2025-01"),
    (["compare", "--a", "2025-02-30..2025-03", "--b", "2025"], "--a 2025-02-30: the calendar has no such date"),
    (["compare", "--a", "2025", "--b", "2025-03..2025-02"], "--b 2025-03 comes after --b 2025-02"),
    (["compare", "--a", "", "--b", "2025"], "--a : write a date as"),
    (["centrality", "--issue", "nonsense"], "--issue nonsense: it is one of"),
    (["edges", "--process", "Atlantis"], "no process has 'Atlantis' in its label"),
    (["edges", "--min-weight", "2"], "claims have no weight"),
    (["brokerage", "--network", "meetings"], "meetings has two modes: take attendance"),
    (["brokerage", "--network", "proposals"], "proposals has two modes: take responses"),
    (["communities", "--network", "signed"], "those of signed may be conflict"),
    (["compare", "--a", "2025..x", "--b", "2025"], "--a x: write a date as"),
    (["evolution", "--period", "round"], "name it with --process"),
    (["centrality", "--process", "Atlantis"], "no process has 'Atlantis' in its label"),
    (["centrality", "--without", "CHAT"], "--without CHAT: the PLOVER types are AGREE"),
    (["balance", "--network", "events"], "no sign: take signed or responses"),
    (["balance", "--by", "actor", "--network", "attendance"], "no sign"),
    (["compare", *SPANS, "--by", "triad"], "compare is by actor, tie"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_does_not_go_together_is_said(store: str, arguments: list[str], message: str) -> None:
    result = call(*arguments, "--store", store)
    assert result.exit_code == 1
    assert message in str(result.exception)


def test_leiden_without_its_extra_says_which_extra(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "leidenalg", None)
    result = call("communities", "--method", "leiden", "--store", store)
    assert result.exit_code == 1
    assert "pip install 'parley-kg[leiden]'" in str(result.exception)


def test_the_command_knows_every_network_measure_and_option() -> None:
    options = {option.name: getattr(option.type, "choices", ()) for option in analyze.analyze.params}
    assert tuple(options["network"]) == tuple(NETWORKS)
    assert tuple(options["name"]) == tuple(MEASURES)
    assert tuple(options["factualities"]) == FACTUALITIES
    assert tuple(options["level"]) == LEVELS
    assert tuple(options["sides"]) == SIDES
    assert tuple(options["method"]) == tuple(METHODS)
    assert Request("centrality").sides == SIDES[0]


def test_the_help_names_every_network() -> None:
    text = run("--help")
    assert all(f"{name} " in text for name in (*NETWORKS, *MEASURES))


def test_the_command_counts_what_it_is_told_to(store: str) -> None:
    rows = [json.loads(line) for line in run("edges", "--format", "jsonl", "--store", store).splitlines()]
    found = {row["factuality"] for row in rows}
    assert {"asserted", "planned"} <= found
    planned = run("edges", "--factuality", "planned", "--format", "jsonl", "--store", store).splitlines()
    assert 0 < len(planned) < len(rows)
    assert {json.loads(line)["factuality"] for line in planned} == {"planned"}
