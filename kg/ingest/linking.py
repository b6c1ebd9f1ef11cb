"""Linking: each mention gets the entity it means, from the authority or local to the article, never a guessed one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.ingest import syntax
from kg.ingest.authority import Authority
from kg.ingest.frames import Frames
from kg.ingest.mentions import Span
from kg.ingest.model import Analysis, DateValue, Entity, Mention, Position
from kg.ingest.names import Atom
from kg.ingest.titles import Office

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "via", "through", "into"})
_MOTION = frozenset(
    {"go", "travel", "fly", "arrive", "return", "come", "head", "visit", "trip", "flight", "move", "drive", "deport"}
    | {"leave", "take", "bring", "deploy", "send", "flee", "journey", "tour", "depart", "rush", "extradite", "transfer"}
)
_LEAVING = frozenset({"withdraw", "retreat", "pull"})
_GIVEN = frozenset({"aid", "document", "proposal"})


@dataclass
class Linked:
    """Who stands where: entities by key, actors and places by token, and the mentions in text order."""

    entities: dict[str, Entity] = field(default_factory=dict)
    at: dict[int, tuple[str, ...]] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    offices: dict[str, list[tuple[Office, tuple[str, ...]]]] = field(default_factory=dict)
    spans: list[tuple[Span, tuple[str, ...]]] = field(default_factory=list)
    surnames: dict[str, list[str]] = field(default_factory=dict)


def link(a: Analysis, spans: Sequence[Span], *, authority: Authority, frames: Frames, date: DateValue | None) -> Linked:
    """Link all mentions of an article; names first, then those who are called by their office only."""
    linker = _Linker(a, authority, frames, date)
    return linker.run(spans)


def slug(text: str) -> str:
    """`text` as the last part of a local key: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unknown"


def _plain(name: str) -> str:
    """A name as surnames are compared: lower case, hyphens as spaces."""
    return " ".join(name.lower().replace("-", " ").split())


