"""Deixis: whom I and we mean in reported words, and he and she where they cannot mean who speaks."""

from __future__ import annotations

from collections.abc import Mapping

from kg.ingest.extractors.sayings import Saying
from kg.ingest.reading import Reading

_BACK = 3  # sentences that a quoted "he" looks back


def first_persons(r: Reading, said: Mapping[int, Saying]) -> dict[int, tuple[str, ...]]:
    """Whom I and we mean in reported words: the speaker; with we those for whom he speaks."""
    found: dict[int, tuple[str, ...]] = {}
    for i, saying in said.items():
        token = r.analysis.tokens[i]
        if token.pos != "PRON" or token.text == "US":
            continue
        word = token.text.lower()
        if word in ("i", "me", "my", "myself"):
            found[i] = saying.speaker
        elif word in ("we", "us", "our", "ourselves"):
            found[i] = tuple(dict.fromkeys(_spoken_for(r, k) for k in saying.speaker))
    return {i: keys for i, keys in found.items() if keys}


def _spoken_for(r: Reading, key: str) -> str:
    side = r.entities[key].side
    return side if side and r.entities[key].kind in ("person", "unnamed", "delegation") else key


def third_persons(r: Reading, said: Mapping[int, Saying]) -> dict[int, tuple[str, ...]]:
    """Whom he and she mean in quoted words, where they would mean the speaker: somebody else, the last one named."""
    found: dict[int, tuple[str, ...]] = {}
    for i, saying in said.items():
        token = r.analysis.tokens[i]
        quoted = any(q.first <= i < q.last for q in saying.quotes)
        if quoted and token.lower_is("he", "him", "his", "she", "her") and r.actors(i) == saying.speaker:
            found[i] = _last_other(r, i, saying.speaker)
    return {i: keys for i, keys in found.items() if keys}


def _last_other(r: Reading, i: int, speaker: tuple[str, ...]) -> tuple[str, ...]:
    """The last person named before token i, a few sentences back at most, who is not the speaker."""
    tokens = r.analysis.tokens
    for j in range(i - 1, -1, -1):
        if tokens[i].sentence - tokens[j].sentence > _BACK:
            break
        keys = r.actors(j)
        if len(keys) == 1 and keys != speaker and r.entities[keys[0]].kind == "person":
            return keys
    return ()
