"""Which meeting a noun means: the first or the next round, direct or indirect talks, several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ingest import syntax
from kg.ingest.extractors.drafts import Context

_ORDINALS = {
    w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
} | {"inaugural": 1}  # fmt: skip
_FORMS = frozenset("direct indirect proximity bilateral trilateral multilateral informal preliminary secret".split())
_FACE_TO_FACE = frozenset({"face", "one"})
_PAST = frozenset("last previous past earlier prior preceding former".split())
_NEW = frozenset("next new another further fresh upcoming forthcoming follow-on follow-up subsequent future".split())
_NTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_SINGLY = frozenset({"round", "meeting", "session", "summit"})
_SEVERAL = frozenset({"several", "many", "numerous", "various", "multiple", "earlier", "previous"})
_ROUNDS = frozenset({"round", "meeting", "session", "talk", "summit"})


def turn(c: Context, nouns: Sequence[int]) -> str:
    """past for the last or an earlier round, new for the next, another or a fresh one."""
    a = c.reading.analysis
    words = {a.tokens[m].text.lower() for n in nouns for m in syntax.kids(a, n, "amod", "det", "advmod", "compound")}
    return "past" if words & _PAST else "new" if words & _NEW else ""


def round_of(c: Context, nouns: Sequence[int]) -> int | None:
    a = c.reading.analysis
    if not any(a.tokens[n].lemma.lower() in _ROUNDS for n in nouns):
        return None
    for n in nouns:
        for m in syntax.kids(a, n, "amod", "nummod"):
            word = a.tokens[m].text.lower()
            number = _ORDINALS.get(word.removesuffix("-round"))
            if number is not None and (a.tokens[n].lemma == "round" or word.endswith("-round")):
                return number
            if (nth := _NTH.fullmatch(word)) and a.tokens[n].lemma in ("round", "session", "talk"):
                return int(nth.group(1))
    return None


def many(c: Context, n: int) -> bool:
    """five rounds, several meetings: no single one."""
    a = c.reading.analysis
    if a.tokens[n].tag != "NNS" or a.tokens[n].lemma.lower() not in _SINGLY:
        return False
    before = [a.tokens[x] for x in syntax.kids(a, n, "nummod", "amod")]
    return any(t.pos == "NUM" or t.lower_is(*_SEVERAL) for t in before)


def form(c: Context, nouns: Sequence[int]) -> str:
    """direct (also face-to-face), indirect (also proximity), or another word that keeps talks apart."""
    a = c.reading.analysis
    for n in nouns:
        for m in syntax.kids(a, n, "amod", "compound", "nmod"):
            word = a.tokens[m].text.lower()
            if word in _FORMS:
                return "indirect" if word == "proximity" else word
            if word in _FACE_TO_FACE or word.startswith(("face-to-face", "one-on-one")):
                return "direct"
    return ""
