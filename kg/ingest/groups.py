"""People and bodies without a name (courts, police, protesters, rebels): actors where they do or suffer something.

They come after coreference, so that no pronoun means them, and stand in the graph where a claim uses them alone. Organs
of a state that is named with them act as the state: Turkish police. Officials are left to linking, which looks for who
holds the office; prisoners and people at large are what is dealt with, not who deals.
"""

from __future__ import annotations

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked, slug
from kg.ingest.model import Analysis, Entity, Mention, Token

_BESIDE = ("compound", "amod", "nmod", "poss")
_NEVER = ("compound", "amod", "nmod", "npadvmod", "appos", "attr")
_LEFT_OUT = ("GOV", "JRN")  # officials, and the reporters who are told
_ORGANS = frozenset({"MIL", "COP", "JUD", "LEG", "SPY"})
_NOT_MEANT = frozenset({"prisoner", "hostage", "child"})  # noun classes
_AT_LARGE = frozenset(
    "people person man woman child family citizen national resident youth member state nation".split()
)


def name_groups(a: Analysis, linked: Linked, frames: Frames) -> None:
    """Give `linked` an actor for each noun of people or bodies that means nobody yet."""
    for token in a.tokens:
        if token.pos != "NOUN" or token.dep in _NEVER or token.i in linked.at:
            continue
        sector = _sector(a, frames, token)
        if sector and not _is_open(a, frames, token):
            _add(a, linked, token, sector)


def _sector(a: Analysis, frames: Frames, token: Token) -> str:
    """PLOVER sector of the noun, with the word before it where the two are one (security force); none of _LEFT_OUT."""
    lemma = token.lemma.lower()
    pairs = (f"{a.tokens[c].lemma.lower()} {lemma}" for c in syntax.kids(a, token.i, "compound", "amod"))
    sector = next((frames.sectors[p] for p in pairs if p in frames.sectors), frames.sectors.get(lemma, ""))
    return "" if sector in _LEFT_OUT else sector


def _is_open(a: Analysis, frames: Frames, token: Token) -> bool:
    """Whether the noun is no one in particular, or those who are dealt with."""
    lemma = token.lemma.lower()
    if lemma in _AT_LARGE or frames.classes(lemma) & _NOT_MEANT:
        return True
    return any(a.tokens[c].lower_is("no", "any", "which", "what", "every") for c in a.children[token.i])


def _add(a: Analysis, linked: Linked, token: Token, sector: str) -> None:
    sides = [k for c in syntax.kids(a, token.i, *_BESIDE) for k in linked.at.get(c, ())]
    side = next((k for k in sides if linked.entities[k].kind == "state"), None)
    key = side if side and sector in _ORGANS else _unnamed(a, linked, token, sector, side)
    linked.at[token.i] = (key,)
    linked.mentions.append(Mention(token.i, token.i + 1, token.i, token.start, token.end, "group", key))


def _unnamed(a: Analysis, linked: Linked, token: Token, sector: str, side: str | None) -> str:
    words = [
        a.tokens[c].text for c in syntax.kids(a, token.i, "compound", "amod") if c < token.i and c not in linked.at
    ]
    state = [linked.entities[side].label] if side else []
    label = " ".join([*state, *words, token.text.lower(), "(unnamed)"])
    country = linked.entities[side].country if side else None
    entity = Entity(f"local/unnamed/{slug(label)}", "unnamed", label, side=side, sector=sector, country=country)
    linked.entities.setdefault(entity.key, entity)
    return entity.key
