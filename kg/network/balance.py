"""Structural balance of signed networks: are the enemies of my friends my enemies?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import comb
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from kg.errors import InputError
from kg.network.frames import described, label_of, sorted_frame

if TYPE_CHECKING:
    from typing import TypeAlias

    from kg.network.weaving import Ties

    Triads: TypeAlias = Counter[tuple[str, bool]]  # what a triad is, and whether one event closes it

TRIADS = ("+++", "++-", "+--", "---")  # by number of negative ties
STRONG = ("+++", "+--")  # balanced in the sense of Heider, and of Cartwright and Harary
WEAK = ("+++", "+--", "---")  # in the sense of Davis: three enemies are no contradiction
BY = ("triad", "actor", "tie")
EXACT = 20  # nodes of a block up to which all ways to split it in two are tried


def balance(graph: Ties, *, by: str = "triad") -> pd.DataFrame:
    """Signed triads of a graph whose ties have a `sign`; ties of sign 0 are left out.

    Where one claim ties all three, such as an act of many parties, it closes the triad, and unless others outweigh it
    gives its ties one sign: such a triad is counted as `one_event` alone, not among the triads or in a share.

    Heider, Attitudes and cognitive organization, Journal of Psychology 21 (1946); Cartwright and Harary, Structural
    balance: a generalization of Heider's theory, Psychological Review 63 (1956); weak balance: Davis, Clustering and
    structural balance in graphs, Human Relations 20 (1967).

    by triad: triad (+++, ++-, +--, ---), count, one_event, share, expected (share if the signs fell at random on the
        same ties, as many of each: Leskovec, Huttenlocher and Kleinberg, Signed networks in social media, CHI 2010),
        strong and weak (whether such a triad is balanced).
    by actor: id, label, type, country, positive, negative (numbers of ties), triads, one_event, a column for each
        triad, balanced and weakly_balanced (shares of the triads that the node is in).
    by tie: source, target, sign, triads, one_event, balanced (share), source_id, target_id; the least balanced first
        among ties of many triads.

    `attrs` has triads, one_event, balanced and weakly_balanced of the graph, and frustration (see `frustration`).
    """
    if by not in BY:
        raise InputError(f"balance is by {', '.join(BY)}, not by {by}")
    signed = signed_ties(graph)
    frame = {"triad": _by_triad, "actor": _by_actor, "tie": _by_tie}[by](signed)
    frame.attrs.update(_summary(_counted(signed)) | {"frustration": frustration(signed)})
    return frame


def signed_ties(graph: Ties) -> Ties:
    """The ties that have a sign other than 0, without direction; InputError if none says its sign."""
    if graph.number_of_edges() and not any("sign" in data for _, _, data in graph.edges(data=True)):
        raise InputError("the ties of this network have no sign: take signed or responses")
    signed: Ties = nx.Graph()
    signed.add_nodes_from(graph.nodes(data=True))
    for u, v, data in graph.edges(data=True):
        before = signed.get_edge_data(u, v, {"sign": 0, "claims": frozenset()})
        total = before["sign"] + data.get("score", data["sign"])
        signed.add_edge(u, v, sign=total, claims=before["claims"].union(data.get("claims", ())))
    for u, v, data in list(signed.edges(data=True)):
        data["sign"] = (data["sign"] > 0) - (data["sign"] < 0)
        if not data["sign"]:
            signed.remove_edge(u, v)
    signed.remove_nodes_from(list(nx.isolates(signed)))
    return signed


def signed_triads(signed: Ties) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Each triangle once, with what it is: +++, ++-, +-- or ---."""
    order = {node: i for i, node in enumerate(signed)}
    for u, v in signed.edges():
        for w in sorted(set(signed[u]).intersection(signed[v]), key=order.__getitem__):
            if order[w] > max(order[u], order[v]):
                negative = sum(signed[a][b]["sign"] < 0 for a, b in ((u, v), (v, w), (u, w)))
                yield (u, v, w), TRIADS[negative]


def one_event(signed: Ties, nodes: tuple[str, str, str]) -> bool:
    """Whether a single claim is behind all three ties of a triad."""
    u, v, w = nodes
    behind = (signed[a][b].get("claims", frozenset()) for a, b in ((u, v), (v, w), (u, w)))
    return bool(frozenset.intersection(*behind))


def frustration(signed: Ties) -> int | None:
    """The line index of balance: the least number of ties whose change makes the graph balanced.

    Harary, On the measurement of structural balance, Behavioral Science 4 (1959). Exact or None: every block (what a
    single node does not cut in two) is tried by itself, and a block of more than EXACT nodes is too large for that.
    """
    found: Iterable[Any] = nx.biconnected_components(signed)
    blocks: list[list[str]] = [sorted(block) for block in found]
    if any(len(block) > EXACT for block in blocks):
        return None
    return sum(_least(signed.subgraph(block), block) for block in blocks)


