"""Persons: whom a name means, whose side somebody is on, and who holds which office by the article or the authority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.authority import Authority
from kg.ingest.linked import Entities, Linked
from kg.ingest.mentions import Span
from kg.ingest.model import Analysis, DateValue, Position
from kg.ingest.names import SUFFIXES, Atom, plain
from kg.ingest.titles import Office

_HEADS = frozenset({"head_of_state", "head_of_government", "monarch"})


class Persons:
    """The persons of an article; `states` are the keys of those that it names beyond doubt and that are no persons."""

    def __init__(self, a: Analysis, authority: Authority, date: DateValue | None, out: Linked) -> None:
        self.a = a
        self.authority = authority
        self.date = date
        self.out = out
        self.entities = Entities(authority, out.entities)
        self.states: set[str] = set()
        self.stated: list[tuple[str, list[tuple[Office, tuple[str, ...]]]]] = []
        self._first_words: dict[str, list[str]] = {}
        self._inner_words: dict[str, list[str]] = {}
        self._told: dict[str, list[int]] = {}

    @property
    def named(self) -> frozenset[str]:
        """Keys of those whom the article names in full somewhere."""
        return frozenset(self._told)

    def register(self, span: Span) -> None:
        """Let full names of the article own their surname, and their first word where nobody has it as surname."""
        atom = span.atom
        assert atom is not None
        words = [t.text for t in self.a.tokens[atom.first : atom.last] if t.text[0].isalnum()]
        words = [w for w in words if w not in SUFFIXES]
        if len(words) < 2:
            return
        key = self.key_of(span)
        self._told.setdefault(key, []).append(span.first)
        endings = (" ".join(words[i:]) for i in range(1, len(words)))  # al-Qanou of Abdel Latif al-Qanou
        owned = [(self.out.surnames, name) for name in endings]
        inner = [(self._inner_words, word) for word in words[1:-1]]
        for table, name in (*owned, *inner, (self._first_words, words[0])):
            known = table.setdefault(plain(name), [])
            if key not in known:
                known.append(key)

    def key_of(self, span: Span) -> str:
        """The person that a name means: the authority's, one of the article, or one of whom nothing is known."""
        atom = span.atom
        assert atom is not None
        text = self.text(atom.first, atom.last)
        article = self._in_article(text, span.first)
        if not atom.keys and not article and (known := self._without_initials(atom)):
            self.entities.add(known)
            return known
        keys = tuple(k for k in atom.keys if k in article) or atom.keys
        if article and not any(k in article for k in atom.keys):
            keys = tuple(article[-1:])
        if len(keys) > 1:
            keys = self._by_office(keys, span.offices)
        if len(keys) == 1 and self._fits(keys[0], span):
            if keys[0] in self.authority:
                self.entities.add(keys[0])
            return keys[0]
        return self.entities.local("person", text, side=self._first_side(span.offices))

    def _in_article(self, text: str, at: int) -> list[str]:
        """Who of the article has this surname, else this first word (Kim) or one between them, those named before
        first; at the end who is named last before."""
        tables = [t.get(plain(text), []) for t in (self.out.surnames, self._first_words, self._inner_words)]
        before = ([k for k in known if min(self._told[k]) < at] for known in tables)
        known = next((found for found in (*before, *tables) if found), [])
        return sorted(known, key=lambda key: max((i for i in self._told.get(key, ()) if i < at), default=-1))

    def has_first_word(self, text: str) -> bool:
        """Whether somebody whom the article names in full has this first word: Guo, of Guo Jiakun."""
        return plain(text) in self._first_words

    def _without_initials(self, atom: Atom) -> str | None:
        """Joseph R. Biden is who the authority calls Joseph Biden."""
        words = [t.text for t in self.a.tokens[atom.first : atom.last] if len(t.text.rstrip(".")) > 1]
        if len(words) == atom.last - atom.first or len(words) < 2:
            return None
        hits = [h for h in self.authority.matches(words) if h.last - h.first == len(words) and len(h.keys) == 1]
        return hits[0].keys[0] if hits and hits[0].keys[0].startswith("person/") else None

    def _fits(self, key: str, span: Span) -> bool:
        """Whether what the text says of a person fits the authority's: no king of Jordan who leads Saudi Arabia."""
        if key not in self.authority:
            return True
        entity, atom = self.authority.entity(key), span.atom
        if key in self.out.surnames.get(plain(entity.label.split()[-1]), ()) or atom is None:
            return True
        stated = {k for o in span.offices for k in self.side_keys(o.sides) if k.startswith("state/")}
        if stated and entity.side and entity.side.startswith("state/") and entity.side not in stated:
            return atom.last - atom.first >= len(entity.label.split())
        return not atom.weak or entity.side in self.states or bool(span.offices)

    def _by_office(self, keys: tuple[str, ...], offices: Sequence[Office]) -> tuple[str, ...]:
        """Of several persons of one name the one who is of the state named, or who holds an office that day."""
        sides = {k for o in offices for k in self.side_keys(o.sides)}
        matching = tuple(k for k in keys if self.authority.entity(k).side in sides)
        if len(matching) == 1:
            return matching
        holding = tuple(k for k in keys if self.authority.positions(k, self.date))
        if len(holding) == 1:
            return holding
        near = tuple(k for k in keys if not self.authority.later(k, self.date))
        return near if len(near) == 1 else ()

    def _first_side(self, offices: Sequence[Office]) -> str | None:
        return next((k for o in offices for k in self.side_keys(o.sides)), None)

    def side_keys(self, sides: Iterable[Atom]) -> tuple[str, ...]:
        """Actors that the states and organizations in `sides` are."""
        found: list[str] = []
        for atom in sides:
            if atom.kind == "person":
                person = self.key_of(Span(atom.first, atom.last, atom.last - 1, "name", atom))
                found.extend(k for k in (self.out.entities[person].side,) if k)
            elif atom.keys:
                if key := self.one_of(atom):
                    found.append(key)
                    self.entities.add(key)
            elif atom.kind == "organization":
                found.append(self.entities.local("organization", self.name(atom)))
        return tuple(dict.fromkeys(found))

    def one_of(self, atom: Atom) -> str | None:
        """Of several states of one name (Korean, Congo) the one that the article names otherwise."""
        if len(atom.keys) == 1:
            return atom.keys[0]
        named = [k for k in atom.keys if k in self.states]
        return named[0] if len(named) == 1 else None if atom.weak else atom.keys[0]

    def name(self, atom: Atom) -> str:
        """What an unknown name is called: as spelled out in the article."""
        return atom.label or self.text(atom.first, atom.last)

    def text(self, first: int, last: int) -> str:
        """The words of tokens [first, last) as written."""
        return self.a.text[self.a.tokens[first].start : self.a.tokens[last - 1].end]

    def note_offices(self, span: Span) -> None:
        """Note the offices that the words around a person's name state."""
        if span.offices and not any(o.plural for o in span.offices):
            self.stated.append((self.key_of(span), [(o, self.side_keys(o.sides)) for o in span.offices]))

    def holder_in_text(self, office: Office, sides: tuple[str, ...], at: int) -> str | None:
        """Who holds an office by what the article says, before token `at` or else in one place alone."""
        barred = self._subject_of(at)
        for _, keys in reversed(self.out.spans):
            for other, of in self.out.offices.get(keys[0], ()) if len(keys) == 1 else ():
                if keys[0] != barred and _same_office(office, other) and (not sides or set(sides) & set(of)):
                    return keys[0]
        later = {
            k for k, held in self.stated for o, of in held if sides and _same_office(office, o) and set(sides) & set(of)
        }
        return later.pop() if len(later) == 1 and barred not in later else None

    def holder_named(self, office: Office, at: int) -> str | None:
        """the king: the one of those whom the article names that holds the office by the authority on its day."""
        barred = self._subject_of(at)
        found = set()
        for key in self._told:
            side = self.side_of(key) if key in self.authority else None
            if side and key != barred and self.authority.holder(office.title, side, self.date) == key:
                found.add(key)
        return found.pop() if len(found) == 1 else None

    def only_one_of(self, sides: tuple[str, ...], at: int) -> str | None:
        """The one person whom the article names of a side: the rebel leader, his North Korean counterpart.

        Without a side, the one who leads an armed group.
        """
        barred = self._subject_of(at)
        groups = {k for k in self._told if (self.side_of(k) or "").startswith("armed_group/")}
        found = {k for k in self._told if self.side_of(k) in sides} if sides else groups
        found -= {barred or ""}
        return found.pop() if len(found) == 1 else None

    def side_of(self, key: str) -> str | None:
        """Whose a person is: by the authority, else by the office that the article states."""
        if key in self.authority and (side := self.authority.entity(key).side):
            return side
        stated = next((of for k, held in self.stated for _, of in held if k == key and of), ())
        return stated[0] if stated else self.out.entities[key].side if key in self.out.entities else None

    def _subject_of(self, at: int) -> str | None:
        """Who the subject of the clause is, when the words at token `at` are its object."""
        if self.a.tokens[at].dep not in ("dobj", "pobj", "dative"):
            return None
        for subject in syntax.surface_subjects(self.a, syntax.clause_of(self.a, at)):
            keys = self.out.at.get(subject, ())
            return keys[0] if keys else None
        return None

    def holder_known(self, office: Office, sides: tuple[str, ...]) -> str | None:
        """Who holds an office by the authority on the day of the article."""
        for side in sides:
            key = self.authority.holder(office.title, side, self.date)
            if key is not None:
                self.entities.add(key)
                return key
        return None

    def add_positions(self) -> None:
        """Offices that the text states, then those that the authority knows for the article's date."""
        for key, entity in list(self.out.entities.items()):
            if entity.kind != "person":
                continue
            stated = [self._position(o, of) for o, of in self.out.offices.get(key, ())]
            known = self.authority.positions(key, self.date) if entity.authority else ()
            side = next((s for _, of in self.out.offices.get(key, ()) for s in of), None) or entity.side
            sector = entity.sector or next((o.sector for o, _ in self.out.offices.get(key, ()) if o.sector), None)
            self.out.entities[key] = replace(
                entity, positions=(*dict.fromkeys(stated), *known), side=side, sector=sector,
                country=entity.country or self.entities.country(side),
            )  # fmt: skip

    def _position(self, office: Office, of: tuple[str, ...]) -> Position:
        return Position(office.title, self.out.entities[of[0]].label if of else None, "text")


def _same_office(a: Office, b: Office) -> bool:
    """Whether two titles may be one office: the same, of the same role, or one the short form of the other."""
    if a.title == b.title or (a.role and a.role == b.role):
        return True
    if "leader" in (a.title, b.title) and (a.role or b.role) in _HEADS:
        return True
    return a.title.split()[-1:] == b.title.split()[-1:] and min(len(a.title.split()), len(b.title.split())) == 1
