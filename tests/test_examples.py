"""The example notebooks run from scratch, say what their files say, and tell no figure that no output shows."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from examples.execute import NOTEBOOKS, executed, text_of, told, workshop

Notebooks = dict[str, dict[str, Any]]
_FIGURE = re.compile(r"\b\d[\d,.]*\d\b")
_YEAR_OF_A_PAPER = re.compile(r"\(\d{4}\)")


@pytest.fixture(scope="module")
def stored() -> Notebooks:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in NOTEBOOKS}


@pytest.fixture(scope="module")
def fresh(stored: Notebooks) -> Notebooks:
    """The notebooks run one after another in one folder; the second finds the store of the first."""
    with workshop() as folder:
        return {name: executed(notebook, folder) for name, notebook in stored.items()}


def test_both_are_there() -> None:
    assert [path.name for path in NOTEBOOKS] == ["istanbul_talks.ipynb", "who_brokers.ipynb"]


@pytest.mark.slow
@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_outputs_are_those_of_a_fresh_run(name: str, stored: Notebooks, fresh: Notebooks) -> None:
    before, after = told(stored[name]), told(fresh[name])
    assert len(before) > 10
    stale = [f"{one}\n--- now ---\n{two}" for one, two in zip(before, after, strict=True) if one != two]
    assert not stale, "\n\n".join(["`make examples` writes them anew; read the text again then", *stale])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_figures_told_are_in_the_outputs(path: Any, stored: Notebooks) -> None:
    notebook = stored[path.name]
    outputs = " ".join(told(notebook))
    text = " ".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    figures = set(_FIGURE.findall(_YEAR_OF_A_PAPER.sub("", text)))
    assert figures
    assert {figure for figure in figures if figure not in outputs} == set()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_files_hold_nothing_of_the_machine(path: Any, stored: Notebooks) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == text_of(stored[path.name])
    assert path.stat().st_size < 500_000
    for trace in ("/home/", "/tmp/", "/root/", "/work/", "<iframe", "Traceback"):
        assert trace not in text
    code = [cell for cell in stored[path.name]["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))


def test_an_error_names_its_cell() -> None:
    cell = {"cell_type": "code", "source": ["1 / 0"]}
    with workshop() as folder, pytest.raises(ZeroDivisionError) as raised:
        executed({"cells": [cell]}, folder)
    assert raised.value.__notes__ == ["in code cell 1:\n1 / 0"]


def test_values_show_themselves() -> None:
    (cell,) = _run("print('told')\ndisplay('first')\n1, 2")
    assert [output["output_type"] for output in cell["outputs"]] == ["stream", "display_data", "execute_result"]
    assert cell["outputs"][2]["data"] == {"text/plain": ["(1, 2)"]}
    for length, shown in ((10, {"text/plain", "text/html"}), (99_999, {"text/plain"})):  # a table, a page
        (cell,) = _run(f"class Tall:\n    _repr_html_ = lambda self: 'x' * {length}\nTall()")
        assert set(cell["outputs"][0]["data"]) == shown


def _run(source: str) -> list[dict[str, Any]]:
    with workshop() as folder:
        cells: list[dict[str, Any]] = executed({"cells": [{"cell_type": "code", "source": [source]}]}, folder)["cells"]
    return cells
