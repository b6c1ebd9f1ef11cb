"""One HTML file: script, style and data inside, nothing fetched, nothing of an article run.

The data stand in a JSON block in which <, > and & are escaped; the page's own script makes text nodes of them. The
Content-Security-Policy names the page's own scripts and style by their hash and forbids all else, the network included.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kg.view.links import Links

ALONE = Links()


@dataclass(frozen=True, slots=True)
class Frame:
    """The assets of a kind of page: what stands in its middle, style sheets and scripts, in order, and a library.

    `body` is the class of the page, under which a style sheet may know it; `template` is what stands around it all.
    """

    stage: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    library: str = ""
    body: str = ""
    template: str = "page.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is written. `data` is read by its script at once, `later` after the first drawing; `contents` says
    in words how much is on it."""

    title: str
    subject: str
    frame: Frame
    data: Mapping[str, Any]
    contents: str
    later: Any = None
    main: str = ""  # HTML, escaped already, for a template that has a place for it


def document(sheet: Sheet, links: Links = ALONE) -> str:
    """One HTML file; its scripts share one function scope. The same sheet and links give the same text."""
    frame = sheet.frame
    library, own = frame.library, own_script(frame.scripts)
    style = "\n".join(map(asset, frame.styles))
    sources = " ".join(inline_hash(script) for script in (library, own) if script)
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"script-src {sources}; style-src {inline_hash(style)}"
    )
    parts = {
        "POLICY": html.escape(policy, quote=False),
        "TITLE": html.escape(sheet.title),
        "SUBJECT": html.escape(sheet.subject),
        "BODY": frame.body,
        "NAVIGATION": navigation(links),
        "STAGE": asset(frame.stage) if frame.stage else "",
        "MAIN": sheet.main,
        "STYLE": style,
        "LIBRARY": f"<script>{library}</script>\n" if library else "",
        "DATA": as_data({**sheet.data, "links": {"actors": links.actors, "articles": links.articles}}),
        "LATER": as_data(sheet.later),
        "SCRIPT": own,
    }
    shell = asset(frame.template).replace("%%HEAD%%", asset("head.html"))
    return re.sub(r"%%([A-Z]+)%%", lambda match: parts[match[1]], shell)


def navigation(links: Links) -> str:
    """The other pages of the set as links; nothing for a page alone."""
    items = "".join(
        f'<li><a href="{html.escape(address)}"{here}>{html.escape(word)}</a></li>'
        for word, address in links.pages
        for here in (' aria-current="page"' if address == links.here else "",)
    )
    return f'<nav aria-label="Pages"><ul>{items}</ul></nav>' if items else ""


def as_data(value: Any) -> str:
    """`value` as JSON in ASCII that can stand in a script element: no <, >, & and no line separators."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def own_script(names: Sequence[str]) -> str:
    """The page's script: one function scope over all its files."""
    body = "\n".join(asset(name) for name in names)
    return f'(function () {{\n"use strict";\n{body}\n}})();'


def asset(name: str) -> str:
    """Text of a file of kg/view/assets."""
    return files("kg.view").joinpath("assets", name).read_text(encoding="utf-8").strip()


def inline_hash(text: str) -> str:
    """`text` as a source of a Content-Security-Policy."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
