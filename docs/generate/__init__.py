"""Writes the pages of docs/ that come from the sources: `python -m docs.generate`; `--check` says which are stale.

Each module gives pages as text by their path under docs/; `pages()` gathers them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent
ROOT = DOCS.parent


def pages() -> Mapping[str, str]:
    """Text of every generated file by its path under docs/."""
    from docs.generate import commands, concepts, errors, limits, ontology, queries, settings, shapes, tables

    found: dict[str, str] = {}
    for module in (ontology, concepts, shapes, tables, commands, queries, settings, errors, limits):
        found |= module.pages()
    return found


def stale() -> list[str]:
    """Paths of generated files that are missing or not what would be written now."""
    return [path for path, text in pages().items() if _now(path) != text]


def write() -> list[str]:
    """Write what is stale; gives the paths."""
    texts = pages()
    changed = stale()
    for path in changed:
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(texts[path], encoding="utf-8", newline="\n")
    return changed


def _now(path: str) -> str | None:
    file = DOCS / path
    return file.read_text(encoding="utf-8") if file.is_file() else None
