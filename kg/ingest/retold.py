"""Names told again: surnames that nobody recognised, acronyms set in brackets, words that are no name at all.

What an article spells out once it repeats in a short form. The pipeline's recognition sees each form by itself; here
the article as a whole decides: "Rybkin" is a person after "Ivan Rybkin", "ODIHR" is the office before "(ODIHR)", and a
capitalised word that also stands in small letters is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ingest.authority.match import fold
from kg.ingest.model import Analysis, Token
from kg.ingest.names import SUFFIXES, Atom, plain

_HEADS = frozenset(
    "Council Commission Agency Court Union League Assembly Alliance Party Front Movement Coalition Congress Senate "
    "Parliament Organization Organisation Secretariat Authority Ministry Department Bank Fund Committee Mission "
    "Quartet Board Group Army Community Conference Federation Panel Tribunal Association".split()
)
_LONG = 14  # tokens of a name before its acronym
_PARTICIPLES = ("-led", "-backed", "-based", "-brokered", "-sponsored", "-held", "-mediated", "-run")
_BODIES = ("organization", "armed_group")
_SMALL = frozenset("of for the and on in to de des du la le los las del y et al".split())


def complete(a: Analysis, atoms: Sequence[Atom], titled: frozenset[int]) -> list[Atom]:
    """The atoms with those that only the rest of the article shows, in text order."""
    small = {t.text for t in a.tokens if t.text.islower()}
    kept = _with_acronyms(a, [x for x in atoms if not _is_word(a, x, small)])
    return _with_surnames(a, _with_short_forms(a, kept), titled)


def _is_word(a: Analysis, atom: Atom, small: set[str]) -> bool:
    """Rebel, U.S.-led: an unknown name of one word that is written small elsewhere, or a participle."""
    if atom.keys or atom.place or atom.last - atom.first != 1:
        return False
    text = a.tokens[atom.first].text
    return text.endswith(_PARTICIPLES) or (not text.isupper() and text.lower() in small)


def _with_surnames(a: Analysis, atoms: Sequence[Atom], titled: frozenset[int]) -> list[Atom]:
    """Persons that the article names in full are also persons where their surname stands alone."""
    full = [x for x in atoms if x.kind == "person" and x.last - x.first > 1]
    ends = (next(t for t in reversed(a.tokens[x.first : x.last]) if t.text not in SUFFIXES) for x in full)
    surnames = {plain(t.text) for t in ends} - {"", ","}
    parts = surnames | {plain(a.tokens[x.first].text) for x in full if not x.keys}
    found = [_as_person(a, x, parts) for x in atoms]
    taken = {i for x in atoms for i in range(x.first, x.last)} | titled
    found += [
        Atom(t.i, t.i + 1, "person")
        for t in a.tokens
        if t.i not in taken and plain(t.text) in surnames and _may_be_name(a, t)
    ]
    return sorted(found, key=lambda x: x.first)


def _as_person(a: Analysis, atom: Atom, names: set[str]) -> Atom:
    """Al-Muzini, Mobutu: an unknown body or place whose word is part of a person's name is that person."""
    if atom.keys or atom.place or atom.kind == "person":
        return atom
    words = [w for w in plain(_words(a, atom)).split() if w not in ("al", "el")]
    return replace(atom, kind="person") if len(words) == 1 and words[0] in names else atom


def _may_be_name(a: Analysis, token: Token) -> bool:
    """A capitalised word; one that begins a sentence must be tagged as a noun."""
    if len(token.text) < 3 or not token.text[0].isupper():
        return False
    begins = token.i == 0 or a.tokens[token.i - 1].sentence != token.sentence
    return token.tag in ("NNP", "NNPS") or (token.pos in ("NOUN", "PROPN") if begins else token.pos != "VERB")


