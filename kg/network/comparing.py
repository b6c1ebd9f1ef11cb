"""Two networks side by side: who rose and who fell, which ties came and went, how alike the two are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from kg.errors import InputError
from kg.network.centrality import node_measures
from kg.network.communities import SEED
from kg.network.frames import DECIMALS, WHO, label_of, sorted_frame, who
from kg.network.weaving import undirected

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.network.weaving import Ties

BY = ("actor", "tie")
MEASURED = ("degree", "strength", "betweenness", "pagerank")
PERMUTATIONS = 1000


def compare(a: Ties, b: Ties, *, by: str = "actor") -> pd.DataFrame:
    """How network `a` and network `b` differ, by actor or by tie.

    by actor: id, label, type, country; for degree, strength, betweenness and pagerank the value in a, in b, and the
        change from a to b (0 for who is not there); rank_a and rank_b by strength, 1 for the highest, the same for the
        same strength, missing for who is not there; rank_change (2 for two places up); ties gained, kept and lost. The
        largest changes of strength come first.
    by tie: source, target, change (gained, kept, lost), weight_a, weight_b, weight_change, source_id, target_id.

    `attrs` has the numbers of ties gained, kept and lost, jaccard, and the correlation of the weights with its p (see
    `correlation`).
    """
    if by not in BY:
        raise InputError(f"compare is by {', '.join(BY)}, not by {by}")
    one, two = undirected(a), undirected(b)
    ties = tie_changes(one, two)
    frame = ties if by == "tie" else _actors(a, b, ties)
    counts = {name: int((ties["change"] == name).sum()) for name in ("gained", "kept", "lost")}
    total = sum(counts.values())
    frame.attrs.update(counts | {"jaccard": round(counts["kept"] / total, DECIMALS) if total else None})
    frame.attrs.update(correlation(one, two))
    return frame


def correlation(a: Ties, b: Ties, *, permutations: int = PERMUTATIONS, seed: int = SEED) -> dict[str, float | None]:
    """Pearson correlation of the tie weights over all pairs of the nodes of both, and p by permutation (QAP).

    Krackhardt, Predicting with networks: nonparametric multiple regression analysis of dyadic data, Social Networks 10
    (1988): the nodes of one network are relabelled at random, which keeps its structure; p is the share of the
    relabellings, with the network as it is among them, whose correlation is as high or higher. Without direction; fixed
    seed. Both are None where a network has all weights alike or there are fewer than three nodes.
    """
    nodes = sorted({*a, *b})
    if len(nodes) < 3:
        return {"correlation": None, "p": None}
    first, second = _matrix(a, nodes), _matrix(b, nodes)
    upper = np.triu_indices(len(nodes), 1)
    x, y = first[upper], second[upper]
    if x.std() == 0 or y.std() == 0:
        return {"correlation": None, "p": None}
    random = np.random.default_rng(seed)
    scaled = (x - x.mean()) / (x.std() * len(x))
    observed = float(scaled @ ((y - y.mean()) / y.std()))
    higher = 1
    for _ in range(permutations):
        order = random.permutation(len(nodes))
        moved = second[np.ix_(order, order)][upper]
        higher += bool(scaled @ ((moved - y.mean()) / y.std()) >= observed - 1e-12)
    return {"correlation": round(observed, DECIMALS), "p": round(higher / (permutations + 1), DECIMALS)}


def _matrix(graph: Ties, nodes: list[str]) -> npt.NDArray[np.float64]:
    """Weights between `nodes`, 0 where there is no tie or no such node."""
    whole: Ties = nx.Graph()
    whole.add_nodes_from(nodes)
    whole.add_weighted_edges_from(graph.edges(data="weight", default=1))
    return np.asarray(nx.to_numpy_array(whole, nodelist=nodes, weight="weight"), dtype=np.float64)


def tie_changes(a: Ties, b: Ties) -> pd.DataFrame:
    """The frame of `compare` by tie, of undirected graphs."""
    labels = {node: label_of(graph, node) for graph in (a, b) for node in graph}
    rows: list[dict[str, Any]] = []
    for u, v in sorted({tuple(sorted(pair)) for graph in (a, b) for pair in graph.edges()}):
        before, after = (graph.get_edge_data(u, v, {"weight": 0}).get("weight", 1) for graph in (a, b))
        change = "gained" if not a.has_edge(u, v) else "kept" if b.has_edge(u, v) else "lost"
        row = {"source": labels[u], "target": labels[v], "change": change, "weight_a": before, "weight_b": after}
        rows.append(row | {"weight_change": after - before, "source_id": u, "target_id": v})
    columns = ["source", "target", "change", "weight_a", "weight_b", "weight_change", "source_id", "target_id"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["change", "source", "target", "source_id", "target_id"], ignore_index=True)


def _actors(a: Ties, b: Ties, ties: pd.DataFrame) -> pd.DataFrame:
    measured = [node_measures(graph)[list(MEASURED)] for graph in (a, b)]
    nodes = sorted({*a, *b})
    frame = pd.DataFrame([(node, *who(b if node in b else a, node)) for node in nodes], columns=["id", *WHO])
    for name in MEASURED:
        before, after = (values[name].reindex(nodes, fill_value=0).to_numpy() for values in measured)
        frame[f"{name}_a"], frame[f"{name}_b"], frame[f"{name}_change"] = before, after, after - before
    for side, values in zip("ab", measured, strict=True):
        ranks = values["strength"].rank(ascending=False, method="min").reindex(nodes)
        frame[f"rank_{side}"] = ranks.astype("Int64").array
    frame["rank_change"] = frame["rank_a"] - frame["rank_b"]
    ends = pd.concat([ties[["change", "source_id"]].rename(columns={"source_id": "id"}), _targets(ties)])
    for change in ("gained", "kept", "lost"):
        counted = ends[ends["change"] == change]["id"].value_counts()
        frame[change] = counted.reindex(nodes).fillna(0).astype("int64").to_numpy()
    return _by_size_of_change(sorted_frame(frame))


def _targets(ties: pd.DataFrame) -> pd.DataFrame:
    return ties[["change", "target_id"]].rename(columns={"target_id": "id"})


def _by_size_of_change(frame: pd.DataFrame) -> pd.DataFrame:
    order = frame["strength_change"].abs().sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)
