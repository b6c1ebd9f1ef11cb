"""Names: the words that name an actor or a place, from the authority first and then from the pipeline's recognition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.ingest.authority import AliasHit
from kg.ingest.model import Analysis, Token

_NER_KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "venue"}
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "from", "outside", "across", "around", "inside", "via", "through"})
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III"})
RANKS = frozenset("former ex acting senior then new interim veteran outgoing incoming late current top".split())


@dataclass(frozen=True, slots=True)
class Atom:
    """A name by itself. `kind`: person, organization, armed_group, state, nationality, government, place, venue.

    `keys` are the authority's actors, `place` its place of that name; both may be given for a capital. `label` is what
    an unknown one is called, where its own words are a short form.
    """

    first: int
    last: int
    kind: str
    keys: tuple[str, ...] = ()
    place: str | None = None
    weak: bool = False
    label: str = ""


def plain(name: str) -> str:
    """A name as surnames are compared: lower case, hyphens as spaces."""
    return " ".join(name.lower().replace("-", " ").split())


def find(a: Analysis, hits: Sequence[AliasHit], titled: frozenset[int]) -> list[Atom]:
    """Names of the authority, unless a longer name of the pipeline swallows them; then the pipeline's own."""
    known = [atom for hit in hits if (atom := _known_atom(a, hit))]
    blocked = {i for hit in hits if not hit.readings for i in range(hit.first, hit.last)}
    kept: list[Atom] = []
    covered: set[int] = set(blocked)
    for name in _recognised(a, titled):
        inside = [k for k in known if k.first < name.last and name.first < k.last]
        if _ends_as_person(a, name, inside):
            name = replace(name, kind="person")
        if name.kind == "person" and len(inside) > 1 and all(k.kind == "person" for k in inside):
            known = [k for k in known if k not in inside[:-1]]  # Joseph R. [Biden]: the surname tells
            inside = inside[-1:]
        office = set(range(name.first, name.last)) <= titled
        ministry = name.kind == "organization" and bool(inside) and name.last - 1 in titled
        if (
            not office
            and not ministry
            and _swallows(a, name, inside)
            and not covered & set(range(name.first, name.last))
        ):
            kept.append(name)
            covered |= set(range(name.first, name.last))
    kept.extend(k for k in known if not covered & set(range(k.first, k.last)))
    taken = {i for k in kept for i in range(k.first, k.last)} | titled
    joined = _joined(a, sorted((_with_first_name(a, k, taken) for k in kept), key=lambda k: k.first))
    return [_with_suffix(a, atom) for atom in joined]


def _with_suffix(a: Analysis, atom: Atom) -> Atom:
    """Robert Kennedy, Jr.: the suffix is part of the name, and often what the parser hangs the name on."""
    last = atom.last + (atom.last < len(a.tokens) and a.tokens[atom.last].text == ",")
    suffixed = atom.kind == "person" and last < len(a.tokens) and a.tokens[last].text in SUFFIXES
    return replace(atom, last=last + 1) if suffixed else atom


def _with_first_name(a: Analysis, atom: Atom, taken: set[int] | frozenset[int]) -> Atom:
    """Omar [Abdullah]: a surname with a first name beside it that the authority does not know is somebody else."""
    before = atom.first - 1
    if atom.kind != "person" or atom.last - atom.first > 1 or before < 0 or before in taken:
        return atom
    token = a.tokens[before]
    own = token.tag == "NNP" and token.dep == "compound" and token.head == atom.first and token.text.isalpha()
    if not own or token.entity not in ("PERSON", "") or len(token.text) < 3 or token.text.isupper():
        return atom
    return Atom(before, atom.last, "person")


def _one_person(a: Analysis, before: Atom, atom: Atom) -> bool:
    """Nouri [al-Maliki], Han [Sung Joo]: a name that nobody knows, whatever it seems, and the person beside it."""
    if atom.kind != "person":
        return False
    single = before.last - before.first == 1 and before.place is None and not atom.keys
    joined = single and a.tokens[before.first].dep == "compound" and not a.tokens[before.first].text.isupper()
    return before.kind == "person" or (joined and before.first < a.tokens[before.first].head < atom.last)


