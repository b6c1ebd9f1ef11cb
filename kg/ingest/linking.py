"""Linking: each mention gets the entity it means, from the authority or local to the article, never a guessed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.ingest import standing
from kg.ingest.authority import Authority
from kg.ingest.frames import Frames
from kg.ingest.linked import Linked, slug
from kg.ingest.mentions import Span
from kg.ingest.model import Analysis, DateValue, Entity, Mention
from kg.ingest.names import Atom, plain
from kg.ingest.persons import Persons
from kg.ingest.staff import Staff
from kg.ingest.titles import Office
from kg.ingest.unnamed import FIGHTERS, Unnamed

_LEADING = frozenset(
    {"leader", "counterpart", "chief", "head", "rebel leader", "rebel chief", "guerrilla leader", "strongman"}
)
_AT_LARGE = frozenset({"leader", "official", "representative", "negotiator", "delegate", "diplomat"})  # no one office
_POSTS = ("post", "office", "position", "role", "title", "job", "candidate", "election", "nomination")
_LANDS = ("state", "government", "nationality")


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
        self.unnamed = Unnamed(self.persons, frames)

    def run(self, spans: Sequence[Span]) -> Linked:
        persons = [s for s in spans if s.atom and s.atom.kind == "person"]
        sure = [s.atom for s in spans if s.atom and len(s.atom.keys) == 1 and s.atom.kind != "person"]
        self.persons.states = {atom.keys[0] for atom in sure}
        for span in sorted(persons, key=lambda s: -(s.atom.last - s.atom.first) if s.atom else 0):
            self.persons.register(span)
        for span in persons:
            self.persons.note_offices(span)
        every = self._with_surnames(spans)
        self.staff = Staff(self.persons, every)
        for span in every:
            self._link(span)
        for token, key in self.staff.bodies(self.frames):
            self._name(Span(token.i, token.i + 1, token.i, "body"), (key,), "alias")
        self.persons.add_positions()
        self.out.mentions.sort(key=lambda m: (m.first, m.last))
        return self.out

    def _with_surnames(self, spans: Sequence[Span]) -> list[Span]:
        """The spans and, for surnames of the article's persons that nobody recognised, one more each."""
        free = [s for s in spans if not self._is_surname(s)]
        covered = {i for s in free for i in range(s.first, s.last)}
        extra = [
            Span(t.i, t.i + 1, t.i, "name", Atom(t.i, t.i + 1, "person")) for t in self.a.tokens
            if t.pos == "PROPN" and t.i not in covered and len(t.text) > 2 and self._names_person(t.text)
        ]  # fmt: skip
        return sorted([*free, *extra], key=lambda s: s.first)

    def _is_surname(self, span: Span) -> bool:
        """A single word that the pipeline calls a place or organization, but that is a person's surname here."""
        atom = span.atom
        if atom is None or atom.keys or atom.place or atom.kind == "person" or span.offices:
            return False
        return self._names_person(self.persons.text(atom.first, atom.last))

    def _names_person(self, word: str) -> bool:
        """Whether a word alone names a person of the article."""
        return plain(word) in self.out.surnames or self.persons.has_first_word(word)

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
            self._name(span, (self.entities.local("organization", self.persons.name(atom)),))
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
        if standing.is_nobody(self.a, span, atom):
            return
        if atom.place and standing.heads_dateline(self.a, span, atom):
            self.entities.add(atom.place)
            self._mark_place(span, atom.place)
            return
        if (atom.kind in _LANDS or self.authority.is_territory(key)) and standing.is_place(
            self.a, self.frames, span, atom, self.out.places
        ):
            where = atom.place if atom.kind == "government" and atom.place else key
            self.entities.add(where)
            self._mark_place(span, where)
            return
        self.entities.add(key)
        kind = {"nationality": "nationality", "government": "metonym"}.get(atom.kind, "name")
        self._name(span, (key,), kind)

    def _link_described(self, span: Span) -> None:
        if span.kind in ("role", "unnamed") and (keys := self.staff.of(span)):
            self._serving(span, keys)
            return
        sides = self.persons.side_keys(span.sides)
        if span.kind == "delegation" and sides:
            self._name(span, tuple(self._delegation(s) for s in sides), "alias")
        elif span.kind in ("government", "institution"):
            region = standing.is_region_of_many(self.authority, span, sides)
            if sides and not region and not self._against(span, sides):
                self._name(span, sides, "alias")
        elif span.kind == "delegation":
            return  # "the two delegations" is left to coreference
        elif span.kind == "unnamed":
            self._nobody(span, sides)
        else:
            self._role(span, sides)

    def _against(self, span: Span, sides: tuple[str, ...]) -> bool:
        """Syrian rebels: fighters are not the state that is named with them; those of the Taliban are the Taliban."""
        fighters = span.plural and self.frames.sectors.get(span.noun) in FIGHTERS
        return fighters and all(self.out.entities[k].kind == "state" for k in sides if k in self.out.entities)

    def _delegation(self, side: str) -> str:
        entity = self.entities.add(side) if side in self.authority else self.out.entities[side]
        key = f"local/delegation/{slug(entity.label)}"
        if key not in self.out.entities:
            label = f"delegation of {entity.label}"
            self.out.entities[key] = Entity(key, "delegation", label, side=side, country=entity.country)
        return key

    def _serving(self, span: Span, keys: tuple[str, ...]) -> None:
        """X's spokesman: a person of the article, his state, or somebody without a name who may be told of again."""
        kinds = {"unnamed": "unnamed", "person": "office"}
        kind = kinds.get(self.out.entities[keys[0]].kind, "alias")
        if kind == "unnamed":
            self.unnamed.last[span.noun] = keys[0]
        self._name(replace(span, offices=()), keys, kind)

    def _nobody(self, span: Span, sides: tuple[str, ...]) -> None:
        """a senior Ukrainian official: an actor without a name, unless it is many who act as their state.

        Rebels and militants are bodies of their own, which kg.ingest.groups names.
        """
        if self._against(span, sides):
            return
        if named := self.staff.named(span, sides):
            self._name(replace(span, offices=()), (named,), "office")
        elif keys := self.unnamed.keys_of(span, sides):
            self._name(replace(span, offices=()), keys, "alias" if keys == sides else "unnamed")

    def _role(self, span: Span, sides: tuple[str, ...]) -> None:
        """the Turkish foreign minister: who holds the office by the article, else by the authority on that day."""
        office = span.offices[0]
        if span.plural:
            self._plural_role(span, office, sides)
            return
        key = (
            self.persons.holder_in_text(office, sides, span.head)
            or self.persons.holder_known(office, sides)
            or (None if sides else self.persons.holder_named(office, span.head))
            or (self.persons.only_one_of(sides, span.head) if span.noun in _LEADING else None)
            or self.staff.named(span, sides)
        )
        if key is not None:
            self._name(replace(span, offices=()), (key,), "office")
        elif (sides or span.noun in self.unnamed.last) and span.noun != "counterpart" and not self._is_office(span):
            self._nobody(span, sides)

    def _is_office(self, span: Span) -> bool:
        """to become prime minister of X, the post of minister: the office itself, which nobody is meant to hold."""
        token = self.a.tokens[span.head]
        above = self.a.tokens[token.head]
        if token.dep in ("attr", "oprd", "appos", "acomp"):
            return True
        return token.dep == "pobj" and (above.lower_is("as") or self.a.tokens[above.head].lower_is(*_POSTS))

    def _plural_role(self, span: Span, office: Office, sides: tuple[str, ...]) -> None:
        """the presidents of A and B; the leaders of both: each holder that the article names, else the states.

        Without an article (Indian and Chinese leaders) nobody in particular is meant.
        """
        if not office.role and span.noun not in _LEADING and self.unnamed.speaks(span):
            self._nobody(span, sides)
            return
        at_large = span.noun in _AT_LARGE and len(sides) > 1 and not self.a.tokens[span.first].lower_is("the")
        whose = () if at_large else sides
        keys = [
            self.persons.holder_in_text(office, (side,), span.head) or self._holder_named(office, side)
            for side in whose
        ]
        if len(whose) > 1:  # leaders without a name are their states, even where a later sentence names them
            told = {who[0] for _, who in self.out.spans if len(who) == 1}
            keys = [key if key in told else None for key in keys]
        if at_large:
            self._name(replace(span, offices=()), sides, "alias")
        elif keys:
            named = (key or side for key, side in zip(keys, sides, strict=True))
            self._name(replace(span, offices=()), tuple(dict.fromkeys(named)), "office")

    def _holder_named(self, office: Office, side: str) -> str | None:
        """Who holds the office by the authority, if the article names that person somewhere."""
        key = self.authority.holder(office.title, side, self.persons.date)
        return key if key in self.persons.named else None
