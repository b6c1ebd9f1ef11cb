"""The page of one actor: those it deals with, and what these have to do with one another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from kg.errors import InputError, NotFound
from kg.view.actors import actors_page
from kg.view.folding import folded
from kg.view.records import Card, Edge, Node, Page, Record, Records, Request

EVERYTHING = 10**9
NEAR = 5  # names that are offered where there is none


def ego_page(records: Records, request: Request) -> Page:
    """The actors within `request.radius` ties of the one that the request names, with all ties among them."""
    row = find_actor(records.actors, request.name)
    everybody = actors_page(records, replace(request, max_nodes=EVERYTHING))
    return around(everybody, str(row["id"]), request)


def around(page: Page, key: str, request: Request) -> Page:
    """The part of an actors page that lies around the node `key`; NotFound where it is not drawn there."""
    centre = next((node for node in page.nodes if node.key == key), None)
    if centre is None:
        raise NotFound(f"{key} is only mentioned: no claim is about it, so that there is nothing to draw")
    reached = _reached(page.edges, key, request.radius)
    edges = [edge for edge in page.edges if edge.source in reached and edge.target in reached]
    cards = sorted({*centre.cards, *(card for edge in edges for card in edge.cards)})
    number = {card: i for i, card in enumerate(cards)}
    nodes = tuple(_with_cards(node, number) for node in page.nodes if node.key in reached)
    whole = replace(
        page,
        name="ego",
        title=centre.label,
        subject=f"Actor, with those within {request.radius} ties" if request.radius > 1 else "One actor's dealings",
        nodes=nodes,
        edges=tuple(replace(edge, cards=tuple(number[card] for card in edge.cards)) for edge in edges),
        cards=tuple(page.cards[card] for card in cards),
        notes=(),
    )
    drawn = folded(_cited(whole), request.max_nodes, keep=key)
    return replace(drawn, focus=next(i for i, node in enumerate(drawn.nodes) if node.key == key))


def find_actor(actors: Sequence[Record], name: str | None) -> Record:
    """The actor with the id, label or alias `name`; upper and lower case and accents do not matter."""
    if not name:
        raise InputError("kg view ego: name an actor by its label, an alias or its id (kg table actors)")
    by_id = [row for row in actors if row["id"] == name]
    found = by_id or [row for row in actors if _plain(name) in {_plain(one) for one in _names(row)}]
    labelled = [row for row in found if row["label"] == name]
    if len(labelled) == 1 or len(found) == 1:
        return (labelled or found)[0]
    if found:
        ids = ", ".join(sorted(str(row["id"]) for row in found))
        raise InputError(f"{len(found)} actors are called {name}: name one by its id: {ids}")
    near = _near(actors, name)
    advice = f"did you mean {', '.join(near)}?" if near else "kg table actors lists them"
    raise NotFound(f"the store holds no actor {name}: {advice}")


def _near(actors: Iterable[Record], name: str) -> list[str]:
    """Labels like `name`: those that hold it first, then those spelt alike."""
    wanted = _plain(name)
    known = {plain: str(row["label"]) for row in actors for plain in map(_plain, _names(row))}
    holding = sorted((plain for plain in known if wanted in plain), key=lambda plain: (len(plain), plain))
    alike = get_close_matches(wanted, sorted(known), n=NEAR, cutoff=0.6)
    return list(dict.fromkeys(known[plain] for plain in (*holding, *alike)))[:NEAR]


def _names(row: Record) -> Iterator[str]:
    yield from map(str, (row["label"], *(row.get("aliases") or ())))


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).strip()


def _reached(edges: Iterable[Edge], key: str, radius: int) -> set[str]:
    """Keys within `radius` ties."""
    partners: dict[str, set[str]] = {}
    for edge in edges:
        partners.setdefault(edge.source, set()).add(edge.target)
        partners.setdefault(edge.target, set()).add(edge.source)
    reached = {key}
    for _ in range(radius):
        reached |= {other for one in reached for other in partners.get(one, ())}
    return reached


def _with_cards(node: Node, number: dict[int, int]) -> Node:
    cards = tuple(number[card] for card in node.cards if card in number)
    return replace(node, cards=cards, weight=max(1, len(cards)))


def _cited(page: Page) -> Page:
    """The page with those sources alone that its cards name."""
    told = ((*card.sources, *(sentence.source for sentence in card.sentences)) for card in page.cards)
    used = sorted({i for numbers in told for i in numbers if i is not None})
    number = {source: i for i, source in enumerate(used)}
    return replace(
        page,
        sources=tuple(page.sources[i] for i in used),
        cards=tuple(_renumbered(card, number) for card in page.cards),
    )


def _renumbered(card: Card, number: dict[int, int]) -> Card:
    sentences = (replace(s, source=None if s.source is None else number[s.source]) for s in card.sentences)
    return replace(card, sources=tuple(number[i] for i in card.sources), sentences=tuple(sentences))
