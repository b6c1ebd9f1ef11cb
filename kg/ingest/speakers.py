"""Speakers whom no mention names: "analysts said", "the Tribune reported" get a local actor of their own.

Officials who speak are sources and not the state they serve, news media are not the state they work in, and a paper
speaks for those who issued it: the last to speak before it is cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.ingest import syntax
from kg.ingest.authority import Authority
from kg.ingest.extractors import speaking
from kg.ingest.extractors.papers import Papers
from kg.ingest.extractors.sayings import Saying
from kg.ingest.linked import Linked, slug
from kg.ingest.model import Analysis, Entity, Mention, Token
from kg.ingest.reading import Reading
from kg.ingest.unnamed import RANKING, described

_MEDIA = frozenset(
    "agency media medium newspaper daily weekly television tv radio press outlet station network".split()
)
_PEOPLE = frozenset(
    {"someone", "person", "press", "one_org", "one_group", "plural_side", "group_political", "government"}
)
_RUN = ("run", "controlled", "owned", "backed", "aligned", "affiliated", "funded", "linked")
_SOURCES = frozenset({"source", "official"})
_SIDES = frozenset({"side", "party", "camp"})  # parties of the talks, whom only the article's slots name
_SUFFIXES = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ant", "people", "person")
_RANKING = RANKING | {"former", "independent", "three"}
_REPORTS = frozenset({"report", "article", "dispatch", "paper"})
_ORGANS = frozenset({"ministry", "presidency", "embassy", "parliament"})  # of the state named last
_COLLECTIVE = frozenset({"organization", "state", "armed_group", "delegation"})
_NEAR = 2  # sentences that "it" looks back to who spoke
_FAR = 3  # sentences that "they" looks back to officials who spoke


@dataclass
class _Voices:
    """Who has spoken so far: unnamed sources by noun, those that speak for a side, and the last speaker."""

    by_noun: dict[str, str] = field(default_factory=dict)
    by_side: dict[str, tuple[str, int]] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    last_token: int = 0
    last_unnamed: str = ""
    last_outlet: tuple[str, ...] = ()
    known_as: dict[str, str] = field(default_factory=dict)  # an unnamed actor: the person who it is


def name_speakers(r: Reading, linked: Linked, authority: Authority, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings with their speakers named; `linked` gets the new actors."""
    reported = frozenset(t for s in sayings if s.speaker or s.speaker_token is not None for t in s.content)
    naming = _Naming(r, r.analysis, linked, authority, Papers(r), reported)
    return [naming.of(s) for s in sayings]


