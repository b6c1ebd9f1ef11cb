"""Staff: people and offices called by the person whom they serve: X's spokesman, an aide to X, Y's office.

They speak and act for themselves and are not the person; one whom the article names elsewhere is that person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ingest import syntax
from kg.ingest.authority import Authority
from kg.ingest.frames import Frames
from kg.ingest.linked import slug
from kg.ingest.mentions import Span
from kg.ingest.model import Entity, Token
from kg.ingest.persons import Persons
from kg.ingest.titles import Office

_SERVING = frozenset({"for", "of", "to"})
_BODIES = frozenset({"office", "headquarters", "secretariat"})  # what speaks for a person; his team and camp are many
_PEERS = frozenset("counterpart opponent rival ally supporter backer critic rebel fighter mediator broker".split())
_ADVISING = frozenset({"adviser", "advisor", "aide", "assistant", "confidant", "confidante"})


class Staff:
    """Finds whose staff a noun means; `persons` are those of the article, named in `spans`."""

    def __init__(self, persons: Persons, spans: Sequence[Span]) -> None:
        self.persons = persons
        self.a = persons.a
        self.at_token = {i: s for s in spans if s.atom and s.atom.kind == "person" for i in range(s.first, s.last)}
        self.holders = list(self._holders())

    def of(self, span: Span) -> tuple[str, ...]:
        """Who the staff at `span` are; nobody where they serve no person."""
        boss = self.boss(span.head)
        if boss is None or span.noun in _PEERS:
            return ()
        side = self.persons.side_of(boss)
        office = span.offices[0] if span.offices else None
        if office is not None and office.role:
            found = self._minister(office, side, span.head)
            return (found,) if found else ()
        if span.plural and side and not self._acts_alone(span):
            return (side,)
        named = self._known(span, boss, side)
        return (named or self._unnamed(span, boss, side),)

    def boss(self, noun: int) -> str | None:
        """The person whose the noun is: before it, or after for, of and to."""
        below = syntax.kids(self.a, noun, "poss", "compound", "nmod")
        for p in syntax.kids(self.a, noun, "prep"):
            if self.a.tokens[p].lower_is(*_SERVING):
                below += syntax.kids(self.a, p, "pobj")
        return next((key for i in below if (key := self._person(i))), None)

    def bodies(self, frames: Frames) -> Iterator[tuple[Token, str]]:
        """X's office, the office of X, the government of X: the noun, and the key of what acts for the person."""
        for token in self.a.tokens:
            lemma = token.lemma.lower()
            governs = lemma in frames.noun_classes and "government" in frames.classes(lemma)
            if token.pos != "NOUN" or not (governs or lemma in _BODIES) or token.i in self.persons.out.at:
                continue
            boss = self.boss(token.i) if token.dep not in ("compound", "amod") else None
            key = None if boss is None else self.persons.side_of(boss) if governs else self._body(token, boss)
            if key is not None:
                yield token, key

    def _person(self, i: int) -> str | None:
        keys = self.persons.out.at.get(i, ())
        if len(keys) == 1 and self.persons.out.entities[keys[0]].kind == "person":
            return keys[0]
        return self.persons.key_of(self.at_token[i]) if i in self.at_token and not keys else None

    def _acts_alone(self, span: Span) -> bool:
        """Whether many are told of as people and not as their side: aides said, advisers to X."""
        return span.noun in _ADVISING or span.noun.startswith("spokes")

    def _minister(self, office: Office, side: str | None, at: int) -> str | None:
        if side is None:
            return None
        found = self.persons.holder_in_text(office, (side,), at)
        return found or self.persons.holder_known(office, (side,))

    def _holders(self) -> Iterator[tuple[str, str, str]]:
        """Named persons who serve another: key, noun of their office, and whom they serve."""
        for span in dict.fromkeys(self.at_token.values()):
            for office in span.offices:
                boss = self._boss_before(span) or self._boss_inside(span)
                if boss is not None:
                    yield self.persons.key_of(span), office.title, boss

    def _boss_before(self, span: Span) -> str | None:
        """Mobutu's [aide, X]."""
        marks = [i for i in (span.first - 1, span.first) if i > 0 and self.a.tokens[i].tag == "POS"]
        return self._person(marks[0] - 1) if marks else None

    def _boss_inside(self, span: Span) -> str | None:
        """[X, a spokesman] for Ghani."""
        after = self.a.tokens[span.last : span.last + 3]
        if not after or not after[0].lower_is(*_SERVING):
            return None
        return next((key for t in after[1:] if (key := self._person(t.i))), None)

    def _known(self, span: Span, boss: str, side: str | None) -> str | None:
        """Whom the article names as the same: who serves the same person, else who alone does that for his side."""
        noun = _kind_of(span.offices[0].title if span.offices else span.noun)
        own = {key for key, title, served in self.holders if served == boss and _kind_of(title) == noun} - {boss}
        if not own and side and noun != "adviser":
            others = {key for key, _, served in self.holders if served != boss}
            own = self._stated(noun, "", (side,)) - {boss} - others
        return own.pop() if len(own) == 1 else None

    def named(self, span: Span, sides: tuple[str, ...]) -> str | None:
        """A spokesman says, the envoy says: the only one of whom the article also tells the name."""
        if not span.offices or span.plural:
            return None
        title = span.offices[0].title
        noun = _kind_of(title)
        if noun != "spokes" and (sides or not span.definite):
            return None
        found = self._stated(noun, title, sides)
        return found.pop() if len(found) == 1 else None

    def _stated(self, noun: str, title: str, sides: tuple[str, ...]) -> set[str]:
        """Named persons with an office of that kind, for one of `sides` if any are given, and of no other title."""
        found = set()
        for key, held in self.persons.stated:
            for office, of in held:
                whose = set(of) or {self.persons.side_of(key) or ""}
                fits = not sides or set(sides) & whose or whose == {""}
                same = not title or office.title == title or " " not in title or " " not in office.title
                if _kind_of(office.title) == noun and fits and same:
                    found.add(key)
        return found

    def _unnamed(self, span: Span, boss: str, side: str | None) -> str:
        noun = self.a.tokens[span.head]
        word = noun.lemma.lower() if noun.tag == "NNS" else span.noun if span.offices else noun.text.lower()
        label = f"{word} of {self.persons.out.entities[boss].label} (unnamed)"
        return self.persons.entities.local("unnamed", label, side=side)

    def _body(self, token: Token, boss: str) -> str:
        """The office of a person, also called by what he holds."""
        entities, authority = self.persons.out.entities, self.persons.authority
        label = f"{token.lemma.lower()} of {entities[boss].label}"
        key = f"local/organization/{slug(label)}"
        side = self.persons.side_of(boss)
        if key not in entities:
            entities[key] = Entity(
                key, "organization", label, side=side, country=self.persons.entities.country(side),
                aliases=tuple(_official(authority, self.persons, boss)), sector="GOV",
            )  # fmt: skip
        return key


def _official(authority: Authority, persons: Persons, boss: str) -> Iterator[str]:
    """Office of the President of X."""
    for position in authority.positions(boss, persons.date) if boss in authority else ():
        if position.of:
            yield f"Office of the {position.office.title()} of {position.of}"


def _kind_of(title: str) -> str:
    """What a title is by its last word; spokesman and spokeswoman, aide and adviser are one kind of work."""
    noun = title.split()[-1]
    return "spokes" if noun.startswith("spokes") else "adviser" if noun in _ADVISING else noun
