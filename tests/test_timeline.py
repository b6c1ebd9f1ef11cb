"""The timeline without a browser: dates, the axis and its folds, lanes, rows, bundles, same bytes."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.network.lanes import Told, lanes, parties, sides
from kg.plots.timescale import BREAK, LABELLED, Span, scale, span, ticks
from kg.view import Records, Request, page_html, view_page
from kg.view.items import Items, read_items
from kg.view.stacking import BUNDLE, LEVELS, MARK, ROWS, levels
from kg.view.timeline import Timeline, look, timeline_data, timeline_page
from tests.talks_records import talks

RECORDS = talks()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


SPANS = [
    ("2030-05-14", None, ("2030-05-14", "2030-05-14", "day")),
    ("2030-02", None, ("2030-02-01", "2030-02-28", "month")),
    ("2030-12", None, ("2030-12-01", "2030-12-31", "month")),
    ("2030", None, ("2030-01-01", "2030-12-31", "year")),
    ("2030-05-14", "2030-05-16", ("2030-05-14", "2030-05-16", "interval")),
    ("2030-05", "2030-06", ("2030-05-01", "2030-06-30", "interval")),
    ("2030-05-14", "2030-05-14", ("2030-05-14", "2030-05-14", "day")),
    ("2030-05-14", "2030-05-01", ("2030-05-14", "2030-05-14", "day")),
    ("9999-12", None, ("9999-12-01", "9999-12-30", "month")),
    (None, None, None),
    ("2030-02-30", None, None),
    ("0000", None, None),
    ("soon", None, None),
    ("2030-05-14T10:00", None, None),
]


@pytest.mark.parametrize(("start", "end", "wanted"), SPANS)
def test_spans_keep_the_precision(start: str | None, end: str | None, wanted: tuple[str, str, str] | None) -> None:
    found = span(start, end)
    assert found == (wanted and Span(day(wanted[0]), day(wanted[1]), wanted[2]))


DAYS = st.lists(st.integers(700_000, 740_000), min_size=1, max_size=30)


@given(DAYS, st.sampled_from([1.6, 5.0, 16.0]))
def test_the_axis_rises_and_is_linear_where_it_is_not_folded(days: list[int], per_day: float) -> None:
    axis = scale([Span(one, one, "day") for one in days], per_day)
    places = [axis.x(one) for one in sorted(set(days))]
    assert all(a < b for a, b in pairwise(places))
    for first, last in axis.stretches:
        assert axis.x(last + 1) - axis.x(first) == pytest.approx((last + 1 - first) * per_day)
    assert len(axis.breaks) == len(axis.stretches) - 1
    assert axis.width <= len(set(days)) * (210 + BREAK + per_day) + 100


def test_a_long_empty_stretch_is_folded_and_named() -> None:
    axis = scale([Span(day(one), day(one), "day") for one in ("2014-01-22", "2015-02-12")], 5.0)
    assert [one.label for one in axis.breaks] == ["13 months"]
    assert axis.width < 200
    assert [tick.label for tick in ticks(axis)] == ["22 Jan 2014", "12 Feb 2015"]


def test_labels_of_the_axis_keep_apart() -> None:
    axis = scale([Span(day("2030-01-05"), day("2032-11-30"), "interval")], 1.6)
    labelled = [tick.x for tick in ticks(axis) if tick.label]
    assert len(labelled) > 10
    assert all(b - a >= LABELLED for a, b in pairwise(labelled))


def told(*names: str, article: str = "a1", process: str | None = None) -> Told:
    return Told(tuple(sorted(names)), frozenset([article]), process)


LANES = [
    ("pair", [told("A", "B"), told("B", "A", article="a2")], ["A – B", "A – B"]),
    ("process", [told("A", "B", process="Talks"), told("A", "B", "C")], ["Talks", "Talks"]),
    ("another article", [told("A", "B", process="Talks"), told("A", "B", article="a2")], ["Talks", "A – B"]),
    ("one shared party", [told("A", "B", process="Talks"), told("A", "C")], ["Talks", "A – C"]),
    ("alone", [told("A", "B"), told("A"), told("A", article="a2")], ["A – B", "A – B", "A"]),
    ("nobody", [told("A", "B"), told(), told(article="a2")], ["A – B", "A – B", "Other"]),
    ("larger company", [told("A", "B"), told("A", "B"), told("A", "B", "C")], ["A – B"] * 3),
    ("many", [told(*"ABCDEF")], ["A – B – C – D and 2 more"]),
]


@pytest.mark.parametrize(("name", "claims", "wanted"), LANES)
def test_lanes(name: str, claims: list[Told], wanted: list[str]) -> None:
    assert lanes(claims) == wanted, name
    order = list(range(len(claims)))[::-1]
    assert lanes([claims[i] for i in order]) == [wanted[i] for i in order], name


def test_a_person_stands_for_the_one_body_in_which_he_holds_an_office() -> None:
    rows = [
        {"label": "Milan Šestak", "positions": [{"of": "Kestria"}, {"of": None}, {"of": "Kestria"}]},
        {"label": "Per Øverby", "positions": [{"of": "Norland"}, {"of": "Assembly of Nations"}]},
        {"label": "delegation of Arvenia", "positions": []},
    ]
    assert parties(["Milan Šestak", "delegation of Arvenia", "Per Øverby", "Kestria"], sides(rows)) == (
        "Arvenia",
        "Kestria",
        "Per Øverby",
    )


def page_of(records: Records) -> Timeline:
    page = view_page("timeline", records)
    assert isinstance(page, Timeline)
    return page


def test_an_answer_stands_in_the_lane_of_its_proposal() -> None:
    items = page_of(RECORDS).items.items
    answers = [item for item in items if item.proposal is not None]
    assert len(answers) == sum(item.kind == "response" for item in items) > 8
    assert all(item.lane == items[item.proposal or 0].lane for item in answers)
    assert {items[item.proposal or 0].kind for item in answers} == {"proposal"}


def test_conflicts_are_found_at_what_they_are_about() -> None:
    items = read_items(RECORDS)
    about = {item.key: [items.conflicts[i].heading for i in item.conflicts] for item in items.items if item.conflicts}
    assert about == {
        RECORDS.agreements[0]["id"]: ["exchange number 0: how many?"],
        RECORDS.proposals[0]["id"]: ["an answer: what was the answer?"],  # the conflict is over one of its answers
    }
    assert items.conflicts[0].rows == (("Tarek Ollin", "1,000"), ("An article", "1,200"))


def test_without_the_table_of_conflicts_nothing_is_marked() -> None:
    rows = {field.name: getattr(RECORDS, field.name) for field in fields(Records)} | {"conflicts": ()}
    assert not any(item.conflicts for item in read_items(Records(**rows)).items)


@pytest.mark.parametrize("size", [12, 300])
def test_marks_of_a_row_do_not_touch(size: int) -> None:
    items = read_items(talks(size)).items
    for level in levels(items):
        rows: dict[tuple[str, int], list[tuple[float, float]]] = {}
        for item, place in zip(items, level.places, strict=True):
            assert (place is None) == (item.span is None)
            if place and place.row is not None:
                assert place.left <= place.x <= place.right
                end = max(place.right, place.x + MARK + 6 * len(place.text))
                rows.setdefault((item.lane, place.row), []).append((min(place.left, place.x - MARK), end))
        for marks in rows.values():
            assert all(a[1] <= b[0] for a, b in pairwise(sorted(marks)))


def test_crowded_lanes_bundle_what_finds_no_row_and_lose_nothing() -> None:
    items = read_items(talks(900)).items
    for level in levels(items):
        bundled = [i for bundle in level.bundles for i in bundle.items]
        assert len(bundled) == len(set(bundled)) > 20
        assert set(bundled) == {i for i, place in enumerate(level.places) if place and place.row is None}
        assert max(level.rows.values()) == ROWS + 1
        for bundle in level.bundles:
            places = [place.x for i in bundle.items if (place := level.places[i])]
            assert {items[i].lane for i in bundle.items} == {bundle.lane}
            assert max(places) - min(places) <= BUNDLE


LOOKS = [(None, "full"), ("held", "full"), ("signed", "full"), ("planned", "open"), ("proposed", "open")]
LOOKS += [("cancelled", "crossed"), ("denied", "crossed"), ("broken", "crossed"), ("postponed", "open")]


@pytest.mark.parametrize(("status", "wanted"), LOOKS)
def test_status_decides_how_a_mark_is_drawn(status: str | None, wanted: str) -> None:
    assert look(status) == wanted


def test_the_data_say_what_is_known_of_a_date() -> None:
    data = timeline_data(page_of(RECORDS))
    known = {item["precision"] for item in data["items"]}
    assert known == {"day", "month only", None}
    for item in data["items"]:
        assert (item["from"] is None) == (item["precision"] is None)
    assert len(data["levels"]) == len(LEVELS)
    assert [len(level["places"]) for level in data["levels"]] == [len(data["items"])] * len(LEVELS)


def test_same_rows_in_any_order_give_the_same_bytes() -> None:
    rng = random.Random(4)
    rows = {field.name: getattr(RECORDS, field.name) for field in fields(Records)}
    shuffled = Records(**{name: tuple(rng.sample(of, len(of))) for name, of in rows.items()})
    assert page_html(page_of(RECORDS)) == page_html(page_of(shuffled))


def test_an_empty_graph_gives_a_page() -> None:
    page = timeline_page(Records(), Request())
    assert page.items == Items((), (), {}, {}, ())
    assert "data-drawn" not in page_html(page)
    assert timeline_data(page)["items"] == []
