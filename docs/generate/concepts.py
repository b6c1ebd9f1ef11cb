"""reference/concepts.md, from concepts.ttl."""

from __future__ import annotations

from collections.abc import Iterator

from docs.generate.markdown import code, page, table
from kg.schema.declared import ConceptRecord, SchemeRecord, scheme_records
from kg.schema.terms import CONCEPT

_INTRODUCTION = f"""The codes of events, issues, stances and the rest, as SKOS concept schemes
(`kg/schema/concepts.ttl`). The IRI of a
concept is `{CONCEPT}` with scheme and code behind it, as in `{CONCEPT}type/AGREE`; tables show the code alone.
Definitions are this project's own
wording."""
_FACTS = {
    "neg:score": "score",
    "neg:quad": "quad",
    "neg:number": "number",
    "neg:plover": "type",
    "neg:usualMode": "usual mode",
    "neg:usualContext": "usual context",
    "neg:appliesTo": "of",
    "skos:broader": "part of",
    "skos:related": "type",
}


def pages() -> dict[str, str]:
    """The page."""
    text = page(
        "Coding schemes",
        _INTRODUCTION,
        *(_scheme(scheme) for scheme in scheme_records()),
        source="kg/schema/concepts.ttl",
    )
    return {"reference/concepts.md": text}


def _scheme(scheme: SchemeRecord) -> str:
    source = f" Codes and scores: <{scheme.source}>." if scheme.source else ""
    rows = [(code(c.path.removeprefix(f"{scheme.name}/")), c.definition, ". ".join(_more(c))) for c in scheme.concepts]
    return f"## {scheme.label}\n\n{scheme.definition}{source}\n\n{table(('Code', 'Meaning', 'More'), rows)}"


def _more(concept: ConceptRecord) -> Iterator[str]:
    for name, value in concept.relations:
        yield f"{_FACTS[name]} {code(value.rsplit('/', 1)[-1]) if '/' in value else value.removeprefix('neg:')}"
    if concept.words:
        yield f"words: {', '.join(concept.words)}"
    if concept.note:
        yield concept.note.rstrip(".")
