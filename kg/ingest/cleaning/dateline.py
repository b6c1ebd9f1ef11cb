"""Datelines: "Istanbul, Jun 2 (Agencies)", "ISTANBUL (Reuters) -", "GENEVA, Nov 23 (AFP) —", "MOSCOW, March 3 /TASS/."

Without a wire or a date only a dash tells a dateline, and then the place has to stand in capitals, with its region, or
alone: "Peace talks — the third" is none. A day of the week is no place, so a page date is none either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.ingest.articledate import ENGLISH_DATE, MONTH, WEEKDAY, PartialDate, partial_date

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_SMALL = r"(?:d[aeiou]s?|del|el|es|la|las|le|los|of|the|al|am|an|sur|upon)"
_PLACE = rf"{_WORD}(?:\s(?:{_SMALL}\s)*{_WORD}){{0,3}}"
_DATE = re.sub(r"\?P<\w+>", "?:", ENGLISH_DATE)
_DASH = r"(?:--+|[-–—―_])"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:\s?/\s?{_PLACE}){{0,2}}"
    rf"(?:,\s(?P<region>(?!(?i:{MONTH}|{WEEKDAY})\s?\d){_PLACE}))?"
    rf"(?P<date>[,.]?\s(?i:{_DATE}))?"
    r"(?P<wire>,?\s?"
    r"(?:\(\s?(?P<name>[^()\d]{2,40}?)\s?\)|/(?P<name2>[A-Z][\w -]{2,30})/|\[(?P<name3>[^\[\]\d]{2,40})\]))?"
    rf"(?P<dash>\s?(?P<mark>{_DASH})(?=\s|$|[^\W\d_])|[.:](?=\s|$))?"
    r"(?P<after>\s+|$)"
)
_NO_PLACE = re.compile(
    rf"(?i:{WEEKDAY}|{MONTH}|update|updated|exclusive|breaking|breakingviews|analysis|opinion|factbox|explainer|timeline"
    r"|watch|video|photos?|news|live|editorial|comment"
    r"|interview|note|editor's note|question|answer|q|a|the|by|urgent"
    r"|mr|ms|mrs|dr|moderator|speaker|operator|host|reporter|president|minister|ambassador|spokes\w+|press|remarks|transcript"
    r"|advisory|correction|corrected|clarification|key points|highlights|summary|background|annex|article|section)"
)
_KNOWN_WIRES = re.compile(
    r"(?i:agenc(?:y|ies)|ap|afp|upi|dpa|reuters|tass|ria(?: novosti)?|interfax|xinhua|kyodo|yonhap|anadolu|aa|ani|pti"
    r"|efe|ansa|bna|spa|wam|sana|irna|bernama|antara|ukrinform|unian|rferl|rfe/rl|voa|bbc|cnn"
    r"|news desk|web desk|apa|azertac|petra)"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+")
_SENTENCE_START = re.compile(r"[\"'“‘(\[]?[A-Z0-9À-Þ]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `length` is how far it reaches from where it begins, blanks after it included."""

    place: str
    date: PartialDate | None
    wire: str | None
    length: int


def dateline(paragraph: str, *, colon: bool = True) -> Dateline | None:
    """The dateline with which `paragraph` begins, or which it is; None if there is none.

    `colon`: whether "ISLAMABAD: The talks" is one; in a transcript the same form tells who speaks.
    """
    match = _DATELINE.match(paragraph)
    if match is None or _NO_PLACE.fullmatch(match["place"]):
        return None
    if not (_is_dateline(match, paragraph) or (colon and _has_colon(match, paragraph))):
        return None
    wire = match["name"] or match["name2"] or match["name3"]
    day = partial_date(match["date"]) if match["date"] else None
    return Dateline(_place(match), day, wire and wire.strip(), match.end())


def _is_dateline(match: re.Match[str], paragraph: str) -> bool:
    rest = paragraph[match.end() :]
    if rest and not (match["dash"] or (match["date"] and match["wire"])):
        return False
    if rest and match["mark"] is None and not match["wire"]:
        return False
    if match["wire"]:
        return bool(match["date"] or match["dash"] or _is_wire(match))
    if match["date"]:
        return True
    return match["mark"] is not None and _place_is_marked(match, rest)


def _has_colon(match: re.Match[str], paragraph: str) -> bool:
    place, rest = match["place"], paragraph[match.end() :]
    ends = (match["dash"] or "").startswith(":") and " " not in place and len(place) > 3 and place.isupper()
    return ends and _SENTENCE_START.match(rest) is not None


def _is_wire(match: re.Match[str]) -> bool:
    return _KNOWN_WIRES.fullmatch(match["name"] or match["name2"] or match["name3"]) is not None


def _place_is_marked(match: re.Match[str], rest: str) -> bool:
    """Capitals, a region, or a single word tell a place from the beginning of a sentence with a dash in it."""
    place = match["place"]
    if rest and not _SENTENCE_START.match(rest):
        return False
    if place.isupper() and len(place) > 2:
        return True
    return bool(rest) and match["mark"] != "-" and (match["region"] is not None or " " not in place)


def _place(match: re.Match[str]) -> str:
    region = match["region"]
    return _cased(match["place"]) + (f", {_cased(region)}" if region else "")


def _cased(name: str) -> str:
    """ "DAR ES SALAAM" -> "Dar es Salaam", "SHARM EL-SHEIKH" -> "Sharm el-Sheikh"; initials and mixed case stay."""
    if not name.isupper():
        return name
    return " ".join(_cased_word(word, i) for i, word in enumerate(name.split()))


def _cased_word(word: str, i: int) -> str:
    if i and re.fullmatch(_SMALL, word.lower()):
        return word.lower()
    if _INITIALS.fullmatch(word):
        return word
    parts = [part.lower() if i and part in ("AL", "EL") else part.capitalize() for part in word.split("-")]
    return "-".join(parts)
