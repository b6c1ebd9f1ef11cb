"""Parley in a notebook or script: open or read a graph, ask it, look at it.

    import kg

    graph = kg.read("reports/", store="talks.store")
    graph.table("proposals")

Every method is a thin face on the library that the command line uses, so both give the same answers. Frames are those
of pandas, networks those of NetworkX, figures those of Matplotlib.
"""

from __future__ import annotations

from kg.api.graph import KnowledgeGraph
from kg.api.opening import open, read
from kg.api.shown import Explained, View

__all__ = ["Explained", "KnowledgeGraph", "View", "open", "read"]
