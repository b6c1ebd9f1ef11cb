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
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Frame:
    """The assets of a kind of page: the HTML around it, style sheets and scripts, in order; `library` is a script."""

    template: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    library: str = ""


def document(frame: Frame, title: str, data: Any) -> str:
    """One HTML file of `frame` with `data`; its scripts share one function scope."""
    library, own = frame.library, own_script(frame.scripts)
    style = "\n".join(map(asset, frame.styles))
    sources = " ".join(inline_hash(script) for script in (library, own) if script)
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"script-src {sources}; style-src {inline_hash(style)}"
    )
    parts = {
        "POLICY": html.escape(policy, quote=False),
        "TITLE": html.escape(title),
        "STYLE": style,
        "LIBRARY": library,
        "DATA": as_data(data),
        "SCRIPT": own,
    }
    return re.sub(r"%%([A-Z]+)%%", lambda match: parts[match[1]], asset(frame.template))


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
