"""Cooperation and conflict between two actors along time: one row a period and direction.

An event is scored as PLOVER 2.0 scores its type and mode, from -10 (conflict) to 10 (cooperation); sums of positive and
of negative scores stand apart, as Goldstein (A Conflict-Cooperation Scale for WEIS Events Data, Journal of Conflict
Resolution 36, 1992) aggregates his, and `net` is their sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from kg.errors import InputError, NotFound
from kg.network.actors import event_pairs
from kg.network.plover import score_of
from kg.plots.findings import Findings, count, framed, refuse_empty, source_note, told_by
from kg.plots.negotiations import Negotiations, negotiations
from kg.plots.rows import Record, Rows
from kg.plots.selection import (
    PERIODS,
    Dated,
    Selection,
    checked,
    dated,
    dating,
    in_process,
    in_range,
    is_counted,
    near,
    on_issue,
)

COLUMNS = "period first last source target cooperation conflict net events cooperative conflictual articles"
SIDES = {"state", "organization", "armed_group"}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST = 36  # periods that are drawn where no period is chosen
FOLDED = 4  # periods without an event from which they are drawn as a gap


def find(rows: Rows, selection: Selection) -> Findings:
    """Scores of what A does to B and B to A, each with all who act on their behalf; asserted events if not told.

    An event whose day is not told counts at that of its report. What both do together counts in both directions.
    InputError, NotFound where the actors are unknown or did nothing to one another.
    """
    known = negotiations(rows)
    chosen = checked(selection, known)
    pair = _actors(rows, chosen)
    reports = dating(rows)
    told = [
        (event, direction, when)
        for event in sorted(rows.events, key=lambda row: str(row["id"]))
        if _selected(event, chosen, known)
        for when in [dated(event, reports)]
        if when and in_range(when, chosen)
        for direction in _directions(event, pair, known.sides)
    ]
    refuse_empty(told, f"scored event between {pair[0]} and {pair[1]}", chosen, rows)
    period = chosen.period or _fitting([when for _, _, when in told])
    shown = list(_periods(told, pair, MONTHS[period]))
    events = {str(event["id"]): event for event, _, _ in told}
    guessed = len({str(event["id"]) for event, _, when in told if not when.told})
    notes = (
        f"{count(len(events), 'event')} ({', '.join(chosen.factualities) or 'asserted'}), by {period}; sums of the "
        "PLOVER 2.0 scores, −10 to 10.",
        "Numbers are those of events; what both do together counts in both directions. Each actor stands for all who "
        "act on its behalf.",
        *([f"Where no day is told ({count(guessed, 'event')}), that of the report counts."] if guessed else ()),
        source_note(rows, told_by(events.values())),
    )
    title = f"{pair[0]} and {pair[1]}: cooperation and conflict"
    return Findings("dyad", title, framed(shown, COLUMNS), _finding(shown, pair), notes)


def busiest(rows: Rows, selection: Selection) -> tuple[str, str]:
    """The two states, bodies or groups between which most scored events are told, those of their people included.

    NotFound where there are none.
    """
    known = negotiations(rows)
    chosen = checked(selection, known)
    kinds = {row["label"]: row.get("type") for row in rows.actors}
    pairs: Counter[tuple[str, str]] = Counter()
    for event in (event for event in rows.events if _selected(event, chosen, known)):
        scored = score_of(event.get("event_type"), event.get("mode")) is not None
        ends = {tuple(sorted(known.sides.get(one, one) for one in pair[:2])) for pair in event_pairs(event) if scored}
        pairs.update((a, b) for a, b in ends if a != b and {kinds.get(a), kinds.get(b)} <= SIDES)
    refuse_empty(list(pairs), "scored event between two sides", chosen, rows)
    return min(pairs, key=lambda pair: (-pairs[pair], pair))


def _actors(rows: Rows, selection: Selection) -> tuple[str, str]:
    """The labels of the two actors, found by label, alias or id."""
    if len(selection.actors) != 2:
        raise InputError("kg plot dyad: name two actors, as in kg plot dyad Russia Ukraine")
    first, second = (_actor(rows, name) for name in selection.actors)
    if first == second:
        raise InputError(f"kg plot dyad: {selection.actors[0]} and {selection.actors[1]} are one actor, {first}")
    return first, second


def _actor(rows: Rows, name: str) -> str:
    names: dict[str, str] = {}
    for row in sorted(rows.actors, key=lambda row: (-(row.get("mentions") or 0), str(row["id"]))):
        for spelling in (row["label"], row["id"], *(row.get("aliases") or ())):
            names.setdefault(str(spelling).casefold(), str(row["label"]))
    if name.casefold() not in names:
        raise NotFound(f"no actor is called {name}: {near(name, names.values())}; kg table actors lists all")
    return names[name.casefold()]


def _selected(event: Record, selection: Selection, known: Negotiations) -> bool:
    wanted = is_counted(event.get("factuality"), selection, ["asserted"])
    wanted = wanted and on_issue(event.get("issues") or (), selection)
    if not wanted or selection.process is None:
        return wanted
    meeting = known.by_id.get(str(event.get("meeting")))
    who = [*(event.get("agents") or ()), *(event.get("targets") or ())]
    return in_process(meeting or known.of(who, [event["article"]]), selection)


def _directions(event: Record, pair: tuple[str, str], side: Mapping[str, str]) -> list[tuple[str, str]]:
    """In which directions an event joins the pair, each once."""
    if score_of(event.get("event_type"), event.get("mode")) is None:
        return []
    found = set()
    for agent, target, mutual in event_pairs(event):
        ends = tuple(one if one in pair else side.get(one, one) for one in (agent, target))
        found |= {ends, ends[::-1]} if mutual else {ends}
    return [direction for direction in (pair, (pair[1], pair[0])) if direction in found]


def _fitting(days: Sequence[Dated]) -> str:
    """The shortest period of which not too many are drawn, long gaps as one."""
    for name in PERIODS:
        numbers = sorted({_number(when, MONTHS[name]) for when in days})
        gaps = [after - before - 1 for before, after in pairwise(numbers)]
        if len(numbers) + sum(1 if gap >= FOLDED else gap for gap in gaps) <= MOST:
            return name
    return PERIODS[-1]


def _periods(
    told: Sequence[tuple[Record, tuple[str, str], Dated]], pair: tuple[str, str], months: int
) -> Iterator[dict[str, Any]]:
    """A row for each period from the first to the last and for each direction, empty ones included."""
    numbers = [_number(when, months) for _, _, when in told]
    for number in range(min(numbers), max(numbers) + 1):
        first, last = _bounds(number, months)
        for direction in (pair, (pair[1], pair[0])):
            numbered = zip(told, numbers, strict=True)
            events = [row for (row, way, _), one in numbered if (one, way) == (number, direction)]
            scores = [score_of(row.get("event_type"), row.get("mode")) or 0.0 for row in events]
            yield {
                "period": _name(first, months),
                "first": first.toordinal(),
                "last": last.toordinal(),
                "source": direction[0],
                "target": direction[1],
                "cooperation": sum(score for score in scores if score > 0),
                "conflict": sum(score for score in scores if score < 0),
                "net": sum(scores),
                "events": len(events),
                "cooperative": sum(score > 0 for score in scores),
                "conflictual": sum(score < 0 for score in scores),
                "articles": sorted(told_by(events)),
            }


def _number(when: Dated, months: int) -> int:
    day = date.fromordinal(when.first)
    return (day.year * 12 + day.month - 1) // months


def _bounds(number: int, months: int) -> tuple[date, date]:
    """First day of a period, and of the next one."""
    ends = [divmod(one * months, 12) for one in (number, number + 1)]
    first, after = (date(year, month + 1, 1) for year, month in ends)
    return first, date.fromordinal(after.toordinal() - 1)


def _name(first: date, months: int) -> str:
    if months == 1:
        return first.isoformat()[:7]
    return str(first.year) if months == 12 else f"{first.year}-Q{first.month // 3 + 1}"


def _finding(shown: Sequence[Record], pair: tuple[str, str]) -> str:
    parts = []
    for source, target in (pair, (pair[1], pair[0])):
        own = [row for row in shown if row["source"] == source]
        up, down = (sum(row[name] for row in own) for name in ("cooperation", "conflict"))
        events = count(sum(row["events"] for row in own), "event")
        sums = f"cooperation {signed(up)}, conflict {signed(down)}, net {signed(up + down)}"
        parts.append(f"{source} to {target}: {events}, {sums}")
    return f"{'; '.join(parts)} (sums of PLOVER scores, {shown[0]['period']} to {shown[-1]['period']})."


def signed(score: float) -> str:
    """A score with its sign; zero has none."""
    return f"{score:+g}".replace("-", "−") if score else "0"
