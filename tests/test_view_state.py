"""State in the address, the filters, and saved drawings of every page, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode
from xml.etree import ElementTree

import pytest

from kg.view import VIEWS, Request, view_page, write_page
from tests.browsing import Watched, opened
from tests.hostile_records import HOSTILE
from tests.talks_records import talks

pytestmark = pytest.mark.browser
OF = {"": None, "ACTOR": "Kestria", "ARTICLE": "article/a03"}
PANELS = [name for name, view in VIEWS.items() if view.panel]
GRAPHS = ("actors", "meetings", "proposals", "ego", "article")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, records = tmp_path_factory.mktemp("state"), talks()
    paths = {name: folder / f"{name}.html" for name in VIEWS}
    for name, view in VIEWS.items():
        write_page(view_page(name, records, Request(OF[view.of])), paths[name])
    return paths


@pytest.fixture(scope="module")
def shared(browser: Any, files: dict[str, Path]) -> Iterator[Callable[[str], Watched]]:
    """Each page opened once; asked for again it is as it was when opened."""
    kept: dict[str, Watched] = {}

    def get(name: str) -> Watched:
        if name not in kept:
            kept[name] = opened(browser, files[name])
        go(kept[name], "")
        return kept[name]

    yield get
    for name, watched in kept.items():
        assert watched.complaints == []
        assert watched.requests == [files[name].as_uri()]
        watched.page.close()


def go(watched: Watched, state: str) -> None:
    """Set the hash of the open page and wait until it was read."""
    watched.page.evaluate(
        """(state) => new Promise((done) => {
          if (location.hash.slice(1) === state) done();
          else { addEventListener("hashchange", () => setTimeout(done, 60), { once: true }); location.hash = state; }
        })""",
        state,
    )


def state(watched: Watched) -> dict[str, list[str]]:
    return parse_qs(watched.page.evaluate("location.hash.slice(1)"))


def look(watched: Watched) -> list[Any]:
    """What a reader sees of a page."""
    return [
        watched.text("#panel"),
        watched.text("#shown"),
        watched.page.input_value("#search"),
        watched.page.locator("#filters input:not(:checked)").count(),
    ]


def data(watched: Watched, path: str) -> Any:
    return watched.page.evaluate(f"JSON.parse(document.getElementById('data').textContent){path}")


NARROW = [  # field, a value of the invented records
    ("issue", "ceasefire"),
    ("outlet", "Northern Wire"),
    ("article", "article/a03"),
    ("from", "2030-05-10"),
    ("to", "2030-05-08"),
]


@pytest.mark.parametrize("name", ["actors", "proposals", "timeline", "record"])
def test_each_field_narrows_what_is_shown_and_comes_back_from_the_address(
    shared: Callable[[str], Watched], name: str
) -> None:
    watched = shared(name)
    everything = watched.text("#shown")
    for field, value in NARROW:
        if not watched.page.locator(f"#choose-{field}").count():
            assert field == "outlet", "there is one outlet: nothing to choose"
            continue
        if field in ("from", "to"):
            watched.page.fill(f"#choose-{field}", value)
            watched.page.dispatch_event(f"#choose-{field}", "change")
        else:
            watched.page.select_option(f"#choose-{field}", value=value)
        seen = look(watched)
        assert seen[1] != everything, field
        assert state(watched)[field] == [value]
        address = watched.page.evaluate("location.hash.slice(1)")
        go(watched, "")
        assert watched.text("#shown") == everything
        go(watched, address)
        assert look(watched) == seen
        go(watched, "")


def test_claims_of_one_article_are_those_that_it_tells(shared: Callable[[str], Watched]) -> None:
    watched = shared("actors")
    go(watched, urlencode({"article": "article/a03", "node": "state/kestria"}))
    titles = set(watched.page.locator("#panel cite").all_inner_texts())
    assert len(titles) == 1
    assert watched.page.locator("#panel .card").count() > 1


@pytest.mark.parametrize("name", PANELS)
def test_selection_filters_and_search_come_back_from_the_address(
    browser: Any, files: dict[str, Path], shared: Callable[[str], Watched], name: str
) -> None:
    watched = shared(name)
    watched.page.locator("#filters input[type=checkbox]").nth(1).uncheck()
    if name in GRAPHS:
        watched.page.keyboard.press("Escape")
        watched.page.locator("#panel .rank button").first.click()
        watched.page.locator("#panel .rank button").first.click()
        watched.page.click("#zoom-in")
        watched.page.wait_for_timeout(60)
        assert {"edge", "view", "hide"} <= set(state(watched))
    else:
        watched.page.fill("#search", "terms")
        watched.page.press("#search", "Escape")
        watched.page.locator(".item, .entry").nth(4).dispatch_event("click")
        assert {"item", "q", "hide"} <= set(state(watched))
    again = opened(browser, files[name], address="#" + watched.page.evaluate("location.hash.slice(1)"))
    assert look(again) == look(watched)
    assert state(again) == state(watched)
    assert again.complaints == []
    again.page.close()


def test_the_scale_of_the_timeline_comes_back(shared: Callable[[str], Watched]) -> None:
    watched = shared("timeline")
    wanted = watched.page.locator("#zoom button[aria-pressed=false]").first.inner_text()
    watched.page.click(f'#zoom button:has-text("{wanted}")')
    assert state(watched) == {"scale": [wanted]}
    go(watched, "")
    assert watched.page.get_attribute(f'#zoom button:has-text("{wanted}")', "aria-pressed") == "false"
    go(watched, "scale=" + wanted)
    assert watched.page.get_attribute(f'#zoom button:has-text("{wanted}")', "aria-pressed") == "true"


def test_an_ego_page_opens_with_its_actor(shared: Callable[[str], Watched]) -> None:
    watched = shared("ego")
    assert watched.text("#panel h2") == "Kestria"


NONSENSE = [
    *(
        urlencode(dict.fromkeys(("node", "item", "q", "issue", "hide"), text), errors="replace")
        for text in (*HOSTILE, f"kinds:{HOSTILE[0]}")
    ),
    "view=1,2&hide=&hide=nothing:1&hide=__proto__:x&from=2030-99&edge=%E0%A4%A",
    "view=NaN,Infinity,-1&constructor=1&__proto__=2&scale=",
]


@pytest.mark.parametrize("name", ["actors", "timeline", "record"])
def test_nonsense_in_the_address_does_nothing(shared: Callable[[str], Watched], name: str) -> None:
    watched = shared(name)
    before = look(watched)
    for text in NONSENSE:
        go(watched, text)
        seen = look(watched)
        assert [seen[0], seen[1], seen[3]] == [before[0], before[1], before[3]], text
    assert watched.page.evaluate("window.__pwned") is None
    assert watched.page.locator("img, iframe, #panel script, header script").count() == 0


def saved(watched: Watched, ending: str) -> bytes:
    with watched.page.expect_download() as download:
        watched.page.click(f"#save-{ending}")
    assert download.value.suggested_filename == f"parley-{data(watched, '.name')}.{ending}"
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("name", PANELS)
def test_a_drawing_is_saved_as_vectors_with_heading_legend_and_source(
    shared: Callable[[str], Watched], name: str
) -> None:
    watched = shared(name)
    root = ElementTree.fromstring(saved(watched, "svg"))
    assert root.tag == SVG + "svg"
    texts = ["".join(text.itertext()) for text in root.iter(SVG + "text")]
    assert texts[0] == watched.text("h1")
    assert any(text.startswith("Source: ") and "read with Parley" in text for text in texts)
    legend = watched.page.locator("#filters label:has(svg) span").all_inner_texts()
    assert legend
    assert set(legend) <= set(texts)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "text", "tspan", "title"}, "vectors and nothing that runs or loads"
    allowed = {"class", "style", "href"}
    assert not any(key in allowed or key.startswith("on") for element in root.iter() for key in element.attrib)


def test_the_vectors_are_those_of_the_canvas(shared: Callable[[str], Watched]) -> None:
    """As many nodes and lines as are shown, bent as the library bends them, and no others once they are filtered."""
    watched = shared("actors")
    root = ElementTree.fromstring(saved(watched, "svg"))
    lines = [p for p in root.iter(SVG + "path") if p.find(SVG + "title") is not None and "Q" in str(p.get("d"))]
    assert len(lines) == data(watched, ".edges.length")
    names = {str(title.text) for title in root.iter(SVG + "title")}
    assert set(data(watched, ".nodeInfo.map((node) => node.label)")) <= names
    watched.page.uncheck('[data-value="attendance"]')
    fewer = ElementTree.fromstring(saved(watched, "svg"))
    text = " ".join("".join(one.itertext()) for one in fewer.iter(SVG + "text"))
    assert "Shown: without Met" in text
    assert sum(": Met" in str(title.text) for title in fewer.iter(SVG + "title")) == 0
    assert sum(": Met" in str(title.text) for title in root.iter(SVG + "title")) > 0


@pytest.mark.parametrize("name", ["proposals", "timeline", "record"])
def test_a_picture_is_twice_as_fine_as_the_vectors(shared: Callable[[str], Watched], name: str) -> None:
    watched = shared(name)
    width = float(str(ElementTree.fromstring(saved(watched, "svg")).get("width")))
    png = saved(watched, "png")
    assert png.startswith(b"\x89PNG")
    assert abs(int.from_bytes(png[16:20], "big") - 2 * width) <= 1
    assert len(png) > 20_000, "something is on it"


def test_the_data_hold_what_the_address_names(shared: Callable[[str], Watched]) -> None:
    keys = data(shared("actors"), ".nodeInfo.map((node) => node.key)")
    assert len(keys) == len(set(keys)) == len(json.loads(json.dumps(keys)))
    assert all(re.fullmatch(r"[a-z_]+/.+", key) for key in keys)
