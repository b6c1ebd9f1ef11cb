"""The measures by name. Each gives a frame; its docstring has the columns and the paper it comes from.

All take a NetworkX graph, but for `evolution`, which takes a mapping from periods to graphs, and `compare`, which takes
two graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.network.balance import balance
from kg.network.brokerage import brokerage
from kg.network.centrality import centrality
from kg.network.communities import communities, partition
from kg.network.comparing import compare
from kg.network.edges import edges
from kg.network.periods import evolution

if TYPE_CHECKING:
    import pandas as pd

    from kg.network.weaving import Ties

__all__ = ["MEASURES", "Ties", "partition"]

MEASURES: Mapping[str, Callable[..., pd.DataFrame]] = {
    "centrality": centrality,
    "brokerage": brokerage,
    "communities": communities,
    "balance": balance,
    "evolution": evolution,
    "compare": compare,
    "edges": edges,
}
