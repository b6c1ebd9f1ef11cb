"""Linking: each mention gets the entity it means, from the authority or local to the article, never a guessed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.ingest import syntax
from kg.ingest.authority import Authority
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked, slug
from kg.ingest.mentions import Span
from kg.ingest.model import Analysis, DateValue, Entity, Mention, Position
from kg.ingest.names import Atom
from kg.ingest.persons import Persons, plain
from kg.ingest.titles import Office

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "via", "through", "into"})
_MOTION = frozenset(
    {"go", "travel", "fly", "arrive", "return", "come", "head", "visit", "trip", "flight", "move", "drive", "deport"}
    | {"leave", "take", "bring", "deploy", "send", "flee", "journey", "tour", "depart", "rush", "extradite", "transfer"}
)
_SPOTS = frozenset({"capital", "city", "town", "village", "province", "coast", "soil", "resort", "port", "airport"})
_LEAVING = frozenset({"withdraw", "retreat", "pull"})
_GIVEN = frozenset({"aid", "document", "proposal"})


def link(a: Analysis, spans: Sequence[Span], *, authority: Authority, frames: Frames, date: DateValue | None) -> Linked:
    """Link all mentions of an article; names first, then those who are called by their office only."""
    linker = _Linker(a, authority, frames, date)
    return linker.run(spans)


class _Linker:
    def __init__(self, a: Analysis, authority: Authority, frames: Frames, date: DateValue | None) -> None:
        self.a = a
        self.authority = authority
        self.frames = frames
        self.out = Linked()
        self.persons = Persons(a, authority, date, self.out)
        self.entities = self.persons.entities
        self.last_unnamed: dict[str, str] = {}

    def run(self, spans: Sequence[Span]) -> Linked:
        persons = [s for s in spans if s.atom and s.atom.kind == "person"]
        sure = [s.atom for s in spans if s.atom and len(s.atom.keys) == 1 and s.atom.kind != "person"]
        self.persons.states = {atom.keys[0] for atom in sure}
        for span in sorted(persons, key=lambda s: -(s.atom.last - s.atom.first) if s.atom else 0):
            self.persons.register(span)
        for span in persons:
            self.persons.note_offices(span)
        for span in self._with_surnames(spans):
            self._link(span)
        self.persons.add_positions()
        self.out.mentions.sort(key=lambda m: (m.first, m.last))
        return self.out

    def _with_surnames(self, spans: Sequence[Span]) -> list[Span]:
        """The spans and, for surnames of the article's persons that nobody recognised, one more each."""
        free = [s for s in spans if not self._is_surname(s)]
        covered = {i for s in free for i in range(s.first, s.last)}
        extra = [
            Span(t.i, t.i + 1, t.i, "name", Atom(t.i, t.i + 1, "person")) for t in self.a.tokens
            if t.pos == "PROPN" and t.i not in covered and len(t.text) > 2 and plain(t.text) in self.out.surnames
        ]  # fmt: skip
        return sorted([*free, *extra], key=lambda s: s.first)

    def _is_surname(self, span: Span) -> bool:
        """A single word that the pipeline calls a place or organization, but that is a person's surname here."""
        atom = span.atom
        if atom is None or atom.keys or atom.kind == "person" or atom.last - atom.first != 1 or span.offices:
            return False
        return plain(self.a.tokens[atom.first].text) in self.out.surnames

    def _link(self, span: Span) -> None:
        atom = span.atom
        if span.kind in ("role", "unnamed", "delegation", "government", "institution"):
            self._link_described(span)
        elif atom is None:
            return
        elif atom.kind == "person":
            self._name(span, (self.persons.key_of(span),))
        elif atom.kind in ("place", "venue"):
            self._place(span, atom)
        elif atom.kind == "organization" and not atom.keys:
            self._name(span, (self.entities.local("organization", self.persons.text(atom.first, atom.last)),))
        elif atom.keys:
            self._actor_or_place(span, atom)

    def _name(self, span: Span, keys: tuple[str, ...], kind: str = "name") -> None:
        for key in keys:
            self._remember(span, key, kind)
        for i in range(span.first, span.last):
            if i not in self.out.at:
                self.out.at[i] = keys
        self.out.spans.append((span, keys))
        if span.offices and len(keys) == 1:
            self.out.offices.setdefault(keys[0], []).extend((o, self.persons.side_keys(o.sides)) for o in span.offices)

    def _remember(self, span: Span, key: str, kind: str) -> None:
        start, end = self.a.tokens[span.first].start, self.a.tokens[span.last - 1].end
        self.out.mentions.append(Mention(span.first, span.last, span.head, start, end, kind, key))

    def _place(self, span: Span, atom: Atom) -> None:
        if atom.place is None and self._government_like(span):
            return
        key = atom.place or self.entities.local(atom.kind, self.persons.text(atom.first, atom.last))
        if atom.place:
            self.entities.add(key)
        self._mark_place(span, key)

    def _government_like(self, span: Span) -> bool:
        """An unknown place is kept only where it stands as a place."""
        return self.a.tokens[span.head].dep not in ("pobj", "npadvmod", "appos", "conj", "compound")

    def _mark_place(self, span: Span, key: str) -> None:
        self._remember(span, key, "place")
        for i in range(span.first, span.last):
            self.out.places[i] = key

    def _actor_or_place(self, span: Span, atom: Atom) -> None:
        key = self.persons.one_of(atom)
        if key is None:
            return
        if atom.kind in ("state", "government", "nationality") and self._is_place(span, atom):
            where = atom.place if atom.kind == "government" and atom.place else key
            self.entities.add(where)
            self._mark_place(span, where)
            return
        self.entities.add(key)
        kind = {"nationality": "nationality", "government": "metonym"}.get(atom.kind, "name")
        self._name(span, (key,), kind)

    def _is_place(self, span: Span, atom: Atom) -> bool:
        """A state or capital is a place after "in" and the like, after verbs of motion, and before an event noun."""
        a, head = self.a, span.head
        token = a.tokens[syntax.first_conjunct(a, head)]
        if token.dep in ("compound", "amod", "nmod", "poss") and a.tokens[token.head].lemma.lower() in _SPOTS:
            return atom.kind in ("state", "government", "nationality")
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
        return preposition.lower_is("to", "from", "for", "toward", "towards") and governor in _MOTION

    def _war_in(self, governor: int) -> bool:
        return self.a.tokens[governor].lemma.lower() in ("interest", "confidence", "trust", "believe")

    def _link_described(self, span: Span) -> None:
        sides = self.persons.side_keys(span.sides)
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
        entity = self.entities.add(side) if side in self.authority else self.out.entities[side]
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
        key = self.entities.local("unnamed", label, side=sides[0] if sides else None)
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
        key = self.persons.holder_in_text(office, sides, span.head) or self.persons.holder_known(office, sides)
        if key is not None:
            self._name(replace(span, offices=()), (key,), "office")
        elif sides or span.noun in self.last_unnamed:
            self._unnamed(span, sides)

    def _plural_role(self, span: Span, office: Office, sides: tuple[str, ...]) -> None:
        """the presidents of A and B; the leaders of both: each holder, else the states themselves."""
        keys = []
        for side in sides:
            keys.append(
                self.persons.holder_in_text(office, (side,), span.head)
                or self.persons.holder_known(office, (side,))
                or side
            )
        if keys:
            self._name(replace(span, offices=()), tuple(dict.fromkeys(keys)), "office")
