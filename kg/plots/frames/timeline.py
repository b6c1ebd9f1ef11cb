"""Meetings, proposals and answers by negotiation along time: one row a mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.plots.findings import Findings, count, framed, labelled, listed, refuse_empty, source_note, told_by
from kg.plots.negotiations import Negotiations, negotiations
from kg.plots.rows import Record, Rows
from kg.plots.selection import (
    Dated,
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
from kg.plots.timescale import Span
from kg.schema.terms import FACTUALITIES

COLUMNS = "negotiation kind label date dated_by first last status stance id proposal articles"
TOP = 14  # negotiations
HAPPENED = ("held", "ongoing")
AHEAD = ("planned", "proposed", "postponed")


def find(rows: Rows, selection: Selection) -> Findings:
    """Marks of the negotiations told of most, in the order of their beginnings; `top` says of how many.

    Of proposals and answers whose day is not told that of their first report is taken, before which they were made.
    Meetings without a date are left out, because reports look back. NotFound where nothing is left.
    """
    known = negotiations(rows)
    chosen = without_limit(checked(selection, known), TOP)
    meetings = kept_meetings(rows, chosen, known)
    marks = [*_meetings(meetings), *_proposals(rows, chosen, known)]
    refuse_empty(marks, "dated meeting and of no proposal", chosen, rows)
    lanes = _shown(marks, chosen.top or TOP)
    shown = sorted((mark for mark in marks if mark["negotiation"] in lanes), key=lambda mark: _order(mark, lanes))
    undated = sum(row["when"] is None for row in meetings)
    left = [
        count(undated, "meeting without a date", "meetings without a date") if undated else "",
        _further(marks, lanes),
    ]
    missing = [f"Not drawn: {listed(left)}."] if any(left) else []
    notes = (_counted(shown), *_guessed(shown), *missing, source_note(rows, told_by(shown)))
    return Findings("timeline", "Negotiations along time", framed(shown, COLUMNS), _finding(shown, lanes), notes)


def _meetings(rows: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row["when"]:
            number = f"round {int(row['round'])}" if row.get("round") is not None else row.get("kind") or "meeting"
            label = f"{number}, {row['place']}" if row.get("place") else str(number)
            yield _mark(row, "meeting", row["when"], row["negotiation"]) | {"label": label, "status": row.get("status")}


def _proposals(rows: Rows, selection: Selection, known: Negotiations) -> Iterator[dict[str, Any]]:
    """Proposals that are selected, and their answers; an answer belongs to the negotiation of what it answers."""
    reports = dating(rows)
    factuality = {row["claim"]: row.get("factuality") for row in rows.positions if row.get("act") == "propose"}
    for row in rows.proposals:
        lane = known.by_id[str(row["id"])]
        wanted = in_process(lane, selection) and on_issue(row.get("issues") or (), selection)
        if not wanted or not is_counted(factuality.get(row["id"]), selection, FACTUALITIES):
            continue
        when = dated(row, reports)
        if when and in_range(when, selection):
            yield _mark(row, "proposal", when, lane) | {"label": row.get("label") or "proposal"}
        yield from _answers(row, lane, selection, reports)


def _answers(row: Record, lane: str, selection: Selection, reports: Mapping[str, Span]) -> Iterator[dict[str, Any]]:
    for i, answer in enumerate(row.get("responses") or ()):
        articles = sorted({proof["article"] for proof in answer.get("evidence") or ()})
        told = {**answer, "id": f"{row['id']} {i:04}", "articles": articles}
        when = dated(told, reports)
        if when and in_range(when, selection):
            label = f"{', '.join(answer.get('by') or ()) or 'somebody'}: {labelled(answer.get('stance'))}"
            mark = _mark(told, "answer", when, lane) | {"label": label, "proposal": row["id"]}
            yield mark | {"stance": answer.get("stance")}


def _mark(row: Record, kind: str, when: Dated, lane: str | None) -> dict[str, Any]:
    return {
        "negotiation": lane,
        "kind": kind,
        "date": row.get("date"),
        "dated_by": "claim" if when.told else "report",
        "first": when.first,
        "last": when.last,
        "id": row["id"],
        "articles": sorted(row.get("articles") or ()),
    }


def _shown(marks: Sequence[Record], top: int) -> dict[str, int]:
    """Places of the negotiations with most marks, in the order in which they began."""
    most = Counter(mark["negotiation"] for mark in marks).most_common()
    names = [name for name, _ in sorted(most, key=lambda item: (-item[1], item[0]))[:top]]
    began = {name: min(mark["first"] for mark in marks if mark["negotiation"] == name) for name in names}
    return {name: i for i, name in enumerate(sorted(names, key=lambda name: (began[name], name)))}


def _order(mark: Record, lanes: Mapping[str, int]) -> tuple[Any, ...]:
    return lanes[mark["negotiation"]], mark["first"], mark["last"], mark["kind"], mark["id"]


def _further(marks: Sequence[Record], lanes: Mapping[str, int]) -> str:
    rest = [mark for mark in marks if mark["negotiation"] not in lanes]
    others = len({mark["negotiation"] for mark in rest})
    return f"{count(others, 'further negotiation')} with {count(len(rest), 'mark')}" if rest else ""


def _counted(shown: Sequence[Record]) -> str:
    kinds = Counter(mark["kind"] for mark in shown)
    status = Counter(mark.get("status") for mark in shown if mark["kind"] == "meeting")
    happened, ahead = (sum(status[name] for name in names) for names in (HAPPENED, AHEAD))
    parts = [
        f"{happened} held or ongoing",
        f"{ahead} planned or proposed",
        f"{kinds['meeting'] - happened - ahead} cancelled or denied",
    ]
    told = ", ".join(part for part in parts if not part.startswith("0 "))
    return (
        f"{count(kinds['meeting'], 'meeting')} ({told or 'none'}), {count(kinds['proposal'], 'proposal')}, "
        f"{count(kinds['answer'], 'answer')}."
    )


def _guessed(shown: Sequence[Record]) -> Iterator[str]:
    guessed = sum(mark["dated_by"] == "report" for mark in shown)
    if guessed:
        yield f"A line to the left marks the {guessed} whose day is not told: they stand at that of their first report."


def _finding(shown: Sequence[Record], lanes: Mapping[str, int]) -> str:
    by_lane = Counter(mark["negotiation"] for mark in shown)
    most = min(lanes, key=lambda lane: (-by_lane[lane], lane))
    kinds = Counter(mark["kind"] for mark in shown if mark["negotiation"] == most)
    stances = Counter(labelled(mark.get("stance")) for mark in shown if mark["kind"] == "answer")
    answers = ", ".join(f"{number} {stance}" for stance, number in sorted(stances.items(), key=lambda s: (-s[1], s[0])))
    told = listed(count(kinds[kind], kind) for kind in ("meeting", "proposal", "answer") if kinds[kind])
    said = f" Answers by stance: {answers}." if answers else ""
    return f"{_counted(shown)} Most is told of {most}: {told}.{said}"
