"""Networks of actors from what they did to one another: by events, signed, by co-attendance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.network.plover import score_of
from kg.network.selection import ASSERTED, Selection, counts
from kg.network.sources import Sources
from kg.network.weaving import Link, weave

if TYPE_CHECKING:
    from kg.network.weaving import Ties


def events_network(sources: Sources, selection: Selection) -> Ties:
    """Directed: from the acting to the addressed actor of each event, both ways between those present at a meeting.

    Both ways too between a mediator and each party, for a mediator carries to one what it heard from the other.
    """
    return weave(_both_ways(sources, selection), sources.actor, directed=True)


def signed_network(sources: Sources, selection: Selection) -> Ties:
    """Undirected, signed by the balance of cooperation and conflict in the events between two actors.

    Each occasion counts once, with the PLOVER score of its type, or of its mode where that has one: scores in the
    manner of Goldstein, A conflict-cooperation scale for WEIS events data, Journal of Conflict Resolution 36 (1992).
    Meetings count as far as events tell of them. Reports about talks tell more of agreeing and consulting than of
    fighting, so that most adversaries who negotiate come out positive; `Selection(without=("AGREE", "CONSULT"))` asks
    what else they do to each other.
    """
    graph = weave(_links(sources, selection, ("event",)), sources.actor, directed=False)
    scores = occasion_scores(sources)
    for _, _, tie in graph.edges(data=True):
        tie.update(balance_of(dict(scores[claim] for claim in tie["claims"]).values()))
    return graph


def occasion_scores(sources: Sources) -> dict[str, tuple[str, float]]:
    """Occasion and PLOVER score, 0 without one, of each event that joins two actors, by the id of its claim."""
    told = [data for _, _, data in sources.network.edges(data=True) if data["kind"] == "event"]
    return {data["id"]: (_occasion(data), score_of(data["type"], data["mode"]) or 0.0) for data in told}


def attendance_network(sources: Sources, selection: Selection) -> Ties:
    """Undirected: two actors who were present at one meeting; a side does not meet its own head or delegation."""
    return weave(_links(sources, selection, ("attendance",)), sources.actor, directed=False)


def balance_of(scores: Iterable[float]) -> dict[str, float]:
    """Sums of the positive and of the negative scores, the latter without its minus, what is left, and its sign."""
    scores = list(scores)
    score = float(sum(scores))
    cooperation = float(sum(score for score in scores if score > 0))
    sign = (score > 0) - (score < 0)
    return {"cooperation": cooperation, "conflict": cooperation - score, "score": score, "sign": sign}


def _links(sources: Sources, selection: Selection, kinds: tuple[str, ...]) -> Iterator[Link]:
    return (link for link, _ in _counted(sources, selection, kinds))


def _both_ways(sources: Sources, selection: Selection) -> Iterator[Link]:
    for link, mutual in _counted(sources, selection, ("event", "attendance", "mediation")):
        yield link
        if mutual:
            yield Link(link.target, link.source, link.claim, link.occasion, link.articles, link.when)


def _counted(sources: Sources, selection: Selection, kinds: tuple[str, ...]) -> Iterator[tuple[Link, bool]]:
    """Links of the claims of the given kinds that count, and whether they run both ways."""
    for source, target, data, facts in sources.links:
        if data["kind"] in kinds and counts(facts, selection, ASSERTED):
            articles = tuple(data["articles"])
            mutual = data["mutual"] or data["act"] == "mediate"
            yield Link(source, target, data["id"], _occasion(data), articles, facts.when), mutual


def _occasion(data: Mapping[str, Any]) -> str:
    return str(data["occasion"] or data["id"])
