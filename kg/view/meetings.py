"""The page of the meetings: who sat where, as what; actors and meetings are both nodes."""

from __future__ import annotations

from kg.network.actors import ActorIndex, actor_index
from kg.view.actors import GROUPS, actor_node
from kg.view.cards import cited, meeting_card
from kg.view.records import Card, Edge, Node, Page, Record, Records

MEETING_GROUP = ("meeting", "Meeting", "star")
KINDS = (
    ("party", "Party to"),
    ("participant", "Present at"),
    ("host", "Host of"),
    ("mediator", "Mediator at"),
)
ROLES = (("parties", "party"), ("participants", "participant"), ("hosts", "host"), ("mediators", "mediator"))


def meetings_page(records: Records) -> Page:
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
    actors = tuple(actor_node(key, rows.get(key), tuple(sorted(about[key]))) for key in sorted(about))
    nodes = actors + tuple(
        _meeting_node(meeting, card, i) for i, (meeting, card) in enumerate(zip(meetings, cards, strict=True))
    )
    return Page("Who met where", "Meetings", nodes, edges, cards, sources, (MEETING_GROUP, *GROUPS), KINDS, noun="node")


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
    return Node(f"meeting {meeting['id']}", label, "meeting", (), tuple(facts), (number,), len(present))
