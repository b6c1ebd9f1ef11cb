"""Time expressions: which words are one, what kind, and which date they have on an anchor day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.analysis import Analyzer, load
from kg.ingest.dates import TimeExpression, find, future_hint, resolve
from kg.ingest.dates.amounts import iso_duration
from kg.ingest.dates.holidays import easter, holiday
from kg.ingest.dates.lexicon import time_words
from kg.ingest.model import DateValue, Token

MONDAY = DateValue("2025-06-02", "day")


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    return load()


@lru_cache(maxsize=256)
def tokens_of(text: str) -> tuple[Token, ...]:
    return next(iter(analyzer().analyze([text]))).tokens


def shown(expression: TimeExpression) -> tuple[str, str | None]:
    value = expression.value
    if value is None:
        return expression.text, None
    return expression.text, f"{value.start}/{value.end}" if value.end else value.start


# text, then each dated expression with its date ("start/end"; None: an expression without a date); anchor 2025-06-02
DATED = [
    ("They met in Istanbul on Monday.", [("Monday", "2025-06-02")]),
    ("They met on Wednesday.", [("Wednesday", "2025-05-28")]),
    ("The delegations will meet on Wednesday.", [("Wednesday", "2025-06-04")]),
    ("Talks are scheduled for Thursday.", [("Thursday", "2025-06-05")]),
    ("The envoys plan to return on Friday.", [("Friday", "2025-06-06")]),
    ("The envoy declined to comment on Friday.", [("Friday", "2025-05-30")]),
    ("The talks resumed last month.", [("last month", "2025-05")]),
    ("The first round of talks was held in May.", [("May", "2025-05")]),
    ("The truce was signed in June.", [("June", "2025-06")]),
    ("The truce was signed in August.", [("August", "2024-08")]),
    ("The summit will be held in August.", [("August", "2025-08")]),
    ("The treaty was signed on June 2.", [("June 2", "2025-06-02")]),
    ("The treaty was signed on 2 June 2024.", [("2 June 2024", "2024-06-02")]),
    ("The treaty was signed on March 5, 1946, in Fulton.", [("March 5, 1946", "1946-03-05")]),
    ("The log begins on 2025-06-02 and ends there.", [("2025-06-02", "2025-06-02")]),
    ("The form is dated 06/02/2025 by hand.", [("06/02/2025", None)]),
    ("The form is dated 23/02/2025 by hand.", [("23/02/2025", "2025-02-23")]),
    ("He warned them earlier this week.", [("earlier this week", "2025-06-02/2025-06-02")]),
    ("They met earlier this month.", [("earlier this month", "2025-06")]),
    ("They met earlier this year.", [("earlier this year", "2025")]),
    ("They met last week.", [("last week", "2025-05-26/2025-06-01")]),
    ("They will meet next week.", [("next week", "2025-06-09/2025-06-15")]),
    ("They met yesterday and will meet tomorrow.", [("yesterday", "2025-06-01"), ("tomorrow", "2025-06-03")]),
    ("They arrived two weeks ago.", [("two weeks ago", "2025-05-19/2025-05-25")]),
    ("They arrived 11 days ago.", [("11 days ago", "2025-05-22")]),
    ("The war began a decade ago.", [("a decade ago", "2015")]),
    (
        "They met on May 16. Three days later, they left.",
        [("May 16", "2025-05-16"), ("Three days later", "2025-05-19")],
    ),
    ("They met on May 16 and left the next day.", [("May 16", "2025-05-16"), ("the next day", "2025-05-17")]),
    ("On May 16 they spoke. They left on the same day.", [("May 16", "2025-05-16"), ("the same day", "2025-05-16")]),
    ("On May 16 they left. They had met the day before.", [("May 16", "2025-05-16"), ("the day before", "2025-05-15")]),
    ("They left the day after his death.", [("the day after", None)]),
    ("They left the day before last Tuesday.", [("the day before last Tuesday", "2025-05-26")]),
    ("The deal was struck in 2015.", [("2015", "2015")]),
    ("The conflict has lasted since 2014.", [("2014", "2014")]),
    ("The war ended in early 2015.", [("early 2015", "2015")]),
    ("He served in the 1990s.", [("the 1990s", "1990/1999")]),
    ("The talks ran from 3 to 5 March.", [("3 to 5 March", "2025-03-03/2025-03-05")]),
    ("The talks were held June 2-3.", [("June 2-3", "2025-06-02/2025-06-03")]),
    ("The sides met in Riyadh March 23-25, 2025.", [("March 23-25, 2025", "2025-03-23/2025-03-25")]),
    ("Talks went on between March and May 2022.", [("March and May 2022", "2022-03/2022-05")]),
    ("He led the party between 1997 and 2001.", [("1997 and 2001", "1997/2001")]),
    ("The blockade lasted from 2014 to 2016.", [("2014 to 2016", "2014/2016")]),
    ("The law was passed on Feb. 29.", [("Feb. 29", "2024-02-29")]),
    ("The law was passed on Feb. 29, 2023.", [("Feb. 29, 2023", None)]),
    ("The ship was seized on Nov. 5.", [("Nov. 5", "2024-11-05")]),
    ("The prisoners were freed over the weekend.", [("the weekend", "2025-05-31/2025-06-01")]),
    ("A pause at midnight was agreed.", [("midnight", None)]),
    ("The council voted late on Thursday.", [("late on Thursday", "2025-05-29")]),
    ("The council voted Thursday night.", [("Thursday night", "2025-05-29")]),
    ("Fighting flared in spring 2024.", [("spring 2024", "2024-03/2024-05")]),
    ("The ceasefire came last October.", [("last October", "2024-10")]),
    ("It was decided in October last year.", [("October last year", "2024-10")]),
    ("They will sign in April next year.", [("April next year", "2026-04")]),
    ("They met on Monday last week.", [("Monday last week", "2025-05-26")]),
    ("The offer was made on Thanksgiving Day.", [("Thanksgiving Day", "2024-11-28")]),
    ("They met on Tuesday, July 1, 2025.", [("Tuesday, July 1, 2025", "2025-07-01")]),
    ("The paper said on Saturday, June 1, that talks failed.", [("Saturday, June 1", "2024-06-01")]),
    ("He must answer by the end of the year.", [("end of the year", "2025")]),
    ("Putin proposed talks in Istanbul on June 15.", [("June 15", "2025-06-15")]),
    ("Trump might step back after the first round of talks in May.", [("May", "2025-05")]),
    ("Troops left in May. 5 people died.", [("May", "2025-05")]),
]

NO_DATE = [
    "Theresa May said that the two sides may march on.",
    "They march to the square every time.",
    "They joined the annual March for Peace.",
    "The Sunday Times reported the offer.",
    "It was the second of three rounds.",
    "The council adopted Resolution 2231 and closed Route 60.",
    "The 5+1 dismissed a 22-point plan.",
    "The list names 2000 prisoners.",
    "Prisoners of war under 25 go first.",
    "I am ready to fall in line.",
    "They get 5 million dollars a week.",
]


@pytest.mark.parametrize(("text", "wanted"), DATED, ids=[text for text, _ in DATED])
def test_dates(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = [e for e in find(tokens_of(text), MONDAY) if e.kind in ("point", "interval")]
    assert [shown(e) for e in found] == wanted


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date(text: str) -> None:
    assert [e for e in find(tokens_of(text), MONDAY) if e.kind in ("point", "interval")] == []


DURATIONS = [
    ("It ended a three-year war.", ("three-year", "P3Y", None)),
    ("The talks lasted for just over an hour.", ("just over an hour", "PT1H", None)),
    ("They spoke for two days.", ("two days", "P2D", None)),
    ("The call took about 90 minutes.", ("about 90 minutes", "PT90M", None)),
    ("He offered a ceasefire for two to three days.", ("two to three days", "P2D", "P3D")),
    ("He will answer in 30 days.", ("30 days", "P30D", None)),
    ("They spoke for two and a half hours.", ("two and a half hours", "PT2H30M", None)),
    ("They spoke for half an hour.", ("half an hour", "PT30M", None)),
    ("He waited for 2 1/2 years.", ("2 1/2 years", "P30M", None)),
    ("Over the past two months he waited.", ("the past two months", "P2M", None)),
    ("They spoke for several hours.", ("several hours", None, None)),
]


@pytest.mark.parametrize(("text", "wanted"), DURATIONS, ids=[text for text, _ in DURATIONS])
def test_durations(text: str, wanted: tuple[str, str | None, str | None]) -> None:
    found = find(tokens_of(text), MONDAY)
    assert [(e.kind, e.text, e.duration, e.longest, e.value) for e in found] == [("duration", *wanted, None)]


def test_ages_are_no_durations() -> None:
    assert find(tokens_of("A 14-year-old boy spoke."), MONDAY) == []


def test_frequency() -> None:
    found = find(tokens_of("They meet every week and talk daily on Fridays."), MONDAY)
    assert [(e.kind, e.text) for e in found] == [
        ("frequency", "every week"),
        ("frequency", "daily"),
        ("frequency", "Fridays"),
    ]


@pytest.mark.parametrize(
    ("anchor", "text", "wanted"),
    [
        (None, "They met on Wednesday, last month and on June 2.", [None, None, None]),
        (None, "They met in 2015 and on 2 June 2025.", ["2015", "2025-06-02"]),
        (DateValue("2025-06", "month"), "They met on Wednesday and last month.", [None, "2025-05"]),
        (DateValue("2025", "year"), "They met last month and last year.", [None, "2024"]),
        (DateValue("2024-03-31", "day"), "They met last month.", ["2024-02"]),
        (DateValue("2026-01-06", "day"), "He was seen on Nov. 25, must go by Jan. 14.", ["2025-11-25", "2026-01-14"]),
        (DateValue("2024-12-30", "day"), "The talks were held December 30 to January 2.", ["2024-12-30/2025-01-02"]),
        (DateValue("0001-01-02", "day"), "They met last year and 40 years ago.", [None, None]),
    ],
)  # fmt: skip
def test_anchors(anchor: DateValue | None, text: str, wanted: list[str | None]) -> None:
    assert [shown(e)[1] for e in find(tokens_of(text), anchor) if e.kind != "duration"] == wanted


def test_relative_expressions_keep_their_words_without_anchor() -> None:
    found = find(tokens_of("They met on Wednesday."), None)
    assert [(e.text, e.relative, e.value) for e in found] == [("Wednesday", True, None)]
    assert resolve(found[0], anchor=MONDAY) == DateValue("2025-05-28", "day")
    assert resolve(found[0], anchor=MONDAY, future=True) == DateValue("2025-06-04", "day")


@pytest.mark.parametrize(
    ("text", "anchor", "future", "wanted"),
    [
        ("in May", "2025-07-02", None, "2025-05"),
        ("in May", "2025-07-02", True, "2026-05"),
        ("in May", "2025-06-02", True, "2025-05"),  # last month's name is not next year's
        ("in July", "2025-06-02", None, "2025-07"),
        ("in July", "2025-06-02", False, "2024-07"),
        ("on June 1", "2025-06-02", True, "2025-06-01"),
        ("on Monday", "2025-06-02", True, "2025-06-02"),
        ("last Monday", "2025-06-02", True, "2025-05-26"),
    ],
)
def test_resolve(text: str, anchor: str, future: bool | None, wanted: str) -> None:
    (expression,) = find(tokens_of(f"Talks {text}."), None)
    value = resolve(expression, anchor=DateValue(anchor, "day"), future=future)
    assert value is not None
    assert value.start == wanted


def test_previous_date_of_the_text_before() -> None:
    (expression,) = find(tokens_of("They left the next day."), MONDAY, previous=DateValue("2025-05-16", "day"))
    assert shown(expression) == ("the next day", "2025-05-17")


@pytest.mark.parametrize(
    ("text", "direction", "modifier"),
    [
        ("He has ruled since 2014.", "since", None),
        ("He must leave by June 9.", "by", None),
        ("The truce holds until Friday.", "until", None),
        ("It fell in late November.", None, "late"),
    ],
)
def test_direction_and_modifier(text: str, direction: str | None, modifier: str | None) -> None:
    (expression,) = find(tokens_of(text), MONDAY)
    assert (expression.direction, expression.modifier) == (direction, modifier)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The sides will meet.", True),
        ("A meeting is expected in the next days.", True),
        ("The sides met and left.", None),
    ],
)
def test_future_hint_of_a_sentence(text: str, wanted: bool | None) -> None:
    assert future_hint(tokens_of(text)) is wanted


def test_offsets_address_the_text() -> None:
    text = "On Monday, 2 June,\n\nthey met; talks go on until\nJune 9."
    tokens = tokens_of(text)
    by_number = {token.i: token for token in tokens}
    found = find(tokens, MONDAY)
    assert [text[e.start : e.end] for e in found] == ["Monday, 2 June", "June 9"]
    assert all(by_number[e.first].start == e.start and by_number[e.last - 1].end == e.end for e in found)


@pytest.mark.parametrize(("year", "day"), [(2000, "2000-04-23"), (2024, "2024-03-31"), (2025, "2025-04-20")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_every_holiday_has_a_day() -> None:
    assert all(holiday(rule, 2025).year == 2025 for rule in time_words().holidays.values())


@pytest.mark.parametrize(
    ("count", "unit", "wanted"),
    [(1, "H", "PT1H"), (1.5, "D", "PT36H"), (4, "E", "P40Y"), (1, "F", "P2W"), (1.5, "Y", "P18M"), (45, "N", "PT45M")],
)
def test_iso_durations(count: float, unit: str, wanted: str) -> None:
    assert iso_duration(count, unit) == wanted


WORDS = st.one_of(
    st.sampled_from(sorted(time_words().letters)),
    st.sampled_from(
        "May Monday Feb. 29 31 2025 2–3 1994–97 1990s 06/02/2025 0 two hundred 3rd Easter New Year".split()
    ),
    st.text(max_size=6),
)


@st.composite
def token_lists(draw: st.DrawFn) -> list[Token]:
    """Tokens with any words, tags and heads, as no parser would give them."""
    words = draw(st.lists(WORDS, max_size=12))
    tokens, start, base = [], 0, draw(st.integers(0, 50))
    for index, word in enumerate(words):
        end = start + len(word)
        head = base + draw(st.integers(-2, len(words) + 2))
        pos, tag = draw(
            st.sampled_from([("NOUN", "NNS"), ("VERB", "VBD"), ("PROPN", "NNP"), ("AUX", "VBZ"), ("SPACE", "")])
        )
        dep = draw(st.sampled_from(["", "dobj", "aux", "nummod"]))
        tokens.append(Token(base + index, word, word, pos, tag, dep, head, start, end, draw(st.integers(0, 1))))
        start = end + draw(st.integers(0, 1))
    return tokens


ANCHORS = st.one_of(st.none(), st.dates().map(lambda day: DateValue(day.isoformat(), "day")))


@settings(max_examples=200, deadline=None)
@given(token_lists(), ANCHORS)
def test_any_tokens(tokens: list[Token], anchor: DateValue | None) -> None:
    found = find(tokens, anchor)
    numbers = [token.i for token in tokens]
    assert found == find(tokens, anchor)
    for expression in found:
        assert expression.first in numbers
        assert expression.last - 1 in numbers
        assert expression.start <= expression.end
    assert all(a.last <= b.first for a, b in pairwise(found))
    for value in (e.value for e in found if e.value is not None):
        assert len(value.start) == {"day": 10, "month": 7, "year": 4}[value.precision]
        assert value.end is None or (value.start <= value.end and len(value.end) == len(value.start))


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1600, 1, 1), date(2200, 1, 1)), st.sampled_from(sorted(time_words().weekdays)), st.booleans())
def test_a_weekday_is_the_nearest_on_its_side(day: date, weekday: str, future: bool) -> None:
    word = Token(0, weekday.title(), weekday, "PROPN", "NNP", "", 0, 0, len(weekday), 0)
    (expression,) = find([word], None)
    value = resolve(expression, anchor=DateValue(day.isoformat(), "day"), future=future)
    assert value is not None
    found = date.fromisoformat(value.start)
    assert found.weekday() == time_words().weekdays[weekday]
    assert 0 <= (found - day).days * (1 if future else -1) <= 6
