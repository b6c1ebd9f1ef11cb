"""The page of the timeline: a lane a negotiation, a mark a meeting, proposal, answer, agreement or paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.plots.timescale import ticks
from kg.view.document import Frame, Sheet
from kg.view.items import AHEAD, DONE, KINDS, STANCES, Item, Items, read_items
from kg.view.page import card_data, citation, source_data
from kg.view.records import Card, Records, Request
from kg.view.stacking import Level, levels

ITEM_SCRIPTS = (
    "start.js",
    "links.js",
    "filters.js",
    "state.js",
    "saving.js",
    "snapshot.js",
    "cards.js",
    "panel.js",
    "marks.js",
    "items.js",
    "search.js",
)
SCRIPTS = (*ITEM_SCRIPTS, "timeline.js")
FRAME = Frame("chart.html", ("theme.css", "page.css", "chart.css"), SCRIPTS, body="chart")
LITTLE = 3  # marks of a lane
PRECISIONS = {"day": "day", "month": "month only", "year": "year only", "interval": "from day to day"}


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline page: what stands on it, its lanes in order, and the drawings from days to months."""

    title: str
    subject: str
    items: Items
    lanes: tuple[str, ...]
    levels: tuple[Level, ...]
    name: str = "timeline"


def timeline_page(records: Records, _: Request) -> Timeline:
    """Timeline of all that has a date; what has none is listed beside it."""
    items = read_items(records)
    drawn = tuple(levels(items.items))
    return Timeline("Negotiations along time", "Timeline", items, lane_order(items.items), drawn)


def lane_order(items: Sequence[Item]) -> tuple[str, ...]:
    """Lanes by the first date in them, undated ones last; those of which little is told come behind all others."""
    number = Counter(item.lane for item in items)
    first: dict[str, int] = {}
    for item in items:
        day = item.span.first if item.span else 10**9
        first[item.lane] = min(first.get(item.lane, day), day)
    return tuple(sorted(first, key=lambda lane: (number[lane] < LITTLE, first[lane], lane)))


def timeline_sheet(page: Timeline) -> Sheet:
    """The page as it is written."""
    return Sheet(page.title, page.subject, FRAME, timeline_data(page), told(page.lanes, page.items))


def told(lanes: Sequence[str], items: Items) -> str:
    """How much is on the page, in words."""
    return f"{len(lanes)} negotiations, {len(items.items)} meetings, proposals, answers, agreements, papers"


def timeline_data(page: Timeline) -> dict[str, Any]:
    """What the page's script reads."""
    number = {lane: i for i, lane in enumerate(page.lanes)}
    return {
        **items_data(page.items, page.lanes),
        "name": page.name,
        "title": page.title,
        "board": "Timeline; arrow keys go from mark to mark, Enter opens one",
        "levels": [_level(level, number) for level in page.levels],
    }


def items_data(items: Items, lanes: Sequence[str], cards: Sequence[Card] = ()) -> dict[str, Any]:
    """What both pages read: items, lanes, their cards and sources, and what search finds: items, then actors.

    Card i is that of item i; those of conflicts and then `cards` follow.
    """
    number = {lane: i for i, lane in enumerate(lanes)}
    actors = sorted({actor for item in items.items for actor in item.actors})
    actor_number = {actor: i for i, actor in enumerate(actors)}
    issues = sorted({issue for item in items.items for issue in item.issues})
    first_conflict = len(items.items)
    return {
        "items": [_item(item, number, actor_number, first_conflict) for item in items.items],
        "lanes": list(lanes),
        "actors": actors,
        "issues": issues,
        "conflicts": [first_conflict + i for i in range(len(items.conflicts))],
        "cards": [card_data(card) for card in (*(i.card for i in items.items), *items.conflicts, *cards)],
        "sources": [source_data(source) for source in items.sources],
        "citation": citation(items.sources),
        "kinds": [{"id": kind, "name": name} for kind, name in KINDS],
        "stances": list(STANCES),
        "nodeInfo": [
            *(
                {"label": i.label, "group": i.kind, "aliases": [i.lane], "cards": [n]}
                for n, i in enumerate(items.items)
            ),
            *({"label": actor, "group": "actor", "aliases": [], "cards": []} for actor in actors),
        ],
        "groups": [*({"id": kind, "name": name} for kind, name in KINDS), {"id": "actor", "name": "Show this actor"}],
    }


def _item(item: Item, lanes: dict[str, int], actors: dict[str, int], first_conflict: int) -> dict[str, Any]:
    when = item.span
    return {
        "key": item.key,
        "kind": item.kind,
        "label": item.label,
        "lane": lanes[item.lane],
        "date": item.card.date or item.date,
        "from": date.fromordinal(when.first).isoformat() if when else None,
        "to": date.fromordinal(when.last).isoformat() if when else None,
        "precision": PRECISIONS[when.precision] if when else None,
        "status": item.status,
        "look": look(item.status),
        "stance": item.stance,
        "actors": [actors[actor] for actor in item.actors],
        "issues": list(item.issues),
        "proposal": item.proposal,
        "conflicts": [first_conflict + i for i in item.conflicts],
    }


def look(status: str | None) -> str:
    """How a mark is drawn: full where it happened, open where it lies ahead, crossed where it came to nothing."""
    if status is None or status in DONE:
        return "full"
    return "open" if status in AHEAD else "crossed"


def _level(level: Level, lanes: dict[str, int]) -> dict[str, Any]:
    rows = [0] * len(lanes)
    for lane, count in level.rows.items():
        rows[lanes[lane]] = count
    return {
        "name": level.name,
        "width": round(level.axis.width),
        "ticks": [[tick.x, tick.label] for tick in ticks(level.axis)],
        "breaks": [[one.x, one.width, one.label] for one in level.axis.breaks],
        "places": [[p.left, p.right, p.x, p.row, p.text] if p else None for p in level.places],
        "rows": rows,
        "bundles": [[lanes[bundle.lane], bundle.x, bundle.row, bundle.items] for bundle in level.bundles],
    }
