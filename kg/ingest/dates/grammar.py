"""Rules of time expressions: regular expressions over the letters of letters.py, each with its reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.ingest.dates import amounts, calendar_rules, relative_rules
from kg.ingest.dates.draft import Draft, Found
from kg.ingest.model import Token

_NUM = r"(?:A?qO?|A?x|n(?:-?n|&n|x)*|[1YN][xr]?|Q)"

RULES: tuple[tuple[str, Callable[[Found], Draft | None]], ...] = (
    (r"I", calendar_rules.numeric),
    (r"Y-1-1", calendar_rules.iso),
    (
        r"(?:C*(?P<w>W)C?,?)?(?P<g>E-?|mO)?(?P<s>[LXH])?(?P<m>M)p?(?P<d>[12])(?:,?(?P<y>Y)|(?P<h>[HLX])(?P<u>U))?",
        calendar_rules.day,
    ),
    (r"(?:C*(?P<w>W)C?,?o?T?)?(?P<d>[12])O?(?P<m>M)(?:p?,?(?P<y>Y)|(?P<h>[HLX])(?P<u>U))?", calendar_rules.day),
    (r"(?P<m>M)p?(?:(?P<d>[12])(?:[-t&]|,&)(?P<e>[12])|(?P<j>J))(?:,?(?P<y>Y))?", calendar_rules.days),
    (r"(?:(?P<d>[12])(?:[-t&]|,&)(?P<e>[12])|(?P<j>J))O?(?P<m>M)(?:p?,?(?P<y>Y))?", calendar_rules.days),
    (r"(?P<g>[Ee](?:i|-)?|mO)?(?P<s>[LXH])?(?P<m>M)(?:p?,?O?(?P<y>Y)|(?P<h>[HLX])(?P<u>U))?", calendar_rules.month),
    (r"(?P<y>j)", calendar_rules.years),
    (r"(?P<y>Y)-(?P<z>[1NY])", calendar_rules.years),
    (r"(?P<g>E(?:i|-)?|mOT?)?(?P<y>Y)", calendar_rules.year),
    (r"T?(?P<g>E-?)?(?P<y>d)", calendar_rules.decade),
    (r"(?P<s>[LXH])?(?P<n>h+)(?:,?(?P<y>Y)|(?P<h>[HLX])(?P<u>U))?", calendar_rules.feast),
    (r"(?P<g>E-?|mO)?(?P<s>[LXH])?(?P<q>s)(?:O?(?P<y>Y))?", calendar_rules.season),
    (r"C*(?P<g>[Eel]o?)?(?P<s>[LXHZF])?(?P<w>W)P?(?:O?(?P<h>[LXH])(?P<u>U))?", relative_rules.weekday),
    (r"(?P<g>[Eel]o?)?(?P<y>y)P?", relative_rules.deictic),
    (r"(?P<s>[HL])P", relative_rules.part_of_day),
    (r"(?P<g>[EelB]i?|mOT?)?T?(?P<s>[LXHZFS])S?(?P<u>U)P?", relative_rules.unit),
    (r"(?P<g>m)OT(?P<u>U)", relative_rules.unit),
    (r"(?P<g>[el])?T?(?P<s>[SXFZ])S?P", relative_rules.unit),
    (r"T(?P<u>U)(?P<k>[BR])", relative_rules.counted),
    (rf"(?P<n>{_NUM}|A)(?P<u>U)(?P<k>[GelBR])", relative_rules.counted),
    (r"T?(?P<s>[LXHSZF])?K", relative_rules.weekend),
    (rf"(?P<n>{_NUM})(?P<k>-)?(?P<u>U)(?P<a>&AQ)?", amounts.duration),
    (rf"(?P<n>{_NUM})&AQ(?P<u>U)", amounts.duration),
    (rf"(?P<n>{_NUM})[t-](?P<e>{_NUM})(?P<u>U)", amounts.duration),
    (rf"T?[LXZF](?P<n>{_NUM})(?P<u>U)", amounts.duration),
    (r"QA(?P<u>U)", amounts.half),
    (r"(?P<n>A)(?P<u>U)(?P<a>&AQ)?", amounts.single),
    (rf"v(?:{_NUM}|2)?[UDWP]", amounts.frequency),
    (r"w[Ai](?:U|v)", amounts.frequency),
    (r"[DV]", amounts.frequency),
    (r"C+", amounts.clock),
)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[Found], Draft | None]], ...]:
    return tuple((re.compile(pattern), build) for pattern, build in RULES)


def drafts(tokens: Sequence[Token], letters: str) -> list[Draft]:
    """Readings of all time expressions, in order, without overlap: the leftmost, of these the longest."""
    candidates = sorted(_candidates(tokens, letters), key=lambda draft: (draft.begin, -draft.end))
    chosen: list[Draft] = []
    for draft in candidates:
        if not chosen or draft.begin >= chosen[-1].end:
            chosen.append(draft)
    return _joined(chosen, letters)


def _candidates(tokens: Sequence[Token], letters: str) -> Iterator[Draft]:
    for pattern, build in _rules():
        for match in pattern.finditer(letters):
            draft = build(Found(tokens, letters, match))
            if draft is not None:
                yield draft


def _joined(chosen: Sequence[Draft], letters: str) -> list[Draft]:
    """Pairs with a connector between become one range; an open "the day before" takes the date that follows."""
    result: list[Draft] = []
    for draft in chosen:
        pair = _pair(result[-1], draft, letters) if result else None
        if pair is None:
            result.append(draft)
        else:
            result[-1] = pair
    return result


def _pair(early: Draft, late: Draft, letters: str) -> Draft | None:
    if early.reading.form == "none" and early.open_ended and early.end == late.begin and late.kind == "point":
        reading = replace(early.reading, form="beside", second=late.reading)
        return replace(early, end=late.end, reading=reading, kind="interval" if early.reading.unit != "D" else "point")
    if not (early.joinable and late.joinable and _connected(early, late, letters)):
        return None
    reading = replace(early.reading, name=early.reading.form, form="range", second=late.reading)
    return replace(early, end=late.end, reading=reading, kind="interval", joinable=False)


def _connected(early: Draft, late: Draft, letters: str) -> bool:
    between = letters[early.end : late.begin]
    opener = letters[early.begin - 1] if early.begin else ""
    if between in ("t", "tT"):
        return opener == "f" or early.reading.form == late.reading.form == "date"
    return between == "-" or (between == "&" and opener == "b")
