"""The built documentation: no warning, no request to the network, no dead link; it fits a telephone."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from docs.generate import ROOT
from docs.generate.docstrings import as_rst

LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("link", "href"), ("form", "action")}
NO_REQUEST = {"canonical", "license", "next", "prev", "index", "search", "author"}


class Read(HTMLParser):
    """What a page loads, where it leads, and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.leads.append(found["href"])
        if tag == "link" and set(found.get("rel", "").split()) & NO_REQUEST:
            return
        self.loads += [value for name, value in found.items() if (tag, name) in LOADED]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    for name in ("sphinx", "furo", "myst_parser"):
        pytest.importorskip(name, reason="the extra docs is not installed")
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", str(target / "html")]
    answer = subprocess.run(
        [*command, "-d", str(target / "trees")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    return target / "html"


@pytest.fixture(scope="module")
def read(site: Path) -> dict[Path, Read]:
    return {path: Read(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


@pytest.mark.parametrize(
    ("docstring", "wanted"),
    [
        ("Who *is*.", ["Who \\*is\\*.", ""]),
        ("Run `kg_a | b` now.", ["Run ``kg_a | b`` now.", ""]),
        ("One.\n\n    x = 1\n\nTwo.", ["One.", "", ".. code-block:: python", "", "       x = 1", "", "Two.", ""]),
        (">>> 1 + 1\n2", [".. code-block:: python", "", "   >>> 1 + 1", "   2", ""]),
        ("a: first\n    goes on\nb_: second", ["| a: first goes on", "| b\\_: second", ""]),
    ],
)
def test_docstrings_are_plain_text(docstring: str, wanted: list[str]) -> None:
    assert as_rst(docstring.split("\n")) == wanted


@pytest.mark.slow
def test_nothing_is_loaded_from_the_network(site: Path, read: dict[Path, Read]) -> None:
    assert len(read) > 25
    for path, page in read.items():
        assert [target for target in page.loads if urlsplit(target).scheme not in ("", "data")] == [], path
        assert [target for target in page.loads if target.startswith("//")] == [], path
    for path in (*site.rglob("*.css"), *site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import\s+(?:url\()?['\"]?(?:https?:)?//", text), path


@pytest.mark.slow
def test_every_link_within_the_site_leads_somewhere(site: Path, read: dict[Path, Read]) -> None:
    checked = 0
    for path, page in read.items():
        for target in page.leads:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert there.exists(), f"{path.relative_to(site)}: {target}"
            if parts.fragment and there in read:
                assert unquote(parts.fragment) in read[there].anchors, f"{path.relative_to(site)}: {target}"
            checked += 1
    assert checked > 1000


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_and_ask_for_nothing(browser: Any, site: Path, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert complaints == []
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_search_works_from_a_folder(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(site / 'search.html').as_uri()}?q=attributed")
    page.wait_for_selector("ul.search li", timeout=15_000)
    assert "Evidence" in page.inner_text("ul.search")
    page.close()
