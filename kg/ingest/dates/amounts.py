"""Readings of lengths of time and of how often."""

from __future__ import annotations

from dataclasses import replace

from kg.ingest.dates.draft import Draft, Found
from kg.ingest.dates.expression import Reading
from kg.ingest.dates.lexicon import time_words
from kg.ingest.numerals import read

_MEASURING = frozenset(
    "for after in within over about than lasted lasting last lasts just nearly almost under around roughly only "
    "took take takes spent every".split()
)
_SMALLER = {"Y": (12, "M"), "W": (7, "D"), "D": (24, "H"), "H": (60, "N"), "N": (60, "S"), "E": (10, "Y")}


def iso_duration(count: float, unit: str) -> str | None:
    """ISO 8601 text of `count` units (letters of time.toml): 1 H is PT1H, 2.5 H is PT2H30M, 4 E is P40Y."""
    if unit in "EC":
        count, unit = count * (10 if unit == "E" else 100), "Y"
    if unit == "F":
        count, unit = count * 2, "W"
    whole = int(count)
    if whole == count:
        return _part(whole, unit)
    size, smaller = _SMALLER.get(unit, (0, ""))
    rest = round((count - whole) * size)
    if not smaller or not rest:
        return _part(round(count), unit)
    if unit == "H" and whole:
        return f"PT{whole}H{rest}M"
    return _part(whole * size + rest, smaller)


def _part(count: int, unit: str) -> str:
    time = unit in "HNS"
    return f"P{'T' if time else ''}{count}{'M' if unit == 'N' else unit}"


def duration(found: Found) -> Draft | None:
    """Two days, 90 minutes, two to three days, three and a half hours, the last three years, five-hour."""
    index = found.at("n") or 0
    unit = time_words().units[found.word("u") or ""]
    number = read(found.tokens, index)
    if _aged(found) or (found.letters[index] == "Y" and not (found.word("u") or "").endswith("s")):
        return None
    half = 0.5 if found.at("a") is not None or "&AQ" in found.match.group() else 0.0
    draft = found.draft("duration", Reading("none", unit=unit))
    if number is None or found.letters[index] == "q":
        return draft
    last = read(found.tokens, found.at("e") or len(found.tokens))
    longest = iso_duration(last[0], unit) if last else None
    return replace(draft, duration=iso_duration(number[0] + half, unit), longest=longest)


def _aged(found: Found) -> bool:
    """Whether the length is an age: "14-year-old"."""
    end = found.match.end()
    return any(token.text.lower() in ("old", "olds") for token in found.tokens[end : end + 2])


def half(found: Found) -> Draft | None:
    """Half an hour."""
    unit = time_words().units[found.word("u") or ""]
    return replace(found.draft("duration", Reading("none", unit=unit)), duration=iso_duration(0.5, unit))


def single(found: Found) -> Draft | None:
    """An hour, a week, where a word before says that it is measured; "twice a week" and "a year" alone are none."""
    before = found.before()
    if before is None or before.text.lower() not in _MEASURING:
        return None
    unit = time_words().units[found.word("u") or ""]
    count = 1.5 if found.at("a") is not None else 1.0
    return replace(found.draft("duration", Reading("none", unit=unit)), duration=iso_duration(count, unit))


def frequency(found: Found) -> Draft | None:
    return found.draft("frequency", Reading("none"))


def clock(found: Found) -> Draft | None:
    """A time of day alone: 10:35 a.m., midnight."""
    return found.draft("point", Reading("none"))
