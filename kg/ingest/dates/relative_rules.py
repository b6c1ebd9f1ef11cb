"""Readings of expressions that count from the anchor or from the expression before."""

from __future__ import annotations

from dataclasses import replace

from kg.ingest.dates.calendar_rules import SIDES, shift, side
from kg.ingest.dates.draft import Draft, Found
from kg.ingest.dates.expression import Reading
from kg.ingest.dates.lexicon import time_words
from kg.ingest.numerals import read

_STEPS = {"L": -1, "Z": -1, "H": 0, "S": 0, "X": 1, "F": 1}
_WHOLE = frozenset({"week", "fortnight", "month", "year", "decade", "century"})
_CLOSED = frozenset({"PUNCT", "CCONJ", "ADP", ""})


def weekday(found: Found) -> Draft | None:
    """Wednesday, last Friday, Thursday night, late on Monday, Monday of last week, the following Tuesday."""
    weeks, _ = shift(found)
    if found.at("h") is not None and found.word("u") != "week":
        return None
    index = found.at("s")
    letter = "" if index is None else found.letters[index]
    reading = Reading(
        "weekday",
        weekday=time_words().weekdays[found.word("w") or ""],
        side={"Z": -1, "F": 1}.get(letter, side(found)),
        previous=letter in ("Z", "F"),
        year_shift=weeks,
    )
    return found.draft("point", reading, joinable=not reading.previous)


def deictic(found: Found) -> Draft | None:
    days = time_words().deictic[found.word("y") or ""]
    return found.draft("point", Reading("offset", number=days, unit="D"))


def part_of_day(found: Found) -> Draft | None:
    """This morning; last night."""
    part = found.tokens[found.match.end() - 1].text.lower()
    days = SIDES[found.letters[found.match.start()]]
    if days and part != "night" and part != "evening":
        return None
    return found.draft("point", Reading("offset", number=days, unit="D"))


def unit(found: Found) -> Draft | None:
    """This month, last week, earlier this year, that day, the next morning, the end of the year."""
    index = found.at("s")
    letter = found.letters[index] if index is not None else "H"
    word = found.word("u") or "day"
    previous = letter in "ZFS" or (letter == "X" and word == "day")
    if word not in _WHOLE and not (previous and word == "day"):
        return None
    if "T" in found.match.group() and found.word("s") == "past":
        return None  # "the past week" is a length
    code = time_words().units[word]
    after = found.after()
    if letter == "S" and after is not None and after.text.lower() in ("that", "as", "when"):
        return found.draft("point", Reading("none", unit=code))
    draft = found.draft("point", Reading("offset", number=_STEPS[letter], unit=code, previous=previous))
    kind = "point" if code in "DMY" else "interval"
    return replace(draft, kind=kind, reading=replace(draft.reading, name=draft.modifier or ""))


def counted(found: Found) -> Draft | None:
    """Two weeks ago, three days later, a week earlier, the day before."""
    link = found.letters[found.at("k") or 0]
    code = time_words().units[found.word("u") or ""]
    count = _count(found)
    sign = -1 if link in "GeB" else 1
    if count is None or count != int(count):
        return found.draft("point", Reading("none", unit=code))
    reading = Reading("offset", number=sign * count, unit=code, previous=link != "G")
    draft = found.draft("interval" if code in "WF" else "point", reading)
    if link in "BR" and not _closed(found):  # "the day after his death": the text does not say when
        return replace(draft, reading=replace(reading, form="none"), open_ended=True)
    return draft


def _count(found: Found) -> float | None:
    """The number before the unit; one for "the day"; None for "several"."""
    index = found.at("n")
    if index is None or found.letters[index : index + 2] == "AU":
        return 1.0
    number = read(found.tokens, index)
    if number is None:
        return None
    return number[0] if found.letters[number[1]] == "U" else None


def _closed(found: Found) -> bool:
    after = found.after()
    return after is None or (after.pos in _CLOSED and found.letter(found.match.end()) not in "WMyhLYT")


def weekend(found: Found) -> Draft | None:
    index = found.at("s")
    letter = found.letters[index] if index is not None else ""
    before = found.before()
    if not letter and before is not None and before.text.lower() in ("a", "an", "every"):
        return None
    if letter in ("S", "Z", "F"):
        return found.draft("interval", Reading("none"))
    return found.draft("interval", Reading("weekend", side=SIDES.get(letter)))
