"""Timeline and record in a real browser: no network, no error, click, filter, search, keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from kg.view import Records, view_page, write_page
from tests.browsing import Watched, opened
from tests.talks_records import talks

pytestmark = pytest.mark.browser

NAMES = ("timeline", "record")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of ordinary and no records."""
    folder = tmp_path_factory.mktemp("charts")
    paths = {}
    for kind, records in (("", talks()), ("empty-", Records())):
        for name in NAMES:
            paths[kind + name] = folder / f"{kind}{name}.html"
            write_page(view_page(name, records), paths[kind + name])
    return paths


@pytest.fixture
def timeline(browser: Any, files: dict[str, Path]) -> Iterator[Watched]:
    watched = opened(browser, files["timeline"])
    yield watched
    watched.page.close()
    assert watched.complaints == []
    assert watched.requests == [files["timeline"].as_uri()]


def marks(watched: Watched) -> int:
    return int(watched.page.locator(".item").count())


def test_a_click_shows_who_says_so_in_which_words(timeline: Watched) -> None:
    timeline.page.locator('.item[aria-label^="Terms number 1 of"]').first.click()
    assert timeline.text("#panel h2").startswith("Terms number 1 of")
    assert "proposed terms number 1" in timeline.text("#panel blockquote >> nth=0")
    assert timeline.page.locator("#panel .rank button").count() == 2, "its answers"
    link = timeline.page.locator("#panel cite a").first
    assert str(link.get_attribute("href")).startswith("https://news.example/halden/")
    timeline.page.locator("#panel .rank button").first.click()
    assert "Answers the proposal" in str(timeline.page.text_content("#panel"))
    assert "Signe Dahl" in timeline.text("#panel")


def test_accounts_that_differ_are_marked(timeline: Watched) -> None:
    timeline.search("exchange number 0")
    assert timeline.text("#panel h2") == "exchange number 0"
    assert "Where accounts differ" in str(timeline.page.text_content("#panel"))
    assert "Tarek Ollin" in timeline.text("#panel")
    proposal = timeline.page.locator('#board [aria-label*="accounts differ"]', has_text="≠")
    assert str(proposal.first.get_attribute("aria-label")).startswith("Terms number 0 of")


def test_filters_hide_marks_and_undated_items(timeline: Watched) -> None:
    before = marks(timeline)
    timeline.page.uncheck('[data-set="kinds"][data-value="meeting"]')
    few = marks(timeline)
    assert 0 < few < before
    timeline.page.uncheck('[data-set="stances"][data-value="reject"]')
    assert timeline.page.locator(".mark.stance-reject").locator("xpath=ancestor::*[@id='board']").count() == 0
    timeline.page.select_option("#choose-lane", label="Sorrel Republic – Tamaria")
    assert timeline.page.locator(".lane").count() == 1
    timeline.page.click("#reset")
    assert marks(timeline) == before
    timeline.page.fill("#choose-from", "2031-01-01")
    timeline.page.dispatch_event("#choose-from", "change")
    assert marks(timeline) == 1
    assert timeline.page.locator(".mark.crossed").locator("xpath=ancestor::*[@id='board']").count() == 1
    timeline.page.select_option("#choose-issue", label="children")
    assert "Nothing with a date" in timeline.text("#board")


def test_an_actor_found_by_search_filters(timeline: Watched) -> None:
    before = marks(timeline)
    timeline.page.fill("#search", "velmark")
    timeline.page.locator("#suggestions li", has_text="Show this actor").click()
    assert 0 < marks(timeline) < before
    assert timeline.page.eval_on_selector("#choose-actor", "field => field.selectedOptions[0].text").startswith(
        "Velmark"
    )


def test_arrow_keys_go_from_mark_to_mark(timeline: Watched) -> None:
    timeline.page.focus("#board")
    timeline.page.keyboard.press("Enter")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"):
        seen.append(timeline.page.evaluate("document.activeElement.getAttribute('aria-label')"))
        timeline.page.keyboard.press(key)
    assert len(set(seen)) >= 4
    assert timeline.page.locator('.item[tabindex="0"]').count() == 1
    label = timeline.page.evaluate("document.activeElement.getAttribute('aria-label')")
    timeline.page.keyboard.press("Enter")
    assert label.startswith(timeline.text("#panel h2"))
    timeline.page.keyboard.press("Escape")
    assert timeline.page.locator("#panel h2").count() == 0


def test_undated_marks_are_listed_beside(timeline: Watched) -> None:
    assert "WITHOUT A DATE" in timeline.text("#panel")
    row = timeline.page.locator("#panel .rank button").first
    name = row.locator("span").first.inner_text().split("\n")[0]
    row.click()
    assert timeline.text("#panel h2") == name
    assert "not known" in timeline.text("#panel .facts >> nth=0")


@pytest.fixture
def record(browser: Any, files: dict[str, Path]) -> Iterator[Watched]:
    watched = opened(browser, files["record"])
    yield watched
    watched.page.close()
    assert watched.complaints == []
    assert watched.requests == [files["record"].as_uri()]


