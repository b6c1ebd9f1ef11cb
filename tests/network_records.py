"""Rows of tables about Russia, Ukraine and Turkey, as the networks take them."""

from __future__ import annotations

from typing import Any

from kg.network import Sources

ACTORS: list[dict[str, Any]] = [
    {"id": "state/ru", "label": "Russia", "type": "state", "country": "RUS", "articles": ["article/a"]},
    {"id": "state/ua", "label": "Ukraine", "type": "state", "country": "UKR", "articles": ["article/a"]},
    {"id": "state/tr", "label": "Turkey", "type": "state", "country": "TUR", "articles": ["article/b"]},
    {"id": "article/a/actor/aide", "label": "an aide", "type": "unnamed", "articles": ["article/a"]},
    {"id": "article/b/actor/aide", "label": "an aide", "type": "unnamed", "articles": ["article/b"]},
]


def event(number: int, agents: list[str], targets: list[str], **more: Any) -> dict[str, Any]:
    """An event row with the columns that the network reads."""
    row = {"id": f"article/a/event/e{number}", "article": "article/a", "event_type": "REJECT", "act": "reject"}
    row |= {"agents": agents, "targets": targets, "issues": ["ceasefire"], "factuality": "asserted", "evidence": "So."}
    return row | {"start": 0, "end": 3, "date": "2025-06-02", "attributed_to": None, "meeting": None} | more


def meeting(**more: Any) -> dict[str, Any]:
    """A meeting row of Russia and Ukraine, mediated by Turkey."""
    row: dict[str, Any] = {"id": "article/a/meeting/m0", "status": "held", "date": "2025-06-02", "heads": []}
    row |= {"parties": ["Russia", "Ukraine"], "participants": ["Russia", "Ukraine"], "mediators": ["Turkey"]}
    told = [{"article": "article/a", "start": 0, "end": 3, "text": "So."}]
    return row | {"articles": ["article/a"], "evidence": told} | more


def sources(events: list[dict[str, Any]], meetings: list[dict[str, Any]] | None = None, **more: Any) -> Sources:
    """The actors above, with events, meetings, and rows of other tables by name."""
    tables = {"actors": ACTORS, "events": events, "meetings": meetings or [], **more}
    return Sources({name: tuple(rows) for name, rows in tables.items()})


def proposal(**more: Any) -> dict[str, Any]:
    """A proposal of Russia to Ukraine on a ceasefire."""
    row: dict[str, Any] = {"id": "proposal/p", "label": "plan", "issues": ["ceasefire"], "proposers": ["Russia"]}
    return row | {"addressees": ["Ukraine"], "date": "2025-06-02", "articles": ["article/a"]} | more


def position(actor: str, claim: str, **more: Any) -> dict[str, Any]:
    """A position that makes or answers that proposal; without a stance it makes it."""
    row: dict[str, Any] = {"actor": actor, "claim": claim, "proposal": "proposal/p", "date": None, "stance": None}
    row |= {"factuality": "asserted", "articles": ["article/a"], "issue": "ceasefire"} | more
    return row | {"act": "answer" if row["stance"] else "propose"}


def statement(speaker: str, addressee: str | None, **more: Any) -> dict[str, Any]:
    """A statement row."""
    row = {"id": "article/a/statement/s0", "article": "article/a", "speaker": speaker, "addressee": addressee}
    return row | more
