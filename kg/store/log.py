"""The bookkeeping graph: schema version and one record an article, in the same store and the same atomic update.

It is the named graph `LOG_GRAPH` and never part of the default graph, so that queries do not see it unless they ask.
"""

from __future__ import annotations

from urllib.parse import quote as percent

from kg.errors import StoreError
from kg.schema.terms import SCHEMA_VERSION
from kg.store.base import LOG_GRAPH, STORE_NS, LogRecord
from kg.store.ntriples import iri, literal
from kg.store.results import Result, quote

STORE_NODE = STORE_NS + "store"
VERSION_TRIPLE = f"<{STORE_NODE}> <{STORE_NS}schemaVersion> {quote(SCHEMA_VERSION)} ."
VERSION_QUERY = f"SELECT ?v {{ GRAPH <{LOG_GRAPH}> {{ <{STORE_NODE}> <{STORE_NS}schemaVersion> ?v }} }}"
LINKED_PREDICATE = STORE_NS + "linked"
LINKED_QUERY = f"SELECT ?v {{ GRAPH <{LOG_GRAPH}> {{ <{STORE_NODE}> <{LINKED_PREDICATE}> ?v }} }}"
UNION_QUERY = f"ASK {{ <{STORE_NODE}> <{STORE_NS}schemaVersion> ?v }}"
HOLDS_DATA_QUERY = "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
LOG_QUERY = (
    f"SELECT ?article ?p ?o ?reason ?count {{ GRAPH <{LOG_GRAPH}> {{ ?article <{STORE_NS}key> ?key ; ?p ?o . "
    f"OPTIONAL {{ ?o <{STORE_NS}reason> ?reason ; <{STORE_NS}count> ?count }} }} }}"
)
_FIELDS = {"key": "key", "textHash": "text_hash", "fingerprint": "fingerprint", "program": "program"}


def linked_line(state: str) -> str:
    """N-Triples line that records the state of the overlay."""
    return f"<{STORE_NODE}> <{LINKED_PREDICATE}> {literal(state)} ."


def graphs_query(article: str) -> str:
    """Which graphs the article wrote, as far as the store knows it."""
    return f"SELECT ?graph {{ GRAPH <{LOG_GRAPH}> {{ {iri(article)} <{STORE_NS}graph> ?graph }} }}"


def record_lines(article: str, record: LogRecord) -> list[str]:
    """N-Triples lines of a record."""
    subject = iri(article)
    made = [f"{subject} <{STORE_NS}{name}> {literal(getattr(record, field))} ." for name, field in _FIELDS.items()]
    made += [f"{subject} <{STORE_NS}graph> {iri(graph)} ." for graph in record.graphs]
    for reason, count in record.drops:
        drop = f"<{article}/log/drop/{percent(reason, safe='')}>"
        made.append(f"{subject} <{STORE_NS}dropped> {drop} .")
        made.append(f"{drop} <{STORE_NS}reason> {literal(reason)} .")
        made.append(f'{drop} <{STORE_NS}count> "{int(count)}"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    return made


def read_records(result: Result) -> dict[str, LogRecord]:
    """Records by article IRI from the rows of `LOG_QUERY`."""
    found: dict[str, dict[str, set[tuple[str, int]]]] = {}
    for article, predicate, value, reason, count in result.rows:
        if article is None or predicate is None or value is None:
            raise StoreError("the store's log is damaged: ingest the articles again into a new store")
        fields = found.setdefault(article.value, {})
        item = (reason.value, int(count.value)) if reason and count else (value.value, 0)
        fields.setdefault(predicate.value.removeprefix(STORE_NS), set()).add(item)
    return {article: _record(fields) for article, fields in sorted(found.items())}


def _record(fields: dict[str, set[tuple[str, int]]]) -> LogRecord:
    texts = {field: next(iter(fields.get(name, {("", 0)})))[0] for name, field in _FIELDS.items()}
    drops = tuple(sorted(fields.get("dropped", ())))
    return LogRecord(**texts, drops=drops, graphs=tuple(sorted(g for g, _ in fields.get("graph", ()))))
