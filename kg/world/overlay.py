"""Writes a world as what it changes in the default graph: triples that are hidden, and others that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.schema.terms import NEG
from kg.store.base import Overlay, Store
from kg.store.nodes import Node
from kg.store.results import n3
from kg.world import joining
from kg.world.cards import JOINED_KINDS
from kg.world.edges import lost_edges
from kg.world.joining import DENOTED, iri, node_iri, whole, words
from kg.world.linking import Joined, World
from kg.world.meetings import TOOK_PLACE
from kg.world.processes import Process
from kg.world.said import LABEL, TYPE, Said, Triple, stored_graph

_CLASSES = frozenset(NEG + kind for kind in JOINED_KINDS)
_CONTESTED = frozenset({"polarity", "stance", "status"})  # conflicts that leave open whether it was so at all
_HELD_AT = NEG + "heldAt"
_IDENTITY = frozenset(
    {TYPE, LABEL, joining.ALIAS, *(NEG + name for name in ("country", "sector", "onBehalfOf", "within", "qid"))}
)


def overlay(store: Store, said: Said, world: World, base: str, state: str) -> Overlay:
    """The overlay that makes the default graph of `store` show `world`."""
    gone: set[Triple] = set()
    shown: set[Triple] = set()
    for graph in said.revised_graphs():
        before, after = stored_graph(store, graph), said.graph(graph)
        gone |= before - after
        shown |= after - before
    silenced = lost_edges(said, {end for c in world.conflicts if c.aspect in _CONTESTED for end in (c.first, c.second)})
    hidden = _nowhere_else(said, gone, silenced)
    shown -= silenced.keys()
    for triple in sorted({triple for _, triple in said.around({*world.actors, *world.claims})} - hidden):
        for new in _moved(triple, world):
            if new != triple:
                _swap(triple, new, hidden, shown)
    shown.update(_world(said, world, base))
    return Overlay(frozenset(map(line, hidden)), frozenset(map(line, shown)), state)


def line(triple: Triple) -> str:
    """A triple as an N-Triples line."""
    subject, predicate, value = triple
    return f"<{subject}> <{predicate}> {n3(value)} ."


def _nowhere_else(said: Said, gone: set[Triple], silenced: Mapping[Triple, set[str]]) -> set[Triple]:
    """Triples that no article graph holds any more, as it is read: what another article says as well still shows.

    `gone` triples are no longer in the graphs that held them, `silenced` ones do not count in some graphs.
    """
    candidates = gone | silenced.keys()
    holders = said.holders(triple for triple in candidates if triple[2].kind == "iri")
    return {triple for triple in candidates if not holders.get(triple, set()) - silenced.get(triple, set())}


def _swap(old: Triple, new: Triple | None, hidden: set[Triple], shown: set[Triple]) -> None:
    if old in shown:
        shown.discard(old)
    else:
        hidden.add(old)
    if new is not None:
        shown.add(new)


def _moved(triple: Triple, world: World) -> Iterator[Triple | None]:
    """The triple with joined nodes in the place of those of one article; None where it leaves."""
    subject, predicate, value = triple
    if subject in world.claims and predicate == TYPE and value.value in _CLASSES:
        yield subject, TYPE, iri(NEG + "Account")
        return
    if subject in world.claims and predicate == _HELD_AT:
        yield None
        return
    if subject in world.actors and predicate in _IDENTITY:
        known = world.actors[subject] in world.cast.actors and predicate in (LABEL, joining.ALIAS)
        yield (world.actors[subject], joining.ALIAS, value) if known else None
        return
    node = world.actors.get(subject, subject)
    target = value.value
    if value.kind == "iri":
        target = world.actors.get(target) or world.claims.get(target, target)
    new = (node, predicate, value if target == value.value else iri(target))
    yield new
    if subject in world.claims and predicate == DENOTED:
        yield world.claims[subject], predicate, value


def _world(said: Said, world: World, base: str) -> Iterator[Triple]:
    for node, members in world.joined_actors.items():
        if node not in world.cast.actors:
            yield from joining.joined_actor(node, _by_article(members, world))
        yield from ((node, NEG + "standsFor", iri(member)) for member in members)
    for one in world.joined:
        yield from _joined(one, world)
    for process in world.processes:
        yield from _process(process, base)
    yield from ((copy, NEG + "copyOf", iri(first)) for copy, first in world.copies.items())
    yield from ((proposal, NEG + "tabledAt", iri(meeting)) for proposal, meeting in world.tabled.items())
    for conflict in world.conflicts:
        node = node_iri(base, "conflict", (conflict.aspect, conflict.first, conflict.second))
        yield node, TYPE, iri(NEG + "Conflict")
        yield node, NEG + "aspect", words(conflict.aspect)
        yield node, NEG + "about", iri(conflict.about)
        yield conflict.first, NEG + "conflictsWith", iri(conflict.second)
        yield conflict.second, NEG + "conflictsWith", iri(conflict.first)
        for name, claim, value in (
            ("first", conflict.first, conflict.first_value),
            ("second", conflict.second, conflict.second_value),
        ):
            yield node, NEG + name, iri(claim)
            yield node, f"{NEG}{name}Value", words(value)
    yield from _links(world, base)


def _by_article(members: Iterable[str], world: World) -> list[Node]:
    """Actors in the order in which their articles came out."""
    told = {member: world.cast.told.get(member.partition("/actor/")[0]) or "9999" for member in members}
    return [world.cast.actors[member] for member in sorted(told, key=lambda member: (told[member], member))]


def _joined(one: Joined, world: World) -> Iterator[Triple]:
    yield from joining.joined_claim(one.node, one.kind, one.accounts, world.actors)
    for card in one.accounts:
        yield card.iri, NEG + "accountOf", iri(one.node)
    if one.kind == "Meeting":
        yield from joining.heads(one.node, one.accounts, world.cast.heads, world.actors)
        yield from _held_at(one, world)


def _held_at(one: Joined, world: World) -> Iterator[Triple]:
    """Where a joined meeting was held, as far as no account disagrees."""
    last = one.accounts[-1].node
    if last.code("status") not in TOOK_PLACE or last.code("factuality") != "asserted":
        return
    for name in ("place", "venue"):
        found = {place for card in one.accounts for place in card.node.all(name)}
        if len(found) == 1:
            yield one.node, _HELD_AT, iri(*found)


def _process(process: Process, base: str) -> Iterator[Triple]:
    node = node_iri(base, "process", process.sessions[:1])
    yield node, TYPE, iri(NEG + "Process")
    yield node, LABEL, words(process.label)
    yield from ((node, NEG + "party", iri(party)) for party in process.parties)
    for number, meeting in enumerate(process.sessions, 1):
        yield meeting, NEG + "inProcess", iri(node)
        yield meeting, NEG + "sequence", whole(number)


def _links(world: World, base: str) -> Iterator[Triple]:
    """Why accounts are one, and which may be."""
    for kind, pairs in (("same", world.links), ("likely", world.likely)):
        for pair in pairs:
            node = node_iri(base, "link", (pair.first, pair.second))
            yield node, TYPE, iri(NEG + "Link")
            yield node, NEG + "linkKind", words(kind)
            yield from ((node, NEG + "links", iri(end)) for end in (pair.first, pair.second))
            yield from ((node, NEG + "linkKey", words(key)) for key in pair.keys)
            if kind == "likely":
                one, other = (_standing(end, world) for end in (pair.first, pair.second))
                yield one, NEG + "maybeSameAs", iri(other)
                yield other, NEG + "maybeSameAs", iri(one)


def _standing(node: str, world: World) -> str:
    return world.actors.get(node) or world.claims.get(node, node)
