"""Cardinal numbers in words and digits: what one token is worth, and where a run of number tokens ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ingest.model import Token

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
WORDS = (
    {word: float(value) for value, word in enumerate(_SMALL)}
    | {word: 10.0 * rank for rank, word in enumerate(_TENS, start=2)}
    | SCALES
)
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}
_DIGITS = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?")


def value_of(text: str) -> float | None:
    """Worth of one token ("1,200", "2.5", "seven", "hundred"); None where it is no cardinal."""
    word = WORDS.get(text.lower())
    if word is not None:
        return word
    return float(text.replace(",", "")) if _DIGITS.fullmatch(text) else None


def read(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Value of the number that begins at index `at` and the index after it; None where none begins there.

    Reads "twenty-five", "two hundred and fifty thousand", "3.5 million", "a hundred", "two dozen", "half a million".
    """
    if at >= len(tokens):
        return None
    if (opened := _opening(tokens, at)) is not None:
        factor, scale_at = opened
        return factor * SCALES[tokens[scale_at].text.lower()], scale_at + 1
    found = _run(tokens, at)
    if found is None or found[1] >= len(tokens) or not tokens[found[1] - 1].text.isdecimal():
        return found
    part = _fraction(tokens[found[1]].text)
    return found if part is None else (found[0] + part, found[1] + 1)


def _fraction(text: str) -> float | None:
    """Worth of "1/2" or "½" behind a whole number."""
    if re.fullmatch(r"[1-9]/[1-9]", text):
        return int(text[0]) / int(text[2])
    return _FRACTIONS.get(text)


def _opening(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """("a" | "half a") + scale: the factor and the index of the scale word."""
    words = [token.text.lower() for token in tokens[at : at + 3]]
    for lead, factor in ((("half", "a"), 0.5), (("a",), 1.0)):
        size = len(lead)
        if tuple(words[:size]) == lead and len(words) > size and words[size] in SCALES:
            return factor, at + size
    return None


def _run(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    total, current, index = 0.0, 0.0, at
    last: float | None = None
    while (step := _step(tokens, index, last)) is not None:
        value, index = step
        if tokens[index - 1].text.lower() in SCALES:
            current = max(current, 1.0) * value
            total, current = (total + current, 0.0) if value >= 1000 else (total, current)
        else:
            current += value
        last = value
    return (total + current, index) if last is not None else None


def _step(tokens: Sequence[Token], index: int, last: float | None) -> tuple[float, int] | None:
    """The next part of the number: its value and the index after it; `last` is the part before, None at the start."""
    at = index
    if last is not None and index < len(tokens) - 1 and tokens[index].text.lower() in ("and", "-"):
        at = index + 1
    if at >= len(tokens) or (value := value_of(tokens[at].text)) is None:
        return None
    joined = last is None or _joins(tokens[index - 1].text.lower(), tokens[at].text.lower(), tokens[index:at])
    return (value, at + 1) if joined else None


def _joins(before: str, word: str, link: Sequence[Token]) -> bool:
    """Whether `word` goes on with the number whose last part is `before` ("two" + "hundred", "twenty" - "five")."""
    if word in SCALES:
        return not link or link[0].text == "-"
    if word not in WORDS:
        return False
    if before in _TENS:
        return WORDS[word] < 10 and not (link and link[0].text.lower() == "and")
    return before in SCALES and WORDS[word] < SCALES[before] and not (link and link[0].text == "-")
