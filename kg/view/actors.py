"""The page of the actors: who dealt with whom, by word or deed, and who sat at one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.network.actors import ActorIndex, actor_index, actor_network
from kg.network.plover import QUADS
from kg.view.cards import cited, event_card, meeting_card, office_card
from kg.view.folding import folded
from kg.view.records import Card, Edge, Node, Page, Record, Records, Request

GROUPS = (
    ("state", "State", "square"),
    ("person", "Person", "dot"),
    ("organization", "Organization", "hexagon"),
    ("armed_group", "Armed group", "triangle"),
    ("delegation", "Delegation", "diamond"),
    ("unnamed", "Unnamed source", "triangleDown"),
    ("unlisted", "Other", "square"),
)
HEADS = ("vee", "triangle", "bar", "box")  # of the arrows, so that colour does not tell alone
KINDS = (
    *((quad, quad.replace("_", " ").capitalize(), head) for quad, head in zip(QUADS, HEADS, strict=True)),
    ("attendance", "Met", ""),
    ("mediation", "Mediated", "circle"),
    ("office", "Office held", "diamond"),
)
PRESENT = ("parties", "participants", "hosts", "mediators")


def actors_page(records: Records, request: Request) -> Page:
    """Page of all actors that some claim is about; the others are counted in a note."""
    sources, numbers = cited(records.articles)
    index = actor_index(records.actors)
    rows = {str(actor["id"]): actor for actor in records.actors}
    cards: list[Card] = []
    about: dict[str, list[int]] = {}
    for actors, card in _claims(records, index, numbers):
        for actor in actors:
            about.setdefault(actor, []).append(len(cards))
        cards.append(card)
    edges = _claim_edges(records, {card.id: i for i, card in enumerate(cards)})
    for (person, side), card in _offices(records, index, set(about)):
        edges.append(Edge(person, side, "office", False, (len(cards),)))
        cards.append(card)
    countries = country_names(records.actors)
    nodes = tuple(actor_node(key, rows.get(key), tuple(about[key]), countries) for key in sorted(about))
    silent = len(rows.keys() - about.keys())
    page = Page(
        name="actors",
        title="Who deals with whom",
        subject="Actor network",
        nodes=nodes,
        edges=tuple(edges),
        cards=tuple(cards),
        sources=sources,
        groups=GROUPS,
        kinds=KINDS,
        notes=(f"{silent} more actors are only mentioned and are not drawn.",) if silent else (),
    )
    return folded(page, request.max_nodes)


def country_names(actors: Iterable[Record]) -> dict[str, str]:
    """Names of countries by the code that actors have: that of the state with this code, else the code."""
    rows = [row for row in sorted(actors, key=lambda row: str(row["id"])) if row.get("country")]
    codes = {str(row["country"]): str(row["country"]) for row in rows}
    return codes | {str(row["country"]): str(row["label"]) for row in rows if row.get("type") == "state"}


def actor_node(key: str, actor: Record | None, cards: tuple[int, ...], countries: Mapping[str, str]) -> Node:
    """Node of an actor; without a row its key is all that is known."""
    if actor is None:
        return Node(key, key.removeprefix("unlisted/"), "unlisted", cards=cards, weight=len(cards))
    known = {group for group, _, _ in GROUPS}
    group = actor["type"] if actor.get("type") in known else "unlisted"
    country = countries.get(str(actor.get("country")))
    facts = [(name, value) for name, value in (("Country", country), ("Sector", actor.get("sector"))) if value]
    offices = dict.fromkeys(str(position["office"]) for position in actor.get("positions") or ())
    facts += [("Office", "; ".join(offices))] if offices else []
    aliases = tuple(alias for alias in actor.get("aliases") or () if alias != actor["label"])
    facts += [("Also called", ", ".join(aliases))] if aliases else []
    bodies = sorted({str(position["of"]) for position in actor.get("positions") or () if position.get("of")})
    side = country or (bodies[0] if len(bodies) == 1 else "")
    fold = f"Others of {side}" if side else ""
    return Node(key, str(actor["label"]), group, aliases, tuple(facts), cards, len(cards), fold)


def _claims(records: Records, index: ActorIndex, numbers: dict[str, int]) -> Iterator[tuple[list[str], Card]]:
    """Every event and meeting in the order of its date, with the ids of the actors it is about."""
    found: list[tuple[list[str], Card]] = []
    for event in records.events:
        labels = [*(event.get("agents") or ()), *(event.get("targets") or ())]
        found.append((_found(index, labels, [event["article"]]), event_card(event, numbers)))
    for meeting in records.meetings:
        labels = [label for role in PRESENT for label in meeting.get(role) or ()]
        found.append((_found(index, labels, meeting.get("articles") or []), meeting_card(meeting, numbers)))
    yield from sorted(found, key=lambda pair: (pair[1].date or "9999", pair[1].id))


def _found(index: ActorIndex, labels: list[str], articles: list[str]) -> list[str]:
    return sorted({index.find(label, articles) for label in labels})


def _claim_edges(records: Records, number: dict[str, int]) -> list[Edge]:
    """One edge for each pair, direction and kind; it carries all claims of that kind."""
    network = actor_network(records.actors, records.events, records.meetings)
    bundles: dict[tuple[str, str, str, bool], set[int]] = {}
    for u, v, data in network.edges(data=True):
        kind = (data["quad"] or "verbal_cooperation") if data["kind"] == "event" else data["kind"]
        source, target = (min(u, v), max(u, v)) if data["mutual"] else (u, v)
        bundles.setdefault((source, target, kind, bool(data["mutual"])), set()).add(number[data["id"]])
    return [Edge(*key, tuple(sorted(cards))) for key, cards in sorted(bundles.items())]


def _offices(records: Records, index: ActorIndex, drawn: set[str]) -> list[tuple[tuple[str, str], Card]]:
    """Offices that join two drawn actors, each pair and office once."""
    found: dict[tuple[str, str, str], Card] = {}
    for actor in sorted(records.actors, key=lambda row: str(row["id"])):
        for position in actor.get("positions") or ():
            if not position.get("of"):
                continue
            side = index.find(position["of"], actor.get("articles") or ())
            if {actor["id"], side} <= drawn and side != actor["id"]:
                found.setdefault((actor["id"], side, position["office"]), office_card(actor, position))
    return [((person, side), card) for (person, side, _), card in sorted(found.items())]
