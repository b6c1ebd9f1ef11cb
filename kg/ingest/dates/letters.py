"""Turns the tokens of a sentence into one letter each, so that time expressions are regular expressions over letters.

M month, W weekday, D weekdays, y today, U unit, s season, h holiday, P part of day, K weekend, C clock; 1 day of month,
2 ordinal day, Y year, N other digits, r fraction, n number word, x hundred, d decade, I numeric date, J days joined by
a dash, j years so joined; the classes of data/frames/time.toml; "." everything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ingest.dates.lexicon import Lexicon
from kg.ingest.model import Token

_SHAPES = (
    ("1", re.compile(r"0?[1-9]|[12][0-9]|3[01]")),
    ("2", re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)")),
    ("Y", re.compile(r"(?:1[5-9]|20)[0-9]{2}|2100|(?:post|pre|mid)-(?:1[89]|20)[0-9]{2}")),
    ("N", re.compile(r"[0-9]{1,3}(?:,?[0-9]{3})*(?:\.[0-9]+)?")),
    ("d", re.compile(r"(?:mid-)?(?:1[5-9]|20)[0-9]0s")),
    ("I", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})")),
    ("J", re.compile(r"(?:[1-9]|[12][0-9]|3[01])[–—-](?:[1-9]|[12][0-9]|3[01])")),
    ("j", re.compile(r"(?:1[89]|20)[0-9]{2}[–—-](?:(?:1[89]|20)[0-9]{2}|[0-9]{2})")),
    ("r", re.compile(r"[1-9]/[1-9]|[¼½¾]")),
    ("C", re.compile(r"[0-2]?[0-9][:.][0-5][0-9](?:am|pm|a\.m\.|p\.m\.)?|[0-9]{1,2}(?:am|pm|a\.m\.|p\.m\.)")),
)
_NOT_MONTHS = frozenset({"may", "march", "mar", "august", "april", "june", "jan", "jun", "dec"})
_BEFORE_MONTH = frozenset(
    "in since until till last next this early late mid - during through between throughout previous following".split()
)
_NAME_LABELS = frozenset({"ORG", "WORK_OF_ART", "FAC", "LAW", "PERSON", "PRODUCT"})


def encode(tokens: Sequence[Token], words: Lexicon) -> str:
    """One letter a token. Words that are names or verbs here ("Theresa May", "they march") get "."."""
    lowered = [token.text.lower() for token in tokens]
    letters = [_letter(tokens, lowered, index, words) for index in range(len(tokens))]
    if "new" in lowered or not words.triggers.isdisjoint(lowered):
        _mark_holidays(letters, lowered, words)
    return "".join(letters)


def _letter(tokens: Sequence[Token], lowered: Sequence[str], index: int, words: Lexicon) -> str:
    letter = words.letters.get(lowered[index])
    if letter is None:
        return _shape(lowered[index]) if any(map(str.isdigit, lowered[index])) else "."
    if letter == "M" and not _is_month(tokens, lowered, index, words):
        return "."
    if letter in "WD" and not _is_day(tokens, lowered, index, words):
        return "."
    if lowered[index] in ("am", "pm") and not (index and lowered[index - 1][-1:].isdigit()):
        return "."
    if letter == "V" and not tokens[index].text.islower():  # "LA Weekly"
        return "."
    if letter in "sU" and tokens[index].pos in ("VERB", "AUX"):
        return "."
    return letter


def _shape(text: str) -> str:
    return next((letter for letter, shape in _SHAPES if shape.fullmatch(text)), ".")


def _is_month(tokens: Sequence[Token], lowered: Sequence[str], index: int, words: Lexicon) -> bool:
    token = tokens[index]
    if not token.text[:1].isupper():
        return False
    before, after = _around(lowered, index)
    if _is_day_number(before) or _is_day_number(after.rstrip(",")) or _shape(after) == "Y":
        return True
    if before in words.before_day or (len(lowered[index]) <= 4 and lowered[index] not in ("may", "june", "july")):
        return "." in token.text or before in _BEFORE_MONTH
    if lowered[index] not in _NOT_MONTHS:
        return token.entity != "PERSON"
    if after in ("of", "for"):  # "the March of the Mothers"
        return before in _BEFORE_MONTH
    return before in _BEFORE_MONTH or _calendar_word(token, tokens, index)


def _calendar_word(token: Token, tokens: Sequence[Token], index: int) -> bool:
    """Whether a month that can be a name or a verb stands as a noun that is nobody's name."""
    if token.pos in ("VERB", "AUX") or token.entity in _NAME_LABELS:
        return False
    if index > 0 and tokens[index - 1].tag == "JJ":
        return False
    named = index > 0 and tokens[index - 1].text[:1].isupper() and tokens[index - 1].pos == "PROPN"
    return token.entity == "DATE" or (not named and token.pos in ("PROPN", "NOUN") and index > 0 and not token.entity)


def _is_day(tokens: Sequence[Token], lowered: Sequence[str], index: int, words: Lexicon) -> bool:
    if not tokens[index].text[:1].isupper():
        return False
    before, after = _around(lowered, index)
    titled = index + 1 < len(tokens) and tokens[index + 1].text[:1].isupper()
    if (titled and after in words.after_day) or before in words.before_day:
        return False
    return not (titled and tokens[index].entity in _NAME_LABELS and tokens[index + 1].entity == tokens[index].entity)


def _around(lowered: Sequence[str], index: int) -> tuple[str, str]:
    return lowered[index - 1] if index else "", lowered[index + 1] if index + 1 < len(lowered) else ""


def _is_day_number(text: str) -> bool:
    return bool(text) and _shape(text) in "12J"


def _mark_holidays(letters: list[str], lowered: Sequence[str], words: Lexicon) -> None:
    for name in words.holidays:
        size = len(name)
        for index in range(len(lowered) - size + 1):
            if lowered[index] == name[0] and tuple(lowered[index : index + size]) == name:
                follower = lowered[index + size] if index + size < len(lowered) else ""
                if follower not in words.after_day:
                    letters[index : index + size] = "h" * size
