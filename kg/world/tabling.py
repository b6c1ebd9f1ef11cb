"""At or about which meeting a proposal was made: that of its addressee, or else proposer, nearest to it in time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.world.meetings import TOOK_PLACE
from kg.world.pairs import Card, Span, days_between
from kg.world.processes import Session

BEFORE = 3  # days before a meeting in which what is proposed is meant for it
AFTER = 10  # days after a meeting in which articles still tell what was proposed there


def tabled(
    proposals: Mapping[str, Card], claims: Mapping[str, str], sessions: Iterable[Session], in_process: Collection[str]
) -> dict[str, str]:
    """The meeting by proposal, for those that have one: the joined node of a proposal that several articles tell.

    `claims` has the joined node of each claim. Meetings of a process come before others that are as near.
    """
    held = [s for s in sessions if s.span and s.status in TOOK_PLACE]
    accounts: dict[str, list[Card]] = {}
    for iri, card in proposals.items():
        accounts.setdefault(claims.get(iri, iri), []).append(card)
    found = {node: _nearest(cards, held, in_process) for node, cards in sorted(accounts.items())}
    return {node: meeting for node, meeting in found.items() if meeting is not None}


def _nearest(accounts: Iterable[Card], held: Iterable[Session], in_process: Collection[str]) -> str | None:
    best: tuple[int, bool, str] | None = None
    for card in accounts:
        concerned = card.side("addressee") or card.side("proposer")
        for session in held:
            days = _days(card, session.span)
            if days is None or not concerned & session.parties:
                continue
            rank = (days, session.iri not in in_process, session.iri)
            best = rank if best is None else min(best, rank)
    return best[2] if best else None


def _days(card: Card, span: Span | None) -> int | None:
    """Days from the meeting to the proposal, or else to the article; None where it is too far away."""
    own = card.span
    day = own.begin if own and own.begin == own.finish else card.told
    if span is None or not day:
        return None
    if span.begin <= day <= span.finish:
        return 0
    days = days_between(day, span.begin if day < span.begin else span.finish)
    return days if days is not None and days <= (BEFORE if day < span.begin else AFTER) else None
