"""Rows that plots are tried on: one small negotiation, and the same with names that mean harm."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from kg.plots.rows import Rows

HOSTILE = (
    "<script>alert(1)</script>$x$",
    r"$\frac{",
    "\u202eevil\u202d \u2067name\u2069",
    "W" * 3000,
    "王毅 – 会谈",
    "a\x00b\x1b[31m\nc\u2028d",
    "&amp; ]]> --> {1}%s",
    "$x^2$ _{y}",
)
ARTICLES = ("a1", "a2")


def _proofs(*articles: str) -> list[dict[str, Any]]:
    return [{"article": article, "start": 0, "end": 5, "text": "Words"} for article in articles]


def _event(key: str, coded: str, who: tuple[list[str], list[str]], **fields: Any) -> dict[str, Any]:
    kind, _, act = coded.partition(" ")
    base = {"id": key, "article": "a1", "event_type": kind, "mode": None, "act": act, "issues": ["ceasefire"]}
    rest = {"agents": who[0], "targets": who[1], "date": None, "factuality": "asserted", "meeting": None}
    return base | rest | fields


def _meeting(key: str, status: str, day: str | None, **fields: Any) -> dict[str, Any]:
    base = {"id": key, "label": key, "kind": "meeting", "process": "Halden talks", "round": None, "status": status}
    people = {"parties": ["Arvenia", "Kestria"], "participants": [], "hosts": [], "mediators": ["Norland"], "heads": []}
    return base | people | {"date": day, "end": None, "place": "Halden", "articles": ["a1"], "evidence": []} | fields


def rows() -> Rows:
    """Two sides, a spokesman, a mediator; five meetings, six events, a proposal with three answers."""
    people = [("Arvenia", "state"), ("Kestria", "state"), ("Norland", "state"), ("Tarek Ollin", "person")]
    actors = [
        {"id": f"x/{label}", "label": label, "type": kind, "aliases": [f"{label} II"], "positions": [], "mentions": 1}
        for label, kind in people
    ]
    actors[3]["positions"] = [{"office": "spokesman", "of": "Arvenia", "source": "text"}]
    answers = [
        {"by": ["Arvenia"], "stance": "reject", "date": "2030-05-04", "evidence": _proofs("a2")},
        {"by": ["Norland"], "stance": "accept", "date": None, "evidence": _proofs("a2")},
        {"by": ["Tarek Ollin"], "stance": "no_comment", "date": None, "evidence": _proofs("nowhere")},
    ]
    proposal = {"id": "p1", "label": "truce", "issues": ["ceasefire"], "proposers": ["Kestria"], "date": None}
    proposal |= {"addressees": ["Arvenia"], "responses": answers, "articles": ["a1"], "evidence": []}
    return Rows(
        articles=({"id": "a1", "date": "2030-05-02"}, {"id": "a2", "date": "2030-05-05"}),
        actors=tuple(actors),
        meetings=(
            _meeting("m1", "held", "2030-04", round=1),
            _meeting("m2", "ongoing", "2030-05-01", end="2030-05-03", round=2),
            _meeting("m3", "planned", "2030-06-01", place="Ilm"),
            _meeting("m4", "denied", "2030-06", place=None),
            _meeting("m5", "held", None, place="Ilm", mediators=[]),
        ),
        events=_events(),
        proposals=(proposal,),
        positions=_positions(),
        spots=tuple(
            {"meeting": key, "place": place, "latitude": north, "longitude": east}
            for key, place, north, east in (
                ("m1", "Halden", 59.1, 11.4),
                ("m2", "Halden", 59.1, 11.4),
                ("m3", "Ilm", 58.0, 9.0),
                ("m5", "Ilm", 58.0, 9.0),
            )
        ),
    )


def _events() -> tuple[dict[str, Any], ...]:
    return (
        _event("e1", "AGREE agree", (["Arvenia", "Kestria"], []), date="2030-05-01", meeting="m2"),
        _event("e2", "ACCUSE accuse", (["Tarek Ollin"], ["Kestria"]), date="2030-05"),
        _event("e3", "RETREAT release", (["Kestria"], ["Arvenia"]), mode="release", date="2030-06-01"),
        _event("e4", "ASSAULT attack", (["Kestria"], ["Arvenia"]), factuality="negated"),
        _event("e5", "REQUEST propose", (["Kestria"], ["Arvenia"]), issues=["children"]),
        _event("e6", "CONSULT mediate", (["Norland"], ["Arvenia", "Kestria"]), article="a2"),
        _event("e7", "CONSULT mediate", (["Norland"], []), meeting="m2"),
    )


def _positions() -> tuple[dict[str, Any], ...]:
    def row(claim: str, party: str, act: str, **fields: Any) -> dict[str, Any]:
        base = {"claim": claim, "party": party, "actor": party, "act": act, "issue": "ceasefire", "date": None}
        return base | {"stance": None, "factuality": "asserted", "articles": ["a1"]} | fields

    return (
        row("p1", "Kestria", "propose"),
        row("r1", "Arvenia", "answer", stance="reject", date="2030-05-04", articles=["a2"]),
        row("e1", "Arvenia", "agree", date="2030-05-01"),
        row("e1", "Arvenia", "agree", date="2030-05-01", actor="Tarek Ollin"),
        row("e8", "Arvenia", "sign", date="2030-05-01"),
        row("e9", "Arvenia", "agree", factuality="negated"),
        row("e10", "Arvenia", "demand", issue=None),
        row("e11", "Norland", "urge", issue="children", articles=["nowhere"]),
    )


def hostile() -> Rows:
    """The same rows with a harmful name in the place of each other one."""
    found: dict[str, str] = {}
    kept = {"id", "claim", "meeting", "article", "articles", "date", "end", "factuality", "status", "stance", "act"}
    kept |= {"event_type", "mode", "issue", "issues", "type", "kind", "proposal"}

    def spoilt(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: spoilt(one, name) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [spoilt(one, key) for one in value]
        if not isinstance(value, str) or key in kept:
            return value
        return found.setdefault(value, f"{HOSTILE[len(found) % len(HOSTILE)]} {len(found)}")

    plain = rows()
    return Rows(**{field.name: tuple(spoilt(row) for row in getattr(plain, field.name)) for field in fields(Rows)})
