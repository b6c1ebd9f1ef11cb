"""A page that a notebook shows draws itself in its sandbox, and cannot reach the notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.fixture_store import on_disk

pytestmark = pytest.mark.browser
NOTEBOOK = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Notebook</title><body>{}</body></html>'


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kg.KnowledgeGraph]:
    with kg.open(on_disk(tmp_path_factory.mktemp("shown"))) as opened:
        yield opened


@pytest.mark.parametrize("name", ["actors", "meetings", "timeline", "record", "proposals", "plots"])
def test_a_page_draws_itself_in_a_notebook(browser: Any, graph: kg.KnowledgeGraph, tmp_path: Path, name: str) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(NOTEBOOK.format(graph.view(name)._repr_html_()), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.frame_locator("iframe").locator("body[data-drawn]").wait_for(state="attached", timeout=15_000)
    frame = page.frames[1]
    assert frame.evaluate("window.__pwned") is None
    assert page.evaluate("window.__pwned") is None
    assert frame.evaluate("(() => { try { return parent.document.title } catch (error) { return error.name } })()") == (
        "SecurityError"
    )
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
    assert complaints == []
    page.close()
