"""SPARQL updates that replace and retract an article: one request each, which stores apply as a whole or not at all.

The store itself works out which triples of the default graph no other article holds, so that the update needs no
knowledge that could be outdated and may be sent twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.store.base import (
    DECISIONS_GRAPH,
    HIDDEN_GRAPH,
    LINKS_GRAPH,
    LOG_GRAPH,
    OWN_GRAPHS,
    STORE_NS,
    LogRecord,
    Overlay,
)
from kg.store.log import STORE_NODE, VERSION_TRIPLE, linked_line, record_lines
from kg.store.ntriples import iri

_OWN = ", ".join(map(iri, OWN_GRAPHS))
_SAID = f"GRAPH ?article {{ ?s ?p ?o }} FILTER (?article NOT IN ({_OWN}))"
_LINKED = f"<{STORE_NODE}> <{STORE_NS}linked> ?state"
UNLINK_UPDATE = f"""
DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{LINKS_GRAPH}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {_SAID} }} }} ;
INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{HIDDEN_GRAPH}> {{ ?s ?p ?o }} FILTER EXISTS {{ {_SAID} }} }} ;
DROP SILENT GRAPH <{LINKS_GRAPH}> ;
DROP SILENT GRAPH <{HIDDEN_GRAPH}> ;
DELETE {{ GRAPH <{LOG_GRAPH}> {{ {_LINKED} }} }} WHERE {{ GRAPH <{LOG_GRAPH}> {{ {_LINKED} }} }}"""
START_UPDATE = f"INSERT DATA {{ GRAPH <{LOG_GRAPH}> {{ {VERSION_TRIPLE} }} }}"


def retract_update(article: str, graphs: Iterable[str]) -> str:
    """Remove the article's graphs, its record, and from the default graph what only it held."""
    names = sorted(map(iri, graphs))
    own = ", ".join([*names, _OWN])
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


def link_update(overlay: Overlay, decisions: frozenset[str] | None) -> str:
    """Put an overlay, and decisions if they are given, in the place of the present ones."""
    steps = [UNLINK_UPDATE]
    blocks = [_block(LOG_GRAPH, [linked_line(overlay.state)])] if overlay.state else []
    if decisions is not None:
        steps.append(f"DROP SILENT GRAPH <{DECISIONS_GRAPH}>")
        blocks += [_block(DECISIONS_GRAPH, decisions)] if decisions else []
    for graph, lines in ((HIDDEN_GRAPH, overlay.hidden), (LINKS_GRAPH, overlay.shown)):
        blocks += [_block(graph, lines)] if lines else []
    steps += ["INSERT DATA {\n" + "\n".join(blocks) + "\n}"] if blocks else []
    steps.append(f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{HIDDEN_GRAPH}> {{ ?s ?p ?o }} }}")
    steps.append(f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{LINKS_GRAPH}> {{ ?s ?p ?o }} }}")
    return " ;\n".join(steps)


def _block(graph: str, lines: Iterable[str]) -> str:
    return f"GRAPH {iri(graph)} {{\n" + "\n".join(sorted(lines)) + "\n}"
