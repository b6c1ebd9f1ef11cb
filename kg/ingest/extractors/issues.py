"""Issues: what an act is about, read off the words below it and, failing that, off what the article is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.ingest.frames import Frames
from kg.ingest.model import Analysis

_BY_ACT = {
    "exchange_prisoners": "prisoner_exchange", "ceasefire_observed": "ceasefire", "withdraw": "troop_withdrawal",
    "impose_sanctions": "sanctions", "ease_sanctions": "sanctions", "seize": "territory", "occupy": "territory",
}  # fmt: skip
_GENERAL = frozenset({"summit", "memorandum"})
_LEAD, _LEAD_SENTENCES = 3, 3  # what a mention in the first sentences weighs against one further down
_FIGHTERS = frozenset({"REB", "UAF", "PRM"})  # sectors
_WAR = frozenset({"fighting", "warring", "bloodshed", "crisis", "offensive"})
_TALKS = 2  # mentions of talks that weigh as much as one of peace
_SECOND = 0.5  # a second topic has at least this share of the first one's weight


def find(a: Analysis, frames: Frames, tokens: Iterable[int]) -> list[tuple[int, str]]:
    """Issues named by the tokens, each with its first token, in text order; a longer phrase hides a shorter one."""
    allowed = sorted(set(tokens))
    inside = frozenset(allowed)
    found: list[tuple[int, str]] = []
    skip = -1
    for i in allowed:
        if i <= skip:
            continue
        match = _phrase_at(a, frames, i, inside)
        if match:
            length, issue = match
            skip = i + length - 1
            found.append((i, issue))
    return found


def _phrase_at(a: Analysis, frames: Frames, i: int, inside: frozenset[int]) -> tuple[int, str] | None:
    for word in (a.tokens[i].lemma.lower(), a.tokens[i].text.lower()):
        for words, issue in frames.issue_words.get(word, ()):
            span = range(i, i + len(words))
            if all(t in inside for t in span) and all(_same(a, t, w) for t, w in zip(span, words, strict=True)):
                return len(words), issue
    return None


def _same(a: Analysis, i: int, word: str) -> bool:
    return word in (a.tokens[i].lemma.lower(), a.tokens[i].text.lower())


def distinct(found: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Issue codes in order of first mention; special ones before general ones."""
    codes = dict.fromkeys(issue for _, issue in found)
    return tuple(sorted(codes, key=_GENERAL.__contains__))


def of_act(act: str) -> tuple[str, ...]:
    """The issue that an act by itself is about."""
    return (_BY_ACT[act],) if act in _BY_ACT else ()


def topics(a: Analysis, frames: Frames) -> tuple[str, ...]:
    """What the article is about: its weightiest issue, and a second that weighs nearly as much, or peace.

    The lead counts most; words that only a sentence is about (a province, elections) count for nothing.
    """
    named = find(a, frames, range(len(a.tokens)))
    weights: Counter[str] = Counter()
    for i, issue in named:
        weights[issue] += _weight(a, frames, i)
    if talks := _talks_in_war(a, frames):
        weights["peace_deal"] += talks
    if not any(weights.values()):
        weights = Counter(issue for _, issue in named)
    ranked = sorted(((issue, n) for issue, n in weights.items() if n), key=lambda item: (-item[1], item[0]))
    main = [issue for issue, n in ranked[:2] if n >= _SECOND * ranked[0][1]]
    return tuple(dict.fromkeys([*main, *(["peace_deal"] if weights["peace_deal"] else [])]))[:2]


def _talks_in_war(a: Analysis, frames: Frames) -> int:
    """How much an article is about peace without the word: talks, where rebels fight or a war is told of."""
    lemmas = Counter(t.lemma.lower() for t in a.tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ"))
    fighting = any(frames.sectors.get(w) in _FIGHTERS or "war" in frames.classes(w) or w in _WAR for w in lemmas)
    talks = sum(n for w, n in lemmas.items() if "meeting" in frames.classes(w))
    return talks // _TALKS if fighting else 0


def _weight(a: Analysis, frames: Frames, i: int) -> int:
    words = (a.tokens[i].lemma.lower(), a.tokens[i].text.lower())
    if any(word in frames.local_issues for word in words):
        return 0
    return _LEAD if a.tokens[i].sentence < _LEAD_SENTENCES else 1
