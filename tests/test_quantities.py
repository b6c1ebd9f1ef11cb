"""Amounts: minimum, maximum and unit; and what is no amount."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.analysis import Analyzer, load
from kg.ingest.dates import find as find_times
from kg.ingest.model import Token
from kg.ingest.numerals import read
from kg.ingest.quantities import find
from kg.ingest.quantities.lexicon import quantity_words

Amount = tuple[float | None, float | None, str | None]


@lru_cache(maxsize=1)
def analyzer() -> Analyzer:
    return load()


@lru_cache(maxsize=256)
def tokens_of(text: str) -> tuple[Token, ...]:
    return next(iter(analyzer().analyze([text]))).tokens


AMOUNTS: list[tuple[str, list[Amount]]] = [
    ("The swap covers 1,000 to 1,200 prisoners.", [(1000, 1200, "prisoners")]),
    ("The swap, due to cover “900 to 950” captives, is the largest.", [(900, 950, "captives")]),
    ("Prices rose between 5 and 7 percent.", [(5, 7, "percent")]),
    ("They freed more than 200 soldiers.", [(200, None, "soldiers")]),
    ("They will free up to 500 detainees.", [(None, 500, "detainees")]),
    ("They hold at least 30 hostages.", [(30, None, "hostages")]),
    ("They buried about 300 people.", [(300, 300, "people")]),
    ("Drones hit dozens of aircraft.", [(24, None, "aircraft")]),
    ("The list names several hundred stolen children.", [(300, None, "children")]),
    ("Hundreds of civilians fled.", [(200, None, "civilians")]),
    ("Hundreds of thousands of people fled.", [(200_000, None, "people")]),
    ("The fund holds $5 billion.", [(5e9, 5e9, "USD")]),
    ("The fund holds €50m and £2.5bn.", [(5e7, 5e7, "EUR"), (2.5e9, 2.5e9, "GBP")]),
    ("It will pay 20 million euros.", [(2e7, 2e7, "EUR")]),
    ("The damage is put at 5 to 7 million dollars.", [(5e6, 7e6, "USD")]),
    ("Tariffs fall to 20 per cent.", [(20, 20, "percent")]),
    ("The rate was cut from 145 percent to 30 percent.", [(145, 145, "percent"), (30, 30, "percent")]),
    ("Drones hit aircraft at four airfields.", [(4, 4, "airfields")]),
    ("Russia returned 6,000 bodies.", [(6000, 6000, "bodies")]),
    ("They freed a dozen hostages.", [(12, 12, "hostages")]),
    ("They freed all 20 hostages.", [(20, 20, "hostages")]),
    ("They freed two dozen hostages.", [(24, 24, "hostages")]),
    ("They freed twenty-five hostages.", [(25, 25, "hostages")]),
    ("Half of the hostages are free.", [(50, 50, "percent")]),
    ("At least 82 were killed.", [(82, None, None)]),
    ("They keep no more than 300 kilograms of uranium.", [(None, 300, "kilograms")]),
    ("They withdrew 5,000 of their soldiers.", [(5000, 5000, "soldiers")]),
    ("They freed 107 captives or more.", [(107, None, "captives")]),
    ("The party won 89 and 43 seats.", [(89, 89, "seats"), (43, 43, "seats")]),
]

NONE = [
    "The two sides agreed on a one-for-one swap.",
    "The council has adopted Resolution 2231.",
    "The 15-member council met on Route 60.",
    "Moscow dismissed a 22-point plan after a three-year war.",
    "Prisoners of war under 25 go first.",
    "The P5+1 and the 5+1 met.",
    "They met on June 2, 2025, for 90 minutes.",
    "The deal was struck in 2015.",
    "The second round comes first.",
    "No one was hurt.",
    "The three of us spoke.",
    "They met within twenty working days.",
    "The Group of 20 met.",
]


@pytest.mark.parametrize(("text", "wanted"), AMOUNTS, ids=[text for text, _ in AMOUNTS])
def test_amounts(text: str, wanted: list[Amount]) -> None:
    quantities = [mention.quantity for mention in find(tokens_of(text))]
    assert [(q.minimum, q.maximum, q.unit) for q in quantities] == wanted


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_amount(text: str) -> None:
    assert find(tokens_of(text)) == []


def test_the_words_of_an_amount() -> None:
    text = "They freed more than 200 wounded soldiers on Monday."
    (mention,) = find(tokens_of(text))
    assert mention.quantity.text == text[mention.start : mention.end] == "more than 200 wounded soldiers"
    assert [token.text for token in tokens_of(text)[mention.first : mention.last]][-1] == "soldiers"


def test_given_times_are_used() -> None:
    tokens = tokens_of("They met for 90 minutes with 20 aides on June 2.")
    assert find(tokens, find_times(tokens, None)) == find(tokens)
    assert [mention.quantity.unit for mention in find(tokens)] == ["aides"]


@pytest.mark.parametrize(
    ("text", "value", "size"),
    [
        ("two hundred and fifty thousand troops", 250_000, 5),
        ("3.5 million people", 3.5e6, 2),
        ("a hundred men", 100, 2),
        ("half a million tonnes", 5e5, 3),
        ("twenty - five men", 25, 3),
        ("2 1/2 years", 2.5, 2),
        ("1,200 and five more", 1200, 1),
        ("seven and eight", 7, 1),
    ],
)
def test_numerals(text: str, value: float, size: int) -> None:
    assert read(_plain(text.split()), 0) == (value, size)


def _plain(words: list[str]) -> list[Token]:
    tokens, start = list[Token](), 0
    for index, word in enumerate(words):
        tokens.append(Token(index, word, word, "NOUN", "NN", "", index, start, start + len(word), 0))
        start += len(word) + 1
    return tokens


WORDS = st.one_of(
    st.sampled_from(sorted(quantity_words().triggers | {"of", "a", "to", "between", "and", "-", "+", "$", "%", "or"})),
    st.integers(0, 3000).map(str),
    st.text(max_size=5),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_any_tokens(words: list[str]) -> None:
    tokens = _plain(words)
    found = find(tokens)
    assert found == find(tokens)
    assert all(0 <= m.first < m.last <= len(tokens) and m.start <= m.end for m in found)
    assert all(before.last <= after.first for before, after in pairwise(found))
    for quantity in (mention.quantity for mention in found):
        assert quantity.minimum is not None or quantity.maximum is not None
        if quantity.minimum is not None and quantity.maximum is not None:
            assert quantity.minimum <= quantity.maximum
