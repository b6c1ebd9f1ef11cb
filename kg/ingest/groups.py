"""People and bodies without a name (courts, police, protesters, rebels): actors where they do or suffer something.

They come after coreference, so that no pronoun means them, and stand in the graph where a claim uses them alone. Organs
of a state that is named with them act as the state: Turkish police. The army and government troops are the state whose
conflict the article tells of, the rebels those who fight it. Officials are left to linking, which looks for who holds
the office; prisoners and people at large are what is dealt with, not who deals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.ingest import syntax
from kg.ingest.authority import Authority
from kg.ingest.conflict import AGAINST, Conflict
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked, slug
from kg.ingest.model import Analysis, Entity, Mention, Token
from kg.ingest.slots import Slots
from kg.ingest.unnamed import FIGHTERS

_BESIDE = ("compound", "amod", "nmod", "poss")
_NEVER = ("compound", "amod", "nmod", "npadvmod", "appos", "attr")
_LEFT_OUT = ("GOV", "JRN")  # officials, and the reporters who are told
_ORGANS = frozenset({"MIL", "COP", "JUD", "LEG", "SPY"})
_APART = tuple(
    "other more new rival different several many local unruly willing main former allied foreign own various smaller "
    "moderate hardline rogue additional further fellow certain dissident splinter breakaway".split()
)
_PEOPLE = frozenset({"CVL", "BUS", "EDU", "AGR", "MED", "MIL"})
_LONE = frozenset("gunman attacker assailant bomber terrorist mercenary militiaman".split())  # no group of their own
_NOT_MEANT = frozenset({"prisoner", "hostage", "child"})  # noun classes
_AT_LARGE = frozenset(
    "people person man woman child family citizen national resident youth member state nation".split()
)
_ONE_BODY = frozenset({"opposition", "insurgency", "resistance", "militia", "rebellion"})


def name_groups(a: Analysis, linked: Linked, frames: Frames, *, authority: Authority, slots: Slots) -> None:
    """Give `linked` an actor for each noun of people or bodies that means nobody yet."""
    _Namer(a, linked, frames, authority, slots).run()


class _Namer:
    """Names those of one article: first those who are told apart by a word before the noun, then the others."""

    def __init__(self, a: Analysis, linked: Linked, frames: Frames, authority: Authority, slots: Slots) -> None:
        self.a = a
        self.linked = linked
        self.frames = frames
        self.authority = authority
        self.conflict = Conflict(a, linked, frames, slots)
        self.usual: Counter[str] = Counter()  # what fighters are called who are not told apart

    def run(self) -> None:
        left = []
        for token, sector in self._nouns():
            sides = self._sides(token)
            if sides or _others(self.a, token):
                self._add(token, sector, sides)
            else:
                left.append((token, sector))
        self.usual = Counter(t.text.lower() for t, sector in left if t.tag == "NNS" and sector in FIGHTERS)
        for token, sector in left:
            self._add(token, sector, [])

    def _nouns(self) -> Iterator[tuple[Token, str]]:
        """Nouns of people or bodies that mean nobody yet, with their sector."""
        for token in self.a.tokens:
            heads_sentence = token.pos == "PROPN" and token.tag in ("NNS", "NNPS") and token.dep == "nsubj"
            if token.dep in _NEVER or token.i in self.linked.at or not (token.pos == "NOUN" or heads_sentence):
                continue
            sector = self.conflict.sector(token, _sector(self.a, self.frames, token))
            if sector and not _is_open(self.a, self.frames, token):
                yield token, sector

    def _sides(self, token: Token) -> list[str]:
        """Who is named before the noun; not those whom a pro-Russian or anti-Taliban group is for or against."""
        kids = (c for c in syntax.kids(self.a, token.i, *_BESIDE) if not _opposed(self.a, c))
        return [k for c in kids for k in self.linked.at.get(c, ())]

    def _add(self, token: Token, sector: str, sides: Sequence[str]) -> None:
        key = _same_thing(self.a, self.linked, token) or self._organ(token, sector, sides)
        key = key or self._told_before(token, sector, sides)
        if key is None and self._nobody(token, sector):
            return
        key = key or self._unnamed(token, sector, sides)
        self.linked.at[token.i] = (key,)
        self.linked.mentions.append(Mention(token.i, token.i + 1, token.i, token.start, token.end, "group", key))

    def _organ(self, token: Token, sector: str, sides: Sequence[str]) -> str | None:
        """Turkish police, his army, government troops: the state whose organ it is."""
        if sector not in _ORGANS:
            return None
        entities = self.linked.entities
        owners = [x for k in sides for x in (k, entities[k].side) if x in entities]
        state = next((k for k in owners if entities[k].kind == "state"), None)
        return state if state or sides or _others(self.a, token) else self.conflict.army_of(token)

    def _told_before(self, token: Token, sector: str, sides: Sequence[str]) -> str | None:
        """the rebels, Shiite guerrillas: those who fight in the article's conflict; the newspaper: the last outlet."""
        linked = self.linked
        if sector == "JRN" and any(self.a.tokens[c].lower_is("the") for c in syntax.kids(self.a, token.i, "det")):
            outlets = [m.entity for m in linked.mentions if m.first < token.i]
            return next((k for k in reversed(outlets) if linked.entities[k].sector == "JRN"), None)
        states = [k for k in sides if linked.entities[k].kind != "person"]
        one = token.tag != "NNS" and token.lemma.lower() not in _ONE_BODY
        if sector not in AGAINST or states or one or _others(self.a, token):
            return None
        return self.conflict.group_of(token, sector)

    def _unnamed(self, token: Token, sector: str, sides: Sequence[str]) -> str:
        """Fighters and oppositions are bodies of their own, Syrian rebels; who else has no name is marked so."""
        side = next((k for k in sides if self.linked.entities[k].kind == "state"), None)
        kind = _kind(token, sector)
        label = self._label(token, kind)
        own = kind == "unnamed" or sector not in AGAINST
        country = self.linked.entities[side].country if side else None
        entity = Entity(
            f"local/{kind}/{slug(label)}", kind, label, side=side if own else None, sector=sector, country=country
        )
        self.linked.entities.setdefault(entity.key, entity)
        if sides or _others(self.a, token) or not own:
            self.conflict.tell_apart(token, sector, entity.key)
        return entity.key

    def _nobody(self, token: Token, sector: str) -> bool:
        """soldiers, a passenger, businessmen: no word tells whose or which people they are."""
        bare = not any(c < token.i for c in syntax.kids(self.a, token.i, *_BESIDE))
        body = sector == "MIL" and token.tag == "NN"  # the army, the navy
        return bare and sector in _PEOPLE and not body and token.dep != "pobj"

    def _label(self, token: Token, kind: str) -> str:
        a = self.a
        before = [c for c in syntax.kids(a, token.i, *_BESIDE) if c < token.i and not a.tokens[c].lower_is(*_APART)]
        owners = [a.tokens[c].text for c in before if a.tokens[c].dep == "poss" and c in self.linked.at]
        first = min((c for c in before if a.tokens[c].dep != "poss"), default=token.i)
        while first > 1 and a.tokens[first - 1].text == "-" and a.tokens[first - 1].start == a.tokens[first - 2].end:
            first -= 2  # right-wing, Macau-based
        words = f"{a.text[a.tokens[first].start : token.start]}{token.text.lower()}"
        if kind in ("armed_group", "organization") and not before and self.conflict.home:
            owners = [self.authority.adjective(self.conflict.home) or ""]
            words = self._usual(token)
        parts = [*owners, " ".join(words.split()), "(unnamed)" if kind == "unnamed" else ""]
        return " ".join(p for p in parts if p)

    def _usual(self, token: Token) -> str:
        """Rebels and insurgents of one conflict are called as they mostly are."""
        word = token.text.lower()
        return min(self.usual, key=lambda w: (-self.usual[w], w)) if word in self.usual else word


