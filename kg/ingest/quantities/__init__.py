"""Amounts of a text as minimum, maximum and unit: "1,000 to 1,200 prisoners", "at least 30 hostages", "$5 billion".

Open ends are None: "more than 200" has no maximum, "up to 500" no minimum, "dozens of" the least that the word can
mean (24) and no maximum. Words that only soften ("about", "nearly", "some") leave a point. A fraction ("half of",
"two-thirds of") is an amount of percent. The words are data/frames/quantity.toml.

No amounts: dates, lengths of time, ages and conditions of age ("under 25"), ordinals, numbers joined to what follows
("22-point", "15-member", "one-for-one"), numbers of names ("Resolution 2231", "5+1", "Route 60"), small groups that
an article names ("the two sides").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from kg.ingest import dates
from kg.ingest.dates import TimeExpression
from kg.ingest.dates.lexicon import time_words
from kg.ingest.model import Quantity, Token
from kg.ingest.numerals import value_of
from kg.ingest.quantities.lexicon import QuantityWords, quantity_words
from kg.ingest.quantities.numbers import Amount, amount_at
from kg.ingest.quantities.units import bound_of, is_condition, is_group, is_name, unit_of

__all__ = ["QuantityMention", "find"]

_sentence = attrgetter("sentence")
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """Where an amount stands: tokens [first, last) by `Token.i`, characters [start, end), and the amount.

    The span runs from the word that opens it ("more than") to the unit."""

    first: int
    last: int
    start: int
    end: int
    quantity: Quantity


def find(tokens: Sequence[Token], times: Sequence[TimeExpression] | None = None) -> list[QuantityMention]:
    """Amounts of a sentence or article, in order and without overlap. See the module for what is none.

    `times`: the time expressions of the same tokens, whose numbers are no amounts; found here where not given.
    """
    words = quantity_words()
    if times is None:
        times = dates.find(tokens, None)
    timed = frozenset(i for expression in times for i in range(expression.first, expression.last))
    result = []
    for _, group in groupby(tokens, key=_sentence):
        sentence = [token for token in group if token.pos != "SPACE"]
        if any(token.text.lower() in words.triggers or _DIGIT.search(token.text) for token in sentence):
            result.extend(_mentions(sentence, timed, words))
    return result


def _mentions(tokens: Sequence[Token], timed: frozenset[int], words: QuantityWords) -> list[QuantityMention]:
    """`timed`: numbers (`Token.i`) of the tokens of time expressions."""
    result = []
    index = 0
    while index < len(tokens):
        amount = None if tokens[index].i in timed else amount_at(tokens, index, words)
        if amount is None or any(token.i in timed for token in tokens[amount.begin : amount.end]):
            index += 1
            continue
        mention = _mention(tokens, amount, words)
        if mention is not None:
            result.append(mention)
        index = max(amount.end, index + 1)
    return result


def _mention(tokens: Sequence[Token], amount: Amount, words: QuantityWords) -> QuantityMention | None:
    if is_name(tokens, amount):
        return None
    begin, bound = bound_of(tokens, amount.begin, words)
    unit, end = (amount.unit, amount.end) if amount.unit else unit_of(tokens, amount)
    if any(value_of(token.text) is not None for token in tokens[amount.end : end]):
        end = amount.end  # "89 and 43 seats": the unit stands behind the next amount
    if unit is None and is_condition(tokens, amount, words):
        return None
    if unit in time_words().units or (
        tokens[amount.begin].text.lower() == "one" and begin and _none(tokens[begin - 1])
    ):
        return None
    if is_group(tokens, amount, unit, words):
        return None
    low, high = amount.low, amount.high
    bound = bound or _closing(tokens, end)
    if low == high:
        low, high = (None if bound == "below" else low), (None if bound == "above" else high)
    start, stop = tokens[begin].start, tokens[end - 1].end
    text = _text(tokens[begin:end])
    return QuantityMention(tokens[begin].i, tokens[end - 1].i + 1, start, stop, Quantity(low, high, unit, text))


def _closing(tokens: Sequence[Token], end: int) -> str | None:
    """ "107 or more"."""
    words = [token.text.lower() for token in tokens[end : end + 2]]
    if words[:1] == ["or"] and words[1:] in (["more"], ["fewer"], ["less"]):
        return "above" if words[1] == "more" else "below"
    return None


def _none(token: Token) -> bool:
    return token.text.lower() in ("no", "any", "every", "each", "some", "this", "that", "which", "the")


def _text(tokens: Sequence[Token]) -> str:
    """The words with a space where the text has a gap."""
    parts = [tokens[0].text]
    for left, right in pairwise(tokens):
        parts.append(f" {right.text}" if right.start > left.end else right.text)
    return "".join(parts)
