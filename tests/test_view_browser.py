"""The pages in a real browser: no network, no error, search, filter, panel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.view import Request, view_page, write_page
from tests.browsing import Watched, opened
from tests.negotiation_records import negotiation

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of invented records."""
    folder = tmp_path_factory.mktemp("pages")
    records = negotiation()
    pages = {name: view_page(name, records) for name in ("actors", "meetings")}
    paths = {name: folder / f"{name}.html" for name in pages}
    for name, page in pages.items():
        write_page(page, paths[name])
    return paths


@pytest.fixture
def actors(browser: Any, files: dict[str, Path]) -> Iterator[Watched]:
    watched = opened(browser, files["actors"])
    yield watched
    watched.page.close()
    assert watched.complaints == []
    assert watched.requests == [files["actors"].as_uri()]


def red_pixels(watched: Watched) -> int:
    """Pixels of the canvas in the colour of material conflict."""
    return int(
        watched.page.evaluate(
            """() => {
              const canvas = document.querySelector("#graph canvas");
              const space = new OffscreenCanvas(canvas.width, canvas.height);
              const copy = space.getContext("2d", { willReadFrequently: true });
              copy.drawImage(canvas, 0, 0);
              const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
              let count = 0;
              for (let i = 0; i < pixels.length; i += 4) {
                if (pixels[i] > 150 && pixels[i] - pixels[i + 1] > 95 && pixels[i + 2] < 100) count += 1;
              }
              return count;
            }"""
        )
    )


def test_search_finds_a_name_without_its_accents_and_the_panel_shows_the_evidence(actors: Watched) -> None:
    actors.page.keyboard.press("/")
    actors.page.keyboard.type("sest")
    assert "Milan Šestak" in actors.text("#suggestions")
    actors.page.keyboard.press("Enter")
    assert actors.text("#panel h2") == "Milan Šestak"
    assert actors.page.locator("#panel .card mark").count() > 5
    assert actors.page.locator("#panel blockquote", has_text="officials in Halden said").count() > 5
    link = actors.page.locator("#panel cite a").first
    assert str(link.get_attribute("href")).startswith("https://news.example/halden/")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_suggestions_obey_the_arrow_keys(actors: Watched) -> None:
    actors.page.fill("#search", "delegation")
    second = actors.text("#suggestions li:nth-child(2) span")
    actors.page.press("#search", "ArrowDown")
    assert actors.page.get_attribute("#search", "aria-activedescendant") == "suggestion-1"
    actors.page.press("#search", "Enter")
    assert actors.text("#panel h2") == second
    actors.page.keyboard.press("Escape")
    assert "Most claims" in str(actors.page.text_content("#panel"))
    actors.page.fill("#search", "nobody of that name")
    assert "No such name" in actors.text("#suggestions")


def test_panel_leads_from_node_to_edge_to_node(actors: Watched) -> None:
    actors.search("Kestria")
    actors.page.click("#panel .rank button >> nth=0")
    assert actors.text("#panel h2") == "Arvenia – Kestria"
    assert actors.page.locator("#panel .card").count() == 14
    actors.page.click("#panel .rank button >> nth=0")
    assert actors.text("#panel h2") == "Arvenia"


def test_click_on_the_canvas_selects(actors: Watched) -> None:
    actors.search("Customs League")
    actors.page.keyboard.press("Escape")
    assert actors.page.locator("#panel h2").count() == 0
    box = actors.page.locator("#graph").bounding_box()
    actors.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    actors.page.wait_for_selector("#panel h2")
    assert actors.text("#panel h2") == "Customs League"


def test_filters_hide_edges_and_claims(actors: Watched) -> None:
    actors.page.wait_for_timeout(100)
    before, claims = red_pixels(actors), actors.text("#shown")
    assert before > 100
    actors.page.uncheck('[data-value="material_conflict"]')
    actors.page.wait_for_timeout(150)
    assert red_pixels(actors) < before / 5
    actors.page.uncheck('[data-value="asserted"]')
    actors.search("Kestria")
    assert set(actors.page.locator("#panel .card .unreal").all_inner_texts()) == {"planned", "possible", "negated"}
    assert actors.page.locator("#panel .card .chips", has_text="asserted").count() == 0
    actors.page.uncheck('[data-value="REJECT"]')
    assert "REJECT" not in actors.text("#panel")
    actors.page.click("#reset")
    assert actors.text("#shown") == claims
    actors.page.keyboard.press("Escape")
    actors.page.wait_for_timeout(150)
    assert red_pixels(actors) > before / 2


def test_dark_theme_reaches_the_canvas_and_can_change_while_open(browser: Any, files: dict[str, Path]) -> None:
    watched = opened(browser, files["meetings"], color_scheme="dark")
    sample = "() => document.querySelector('.legend svg path').getAttribute('stroke')"
    dark = watched.page.evaluate(sample)
    watched.page.emulate_media(color_scheme="light")
    watched.page.wait_for_timeout(150)
    assert watched.page.evaluate(sample) != dark
    assert watched.complaints == []
    watched.page.close()


def test_a_narrow_page_does_not_scroll_sideways(browser: Any, files: dict[str, Path]) -> None:
    watched = opened(browser, files["actors"], viewport={"width": 390, "height": 844})
    for action in (lambda: watched.page.click("#legend > summary"), lambda: watched.search("Kestria")):
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
        action()
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.page.locator("#panel").bounding_box()["height"] > 150
    watched.page.close()


def test_who_is_drawn_together_with_others_is_found_by_name(browser: Any, tmp_path: Path) -> None:
    page = view_page("actors", negotiation(), Request(max_nodes=14))
    write_page(page, tmp_path / "few.html")
    watched = opened(browser, tmp_path / "few.html")
    assert "drawn together" in watched.text("#panel")
    watched.page.fill("#search", "wilk")
    assert "Dorota Wilk · " in watched.text("#suggestions")
    watched.page.press("#search", "Enter")
    assert "Dorota Wilk" in watched.text("#panel")
    assert "STANDS FOR" in watched.text("#panel")
    assert watched.page.locator("#panel .card").count() > 0
    assert watched.complaints == []
    watched.page.close()


def test_the_policy_stops_foreign_script_and_requests(actors: Watched) -> None:
    """The policy itself works: script that is put into the page by other means does not run, nothing is fetched."""
    tried = actors.page.evaluate(
        """async () => {
          const script = document.createElement("script");
          script.textContent = "window.__pwned = 8";
          document.body.append(script);
          const answer = await fetch("http://127.0.0.1:9/").then(() => "loaded", () => "refused");
          return [answer, window.__pwned ?? null];
        }"""
    )
    assert tried == ["refused", None]
    assert any("Content Security Policy" in text for text in actors.complaints)
    actors.complaints.clear()
