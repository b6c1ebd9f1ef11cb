"""Parley: news reports about negotiations as an RDF knowledge graph in which every fact can be checked.

In a notebook or script:

    import kg

    graph = kg.read("reports/", store="talks.store")    # or kg.open("talks.store") for what was read before
    graph.query("proposals", actor="state/ua")          # a saved query or SPARQL, as a pandas frame
    graph.table("meetings")                             # a table, as a pandas frame
    graph.explain("state/ua")                           # the sentences behind a row
    graph.view("actors")                                # a page that shows itself in Jupyter

`kg.KnowledgeGraph` describes the rest; errors are those of `kg.errors`. Importing kg imports nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph as KnowledgeGraph
    from kg.api import open as open
    from kg.api import read as read

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "__version__", "open", "read"]


def __getattr__(name: str) -> Any:
    """What a notebook needs of kg.api, imported when it is first asked for."""
    if name in ("KnowledgeGraph", "open", "read"):
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
