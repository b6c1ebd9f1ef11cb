"""Whether a text is English: language detectors misjudge short texts, so two plain shares are measured.

A text with many English function words is English. Where they are few, as in a short report full of names, or where the
text is short, the English word list decides: Danish "for", "at" and "under" alone make no English text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.ingest.cleaning.words import frequency

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(  # words that other languages in Latin letters hardly use
    "the and to for with by from that this these which who were been have its his her their they not but are would "
    "could should will said says after before about between into during than there when while it he she at as or be "
    "of has had".split()
)
_SAMPLE = 3_000  # characters looked at
_FEW = 8  # words: too few to tell
_SHORT = 60  # words: below it function words alone prove nothing
_ENOUGH = 0.2  # share of function words above which a longer text is English
_KNOWN_LEAST = 0.5  # share of English words among the others; 0.9 in English reports, below 0.3 in other languages
_NAMELESS = 4  # letters: shorter words are known in too many languages
_LATIN_LEAST = 0.6  # share of letters that are Latin
_FOREIGN_LETTER = re.compile("[\u0250-\u1dff\u1f00-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text passes for English, and what was measured."""

    english: bool
    measured: str


def judge(text: str) -> Verdict:
    """Whether `text` is English; one of few words passes if its letters are Latin."""
    words = _WORD.findall(text[:_SAMPLE])
    latin = _latin_share("".join(words))
    if latin < _LATIN_LEAST:
        return Verdict(False, f"{latin:.0%} of its letters are Latin")
    if len(words) < _FEW:
        return Verdict(True, "too few words to tell")
    share = sum(word.lower() in _FUNCTION_WORDS for word in words) / len(words)
    if share >= _ENOUGH and len(words) >= _SHORT:
        return Verdict(True, f"{share:.0%} of its words are English function words")
    known = _known_share(words)
    return Verdict(known >= _KNOWN_LEAST, f"{known:.0%} of its words are English")


def _latin_share(letters: str) -> float:
    return 1 - len(_FOREIGN_LETTER.findall(letters)) / len(letters) if letters else 1.0


def _known_share(words: list[str]) -> float:
    """The share of English words, names left out as far as their capital tells them."""
    plain = [word for word in words if len(word) >= _NAMELESS and word.islower()] or words
    return sum(frequency(word) > 0 for word in plain) / len(plain)
