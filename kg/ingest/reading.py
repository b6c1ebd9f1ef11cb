"""The seam between mentions and extractors: who stands at a token, who owns a noun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.ingest import syntax
from kg.ingest.frames import Frames
from kg.ingest.model import Analysis, Entity

_OWNER_LABELS = ("poss", "amod", "compound", "nmod")
_OWNED = frozenset({"office", "troops", "aircraft"})  # noun classes of what acts for its owner
_TRANSPARENT = frozenset(
    "series number set kind group round lot part half dozen hundred thousand million score pair majority member rest "
    "range one two three some many most couple all sort type flurry string".split()
)
# what measures the talks in "six months of talks"
SPANS = frozenset("minute hour day night week weekend month year decade evening afternoon morning marathon".split())
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_ACTING = frozenset(  # noun classes of somebody
    {"someone", "person", "person_any", "government", "one_org", "one_group", "group_sides", "group_persons", "office"}
    | {"delegation", "envoy", "official", "troops", "mediator", "prisoner", "refugee", "press", "parliament"}
)
_PERSONAL = frozenset("he she they we i who those both some many others several all him her them us".split())


@dataclass(frozen=True)
class Reading:
    """One article as read so far: its analysis, and the entities that stand at its tokens.

    `at` gives the keys of actors at a token (every token of a mention), `places` the key of a place or venue.
    """

    analysis: Analysis
    frames: Frames
    entities: Mapping[str, Entity]
    at: Mapping[int, tuple[str, ...]]
    places: Mapping[int, str]
    _phrases: dict[int, str] = field(default_factory=dict, compare=False, repr=False)

    def actors(self, i: int) -> tuple[str, ...]:
        """Keys of the actors that the words at token i stand for; none for a place or a thing."""
        return self.at.get(i) or self._named_after(i)

    def _named_after(self, i: int) -> tuple[str, ...]:
        """Trump's adviser, John Bolton, met: who a noun of people is, by the name set beside it."""
        a = self.analysis
        beside = syntax.kids(a, i, "appos")
        if not beside or a.tokens[i].lemma.lower() not in self.frames.sectors:
            return ()
        return self.at.get(beside[0], ()) if a.tokens[beside[0]].pos == "PROPN" else ()

    def place(self, i: int) -> str | None:
        """Key of the place at token i, or of the one in "the city of X", "the Tunisian capital Tunis"."""
        if i in self.places or "place" not in self.noun_classes(i):
            return self.places.get(i)
        a = self.analysis
        below = [*syntax.kids(a, i, "appos"), *syntax.prepositions(a, i).get("of", [])]
        below += syntax.kids(a, i, "compound", "amod", "nmod")
        return next((self.places[x] for x in below if x in self.places), None)

    def affected(self, i: int) -> tuple[str, ...]:
        """Actors at token i, else those who own the thing there: Russian aircraft, dozens of them, Sudan's army."""
        return self.actors(i) or self.owner(i) or self._inner(i) or self._of(i)

    def acting(self, i: int) -> tuple[str, ...]:
        """Actors who do what the word at i does: themselves, or whose office, troops or aircraft it is."""
        found = self.actors(i)
        return found or (self.owner(i) if _OWNED & self.noun_classes(i) else ())

    def is_somebody(self, i: int) -> bool:
        """Whether the word at i is a person, group or body, known or not."""
        token = self.analysis.tokens[i]
        if self.actors(i) or token.entity in _NAMED:
            return True
        if token.pos == "PRON":
            return token.text.lower() in _PERSONAL
        noun = self.content_noun(i)
        lemma = self.analysis.tokens[noun].lemma.lower()
        if lemma in self.frames.sectors or self.noun_classes(noun) & _ACTING:
            return True
        return self._is_name(noun)

    def _is_name(self, i: int) -> bool:
        """A word with a capital that no article precedes and the frames do not know: an unknown organization."""
        token = self.analysis.tokens[i]
        known = token.lemma.lower() in self.frames.noun_classes or token.pos not in ("NOUN", "PROPN", "ADJ")
        return token.text[:1].isupper() and not known and token.tag != "NNS"

    def owner(self, i: int) -> tuple[str, ...]:
        """Whose the noun at i is: possessor, nationality, or "by" phrase."""
        a = self.analysis
        found: list[str] = []
        for c in a.children[i]:
            if a.tokens[c].dep in _OWNER_LABELS and c not in self.places:
                for j in syntax.conjuncts(a, c):
                    found.extend(self.actors(j))
        if not found:
            for name, nouns in syntax.prepositions(a, i).items():
                if name == "by":
                    found.extend(k for n in nouns for k in self.actors(n))
        return tuple(dict.fromkeys(found))

    def _inner(self, i: int) -> tuple[str, ...]:
        """dozens of X: what the empty noun counts."""
        a = self.analysis
        if a.tokens[i].lemma.lower() not in _TRANSPARENT and a.tokens[i].pos != "NUM":
            return ()
        inner = syntax.prepositions(a, i).get("of", [])
        return tuple(dict.fromkeys(k for n in inner for k in self.affected(n)))

    def _of(self, i: int) -> tuple[str, ...]:
        """the decision or the plan of X: whose it is; not the release of X, where "of" names who is affected."""
        a = self.analysis
        lemma = a.tokens[i].lemma.lower()
        if lemma in self.frames.noun_acts and not self.frames.classes(lemma) & {"proposal", "document"}:
            return ()
        return tuple(dict.fromkeys(k for n in syntax.prepositions(a, i).get("of", []) for k in self.actors(n)))

    def content_noun(self, i: int) -> int:
        """The noun that matters in "a round of talks", "a series of meetings"."""
        a = self.analysis
        if a.tokens[i].lemma.lower() in _TRANSPARENT or a.tokens[i].pos in ("NUM", "DET"):
            inner = syntax.prepositions(a, i).get("of", [])
            if inner:
                return self.content_noun(inner[0]) if inner[0] != i else i
        return i

    def noun_is(self, i: int, value: str) -> bool:
        """Whether the noun at i is of class `value`, is that word, or is an actor, person, place ... by its entity."""
        if value in ("", "any"):
            return True
        if value == "many":
            return self._is_many(i)
        if value == "actor":
            return bool(self.acting(i)) or self._is_counted(i)
        if value in ("person", "organization", "state") and self.actors(i):
            return any(self.entities[k].kind == value for k in self.actors(i))
        if value in ("place", "venue") and i in self.places:
            return True
        if value == "press" and any(self.entities[k].sector == "JRN" for k in self.actors(i)):
            return True
        noun = self.content_noun(i)
        if value == "event":
            return bool(self.noun_act(noun))
        return value in self.noun_classes(noun)

    def noun_act(self, i: int) -> str:
        """The act that the noun at i stands for, "" if none; that of a compound (missile test) before its own."""
        phrase = self._phrase(i)
        known = phrase or self.analysis.tokens[i].lemma.lower()
        return self.frames.noun_acts.get(known, "")

    def noun_classes(self, i: int) -> frozenset[str]:
        """Classes of the noun at i; a compound that the frames list (news conference) has only its own."""
        lemma = self.analysis.tokens[i].lemma.lower()
        phrase = self._phrase(i)
        return self.frames.noun_classes[phrase] | {lemma} if phrase else self.frames.classes(lemma)

    def _phrase(self, i: int) -> str:
        """The longer noun that the frames list for the noun at i: news conference, call with; "" if none."""
        if i not in self._phrases:
            self._phrases[i] = self._longer_noun(i)
        return self._phrases[i]

    def _longer_noun(self, i: int) -> str:
        a = self.analysis
        lemma = a.tokens[i].lemma.lower()
        longer = [f"{a.tokens[c].lemma.lower()} {lemma}" for c in syntax.kids(a, i, "compound", "amod")]
        for p in syntax.kids(a, i, "prep"):
            longer.append(f"{lemma} {a.tokens[p].text.lower()}")
            if a.tokens[p].lower_is("of"):
                longer += [f"{lemma} of {a.tokens[n].lemma.lower()}" for n in syntax.kids(a, p, "pobj")]
        return next((phrase for phrase in longer if phrase in self.frames.noun_classes), "")

    def _is_counted(self, i: int) -> bool:
        """one of the critics, two officials: a person or body whom nobody names."""
        token = self.analysis.tokens[i]
        return token.pos in ("NOUN", "NUM", "PROPN") and i not in self.places and self.is_somebody(i)

    def _is_many(self, i: int) -> bool:
        a = self.analysis
        plural = a.tokens[i].tag in ("NNS", "NNPS") or a.tokens[i].lower_is("they", "we")
        return plural or len(syntax.conjuncts(a, i)) > 1 or len(self.actors(i)) > 1
