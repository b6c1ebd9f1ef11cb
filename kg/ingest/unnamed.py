"""Sources and others without a name: "a senior Ukrainian official", "Western diplomats", later "the official"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.mentions import Span
from kg.ingest.model import Analysis, Position
from kg.ingest.names import RANKS, Atom
from kg.ingest.persons import Persons
from kg.ingest.titles import BARE_HEADS

FIGHTERS = frozenset({"REB", "UAF", "PRM"})  # sectors of those who are bodies of their own
_SAYING = ("say", "source", "ask", "think")  # kinds of cues
_TELLING = frozenset(
    "tell confirm deny warn predict describe acknowledge admit affirm concede disclose emphasise emphasize stress "
    "underline underscore reaffirm lament note report repeat caution complain".split()
)
_QUOTING = frozenset({"quote", "cite"})
RANKING = frozenset(
    "both single senior high top unnamed unidentified anonymous high-ranking ranking another other several many some "
    "two three four five few one additional first second local level well-placed informed key leading chief deputy "
    "certain multiple".split()
)
_SHORT = 5  # words of a description
_SOURCES = frozenset({"source", "official", "diplomat", "officer", "aide", "insider"})


@dataclass
class Unnamed:
    """Gives those without a name their actors; `last` are the actors by noun, the last one told of at the end."""

    persons: Persons
    frames: Frames
    last: dict[str, str] = field(default_factory=dict)

    def keys_of(self, span: Span, sides: tuple[str, ...]) -> tuple[str, ...]:
        """Who is meant: somebody of before, or new ones, one for each side; many who do not speak are their state."""
        speaks = self.speaks(span)
        if span.plural and sides and not speaks:
            return sides
        if not sides and (span.definite or span.plural):
            if span.noun in self.last and self._has_article(span) and not self._qualities(span):
                return (self.last[span.noun],)
            if not speaks or self._has_article(span):
                same = span.definite and not span.plural and span.noun in _SOURCES
                return tuple(self.last.values())[-1:] if same else ()
        whose = list(zip(span.sides, sides, strict=False)) if len(span.sides) == len(sides) else []
        one = next(iter(sides), None)
        keys = [self._somebody(span, side, atom) for atom, side in whose] or [self._somebody(span, one)]
        self.last.pop(span.noun, None)
        self.last[span.noun] = keys[-1]
        return tuple(keys)

    def _somebody(self, span: Span, side: str | None = None, atom: Atom | None = None) -> str:
        """The key of the actor without a name, called by nationality, by what stands before the noun, and the noun."""
        entities = self.persons.out.entities
        words = [self._adjective(side, atom)] if side else []
        qualities = self._qualities(span)
        more = () if words or qualities else described(self.persons.a, span.head)
        label = " ".join([*words, *qualities, self._noun(span), *more, "(unnamed)"])
        key = self.persons.entities.local("unnamed", label, side=side)
        position = Position(self._noun(span), entities[side].label if side else None, "text")
        entities[key] = replace(entities[key], positions=entities[key].positions or (position,))
        return key

    def speaks(self, span: Span) -> bool:
        """Whether the words at `span` say something: officials said; according to officials; quoted officials."""
        a = self.persons.a
        token = a.tokens[syntax.first_conjunct(a, span.head)]
        above = a.tokens[token.head]
        if token.dep in ("nsubj", "dobj", "nsubjpass") and syntax.is_verb(above):
            lemma = above.lemma.lower()
            says = self.frames.cues.get(lemma) in _SAYING or lemma in _TELLING
            return says if token.dep == "nsubj" else lemma in _QUOTING
        return token.dep == "pobj" and above.lower_is("to") and a.tokens[above.head].lower_is("according")

    def _has_article(self, span: Span) -> bool:
        return self.persons.a.tokens[span.first].lower_is("the", "these", "those", "both", "all", "one")

    def _qualities(self, span: Span) -> list[str]:
        """Western, military, rebel: words before the noun that say what sort of person it is, not which rank."""
        names = {i for atom in span.sides for i in range(atom.first, atom.last)}
        noun = {w for t in self._noun(span).split() for w in (t, t + "s")}
        return [
            t.text for t in self.persons.a.tokens[span.first : span.head]
            if t.i not in names and t.pos in ("ADJ", "NOUN", "PROPN") and t.dep in ("amod", "compound", "nmod")
            and not t.lower_is(*RANKING, *RANKS, "u.s.", "u.n.", "u.k.", "us", "un", "uk")
            and t.text.lower() not in noun
        ]  # fmt: skip

    def _noun(self, span: Span) -> str:
        """The noun as the text has it; of a head or leader also what is led."""
        return span.offices[0].title if span.offices and span.noun in BARE_HEADS else span.noun

    def _adjective(self, side: str, atom: Atom | None) -> str:
        """Ukrainian, US, Kremlin, State Department: the side as it stands before a noun."""
        if atom is not None and (atom.kind != "state" or side == "state/us"):
            words = self.persons.text(atom.first, atom.last).removeprefix("the ").replace("U.S.", "US")
            words = "US" if words.endswith(" administration") else words
            if atom.kind != "government" or atom.place is None or atom.place.startswith("venue/"):
                return {"United States": "US", "America": "US", "American": "US"}.get(words, words)
        return self.persons.authority.adjective(side) or self.persons.out.entities[side].label


def described(a: Analysis, noun: int) -> list[str]:
    """source [close to the talks], diplomat [in Kabul]: what else the text says of somebody without a quality."""
    tokens = a.tokens
    i = noun + 1
    if i + 1 >= len(tokens):
        return []
    words = [tokens[i].text]
    if tokens[i].lower_is("close", "near") and tokens[i + 1].lower_is("to"):
        words, i = [tokens[i].text, "to"], i + 1
    elif not (tokens[i].lower_is("in") and tokens[i + 1].entity == "GPE"):
        return []
    inner = [c for c in a.children[i] if tokens[c].dep == "pobj" and c > i]
    if not inner:
        return []
    named = [t for t in tokens[i + 1 : inner[0] + 1] if t.pos not in ("DET", "SPACE")]
    return [*words, *(t.text for t in named)] if len(named) < _SHORT else []
