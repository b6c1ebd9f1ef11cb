"""What an amount counts, which word opens it, and which numbers are no amounts."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ingest.model import Token
from kg.ingest.numerals import value_of
from kg.ingest.quantities.lexicon import QuantityWords
from kg.ingest.quantities.numbers import DASHES, Amount

_NAMES = frozenset({"LAW", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
_QUOTES = frozenset({"“", "”", '"', "'", "‘", "’", "``", "''"})
_ARGUMENTS = frozenset({"dobj", "obj", "nsubj", "nsubjpass", "nsubj:pass"})
_MODIFIERS = frozenset({"ADJ", "PROPN", "ADV", "DET", "NUM", "PRON"})
_DEFINITE = frozenset({"the", "these", "those", "both", "other", "all"})
_PRONOMINAL = frozenset({"no", "any", "every", "each", "some", "this", "that", "which", "the"})
_SIGNS = frozenset({"+", "/", ":", "x", "#", "°"})
_REACH = 8  # tokens between a number and what it counts


def unit_of(tokens: Sequence[Token], amount: Amount, words: QuantityWords) -> tuple[str | None, int]:
    """The noun that is counted, as written (lower case, names apart), and the index where the amount's words end.

    (None, amount.end) without one. In "89 and 43 seats" 89 has the unit, but its words end before "and".
    """
    at = _parsed_unit(tokens, amount)
    if at is None:
        at = _next_noun(tokens, amount.end)
    if at is None or tokens[at].text.lower() in words.triggers:
        return None, amount.end
    between = tokens[amount.end : at]
    crossed = any(token.text.lower() in words.triggers or value_of(token.text) is not None for token in between)
    return _noun(tokens[at]), amount.end if crossed else at + 1


def _noun(token: Token) -> str:
    return token.text if token.pos == "PROPN" and not token.text.isupper() else token.text.lower()


def _parsed_unit(tokens: Sequence[Token], amount: Amount) -> int | None:
    """The noun above the number, if it follows; "of" leads to the noun behind it."""
    heads = {
        token.head
        for token in tokens[amount.begin : amount.end]
        if token.dep in ("nummod", "quantmod", "compound", "amod")
    }
    for index in range(amount.end, min(len(tokens), amount.end + _REACH)):
        if tokens[index].i in heads and tokens[index].pos in ("NOUN", "PROPN"):
            return index
        if tokens[index].pos in ("VERB", "PUNCT") and tokens[index].text not in _QUOTES | {","}:
            return None
    return None


def _next_noun(tokens: Sequence[Token], index: int) -> int | None:
    """The last of the next run of nouns, after quotation marks, "of" and words that can stand before a noun."""
    begin = index
    while index < len(tokens) and index - begin < _REACH and tokens[index].pos != "NOUN":
        token = tokens[index]
        opening = token.text in _QUOTES or (token.text.lower() == "of" and index - begin <= 1)
        if not (opening or token.pos in _MODIFIERS or token.tag in ("VBN", "VBG", "POS")):
            return None
        index += 1
    if index >= len(tokens) or tokens[index].pos != "NOUN":
        return None
    while (
        index + 1 < len(tokens) and tokens[index + 1].pos == "NOUN" and tokens[index + 1].start <= tokens[index].end + 1
    ):
        index += 1
    return index


def bound_of(tokens: Sequence[Token], begin: int, words: QuantityWords) -> tuple[int, str | None]:
    """Where the words that open the amount begin, and what they say: above, below, around; None without any."""
    end = begin
    while end and tokens[end - 1].text in _QUOTES:
        end -= 1
    for size in (4, 3, 2, 1):
        phrase = tuple(token.text.lower() for token in tokens[max(0, end - size) : end])
        if len(phrase) == size and phrase in words.bounds:
            inner, further = bound_of(tokens, end - size, words) if size < 3 else (end - size, None)
            return inner, words.bounds[phrase] if words.bounds[phrase] != "around" else further or "around"
    return begin, None


def bound_behind(tokens: Sequence[Token], end: int) -> str | None:
    """What "or more", "or fewer" behind the amount says."""
    words = [token.text.lower() for token in tokens[end : end + 2]]
    if words[:1] == ["or"] and words[1:] in (["more"], ["fewer"], ["less"]):
        return "above" if words[1] == "more" else "below"
    return None


def is_name(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether the number belongs to a name or a compound: "22-point", "5+1", "Resolution 2231", "Group of 20"."""
    first, last = tokens[amount.begin], tokens[amount.end - 1]
    before = tokens[amount.begin - 1] if amount.begin else None
    after = tokens[amount.end] if amount.end < len(tokens) else None
    if before is not None and (_sticks(before, first) or _score(tokens, amount.begin)):
        return True
    if after is not None and (_sticks(after, last) or after.text.upper() in ("GMT", "UTC")):
        return True
    if first.entity in _NAMES and amount.unit is None:
        return True
    return before is not None and (_numbered(before, first, amount) or _group_of(tokens, amount))


def _sticks(beside: Token, number: Token) -> bool:
    glued = beside.end == number.start or number.end == beside.start
    return (beside.text in DASHES and glued) or beside.text in _SIGNS


def _score(tokens: Sequence[Token], begin: int) -> bool:
    """Whether the number is the second of a score: "1 – 0"."""
    return begin > 1 and tokens[begin - 1].text in DASHES and tokens[begin - 2].text.isdecimal()


def _numbered(before: Token, number: Token, amount: Amount) -> bool:
    """Whether the noun before the number is its head, or a name goes on with it: "Article 5", "phase two"."""
    if amount.unit is not None or amount.collective:
        return False
    nominal = before.pos in ("NOUN", "PROPN") and before.entity not in ("DATE", "TIME")
    return nominal and (number.head == before.i or (before.head == number.i and number.pos == "PROPN"))


def _group_of(tokens: Sequence[Token], amount: Amount) -> bool:
    words = [token.text for token in tokens[max(0, amount.begin - 2) : amount.begin]]
    return words == ["Group", "of"]


def is_condition(tokens: Sequence[Token], amount: Amount, words: QuantityWords) -> bool:
    """Whether a number without a unit is no amount: an age ("under 25"), a year, a pronoun, an apposition."""
    first = tokens[amount.begin]
    before = tokens[amount.begin - 1].text.lower() if amount.begin else ""
    if amount.collective or amount.low != amount.high:
        return False
    small = amount.low is not None and amount.low <= 120
    if (before in words.ages and small) or first.text.lower() in ("one", "a", "zero"):
        return True
    if bound_of(tokens, amount.begin, words)[1] is not None:
        return before == "some"
    if amount.begin and tokens[amount.begin - 1].tag in ("NN", "NNP"):  # "phase two"
        return True
    year = amount.end - amount.begin == 1 and first.text.isdecimal() and 1500 <= int(first.text) <= 2100
    return year or tokens[amount.end - 1].dep not in _ARGUMENTS


def is_pronoun(tokens: Sequence[Token], amount: Amount) -> bool:
    """No one, this one, the one."""
    if tokens[amount.begin].text.lower() != "one" or not amount.begin:
        return False
    return tokens[amount.begin - 1].text.lower() in _PRONOMINAL


def is_group(tokens: Sequence[Token], amount: Amount, unit: str | None, words: QuantityWords) -> bool:
    """Whether the number tells actors apart and measures nothing: "the two sides", "the three of us"."""
    size = amount.low or 0
    if amount.unit is not None or amount.low != amount.high or size > 10:
        return False
    before = tokens[amount.begin - 1].text.lower() if amount.begin else ""
    return unit in words.groups or (size <= 3 and before in _DEFINITE)
