"""Mentions: the words that may stand for an actor or a place, found in the tokens before anyone decides who is meant.

Names come from the authority first and from the pipeline's name recognition where the authority is silent; titles
are joined to the names they belong to ("Turkish President X", "X, the head of Russia's delegation").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.ingest import names, syntax
from kg.ingest.authority import Authority, Title, TitleHit
from kg.ingest.frames import Frames
from kg.ingest.model import Analysis, Token
from kg.ingest.names import RANKS, Atom

_LONG = 14  # tokens of an office before its holder's name
_BETWEEN = frozenset({"government", "peace", "negotiating", "army", "rebel", "opposition", "security"})
_BARE_HEADS = frozenset({"head", "chief", "leader"})
_SIDES = frozenset({"state", "government", "organization", "armed_group", "nationality"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "one", "another", "two", "both"})


@dataclass(frozen=True, slots=True)
class Office:
    """A title in the text: its canonical wording and the atoms that say of whom."""

    title: str
    role: str
    sector: str
    sides: tuple[Atom, ...]
    plural: bool = False


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
    atoms = [_titled(a, atom, titles) for atom in names.find(a, authority.matches(texts), titled)]
    scanner = _Scanner(a, frames, atoms, titles)
    return _counterparts(sorted(scanner.spans(), key=lambda s: s.first))


def _titled(a: Analysis, atom: Atom, titles: Sequence[TitleHit]) -> Atom:
    """Mali's president, X, ...: an unknown name of two words and more beside a title is a person, whatever it seems."""
    if atom.keys or atom.place or atom.kind not in ("organization", "place") or atom.last - atom.first < 2:
        return atom
    tokens = a.tokens
    after = tokens[atom.last].text if atom.last < len(tokens) else "."
    aside = atom.first > 0 and tokens[atom.first - 1].text == "," and after in (",", ".")
    ends = {t.last for t in titles if t.title.kind == "office" and not t.plural and t.title.role}
    return replace(atom, kind="person") if (atom.first - 1 if aside else atom.first) in ends else atom


def _counterparts(spans: Sequence[Span]) -> list[Span]:
    """his Iraqi counterpart holds the office of whom the text named with one before."""
    found: list[Span] = []
    last: Office | None = None
    for span in spans:
        if last is not None:
            offices = (replace(last, sides=o.sides) if o.title == "counterpart" else o for o in span.offices)
            span = replace(span, offices=tuple(offices))
        last = next((o for o in reversed(span.offices) if o.title != "counterpart"), last)
        found.append(span)
    return found


# -- titles, roles, delegations ------------------------------------------------------------------------------------


