"""A page as a pyvis network: shapes, sizes, places. Ids are opaque; colours are left to the page's style sheet."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.network.measures import partition
from kg.view.layout import Box, positions
from kg.view.records import Edge, Node, Page

if TYPE_CHECKING:
    from kg.network.measures import Ties

LABEL_COLUMNS = 18
LABEL_LINES = 3
GLYPH = 0.56  # mean width of a letter, in font sizes
READ_AFAR = 20  # labels that can be read while all of the graph is in view
READABLE = 13  # pixels on the screen
LARGEST_FONT = 110
CANVAS = 660  # pixels, the shorter side of the canvas on a common screen
NAMED_LIMIT = 300  # nodes up to which every label gets room of its own; beyond, those of the largest nodes do
CURVE_LIMIT = 4000  # edges up to which parallel ones are curved
BROKEN = frozenset({"folded", "unlisted"})  # groups with a broken outline
CURVE = 0.14  # how far the next parallel edge bends out
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "hideEdgesOnDrag": False, "multiselect": False},
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 4,
        "scaling": {"label": {"drawThreshold": 9}},
    },
    "edges": {"selectionWidth": 2, "hoverWidth": 1, "arrows": {"to": {"scaleFactor": 0.45}}, "smooth": False},
}


def drawing(page: Page) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Nodes, edges and options as vis-network takes them. Node i of the page has id "n{i}", edge i has "e{i}"."""
    from pyvis.network import Network

    network = Network(directed=True)
    network.options = OPTIONS
    number = {node.key: i for i, node in enumerate(page.nodes)}
    ends = [(number[edge.source], number[edge.target]) for edge in page.edges]
    places = _places(page, ends)
    shapes = {group: shape for group, _, shape in page.groups}
    heads = {kind: head for kind, _, head in page.kinds}
    # add_node and add_edge look through all that is there already: at 20,000 nodes half a minute.
    network.nodes = [_node(i, node, shapes[node.group], places[i]) for i, node in enumerate(page.nodes)]
    bends = _bends(ends)
    network.edges = [_edge(i, ends[i], bends[i], _head(edge, heads)) for i, edge in enumerate(page.edges)]
    nodes, edges, _, _, _, _ = network.get_network_data()
    return nodes, edges, OPTIONS


def radius(node: Node) -> float:
    """Radius in pixels: the area grows with its weight."""
    return round(min(34.0, 7.0 + 3.0 * math.sqrt(node.weight)), 1)


def font_size(node: Node) -> int:
    """Font size of a label in pixels at scale 1; grows with the node's weight."""
    return round(15 + min(12.0, 1.5 * math.sqrt(node.weight)))


def _room(nodes: tuple[Node, ...]) -> list[int]:
    """Font size for which each label gets room. The page draws the names of the heaviest nodes the larger the smaller
    all of the graph is drawn; theirs is the size at which they can be read from afar, and beyond NAMED_LIMIT 0."""
    sizes = [font_size(node) for node in nodes]
    extent = math.sqrt(2.0 * sum(_area(node, size) for node, size in zip(nodes, sizes, strict=True)))
    afar = min(LARGEST_FONT, round(READABLE * extent / CANVAS))
    ranked = _ranked(nodes)
    for i in ranked[:READ_AFAR]:
        sizes[i] = max(sizes[i], afar)
    for i in ranked[NAMED_LIMIT:]:
        sizes[i] = 0
    return sizes


def _ranked(nodes: tuple[Node, ...]) -> list[int]:
    """Numbers of the nodes, the heaviest first."""
    return sorted(range(len(nodes)), key=lambda i: (-nodes[i].weight, i))


def wrapped(label: str) -> str:
    """`label` on at most three lines, the rest shortened."""
    breakable = " ".join(label.split()).replace("–", "–\0 ")  # a line may end after a dash: Iran–United States talks
    lines = textwrap.wrap(breakable, LABEL_COLUMNS, max_lines=LABEL_LINES, placeholder=" …")
    return "\n".join(lines).replace("\0 ", "").replace("\0", "")


def _places(page: Page, ends: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Centre of each node; what is laid out is the box of a node and its label."""
    communities = _communities(len(page.nodes), ends, page)
    room = _room(page.nodes)
    boxes = [_box(node, room[i], communities[i]) for i, node in enumerate(page.nodes)]
    centres = positions(boxes, ends)
    return [(x, round(y - _label_height(page.nodes[i], room[i]) / 2)) for i, (x, y) in enumerate(centres)]


def _communities(size: int, ends: list[tuple[int, int]], page: Page) -> list[int]:
    """Number of the community of each node, over all that is drawn."""
    import networkx as nx

    graph: Ties = nx.Graph()
    names = [f"{i:06}" for i in range(size)]
    graph.add_nodes_from(names)
    for (a, b), edge in zip(ends, page.edges, strict=True):
        before = graph.get_edge_data(names[a], names[b], {"weight": 0})["weight"]
        graph.add_edge(names[a], names[b], weight=before + len(edge.cards))
    return [n for _, n in sorted((int(name), n) for n, group in enumerate(partition(graph)) for name in group)]


def _box(node: Node, font: int, community: int) -> Box:
    """Box of a node with its label in `font` pixels; 0 leaves the label out."""
    across = 2.0 * radius(node)
    longest = max((len(line) for line in wrapped(node.label).split("\n")), default=0)
    width = max(across, GLYPH * font * longest)
    return Box(width + 14.0, across + _label_height(node, font) + 12.0, community)


def _area(node: Node, font: int) -> float:
    box = _box(node, font, 0)
    return box.width * box.height


def _label_height(node: Node, font: int) -> float:
    return 1.2 * font * (wrapped(node.label).count("\n") + 1) + 4.0 if font else 0.0


def _node(number: int, node: Node, shape: str, place: tuple[int, int]) -> dict[str, Any]:
    """Node as vis-network takes it. The label is drawn on the canvas and never read as markup."""
    look: dict[str, Any] = {
        "shape": shape,
        "group": node.group,
        "size": radius(node),
        "font": {"size": font_size(node)},
    }
    if node.group in BROKEN:
        look["shapeProperties"] = {"borderDashes": [4, 3]}
    return {"id": f"n{number}", "label": wrapped(node.label), "x": place[0], "y": place[1]} | look


def _head(edge: Edge, heads: Mapping[str, str]) -> str:
    return "" if edge.mutual else heads[edge.kind]


def _edge(number: int, ends: tuple[int, int], bend: int, head: str) -> dict[str, Any]:
    drawn: dict[str, Any] = {"id": f"e{number}", "from": f"n{ends[0]}", "to": f"n{ends[1]}"}
    if head:
        drawn["arrows"] = {"to": {"enabled": True, "type": head}}
    if bend:
        # Seen from the end with the lower number, so that edges of opposite direction do not fall together.
        clockwise = (bend > 0) == (ends[0] < ends[1])
        roundness = round(CURVE * abs(bend), 2)
        drawn["smooth"] = {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": roundness}
    return drawn


def _bends(ends: list[tuple[int, int]]) -> list[int]:
    """For each edge its lane among those of the same pair: 0 is straight, 1 and -1 bend out to either side."""
    lanes: dict[tuple[int, int], list[int]] = {}
    for i, (a, b) in enumerate(ends):
        lanes.setdefault((min(a, b), max(a, b)), []).append(i)
    bends = [0] * len(ends)
    for members in lanes.values() if len(ends) <= CURVE_LIMIT else ():
        for lane, i in enumerate(members, 1 - len(members) % 2):
            bends[i] = (lane + 1) // 2 * (1 if lane % 2 else -1)
    return bends
