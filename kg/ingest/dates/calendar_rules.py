"""Readings of expressions with a month, a year, a season or a holiday."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.ingest.dates.draft import Draft, Found
from kg.ingest.dates.expression import Reading
from kg.ingest.dates.lexicon import time_words

SIDES = {"L": -1, "H": 0, "X": 1}
_STRONG = frozenset("in since during year throughout until till".split())
_WEAK = frozenset("by of to from before after between and through or around about for , ( / -".split())
_SPANS = re.compile(r"[–—-]")
_NUMBER = re.compile(r"\d+", re.ASCII)


def number(text: str) -> int:
    """The digits that a token begins with: "2nd" is 2."""
    match = _NUMBER.search(text)
    return int(match.group()) if match else 0


def shift(found: Found) -> tuple[int | None, bool]:
    """Years from the anchor's by "this/last/next year" after a date; False where the unit is not a year."""
    letter = found.at("h")
    if letter is None:
        return None, True
    return SIDES[found.letters[letter]], found.word("u") == "year"


def side(found: Found) -> int | None:
    """-1 for last, 0 for this, 1 for next before the match's core; None without."""
    index = found.at("s")
    return None if index is None else SIDES.get(found.letters[index])


def _year(found: Found) -> int | None:
    word = found.word("y")
    return number(word) if word else None


def numeric(found: Found) -> Draft | None:
    """2025-06-02, 13/02/2025; 06/02/2025 could be either, so it has no date."""
    parts = [int(part) for part in re.split(r"[-/.]", found.tokens[found.match.start()].text)]
    if parts[0] > 31:
        return found.draft("point", Reading("date", parts[0], parts[1], parts[2]))
    first, second, year = parts
    year += 0 if year > 99 else (2000 if year < 70 else 1900)
    if first > 12 or first == second:
        return found.draft("point", Reading("date", year, second, first))
    return found.draft("point", Reading("date", year, first, second) if second > 12 else Reading("none"))


def iso(found: Found) -> Draft | None:
    """2025-06-02 in five tokens."""
    begin, end = found.match.span()
    tokens = found.tokens[begin:end]
    if any(left.end != right.start for left, right in pairwise(tokens)):
        return None
    year_number, month_number, day_number = (number(token.text) for token in tokens[::2])
    return found.draft("point", Reading("date", year_number, month_number, day_number), joinable=True)


def day(found: Found) -> Draft | None:
    """June 2, 2 June 2025, Monday, Oct. 26, last Oct. 23, March 5 this year."""
    years, sound = shift(found)
    if not sound:
        return None
    reading = Reading(
        "date",
        _year(found),
        time_words().months[(found.word("m") or "").rstrip(".")],
        number(found.word("d") or ""),
        side=side(found),
        year_shift=years,
        weekday=time_words().weekdays.get(found.word("w") or ""),
    )
    return found.draft("point", reading, joinable=True)


def days(found: Found) -> Draft | None:
    """June 2-3, 3 to 5 March, April 24 and 25."""
    joined = found.word("j")
    bounds = _SPANS.split(joined) if joined else [found.word("d") or "", found.word("e") or ""]
    first, last = (number(bound) for bound in bounds)
    after = found.after()
    counted = found.letters[found.match.end() - 1] in "12" and after is not None and after.pos in ("NOUN", "ADJ")
    if first >= last or (counted and not joined and "&" in found.match.group()):
        return None
    month_number = time_words().months[(found.word("m") or "").rstrip(".")]
    late = Reading("date", _year(found), month_number, last)
    return found.draft("interval", Reading("range", _year(found), month_number, first, name="date", second=late))


def month(found: Found) -> Draft | None:
    """In May, last October, late November, July 1997, April next year."""
    years, sound = shift(found)
    name = time_words().months[(found.word("m") or "").rstrip(".")]
    if not sound:
        return None
    reading = Reading("date", _year(found), name, side=side(found), year_shift=years)
    return found.draft("point", reading, joinable=True)


def year(found: Found) -> Draft | None:
    """A year after a word that wants one ("in 2015", "the 1996 bombing", "(2006)"); other numbers are no years."""
    if not _is_year(found):
        return None
    return found.draft("point", Reading("date", _year(found)), joinable=True)


def _is_year(found: Found) -> bool:
    before, after = found.before(), found.after()
    lead = before.text.lower() if before else ""
    if (
        found.at("g") is not None
        or "-" in (found.word("y") or "")
        or lead in _STRONG
        or found.letter(found.match.start() - 1) == "M"
    ):
        return not _measured(found)
    if lead in ("the", "a", "his", "her", "their", "its") or lead.endswith("'s"):
        return after is not None and after.pos in ("NOUN", "PROPN", "ADJ", "VERB") and not _measured(found)
    return lead in _WEAK and not _measured(found) and not (after is not None and after.tag in ("NNS", "NNPS", "NN"))


def _measured(found: Found) -> bool:
    """Whether the number counts something or tells the time ("1900 GMT", "2000 percent")."""
    after = found.after()
    if after is None:
        return False
    word = after.text.lower()
    return found.letter(found.match.end()) in "UCnx" or word in ("percent", "%", "per", "km", "miles", "hours", "+")


def years(found: Found) -> Draft | None:
    """1979-1981, 1994–97; "2025-06" is no range."""
    begin, end = found.match.span()
    tokens = found.tokens[begin:end]
    if any(left.end != right.start for left, right in pairwise(tokens)):
        return None
    first, last = _SPANS.split("".join(token.text for token in tokens))
    finish = int(last) if len(last) == 4 else int(first[:2] + last[:2])
    if len(last) not in (2, 4) or int(last) <= 12 or int(first) >= finish:
        return None
    late = Reading("date", finish)
    return found.draft("interval", Reading("range", int(first), name="date", second=late))


def decade(found: Found) -> Draft | None:
    """The 1990s."""
    return found.draft("interval", Reading("decade", _year(found)))


def feast(found: Found) -> Draft | None:
    """Christmas, last Thanksgiving, Easter Sunday 2025."""
    years_off, sound = shift(found)
    if not sound:
        return None
    begin, end = found.match.span("n")
    name = " ".join(token.text.lower() for token in found.tokens[begin:end])
    if tuple(name.split()) not in time_words().holidays:
        return None
    return found.draft("point", Reading("holiday", _year(found), name=name, side=side(found), year_shift=years_off))


def season(found: Found) -> Draft | None:
    """Last fall, spring 2024, early summer; a bare "fall" is none unless "in the" opens it."""
    begin = found.match.start()
    opened = found.letters[max(0, begin - 2) : begin] == "iT" or found.letter(begin - 1) == "i"
    if found.match.end() - begin == 1 and not opened:
        return None
    name = time_words().seasons[found.word("q") or ""]
    return found.draft("interval", Reading("season", _year(found), name, side=side(found)))
