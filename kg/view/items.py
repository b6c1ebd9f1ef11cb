"""What stands on the timeline and in the record: meetings, proposals, answers, agreements, papers and their lanes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.network.lanes import Told, lanes, parties, sides
from kg.plots.timescale import Span, span
from kg.view.cards import (
    agreement_card,
    cited,
    conflict_card,
    handover_card,
    meeting_card,
    proposal_card,
    response_card,
)
from kg.view.records import Card, Record, Records, Source

KINDS = (
    ("meeting", "Meeting"),
    ("proposal", "Proposal"),
    ("response", "Answer"),
    ("agreement", "Agreement"),
    ("handover", "Paper handed over"),
)
STANCES = ("accept", "partial", "counter", "defer", "reject", "no_comment")
DONE = frozenset({"held", "ongoing", "agreed", "signed", "in_force", "carried_out"})
AHEAD = frozenset({"planned", "proposed", "postponed"})  # all other statuses are of what came to nothing
PRESENT = ("parties", "participants", "hosts", "mediators")


@dataclass(frozen=True, slots=True)
class Item:
    """One mark. `proposal` numbers the proposal that an answer answers, `conflicts` number cards that differ on it."""

    key: str
    kind: str
    label: str
    date: str | None
    span: Span | None
    card: Card
    told: Told
    actors: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    status: str | None = None
    stance: str | None = None
    round: int | None = None
    proposal: int | None = None
    lane: str = ""
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """All marks of a store in the order of time, undated ones last, with the articles and the conflict cards."""

    items: tuple[Item, ...]
    sources: tuple[Source, ...]
    numbers: Mapping[str, int]
    side: Mapping[str, str]
    conflicts: tuple[Card, ...] = field(default=())


def read_items(records: Records) -> Items:
    """The marks of `records`; the same rows in any order give the same marks."""
    sources, numbers = cited(records.articles)
    side = sides(sorted(records.actors, key=lambda row: str(row["id"])))
    made = [
        *(_meeting(row, numbers, side) for row in records.meetings),
        *(_agreement(row, numbers, side) for row in records.agreements),
        *(_handover(row, numbers, side) for row in records.handovers),
        *(item for row in records.proposals for item in _proposal(row, numbers, side)),
    ]
    made.sort(key=_order)
    at = {item.key: i for i, item in enumerate(made)}
    answered = {item.key: item.key.rsplit(" ", 1)[0] for item in made if item.kind == "response"}
    placed = lanes([item.told for item in made])
    conflicts = sorted(records.conflicts, key=lambda row: str(row["id"]))
    differ = conflicts_of(conflicts, records.positions)
    items = [
        replace(item, lane=lane, proposal=at.get(answered.get(item.key, "")), conflicts=differ.get(item.key, ()))
        for item, lane in zip(made, placed, strict=True)
    ]
    # An answer stands where what it answers stands.
    items = [item if item.proposal is None else replace(item, lane=items[item.proposal].lane) for item in items]
    return Items(tuple(items), sources, numbers, side, tuple(conflict_card(row, numbers) for row in conflicts))


def _order(item: Item) -> tuple[int, int, str, str]:
    when = item.span
    return (when.first if when else 10**9, when.last if when else 0, item.kind, item.key)


def conflicts_of(rows: Iterable[Record], positions: Iterable[Record]) -> dict[str, tuple[int, ...]]:
    """Numbers of the conflicts by the id of each claim that they are about; one over an answer is its proposal's."""
    answered = {str(row["claim"]): str(row["proposal"]) for row in positions if row.get("proposal")}
    found: dict[str, tuple[int, ...]] = {}
    for i, row in enumerate(rows):
        for key in dict.fromkeys(answered.get(name, name) for name in row.get("subjects") or ()):
            found[key] = (*found.get(key, ()), i)
    return found


def _told(row: Record, labels: Iterable[str], side: Mapping[str, str]) -> Told:
    process = row.get("process")
    return Told(
        parties(labels, side), frozenset(map(str, row.get("articles") or ())), str(process) if process else None
    )


def _meeting(row: Record, numbers: Mapping[str, int], side: Mapping[str, str]) -> Item:
    actors = tuple(dict.fromkeys(label for column in PRESENT for label in row.get(column) or ()))
    return Item(
        key=str(row["id"]),
        kind="meeting",
        label=_occasion(row),
        date=row.get("date"),
        span=span(row.get("date"), row.get("end")),
        card=meeting_card(row, numbers),
        told=_told(row, row.get("parties") or actors, side),
        actors=actors,
        mediators=tuple(row.get("mediators") or ()),
        issues=tuple(row.get("issues") or ()),
        status=row.get("status"),
        round=row.get("round"),
    )


def _occasion(row: Record) -> str:
    """A meeting in few words, for a page on which its parties stand already."""
    what = f"Round {row['round']}" if row.get("round") is not None else str(row.get("kind") or "meeting").capitalize()
    where = row.get("place") or row.get("venue") or row.get("country")
    return f"{what}, {where}" if where else what


def _agreement(row: Record, numbers: Mapping[str, int], side: Mapping[str, str]) -> Item:
    actors = tuple(row.get("parties") or ())
    item = _claim(row, "agreement", agreement_card(row, numbers), (actors, side))
    return replace(item, label=str(row.get("label") or "Agreement"), status=row.get("status"))


def _handover(row: Record, numbers: Mapping[str, int], side: Mapping[str, str]) -> Item:
    actors = tuple(dict.fromkeys((*(row.get("from") or ()), *(row.get("to") or ()))))
    item = _claim(row, "handover", handover_card(row, numbers), (actors, side))
    return replace(item, label=str(row.get("item") or "Paper"))


def _proposal(row: Record, numbers: Mapping[str, int], side: Mapping[str, str]) -> Iterator[Item]:
    """A proposal and its answers."""
    actors = tuple(dict.fromkeys((*(row.get("proposers") or ()), *(row.get("addressees") or ()))))
    proposal = _claim(row, "proposal", proposal_card(row, numbers), (actors, side))
    yield replace(proposal, label=str(row.get("label") or "Proposal"))
    for i, response in enumerate(row.get("responses") or ()):
        by = tuple(response.get("by") or ())
        articles = [proof["article"] for proof in response.get("evidence") or ()]
        answer = {**response, "id": f"{row['id']} {i:04}", "issues": row.get("issues"), "articles": articles}
        item = _claim(answer, "response", response_card(answer, numbers), (by, side))
        label = f"{', '.join(by) or 'somebody'}: {str(response.get('stance') or 'answer').replace('_', ' ')}"
        yield replace(item, label=label, stance=response.get("stance"))


def _claim(row: Record, kind: str, card: Card, who: tuple[tuple[str, ...], Mapping[str, str]]) -> Item:
    actors, side = who
    return Item(
        key=str(row["id"]),
        kind=kind,
        label="",
        date=row.get("date"),
        span=span(row.get("date")),
        card=card,
        told=_told(row, actors, side),
        actors=actors,
        issues=tuple(row.get("issues") or ()),
    )
