"""Draws the smaller nodes of a large page together, so that what is drawn can be read.

Who has few claims is drawn together with others of the same country or body, because that is how a student of diplomacy
reads a delegation whose members are each named once: as the state that they speak for. Actors of whom neither is known
go by their type, meetings by their process, proposals by their issue. Nothing is lost: a node that stands for others
has their claims, lists them, and is found under their names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.view.records import Edge, Node, Page

FOLDED = ("folded", "Several, drawn as one", "dot")
KEPT = 0.75  # of the limit: nodes that are drawn by themselves


def folded(page: Page, limit: int, *, keep: str = "") -> Page:
    """The page with no more than `limit` nodes, and a note that says so; `keep` is the key of one that stays."""
    if len(page.nodes) <= limit:
        return page
    ranked = sorted(page.nodes, key=lambda node: (node.key != keep, -node.weight, node.key))
    alone = max(1, int(limit * KEPT))
    heap_of = _heaps(page, ranked[alone:], limit - alone)
    heaps: dict[str, list[Node]] = {}
    for node in page.nodes:
        if node.key in heap_of:
            heaps.setdefault(heap_of[node.key], []).append(node)
    together = tuple(_together(name, heaps[name]) for name in sorted(heaps))
    nodes = (*(node for node in page.nodes if node.key not in heap_of), *together)
    note = (
        f"{len(heap_of):,} smaller nodes are drawn together, as {len(heaps):,} broken circles, by country, body, "
        "process or kind; search finds them by name. "
        f"kg view --max-nodes {len(page.nodes)} draws each by itself."
    )
    groups = (*page.groups, FOLDED)
    return replace(page, nodes=nodes, edges=_joined(page.edges, heap_of), groups=groups, notes=(*page.notes, note))


def _heaps(page: Page, small: Sequence[Node], room: int) -> dict[str, str]:
    """The heap of each node of `small`, by key, as the key of a node; no more heaps than `room`.

    Heaps by country, body, process or issue come first; what is left over goes by kind if that takes half the room at
    most. Who would be alone in a heap is drawn by himself.
    """
    names = {group: name for group, name, _ in page.groups}
    kinds = {node.group for node in small}
    by_kind = len(kinds) <= room // 2
    common = Counter(node.fold for node in small if node.fold)
    largest = sorted((fold for fold in common if common[fold] > 1), key=lambda fold: (-common[fold], fold))
    kept = set(largest[: room - (len(kinds) if by_kind else 1)])
    heap_of = {node.key: f"folded {_heap_name(node, kept, names, by_kind)}" for node in small}
    size = Counter(heap_of.values())
    return {key: heap for key, heap in heap_of.items() if size[heap] > 1}


def _heap_name(node: Node, kept: set[str], names: Mapping[str, str], by_kind: bool) -> str:
    if node.fold in kept:
        return node.fold
    return f"Other: {names.get(node.group, node.group).lower()}" if by_kind else "Others"


def _together(key: str, members: Sequence[Node]) -> Node:
    """One node for its members; search finds it under their names."""
    ordered = sorted(members, key=lambda node: (-node.weight, node.key))
    labels = tuple(node.label for node in ordered)
    cards = tuple(sorted({card for node in members for card in node.cards}))
    aliases = tuple(dict.fromkeys(name for node in ordered for name in (node.label, *node.aliases)))
    label = f"{key.removeprefix('folded ')} ({len(members):,})"
    return Node(key, label, "folded", aliases, cards=cards, weight=len(cards), members=labels)


def _joined(edges: Sequence[Edge], heap_of: Mapping[str, str]) -> tuple[Edge, ...]:
    """Edges between what is drawn; those inside a heap fall away, their claims stay with it."""
    bundles: dict[tuple[str, str, str, bool], set[int]] = {}
    for edge in edges:
        source, target = heap_of.get(edge.source, edge.source), heap_of.get(edge.target, edge.target)
        if source == target:
            continue
        if edge.mutual and target < source:
            source, target = target, source
        bundles.setdefault((source, target, edge.kind, edge.mutual), set()).update(edge.cards)
    return tuple(Edge(*key, tuple(sorted(cards))) for key, cards in sorted(bundles.items()))
