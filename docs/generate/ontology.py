"""reference/ontology.md and the diagrams, from ontology.ttl."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from docs.generate.markdown import code, codes, page, table
from kg.schema import diagram
from kg.schema.declared import TermRecord, term_records
from kg.schema.terms import BASE, NEG, PREFIXES, SCHEMA_VERSION

CORE, ACROSS = "img/ontology.svg", "img/ontology-across.svg"
_INTRODUCTION = f"""What the graph is made of: version {SCHEMA_VERSION}, namespace `{NEG}`, prefix `neg:`. The same
terms stand on
<a href="../ontology/index.html">one page with a search box</a>, with an anchor for each term;
`python -m kg.schema.generate --html FILE` writes
that page anywhere, and `kg demo` puts it beside the demonstration. The source is `kg/schema/ontology.ttl`, which
any RDF tool reads.

Everything that a report says is a *claim*: it belongs to one article, rests on sentences of it, has a factuality,
and may be attributed to a
speaker. What is claimed stands on the claim as properties that lead to actors, places and codes."""
_ACROSS = """Where several reports tell of one meeting, proposal, agreement or handover, the thing has a node of its
own and the claim of each report is an
*account* of it; two accounts that cannot both be right are a *conflict* ([Across reports](../across-reports.md))."""
_PICTURES = (
    "![Claims lead to articles, sentences, places and quantities; kinds of claim to one another and to actors]"
    f"(../{CORE})",
    "![Accounts lead to the meeting that they tell of, meetings to their process, conflicts to two accounts]"
    f"(../{ACROSS})",
)


def pages() -> dict[str, str]:
    """The page and its two pictures."""
    sections = [_section(title, found) for title, found in groupby(term_records(), key=lambda term: term.section)]
    text = page(
        "Ontology",
        _INTRODUCTION,
        _PICTURES[0],
        _ACROSS,
        _PICTURES[1],
        _vocabularies(),
        f"Ids in the examples are shortened; they stand under `{BASE}`.",
        *sections,
        source="kg/schema/ontology.ttl",
    )
    return {"reference/ontology.md": text, CORE: diagram.core(), ACROSS: diagram.across()}


def _vocabularies() -> str:
    rows = ((code(f"{prefix}:"), code(iri)) for prefix, iri in PREFIXES.items())
    return "## Prefixes\n\nQueries may use these without declaring them.\n\n" + table(("Prefix", "Namespace"), rows)


def _section(title: str, terms: Iterable[TermRecord]) -> str:
    rows = [(f"{code(f'neg:{term.name}')}<br>{_kind(term)}", _meaning(term), code(term.example)) for term in terms]
    return f"## {title}\n\n{table(('Term', 'Meaning', 'Example'), rows)}"


def _kind(term: TermRecord) -> str:
    return {"object property": "link", "datatype property": "value"}.get(term.kind, term.kind)


def _meaning(term: TermRecord) -> str:
    lines = [term.definition]
    if term.domain or term.range:
        lines.append(f"{codes(term.domain) or 'anything'} → {codes(term.range) or 'anything'}")
    if term.symmetric:
        lines.append("Holds in both directions.")
    if term.parents:
        lines.append(f"{'Narrower than' if term.kind == 'class' else 'Kind of'} {codes(term.parents)}.")
    return "<br>".join(lines)
