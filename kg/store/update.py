"""SPARQL updates that replace and retract an article: one request each, which stores apply as a whole or not at all.

The store itself works out which triples of the default graph no other article holds, so that the update needs no
knowledge that could be outdated and may be sent twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.store.base import LOG_GRAPH, STORE_NS, LogRecord
from kg.store.log import VERSION_TRIPLE, record_lines
from kg.store.ntriples import iri

START_UPDATE = f"INSERT DATA {{ GRAPH <{LOG_GRAPH}> {{ {VERSION_TRIPLE} }} }}"


def retract_update(article: str, graphs: Iterable[str]) -> str:
    """Remove the article's graphs, its record, and from the default graph what only it held."""
    names = sorted(map(iri, graphs))
    own = ", ".join([*names, f"<{LOG_GRAPH}>"])
    steps = [
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} "
        f"FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other NOT IN ({own})) }} }}"
        for name in names
    ]
    steps += [f"DROP SILENT GRAPH {name}" for name in names]
    drops = f"{iri(article)} <{STORE_NS}dropped> ?drop . ?drop ?p ?o"
    steps.append(f"WITH <{LOG_GRAPH}> DELETE {{ ?drop ?p ?o }} WHERE {{ {drops} }}")
    steps.append(f"WITH <{LOG_GRAPH}> DELETE {{ {iri(article)} ?p ?o }} WHERE {{ {iri(article)} ?p ?o }}")
    return " ;\n".join(steps)


def replace_update(article: str, old: Iterable[str], new: Mapping[str, frozenset[str]], record: LogRecord) -> str:
    """Retract the article's `old` graphs and write the `new` ones (N-Triples lines by graph IRI) and their record."""
    steps = [retract_update(article, {*old, *new})]
    blocks = [_block(graph, lines) for graph, lines in sorted(new.items()) if lines]
    blocks.append(_block(LOG_GRAPH, record_lines(article, record)))
    steps.append("INSERT DATA {\n" + "\n".join(blocks) + "\n}")
    steps += [
        f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}" for graph in sorted(new) if new[graph]
    ]
    return " ;\n".join(steps)


def _block(graph: str, lines: Iterable[str]) -> str:
    return f"GRAPH {iri(graph)} {{\n" + "\n".join(sorted(lines)) + "\n}"
