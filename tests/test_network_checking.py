"""What is asked of a network: dates of the calendar and spans of them."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.network.checking import checked_date, checked_span

UNREAL = ["2025-00", "2025-13", "2025-02-29", "2025-04-31", "0000", "\u0662025", "2025-06-02\n"]


@pytest.mark.parametrize("text", ["25", "2025-6", "June", "2025-06-02-01", "2025-0x", "", *UNREAL])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(InputError, match="--from"):
        checked_date(text, "--from")


@pytest.mark.parametrize("text", ["2025", "2025-12", "2024-02-29", "9999-12-31"])
def test_a_date_of_the_calendar_is_taken_as_it_is(text: str) -> None:
    assert checked_date(text, "--from") == text


RANGES = [("2025", "2025-06", True), ("2025-06", "2025", True), ("2025-06-30", "2025-06", True)]
RANGES += [("2025-07", "2025-06-30", False), ("2026", "2025", False)]


@pytest.mark.parametrize(("since", "until", "good"), RANGES)
def test_a_span_begins_before_it_ends(since: str, until: str, good: bool) -> None:
    if good:
        assert checked_span(f"{since}..{until}", "--a") == (since, until)
        return
    with pytest.raises(InputError, match="comes after"):
        checked_span(f"{since}..{until}", "--a")


def test_a_span_may_be_open_or_one_date() -> None:
    assert checked_span("2025-06..", "--a") == ("2025-06", None)
    assert checked_span("..2025-06", "--a") == (None, "2025-06")
    assert checked_span("2025-06", "--a") == ("2025-06", "2025-06")
