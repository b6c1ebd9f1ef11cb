"""reference/queries.md, from the heads of the saved queries."""

from __future__ import annotations

from docs.generate.markdown import code, page, table
from kg.query.saved import Query, saved_queries

_INTRODUCTION = """`kg query NAME` runs a saved query; `--param NAME=VALUE` narrows it, and a parameter given twice
takes either value. Each is a file in
`queries/` that any SPARQL tool runs as it stands: copy one and change it, then `kg query FILE.rq`.

A value of type *iri* is an id as tables show it (`state/ua`) or an IRI, of type *string* a text, of type *date* a
day (`2025-06-02`)."""


def pages() -> dict[str, str]:
    """The page."""
    queries = saved_queries()
    overview = table(("Query", "Answers"), ((f"[{query.name}](#{query.name})", query.summary) for query in queries))
    return {
        "reference/queries.md": page(
            "Saved queries", _INTRODUCTION, overview, *(_section(query) for query in queries), source="queries/*.rq"
        )
    }


def _section(query: Query) -> str:
    rows = [(code(p.name), p.type, p.description) for p in query.parameters]
    parameters = f"\n\n{table(('Parameter', 'Type', 'Meaning'), rows)}" if rows else ""
    return f"## {query.name}\n\n{query.summary}{parameters}"
