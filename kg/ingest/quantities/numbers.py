"""Numbers of a sentence with what belongs to them: the second bound, the scale, the currency, percent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest.model import Token
from kg.ingest.numerals import SCALES, WORDS, read, value_of
from kg.ingest.quantities.lexicon import QuantityWords

DASHES = frozenset({"-", "–", "—", "‑"})
_GLUED = re.compile(r"([0-9][0-9.,]*)([a-z]{1,3})", re.IGNORECASE)
_BETWEEN = {"between": ("and",), "from": ("to",)}


@dataclass(frozen=True, slots=True)
class Amount:
    """Numbers at [begin, end) of a sentence, with a unit where they bring their own (currency, percent)."""

    begin: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    collective: bool = False


def amount_at(tokens: Sequence[Token], index: int, words: QuantityWords) -> Amount | None:
    """The amount whose words begin at `index` of a sentence; None where none begins there."""
    for rule in (_collective, _fraction, _vague, _range):
        amount = rule(tokens, index, words)
        if amount is not None:
            return amount
    return None


def _collective(tokens: Sequence[Token], index: int, words: QuantityWords) -> Amount | None:
    """Dozens, hundreds, tens of thousands."""
    least = words.collectives.get(tokens[index].text.lower())
    if least is None:
        return None
    end = index + 1
    if end + 1 < len(tokens) and tokens[end].text.lower() == "of":
        scale = words.collectives.get(tokens[end + 1].text.lower())
        if scale is not None:
            least, end = least * scale / 2, end + 2
    return Amount(index, end, least, None, collective=True)


def _fraction(tokens: Sequence[Token], index: int, words: QuantityWords) -> Amount | None:
    """Half of, two-thirds of, a quarter of, before what it is taken of."""
    size = 1.0
    end = index
    texts = [token.text.lower() for token in tokens[index : index + 4]]
    if texts[0] in ("a", "one", "two", "three") and len(texts) > 1:
        size = WORDS.get(texts[0], 1.0)
        end = index + (2 if texts[1] in DASHES else 1)
    share = words.fractions.get(tokens[end].text.lower()) if end < len(tokens) else None
    if share is None or (end == index and texts[0] != "half"):
        return None
    if end + 1 >= len(tokens) or tokens[end + 1].text.lower() not in ("of", "the", "its", "their", "his", "her"):
        return None
    value = round(size * share, 1)
    return Amount(index, end + 1, value, value, "percent")


def _vague(tokens: Sequence[Token], index: int, words: QuantityWords) -> Amount | None:
    """Several hundred, a few thousand."""
    for phrase, factor in words.vague.items():
        end = index + len(phrase)
        if end < len(tokens) and tuple(token.text.lower() for token in tokens[index:end]) == phrase:
            scale = SCALES.get(tokens[end].text.lower())
            if scale is not None:
                return Amount(index, end + 1, factor * scale, None)
    return None


def _range(tokens: Sequence[Token], index: int, words: QuantityWords) -> Amount | None:
    """A number, or two: 1,000 to 1,200; between 5 and 7; 1,000-1,200."""
    first = _number(tokens, index, words)
    if first is None:
        return None
    second = _second(tokens, first, words)
    if second is None or second.high is None or first.high is None:
        return first
    low = first.high * _shared_scale(tokens, first, second)
    if low >= second.high:
        return first
    return Amount(first.begin, second.end, low, second.high, second.unit or first.unit)


def _shared_scale(tokens: Sequence[Token], first: Amount, second: Amount) -> float:
    """The scale that only the second number names: "5 to 7 million"."""
    scales = [SCALES.get(token.text.lower(), 1.0) for token in tokens[first.begin : second.end]]
    size = first.end - first.begin
    return max(scales[size:]) if max(scales[:size]) == 1.0 and first.high is not None and first.high < 1000 else 1.0


def _second(tokens: Sequence[Token], first: Amount, words: QuantityWords) -> Amount | None:
    if first.end + 1 >= len(tokens):
        return None
    link, opener = tokens[first.end].text.lower(), tokens[first.begin - 1].text.lower() if first.begin else ""
    glued = tokens[first.end].start == tokens[first.end - 1].end
    if link in DASHES and not glued:
        return None
    if opener == "from" and _changes(tokens, first.begin, words):
        return None
    if link in DASHES or link in ("to", *_BETWEEN.get(opener, ())):
        return _number(tokens, first.end + 1, words)
    return None


def _changes(tokens: Sequence[Token], begin: int, words: QuantityWords) -> bool:
    return any(token.lemma.lower() in words.change for token in tokens[max(0, begin - 7) : begin])


def _number(tokens: Sequence[Token], index: int, words: QuantityWords) -> Amount | None:
    """One number with its currency sign, scale and percent."""
    begin, unit = index, words.currencies.get(tokens[index].text.lower())
    if unit is not None and not tokens[index].text.isalpha():
        index += 1
    else:
        unit = None
    found = _scaled(tokens, index, words) if index < len(tokens) else None
    if found is None:
        return None
    value, end = found
    unit, end = (unit, end) if unit else _own_unit(tokens, end, words)
    return Amount(begin, end, value, value, unit)


def _scaled(tokens: Sequence[Token], index: int, words: QuantityWords) -> tuple[float, int] | None:
    """A number with a scale letter beside it: 5bn, 50 m."""
    glued = _GLUED.fullmatch(tokens[index].text)
    if glued and glued.group(2).lower() in words.scales:
        value = value_of(glued.group(1))
        return (value * words.scales[glued.group(2).lower()], index + 1) if value is not None else None
    found = read(tokens, index)
    if found is None or found[1] >= len(tokens):
        return found
    value, end = found
    scale = words.scales.get(tokens[end].text.lower())
    money = index > 0 and tokens[index - 1].text.lower() in words.currencies
    return (value * scale, end + 1) if scale and money else found


def _own_unit(tokens: Sequence[Token], end: int, words: QuantityWords) -> tuple[str | None, int]:
    """Percent or a currency word right behind the number, and the index after it."""
    texts = [token.text.lower() for token in tokens[end : end + 2]]
    if texts[:2] == ["per", "cent"]:
        return "percent", end + 2
    if texts and texts[0] == "percentage" and texts[1:2] in (["points"], ["point"]):
        return "percentage points", end + 2
    if texts and texts[0] in words.percent:
        return "percent", end + 1
    money = words.currencies.get(texts[0]) if texts else None
    weight = texts[1:2] == ["of"] and texts[0] in ("pounds", "pound")
    return (money, end + 1) if money and not weight else (None, end)
