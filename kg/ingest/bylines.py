"""By-lines and credits: those who wrote, edited or photographed a report are no actors in it.

A line of names alone ("Anna Berg and Tom Hill, Daily Post"), "By Anna Berg", "(Photo: Anna Berg, AP)", "Anna Berg/EPA",
"Reporting by Anna Berg; editing by Tom Hill", "Anna Berg in Geneva contributed to this report".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ingest.model import Analysis, Token
from kg.ingest.names import Atom

_LINE = 16  # tokens of a line of names
_CREDITS = frozenset("photo photograph photographs photos picture pictures image images credit illustration".split())
_STAFF = frozenset(
    "reporter reporters correspondent correspondents writer writers staff editor editors bureau chief contributor "
    "columnist photographer special by and in with to for at from the of".split()
)
_WORK = frozenset("reporting writing editing reported written edited compiled translated additional".split())
_PIECES = frozenset("report article story".split())


def credited(a: Analysis, atoms: Sequence[Atom]) -> frozenset[int]:
    """Tokens of by-lines and credits."""
    persons = [x for x in atoms if x.kind == "person" and x.last - x.first > 1]
    found: set[int] = set()
    for first, last in _lines(a) if persons else ():
        names = [x for x in persons if first <= x.first and x.last <= last]
        if any(not x.keys for x in names) and _is_byline(a.tokens[first:last], names):
            found |= set(range(first, last))
    for atom in persons:
        if atom.first not in found and _has_credit(a, atom):
            found |= set(range(atom.first, atom.last))
    return frozenset(found | set(_contributors(a)))


def _lines(a: Analysis) -> Iterator[tuple[int, int]]:
    """First and last token of each line, where there are several."""
    first = 0
    for token in a.tokens:
        before = a.tokens[token.i - 1].end if token.i else 0
        if "\n" in a.text[before : token.start] or "\n" in token.text:
            yield first, token.i
            first = token.i
    if first:
        yield first, len(a.tokens)


def _is_byline(line: Sequence[Token], names: Sequence[Atom]) -> bool:
    """Whether a line holds nothing but names, their outlet and what they are: no verb, no full stop."""
    seen = [t for t in line if t.text.strip()]
    words = [t for t in seen if t.pos != "PUNCT"]
    if not 2 <= len(words) <= _LINE or seen[-1].text in (".", "?", "!", ":"):
        return False
    named = {i for x in names for i in range(x.first, x.last)}
    rest = [t for t in words if t.i not in named]
    return all(t.text[0].isupper() or t.lower_is(*_STAFF) for t in rest) and (
        words[0].lower_is("by") or not any(t.pos in ("VERB", "AUX", "NUM") or t.tag == "POS" for t in rest)
    )


def _has_credit(a: Analysis, atom: Atom) -> bool:
    """Anna Berg/EPA; Photo: Anna Berg; Photo by Anna Berg; editing by Anna Berg."""
    tokens = a.tokens
    after = tokens[atom.last] if atom.last < len(tokens) else None
    if after is not None and after.text == "/" and after.start == tokens[atom.last - 1].end:
        return True
    before = tokens[max(0, atom.first - 2) : atom.first]
    if len(before) == 2 and before[1].text in (":", "by", "By"):
        return before[0].lower_is(*_CREDITS) or (before[1].lower_is("by") and before[0].lower_is(*_WORK))
    return False


def _contributors(a: Analysis) -> Iterator[int]:
    """The sentence that tells who contributed to this report."""
    for token in a.tokens:
        if token.lower_is("contributed") and any(
            t.lower_is(*_PIECES) for t in a.tokens[token.i + 1 : token.i + 5] if t.sentence == token.sentence
        ):
            yield from (t.i for t in a.tokens[max(0, token.i - 40) : token.i] if t.sentence == token.sentence)