class _Scanner:
    """Walks the tokens around names and titles; holds the indexes that the walk needs."""

    def __init__(self, a: Analysis, frames: Frames, atoms: Sequence[Atom], titles: Sequence[TitleHit]) -> None:
        self.a = a
        self.frames = frames
        self.atoms = list(atoms)
        inside = {i for atom in atoms for i in range(atom.first, atom.last)}
        self.titles = [t for t in titles if not inside & set(range(t.first, t.last))]
        self.titles.extend(self._bare_heads({i for t in self.titles for i in range(t.first, t.last)}))
        self.titles.sort(key=lambda t: t.first)
        self.starts = {atom.first: atom for atom in atoms}
        self.ends = {atom.last: atom for atom in atoms}
        self.title_starts = {t.first: t for t in self.titles}
        self.title_ends = {t.last: t for t in self.titles}
        ranges = [(atom.first, atom.last) for atom in atoms] + [(t.first, t.last) for t in self.titles]
        self.named = {i for first, last in ranges for i in range(first, last)}
        self.used: set[int] = set()

    def _bare_heads(self, covered: set[int]) -> Iterator[TitleHit]:
        """head of, chief of: nouns that are an office by what follows; counterpart, by what stands before."""
        for token, after in pairwise(self.a.tokens):
            word = token.lemma.lower()
            headed = word in _BARE_HEADS and after.lower_is("of")
            if (headed or token.lower_is("counterpart")) and token.pos == "NOUN" and token.i not in covered:
                yield TitleHit(token.i, token.i + 1, Title(word, word, "", "GOV", "office"), token.tag == "NNS")

    def spans(self) -> Iterator[Span]:
        persons = [atom for atom in self.atoms if atom.kind == "person"]
        for atom in persons:
            yield self._take(self._person(atom))
        for title in self.titles:
            free = not self._taken(title.first, title.last) and title.title.kind != "honorific"
            if free and (span := self._role(title)):
                yield self._take(span)
        for token in self.a.tokens:
            noun = token.pos in ("NOUN", "PROPN") and token.i not in self.used and token.i not in self.named
            if noun and (span := self._collective(token)):
                yield self._take(span)
        for atom in self.atoms:
            if not self._taken(atom.first, atom.last):
                yield self._take(self._plain(atom))

    def _take(self, span: Span) -> Span:
        self.used |= set(range(span.first, span.last))
        return span

    def _taken(self, first: int, last: int) -> bool:
        return any(i in self.used for i in range(first, last))

    def _plain(self, atom: Atom) -> Span:
        return Span(atom.first, atom.last, syntax.span_root(self.a, atom.first, atom.last), "name", atom)

    # a person with titles before and after

    def _person(self, atom: Atom) -> Span:
        first, offices = self._titles_before(atom.first)
        if not offices and atom.first > 1 and self.a.tokens[atom.first - 1].text == ",":
            first, offices = self._titles_with_comma(atom)
        last, after = self._apposition(atom.last)
        if not offices:
            first, offices = self._long_title(atom)
        inner = self._of_state(atom.last)
        offices = offices or self._shared_title(atom)
        if inner and offices and not offices[0].sides:
            offices = (replace(offices[0], sides=(inner,)), *offices[1:])
        opening = first if self.a.tokens[atom.first - 1].text == "," else atom.first
        root = syntax.span_root(self.a, opening, atom.last)
        return Span(first, last, root, "name", atom, (*offices, *after))

    def _long_title(self, atom: Atom) -> tuple[int, tuple[Office, ...]]:
        """Director of the Office of Foreign Affairs X: a title whose "of" phrase runs up to the name."""
        tokens, sides, i = self.a.tokens, list[Atom](), atom.first
        while i > 0 and i > atom.first - _LONG:
            hit = self.title_ends.get(i)
            if hit is not None and hit.title.kind == "office" and tokens[i].lower_is("of", "for", "to"):
                return hit.first, (self._office(hit, tuple(reversed(sides))),)
            before = self.ends.get(i)
            if before is not None and before.kind != "person":
                sides.append(before)
                i = before.first
            elif tokens[i - 1].tag in ("POS", "NNP", "NNPS", "DT", "HYPH") or tokens[i - 1].lower_is(
                "of", "for", "and"
            ):
                i -= 1
            else:
                break
        return atom.first, ()

    def _titles_with_comma(self, atom: Atom) -> tuple[int, tuple[Office, ...]]:
        """Iran's foreign minister, X, ...: one person, where the title has an owner and no name of its own."""
        start, offices = self._titles_before(atom.first - 1)
        if not offices:
            return self._title_of_side(atom)
        _, sides, definite = self._before_noun(start)
        singular = definite and not offices[0].plural
        closed = atom.last < len(self.a.tokens) and self.a.tokens[atom.last].text in (",", ".", ";")
        owned = singular and bool(offices[0].sides or sides) and start not in self.ends
        return (start, offices) if closed and owned else (atom.first, ())

    def _title_of_side(self, atom: Atom) -> tuple[int, tuple[Office, ...]]:
        """The envoy for Yemen, X, ...: one person, whose title has its owner behind it."""
        comma = atom.first - 1
        titles = [t for t in self.titles if t.last < comma <= t.last + 6 and t.title.kind == "office" and not t.plural]
        closed = atom.last < len(self.a.tokens) and self.a.tokens[atom.last].text in (",", ".", ";")
        for title in titles if closed else ():
            if any(t.lower_is("to") for t in self.a.tokens[title.first : title.last]):
                continue  # an aide to the president is not the president
            last, after = self._sides_after(title.last)
            first, sides, _ = self._before_noun(title.first)
            if last == comma and after and not self._taken(first, comma):
                return first, (self._office(title, sides or after),)
        return atom.first, ()

    def _titles_before(self, pos: int) -> tuple[int, tuple[Office, ...]]:
        """Titles that end right before token `pos`, with whose they are; the first token of it all."""
        start, titles, sides = pos, list[TitleHit](), list[Atom]()
        while pos > 0:
            title = self.title_ends.get(pos)
            atom = self.ends.get(pos)
            if title is not None:
                titles.append(title)
                pos = start = title.first
            elif titles and atom is not None and atom.kind != "person" and not sides:
                sides.append(atom)
                pos = start = atom.first
            elif titles and self._bridges(pos):
                pos -= 1
            else:
                break
        return start, tuple(self._office(t, tuple(sides)) for t in titles if t.title.kind == "office")

    def _bridges(self, pos: int) -> bool:
        """A possessive ending or an adjective of rank between title and state."""
        token = self.a.tokens[pos - 1]
        return token.tag == "POS" or token.lower_is(*RANKS) or (token.text == "-" and pos > 1)

    def _office(self, hit: TitleHit, sides: tuple[Atom, ...]) -> Office:
        title = hit.title
        return Office(title.office or title.text, title.role, title.sector, sides, hit.plural)

    def _of_state(self, pos: int) -> Atom | None:
        """X of Jordan."""
        if pos + 1 < len(self.a.tokens) and self.a.tokens[pos].lower_is("of"):
            atom = self.starts.get(pos + 1) or self.starts.get(pos + 2)
            return atom if atom and atom.kind in ("state", "organization", "armed_group", "government") else None
        return None

    def _shared_title(self, atom: Atom) -> tuple[Office, ...]:
        """Foreign Ministers A and B: the plural title is B's too."""
        pos = atom.first - 1
        while pos > 0 and (self.a.tokens[pos].lower_is("and", ",", "of") or pos + 1 in self.ends or self._in_atom(pos)):
            before = self.ends.get(pos + 1)
            if before is not None and before.kind == "person":
                _, offices = self._titles_before(before.first)
                if offices:
                    return tuple(replace(o, sides=()) for o in offices if o.plural)
            pos -= 1
        return ()

    def _in_atom(self, pos: int) -> bool:
        return any(atom.first <= pos < atom.last for atom in self.atoms)

    def _apposition(self, pos: int) -> tuple[int, tuple[Office, ...]]:
        """X, the head of Russia's delegation, ...: the title after the comma, and where it ends."""
        tokens = self.a.tokens
        if pos + 1 >= len(tokens) or tokens[pos].text not in (",", "("):
            return pos, ()
        i, sides = pos + 1, list[Atom]()
        while i < len(tokens) and i <= pos + 8:
            atom, title = self.starts.get(i), self.title_starts.get(i)
            if title is not None and title.title.kind == "office":
                next_atom = self.starts.get(title.last)
                if next_atom is not None and next_atom.kind == "person":
                    break  # the title belongs to the next of a list
                return self._finish_apposition(title, tuple(sides))
            if atom is not None and atom.kind != "person" and not sides:
                sides.append(atom)
                i = atom.last
            elif self._inside_np(tokens[i]):
                i += 1
            else:
                break
        return pos, ()

    def _inside_np(self, token: Token) -> bool:
        return token.tag == "POS" or token.pos in ("ADJ", "DET", "NUM") or token.lower_is(*RANKS, *_DETERMINERS)

    def _finish_apposition(self, title: TitleHit, sides: tuple[Atom, ...]) -> tuple[int, tuple[Office, ...]]:
        last, after = self._sides_after(title.last)
        office = self._office(title, sides or after)
        return last, (self._headship(office, title.last, last) if title.title.text in _BARE_HEADS else office,)

    def _headship(self, office: Office, first: int, last: int) -> Office:
        """head of what: of a delegation, or of the body that the words after name."""
        nouns = [t.lemma.lower() for t in self.a.tokens[first:last] if t.pos == "NOUN"]
        if nouns and nouns[-1] in ("delegation", "team"):
            return replace(office, title="head of delegation")
        return replace(office, title=f"{office.title} of the {nouns[-1]}") if nouns else office

    def _sides_after(self, pos: int, *, many: bool = False) -> tuple[int, tuple[Atom, ...]]:
        """of Russia's delegation, for North Korea, to the United Nations: whose office it is; `many`: of A and B."""
        tokens = self.a.tokens
        if pos >= len(tokens) or not tokens[pos].lower_is("of", "for", "to", "at", "from", "on", "in"):
            return pos, ()
        i = pos + 1
        while i < len(tokens) and i <= pos + 4:
            if atom := self.starts.get(i):
                if atom.kind == "person":
                    return pos, ()
                last, more = self._coordinated_sides(atom) if many else (atom.last, [])
                return (last, (atom, *more)) if more else (self._through_noun(atom.last), (atom,))
            if not self._inside_np(tokens[i]):
                break
            i += 1
        return pos, ()

    def _coordinated_sides(self, atom: Atom) -> tuple[int, list[Atom]]:
        """The states that go on with a first one, "A, B and C", and where they end."""
        tokens, last, found = self.a.tokens, atom.last, list[Atom]()
        pos = last
        while pos < len(tokens) and (tokens[pos].lower_is("and", ",") or tokens[pos].lower_is("the")):
            pos += 1
            after = self.starts.get(pos)
            if after is not None and after.kind in _SIDES:
                if after.last < len(tokens) and tokens[after.last].tag == "POS":
                    break
                found.append(after)
                pos = last = after.last
        joined = any(t.lower_is("and") for t in tokens[atom.last : last])
        return (last, found) if joined else (atom.last, [])

    def _through_noun(self, pos: int) -> int:
        """Over "'s delegation" or "foreign ministry" after the state."""
        tokens = self.a.tokens
        while pos < len(tokens) and (tokens[pos].tag == "POS" or tokens[pos].pos in ("NOUN", "ADJ")):
            pos += 1
        return pos

    # offices without a name, unnamed people

    def _role(self, hit: TitleHit) -> Span | None:
        """the Turkish foreign minister; a senior Ukrainian official; Ukraine's president, X."""
        if hit.title.kind == "office" and (name := self._unrecognised_name(hit)):
            return self._person(name)
        first, sides, definite = self._before_noun(hit.first)
        if first > 0 and self.a.tokens[first - 1].lower_is("as"):
            return None
        last, after = self._sides_after(hit.last, many=hit.plural)
        if sides and self.a.tokens[min(hit.last, len(self.a.tokens) - 1)].lower_is("in", "at", "from", "on"):
            last, after = hit.last, ()  # Syrian officials in Baku are not those of Baku
        sides = sides or after
        root = syntax.span_root(self.a, hit.first, hit.last)
        if self.a.tokens[root].dep in ("compound", "amod") and self.a.tokens[self.a.tokens[root].head].pos != "PROPN":
            return None
        office = self._office(hit, sides)
        if hit.title.text in _BARE_HEADS:
            office = self._headship(office, hit.last, last)
        if hit.title.kind == "institution" and hit.title.office == "delegation":
            return Span(first, last, root, "delegation", None, (), sides, "delegation", hit.plural, definite)
        if hit.title.kind == "institution":
            return Span(first, last, root, "institution", None, (office,), sides, hit.title.text, hit.plural, definite)
        kind = "role" if definite else "unnamed"
        return Span(first, last, root, kind, None, (office,), sides, hit.title.text, hit.plural, definite)

    def _unrecognised_name(self, hit: TitleHit) -> Atom | None:
        """Crown Prince Sultan: proper nouns right after a capitalised title name a person that nobody recognised."""
        tokens, last = self.a.tokens, hit.last
        if not tokens[hit.first].text[0].isupper() or hit.plural or tokens[hit.last - 1].entity == "ORG":
            return None
        while (
            last < len(tokens)
            and tokens[last].tag == "NNP"
            and tokens[last].entity in ("", "PERSON")
            and last not in self.starts
            and last not in self.used
        ):
            last += 1
        return Atom(hit.last, last, "person") if last > hit.last else None

    def _before_noun(self, pos: int) -> tuple[int, tuple[Atom, ...], bool]:
        """First token of the noun phrase, the states before the noun, and whether it is definite."""
        tokens, sides, i = self.a.tokens, list[Atom](), pos - 1
        while i >= 0 and i >= pos - 8:
            atom = self.ends.get(i + 1)
            if atom is not None and atom.kind != "person":
                sides.append(atom)
                i = atom.first - 1
            elif tokens[i].tag in ("VBN", "VBD") and i > 1 and tokens[i - 1].text == "-" and i - 1 in self.ends:
                i = self.ends[i - 1].first - 1  # Rwanda-backed
            elif (
                tokens[i].tag == "POS"
                or tokens[i].pos in ("ADJ", "NUM")
                or tokens[i].lower_is("-", *_BETWEEN)
                or (sides and tokens[i].lower_is("and", "or") and self._possessive_before(i))
            ):
                i -= 1
            else:
                break
        article = tokens[i].text.lower() if i >= 0 and tokens[i].pos in ("DET", "PRON") else ""
        first = i if article else i + 1
        return first, tuple(reversed(sides)), article not in ("a", "an", "another", "one", "some")

    def _possessive_before(self, i: int) -> bool:
        """Kyiv's and Moscow's delegations; US and Russian officials."""
        return i > 0 and (self.a.tokens[i - 1].tag == "POS" or i in self.ends)

    def _collective(self, token: Token) -> Span | None:
        """Delegations, governments and officials that a state qualifies, and people without a name."""
        classes = self.frames.classes(token.lemma.lower()) | self.frames.classes(token.text.lower())
        kinds = classes & {"delegation", "government", "plural_side", "someone"}
        if "delegation_members" in classes and token.tag in ("NNS", "NNPS"):
            kinds = frozenset({"delegation"})
        if not kinds:
            return None
        first, sides, definite = self._before_noun(token.i)
        plural = token.tag in ("NNS", "NNPS")
        last, after = (token.i + 1, ()) if sides else self._sides_after(token.i + 1, many=plural)
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
