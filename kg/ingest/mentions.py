"""Mentions: the words that may stand for an actor or a place, found in the tokens before anyone decides who is meant.

Names come from the authority first and from the pipeline's name recognition where the authority is silent; titles
are joined to the names they belong to; what is left are offices, delegations, governments and people without a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.ingest import bylines, names, retold, syntax
from kg.ingest.authority import Authority, TitleHit
from kg.ingest.frames import Frames
from kg.ingest.model import Analysis, Token
from kg.ingest.names import Atom
from kg.ingest.titles import BARE_HEADS, Office, Titles


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: tokens [first, last) with syntactic head; `atom` is the name in it, if there is one.

    `kind`: name, role (an office without a name), unnamed, delegation, government. `sides`: whose it is.
    """

    first: int
    last: int
    head: int
    kind: str
    atom: Atom | None = None
    offices: tuple[Office, ...] = ()
    sides: tuple[Atom, ...] = ()
    noun: str = ""
    plural: bool = False
    definite: bool = True


def find(a: Analysis, authority: Authority, frames: Frames) -> list[Span]:
    """All mentions in text order, without overlap."""
    texts = [t.text for t in a.tokens]
    titles = authority.titles(texts)
    titled = frozenset(i for hit in titles for i in range(hit.first, hit.last))
    found = [_titled(a, atom, titles) for atom in names.find(a, authority.matches(texts), titled)]
    writers = bylines.credited(a, found)
    atoms = retold.complete(a, [x for x in found if x.first not in writers], titled)
    scanner = _Scanner(a, frames, Titles(a, atoms, titles))
    return _counterparts(a, sorted(scanner.spans(), key=lambda s: s.first))


def _titled(a: Analysis, atom: Atom, titles: Sequence[TitleHit]) -> Atom:
    """Mali's president, X, ...: an unknown name of two words and more beside a title is a person, whatever it seems."""
    if atom.keys or atom.place or atom.kind not in ("organization", "place") or atom.last - atom.first < 2:
        return atom
    tokens = a.tokens
    after = tokens[atom.last].text if atom.last < len(tokens) else "."
    aside = atom.first > 0 and tokens[atom.first - 1].text == "," and after in (",", ".")
    ends = {t.last for t in titles if t.title.kind == "office" and not t.plural and t.title.role}
    return replace(atom, kind="person") if (atom.first - 1 if aside else atom.first) in ends else atom


def _counterparts(a: Analysis, spans: Sequence[Span]) -> list[Span]:
    """his Iraqi counterpart holds the office of the subject, else of whom the text named with one before."""
    found: list[Span] = []
    held: dict[str, Office] = {}
    last: Office | None = None
    for span in spans:
        if any(o.title == "counterpart" for o in span.offices):
            model = held.get(_subject(a, span.head)) or last
            offices = (replace(model, sides=o.sides) if model and o.title == "counterpart" else o for o in span.offices)
            span = replace(span, offices=tuple(offices))
        last = next((o for o in reversed(span.offices) if o.title != "counterpart"), last)
        if span.offices and span.atom:
            held[a.tokens[span.atom.last - 1].text] = span.offices[0]
        found.append(span)
    return found


def _subject(a: Analysis, i: int) -> str:
    """The head word of the subject of the clause of token i, or empty."""
    subjects = syntax.surface_subjects(a, syntax.clause_of(a, i))
    return a.tokens[subjects[0]].text if subjects else ""