@dataclass(frozen=True)
class _Naming:
    r: Reading
    a: Analysis
    linked: Linked
    authority: Authority
    papers: Papers
    reported: frozenset[int]  # tokens of reported words
    voices: _Voices = field(default_factory=_Voices)

    def of(self, s: Saying) -> Saying:
        s = replace(s, speaker=tuple(dict.fromkeys(self.voices.known_as.get(k, k) for k in s.speaker)))
        keys = self._keys(s) if s.speaker_token is not None else s.speaker
        if keys and s.kind != "think":
            self._remember(s, keys)
        return s if keys == s.speaker else replace(s, speaker=keys)

    def _remember(self, s: Saying, keys: tuple[str, ...]) -> None:
        self.voices.last, self.voices.last_token = keys, s.speaker_token if s.speaker_token is not None else s.cue
        entity = self.linked.entities[keys[0]]
        if entity.sector == "JRN":
            self.voices.last_outlet = keys
        if entity.kind == "unnamed" and s.speaker_token is not None:
            self.voices.last_unnamed = keys[0]
            self.voices.by_noun[self._token(s).lemma.lower()] = keys[0]
            if entity.side:
                self.voices.by_side[entity.side] = (keys[0], self._token(s).sentence)

    def _token(self, s: Saying) -> Token:
        return self.a.tokens[s.speaker_token or 0]

    def _keys(self, s: Saying) -> tuple[str, ...]:
        token = self._token(s)
        if token.pos == "PRON":
            return self._pronoun(s, token)
        lemma = token.lemma.lower()
        outlets = tuple(k for k in s.speaker if self.linked.entities[k].sector == "JRN")
        if lemma in _MEDIA and (outlets or token.pos == "NOUN"):
            return outlets or self._medium(token)
        if token.pos != "NOUN":
            return s.speaker or self._unknown(s, token)
        states = bool(s.speaker) and all(self.linked.entities[k].kind == "state" for k in s.speaker)
        if person := self._last_person(s, token):
            return (person,)
        if states and "someone" in self.r.frames.classes(lemma) and lemma != "leader":
            return tuple(self._source(token, side) for side in s.speaker)
        return s.speaker or self._unknown(s, token)

    def _pronoun(self, s: Saying, token: Token) -> tuple[str, ...]:
        """Who spoke last, where the pronoun was taken for somebody told of or for the state of an official."""
        far = token.sentence - self.a.tokens[self.voices.last_token].sentence
        if token.lower_is("it") and self.voices.last and far <= _NEAR and self._speaks_on():
            return self.voices.last
        if token.lower_is("they", "he", "she") and len(s.speaker) == 1:
            key, sentence = self.voices.by_side.get(s.speaker[0], ("", 0))
            if key and token.sentence - sentence <= _FAR:
                return (key,)
        if token.lower_is("he", "she") and far <= _FAR and self._told_of(s.speaker, token.i):
            return self.voices.last
        return s.speaker

    def _last_person(self, s: Saying, token: Token) -> str | None:
        """The secretary, the North Korean diplomat: the person who spoke last, unless the words were used before."""
        last = self.voices.last
        alone = token.tag == "NN" and len(s.speaker) < 2 and self._has_the(token) and len(last) == 1
        if not alone or self.linked.entities[last[0]].kind != "person" or not self._speaks(token.lemma.lower()):
            return None
        if token.sentence - self.a.tokens[self.voices.last_token].sentence > _NEAR:
            return None
        if not s.speaker:
            return last[0] if not syntax.prepositions(self.a, token.i) else None
        entity = self.linked.entities[s.speaker[0]]
        fresh = all(
            m.first >= self.r.analysis.sentences[token.sentence].first
            for m in self.linked.mentions
            if m.entity == entity.key
        )
        side = entity.side in (None, self.linked.entities[last[0]].side)
        if entity.kind != "unnamed" or not fresh or not side:
            return None
        self.voices.known_as[entity.key] = last[0]
        self.linked.at[token.i] = last
        return last[0]

    def _has_the(self, token: Token) -> bool:
        return any(self.a.tokens[d].lower_is("the", "this", "that") for d in syntax.kids(self.a, token.i, "det"))

    def _speaks_on(self) -> bool:
        """Whether "it" may be the last speaker: a paper, an outlet, an organization or state."""
        paper = speaking.is_paper(self.r, self.voices.last_token)
        return paper or self.linked.entities[self.voices.last[0]].kind in _COLLECTIVE

    def _told_of(self, keys: tuple[str, ...], at: int) -> bool:
        """Whether somebody was last named in reported words, so that another speaks: X would come, he said."""
        last = self.voices.last
        if len(last) != 1 or last == keys or self.linked.entities[last[0]].kind not in ("person", "unnamed"):
            return False
        named = next((i for i in range(at - 1, -1, -1) if self.linked.at.get(i) == keys), None)
        if named is None:
            return True
        turned = any(t.text in (":", ";") for t in self.a.tokens[named:at])  # X was cautious: the talks, he said, ...
        return named in self.reported and not turned

    def _unknown(self, s: Saying, token: Token) -> tuple[str, ...]:
        """Who nobody named: a paper's issuer, a source spoken of before, else a new actor."""
        lemma = token.lemma.lower()
        definite = self._has_the(token)
        if s.kind == "think":
            return ()
        if speaking.is_paper(self.r, token.i):
            return self._paper(token, definite)
        if token.pos == "PROPN":
            return (self._add(token, "organization", self._words(token), None),)
        words = self._modifiers(token)
        if lemma in _ORGANS and definite and (state := self._last_state(token)):
            return (state,)
        if token.pos != "NOUN" or not self._speaks(lemma):
            return ()
        one = definite or any(self.a.tokens[d].lower_is("one") for d in syntax.kids(self.a, token.i, "nummod", "det"))
        if not words and (known := self._known(lemma, definite and token.tag == "NN")) and one:
            return (known,)
        more = [] if words else described(self.a, token.i)
        label = " ".join([*words, _singular(token), *more, "(unnamed)"])
        return (self._add(token, "unnamed", label, None),)

    def _last_state(self, token: Token) -> str | None:
        """the foreign ministry said: the ministry of the state that was named last, within a few sentences."""
        for i in range(token.i - 1, -1, -1):
            if token.sentence - self.a.tokens[i].sentence > _FAR:
                return None
            keys = [k for k in self.linked.at.get(i, ()) if self.linked.entities[k].kind == "state"]
            if len(keys) == 1:
                return keys[0]
        return None

    def _paper(self, token: Token, definite: bool) -> tuple[str, ...]:
        """the statement said: whose statement was told of before, else who spoke last; a statement said: told later."""
        if not definite:
            return self.papers.later(token)
        before = self.papers.earlier(token)
        if not before and token.lemma.lower() in _REPORTS:
            before = self.voices.last_outlet
        return before or self.voices.last or self.papers.later(token)

    def _known(self, lemma: str, definite: bool) -> str:
        """The source of that noun who spoke before; "the official" also the last one without a name."""
        known = self.voices.by_noun.get(lemma, "")
        return known or (self.voices.last_unnamed if definite and lemma in _SOURCES else "")

    def _speaks(self, lemma: str) -> bool:
        if lemma in _SIDES:
            return False
        known = self.r.frames.classes(lemma) & _PEOPLE or lemma in self.r.frames.sectors
        return bool(known) or lemma.endswith(_SUFFIXES)

    def _medium(self, token: Token) -> tuple[str, ...]:
        """The outlet named beside its noun, else the media of a state or group as they are called."""
        for c in syntax.kids(self.a, token.i, "compound", "appos", "nmod", "amod"):
            named = [k for k in self.linked.at.get(c, ()) if self.linked.entities[k].sector == "JRN"]
            if named:
                return tuple(named)
        run = [c for c in syntax.kids(self.a, token.i, "amod") if self.a.tokens[c].lower_is(*_RUN)]
        if run:
            labels = [self._run_by(c, token) for c in syntax.conjuncts(self.a, run[0])]
            return tuple(self._add(token, "organization", label, None) for label in labels)
        return (self._add(token, "organization", self._words(token).removeprefix("official "), None),)

    def _run_by(self, c: int, noun: Token) -> str:
        """Hamas-run media, where the words may be one of several before the noun."""
        before = [i for i in syntax.subtree(self.a, c) if i <= c and self.a.tokens[i].dep not in ("conj", "cc")]
        return f"{self.a.text[self.a.tokens[before[0]].start : self.a.tokens[c].end]} {noun.text}"

    def _source(self, token: Token, side: str) -> str:
        """Israeli officials: people who speak for a state without being named."""
        adjective = self.authority.adjective(side) or self.linked.entities[side].label
        words = [w for w in self._modifiers(token) if not w[0].isupper()]
        return self._add(token, "unnamed", " ".join([adjective, *words, _singular(token), "(unnamed)"]), side)

    def _add(self, token: Token, kind: str, label: str, side: str | None) -> str:
        key = f"local/{kind}/{slug(label)}"
        country = self.linked.entities[side].country if side else None
        self.linked.entities.setdefault(key, Entity(key, kind, label, side=side, country=country))
        first = _first(self.a, token.i)
        start = self.a.tokens[first].start
        self.linked.mentions.append(Mention(first, token.i + 1, token.i, start, token.end, "unnamed", key))
        for i in range(first, token.i + 1):
            self.linked.at.setdefault(i, (key,))
        return key

    def _words(self, token: Token) -> str:
        return " ".join(self.a.text[self.a.tokens[_first(self.a, token.i)].start : token.end].split())

    def _modifiers(self, token: Token) -> list[str]:
        """What tells a source from others: Western, military, foreign ministry; not its rank or number."""
        before = [c for c in syntax.kids(self.a, token.i, "compound", "amod", "nmod") if c < token.i]
        return [self.a.tokens[c].text for c in before if self.a.tokens[c].text.lower() not in _RANKING]


def _singular(noun: Token) -> str:
    return noun.lemma.lower() if noun.tag == "NNS" else noun.text.lower()


def _first(a: Analysis, noun: int) -> int:
    """Where the words that belong to the noun begin, its determiner left out."""
    inside = [c for c in syntax.kids(a, noun, "compound", "amod", "nmod") if c < noun]
    return min([noun, *(syntax.subtree(a, c)[0] for c in inside)])
