"""Whether a text is English, by its share of English function words: language detectors misjudge short texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")
_DISTINCT = frozenset(  # words that other languages written in Latin letters hardly use
    "the and to for with by from that this these which who were been have its his her their they not but are would "
    "could should will said says after before about between into during than there when while it he she at as or be "
    "of has had".split()
)
_SHARED = frozenset("a in is was an on no if we you i all".split())
_SAMPLE = 4_000  # words looked at
_SHORT = 25  # words: below it one function word is enough
_LEAST = 0.10  # share of distinct function words; English reports lie between 0.2 and 0.45
_LATIN_LEAST = 0.6  # share of letters that are Latin


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text passes for English, and what was measured."""

    english: bool
    measured: str


def judge(text: str) -> Verdict:
    """Whether `text` is English enough to be read; texts of fewer than eight words pass if their letters are Latin."""
    words = [word.lower() for word in _WORD.findall(text[:40_000])[:_SAMPLE]]
    latin = _latin_share(words)
    if latin < _LATIN_LEAST:
        return Verdict(False, f"{latin:.0%} of its letters are Latin")
    distinct = sum(word in _DISTINCT for word in words)
    if len(words) < _SHORT:
        shared = sum(word in _SHARED for word in words)
        return Verdict(len(words) < 8 or distinct + shared > 0, "it has no English function word")
    share = distinct / len(words)
    return Verdict(share >= _LEAST, f"{share:.0%} of its words are English function words")


def _latin_share(words: list[str]) -> float:
    letters = "".join(words)
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)
    return latin / len(letters) if letters else 1.0