def _joined(a: Analysis, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, those that are parts of one person's name as one."""
    found: list[Atom] = []
    for atom in atoms:
        before = found[-1] if found else None
        if before is not None and before.last == atom.first and not before.keys and _one_person(a, before, atom):
            found[-1] = Atom(before.first, atom.last, "person")
        else:
            found.append(atom)
    return found


def _known_atom(a: Analysis, hit: AliasHit) -> Atom | None:
    if not hit.readings:
        return None
    strong = [r for r in hit.readings if not r.weak]
    readings = strong or list(hit.readings)
    actors = [r for r in readings if not r.key.startswith(("place/", "venue/"))]
    places = [r for r in hit.readings if r.key.startswith(("place/", "venue/"))]
    if hit.weak and not _supported(a, hit):
        return None
    place = places[0].key if places else None
    if not actors:
        return Atom(
            hit.first, hit.last, "venue" if place and place.startswith("venue/") else "place", (), place, hit.weak
        )
    return Atom(
        hit.first, hit.last, _kind(actors[0].key, actors[0].kind), tuple(r.key for r in actors), place, hit.weak
    )


def _kind(key: str, alias_kind: str) -> str:
    if alias_kind in ("nationality", "demonym"):
        return "nationality"
    if alias_kind in ("capital", "palace", "institution"):
        return "government"
    return key.split("/")[0]


def _supported(a: Analysis, hit: AliasHit) -> bool:
    """A weak name counts where the pipeline sees a name too, or after a preposition of place."""
    token = a.tokens[hit.first]
    before = a.tokens[hit.first - 1].text.lower() if hit.first else ""
    person = any(r.key.startswith("person/") for r in hit.readings)
    if person:
        if token.entity in ("DATE", "TIME", "ORDINAL", "CARDINAL"):
            return False
        return token.entity in ("PERSON", "ORG", "GPE", "NORP") or token.pos == "PROPN"
    return token.entity in ("GPE", "LOC", "FAC", "NORP", "ORG") or (
        before in _PLACE_PREPOSITIONS and token.pos == "PROPN"
    )


def _recognised(a: Analysis, titled: frozenset[int]) -> Iterator[Atom]:
    """Names of the pipeline, trimmed of determiners, possessive endings and titles' punctuation."""
    first = None
    for token in [*a.tokens, None]:
        inside = token is not None and token.entity in _NER_KINDS and not token.entity_begins and first is not None
        if inside:
            continue
        if first is not None:
            last = token.i if token is not None else len(a.tokens)
            if atom := _trimmed(a, first, last, titled):
                yield atom
        first = token.i if token is not None and token.entity in _NER_KINDS else None


def _trimmed(a: Analysis, first: int, last: int, titled: frozenset[int]) -> Atom | None:
    kind = _NER_KINDS[a.tokens[first].entity]
    while last > first and (a.tokens[last - 1].tag == "POS" or a.tokens[last - 1].pos in ("PUNCT", "SPACE")):
        last -= 1
    while kind == "person" and last > first + 1 and a.tokens[last - 1].text in SUFFIXES | {","}:
        last -= 1
    while first < last and (_no_part(a.tokens[first]) or a.tokens[first].lower_is(*RANKS)):
        first += 1
    while kind == "person" and first < last - 1 and first in titled:
        first += 1
    words = a.tokens[first:last]
    if not words or not any(w.text[0].isupper() for w in words) or any("\n" in w.text for w in words):
        return None
    if kind == "person":
        first, last = _whole_name(a, first, last, titled)
    return Atom(first, last, kind)


def _no_part(token: Token) -> bool:
    """Determiners and marks before a name."""
    return token.pos in ("DET", "PUNCT", "SPACE") or not token.text[0].isalnum()


def _whole_name(a: Analysis, first: int, last: int, titled: frozenset[int]) -> tuple[int, int]:
    """A personal name with the proper nouns beside it that the parser joins to it: Sirous [Nasseri]."""
    tokens = a.tokens
    while first > 0 and tokens[first - 1].tag == "NNP" and tokens[first - 1].dep == "compound":
        if tokens[first - 1].entity or first - 1 in titled or not first <= tokens[first - 1].head < last:
            break
        first -= 1
    while last < len(tokens) and tokens[last].tag == "NNP" and not tokens[last].entity:
        if tokens[last - 1].dep != "compound" or tokens[last - 1].head != last:
            break
        last += 1
    while last + 1 < len(tokens) and tokens[last].text == "-" and _glued(tokens[last - 1 : last + 2]):
        last += 2  # Song Min[-soon]
    return first, last


def _glued(tokens: Sequence[Token]) -> bool:
    """Whether word, hyphen and word stand without blanks, and the second goes on with a name."""
    before, hyphen, after = tokens
    together = before.end == hyphen.start and hyphen.end == after.start
    return together and before.text[0].isupper() and after.text.isalpha() and after.pos in ("PROPN", "NOUN", "X", "ADV")


def _ends_as_person(a: Analysis, name: Atom, inside: Sequence[Atom]) -> bool:
    """An unknown name of two or three words that ends in a surname is a person, also where the pipeline errs."""
    if name.kind != "organization" or len(inside) != 1 or not 2 <= name.last - name.first <= 3:
        return False
    surname = inside[0]
    single = surname.kind == "person" and surname.last == name.last and surname.last - surname.first == 1
    return single and all(t.tag == "NNP" for t in a.tokens[name.first : name.last])


def _swallows(a: Analysis, name: Atom, inside: Sequence[Atom]) -> bool:
    """Whether the pipeline's name stands although the authority knows some of its words."""
    if not inside:
        return True
    if len(inside) > 1 or name.last - name.first <= inside[0].last - inside[0].first:
        return False
    known = inside[0]
    if name.kind == "person":
        return (
            known.kind in ("person", "place")
            and known.last - known.first == 1
            and (known.last == name.last or known.weak)
        )
    if name.kind == "organization":
        return known.kind in ("nationality", "state", "place", "government") and known.first >= name.first
    return False
