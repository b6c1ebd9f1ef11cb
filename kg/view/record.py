"""The page of the negotiating record: round by round what was proposed, answered and agreed, and who stood where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.network.lanes import Told, lane_finder, parties
from kg.plots.timescale import span
from kg.view.cards import position_card
from kg.view.document import Frame, Sheet
from kg.view.items import Item, Items, conflicts_of, read_items
from kg.view.records import Card, Record, Records, Request
from kg.view.rounds import Rounds, rounds
from kg.view.timeline import ITEM_SCRIPTS, items_data, lane_order, told

SCRIPTS = (*ITEM_SCRIPTS, "record.js")
FRAME = Frame("chart.html", ("theme.css", "page.css", "chart.css"), SCRIPTS, body="chart")
ELSEWHERE = "Outside of these negotiations"
WISHES = frozenset({"propose", "urge", "demand"})
LOOKS = {"negated": "crossed", "planned": "open", "possible": "open", "conditional": "open"}


@dataclass(frozen=True, slots=True)
class Position:
    """A position of a party in a negotiation; `row` is that of the table, `card` shows it."""

    lane: str
    row: Record
    card: Card
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of the record: what stands on it, the negotiations in order, their rounds, and the positions by time."""

    title: str
    subject: str
    items: Items
    lanes: tuple[str, ...]
    rounds: tuple[Rounds, ...]
    positions: tuple[Position, ...]
    name: str = "record"


def record_page(records: Records, _: Request) -> RecordPage:
    """The record of all negotiations of `records`."""
    found = read_items(records)
    lanes = lane_order(found.items)
    positions = tuple(_positions(records, found))
    each = tuple(rounds(found.items, (i for i, item in enumerate(found.items) if item.lane == lane)) for lane in lanes)
    if any(position.lane == ELSEWHERE for position in positions):
        lanes, each = (*lanes, ELSEWHERE), (*each, Rounds((), (), ()))
    return RecordPage("The negotiating record", "Record", found, lanes, each, positions)


def record_sheet(page: RecordPage) -> Sheet:
    """The page as it is written."""
    lanes = [lane for lane in page.lanes if lane != ELSEWHERE]
    contents = f"{told(lanes, page.items)}, {len(page.positions)} positions"
    return Sheet(page.title, page.subject, FRAME, record_data(page), contents)


def record_data(page: RecordPage) -> dict[str, Any]:
    """What the page's script reads."""
    first_card = len(page.items.items) + len(page.items.conflicts)
    by_lane: dict[str, list[int]] = {lane: [] for lane in page.lanes}
    for i, position in enumerate(page.positions):
        by_lane[position.lane].append(i)
    return {
        **items_data(page.items, page.lanes, [position.card for position in page.positions]),
        "name": page.name,
        "title": page.title,
        "board": "The record, negotiation by negotiation",
        "positions": [
            _position(position, len(page.items.items), first_card + i) for i, position in enumerate(page.positions)
        ],
        "sections": [_section(page, lane, of, by_lane[lane]) for lane, of in zip(page.lanes, page.rounds, strict=True)],
    }


def _positions(records: Records, found: Items) -> list[Position]:
    """Positions in the order of time, undated ones last, each in the lane of its claim or in that of its parties."""
    differ = conflicts_of(sorted(records.conflicts, key=lambda row: str(row["id"])), ())
    lane_of = {item.key: item.lane for item in found.items}
    best = lane_finder([item.told for item in found.items], [item.lane for item in found.items])
    placed = []
    for row in records.positions:
        claim = Told(parties((row["party"], *row["towards"]), found.side), frozenset(row["articles"]))
        lane = lane_of.get(str(row["claim"])) or lane_of.get(str(row.get("proposal"))) or best(claim) or ELSEWHERE
        placed.append(Position(lane, row, position_card(row, found.numbers), differ.get(str(row["claim"]), ())))
    return sorted(placed, key=_order)


def _order(position: Position) -> tuple[int, str, str, str, str]:
    row, when = position.row, span(position.row.get("date"))
    names = (str(row["claim"]), str(row["party"]), str(row["actor"]), f"{row['issue']} {row.get('proposal')}")
    return (when.first if when else 10**9, *names)


def _position(position: Position, first_conflict: int, card: int) -> dict[str, Any]:
    row, when = position.row, span(position.row.get("date"))
    wish = row["act"] in WISHES
    return {
        "kind": "response" if row.get("stance") else "proposal" if wish else "agreement",
        "stance": row.get("stance"),
        "act": row["act"],
        "look": LOOKS.get(row.get("factuality") or "", "full"),
        "names": sorted({str(row["party"]), str(row["actor"])}),
        "issues": [row["issue"]] if row["issue"] else [],
        "from": date.fromordinal(when.first).isoformat() if when else None,
        "to": date.fromordinal(when.last).isoformat() if when else None,
        "date": row.get("date"),
        "card": card,
        "conflicts": [first_conflict + i for i in position.conflicts],
    }


def _section(page: RecordPage, lane: str, of: Rounds, positions: Sequence[int]) -> dict[str, Any]:
    members = [item for item in page.items.items if item.lane == lane]
    return {
        "parties": _parties(members),
        "mediators": _counted(label for item in members for label in item.mediators),
        "before": of.before,
        "rounds": [[meeting, under] for meeting, under in of.rounds],
        "undated": of.undated,
        "matrix": _matrix(page, positions),
    }


def _parties(items: Iterable[Item]) -> list[str]:
    return [name for name, _ in _counted(party for item in items for party in item.told.parties)]


def _counted(labels: Iterable[str]) -> list[tuple[str, int]]:
    """Labels with their numbers, the most frequent first."""
    return sorted(Counter(labels).items(), key=lambda pair: (-pair[1], pair[0]))


def _matrix(page: RecordPage, positions: Sequence[int]) -> dict[str, Any]:
    """Parties by issues, the most frequent first; a cell has the numbers of its positions in the order of time."""
    row_of: Mapping[int, Record] = {i: page.positions[i].row for i in positions}
    names = [name for name, _ in _counted(str(row["party"]) for row in row_of.values())]
    issues = [issue for issue, _ in _counted(str(row["issue"] or "") for row in row_of.values())]
    issues.sort(key=lambda issue: not issue)  # what names no issue stands last
    cells: dict[tuple[str, str], list[int]] = {}
    for i, row in row_of.items():
        cells.setdefault((str(row["party"]), str(row["issue"] or "")), []).append(i)
    return {"issues": issues, "rows": [[name, [cells.get((name, issue), []) for issue in issues]] for name in names]}
