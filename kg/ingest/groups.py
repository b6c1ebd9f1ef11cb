"""People and bodies without a name (courts, police, protesters, rebels): actors where they do or suffer something.

They come after coreference, so that no pronoun means them, and stand in the graph where a claim uses them alone. Organs
of a state that is named with them act as the state: Turkish police. Officials are left to linking, which looks for who
holds the office; prisoners and people at large are what is dealt with, not who deals.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked, slug
from kg.ingest.model import Analysis, Entity, Mention, Token

_BESIDE = ("compound", "amod", "nmod", "poss")
_NEVER = ("compound", "amod", "nmod", "npadvmod", "appos", "attr")
_LEFT_OUT = ("GOV", "JRN")  # officials, and the reporters who are told
_ORGANS = frozenset({"MIL", "COP", "JUD", "LEG", "SPY"})
_FIGHTERS = frozenset({"REB", "UAF", "PRM"})
_APART = tuple("other more new rival different several many local unruly willing main former".split())
_LONE = frozenset("gunman attacker assailant bomber terrorist mercenary militiaman".split())  # no group of their own
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
    sides = [k for c in syntax.kids(a, token.i, *_BESIDE) if not _opposed(a, c) for k in linked.at.get(c, ())]
    side = next((k for k in sides if linked.entities[k].kind == "state"), None)
    key = _same_thing(a, linked, token) or (side if side and sector in _ORGANS else None)
    key = key or _told_before(a, linked, token, sector, sides) or _unnamed(a, linked, token, sector, side)
    linked.at[token.i] = (key,)
    linked.mentions.append(Mention(token.i, token.i + 1, token.i, token.start, token.end, "group", key))


def _opposed(a: Analysis, i: int) -> bool:
    """pro-Russian, anti-Taliban: those who are for or against somebody are not theirs."""
    return i > 1 and a.tokens[i - 1].text == "-" and a.tokens[i - 2].lower_is("pro", "anti", "non")


def _same_thing(a: Analysis, linked: Linked, token: Token) -> str | None:
    """the KCNA news agency, the Hamas group: the body that the word before the noun names."""
    beside = [c for c in syntax.kids(a, token.i, "compound", "appos") if a.tokens[c].pos == "PROPN"]
    for key in (k for c in beside for k in linked.at.get(c, ())):
        if linked.entities[key].kind in ("organization", "armed_group"):
            return key
    return None


def _told_before(a: Analysis, linked: Linked, token: Token, sector: str, sides: Sequence[str]) -> str | None:
    """the rebels, Shiite guerrillas: the armed group told of most; the newspaper: the last outlet."""
    if sector == "JRN" and any(a.tokens[c].lower_is("the") for c in syntax.kids(a, token.i, "det")):
        outlets = [m.entity for m in linked.mentions if m.first < token.i and linked.entities[m.entity].sector == "JRN"]
        return outlets[-1] if outlets else None
    states = [k for k in sides if linked.entities[k].kind != "person"]
    if sector not in _FIGHTERS or states or token.tag != "NNS" or _others(a, token):
        return None
    groups = [m.entity for m in linked.mentions if linked.entities[m.entity].kind == "armed_group"]
    return max(dict.fromkeys(groups), key=groups.count) if groups else None


def _others(a: Analysis, token: Token) -> bool:
    """Whether the words before it tell these from those told of: other rebels, pro-Russian separatists."""
    kids = syntax.kids(a, token.i, "amod", "compound", "nmod")
    return any(a.tokens[c].lower_is(*_APART) or _opposed(a, c) for c in kids)


def _unnamed(a: Analysis, linked: Linked, token: Token, sector: str, side: str | None) -> str:
    """Fighters and oppositions are bodies of their own, Syrian rebels; who else has no name is marked so."""
    before = [c for c in syntax.kids(a, token.i, *_BESIDE) if c < token.i and not a.tokens[c].lower_is(*_APART)]
    owners = [a.tokens[c].text for c in before if a.tokens[c].dep == "poss" and c in linked.at]
    first = min((c for c in before if a.tokens[c].dep != "poss"), default=token.i)
    kind = _kind(token, sector)
    words = f"{a.text[a.tokens[first].start : token.start]}{token.text.lower()}"
    parts = [*owners, " ".join(words.split()), "(unnamed)" if kind == "unnamed" else ""]
    label = " ".join(p for p in parts if p)
    country = linked.entities[side].country if side else None
    entity = Entity(f"local/{kind}/{slug(label)}", kind, label, side=side, sector=sector, country=country)
    linked.entities.setdefault(entity.key, entity)
    return entity.key


def _kind(token: Token, sector: str) -> str:
    """Whether the noun is a fighting body, a political one, or people of whom no more is told."""
    if sector in _FIGHTERS and token.lemma.lower() not in _LONE:
        return "armed_group"
    return "organization" if sector == "OPP" and token.tag == "NN" else "unnamed"
