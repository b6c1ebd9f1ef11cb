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
from itertools import groupby
from operator import attrgetter

from kg.ingest import dates
from kg.ingest.dates import TimeExpression
from kg.ingest.dates.expression import surface
from kg.ingest.dates.lexicon import time_words
from kg.ingest.model import Quantity, Token
from kg.ingest.quantities.lexicon import QuantityWords, quantity_words
from kg.ingest.quantities.numbers import Amount, amount_at
from kg.ingest.quantities.units import bound_behind, bound_of, is_condition, is_group, is_name, is_pronoun, unit_of

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
    result: list[QuantityMention] = []
    index = 0
    while index < len(tokens):
        amount = amount_at(tokens, index, words) if _opens(tokens[index], words) else None
        if amount is None or any(token.i in timed for token in tokens[amount.begin : amount.end]):
            index += 1
            continue
        mention = None if is_name(tokens, amount) else _mention(tokens, amount, words)
        index = amount.end
        if mention is not None and not (result and mention.first < result[-1].last):
            result.append(mention)
            while index < len(tokens) and tokens[index].i < mention.last:
                index += 1
    return result


def _opens(token: Token, words: QuantityWords) -> bool:
    return token.text.lower() in words.openers or _DIGIT.match(token.text) is not None


def _mention(tokens: Sequence[Token], amount: Amount, words: QuantityWords) -> QuantityMention | None:
    begin, bound = bound_of(tokens, amount.begin, words)
    unit, end = (amount.unit, amount.end) if amount.unit else unit_of(tokens, amount, words)
    if unit is None and is_condition(tokens, amount, words):
        return None
    if unit in time_words().units or is_pronoun(tokens, amount) or is_group(tokens, amount, unit, words):
        return None
    low, high = amount.low, amount.high
    bound = bound or bound_behind(tokens, end)
    if low == high:
        low, high = (None if bound == "below" else low), (None if bound == "above" else high)
    span = tokens[begin:end]
    quantity = Quantity(low, high, unit, surface(span))
    return QuantityMention(span[0].i, span[-1].i + 1, span[0].start, span[-1].end, quantity)
