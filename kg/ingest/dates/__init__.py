"""Time expressions of a text and their dates: "on Monday", "last month", "June 2-3", "just over an hour"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from kg.ingest.dates.draft import Draft
from kg.ingest.dates.expression import Reading, TimeExpression, surface
from kg.ingest.dates.grammar import drafts
from kg.ingest.dates.letters import encode
from kg.ingest.dates.lexicon import time_words, worth_reading
from kg.ingest.dates.resolution import resolve, value_of
from kg.ingest.dates.tense import future_hint
from kg.ingest.model import DateValue, Token

__all__ = ["Reading", "TimeExpression", "find", "future_hint", "resolve"]

_sentence = attrgetter("sentence")
_DIRECTIONS = frozenset({"since", "until", "till", "by", "before", "after", "for", "from", "during"})
_ABSOLUTE = frozenset({"decade", "none"})


def find(
    tokens: Sequence[Token], anchor: DateValue | None, *, previous: DateValue | None = None
) -> list[TimeExpression]:
    """Time expressions of a sentence or article, in order and without overlap.

    `anchor` is the day that "Monday" counts from (dateline or article date); without it relative expressions have no
    value. `previous` is the last date of the text before, for "the next day". Each expression's `future` is what
    `future_hint` reads off its verb, and its `value` is resolved with that; a caller that knows better calls `resolve`.
    """
    words = time_words()
    result = []
    for _, group in groupby(tokens, key=_sentence):
        sentence = [token for token in group if token.pos != "SPACE"]
        if not worth_reading(sentence, words):
            continue
        for draft in drafts(sentence, encode(sentence, words)):
            expression = _expression(sentence, draft, anchor, previous)
            result.append(expression)
            previous = expression.value or previous
    return result


def _expression(
    tokens: Sequence[Token], draft: Draft, anchor: DateValue | None, previous: DateValue | None
) -> TimeExpression:
    begin = _softened(tokens, draft.begin) if draft.kind == "duration" else draft.begin
    first, last = tokens[begin], tokens[draft.end - 1]
    dated = draft.kind in ("point", "interval")
    future = future_hint(tokens, draft.begin, draft.end) if dated else None
    return TimeExpression(
        first=first.i,
        last=last.i + 1,
        start=first.start,
        end=last.end,
        text=surface(tokens[begin : draft.end]),
        value=value_of(draft.reading, anchor=anchor, future=future, previous=previous) if dated else None,
        kind=draft.kind,
        relative=_relative(draft.reading),
        reading=draft.reading,
        direction=_direction(tokens, begin),
        modifier=draft.modifier,
        future=future,
        duration=draft.duration,
        longest=draft.longest,
    )


def _softened(tokens: Sequence[Token], begin: int) -> int:
    """Where "just over an hour" begins, for "an hour" at `begin`."""
    if tokens[begin].text.lower() == "the":
        return begin
    for size in (2, 1):
        words = tuple(token.text.lower() for token in tokens[max(0, begin - size) : begin])
        if len(words) == size and words in time_words().softeners:
            return begin - size
    return begin


def _relative(reading: Reading) -> bool:
    if reading.form == "range":
        return reading.year is None and (reading.second is None or reading.second.year is None)
    return reading.form not in _ABSOLUTE and reading.year is None


def _direction(tokens: Sequence[Token], begin: int) -> str | None:
    for token in reversed(tokens[max(0, begin - 2) : begin]):
        word = token.text.lower()
        if word in _DIRECTIONS:
            return "until" if word == "till" else word
        if word not in ("the", "late", "early", "about", "around"):
            return None
    return None
