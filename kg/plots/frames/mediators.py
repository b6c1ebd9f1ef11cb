"""Who mediated in which negotiation: one row a mediator and negotiation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.network.lanes import ELSEWHERE, of_parties, parties
from kg.plots.findings import Findings, count, framed, listed, refuse_empty, source_note, told_by
from kg.plots.negotiations import Negotiations, negotiations
from kg.plots.rows import Record, Rows
from kg.plots.selection import (
    Selection,
    checked,
    dated,
    dating,
    in_process,
    in_range,
    is_counted,
    kept_meetings,
    on_issue,
    without_limit,
)

COLUMNS = "mediator side negotiation held ahead told articles"
TOP = 20  # mediators
COUNTED = ("asserted", "planned", "possible")


def find(rows: Rows, selection: Selection) -> Findings:
    """Mediators with their meetings in each negotiation: `held` ones, and `ahead`, those planned or proposed.

    A meeting counts where it names the mediator, or an act of mediation belongs to it. `told` are acts of mediation of
    which no meeting is told. NotFound where nothing is left.
    """
    known = negotiations(rows)
    chosen = without_limit(checked(selection, known), TOP)
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    meetings = {str(row["id"]): row for row in kept_meetings(rows, chosen, known)}
    for mediator, lane, what, row in (*_at_meetings(meetings), *_acts(rows, chosen, known, meetings)):
        cell = found.setdefault((mediator, lane), {"held": set(), "ahead": set(), "told": set(), "articles": set()})
        cell[what].add(str(row["id"]))
        cell["articles"].update(told_by([row]))
    refuse_empty(list(found), "mediator", chosen, rows)
    told = len({act for cell in found.values() for act in cell["told"]})
    shown, left = _shown(_records(found, known), chosen.top or TOP)
    notes = (
        f"{count(len({row['mediator'] for row in shown}), 'mediator')} in "
        f"{count(len({row['negotiation'] for row in shown}), 'negotiation')}; numbers are those of meetings "
        "(held, planned or proposed) or acts.",
        *([f"Not drawn: {count(left, 'further mediator')}."] if left else ()),
        source_note(rows, {article for row in shown for article in row["articles"]}),
    )
    return Findings("mediators", "Who mediated where", framed(shown, COLUMNS), _finding(shown, told), notes)


def _at_meetings(meetings: Mapping[str, Record]) -> Iterator[tuple[str, str, str, Record]]:
    for row in meetings.values():
        if row["factuality"] in COUNTED:
            for mediator in row.get("mediators") or ():
                yield mediator, row["negotiation"], _kind(row), row


def _kind(meeting: Record) -> str:
    return "held" if meeting["factuality"] == "asserted" else "ahead"


def _acts(
    rows: Rows, selection: Selection, known: Negotiations, meetings: Mapping[str, Record]
) -> Iterator[tuple[str, str, str, Record]]:
    """Acts of mediation: at their meeting, if it is selected; else where those who are mediated between deal."""
    reports = dating(rows)
    for event in rows.events:
        if event.get("act") != "mediate" or not is_counted(event.get("factuality"), selection, ["asserted"]):
            continue
        meeting = meetings.get(str(event.get("meeting")))
        between = event.get("targets") or ()
        lane = known.of(between, [event["article"]]) or between_whom(between, known) or ELSEWHERE
        wanted = in_process(lane, selection) and on_issue(event.get("issues") or (), selection)
        wanted = wanted and in_range(dated(event, reports), selection) and not event.get("meeting")
        for agent in event.get("agents") or ():
            if meeting and meeting["factuality"] in COUNTED:
                yield agent, meeting["negotiation"], _kind(meeting), meeting
            elif wanted:
                yield agent, lane, "told", event


def between_whom(labels: Iterable[str], known: Negotiations) -> str:
    """The sides of those who are mediated between, as negotiations without a process are named; empty for one alone."""
    who = parties(labels, known.sides)
    return of_parties(who) if len(who) > 1 else ""


def _records(found: Mapping[tuple[str, str], Mapping[str, set[str]]], known: Negotiations) -> list[dict[str, Any]]:
    return [
        {
            "mediator": mediator,
            "side": known.sides.get(mediator),
            "negotiation": lane,
            **{what: len(cell[what]) for what in ("held", "ahead", "told")},
            "articles": sorted(cell["articles"]),
        }
        for (mediator, lane), cell in found.items()
    ]


def _shown(records: Sequence[dict[str, Any]], top: int) -> tuple[list[dict[str, Any]], int]:
    """Rows of the mediators with most meetings, by side and name; and how many mediators are left out."""
    meetings: Counter[str] = Counter()
    for row in records:
        meetings[row["mediator"]] += 1000 * (row["held"] + row["ahead"]) + row["told"]
    kept = sorted(meetings, key=lambda name: (-meetings[name], name))[:top]
    sides: Counter[str] = Counter()
    for row in records:
        if row["mediator"] in kept:
            sides[row["side"] or row["mediator"]] += meetings[row["mediator"]]
    shown = [row for row in records if row["mediator"] in kept]
    return sorted(shown, key=lambda row: _order(row, sides, meetings)), len(meetings) - len(kept)


def _order(row: Record, sides: Counter[str], meetings: Counter[str]) -> tuple[Any, ...]:
    side = row["side"] or row["mediator"]
    return -sides[side], side, row["side"] is not None, -meetings[row["mediator"]], row["mediator"], row["negotiation"]


def _finding(shown: Sequence[Record], told: int) -> str:
    held: Counter[str] = Counter()
    for row in shown:
        held[row["mediator"]] += row["held"] + row["ahead"]
    most = [(name, number) for name, number in sorted(held.items(), key=lambda item: (-item[1], item[0])) if number][:3]
    named = listed(f"{name} ({count(number, 'meeting')})" for name, number in most)
    acts = f" {count(told, 'act')} of mediation of which no meeting is told." if told else ""
    where = f"{count(len(held), 'mediator')} in {count(len({row['negotiation'] for row in shown}), 'negotiation')}"
    return f"{where}." + (f" Most meetings: {named}." if named else "") + acts
