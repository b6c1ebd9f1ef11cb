"""Every page of a set in a real browser: who can read and reach it, at which width, and that nothing foreign runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.view import VIEWS
from kg.view.sets import INDEX, write_set
from tests.browsing import CONTRAST, Watched, opened
from tests.hostile_records import HOSTILE, hostile
from tests.talks_records import talks

pytestmark = pytest.mark.browser
WHOLE = tuple(f"{name}.html" for name, view in VIEWS.items() if not view.of)
PAGES = (*(f"{name}.html" for name, view in VIEWS.items() if view.panel and not view.of), "ego", "article")
PLAIN = (INDEX, *(f"{name}.html" for name, view in VIEWS.items() if not view.panel))
SIZES = ((1280, 800, "light"), (390, 844, "dark"), (1280, 800, "dark"), (390, 844, "light"))
TAGS = "text p span dt dd h1 h2 h3 h4 button cite small a summary label mark legend"
TEXT = ", ".join(f"body {tag}" for tag in TAGS.split())
NAMELESS = """() => {
  const named = (one) => one.getAttribute("aria-label") || one.textContent.trim() || (one.labels || []).length;
  const parts = "a, button, input, select, summary, [role=region], [role=group], [role=listbox], nav, aside, form";
  const reached = [...document.querySelectorAll(parts)];
  return reached.filter((one) => !named(one)).map((one) => one.outerHTML.slice(0, 80));
}"""
STRUCTURE = """() => ({
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1")].map((one) => one.textContent.trim() !== ""),
  title: document.title.length > 3,
  twice: [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, i, all) => all.indexOf(id) !== i),
  jumps: document.querySelectorAll("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").length,
  main: document.querySelectorAll("main").length,
  nowhere: [...document.querySelectorAll("[aria-controls]")]
    .filter((one) => !document.getElementById(one.getAttribute("aria-controls"))).length,
})"""
SOUND = {"lang": "en", "headings": [True], "title": True, "twice": [], "jumps": 0, "main": 1, "nowhere": 0}


def written(folder: Path, records: Any) -> dict[str, Path]:
    """Files of a set by name; `ego` and `article` are the first of their kind."""
    list(write_set(records, folder, max_articles=1))
    paths = {name: folder / name for name in (*WHOLE, INDEX)}
    return paths | {"ego": min((folder / "actors").iterdir()), "article": min((folder / "articles").iterdir())}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return written(tmp_path_factory.mktemp("set"), talks())


@pytest.fixture(scope="module", params=PAGES)
def shown(request: pytest.FixtureRequest, browser: Any, files: dict[str, Path]) -> Iterator[Watched]:
    """Each page, opened once."""
    watched = opened(browser, files[request.param])
    yield watched
    assert watched.complaints == []
    assert watched.requests == [files[request.param].as_uri()]
    watched.page.close()


def with_a_selection(watched: Watched) -> None:
    watched.search("Kestria")
    if watched.page.locator(".item, .entry").count():
        watched.page.locator(".item, .entry").first.dispatch_event("click")


def test_controls_have_names_and_the_page_one_heading(shown: Watched) -> None:
    with_a_selection(shown)
    assert shown.page.evaluate(NAMELESS) == []
    assert shown.page.evaluate(STRUCTURE) == SOUND
    assert shown.page.locator("nav a").count() == len(WHOLE) + 1


@pytest.mark.parametrize(("width", "height", "theme"), SIZES)
def test_text_can_be_read_and_the_page_does_not_scroll_sideways(
    shown: Watched, width: int, height: int, theme: str
) -> None:
    shown.page.set_viewport_size({"width": width, "height": height})
    shown.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    for select in (lambda: shown.page.keyboard.press("Escape"), lambda: with_a_selection(shown)):
        select()
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
        worst, words = shown.page.evaluate(CONTRAST, TEXT)
        assert worst >= 4.5, words
    if width < 1000:
        shown.page.click("#legend > summary")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.page.locator("#panel").bounding_box()["height"] > 100


def test_the_tab_key_reaches_every_part_and_shows_where_it_is(shown: Watched) -> None:
    shown.page.set_viewport_size({"width": 1280, "height": 800})
    shown.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    shown.page.focus("#skip")
    parts = []
    for _ in range(400):
        shown.page.keyboard.press("Tab")
        inside, ring = shown.page.evaluate(
            """() => {
              const one = document.activeElement;
              const part = one.closest("nav, .search, .save, form, .stage, aside");
              const style = getComputedStyle(one);
              const ring = style.outlineStyle !== "none" || one.matches("svg *, g");
              return [part && (part.className || part.tagName), ring || one.outerHTML.slice(0, 90)];
            }"""
        )
        parts.append(inside)
        assert ring is True, ring
        if inside == "panel":
            break
    assert [part for i, part in enumerate(parts) if part and part not in parts[:i]] == [
        "NAV",
        "search",
        "save",
        "FORM",
        "stage",
        "panel",
    ]


def test_the_skip_link_leads_to_the_claims_and_leaves_the_address(shown: Watched) -> None:
    before = shown.page.url
    shown.page.focus("#skip")
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.id") == "panel"
    assert shown.page.url == before


def test_the_drawing_obeys_the_keyboard(browser: Any, files: dict[str, Path]) -> None:
    watched = opened(browser, files["meetings.html"])
    views = []
    watched.page.focus("#graph")
    for key in ("+", "ArrowRight", "ArrowDown", "-", "0"):
        watched.page.keyboard.press(key)
        watched.page.wait_for_timeout(60)
        views.append(watched.page.evaluate("new URLSearchParams(location.hash.slice(1)).get('view')"))
    assert len(set(views)) == 5
    assert views[-1] is None, "all of it again"
    watched.page.close()


def test_names_in_the_panel_lead_to_other_pages_of_the_set(browser: Any, files: dict[str, Path]) -> None:
    watched = opened(browser, files["actors.html"])
    watched.search("Kestria")
    watched.page.click("text=Page of this actor")
    watched.page.wait_for_selector("body[data-drawn]", state="attached")
    assert watched.text("h1") == "Kestria"
    watched.page.locator("#panel cite a").first.click()
    watched.page.wait_for_selector("body[data-drawn]", state="attached")
    assert "/articles/" in watched.page.url
    watched.page.click("nav a >> nth=0")
    assert watched.page.url == files[INDEX].as_uri()
    assert watched.complaints == []
    watched.page.close()


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize(("width", "height", "theme"), SIZES)
def test_a_page_without_panel_can_be_read(
    browser: Any, files: dict[str, Path], name: str, width: int, height: int, theme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
    page.goto(files[name].as_uri())
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST, TEXT)[0] >= 4.5
    assert page.evaluate(STRUCTURE) == SOUND
    page.close()


def test_nothing_moves_for_who_wants_it_still() -> None:
    assets = Path(__file__).parent.parent / "kg" / "view" / "assets"
    for path in assets.glob("*.css"):
        style = path.read_text(encoding="utf-8")
        allowed = "@media (prefers-reduced-motion: no-preference) { .panel { scroll-behavior: smooth; } }"
        outside = style.replace(allowed, "")
        assert not any(word in outside for word in ("transition", "animation", "smooth")), path.name


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return written(tmp_path_factory.mktemp("hostile"), hostile(talks()))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_an_article_runs(browser: Any, bad: dict[str, Path], name: str) -> None:
    watched = opened(browser, bad[name])
    scripts = watched.page.locator("script").count()
    for i in range(len(HOSTILE)):
        watched.page.keyboard.press("Escape")
        watched.page.fill("#search", HOSTILE[i][:12].replace("\x00", ""))
        watched.page.press("#search", "Enter")
        rows = watched.page.locator("#panel .rank button")
        if rows.count():
            rows.first.click()
    for group in watched.page.locator(".item, .entry, .cell").all()[:14]:
        group.dispatch_event("click")
        assert watched.page.locator("#panel .card").count() > 0
    watched.page.mouse.move(560, 420)
    for ending in ("svg", "png"):
        with watched.page.expect_download() as download:
            watched.page.click(f"#save-{ending}")
    with watched.page.expect_download() as download:
        watched.page.click("#save-svg")
    root = ElementTree.fromstring(Path(download.value.path()).read_bytes())
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "text", "tspan", "title"}
    assert watched.page.evaluate("window.__pwned") is None
    assert watched.page.locator("img, iframe, object, #panel script, [onerror], [onload]").count() == 0
    assert watched.page.locator('a[href^="javascript" i]').count() == 0
    assert watched.page.locator("script").count() == scripts
    assert watched.requests[:1] == [bad[name].as_uri()]
    assert all(one.startswith(("data:image/svg", "blob:")) for one in watched.requests[1:])
    assert watched.complaints == []
    watched.page.close()


@pytest.mark.parametrize("name", PLAIN)
def test_nothing_runs_on_a_page_without_panel(browser: Any, bad: dict[str, Path], name: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(bad[name].as_uri())
    assert page.evaluate("window.__pwned") is None
    assert page.locator("iframe, [onload], [onerror], [src^='http'], script[src]").count() == 0
    assert page.locator("script").count() == (name != INDEX)
    assert page.locator('a[href^="javascript" i]').count() == 0
    assert asked[0] == bad[name].as_uri()
    assert all(one.startswith("data:") for one in asked[1:])
    page.close()