def _with_short_forms(a: Analysis, atoms: Sequence[Atom]) -> list[Atom]:
    """the Council, after the Security Council: a word for a body, with a capital, is the body named before by it."""
    long = [x for x in atoms if x.kind in _BODIES and x.last - x.first > 1]
    taken = {i for x in atoms if x.keys or x.last - x.first > 1 for i in range(x.first, x.last)}
    found: dict[int, Atom] = {}
    for t in a.tokens if long else ():
        if t.text in _HEADS and t.i not in taken and t.i and a.tokens[t.i - 1].lower_is("the"):
            full = [x for x in long if x.last <= t.i and t.text in {w.text for w in a.tokens[x.first : x.last]}]
            if full:
                label = full[-1].label or ("" if full[-1].keys else _words(a, full[-1]))
                found[t.i] = replace(full[-1], first=t.i, last=t.i + 1, label=label)
    return sorted([x for x in atoms if x.first not in found] + list(found.values()), key=lambda x: x.first)


# acronyms


def _with_acronyms(a: Analysis, atoms: Sequence[Atom]) -> list[Atom]:
    """Names with the acronym that stands in brackets after them, wherever either stands."""
    found = list(atoms)
    for i, token in enumerate(a.tokens):
        if token.text == "(" and i and (acronym := _acronym(a, i + 1)):
            found = _define(a, found, i, acronym)
    return sorted(found, key=lambda x: x.first)


def _acronym(a: Analysis, i: int) -> str:
    """The acronym alone between brackets at token i, or empty."""
    if i + 1 >= len(a.tokens) or a.tokens[i + 1].text not in (")", ",", ";"):
        return ""
    word = a.tokens[i].text.replace(".", "")
    letters = [c for c in word if c.isalpha()]
    capital = sum(c.isupper() for c in letters)
    return word if 2 <= len(word) <= 12 and word[0].isupper() and capital > 1 and capital * 2 > len(letters) else ""


def _define(a: Analysis, atoms: list[Atom], bracket: int, acronym: str) -> list[Atom]:
    """Let the acronym after token `bracket` and the name before it be one."""
    name = _spelled(a, atoms, bracket, acronym)
    if name is None:
        return atoms
    short = next((x for x in atoms if x.first == bracket + 1), None)
    if short is not None and short.keys and not name.keys:
        name = replace(short, first=name.first, last=name.last)
    inside = set(range(name.first, name.last))
    kept = [x for x in atoms if not inside & set(range(x.first, x.last))]
    covered = {i for x in kept if x.keys and x.last - x.first > 1 for i in range(x.first, x.last)}
    again = {t.i for t in a.tokens if t.text.replace(".", "") == acronym and t.i not in covered}
    kept = [x for x in kept if not again & set(range(x.first, x.last))]
    return [*kept, name, *(replace(name, first=i, last=i + 1) for i in sorted(again))]


def _spelled(a: Analysis, atoms: Sequence[Atom], bracket: int, acronym: str) -> Atom | None:
    """The name before the bracket: one whose initials are the acronym, else the body recognised there."""
    known = next((x for x in atoms if x.last == bracket and x.kind in _BODIES), None)
    if known is not None and known.keys:
        return known
    first = _by_initials(a, bracket, acronym)
    if first is None:
        return replace(known, label=_words(a, known)) if known else None
    kind = next((x.kind for x in atoms if first <= x.first < bracket and x.kind in _BODIES), "organization")
    name = Atom(first, bracket, kind)
    return replace(name, label=_words(a, name))


def _words(a: Analysis, atom: Atom) -> str:
    return " ".join(a.text[a.tokens[atom.first].start : a.tokens[atom.last - 1].end].split())


def _by_initials(a: Analysis, bracket: int, acronym: str) -> int | None:
    """Where the words begin whose first letters, small words left out or not, are the acronym."""
    wanted = fold("".join(c for c in acronym if c.isalnum()))
    for first in range(bracket - 1, max(-1, bracket - _LONG), -1):
        token = a.tokens[first]
        if token.sentence != a.tokens[bracket].sentence or token.text in (",", ";", ":", ")"):
            return None
        if token.text[0].isupper() and wanted in _initials(a.tokens[first:bracket]):
            return first
    return None


def _initials(tokens: Sequence[Token]) -> Iterator[str]:
    words = [w for t in tokens for w in t.text.replace("/", "-").split("-") if w[:1].isalnum()]
    yield fold("".join(w[0] for w in words if w.lower() not in _SMALL))
    yield fold("".join(w[0] for w in words))
    yield fold("".join(w[0] for w in words if w[0].isupper()))
