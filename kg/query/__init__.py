"""SPARQL queries by name, file or text, with parameters, a time limit and no way to the network.

query = load("proposals")
result = run("parley.store", bind(query, {"actor": ["state/ua"]}))
write(result, "csv", sys.stdout)
"""

from __future__ import annotations

from kg.query.execution import TIMEOUT, run
from kg.query.formats import FORMATS, write
from kg.query.saved import Parameter, Query, bind, load, parse_query, saved_queries

__all__ = [
    "FORMATS",
    "TIMEOUT",
    "Parameter",
    "Query",
    "bind",
    "load",
    "parse_query",
    "run",
    "saved_queries",
    "write",
]