class _Scanner:
    """Walks the tokens around names and titles, and takes each token for one mention."""

    def __init__(self, a: Analysis, frames: Frames, titles: Titles) -> None:
        self.a = a
        self.frames = frames
        self.titles = titles
        ranges = [(atom.first, atom.last) for atom in titles.atoms] + [(t.first, t.last) for t in titles.titles]
        self.named = {i for first, last in ranges for i in range(first, last)}

    def spans(self) -> Iterator[Span]:
        persons = [atom for atom in self.titles.atoms if atom.kind == "person"]
        for atom in persons:
            yield self._take(self._person(atom))
        for title in self.titles.titles:
            free = not self.titles.taken(title.first, title.last) and title.title.kind != "honorific"
            if free and (span := self._role(title)):
                yield self._take(span)
        for token in self.a.tokens:
            noun = token.pos in ("NOUN", "PROPN") and token.i not in self.titles.used and token.i not in self.named
            if noun and (span := self._collective(token)):
                yield self._take(span)
        for atom in self.titles.atoms:
            if not self.titles.taken(atom.first, atom.last):
                yield self._take(self._plain(atom))

    def _take(self, span: Span) -> Span:
        self.titles.used |= set(range(span.first, span.last))
        return span

    def _plain(self, atom: Atom) -> Span:
        return Span(atom.first, atom.last, syntax.span_root(self.a, atom.first, atom.last), "name", atom)

    def _person(self, atom: Atom) -> Span:
        """A person with titles before and after."""
        first, last, offices = self.titles.around(atom)
        opening = first if self.a.tokens[atom.first - 1].text == "," else atom.first
        root = syntax.span_root(self.a, opening, atom.last)
        return Span(first, last, root, "name", atom, offices)

    def _role(self, hit: TitleHit) -> Span | None:
        """the Turkish foreign minister; a senior Ukrainian official; Ukraine's president, X."""
        if hit.title.kind == "office" and (name := self._unrecognised_name(hit)):
            return self._person(name)
        first, sides, definite = self.titles.before_noun(hit.first)
        if first > 0 and self.a.tokens[first - 1].lower_is("as"):
            return None
        last, after = self.titles.sides_after(hit.last, many=hit.plural)
        if sides and self.a.tokens[min(hit.last, len(self.a.tokens) - 1)].lower_is("in", "at", "from", "on"):
            last, after = hit.last, ()  # Syrian officials in Baku are not those of Baku
        sides = sides or after
        root = syntax.span_root(self.a, hit.first, hit.last)
        if self.a.tokens[root].dep in ("compound", "amod") and self.a.tokens[self.a.tokens[root].head].pos != "PROPN":
            return None
        office = self.titles.office(hit, sides)
        if hit.title.text in BARE_HEADS:
            office = self.titles.headship(office, hit.last, last)
        if hit.title.kind == "institution" and hit.title.office == "delegation":
            return Span(first, last, root, "delegation", None, (), sides, "delegation", hit.plural, definite)
        if hit.title.kind == "institution":
            return Span(first, last, root, "institution", None, (office,), sides, hit.title.text, hit.plural, definite)
        kind = "role" if definite else "unnamed"
        return Span(first, last, root, kind, None, (office,), sides, hit.title.text, hit.plural, definite)

    def _unrecognised_name(self, hit: TitleHit) -> Atom | None:
        """Crown Prince Sultan: proper nouns right after a capitalised title name a person that nobody recognised."""
        tokens, last = self.a.tokens, hit.last
        if aside := self._aside(hit):
            return aside
        if not tokens[hit.first].text[0].isupper() or hit.plural or tokens[hit.last - 1].entity == "ORG":
            return None
        while self._unknown(last, "", "PERSON"):
            last += 1
        return Atom(hit.last, last, "person") if last > hit.last else None

    def _aside(self, hit: TitleHit) -> Atom | None:
        """Mobutu's aide, Honore Ngbanda, said: a name of two words and more in apposition to a title."""
        tokens, first = self.a.tokens, hit.last + 1
        if hit.plural or first >= len(tokens) or tokens[hit.last].text != ",":
            return None
        last = first
        while self._unknown(last, "", "PERSON", "NORP", "ORG"):
            last += 1
        closed = last < len(tokens) and tokens[last].text == ","
        beside = last - first > 1 and tokens[last - 1].dep == "appos" and tokens[last - 1].head == hit.last - 1
        return Atom(first, last, "person") if closed and beside else None

    def _unknown(self, i: int, *entities: str) -> bool:
        """Whether token i is a proper noun in no name or mention, that the pipeline takes for one of `entities`."""
        token = self.a.tokens[min(i, len(self.a.tokens) - 1)]
        free = i < len(self.a.tokens) and i not in self.titles.starts and i not in self.titles.used
        return free and token.tag == "NNP" and token.entity in entities

    def _collective(self, token: Token) -> Span | None:
        """Delegations, governments and officials that a state qualifies, and people without a name."""
        classes = self.frames.classes(token.lemma.lower()) | self.frames.classes(token.text.lower())
        kinds = classes & {"delegation", "government", "plural_side", "someone"}
        if "delegation_members" in classes and token.tag in ("NNS", "NNPS"):
            kinds = frozenset({"delegation"})
        thing = token.dep == "compound" and self.a.tokens[token.head].pos == "NOUN" and token.head == token.i + 1
        named = self.titles.starts.get(token.i + 1)
        named = named if named and named.kind == "person" and token.tag == "NN" else None
        if not kinds or ((thing or named) and "someone" in kinds):
            return None
        first, sides, definite = self.titles.before_noun(token.i)
        plural = token.tag in ("NNS", "NNPS")
        last, after = (token.i + 1, ()) if sides else self.titles.sides_after(token.i + 1, many=plural)
        if "delegation" in kinds and self.a.tokens[min(token.i + 1, len(self.a.tokens) - 1)].lower_is(
            "to", "on", "for"
        ):
            last, after = token.i + 1, ()  # the delegation to the talks of Somalia
        sides = sides or (after if "delegation" in kinds or "plural_side" in kinds else ())
        kind = self._collective_kind(kinds, plural, bool(sides))
        if kind is None or (not sides and kind != "unnamed"):
            return None
        return Span(first, last, token.i, kind, None, (), sides, token.lemma.lower(), plural, definite)

    @staticmethod
    def _collective_kind(kinds: frozenset[str], plural: bool, owned: bool) -> str | None:
        if "delegation" in kinds:
            return "delegation"
        if "government" in kinds and owned:
            return "government"
        if plural and "plural_side" in kinds and owned:
            return "government"
        return "unnamed" if "someone" in kinds else None
