"""Who stands between others: brokerage roles between sides, and Burt's structural holes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd

from kg.errors import InputError
from kg.network.communities import partition
from kg.network.frames import described, sorted_frame
from kg.network.weaving import undirected

if TYPE_CHECKING:
    from kg.network.weaving import Ties

HALVED = ("representative", "gatekeeper")  # without direction: the two ways of one path
ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
SIDES = ("side", "country", "type", "sector", "party", "community")


def brokerage(graph: Ties, *, sides: str | Mapping[str, str] = "side") -> pd.DataFrame:
    """One row a node, those who mediated most often first, then those who broker most.

    Columns: id, label, type, country, side, mediated (how many occasions the node mediated in the claims that count, if
    the graph says so), the five roles and their sum `brokered` (see `roles`), constraint, effective_size, efficiency
    (see `holes`). `sides`: see `sides_of`.
    """
    groups = sides_of(graph, sides)
    frame = described(graph, graph)
    frame["side"] = [groups[node] for node in frame["id"]]
    frame["mediated"] = [int(graph.nodes[node].get("mediated") or 0) for node in frame["id"]]
    counted = roles(graph, groups)
    for role in ROLES:
        halves = role in HALVED and not graph.is_directed()
        frame[role] = pd.Series([counted[node][role] for node in frame["id"]], dtype="float64" if halves else "int64")
    frame["brokered"] = frame[list(ROLES)].sum(axis="columns").astype("int64")
    frame = frame.join(holes(graph), on="id")
    return sorted_frame(frame, ["mediated", "brokered"])


def roles(graph: Ties, groups: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """How often each node brokers in each role: it receives from one, passes on to another, who are not tied so.

    Gould and Fernandez, Structures of mediation: a formal approach to brokerage in transaction networks, Sociological
    Methodology 19 (1989). For a -> b -> c without a -> c, by the sides of the three, b is a coordinator (all of one
    side), consultant or itinerant broker (a and c of one side, b of another), representative (a and b of one side),
    gatekeeper (b and c of one side) or liaison (three sides). Without direction each path counts once, half as a -> b
    -> c and half as c -> b -> a: a representative on the one is a gatekeeper on the other. Raw counts: no expectation
    under a random model is given. Between parties that also deal with one another directly, or sit at one meeting, no
    path is open: who mediates there does not broker here. In the network `events` a mediator is tied both ways to each
    party.
    """
    part = 1 if graph.is_directed() else 0.5
    found: dict[str, dict[str, float]] = {node: dict.fromkeys(ROLES, 0) for node in graph}
    for a, b, c in _open_paths(graph):
        found[b][_role(groups[a], groups[b], groups[c])] += part
    return found


def holes(graph: Ties) -> pd.DataFrame:
    """Constraint, effective size and efficiency of each node, indexed by node, by weighted ties without direction.

    Burt, Structural Holes (1992), chapter 2: constraint is high where all partners of a node are tied to one another;
    effective size is the number of partners less their redundancy, efficiency that number by partner. The three are
    missing for a node without ties.
    """
    weights = _weights(undirected(graph))
    shares = {node: _scaled(row, sum(row.values())) for node, row in weights.items()}
    strengths = {node: _scaled(row, max(row.values(), default=1.0)) for node, row in weights.items()}
    rows = {node: (_constraint(shares, node), _size(shares, strengths, node)) for node in weights}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["constraint", "effective_size"], dtype=float)
    partners = pd.Series({node: len(row) for node, row in weights.items()}, dtype=float)
    return frame.assign(efficiency=frame["effective_size"] / partners)


def _weights(ties: Ties) -> dict[str, dict[str, float]]:
    """Weight of the tie to each partner, by node; 1 where a tie has none.

    The measures below go by the partners of partners, because those of NetworkX take seconds at 200 nodes.
    """
    return {
        node: {other: float(data.get("weight", 1)) for other, data in ties[node].items() if other != node}
        for node in ties
    }


def _scaled(row: Mapping[str, float], unit: float) -> dict[str, float]:
    return {other: weight / unit for other, weight in row.items()}


def _constraint(shares: Mapping[str, Mapping[str, float]], node: str) -> float:
    """Sum over partners of the square of what part is given to them, directly and through other partners."""
    given = dict(shares[node])
    for through, share in shares[node].items():
        for other, onward in shares[through].items():
            if other in given:
                given[other] += share * onward
    return sum(value * value for value in given.values()) if given else float("nan")


def _size(shares: Mapping[str, Mapping[str, float]], strengths: Mapping[str, Mapping[str, float]], node: str) -> float:
    """Number of partners, each less the part of the others that it stands for by its own strongest tie."""
    own = shares[node]
    redundancy = sum(own[q] * strength for j in own for q, strength in strengths[j].items() if q in own)
    return len(own) - redundancy if own else float("nan")


def sides_of(graph: Ties, sides: str | Mapping[str, str]) -> dict[str, str]:
    """The side of each node: one of SIDES, or a mapping from nodes to sides; a node without one is a side of its own.

    side: the state or body that the node belongs to (`kg.network.sides`), so that rebels are not with the state that
    they fight. country, type, sector: that attribute of the node. party: sides that are parties of a meeting that
    counts, by `graph.graph["parties"]`; all others are third parties. community: Louvain communities.
    """
    if not isinstance(sides, str):
        return {node: sides.get(node) or node for node in graph}
    if sides == "community":
        return {node: str(n) for n, group in enumerate(partition(undirected(graph)), 1) for node in group}
    if sides == "party":
        return _parties(graph)
    if sides not in SIDES:
        raise InputError(f"there are no sides by {sides}: they are by {', '.join(SIDES)}")
    return {node: str(data.get(sides) or node) for node, data in graph.nodes(data=True)}


def _parties(graph: Ties) -> dict[str, str]:
    parties = set(graph.graph.get("parties") or ())
    found = {}
    for node, data in graph.nodes(data=True):
        side = str(data.get("side") or node)
        found[node] = side if side in parties else "third parties"
    return found


def _open_paths(graph: Ties) -> Iterator[tuple[str, str, str]]:
    """Each a -> b -> c of three nodes without a -> c; without direction also c -> b -> a."""
    for b in graph:
        senders = graph.predecessors(b) if isinstance(graph, nx.DiGraph) else graph.neighbors(b)
        for a in senders:
            for c in graph.neighbors(b):
                if len({a, b, c}) == 3 and not graph.has_edge(a, c):
                    yield a, b, c


def _role(a: str, b: str, c: str) -> str:
    if a == c:
        return "coordinator" if a == b else "consultant"
    return "representative" if a == b else "gatekeeper" if b == c else "liaison"
