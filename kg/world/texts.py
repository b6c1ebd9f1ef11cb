"""How alike two labels are, by their content words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
_STEM = 6  # letters by which the forms of an English word agree, as in ceasefire, exchange, prisoner


def stems(label: str) -> frozenset[str]:
    """Beginnings of the words that say what a label is about."""
    words = (word.lower() for word in _WORD.findall(label))
    return frozenset(word[:_STEM] for word in words if word not in _common() and (len(word) > 2 or word.isdigit()))


def shared(one: str, other: str) -> tuple[int, float]:
    """Number of content words that two labels share, and its part of those of the shorter one."""
    mine, theirs = stems(one), stems(other)
    both = len(mine & theirs)
    return both, both / max(1, min(len(mine), len(theirs)))


@cache
def _common() -> frozenset[str]:
    text = files("kg.world").joinpath("common.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
