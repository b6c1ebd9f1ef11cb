"""The actor network: who did what to whom, who sat at one table, who mediated between whom.

Input are rows of the tables `actors`, `events` and `meetings`, where actors stand under their labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.network.lanes import DELEGATION
from kg.network.plover import quad_of

if TYPE_CHECKING:
    from typing import TypeAlias

    Network: TypeAlias = "nx.MultiDiGraph[str]"

Record = Mapping[str, Any]

RECIPROCAL_ACTS = frozenset({"agree", "sign", "plan_meeting", "meet", "cooperate", "exchange_prisoners", "other"})
MEETING_ACTS = frozenset({"meet", "host", "mediate"})
FACTUALITY_OF_STATUS = {
    "held": "asserted",
    "ongoing": "asserted",
    "planned": "planned",
    "postponed": "planned",
    "proposed": "possible",
    "cancelled": "negated",
    "denied": "negated",
}


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """Finds the actor that a label means in an article; two actors may share a label ("a senior official")."""

    by_label: dict[str, tuple[Record, ...]]

    def find(self, label: str, articles: Iterable[str]) -> str:
        """Id of the actor: that of the same articles where there is a choice; a label in no row is its own id."""
        candidates = self.by_label.get(label, ())
        wanted = set(articles)
        near = [a for a in candidates if wanted.intersection(a.get("articles") or ())]
        found = near or candidates
        return str(found[0]["id"]) if found else f"unlisted/{label}"


def actor_index(actors: Iterable[Record]) -> ActorIndex:
    """Index of `actors` by label, in the order of their ids."""
    by_label: dict[str, tuple[Record, ...]] = {}
    for actor in sorted(actors, key=lambda row: str(row["id"])):
        by_label[actor["label"]] = (*by_label.get(actor["label"], ()), actor)
    return ActorIndex(by_label)


def actor_network(actors: Iterable[Record], events: Iterable[Record], meetings: Iterable[Record]) -> Network:
    """Directed multigraph of the actors.

    Nodes are actor ids with `label`, `type`, `country`, `sector`. Edges carry `kind` (event, attendance, mediation),
    `id` of the claim, `type`, `act`, `quad`, `issues`, `date`, `factuality`, `attributed_to`, `evidence`, `articles`,
    `mutual` (true where neither end is the source), `occasion`: what several reports of one meeting share, and `about`:
    the meeting that the claim belongs to.
    Claims that are negated, planned or possible are edges too; the measures leave them out.
    """
    rows = sorted(actors, key=lambda row: str(row["id"]))
    network: Network = nx.MultiDiGraph()
    index = actor_index(rows)
    for row in rows:
        network.add_node(row["id"], **{name: row.get(name) for name in ("label", "type", "country", "sector")})
    for event in sorted(events, key=lambda row: str(row["id"])):
        _add_event(network, index, event)
    for meeting in sorted(meetings, key=lambda row: str(row["id"])):
        _add_meeting(network, index, meeting)
    return network


def event_pairs(event: Record) -> Iterator[tuple[str, str, bool]]:
    """Label pairs that an event joins, and whether mutually: agents with targets, else the agents of a joint act."""
    agents, targets = list(event.get("agents") or ()), list(event.get("targets") or ())
    if targets:
        yield from ((a, t, False) for a, t in product(agents, targets) if a != t)
    elif event.get("act") in RECIPROCAL_ACTS:
        yield from ((a, b, True) for a, b in combinations(sorted(set(agents)), 2))


def attendance_pairs(meeting: Record) -> Iterator[tuple[str, str]]:
    """Label pairs of those present at a meeting; a side, its delegation and the head of that do not meet each other."""
    present = sorted({*(meeting.get("parties") or ()), *(meeting.get("participants") or ())})
    heads = {head["person"]: head["of"] for head in meeting.get("heads") or () if head.get("of")}
    sides = {label: heads.get(label, label).removeprefix(DELEGATION) for label in present}
    yield from ((a, b) for a, b in combinations(present, 2) if sides[a] != sides[b])


def mediation_pairs(meeting: Record) -> Iterator[tuple[str, str]]:
    """Label pairs of each mediator with each party."""
    parties = sorted(set(meeting.get("parties") or ()))
    yield from ((m, p) for m, p in product(sorted(set(meeting.get("mediators") or ())), parties) if m != p)


def _add_event(network: Network, index: ActorIndex, event: Record) -> None:
    articles = [event["article"]]
    attributes = {
        "kind": "event",
        "id": event["id"],
        "type": event.get("event_type"),
        "act": event.get("act"),
        "quad": quad_of(event.get("event_type")),
        "issues": list(event.get("issues") or ()),
        "date": event.get("date"),
        "factuality": event.get("factuality"),
        "attributed_to": event.get("attributed_to"),
        "evidence": [{name: event.get(name) for name in ("article", "start", "end")} | {"text": event.get("evidence")}],
        "articles": articles,
        "occasion": event.get("meeting") if event.get("act") in MEETING_ACTS else None,
        "about": event.get("meeting"),
        "mode": event.get("mode"),
    }
    for source, target, mutual in event_pairs(event):
        _add_edge(network, index, (source, target), attributes | {"mutual": mutual})


def _add_meeting(network: Network, index: ActorIndex, meeting: Record) -> None:
    attributes = {
        "id": meeting["id"],
        "type": "CONSULT",
        "quad": "verbal_cooperation",
        "issues": [],
        "date": meeting.get("date"),
        "factuality": FACTUALITY_OF_STATUS.get(meeting.get("status") or "held", "possible"),
        "attributed_to": None,
        "evidence": list(meeting.get("evidence") or ()),
        "articles": list(meeting.get("articles") or ()),
        "occasion": meeting["id"],
        "about": meeting["id"],
    }
    for pair in attendance_pairs(meeting):
        _add_edge(network, index, pair, attributes | {"kind": "attendance", "act": "meet", "mutual": True})
    for pair in mediation_pairs(meeting):
        _add_edge(network, index, pair, attributes | {"kind": "mediation", "act": "mediate", "mutual": False})


def _add_edge(network: Network, index: ActorIndex, pair: tuple[str, str], attributes: dict[str, Any]) -> None:
    """Add one edge; a label without a row becomes a node of unknown type."""
    source, target = (index.find(label, attributes["articles"]) for label in pair)
    for node, label in zip((source, target), pair, strict=True):
        if node not in network:
            network.add_node(node, label=label, type=None, country=None, sector=None)
    if source != target:
        network.add_edge(source, target, key=f"{attributes['kind']} {attributes['id']}", **attributes)
