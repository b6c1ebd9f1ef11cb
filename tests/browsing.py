"""Opens a written page in headless Chromium and watches what it asks for and complains about."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
HOSTILE = (
    "<script>window.__pwned=1</script>",
    "</script><img src=x onerror=window.__pwned=2>",
    "\"'><svg onload=window.__pwned=3>",
    "line\u2028window.__pwned=4\u2029",
    "{{constructor.constructor('window.__pwned=5')()}}",
    "${window.__pwned=6}%%SCRIPT%%<!--<script>",
)


@dataclass
class Watched:
    """A page with what it asked for and what it complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def search(self, name: str) -> None:
        self.page.fill("#search", name)
        self.page.press("#search", "Enter")


def opened(browser: Any, path: Path, *, address: str = "", **options: Any) -> Watched:
    """Open the file and wait until the page is drawn."""
    watched = Watched(
        browser.new_page(**({"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options))
    )
    watched.page.on("request", lambda request: watched.requests.append(request.url))
    watched.page.on("console", lambda message: watched.complaints.append(message.text))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.goto(path.as_uri() + address)
    watched.page.wait_for_selector("body[data-drawn]", state="attached", timeout=15_000)
    return watched
