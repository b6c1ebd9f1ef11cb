"""The ties of a network, and the claims behind them, as frames."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd

from kg.network.frames import label_of

if TYPE_CHECKING:
    from kg.network.actors import Network
    from kg.network.weaving import Ties

CLAIM_COLUMNS = ("kind", "id", "source", "target", "mutual", "type", "act", "quad", "issues", "date", "factuality")
_LAST = ("occasions", "claims", "articles")


def edges(graph: Ties) -> pd.DataFrame:
    """One row a tie, heaviest first: source, target (labels), weight, its other attributes, source_id, target_id.

    Which attributes there are says `NETWORKS[name].ties`; lists are lists.
    """
    rows = [
        {"source": label_of(graph, u), "target": label_of(graph, v), "weight": data.get("weight", 1)}
        | {name: list(value) if isinstance(value, tuple) else value for name, value in data.items() if name != "weight"}
        | {"source_id": u, "target_id": v}
        for u, v, data in graph.edges(data=True)
    ]
    names = dict.fromkeys(name for row in rows for name in row)
    known = ["source", "target", "weight"]
    between = [name for name in names if name not in (*known, *_LAST, "source_id", "target_id")]
    lists = [name for name in _LAST if name in names]
    frame = pd.DataFrame(rows, columns=[*known, *between, *lists, "source_id", "target_id"])
    order = ["weight", "source", "target", "source_id", "target_id"]
    return frame.sort_values(order, ascending=[False, True, True, True, True], ignore_index=True)


def claims(network: Network, factualities: Collection[str] | None = None) -> pd.DataFrame:
    """One row a claim and pair of the multigraph, of every factuality unless some are named; ends by label and id."""
    labels = {node: data["label"] for node, data in network.nodes(data=True)}
    rows = [
        data | {"source": labels[u], "target": labels[v], "source_id": u, "target_id": v}
        for u, v, _, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
        if factualities is None or data["factuality"] in factualities
    ]
    return pd.DataFrame(rows, columns=[*CLAIM_COLUMNS, "attributed_to", "articles", "source_id", "target_id"])
