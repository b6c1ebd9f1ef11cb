"""Communities: groups of actors that deal with one another more than with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd

from kg.errors import InputError, MissingExtra
from kg.network.frames import DECIMALS, described
from kg.network.weaving import undirected

if TYPE_CHECKING:
    from kg.network.weaving import Ties

RESOLUTION = 1.0
SEED = 20250602


def partition(graph: Ties, *, resolution: float = RESOLUTION, seed: int = SEED) -> list[list[str]]:
    """Communities of `graph`, largest first, by the Louvain method with weights and a fixed seed.

    Blondel et al., Fast unfolding of communities in large networks, Journal of Statistical Mechanics P10008 (2008).
    """
    found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    return _ordered(found)


def leiden(graph: Ties, *, resolution: float = RESOLUTION, seed: int = SEED) -> list[list[str]]:
    """Communities of `graph`, largest first, by the Leiden method, whose communities are connected inside.

    Traag, Waltman and van Eck, From Louvain to Leiden: guaranteeing well-connected communities, Scientific Reports 9
    (2019). Weighted modularity, fixed seed, until nothing gets better. MissingExtra without leidenalg, which is GPL.
    """
    try:
        igraph, leidenalg = import_module("igraph"), import_module("leidenalg")
    except ImportError as error:
        raise MissingExtra(
            "the method leiden needs leidenalg, which is GPL: pip install 'parley-kg[leiden]'"
        ) from error
    if not graph.number_of_edges():
        return _ordered([{node} for node in graph])
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    ties = [(number[u], number[v]) for u, v in graph.edges()]
    weights = [float(weight) for _, _, weight in graph.edges(data="weight", default=1)]
    made = igraph.Graph(n=len(nodes), edges=ties)
    found = leidenalg.find_partition(
        made,
        leidenalg.RBConfigurationVertexPartition,
        weights=weights,
        resolution_parameter=resolution,
        seed=seed,
        n_iterations=-1,
    )
    return _ordered([{nodes[i] for i in members} for members in found])


METHODS: Mapping[str, Callable[..., list[list[str]]]] = {"louvain": partition, "leiden": leiden}


def modularity(graph: Ties, communities: list[list[str]], *, resolution: float = RESOLUTION) -> float:
    """Weighted modularity of a partition (Newman, Analysis of weighted networks, Physical Review E 70, 2004)."""
    if not graph.number_of_edges():
        return 0.0
    groups = [set(members) for members in communities]
    return float(nx.community.modularity(graph, groups, weight="weight", resolution=resolution))


def communities(
    graph: Ties, *, method: str = "louvain", resolution: float = RESOLUTION, seed: int = SEED
) -> pd.DataFrame:
    """One row a node: community (1 is the largest), size, id, label, type, country; direction is left out of account.

    `attrs` has `modularity`, `communities` (their number) and `method`. The same graph gives the same communities.
    """
    if method not in METHODS:
        raise InputError(f"there is no method {method}: the methods are {', '.join(METHODS)}")
    ties = undirected(graph)
    groups = METHODS[method](ties, resolution=resolution, seed=seed)
    places = {node: (number, len(group)) for number, group in enumerate(groups, 1) for node in group}
    frame = described(graph, sorted(places))
    frame.insert(0, "community", [places[node][0] for node in frame["id"]])
    frame.insert(1, "size", [places[node][1] for node in frame["id"]])
    frame = frame.sort_values(["community", "label", "id"], ignore_index=True)
    value = round(modularity(ties, groups, resolution=resolution), DECIMALS)
    frame.attrs.update({"modularity": value, "communities": len(groups), "method": method})
    return frame


def _ordered(found: list[set[str]]) -> list[list[str]]:
    return sorted((sorted(members) for members in found if members), key=lambda members: (-len(members), members))
