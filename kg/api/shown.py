"""What a notebook shows: pages in a frame of their own, explanations with their words marked.

Texts of articles are hostile: all of them are escaped here. A page runs in a sandbox that shares nothing with the
notebook: neither its cookies nor its kernel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.explain import lines, one_line

_SANDBOX = "allow-scripts allow-downloads allow-popups"
_OPEN, _CLOSE = "\ue000", "\ue001"  # of private use: no text has them once `one_line` has cleaned it
_TAGS = {ord(_OPEN): "<mark>", ord(_CLOSE): "</mark>"}
_STYLE = "width:100%;border:1px solid #bbb"


@dataclass(frozen=True)
class View:
    """A page of the graph. Jupyter shows it, `save` writes it; `html` is the whole page and needs no network."""

    name: str
    html: str = field(repr=False)
    contents: str = ""
    height: int = 640

    def save(self, path: str | Path) -> Path:
        """Write the page to `path`, making its folder, and return it. InputError if that fails."""
        target = Path(path)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self.html, encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            raise InputError(f"{target}: cannot be written ({error.strerror}); choose another file") from error
        return target

    def _repr_html_(self) -> str:
        title, page = escape(f"Parley: {self.name}", quote=True), escape(self.html, quote=True)
        shown = (
            f'<iframe title="{title}" sandbox="{_SANDBOX}" style="{_STYLE}" height="{self.height}" '
            f'srcdoc="{page}"></iframe>'
        )
        return shown.encode("utf-8", "replace").decode()  # a notebook cannot hold half a character of an article


@dataclass(frozen=True)
class Explained:
    """What the graph knows of one node, in words, with the sentences behind it; `record` holds the same for programs.

    `record` has the keys that `kg.explain.explain` describes, as `kg explain --format json` prints them.
    """

    record: Mapping[str, Any]

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return "\n".join(lines(one_line(self.record)))

    def _repr_html_(self) -> str:
        text = escape("\n".join(lines(one_line(self.record), _bracketed)))
        return f'<pre style="white-space:pre-wrap">{text.translate(_TAGS)}</pre>'


def _bracketed(words: str, role: str) -> str:
    return f"{_OPEN}{words}{_CLOSE}"
