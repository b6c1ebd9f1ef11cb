"""What the frames of measures share: who the rows are about, how numbers are rounded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import networkx as nx

DECIMALS = 6
WHO = ("label", "type", "country")


def described(graph: nx.Graph[str], nodes: Iterable[str]) -> pd.DataFrame:
    """Columns id, label, type and country of nodes; a node without a label goes by its id."""
    rows = [(node, *who(graph, node)) for node in nodes]
    return pd.DataFrame(rows, columns=["id", *WHO])


def who(graph: nx.Graph[str], node: str) -> tuple[Any, ...]:
    """Label, type and country of a node; its id for a label that it lacks."""
    data = graph.nodes[node]
    return (label_of(graph, node), data.get("type"), data.get("country"))


def label_of(graph: nx.Graph[str], node: str) -> str:
    """Label of a node, else its id."""
    return str(graph.nodes[node].get("label") or node)


def sorted_frame(frame: pd.DataFrame, down: Iterable[str] = ()) -> pd.DataFrame:
    """Rows by the columns `down` from high to low, then by label and id; numbers rounded to DECIMALS."""
    falling = list(down)
    order = [*falling, *(name for name in ("label", "id") if name in frame.columns)]
    ways = [name not in falling for name in order]
    rounded = frame.round(DECIMALS)
    return rounded.sort_values(order, ascending=ways, ignore_index=True) if order else rounded