def _sector(a: Analysis, frames: Frames, token: Token) -> str:
    """PLOVER sector of the noun, with the word before it where the two are one (security force); none of _LEFT_OUT."""
    lemma = _common(token)
    pairs = (f"{a.tokens[c].lemma.lower()} {lemma}" for c in syntax.kids(a, token.i, "compound", "amod"))
    sector = next((frames.sectors[p] for p in pairs if p in frames.sectors), frames.sectors.get(lemma, ""))
    return "" if sector in _LEFT_OUT else sector


def _common(token: Token) -> str:
    """Dictionary form; a plural with a capital at the head of a sentence, read as a name, has it in the text's form."""
    lemma = token.lemma.lower()
    return lemma.removesuffix("s") if token.tag == "NNPS" else lemma


def _is_open(a: Analysis, frames: Frames, token: Token) -> bool:
    """Whether the noun is no one in particular, or those who are dealt with."""
    lemma = token.lemma.lower()
    if lemma in _AT_LARGE or frames.classes(lemma) & _NOT_MEANT:
        return True
    return any(a.tokens[c].lower_is("no", "any", "which", "what", "every") for c in a.children[token.i])


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


def _others(a: Analysis, token: Token) -> bool:
    """Whether the words before it tell these from those told of: other rebels, pro-Russian separatists."""
    kids = syntax.kids(a, token.i, "amod", "compound", "nmod")
    return any(a.tokens[c].lower_is(*_APART) or _opposed(a, c) for c in kids)


def _kind(token: Token, sector: str) -> str:
    """Whether the noun is a fighting body, a political one, or people of whom no more is told."""
    if sector in FIGHTERS and token.lemma.lower() not in _LONE:
        return "armed_group"
    return "organization" if sector == "OPP" and token.tag == "NN" else "unnamed"
