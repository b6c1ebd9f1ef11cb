"""Print hyphens: "in-volve" and "agree-⏎ment" are one word each, "cease-fire" and "three-year" keep their hyphen.

A hyphen is a print hyphen where the joined form is a known word (of the English list, of the document itself, or a
name that the caller knows) and at least one half is none. Where both halves are words, as in "ex-change", the hyphen
goes only if the joined word is far too common to be a rare spelling of a compound.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator

from kg.ingest.cleaning.draft import Edit
from kg.ingest.cleaning.words import frequency

Lexicon = Callable[[str], bool] | Collection[str]

_HYPHENATED = re.compile(r"(?<![\w-])([^\W\d_]{2,})-(\n)?([^\W\d_]{2,})(?![\w-])")
_LINE_END = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_WORD = re.compile(r"[^\W\d_]+")
_PREFIXES = frozenset(  # often written with a hyphen: "pre-war", "co-host"
    "agri anti bi co counter cross eco electro extra inter mid mini neo post pre pseudo quasi self sub super trans tri "
    "ultra vice".split()
)
_SEPARABLE = frozenset({"multi", "non", "semi"})  # hardly ever the first half of a broken word
_INSEPARABLE = frozenset("de ex im in pro re un".split())  # in a known word rather a syllable: "de-fend", "in-stead"
_SUFFIXES = frozenset(
    "able ance ful hood ible ing ings ish ist ists less list ling lion ment ness ning rent ring ship ships sing some "
    "ted ten ting tings ward wards".split()
)
_TWO_READINGS = frozenset("recover recovered recreate redress reform reformed resent resign resigned".split())
_SHORT_WORDS = frozenset(  # shorter "words" of the list are mostly abbreviations: ans, ers, mer, sia
    "aid air all arm big bus by car cut day dry end eye far few fly for gas gun her hip his hop hot ice in job key law "
    "led low man men new off oil old on one out own par pay run sea set six sky tax ten to top two up ups war way "
    "wet".split()
)
_OPEN_ENDS = frozenset("down in line long off on out over side term time up wide".split())
_COMMON_SPACED = frozenset({"and", "or", "to", "nor"})  # "two- and three-year"

_WORD_ENOUGH = 200_000  # rarer entries of the list ("dele") are no half of a compound
_PREFIXED_ENOUGH = 25_000_000  # "subject", "interview" lie above, "preschool", "nonprofit" below
_INSEPARABLE_ENOUGH = 3_000_000  # "exchange", "regard", "defend" lie above, "reopen", "reelection" below
_COMPOUND_ENOUGH = 70_000_000  # "understand" lies above, "worldwide" below
_LINE_END_ENOUGH = 500_000  # at a line end the break itself explains the hyphen: "ceasefire"


def joins(text: str, names: Lexicon = ()) -> list[Edit]:
    """Edits that join words broken in print; the newline after a hyphen that stays goes as well."""
    knows = _knower(text, names)
    edits = [edit for match in _HYPHENATED.finditer(text) for edit in _edits(match, knows)]
    return edits + list(_line_ends(text, {edit.end for edit in edits}))


def _line_ends(text: str, judged: set[int]) -> Iterator[Edit]:
    """The line ends that no edit takes: after a hyphen in a word the newline goes, after a dash it is a space."""
    for match in _LINE_END.finditer(text):
        if match.end() not in judged:
            in_word = text[match.start() - 2 : match.start() - 1].isalnum() and text[match.end()].isalnum()
            yield Edit(match.start(), match.end(), "" if in_word else " ")


def _edits(match: re.Match[str], knows: Callable[[str], bool]) -> Iterator[Edit]:
    left, line_end, right = match.groups()
    hyphen, after = match.end(1), match.start(3)
    if is_broken(left, right, knows, line_end=line_end is not None):
        yield Edit(hyphen, after)
    elif line_end:
        yield Edit(hyphen + 1, after, " " if right in _COMMON_SPACED else "")


def is_broken(left: str, right: str, knows: Callable[[str], bool], *, line_end: bool = False) -> bool:
    """Whether `left`-`right` is one word broken in print; `knows` tells words that the English list lacks."""
    joined = left + right
    count = frequency(joined)
    if not right.islower() or (len(left) > 1 and left.isupper()) or not (count or knows(joined)):
        return False
    if line_end and count >= _LINE_END_ENOUGH:
        return True
    if left.lower() in _PREFIXES | _SEPARABLE | _INSEPARABLE:
        return _is_broken_after_prefix(left.lower(), right, count)
    if not _stands_alone(left) or not _stands_alone(right) or right in _SUFFIXES:
        return True
    return count >= _COMPOUND_ENOUGH and right not in _OPEN_ENDS


def _is_broken_after_prefix(prefix: str, right: str, count: int) -> bool:
    """The hyphen between equal vowels is a choice ("co-operate"), and so is one that tells two words ("re-sign")."""
    if prefix[-1] == right[0] in "aeio" or prefix + right in _TWO_READINGS:
        return False
    if prefix not in _SEPARABLE and not _stands_alone(right):
        return True
    return count >= (_INSEPARABLE_ENOUGH if prefix in _INSEPARABLE else _PREFIXED_ENOUGH)


def _stands_alone(part: str) -> bool:
    return part.lower() in _SHORT_WORDS if len(part) < 4 else frequency(part) >= _WORD_ENOUGH


def _knower(text: str, names: Lexicon) -> Callable[[str], bool]:
    """Knows the words that the text uses whole elsewhere, and the caller's names."""

    @functools.cache
    def own() -> frozenset[str]:
        return frozenset(_WORD.findall(text))

    def knows(word: str) -> bool:
        return (names(word) if callable(names) else word in names) or word in own()

    return knows
