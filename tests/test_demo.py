"""The demonstration: what it says of the tables, and what it leaves in the folder."""

from __future__ import annotations

from typing import Any

import pytest

from kg.demo.findings import SHOWN, findings, section

ACTOR = {"label": "Arvenia", "type": "state", "mentions": 4, "articles": ["a", "b"]}
MEETING = {
    "id": "m1",
    "label": "talks in Halden",
    "date": "2031-05-13",
    "venue": None,
    "place": "Halden",
    "parties": ["Arvenia", "Kestria"],
    "participants": [],
    "status": "held",
}
PROPOSAL = {
    "id": "p1",
    "label": "truce of thirty days",
    "date": None,
    "proposers": ["Kestria"],
    "responses": [{"by": ["Arvenia"], "stance": "reject"}, {"by": [], "stance": "defer"}],
}
AGREEMENT = {"id": "g1", "label": "exchange", "date": "2031-05", "parties": ["Arvenia", "Kestria"], "status": "agreed"}
EVENTS = [{"factuality": kind} for kind in ("asserted", "planned", "asserted")]


def tables(**rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The tables that the findings read, empty but for `rows`."""
    return {name: rows.get(name, []) for name in ("actors", "meetings", "events", "proposals", "agreements")}


@pytest.mark.parametrize(
    ("name", "rows", "line"),
    [
        ("actors", [ACTOR], "  Arvenia (state): 4 mentions in 2 reports"),
        ("meetings", [MEETING], "  2031-05-13 | talks in Halden | Halden | Arvenia - Kestria | held"),
        ("meetings", [MEETING | {"date": None, "parties": []}], "  no date | talks in Halden | Halden | held"),
        ("proposals", [PROPOSAL], "  truce of thirty days, by Kestria -> Arvenia: reject; somebody: defer"),
        ("agreements", [AGREEMENT], "  2031-05 | exchange | Arvenia, Kestria | agreed"),
        ("events", EVENTS, "     3  events (2 asserted, 1 planned)"),
    ],
)
def test_findings_name_what_was_found(name: str, rows: list[dict[str, Any]], line: str) -> None:
    assert line in list(findings(tables(**{name: rows})))


def test_what_is_undated_comes_last_and_what_is_unanswered_is_left_out() -> None:
    rows = [MEETING | {"id": "m0", "date": None}, MEETING]
    lines = list(findings(tables(meetings=rows, proposals=[PROPOSAL | {"responses": []}])))
    dates = [line.split(" | ")[0].strip() for line in lines if "talks in Halden" in line]
    assert dates == ["2031-05-13", "no date"]
    assert not any("truce" in line for line in lines)


def test_a_section_counts_what_it_leaves_out() -> None:
    lines = list(section("Agreements", map(str, range(SHOWN + 3))))
    assert lines[-1] == "  and 3 more"
    assert len(lines) == SHOWN + 3
    assert list(section("Agreements", [])) == []
