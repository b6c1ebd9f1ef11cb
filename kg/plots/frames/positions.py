"""Where parties stand on issues along time: one row a party, issue, attitude and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.plots.findings import Findings, count, framed, labelled, listed, refuse_empty, source_note, told_by
from kg.plots.negotiations import negotiations
from kg.plots.rows import Record, Rows
from kg.plots.selection import (
    Selection,
    checked,
    dated,
    dating,
    in_process,
    in_range,
    is_counted,
    on_issue,
    without_limit,
)
from kg.schema.terms import STANCES

COLUMNS = "issue party attitude date dated_by first last claims articles"
TOP = 20  # rows: a party on an issue
ASKS = frozenset({"propose", "urge", "demand"})
ATTITUDES = ("accept", "commit", "partial", "counter", "ask", "no_comment", "defer", "reject")  # from yes to no
WORDS = {  # one and several
    "accept": ("acceptance", "acceptances"),
    "commit": ("agreement or promise", "agreements or promises"),
    "partial": ("acceptance in part", "acceptances in part"),
    "counter": ("counter-offer", "counter-offers"),
    "ask": ("proposal or demand", "proposals or demands"),
    "no_comment": ("refusal to comment", "refusals to comment"),
    "defer": ("delay", "delays"),
    "reject": ("rejection", "rejections"),
}


def find(rows: Rows, selection: Selection) -> Findings:
    """Rows of the table `positions`, those of one party, issue, attitude and day as one; asserted ones if not told.

    The attitude is the stance, where there is one; else `ask` for proposals and demands, and `commit` for what is
    agreed, signed, promised, endorsed or conceded. Rows on no issue are left out. NotFound where nothing is left.
    """
    known = negotiations(rows)
    chosen = without_limit(checked(selection, known), TOP)
    told = [
        row
        for row in rows.positions
        if row.get("issue") and on_issue([row["issue"]], chosen) and is_counted(row["factuality"], chosen, ["asserted"])
    ]
    if chosen.process:
        told = [row for row in told if in_process(known.of([row["party"]], row.get("articles") or ()), chosen)]
    marks = _marks(rows, told, chosen)
    refuse_empty(marks, "position on an issue", chosen, rows)
    pairs = _shown(marks, chosen.top or TOP)
    shown = sorted((mark for mark in marks if _pair(mark) in pairs), key=lambda mark: _order(mark, pairs))
    claims = sum(mark["claims"] for mark in shown)
    rest = sum(mark["claims"] for mark in marks) - claims
    parts = [
        f"{count(claims, 'position')} of {count(len({party for _, party in pairs}), 'party', 'parties')}",
        f"on {count(len({issue for issue, _ in pairs}), 'issue')} ({', '.join(chosen.factualities) or 'asserted'}).",
    ]
    guessed = sum(mark["claims"] for mark in shown if mark["dated_by"] == "report")
    notes = (
        " ".join(parts),
        *([f"Pale marks: {count(guessed, 'position')} at the day of their first report."] if guessed else ()),
        *([f"Not drawn: {count(rest, 'position')} of those who took fewer on an issue."] if rest else ()),
        source_note(rows, told_by(shown)),
    )
    return Findings("positions", "Positions by issue and party", framed(shown, COLUMNS), _finding(shown, pairs), notes)


def _marks(rows: Rows, told: Sequence[Record], selection: Selection) -> list[dict[str, Any]]:
    reports = dating(rows)
    found: dict[tuple[Any, ...], tuple[set[str], set[str]]] = {}
    for row in told:
        when = dated(row, reports)
        if when is None or not in_range(when, selection):
            continue
        key = (row["issue"], row["party"], attitude(row), row.get("date"), when.told, when.first, when.last)
        claims, articles = found.setdefault(key, (set(), set()))
        claims.add(str(row["claim"]))
        articles.update(row.get("articles") or ())
    return list(_merged(found))


def _merged(found: Mapping[tuple[Any, ...], tuple[set[str], set[str]]]) -> Iterator[dict[str, Any]]:
    for (issue, party, stand, date, told, first, last), (claims, articles) in found.items():
        yield {
            "issue": issue,
            "party": party,
            "attitude": stand,
            "date": date,
            "dated_by": "claim" if told else "report",
            "first": first,
            "last": last,
            "claims": len(claims),
            "articles": sorted(articles),
        }


def attitude(row: Record) -> str:
    """How a party stands to an issue: the stance of an answer, else whether it asks or commits itself."""
    if row.get("stance") in STANCES:
        return str(row["stance"])
    return "ask" if row.get("act") in ASKS else "commit" if row.get("act") != "answer" else "no_comment"


def _pair(mark: Record) -> tuple[str, str]:
    return mark["issue"], mark["party"]


def _shown(marks: Sequence[Record], top: int) -> dict[tuple[str, str], int]:
    """Places of the pairs of issue and party with most positions: issues by their number, parties by theirs."""
    pairs: Counter[tuple[str, str]] = Counter()
    for mark in marks:
        pairs[_pair(mark)] += mark["claims"]
    chosen = sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:top]
    issues: Counter[str] = Counter()
    for pair in chosen:
        issues[pair[0]] += pairs[pair]
    ordered = sorted(chosen, key=lambda pair: (-issues[pair[0]], pair[0], -pairs[pair], pair[1]))
    return {pair: i for i, pair in enumerate(ordered)}


def _order(mark: Record, pairs: Mapping[tuple[str, str], int]) -> tuple[Any, ...]:
    return pairs[_pair(mark)], mark["first"], mark["last"], ATTITUDES.index(mark["attitude"]), mark["dated_by"]


def _finding(shown: Sequence[Record], pairs: Mapping[tuple[str, str], int]) -> str:
    by_issue: Counter[str] = Counter()
    by_attitude: Counter[str] = Counter()
    for mark in shown:
        by_issue[labelled(mark["issue"])] += mark["claims"]
        by_attitude[mark["attitude"]] += mark["claims"]
    issues = listed(f"{issue} ({number})" for issue, number in _ranked(by_issue)[:4])
    attitudes = listed(count(number, *WORDS[name]) for name, number in _ranked(by_attitude))
    return (
        f"{count(sum(by_issue.values()), 'position')} of {count(len({p for _, p in pairs}), 'party', 'parties')}: "
        f"{attitudes}. Most are on {issues}."
    )


def _ranked(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))
