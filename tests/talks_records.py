"""Table rows of invented talks with proposals, answers, agreements, papers, positions and conflicts, in any size."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kg.view import Records
from tests.negotiation_records import ISSUES, negotiation

STANCES = ("accept", "reject", "counter", "partial", "defer", "no_comment")
START = date(2030, 5, 4)
PAIRS = (("Arvenia", "Kestria"), ("Sorrel Republic", "Tamaria"), ("Velmark", "Red Lantern militia"))


def talks(proposals: int = 12, seed: int = 3) -> Records:
    """Rows of all tables that the timeline and the record read; their number grows with `proposals`."""
    base = negotiation()
    rng = random.Random(seed)
    articles = [row["id"] for row in base.articles]
    made = [_proposal(i, rng, articles) for i in range(proposals)]
    agreements = tuple(_agreement(i, rng, articles) for i in range(max(2, proposals // 4)))
    handovers = tuple(_handover(i, rng, articles) for i in range(max(2, proposals // 6)))
    positions = tuple(row for proposal in made for row in _positions(proposal))
    conflicts = (_conflict("c0", ("quantity: exchange number 0", "1,000", "1,200"), str(agreements[0]["id"])),)
    conflicts += (_conflict("c1", ("stance: an answer", "accept", "reject"), str(positions[1]["claim"])),)
    meetings = (*base.meetings, _cancelled(articles[0]))
    return replace(
        base,
        meetings=meetings,
        proposals=tuple(made),
        agreements=agreements,
        handovers=handovers,
        conflicts=conflicts,
        positions=positions,
    )


def _proof(article: str, text: str) -> dict[str, Any]:
    return {"article": article, "start": 40, "end": 40 + len(text), "text": text}


def _when(rng: random.Random, number: int) -> str | None:
    """A day, now and then a month, now and then nothing."""
    day = (START + timedelta(days=number % 40)).isoformat()
    return rng.choice([day, day, day, day[:7], None])


def _proposal(number: int, rng: random.Random, articles: list[str]) -> dict[str, Any]:
    giver, taker = PAIRS[number % len(PAIRS)]
    article, issue = rng.choice(articles), rng.choice(ISSUES)
    date_ = (START + timedelta(days=number % 40)).isoformat() if number < 2 else _when(rng, number)
    text = f"{giver} proposed terms number {number} on {issue.replace('_', ' ')} to {taker}."
    responses = [_response(rng, taker, date_, article, number + i) for i in range((number + 1) % 3)]
    row = {"id": f"{article}/proposal/p{number:04}", "label": f"Terms number {number} of {giver}", "issues": [issue]}
    row |= {"proposers": [giver], "addressees": [taker], "conditions": [], "date": date_, "attributed_to": None}
    return row | {"responses": responses, "articles": [article], "evidence": [_proof(article, text)]}


def _response(rng: random.Random, by: str, day: str | None, article: str, number: int) -> dict[str, Any]:
    stance = STANCES[number % len(STANCES)]
    later = (date.fromisoformat(day) + timedelta(days=3)).isoformat() if day and len(day) == 10 else None
    row = {"stance": stance, "by": [by], "date": rng.choice([later, later, None]), "attributed_to": "Signe Dahl"}
    return row | {"evidence": [_proof(article, f"{by} said its answer was {stance}, Dahl said.")]}


def _agreement(number: int, rng: random.Random, articles: list[str]) -> dict[str, Any]:
    parties, article = PAIRS[number % len(PAIRS)], articles[number % len(articles)]
    status = ("agreed", "signed", "carried_out", "broken", "planned")[number % 5]
    row = {"id": f"{article}/agreement/a{number:04}", "label": f"exchange number {number}", "issues": [ISSUES[1]]}
    row |= {"parties": sorted(parties), "date": _when(rng, number), "status": status, "articles": [article]}
    row |= {"quantity": {"min": 1000, "max": 1200, "unit": "prisoners"}}
    return row | {"evidence": [_proof(article, f"They settled exchange number {number}.")]}


def _handover(number: int, rng: random.Random, articles: list[str]) -> dict[str, Any]:
    giver, taker = PAIRS[number % len(PAIRS)]
    article = articles[number % len(articles)]
    row = {"id": f"{article}/handover/h{number:04}", "item": f"list number {number}", "issues": ["children"]}
    row |= {"from": [giver], "to": [taker], "date": _when(rng, number), "attributed_to": None, "articles": [article]}
    return row | {"evidence": [_proof(article, f"{giver} handed over list number {number}.")]}


def _conflict(key: str, told: tuple[str, str, str], subject: str) -> dict[str, Any]:
    about, first, second = told
    row = {"id": f"conflict/{key}", "about": about, "first": first, "second": second, "subjects": [subject]}
    proof = _proof("article/a00", f"One account has {first}, another {second}.")
    return row | {"first_by": "Tarek Ollin", "second_by": None, "evidence": [proof]}


def _cancelled(article: str) -> dict[str, Any]:
    row = {"id": f"{article}/meeting/m99", "label": "A call that was called off", "kind": "call", "process": None}
    row |= {"round": None, "status": "cancelled", "date": "2031-02", "end": None, "place": None, "venue": None}
    row |= {"country": None, "parties": ["Tamaria", "Velmark"], "participants": [], "hosts": [], "mediators": []}
    proof = _proof(article, "The call planned for February was called off.")
    return row | {"heads": [], "duration": None, "articles": [article], "evidence": [proof]}


def _positions(proposal: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of the table positions: the proposal's own and one an answer."""
    shared = {"issue": proposal["issues"][0], "proposal": proposal["id"], "status": None, "factuality": "asserted"}
    shared |= {"articles": proposal["articles"], "attributed_to": None}
    own = {"party": proposal["proposers"][0], "actor": proposal["proposers"][0], "date": proposal["date"]}
    own |= {"stance": None, "act": "propose", "towards": proposal["addressees"], "claim": proposal["id"]}
    rows = [shared | own | {"evidence": proposal["evidence"]}]
    for i, response in enumerate(proposal["responses"]):
        answer = {"party": response["by"][0], "actor": response["by"][0], "date": response["date"], "act": "answer"}
        answer |= {"stance": response["stance"], "towards": proposal["proposers"], "claim": f"{proposal['id']}/r{i}"}
        rows.append(shared | answer | {"evidence": response["evidence"]})
    return rows
