"""Which words are English, and how common: the 82,765 words of SymSpell's frequency list (MIT).

The list joins the spelling word lists of SCOWL with the counts of Google Books; it is read once, when first asked for.
"""

from __future__ import annotations

import functools
from importlib.util import find_spec
from pathlib import Path

from kg.errors import ParleyError

_FILE = "frequency_dictionary_en_82_765.txt"


@functools.cache
def frequencies() -> dict[str, int]:
    """Lower-case word -> how often it occurs in Google Books."""
    lines = _path().read_text(encoding="utf-8-sig").splitlines()
    return {word: int(count) for word, _, count in (line.partition(" ") for line in lines)}


def frequency(word: str) -> int:
    """How often `word` occurs in Google Books; 0 for what is no English word."""
    return frequencies().get(word.lower(), 0)


def _path() -> Path:
    spec = find_spec("symspellpy")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder, _FILE)).exists():
            return path
    raise ParleyError("the English word list is missing: run pip install --force-reinstall symspellpy")
