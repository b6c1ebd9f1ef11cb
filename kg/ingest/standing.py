"""Where a name stands as a place: after "in", verbs of motion and words such as region, and in a dateline.

States, capitals, nationalities and states in fact only act in one sentence and lie on the map in another.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.ingest import syntax
from kg.ingest.authority import Authority
from kg.ingest.frames import Frames
from kg.ingest.mentions import Span
from kg.ingest.model import Analysis, Token
from kg.ingest.names import Atom

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "via", "through", "into"})
_MOTION = frozenset(
    {"go", "travel", "fly", "arrive", "return", "come", "head", "visit", "trip", "flight", "move", "drive", "deport"}
    | {"leave", "take", "bring", "deploy", "send", "flee", "journey", "tour", "depart", "rush", "extradite", "transfer"}
)
_SPOTS = frozenset(
    "capital city town village province coast soil resort port airport region territory enclave outskirts border "
    "frontier suburb island district area republic north south east west shore valley mountain peninsula airspace "
    "waters map".split()
)
_AT_THE_EDGE = frozenset({"border", "frontier", "boundary", "neighbor", "neighbour"})
_LYING = frozenset({"situate", "locate", "lie", "border", "sandwich", "wedge"})
_MEMBERS = ("states", "countries", "republics", "nations", "bloc", "era", "capitals", "security", "continent", "power")
_STATES = frozenset({"country", "nation", "state", "republic", "government", "capital"})
_LEAVING = frozenset({"withdraw", "retreat", "pull"})
_LINKED = ("linked", "affiliated", "inspired", "aligned", "style", "born", "bound", "built", "made", "owned")
_GIVEN = frozenset({"aid", "document", "proposal"})


def is_nobody(a: Analysis, span: Span, atom: Atom) -> bool:
    """Whether a name is only part of an adjective, or of words for many that it is not the government of."""
    return (atom.kind == "nationality" and _of_many(a, span)) or _in_participle(a, span)


def _of_many(a: Analysis, span: Span) -> bool:
    """former Soviet states, European countries: a region or a state that is gone, and not its government."""
    token = a.tokens[syntax.first_conjunct(a, span.head)]
    return token.dep in ("amod", "compound", "nmod") and a.tokens[token.head].lower_is(*_MEMBERS)


def is_region_of_many(authority: Authority, span: Span, sides: Sequence[str]) -> bool:
    """European countries: a region has no government of its own."""
    return span.plural and span.noun in _STATES and all(authority.is_territory(key) for key in sides)


def _in_participle(a: Analysis, span: Span) -> bool:
    """al-Qaeda[-linked]: a name in an adjective of others."""
    after = a.tokens[span.last : span.last + 2]
    return len(after) == 2 and after[0].text == "-" and after[1].lower_is(*_LINKED)


def heads_dateline(a: Analysis, span: Span, atom: Atom) -> bool:
    """MOSCOW, Nov. 1: a place in capitals at the head of a paragraph."""
    token = a.tokens[span.first]
    if atom.kind != "government" or not token.text.isupper() or len(token.text) < 4:
        return False
    opens = span.first == 0 or "\n" in a.text[a.tokens[span.first - 1].end - 1 : token.start]
    after = a.tokens[span.last].text if span.last < len(a.tokens) else ""
    return opens and (after in (",", "(", "-", "--", "–", "—", ":", "/") or after[:1].isdigit())


def is_place(a: Analysis, frames: Frames, span: Span, atom: Atom, places: Container[int]) -> bool:
    """A state or capital is a place after "in" and the like, after verbs of motion, and before an event noun."""
    token = a.tokens[syntax.first_conjunct(a, span.head)]
    if token.dep in ("compound", "amod", "nmod", "poss") and a.tokens[token.head].lemma.lower() in _SPOTS:
        return True
    if token.dep in ("compound", "amod", "nmod") and atom.kind == "government":
        below = a.tokens[token.head].lemma.lower()
        return bool(frames.classes(below) & {"meeting", "agreement", "visit", "process"})
    if token.dep == "appos" and token.head in places:
        return True
    return token.dep == "pobj" and _after_preposition(a, frames, a.tokens[token.head], atom)


def _after_preposition(a: Analysis, frames: Frames, preposition: Token, atom: Atom) -> bool:
    if preposition.lower_is("at") and atom.kind != "government":
        return False  # anger at Israel: nothing is held at a state
    if preposition.text.lower() in _PLACE_PREPOSITIONS:
        return not _trust_in(a, preposition.head)
    governor = a.tokens[preposition.head].lemma.lower()
    if preposition.lower_is("of") and governor in _SPOTS and atom.kind != "nationality":
        return not a.tokens[preposition.head].text[0].isupper()
    if preposition.lower_is("with", "between") and (governor in _AT_THE_EDGE or governor in _LYING):
        return a.tokens[preposition.head].dep != "dobj"  # reopened its border with Oman
    if governor in _LEAVING and preposition.lower_is("from") and atom.kind == "government":
        return True
    if any(frames.classes(a.tokens[o].lemma.lower()) & _GIVEN for o in syntax.objects(a, preposition.head)):
        return False  # aid sent to Sudan is given to somebody
    return preposition.lower_is("to", "from", "for", "toward", "towards") and governor in _MOTION


def _trust_in(a: Analysis, governor: int) -> bool:
    return a.tokens[governor].lemma.lower() in ("interest", "confidence", "trust", "believe")
