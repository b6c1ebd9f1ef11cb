"""Titles: the offices that stand before and after names and nouns, and the states and bodies that they are of.

"Turkish President X", "X, the head of Russia's delegation", "the foreign ministers of A and B".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.ingest.authority import Title, TitleHit
from kg.ingest.model import Analysis, Token
from kg.ingest.names import RANKS, Atom

BARE_HEADS = frozenset({"head", "chief", "leader"})
_INSIDE = ("POS", "NNP", "NNPS", "DT", "HYPH")  # tags of words inside a long title
_LONG = 14  # tokens of an office before its holder's name
_QUOTES = ('"', "\u201c", "\u201d", "''", "``")
_BETWEEN = frozenset({"government", "peace", "negotiating", "army", "rebel", "opposition", "security"})
_SIDES = frozenset({"state", "government", "organization", "armed_group", "nationality"})
_DETERMINERS = frozenset("the a an his her its their one another two both".split())


@dataclass(frozen=True, slots=True)
class Office:
    """A title in the text: its canonical wording and the atoms that say of whom."""

    title: str
    role: str
    sector: str
    sides: tuple[Atom, ...]
    plural: bool = False


class Titles:
    """The titles and names of an article by where they begin and end. `used` are the tokens of mentions found before.

    `atoms` and `titles` are in text order; a title inside a name is none.
    """

    def __init__(self, a: Analysis, atoms: Sequence[Atom], titles: Sequence[TitleHit]) -> None:
        self.a = a
        self.atoms = list(atoms)
        inside = {i for atom in atoms for i in range(atom.first, atom.last)}
        begun = {atom.first: atom.last for atom in atoms}
        cut = (replace(t, first=begun[t.first]) if begun.get(t.first, t.last) < t.last else t for t in titles)
        self.titles = [t for t in cut if not inside & set(range(t.first, t.last))]  # the Kremlin [aide]
        self.titles.extend(self._bare_heads({i for t in self.titles for i in range(t.first, t.last)}))
        self.titles.sort(key=lambda t: t.first)
        self.starts = {atom.first: atom for atom in atoms}
        self.ends = {atom.last: atom for atom in atoms}
        self.title_starts = {t.first: t for t in self.titles}
        self.title_ends = {t.last: t for t in self.titles}
        self.used: set[int] = set()

    def _bare_heads(self, covered: set[int]) -> Iterator[TitleHit]:
        """head of, chief of: nouns that are an office by what follows; counterpart, by what stands before."""
        for token, after in pairwise(self.a.tokens):
            word = token.lemma.lower()
            headed = word in BARE_HEADS and after.lower_is("of")
            if (headed or token.lower_is("counterpart")) and token.pos == "NOUN" and token.i not in covered:
                yield TitleHit(token.i, token.i + 1, Title(word, word, "", "GOV", "office"), token.tag == "NNS")

    def taken(self, first: int, last: int) -> bool:
        """Whether a mention found before stands on one of the tokens [first, last)."""
        return any(i in self.used for i in range(first, last))

    def around(self, atom: Atom) -> tuple[int, int, tuple[Office, ...]]:
        """The offices of a person that stand around the name, and the tokens [first, last) of it all."""
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
        return first, last, (*offices, *after)

    def _long_title(self, atom: Atom) -> tuple[int, tuple[Office, ...]]:
        """Director of the Office of Foreign Affairs X, envoy to Syria X: a title whose phrase runs up to the name."""
        tokens, sides, i = self.a.tokens, list[Atom](), atom.first
        while i > 0 and i > atom.first - _LONG:
            hit = self.title_ends.get(i)
            far = i + 1 < atom.first and tokens[i].lower_is("of", "for", "to")  # a spokesman for X is not X
            if hit is not None and hit.title.kind == "office" and far:
                return hit.first, (self.office(hit, tuple(reversed(sides))),)
            before = self.ends.get(i)
            if before is not None and before.kind != "person":
                sides.append(before)
                i = before.first
            elif tokens[i - 1].tag in _INSIDE or tokens[i - 1].lower_is("of", "for", "to", "and"):
                i -= 1
            else:
                break
        return atom.first, ()

    def _titles_with_comma(self, atom: Atom) -> tuple[int, tuple[Office, ...]]:
        """Iran's foreign minister, X, ...: one person, where the title has an owner and no name of its own."""
        start, offices = self._titles_before(atom.first - 1)
        if not offices:
            return self._title_of_side(atom)
        first, sides, definite = self.before_noun(start)
        single = definite and (bool(offices[0].sides or sides) or not self._shared_before(first))
        fits = not offices[0].plural and (single or self._goes_on(atom.last)) and start not in self.ends
        if not fits or not self._closed(atom.last):
            return atom.first, ()
        if sides and not offices[0].sides:
            return first, (replace(offices[0], sides=sides), *offices[1:])
        return start, offices

    def _closed(self, pos: int) -> bool:
        return pos < len(self.a.tokens) and self.a.tokens[pos].text in (",", ".", ";")

    def _goes_on(self, pos: int) -> bool:
        """A Hamas leader, X, said: a verb after the closing comma."""
        after = self.a.tokens[pos + 1 : pos + 2]
        return bool(after) and (after[0].pos in ("VERB", "AUX") or after[0].lower_is("who", "whose"))

    def _shared_before(self, first: int) -> bool:
        """A and the minister, B: the words before tell that the title is one more of a list."""
        before = self.a.tokens[first - 1] if first else None
        return before is not None and (before.lower_is("and") or (before.text == "," and first - 1 in self.ends))

    def _title_of_side(self, atom: Atom) -> tuple[int, tuple[Office, ...]]:
        """The envoy for Yemen, X, ...: one person, whose title has its owner behind it."""
        comma = atom.first - 1
        titles = [t for t in self.titles if t.last < comma <= t.last + 6 and t.title.kind == "office" and not t.plural]
        for title in titles if self._closed(atom.last) else ():
            if any(t.lower_is("to") for t in self.a.tokens[title.first : title.last]):
                continue  # an aide to the president is not the president
            last, after = self.sides_after(title.last, places=True)
            first, sides, definite = self.before_noun(title.first)
            if not definite and not self._goes_on(atom.last):
                continue
            if last == comma and after and not self.taken(first, comma):
                return first, (self.office(title, sides or after),)
        return atom.first, ()

    def _titles_before(self, pos: int) -> tuple[int, tuple[Office, ...]]:
        """Titles that end right before token `pos`, with whose they are; the first token of it all."""
        start, titles, sides = pos, list[TitleHit](), list[Atom]()
        if pos > 1 and self.a.tokens[pos - 1].text in _QUOTES and pos - 1 in self.title_ends:
            pos -= 1  # "foreign minister" X
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
        return start, tuple(self.office(t, tuple(sides)) for t in titles if t.title.kind == "office")

    def _bridges(self, pos: int) -> bool:
        """A possessive ending or an adjective of rank between title and state."""
        token = self.a.tokens[pos - 1]
        return token.tag == "POS" or token.lower_is(*RANKS) or (token.text in ("-", *_QUOTES) and pos > 1)

    def office(self, hit: TitleHit, sides: tuple[Atom, ...]) -> Office:
        """The office that a title names, held for `sides`."""
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
        last, after = self.sides_after(title.last)
        office = self.office(title, sides or after)
        return last, (self.headship(office, title.last, last) if title.title.text in BARE_HEADS else office,)

    def headship(self, office: Office, first: int, last: int) -> Office:
        """head of what: of a delegation, or of the body that the words after name."""
        nouns = [t.lemma.lower() for t in self.a.tokens[first:last] if t.pos == "NOUN"]
        if nouns and nouns[-1] in ("delegation", "team"):
            return replace(office, title="head of delegation")
        return replace(office, title=f"{office.title} of the {nouns[-1]}") if nouns else office

    def sides_after(self, pos: int, *, many: bool = False, places: bool = False) -> tuple[int, tuple[Atom, ...]]:
        """of Russia's delegation, for North Korea, to the United Nations: whose office it is.

        `many`: also of A and B; `places`: also where it is held, in Chechnya.
        """
        tokens = self.a.tokens
        words = ("of", "for", "to", "from", "on", *(("in", "at") if places else ()))
        if pos >= len(tokens) or not tokens[pos].lower_is(*words):
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
        return (last, found) if any(t.lower_is("and") for t in tokens[atom.last : last]) else (atom.last, [])

    def _through_noun(self, pos: int) -> int:
        """Over "'s delegation" or "foreign ministry" after the state."""
        tokens = self.a.tokens
        while pos < len(tokens) and (tokens[pos].tag == "POS" or tokens[pos].pos in ("NOUN", "ADJ")):
            pos += 1
        return pos

    def before_noun(self, pos: int) -> tuple[int, tuple[Atom, ...], bool]:
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
