"""The words of data/frames/quantity.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import FrameError
from kg.ingest.numerals import WORDS
from kg.resources import shipped


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Words of amounts, lower case; a phrase is a tuple. `triggers` are number words, `openers` begin amounts."""

    bounds: Mapping[tuple[str, ...], str]
    collectives: Mapping[str, float]
    vague: Mapping[tuple[str, ...], float]
    fractions: Mapping[str, float]
    currencies: Mapping[str, str]
    percent: frozenset[str]
    scales: Mapping[str, float]
    ages: frozenset[str]
    groups: frozenset[str]
    change: frozenset[str]
    triggers: frozenset[str]
    openers: frozenset[str]


@lru_cache(maxsize=1)
def quantity_words() -> QuantityWords:
    """The shipped words. Raises FrameError where the file lacks a table or holds a wrong one."""
    path = shipped("data", "frames", "quantity.toml")
    try:
        return _load(tomllib.loads(path.read_text(encoding="utf-8")))
    except (KeyError, AttributeError, TypeError, tomllib.TOMLDecodeError) as error:
        raise FrameError(f"{path}: {error!r} is missing or wrong: compare with the shipped file") from error


def _load(data: dict[str, Any]) -> QuantityWords:
    none = data["not_units"]
    triggers = frozenset(WORDS) | frozenset(data["collectives"]) | frozenset(data["fractions"])
    vague = {tuple(phrase.split()): float(value) for phrase, value in data["vague"].items()}
    return QuantityWords(
        bounds={tuple(phrase.split()): bound for phrase, bound in data["bounds"].items()},
        collectives={word: float(least) for word, least in data["collectives"].items()},
        vague=vague,
        fractions={word: float(share) for word, share in data["fractions"].items()},
        currencies=data["currencies"],
        percent=frozenset(data["percent"]["words"]),
        scales={word: float(size) for word, size in data["scales"].items()},
        ages=frozenset(none["ages"]),
        groups=frozenset(none["groups"]),
        change=frozenset(none["change"]),
        triggers=triggers,
        openers=triggers | {"a"} | set(data["currencies"]) | {phrase[0] for phrase in vague},
    )
