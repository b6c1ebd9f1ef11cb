"""Which negotiation each row belongs to: the process of its meetings, else those who dealt with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.network.lanes import Told, lane_finder, lanes, parties, sides
from kg.plots.rows import Record, Rows
from kg.plots.timescale import span

_LATE = 10**9  # behind all days
_WHO = {
    "meetings": ("parties", "participants", "hosts", "mediators"),
    "agreements": ("parties",),
    "handovers": ("from", "to"),
    "proposals": ("proposers", "addressees"),
}


@dataclass(frozen=True, slots=True)
class Negotiations:
    """The negotiation of each meeting, proposal, agreement and paper by its id, and of whatever else one asks for.

    `sides` are the actors on whose behalf others act, by label.
    """

    by_id: Mapping[str, str]
    sides: Mapping[str, str]
    best: Callable[[Told], str | None]

    def of(self, labels: Iterable[str], articles: Iterable[str]) -> str | None:
        """The negotiation between the sides of `labels` that these articles tell of; None where there is none."""
        return self.best(Told(parties(labels, self.sides), frozenset(articles)))


def negotiations(rows: Rows) -> Negotiations:
    """Negotiations of all rows, found as for the pages; rows in another order give the same."""
    side = sides(sorted(rows.actors, key=lambda row: str(row["id"])))
    claims = sorted(_claims(rows, side), key=lambda claim: claim[:2])
    told = [claim[2] for claim in claims]
    placed = lanes(told)
    by_id = {key: lane for (_, key, _), lane in zip(claims, placed, strict=True)}
    return Negotiations(by_id, side, lane_finder(told, placed))


def _claims(rows: Rows, side: Mapping[str, str]) -> Iterator[tuple[tuple[int, int, str], str, Told]]:
    """Order, id and what is told of each claim, answers included."""
    for kind, columns in _WHO.items():
        for row in getattr(rows, kind):
            labels = dict.fromkeys(label for column in columns for label in row.get(column) or ())
            who = row.get("parties") or labels
            told = Told(parties(who, side), frozenset(row.get("articles") or ()), row.get("process"))
            yield _order(row, kind), str(row["id"]), told
            yield from _answers(row, side)


def _answers(row: Record, side: Mapping[str, str]) -> Iterator[tuple[tuple[int, int, str], str, Told]]:
    for i, answer in enumerate(row.get("responses") or ()):
        articles = frozenset(proof["article"] for proof in answer.get("evidence") or ())
        told = Told(parties(answer.get("by") or (), side), articles)
        yield _order(answer, "responses"), f"{row['id']} {i:04}", told


def _order(row: Record, kind: str) -> tuple[int, int, str]:
    when = span(row.get("date"), row.get("end") if kind == "meetings" else None)
    return (when.first, when.last, kind) if when else (_LATE, 0, kind)
