"""Networks of mediation: who mediated for whom, and which parties were brought together by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.network.selection import ASSERTED, Selection, counts
from kg.network.sources import Record, Sources
from kg.network.weaving import Link, weave

if TYPE_CHECKING:
    from kg.network.weaving import Ties


@dataclass(frozen=True, slots=True)
class Mediation:
    """One telling of a mediation; ids of actors. `occasion` is its meeting, else the event that tells of it."""

    claim: str
    occasion: str
    mediators: tuple[str, ...]
    parties: tuple[str, ...]
    articles: tuple[str, ...]
    when: str | None


def mediation_network(sources: Sources, selection: Selection) -> Ties:
    """Directed: from each mediator to each party between whom it mediated, by meetings and by events."""
    told = list(mediations(sources, selection))
    links = (_link(one, m, p) for one in told for m in one.mediators for p in one.parties)
    return weave(links, sources.actor, directed=True)


def mediated_network(sources: Sources, selection: Selection) -> Ties:
    """Undirected: two parties between whom somebody mediated; `mediators` of a tie has their labels, sorted."""
    told = list(mediations(sources, selection))
    links = (_link(one, *pair) for one in told if one.mediators for pair in combinations(one.parties, 2))
    graph = weave(links, sources.actor, directed=False)
    by_claim = {one.claim: one.mediators for one in told}
    for _, _, tie in graph.edges(data=True):
        found = {mediator for claim in tie["claims"] for mediator in by_claim[claim]}
        tie["mediators"] = tuple(sorted({str(sources.actor(mediator)["label"]) for mediator in found}))
    return graph


def mediated(sources: Sources, selection: Selection) -> Counter[str]:
    """How many distinct occasions each actor mediated, by id; parties need not be named."""
    told = {(mediator, one.occasion) for one in mediations(sources, selection) for mediator in one.mediators}
    return Counter(mediator for mediator, _ in told)


def parties(sources: Sources, selection: Selection) -> tuple[str, ...]:
    """Labels of the sides that are parties of a meeting that counts, sorted."""
    found: set[str] = set()
    for row in sources.rows("meetings"):
        if counts(sources.meeting_facts(row), selection, ASSERTED):
            ids = (sources.find(label, row.get("articles") or ()) for label in row.get("parties") or ())
            found.update(str(sources.actor(actor)["side"]) for actor in ids)
    return tuple(sorted(found))


def mediations(sources: Sources, selection: Selection) -> Iterator[Mediation]:
    """Meetings with mediators, and events of the act `mediate`, with the parties of their meeting if they name none."""
    for row in sources.rows("meetings"):
        if row.get("mediators") and counts(sources.meeting_facts(row), selection, ASSERTED):
            yield _mediation(sources, row, row["id"], row["mediators"], row.get("parties") or [])
    for row in sources.rows("events"):
        if row.get("act") == "mediate" and counts(sources.facts(row, row.get("meeting")), selection, ASSERTED):
            meeting = sources.meetings.get(row.get("meeting") or "", {})
            parties = row.get("targets") or meeting.get("parties") or []
            yield _mediation(sources, row, meeting.get("id") or row["id"], row.get("agents") or [], parties)


def _mediation(sources: Sources, row: Record, occasion: str, mediators: list[str], parties: list[str]) -> Mediation:
    articles = tuple(row.get("articles") or (row["article"],))
    acting = {sources.find(label, articles) for label in mediators}
    others = {sources.find(label, articles) for label in parties} - acting
    when = row.get("date") or sources.told(articles)
    return Mediation(row["id"], occasion, tuple(sorted(acting)), tuple(sorted(others)), articles, when)


def _link(told: Mediation, source: str, target: str) -> Link:
    return Link(source, target, told.claim, told.occasion, told.articles, told.when)