def test_the_record_has_answers_under_their_proposal(record: Watched) -> None:
    row = record.page.locator(".entries > li", has_text="Terms number 1 of").first
    assert row.locator(".answers .entry").count() == 2
    row.locator(".answers .entry").first.click()
    assert "Answers the proposal" in str(record.page.text_content("#panel"))
    assert "said its answer was" in record.text("#panel blockquote >> nth=0")
    assert record.page.locator('.entry[aria-current="true"]').count() == 1


def test_a_cell_shows_the_positions_with_their_evidence(record: Watched) -> None:
    cell = record.page.locator(".cell", has_text="≠").first
    name = str(cell.get_attribute("aria-label"))
    cell.click()
    assert name.startswith(record.text("#panel h2"))
    assert record.page.locator("#panel .card blockquote").count() > 1
    assert "Where accounts differ" in str(record.page.text_content("#panel"))


def test_the_record_obeys_the_filters(record: Watched) -> None:
    before = record.page.locator(".entry").count()
    cells = record.page.locator(".cell").count()
    record.page.select_option("#choose-lane", label="Sorrel Republic – Tamaria")
    assert record.page.locator(".negotiation").count() == 1
    record.page.click("#reset")
    record.page.uncheck('[data-set="stances"][data-value="counter"]')
    assert record.page.locator(".negotiation .mark.stance-counter").count() == 0
    record.page.select_option("#choose-issue", label="ceasefire")
    assert 0 < record.page.locator(".cell").count() < cells
    assert set(record.page.locator(".matrix thead th").all_inner_texts()) == {"ceasefire"}
    record.page.click("#reset")
    assert (record.page.locator(".entry").count(), record.page.locator(".cell").count()) == (before, cells)


def test_a_closed_section_opens_for_what_is_searched(record: Watched) -> None:
    for summary in record.page.locator(".negotiation summary").all():
        summary.press("Enter")
    assert record.page.locator(".negotiation[open]").count() == 0
    record.search("Terms number 2 of")
    assert record.page.locator(".negotiation[open]").count() == 1
    assert record.page.locator('.entry[aria-current="true"]').is_visible()


@pytest.mark.slow
def test_two_thousand_entries_stay_usable(browser: Any, tmp_path: Path) -> None:
    for name in NAMES:
        write_page(view_page(name, talks(800)), tmp_path / f"{name}.html")
        watched = opened(browser, tmp_path / f"{name}.html")
        assert watched.page.locator(".item, .entry").count() < 1500, "closed sections and crowded lanes are not drawn"
        watched.search("Terms number 799")
        assert watched.text("#panel h2").startswith("Terms number 799")
        assert watched.complaints == []
        watched.page.close()


@pytest.mark.parametrize("scale", ["Days", "Weeks", "Months"])
def test_every_scale_draws_all(timeline: Watched, scale: str) -> None:
    timeline.page.click(f'#zoom button:has-text("{scale}")')
    alone = timeline.page.locator(".item:not(.bundle)").count()
    bundled = sum(int(text) for text in timeline.page.locator(".bundle .count").all_text_contents())
    data = "JSON.parse(document.getElementById('data').textContent)"
    assert alone + bundled == timeline.page.evaluate(f"{data}.items.filter((item) => item.from).length") > 30
    assert timeline.page.get_attribute(f'#zoom button:has-text("{scale}")', "aria-pressed") == "true"


@pytest.mark.parametrize("name", NAMES)
def test_the_address_keeps_what_is_selected(browser: Any, files: dict[str, Path], name: str) -> None:
    key = "JSON.parse(document.getElementById('data').textContent).items[3].key"
    first = opened(browser, files[name])
    address = "#" + urlencode({"item": first.page.evaluate(key)})
    first.page.close()
    watched = opened(browser, files[name], address=address)
    assert watched.page.locator("#panel h2").count() == 1
    chosen = watched.text("#panel h2")
    watched.page.keyboard.press("Escape")
    assert "item" not in watched.page.url
    watched.search(chosen)
    assert "#item=" in watched.page.url
    watched.page.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_narrow_page_does_not_scroll_sideways(browser: Any, files: dict[str, Path], name: str) -> None:
    watched = opened(browser, files[name], viewport={"width": 390, "height": 844})
    for action in (lambda: watched.page.click("#legend > summary"), lambda: watched.search("Terms number 1"), str):
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
        action()
    assert watched.page.locator("#panel").bounding_box()["height"] > 150
    assert watched.page.locator("#board").bounding_box()["height"] > 150
    assert watched.complaints == []
    watched.page.close()


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_page_says_so(browser: Any, files: dict[str, Path], name: str) -> None:
    watched = opened(browser, files[f"empty-{name}"])
    assert "Nothing" in watched.text("#board")
    assert watched.complaints == []
    watched.page.close()
