"""The record without a browser: rounds in order, what stands under them, the matrix of positions, same bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from kg.store import open_store
from kg.view import Records, Request, page_html, read_records, view_page
from kg.view.items import Item, read_items
from kg.view.record import ELSEWHERE, RecordPage, record_data, record_page
from kg.view.rounds import rounds
from kg.view.timeline import lane_order
from tests.fixture_store import on_disk
from tests.talks_records import talks

RECORDS = talks()


def meeting(key: str, date: str | None, **fields: Any) -> dict[str, Any]:
    row = {"id": key, "label": key, "kind": "meeting", "status": "held", "date": date, "articles": [f"of {key}"]}
    return row | {"parties": ["Arvenia", "Kestria"], "process": "Talks", "heads": [], "evidence": []} | fields


def proposal(key: str, date: str | None, *articles: str) -> dict[str, Any]:
    row = {"id": key, "label": key, "proposers": ["Arvenia"], "addressees": ["Kestria"], "date": date, "evidence": []}
    return row | {"articles": list(articles) or ["of m1"], "responses": []}


MEETINGS = (
    meeting("m1", "2030-05-04", round=1),
    meeting("m2", "2030-05-20", round=2),
    meeting("off", "2030-05-25", status="cancelled"),
    meeting("m3", None, round=3, status="planned"),
    meeting("m5", "2030-07-01", round=5),
)
ROUNDS = [  # a proposal, and the meeting under which it stands
    (proposal("before", "2030-05-03"), "before"),
    (proposal("the same day", "2030-05-04"), "m1"),
    (proposal("between", "2030-05-19"), "m1"),
    (proposal("that month", "2030-05"), "m2"),
    (proposal("after one that was called off", "2030-06-01"), "m2"),
    (proposal("no date", None, "of m2"), "m2"),
    (proposal("no date, two reports", None, "of m1", "of m5"), "m5"),
    (proposal("no date, no meeting", None, "of m3"), "undated"),
]


def placed(rows: tuple[dict[str, Any], ...]) -> Iterator[tuple[str, str]]:
    items = read_items(Records(meetings=MEETINGS, proposals=rows)).items
    told = rounds(items, range(len(items)))
    yield from ((items[i].key, "before") for i in told.before)
    yield from ((items[i].key, "undated") for i in told.undated)
    yield from ((items[i].key, items[at].key) for at, under in told.rounds for i in under)


@pytest.mark.parametrize(("row", "wanted"), ROUNDS, ids=[row["id"] for row, _ in ROUNDS])
def test_a_proposal_stands_under_its_round(row: dict[str, Any], wanted: str) -> None:
    assert dict(placed((row,))) == {row["id"]: wanted}


def test_rounds_come_in_order_and_an_undated_one_behind_the_lower() -> None:
    items = read_items(Records(meetings=MEETINGS)).items
    assert [items[i].key for i, _ in rounds(items, range(len(items))).rounds] == ["m1", "m2", "m3", "off", "m5"]


def page_of(records: Records) -> RecordPage:
    page = view_page("record", records)
    assert isinstance(page, RecordPage)
    return page


def test_the_record_loses_nothing() -> None:
    page = page_of(RECORDS)
    items = page.items.items
    told = [
        i
        for part in page.rounds
        for i in (*part.before, *part.undated, *(j for at, under in part.rounds for j in (at, *under)))
    ]
    assert sorted(told) == [i for i, item in enumerate(items) if item.kind != "response"]
    assert len(items) > len(told)
    assert sum(
        len(cell) for one in record_data(page)["sections"] for _, row in one["matrix"]["rows"] for cell in row
    ) == len(RECORDS.positions)


def test_cells_hold_a_partys_positions_on_an_issue_in_the_order_of_time() -> None:
    data = record_data(page_of(RECORDS))
    cells = 0
    for section in data["sections"]:
        matrix = section["matrix"]
        for party, row in matrix["rows"]:
            for issue, cell in zip(matrix["issues"], row, strict=True):
                told = [data["positions"][i] for i in cell]
                assert all(party in one["names"] and one["issues"] == [issue] for one in told)
                days = [one["from"] or "9999" for one in told]
                assert days == sorted(days)
                cells += bool(told)
    assert cells > 5


def test_a_position_is_drawn_by_what_it_says_and_whether_it_is_so() -> None:
    row = dict(RECORDS.positions[0])
    kinds = [
        ({"act": "demand", "stance": None}, ("proposal", "full")),
        ({"act": "promise", "stance": None, "factuality": "planned"}, ("agreement", "open")),
        ({"act": "answer", "stance": "reject"}, ("response", "full")),
        ({"act": "accept", "stance": None, "factuality": "negated"}, ("agreement", "crossed")),
    ]
    for change, wanted in kinds:
        data = record_data(page_of(replace(RECORDS, positions=(row | change,))))
        assert (data["positions"][0]["kind"], data["positions"][0]["look"]) == wanted


def test_a_position_of_nobody_in_the_record_stands_elsewhere() -> None:
    row = {**RECORDS.positions[0], "claim": "article/a99/event/e1", "proposal": None, "articles": ["article/a99"]}
    page = page_of(replace(RECORDS, positions=(row,)))
    assert page.lanes[-1] == ELSEWHERE
    assert [position.lane for position in page.positions] == [ELSEWHERE]


def test_mediators_are_counted() -> None:
    page = page_of(RECORDS)
    halden = record_data(page)["sections"][page.lanes.index("Halden talks")]
    assert halden["mediators"] == [("Norland", 14), ("Assembly of Nations", 7)]


def test_conflicts_over_an_event_are_marked_at_its_position() -> None:
    conflict = {**RECORDS.conflicts[0], "subjects": [RECORDS.positions[3]["claim"]]}
    data = record_data(page_of(replace(RECORDS, conflicts=(conflict,))))
    marked = [one for one in data["positions"] if one["conflicts"]]
    assert {data["cards"][one["card"]]["id"] for one in marked} == {RECORDS.positions[3]["claim"]}
    assert data["cards"][marked[0]["conflicts"][0]]["heading"] == "exchange number 0: how many?"


def test_negotiations_of_which_little_is_told_come_last() -> None:
    items = read_items(talks(30)).items
    numbers = [sum(item.lane == lane for item in items) >= 3 for lane in lane_order(items)]
    assert numbers == sorted(numbers, reverse=True)


def test_same_rows_in_any_order_give_the_same_bytes() -> None:
    rng = random.Random(4)
    rows = {field.name: getattr(RECORDS, field.name) for field in fields(Records)}
    shuffled = Records(**{name: tuple(rng.sample(of, len(of))) for name, of in rows.items()})
    assert page_html(page_of(RECORDS)) == page_html(page_of(shuffled))


def test_an_empty_graph_gives_a_page() -> None:
    assert record_data(record_page(Records(), Request()))["sections"] == []


def test_the_rows_of_a_store_make_a_record(tmp_path: Any) -> None:
    with open_store(on_disk(tmp_path), reading=True) as store:
        page = page_of(read_records(store))
    answers = [item for item in page.items.items if item.kind == "response"]
    assert {(item.label, proposer(page, item)) for item in answers} == {
        ("Arvenia: reject", "Kestria"),
        ("Norland: no comment", "Kestria"),
    }
    assert len(page.positions) == 7


def proposer(page: RecordPage, answer: Item) -> str:
    assert answer.proposal is not None
    return page.items.items[answer.proposal].actors[0]
