"""Longest-match lookup of names in tokens.

Words are compared without case, diacritics, hyphens, apostrophes and full stops, whether the tokenizer split at a
hyphen or not. Case still counts where it tells names from words: an acronym matches only itself ("US", never "us"),
and a capitalised word of a name needs a capital in the text ("Nice", never "nice"; "PUTIN" is "Putin").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

Entry = TypeVar("Entry")

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | {"œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H"}
    | dict.fromkeys("\u2018\u2019\u02bc\u02bb\u02bf\u02be\u2032`\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013", "-")
)
_SPLIT = re.compile(r"[-/+]")
_AMERICAN = {  # words of names that have two spellings
    "defence": "defense", "organisation": "organization", "organisations": "organizations", "centre": "center",
    "labour": "labor", "programme": "program", "stabilisation": "stabilization", "mobilisation": "mobilization",
    "licence": "license", "theatre": "theater", "harbour": "harbor", "neighbourhood": "neighborhood",
}  # fmt: skip
_SILENT = frozenset({"-", "'", "/", "+"})  # tokens of their own that stand inside names: al - Hayya, Workers ' Party


def plain(text: str) -> str:
    """`text` in its own case without diacritics, with straight apostrophes and hyphens."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """`text` as names are compared: `plain` and in lower case."""
    return plain(text).lower()


@lru_cache(maxsize=1 << 16)
def pieces(token: str) -> tuple[str, ...]:
    """The comparable words of one token, case kept: ("al", "Hayya") for "al-Hayya", ("US",) for "U.S."."""
    word = plain(token)
    if word in _SILENT:
        return ()
    if word.lower().endswith("'s"):
        return (*(pieces(word[:-2]) if len(word) > 2 else ()), "s")
    parts = (part for part in _SPLIT.split(word.replace("'", "").replace(".", "")) if part)
    return tuple(parts) or (word,)


def phrase_pieces(phrase: str) -> tuple[str, ...]:
    """The comparable words of a name as it stands in a file; a comma is a word of its own, as in tokens."""
    return tuple(piece for word in phrase.replace(",", " , ").split() for piece in pieces(word))


class PhraseTable(Generic[Entry]):
    """Names and what they stand for; `scan` finds them in tokens, leftmost and longest first."""

    def __init__(self) -> None:
        self._lengths: dict[str, tuple[int, ...]] = {}  # first word: lengths of the names, longest first
        self._phrases: dict[tuple[str, ...], list[tuple[tuple[str, ...], bool, Entry]]] = {}

    def add(self, phrase: str, entry: Entry, *, exact: bool = False) -> None:
        """Let `phrase` stand for `entry`; `exact` asks for the same case in the text."""
        shape = (phrase,) if phrase.isascii() and phrase.isalpha() else phrase_pieces(phrase)
        words = tuple([_key(word) for word in shape])
        if words in self._phrases:
            self._phrases[words].append((shape, exact, entry))
            return
        self._phrases[words] = [(shape, exact, entry)]
        lengths = self._lengths.get(words[0], ())
        if len(words) not in lengths:
            self._lengths[words[0]] = tuple(sorted((*lengths, len(words)), reverse=True))

    def scan(self, texts: Sequence[str]) -> Iterator[tuple[int, int, list[Entry]]]:
        """Yield (first token, last token exclusive, entries) without overlap."""
        words, tokens = _words(texts)
        lowered = [_key(word) for word in words]
        known = self._lengths
        free = 0
        for i, word in enumerate(lowered):
            if word not in known or i < free or (i and tokens[i - 1] == tokens[i]):
                continue
            for length in known[word]:
                end = i + length
                if end > len(words) or (end < len(words) and tokens[end] == tokens[end - 1]):
                    continue
                entries = self._entries(lowered, words, i, end)
                if entries and not (word == "the" and self._reaches(lowered, i + 1) > end):
                    yield tokens[i], tokens[end - 1] + 1, entries
                    free = end
                    break

    def _reaches(self, lowered: list[str], first: int) -> int:
        """Where the longest name that begins at word `first` ends: the [Commonwealth of Independent States]."""
        lengths = self._lengths.get(lowered[first], ()) if first < len(lowered) else ()
        return next((first + n for n in lengths if tuple(lowered[first : first + n]) in self._phrases), first)

    def _entries(self, lowered: list[str], words: list[str], first: int, end: int) -> list[Entry]:
        found = self._phrases.get(tuple(lowered[first:end]), ())
        fitting = [(shape, entry) for shape, exact, entry in found if _fits(shape, words[first:end], exact)]
        spelled = [entry for shape, entry in fitting if _same_words(shape, words[first:end])] if len(found) > 1 else ()
        return list(spelled) or [entry for _, entry in fitting]


def _key(word: str) -> str:
    """A word as the table keeps it: in lower case and American spelling."""
    lower = word.lower()
    return _AMERICAN.get(lower, lower)


def _same_words(shape: Sequence[str], words: Sequence[str]) -> bool:
    """Whether two names are spelled alike: a defense secretary may be another office than a defence secretary."""
    return [word.lower() for word in shape] == [word.lower() for word in words]


def _words(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """All comparable words of `texts`, and the token that each comes from."""
    words: list[str] = []
    tokens: list[int] = []
    for number, text in enumerate(texts):
        if text.isalpha() and text.isascii():
            words.append(text)
            tokens.append(number)
        else:
            split = pieces(text)
            words.extend(split)
            tokens.extend([number] * len(split))
    return words, tokens


def _fits(shape: tuple[str, ...], words: Sequence[str], exact: bool) -> bool:
    """Whether the case of `words` allows the name whose words are `shape`."""
    return all(_same_case(asked, written, exact) for asked, written in zip(shape, words, strict=False))


def _same_case(asked: str, written: str, exact: bool) -> bool:
    if exact or (len(asked) > 1 and asked.isupper()):
        return written == asked
    return written[0].isupper() or not asked[0].isupper()
