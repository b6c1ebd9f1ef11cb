"""Syndicated copies: articles that share most of their sentences are one source, whoever printed them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from kg.world.clusters import Ties, grouped
from kg.world.pairs import SAME, Card, Pair, pair_of

SHARED = 5  # sentences in common, at least
PART = 0.6  # of the sentences of the shorter article


def copies(texts: Mapping[str, tuple[int, str]], told: Mapping[str, str]) -> dict[str, str]:
    """The article of which another is a copy: the earliest, by IRI where they are of one day.

    `texts` has the sentences that are evidence by IRI, `told` the day of each article.
    """
    pairs = list(_pairs(texts))
    found: dict[str, str] = {}
    for group in grouped(pairs, _never, _never, Ties()).groups:
        first = min(group, key=lambda article: (told.get(article) or "9999", article))
        found |= {article: first for article in group if article != first}
    return found


def copied(
    told: Mapping[str, Card], texts: Mapping[str, tuple[int, str]], printed: Mapping[str, str]
) -> Iterator[Pair]:
    """Claims of copies that stand in the same sentence, one each: they are one account, printed twice."""
    places: dict[tuple[str, str], list[Card]] = {}
    for card in told.values():
        origin = printed.get(card.article, card.article)
        for sentence in card.node.all("mainEvidence"):
            if origin in printed.values() and sentence in texts:
                places.setdefault((origin, _plain(texts[sentence][1])), []).append(card)
    for cards in places.values():
        articles = Counter(card.article for card in cards)
        for one, other in combinations(sorted(cards, key=lambda card: card.iri), 2):
            if one.article != other.article and articles[one.article] == articles[other.article] == 1:
                yield pair_of(one, other, SAME, 100, ("the same sentence of one text",))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _never(one: str, other: str) -> bool:
    return False


def _pairs(texts: Mapping[str, tuple[int, str]]) -> Iterator[Pair]:
    holders: dict[str, set[str]] = {}
    sizes: Counter[str] = Counter()
    for iri, (_, text) in texts.items():
        article = iri.partition("/sentence/")[0]
        sizes[article] += 1
        holders.setdefault(_plain(text), set()).add(article)
    shared = Counter(pair for articles in holders.values() for pair in combinations(sorted(articles), 2))
    for (one, other), count in sorted(shared.items()):
        if count >= SHARED and count >= PART * min(sizes[one], sizes[other]):
            yield Pair(one, other, SAME, count, (f"sentences in common: {count}",))
