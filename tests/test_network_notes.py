"""The lines beside a result say how many of what was counted, and by which filters."""

from __future__ import annotations

import pytest

from kg.network import Selection, Sources
from kg.network.analysis import Request, analyze
from tests.network_records import event, meeting, sources, statement

NONE, ONE = sources([]), sources([event(0, ["Russia"], ["Ukraine"])], statements=(statement("Russia", "Turkey"),))
THREE = sources([event(0, ["Russia", "Turkey", "Ukraine"], [], act="agree", event_type="AGREE")])
SIDES = Selection(level="side")

NOTES: list[tuple[Sources, Request, str]] = [
    (NONE, Request("centrality"), "events: 0 actors, 0 ties (0 directed); asserted claims"),
    (NONE, Request("centrality", selection=SIDES), "events: 0 sides, 0 ties (0 directed); asserted claims"),
    (ONE, Request("centrality"), "events: 2 actors, 1 tie (1 directed); asserted claims"),
    (ONE, Request("centrality", selection=SIDES), "events: 2 sides, 1 tie (1 directed); asserted claims"),
    (
        sources([], [meeting()]),
        Request("centrality", "meetings"),
        "meetings: 3 actors, 1 meeting, 3 ties; asserted claims",
    ),
    (ONE, Request("communities"), "modularity 0.0 in 1 community (Louvain, resolution 1, fixed seed)"),
    (ONE, Request("evolution", period="year"), "1 period (year) in which there is a tie; asserted claims"),
    (
        THREE,
        Request("balance"),
        "0 triads besides 1 that one event closes; balanced none, weakly none; line index of balance 0 ties",
    ),
]


@pytest.mark.parametrize(("told", "request_", "note"), NOTES)
def test_numbers_and_nouns_agree(told: Sources, request_: Request, note: str) -> None:
    assert note in analyze(told, request_).notes


@pytest.mark.parametrize("network", ["events", "statements"])
def test_the_notes_of_evolution_name_the_same_claims(network: str) -> None:
    counted, periods = analyze(ONE, Request("evolution", network, period="year")).notes
    kinds = {"events": "asserted claims", "statements": "all claims"}[network]
    assert counted.endswith(f"; {kinds}")
    assert periods.endswith(f"; {kinds}")