def _least(block: Ties, nodes: list[str]) -> int:
    """Smallest number of ties at odds with a split of the nodes in two, over all splits."""
    place = {node: i for i, node in enumerate(nodes)}
    splits = np.arange(2 ** (len(nodes) - 1), dtype=np.int64)
    wrong = np.zeros(len(splits), dtype=np.int32)
    for u, v, data in block.edges(data=True):
        apart = ((splits >> place[u]) ^ (splits >> place[v])) & 1
        wrong += (apart if data["sign"] > 0 else 1 - apart).astype(np.int32)
    return int(wrong.min())


def _by_triad(signed: Ties) -> pd.DataFrame:
    counted = _counted(signed)
    total = _number(counted)
    ties = signed.number_of_edges()
    negative = sum(data["sign"] < 0 for _, _, data in signed.edges(data=True))
    rows = [
        {
            "triad": triad,
            "count": _number(counted, (triad,)),
            "one_event": _number(counted, (triad,), one=True),
            "share": _number(counted, (triad,)) / total if total else 0.0,
            "expected": _chance(number, ties - negative, negative),
            "strong": triad in STRONG,
            "weak": triad in WEAK,
        }
        for number, triad in enumerate(TRIADS)
    ]
    return sorted_frame(pd.DataFrame(rows))


def _chance(drawn: int, positive: int, negative: int) -> float:
    """Chance that of three ties drawn without return `drawn` are negative: hypergeometric."""
    total = comb(positive + negative, 3)
    return comb(negative, drawn) * comb(positive, 3 - drawn) / total if total else 0.0


def _by_actor(signed: Ties) -> pd.DataFrame:
    counted: dict[str, Triads] = {node: Counter() for node in signed}
    for nodes, triad in signed_triads(signed):
        for node in nodes:
            counted[node][triad, one_event(signed, nodes)] += 1
    frame = described(signed, signed)
    signs = {node: [data["sign"] for _, _, data in signed.edges(node, data=True)] for node in signed}
    frame["positive"] = [sum(sign > 0 for sign in signs[node]) for node in frame["id"]]
    frame["negative"] = [sum(sign < 0 for sign in signs[node]) for node in frame["id"]]
    frame["triads"] = [_number(counted[node]) for node in frame["id"]]
    frame["one_event"] = [_number(counted[node], one=True) for node in frame["id"]]
    for triad in TRIADS:
        frame[triad] = [_number(counted[node], (triad,)) for node in frame["id"]]
    frame["balanced"] = [_share(counted[node], STRONG) for node in frame["id"]]
    frame["weakly_balanced"] = [_share(counted[node], WEAK) for node in frame["id"]]
    return sorted_frame(frame, ["triads"])


def _by_tie(signed: Ties) -> pd.DataFrame:
    counted: dict[frozenset[str], Triads] = {frozenset(pair): Counter() for pair in signed.edges()}
    for (u, v, w), triad in signed_triads(signed):
        for pair in ((u, v), (v, w), (u, w)):
            counted[frozenset(pair)][triad, one_event(signed, (u, v, w))] += 1
    rows: list[dict[str, Any]] = []
    for u, v, data in signed.edges(data=True):
        triads = counted[frozenset((u, v))]
        ends = {"source": label_of(signed, u), "target": label_of(signed, v), "sign": data["sign"]}
        numbers = {"triads": _number(triads), "one_event": _number(triads, one=True)}
        rows.append(ends | numbers | {"balanced": _share(triads, STRONG), "source_id": u, "target_id": v})
    columns = ["source", "target", "sign", "triads", "one_event", "balanced", "source_id", "target_id"]
    frame = pd.DataFrame(rows, columns=columns)
    order = ["triads", "balanced", "source", "target", "source_id", "target_id"]
    return sorted_frame(frame.sort_values(order, ascending=[False, *[True] * 5], ignore_index=True))


def _counted(signed: Ties) -> Triads:
    return Counter((triad, one_event(signed, nodes)) for nodes, triad in signed_triads(signed))


def _number(triads: Triads, kinds: tuple[str, ...] = TRIADS, *, one: bool = False) -> int:
    """How many triads are of the given kinds: those that no single event closes, or (`one`) those that one does."""
    return sum(triads[kind, one] for kind in kinds)


def _share(triads: Triads, kinds: tuple[str, ...]) -> float:
    """Share of triads that are of the given kinds, without those that one event closes; missing without any."""
    total = _number(triads)
    return _number(triads, kinds) / total if total else float("nan")


def _summary(triads: Triads) -> dict[str, Any]:
    shares = {"balanced": _share(triads, STRONG), "weakly_balanced": _share(triads, WEAK)}
    return {"triads": _number(triads), "one_event": _number(triads, one=True)} | {
        name: None if value != value else round(value, 6) for name, value in shares.items()
    }
