"""The page of the plots in a real browser: pictures in both themes and widths, saved files, tables, no script runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.plots import PLOTS, draw
from kg.plots.canvas import as_bytes
from kg.plots.look import KEYED, THEMES, in_theme
from kg.plots.rows import Rows
from kg.view import Records, Request, view_page, write_page
from tests.browsing import CONTRAST, Watched, opened
from tests.plotting import hostile, rows

COLOUR = re.compile(r"#[0-9a-f]{6}\b")
CHOSEN = """([narrow, dark]) => [...document.images].every((one) => one.complete && one.naturalWidth > 0
  && (one.naturalWidth < 500) === narrow && atob(one.currentSrc.split(",")[1]).includes("#0e1319") === dark)"""
SIZES = ((1280, 800, "light"), (390, 844, "dark"), (1280, 800, "dark"), (390, 844, "light"))


def written(path: Path, told: Rows) -> Path:
    records = Records(**{field.name: getattr(told, field.name) for field in fields(Rows)})
    write_page(view_page("plots", records, Request()), path)
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("plots") / "plots.html", rows())


@pytest.fixture(scope="module")
def shown(browser: Any, page: Path) -> Iterator[Watched]:
    watched = opened(browser, page)
    yield watched
    assert watched.complaints == []
    assert [address for address in watched.requests if not address.startswith("data:")] == [page.as_uri()]
    watched.page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "theme"), SIZES)
def test_each_plot_is_shown_for_the_width_and_theme(shown: Watched, width: int, height: int, theme: str) -> None:
    shown.page.set_viewport_size({"width": width, "height": height})
    shown.page.emulate_media(color_scheme=theme)
    shown.page.wait_for_function(CHOSEN, arg=[width < 700, theme == "dark"], timeout=15_000)
    assert shown.page.evaluate("document.images.length") == len(PLOTS)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    tags = "p h1 h2 button summary td th".split()
    worst, words = shown.page.evaluate(CONTRAST, ", ".join(f"body {tag}" for tag in tags))
    assert worst >= 4.5, words


@pytest.mark.browser
def test_pictures_say_their_finding_and_tables_hold_their_rows(shown: Watched) -> None:
    texts = shown.page.evaluate("[...document.images].map((one) => one.alt)")
    assert all(any(letter.isdigit() for letter in text) for text in texts)
    assert "Arvenia to Kestria: 2 events, cooperation +2.5, conflict −3, net −0.5" in texts[2]
    table = shown.page.locator("table").nth(4)
    table.locator("xpath=ancestor::details").locator("summary").click()
    assert "Halden" in table.inner_text()
    assert table.locator("tbody tr").count() == 2
    assert shown.page.evaluate("[...document.querySelectorAll('h1')].length") == 1


@pytest.mark.browser
def test_a_picture_is_saved_as_it_is_shown(shown: Watched) -> None:
    saved = {}
    for ending in ("svg", "png"):
        with shown.page.expect_download() as download:
            shown.page.click(f"[data-save={ending}][data-plot=map]")
        assert download.value.suggested_filename == f"parley-map.{ending}"
        saved[ending] = Path(download.value.path()).read_bytes()
    assert ElementTree.fromstring(saved["svg"]).tag.endswith("svg")
    assert saved["png"].startswith(b"\x89PNG")


@pytest.mark.browser
def test_nothing_of_an_article_runs(browser: Any, tmp_path: Path) -> None:
    watched = opened(browser, written(tmp_path / "bad.html", hostile()))
    for summary in watched.page.locator("summary").all():
        summary.click()
    assert watched.page.locator("script").count() == 1
    assert watched.page.locator("td", has_text="<script>alert(1)</script>").count() > 0
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert watched.complaints == []
    watched.page.close()


def test_a_page_without_rows_says_what_is_missing(tmp_path: Path) -> None:
    text = written(tmp_path / "empty.html", Rows()).read_text(encoding="utf-8")
    assert "<img" not in text
    assert text.count("<li>") == len(PLOTS)
    assert "read more reports with kg ingest" in text


def test_the_page_is_the_same_twice(page: Path, tmp_path: Path) -> None:
    assert written(tmp_path / "again.html", rows()).read_bytes() == page.read_bytes()


@pytest.mark.parametrize("name", PLOTS)
def test_a_picture_given_the_colours_of_a_theme_is_the_one_drawn_in_it(name: str) -> None:
    pair = ("Arvenia", "Kestria") if name == "dyad" else ()
    keyed = as_bytes(draw(rows(), name, theme=KEYED, actors=pair), "svg").decode()
    for theme in THEMES:
        plain = as_bytes(draw(rows(), name, theme=theme, actors=pair), "svg").decode()
        assert sorted(COLOUR.findall(in_theme(keyed, theme))) == sorted(COLOUR.findall(plain))
