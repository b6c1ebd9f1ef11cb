"""The page of the meetings: who sat where, as what; actors and meetings are both nodes."""

from __future__ import annotations

from kg.network.actors import ActorIndex, actor_index
from kg.view.actors import GROUPS, actor_node, country_names
from kg.view.cards import cited, meeting_card
from kg.view.folding import folded
from kg.view.records import Card, Edge, Node, Page, Record, Records, Request

MEETING_GROUP = ("meeting", "Meeting", "star")
KINDS = (
    ("party", "Party to", "triangle"),
    ("participant", "Present at", "vee"),
    ("host", "Host of", "box"),
    ("mediator", "Mediator at", "circle"),
)
ROLES = (("parties", "party"), ("participants", "participant"), ("hosts", "host"), ("mediators", "mediator"))


def meetings_page(records: Records, request: Request) -> Page:
    """Two-mode page of meetings and those who took part; a party is not drawn again as being present."""
    sources, numbers = cited(records.articles)
    index = actor_index(records.actors)
    rows = {str(actor["id"]): actor for actor in records.actors}
    meetings = sorted(records.meetings, key=lambda row: (str(row.get("date") or "9999"), str(row["id"])))
    cards = tuple(meeting_card(meeting, numbers) for meeting in meetings)
    edges = tuple(edge for i, meeting in enumerate(meetings) for edge in _roles(meeting, index, i))
    about: dict[str, set[int]] = {}
    for edge in edges:
        about.setdefault(edge.source, set()).update(edge.cards)
    countries = country_names(records.actors)
    actors = tuple(actor_node(key, rows.get(key), tuple(sorted(about[key])), countries) for key in sorted(about))
    nodes = actors + tuple(
        _meeting_node(meeting, card, i) for i, (meeting, card) in enumerate(zip(meetings, cards, strict=True))
    )
    page = Page(
        name="meetings",
        title="Who met where",
        subject="Meetings",
        nodes=nodes,
        edges=edges,
        cards=cards,
        sources=sources,
        groups=(MEETING_GROUP, *GROUPS),
        kinds=KINDS,
        noun="node",
    )
    return folded(page, request.max_nodes)


def _roles(meeting: Record, index: ActorIndex, number: int) -> list[Edge]:
    key = f"meeting {meeting['id']}"
    roles: dict[tuple[str, str], None] = {}
    for column, role in ROLES:
        for label in meeting.get(column) or ():
            actor = index.find(label, meeting.get("articles") or ())
            if role != "participant" or (actor, "party") not in roles:
                roles[actor, role] = None
    return [Edge(actor, key, role, False, (number,)) for actor, role in sorted(roles)]


def _meeting_node(meeting: Record, card: Card, number: int) -> Node:
    label = card.heading + (f" ({card.date})" if card.date else "")
    facts = [(name.capitalize(), str(meeting[name])) for name in ("process", "round") if meeting.get(name) is not None]
    present = {label for column, _ in ROLES for label in meeting.get(column) or ()}
    fold = f"Meetings of {meeting['process']}" if meeting.get("process") else ""
    return Node(f"meeting {meeting['id']}", label, "meeting", (), tuple(facts), (number,), len(present), fold)
