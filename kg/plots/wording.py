"""Text in figures: nothing that an article writes can be a formula, a control character, or wider than its place."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FAMILY = "DejaVu Sans"  # ships with matplotlib: the same letters on every machine
LONGEST = 2000  # letters of a text that are looked at
MISSING = "\N{WHITE SQUARE}"
_POINTS = 72.0


def clean(text: object) -> str:
    """One line that the font can draw: blanks for all white space, no control or direction characters.

    A letter that the font lacks becomes a white square, so that the picture does not depend on the machine's fonts.
    """
    words = " ".join(str(text)[:LONGEST].split())
    return "".join(c if _drawable(c) else MISSING for c in words if c.isprintable())


def _drawable(letter: str) -> bool:
    return ord(letter) in _letters()


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(_font(10.0, False), fallback_to_default=False)).get_charmap())


@lru_cache(maxsize=64)
def _font(points: float, bold: bool) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=FAMILY, size=points, weight="bold" if bold else "normal")


@lru_cache(maxsize=4096)
def width(text: str, points: float, bold: bool = False) -> float:
    """Inches that a line takes at a size in points."""
    from matplotlib.textpath import TextToPath

    wide, _, _ = TextToPath().get_text_width_height_descent(text, _font(points, bold), ismath=False)
    return float(wide) / _POINTS


def shortened(text: object, inches: float, points: float, *, bold: bool = False) -> str:
    """The text, or as many of its letters as fit, with an ellipsis."""
    line = clean(text)
    if width(line, points, bold) <= inches:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(line[:middle] + "…", points, bold) <= inches else (low, middle - 1)
    return line[:low].rstrip(" ,–-") + "…"


def wrapped(text: object, inches: float, points: float, *, lines: int, bold: bool = False) -> list[str]:
    """The text in at most `lines` lines, broken at blanks where they allow it; the last one is shortened."""
    words = clean(text).split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), points, bold) <= inches:
            taken += 1
        found.append(shortened(" ".join(words[:taken]), inches, points, bold=bold))
        words = words[taken:]
    return [*found, shortened(" ".join(words), inches, points, bold=bold)] if words else found


def brief(text: object, letters: int) -> str:
    """The first words of a text, for tables."""
    return textwrap.shorten(clean(text), letters, placeholder=" …") or clean(text)[:letters]
