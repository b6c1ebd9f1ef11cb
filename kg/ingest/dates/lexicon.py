"""The words of data/frames/time.toml, and the letter that each token of a sentence has in the grammar."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import FrameError
from kg.ingest.model import Token
from kg.ingest.numerals import SCALES, WORDS
from kg.resources import shipped

_PUNCTUATION = {"-": "-", "–": "-", "—": "-", ",": ",", ".": "p", "/": "/"}
_SEEDS = "MWUsyPKCDV"  # a sentence without one of these, a holiday, a year or a numeric date has no time expression
_ENDS = frozenset("0123456789s")
_NUMERIC = re.compile(r"(?:post-|pre-|mid-)?[12][0-9]{3}|[0-9]{1,4}[-/–][0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of time, lower case. `letters` maps a word to its class; `triggers` are the words worth a look."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    deictic: Mapping[str, int]
    holidays: Mapping[tuple[str, ...], str]
    letters: Mapping[str, str]
    triggers: frozenset[str]
    after_day: frozenset[str]
    before_day: frozenset[str]
    softeners: frozenset[tuple[str, ...]]
    future: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def time_words() -> Lexicon:
    """The shipped words. Raises FrameError where the file lacks a table or holds a wrong one."""
    path = shipped("data", "frames", "time.toml")
    try:
        return _lexicon(tomllib.loads(path.read_text(encoding="utf-8")))
    except (KeyError, AttributeError, TypeError, tomllib.TOMLDecodeError) as error:
        raise FrameError(f"{path}: {error!r} is missing or wrong: compare with the shipped file") from error


def _lexicon(data: dict[str, Any]) -> Lexicon:
    letters = _letters(data)
    holidays = {tuple(name.split()): rule for name, rule in data["holidays"].items()}
    seeds = {word for word, letter in letters.items() if letter in _SEEDS}
    return Lexicon(
        months=data["months"],
        weekdays=data["weekdays"],
        units=data["units"],
        seasons=data["seasons"],
        deictic=data["deictic"],
        holidays=holidays,
        letters=letters,
        triggers=frozenset(seeds | {name[0] for name in holidays}),
        after_day=frozenset(data["names"]["after_day"]),
        before_day=frozenset(data["names"]["before_day"]),
        softeners=frozenset(tuple(phrase.split()) for phrase in data["softeners"]["phrases"]),
        future={name: frozenset(words) for name, words in data["future"].items()},
    )


def _letters(data: dict[str, Any]) -> dict[str, str]:
    letters = dict.fromkeys(WORDS, "n") | dict.fromkeys(SCALES, "x")
    for letter, words in data["classes"].items():
        letters.update(dict.fromkeys(words, letter))
    tables = {"months": "M", "weekdays": "W", "units": "U", "seasons": "s", "deictic": "y"}
    for table, letter in tables.items():
        letters.update(dict.fromkeys(data[table], letter))
    letters.update({f"{word}.": "M" for word in data["months"] if len(word) <= 4})
    letters.update({f"{word}s": "D" for word in data["weekdays"]})
    return letters | _PUNCTUATION


def worth_reading(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether some token can be the core of a time expression: the fast way out of most sentences."""
    triggers = words.triggers
    for token in tokens:
        text = token.text
        if text.lower() in triggers or (text[-1:] in _ENDS and len(text) >= 4 and _NUMERIC.match(text)):
            return True
    return False