class _Linker:
    def __init__(self, a: Analysis, authority: Authority, frames: Frames, date: DateValue | None) -> None:
        self.a = a
        self.authority = authority
        self.frames = frames
        self.date = date
        self.out = Linked()
        self.last_unnamed: dict[str, str] = {}
        self.states: set[str] = set()
        self.stated: list[tuple[str, list[tuple[Office, tuple[str, ...]]]]] = []

    def run(self, spans: Sequence[Span]) -> Linked:
        persons = [s for s in spans if s.atom and s.atom.kind == "person"]
        sure = [s.atom for s in spans if s.atom and len(s.atom.keys) == 1 and s.atom.kind != "person"]
        self.states = {atom.keys[0] for atom in sure}
        for span in sorted(persons, key=lambda s: -(s.atom.last - s.atom.first) if s.atom else 0):
            self._register(span)
        for span in persons:
            if span.offices and not any(o.plural for o in span.offices):
                self.stated.append((self._person_key(span), [(o, self._side_keys(o.sides)) for o in span.offices]))
        for span in self._with_surnames(spans):
            self._link(span)
        self._positions()
        self.out.mentions.sort(key=lambda m: (m.first, m.last))
        return self.out

    def _with_surnames(self, spans: Sequence[Span]) -> list[Span]:
        """The spans and, for surnames of the article's persons that nobody recognised, one more each."""
        free = [s for s in spans if not self._is_surname(s)]
        covered = {i for s in free for i in range(s.first, s.last)}
        extra = [
            Span(t.i, t.i + 1, t.i, "name", Atom(t.i, t.i + 1, "person")) for t in self.a.tokens
            if t.pos == "PROPN" and t.i not in covered and len(t.text) > 2 and _plain(t.text) in self.out.surnames
        ]  # fmt: skip
        return sorted([*free, *extra], key=lambda s: s.first)

    def _is_surname(self, span: Span) -> bool:
        """A single word that the pipeline calls a place or organization, but that is a person's surname here."""
        atom = span.atom
        if atom is None or atom.keys or atom.kind == "person" or atom.last - atom.first != 1 or span.offices:
            return False
        return _plain(self.a.tokens[atom.first].text) in self.out.surnames

    # persons

    def _text(self, first: int, last: int) -> str:
        return self.a.text[self.a.tokens[first].start : self.a.tokens[last - 1].end]

    def _register(self, span: Span) -> None:
        """Let full names of the article own their surname."""
        atom = span.atom
        assert atom is not None
        words = [t.text for t in self.a.tokens[atom.first : atom.last] if t.text[0].isalnum()]
        if len(words) < 2:
            return
        key = self._person_key(span)
        for surname in {words[-1], " ".join(words[1:])}:
            known = self.out.surnames.setdefault(_plain(surname), [])
            if key not in known:
                known.append(key)

    def _person_key(self, span: Span) -> str:
        atom = span.atom
        assert atom is not None
        text = self._text(atom.first, atom.last)
        article = self.out.surnames.get(_plain(text), [])
        if not atom.keys and not article and (known := self._without_initials(atom)):
            self._add(known)
            return known
        keys = tuple(k for k in atom.keys if k in article) or atom.keys
        if article and not any(k in article for k in atom.keys):
            keys = tuple(article[-1:])
        if len(keys) > 1:
            keys = self._by_office(keys, span.offices)
        if len(keys) == 1 and self._fits(keys[0], span):
            if keys[0] in self.authority:
                self._add(keys[0])
            return keys[0]
        return self._local("person", text, side=self._first_side(span.offices))

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
        if key in self.out.surnames.get(_plain(entity.label.split()[-1]), ()) or atom is None:
            return True
        stated = {k for o in span.offices for k in self._side_keys(o.sides) if k.startswith("state/")}
        if stated and entity.side and entity.side.startswith("state/") and entity.side not in stated:
            return atom.last - atom.first >= len(entity.label.split())
        return not atom.weak or entity.side in self.states or bool(span.offices)

    def _by_office(self, keys: tuple[str, ...], offices: Sequence[Office]) -> tuple[str, ...]:
        """Of several persons of one name the one who is of the state named, or who holds an office that day."""
        sides = {k for o in offices for k in self._side_keys(o.sides)}
        matching = tuple(k for k in keys if self.authority.entity(k).side in sides)
        if len(matching) == 1:
            return matching
        holding = tuple(k for k in keys if self.authority.positions(k, self.date))
        return holding if len(holding) == 1 else ()

    def _first_side(self, offices: Sequence[Office]) -> str | None:
        return next((k for o in offices for k in self._side_keys(o.sides)), None)

    def _side_keys(self, sides: Iterable[Atom]) -> tuple[str, ...]:
        """Actors that the states and organizations in `sides` are."""
        found: list[str] = []
        for atom in sides:
            if atom.kind == "person":
                person = self._person_key(Span(atom.first, atom.last, atom.last - 1, "name", atom))
                found.extend(k for k in (self.out.entities[person].side,) if k)
            elif atom.keys:
                if key := self._one_of(atom):
                    found.append(key)
                    self._add(key)
            elif atom.kind == "organization":
                found.append(self._local("organization", self._text(atom.first, atom.last)))
        return tuple(dict.fromkeys(found))

    # entities

    def _add(self, key: str) -> Entity:
        """The authority's entity, with the places that it lies in."""
        if key not in self.out.entities:
            self.out.entities[key] = self.authority.entity(key)
            for other in (self.out.entities[key].within, self.out.entities[key].side):
                if other:
                    self._add(other)
        return self.out.entities[key]

    def _local(self, kind: str, label: str, *, side: str | None = None) -> str:
        label = " ".join(label.split())
        key = f"local/{kind}/{slug(label)}"
        country = self._country(side)
        known = self.out.entities.get(key)
        if known is None:
            self.out.entities[key] = Entity(key, kind, label, side=side, country=country)
        elif side and not known.side:
            self.out.entities[key] = replace(known, side=side, country=country)
        return key

    def _country(self, side: str | None) -> str | None:
        return self._add(side).country if side and side in self.authority else None

    # mentions

    def _link(self, span: Span) -> None:
        atom = span.atom
        if span.kind in ("role", "unnamed", "delegation", "government", "institution"):
            self._link_described(span)
        elif atom is None:
            return
        elif atom.kind == "person":
            self._name(span, (self._person_key(span),))
        elif atom.kind in ("place", "venue"):
            self._place(span, atom)
        elif atom.kind == "organization" and not atom.keys:
            self._name(span, (self._local("organization", self._text(atom.first, atom.last)),))
        elif atom.keys:
            self._actor_or_place(span, atom)

    def _one_of(self, atom: Atom) -> str | None:
        """Of several states of one name (Korean, Congo) the one that the article names otherwise."""
        if len(atom.keys) == 1:
            return atom.keys[0]
        named = [k for k in atom.keys if k in self.states]
        return named[0] if len(named) == 1 else None if atom.weak else atom.keys[0]

    def _name(self, span: Span, keys: tuple[str, ...], kind: str = "name") -> None:
        for key in keys:
            self._remember(span, key, kind)
        for i in range(span.first, span.last):
            if i not in self.out.at:
                self.out.at[i] = keys
        self.out.spans.append((span, keys))
        if span.offices and len(keys) == 1:
            self.out.offices.setdefault(keys[0], []).extend((o, self._side_keys(o.sides)) for o in span.offices)

    def _remember(self, span: Span, key: str, kind: str) -> None:
        start, end = self.a.tokens[span.first].start, self.a.tokens[span.last - 1].end
        self.out.mentions.append(Mention(span.first, span.last, span.head, start, end, kind, key))

    def _place(self, span: Span, atom: Atom) -> None:
        if atom.place is None and self._government_like(span):
            return
        key = atom.place or self._local(atom.kind, self._text(atom.first, atom.last))
        if atom.place:
            self._add(key)
        self._mark_place(span, key)

    def _government_like(self, span: Span) -> bool:
        """An unknown place is kept only where it stands as a place."""
        return self.a.tokens[span.head].dep not in ("pobj", "npadvmod", "appos", "conj", "compound")

    def _mark_place(self, span: Span, key: str) -> None:
        self._remember(span, key, "place")
        for i in range(span.first, span.last):
            self.out.places[i] = key

    def _actor_or_place(self, span: Span, atom: Atom) -> None:
        key = self._one_of(atom)
        if key is None:
            return
        if atom.kind in ("state", "government") and self._is_place(span, atom):
            where = atom.place if atom.kind == "government" and atom.place else key
            self._add(where)
            self._mark_place(span, where)
            return
        self._add(key)
        kind = {"nationality": "nationality", "government": "metonym"}.get(atom.kind, "name")
        self._name(span, (key,), kind)

    def _is_place(self, span: Span, atom: Atom) -> bool:
        """A state or capital is a place after "in" and the like, after verbs of motion, and before an event noun."""
        a, head = self.a, span.head
        token = a.tokens[syntax.first_conjunct(a, head)]
        if token.dep in ("compound", "amod", "nmod") and atom.kind == "government":
            below = a.tokens[token.head].lemma.lower()
            return bool(self.frames.classes(below) & {"meeting", "agreement", "visit", "process"})
        if token.dep == "appos" and token.head in self.out.places:
            return True
        if token.dep != "pobj":
            return False
        preposition = a.tokens[token.head]
        if preposition.text.lower() in _PLACE_PREPOSITIONS:
            return not self._war_in(preposition.head)
        governor = a.tokens[preposition.head].lemma.lower()
        if governor in _LEAVING and preposition.lower_is("from") and atom.kind == "government":
            return True
        if any(self.frames.classes(a.tokens[o].lemma.lower()) & _GIVEN for o in syntax.objects(a, preposition.head)):
            return False  # aid sent to Sudan is given to somebody
        return preposition.lower_is("to", "from", "toward", "towards") and governor in _MOTION

    def _war_in(self, governor: int) -> bool:
        return self.a.tokens[governor].lemma.lower() in ("interest", "confidence", "trust", "believe")

    # those without a name

    def _link_described(self, span: Span) -> None:
        sides = self._side_keys(span.sides)
        if span.kind == "delegation" and sides:
            self._name(span, tuple(self._delegation(s) for s in sides), "alias")
        elif span.kind in ("government", "institution"):
            if sides:
                self._name(span, sides, "alias")
        elif span.kind == "delegation":
            return  # "the two delegations" is left to coreference
        elif span.kind == "unnamed":
            self._unnamed(span, sides)
        else:
            self._role(span, sides)

    def _delegation(self, side: str) -> str:
        entity = self._add(side) if side in self.authority else self.out.entities[side]
        key = f"local/delegation/{slug(entity.label)}"
        if key not in self.out.entities:
            label = f"delegation of {entity.label}"
            self.out.entities[key] = Entity(key, "delegation", label, side=side, country=entity.country)
        return key

    def _unnamed(self, span: Span, sides: tuple[str, ...]) -> None:
        """a senior Ukrainian official; later "the official" means the same."""
        if span.plural and sides:
            self._name(span, sides, "alias")
            return
        noun = span.noun
        if not sides and span.definite and noun in self.last_unnamed:
            self._name(span, (self.last_unnamed[noun],), "alias")
            return
        if not sides and (span.definite or span.plural):
            return
        label = " ".join([*(self._adjective(s) for s in sides[:1]), self._office_words(span), "(unnamed)"])
        key = self._local("unnamed", label, side=sides[0] if sides else None)
        position = Position(self._office_words(span), self.out.entities[sides[0]].label if sides else None, "text")
        entity = self.out.entities[key]
        self.out.entities[key] = replace(entity, positions=entity.positions or (position,))
        self.last_unnamed[noun] = key
        self._name(replace(span, offices=()), (key,), "unnamed")

    def _office_words(self, span: Span) -> str:
        return span.offices[0].title if span.offices else span.noun

    def _adjective(self, side: str) -> str:
        known = self.authority.adjective(side)
        return known or self.out.entities[side].label

    def _role(self, span: Span, sides: tuple[str, ...]) -> None:
        """the Turkish foreign minister: who holds the office by the article, else by the authority on that day."""
        office = span.offices[0]
        if span.plural:
            self._plural_role(span, office, sides)
            return
        key = self._holder_in_text(office, sides, span.head) or self._holder_known(office, sides)
        if key is not None:
            self._name(replace(span, offices=()), (key,), "office")
        elif sides or span.noun in self.last_unnamed:
            self._unnamed(span, sides)

    def _plural_role(self, span: Span, office: Office, sides: tuple[str, ...]) -> None:
        """the presidents of A and B; the leaders of both: each holder, else the states themselves."""
        keys = []
        for side in sides:
            keys.append(self._holder_in_text(office, (side,), span.head) or self._holder_known(office, (side,)) or side)
        if keys:
            self._name(replace(span, offices=()), tuple(dict.fromkeys(keys)), "office")

    def _holder_in_text(self, office: Office, sides: tuple[str, ...], at: int) -> str | None:
        barred = self._subject_of(at)
        for _, keys in reversed(self.out.spans):
            for other, of in self.out.offices.get(keys[0], ()) if len(keys) == 1 else ():
                if keys[0] != barred and _same_office(office, other) and (not sides or set(sides) & set(of)):
                    return keys[0]
        later = {
            k for k, held in self.stated for o, of in held if sides and _same_office(office, o) and set(sides) & set(of)
        }
        return later.pop() if len(later) == 1 and barred not in later else None

    def _subject_of(self, at: int) -> str | None:
        """Who the subject of the clause is, when the words at token `at` are its object."""
        if self.a.tokens[at].dep not in ("dobj", "pobj", "dative"):
            return None
        for subject in syntax.surface_subjects(self.a, syntax.clause_of(self.a, at)):
            keys = self.out.at.get(subject, ())
            return keys[0] if keys else None
        return None

    def _holder_known(self, office: Office, sides: tuple[str, ...]) -> str | None:
        for side in sides:
            key = self.authority.holder(office.title, side, self.date)
            if key is not None:
                self._add(key)
                return key
        return None

    # positions

    def _positions(self) -> None:
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
                country=entity.country or self._country(side),
            )  # fmt: skip

    def _position(self, office: Office, of: tuple[str, ...]) -> Position:
        return Position(office.title, self.out.entities[of[0]].label if of else None, "text")


def _same_office(a: Office, b: Office) -> bool:
    """Whether two titles may be one office: the same, of the same role, or one the short form of the other."""
    if a.title == b.title or (a.role and a.role == b.role):
        return True
    return a.title.split()[-1:] == b.title.split()[-1:] and min(len(a.title.split()), len(b.title.split())) == 1
