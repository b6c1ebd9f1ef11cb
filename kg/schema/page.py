"""The ontology and its coding schemes as one HTML page: `python -m kg.schema.generate --html FILE`.

Every term has its local name for anchor and every concept its scheme and code, so that
https://w3id.org/parley/ontology#Event can lead to `#Event` of this page. It needs no network, and a script for the
search alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from string import Template

from rdflib import DCTERMS, OWL, Graph, URIRef

from kg.schema import FOLDER, ONTOLOGY, diagram
from kg.schema.declared import ConceptRecord, SchemeRecord, TermRecord, scheme_records, term_records
from kg.schema.terms import BASE, NEG

TEMPLATE = FOLDER / "page.html"


def ontology_page() -> str:
    """The page."""
    head = Graph().parse(ONTOLOGY)
    node = URIRef(NEG.rstrip("#"))
    terms, schemes = term_records(), scheme_records()
    sections = [(title, list(found)) for title, found in groupby(terms, key=lambda term: term.section)]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=escape(str(head.value(node, DCTERMS.title))),
        description=escape(str(head.value(node, DCTERMS.description))),
        version=escape(str(head.value(node, OWL.versionInfo))),
        licence=escape(str(head.value(node, DCTERMS.license))),
        namespace=NEG,
        base=BASE,
        core=diagram.core(),
        across=diagram.across(),
        contents="\n".join(_contents([title for title, _ in sections], schemes)),
        terms="\n".join(_section(title, found) for title, found in sections),
        schemes="\n".join(_scheme(scheme) for scheme in schemes),
    )


def slug(title: str) -> str:
    """A title as an anchor: `section-` keeps it apart from the names of terms."""
    return "section-" + "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())


def _contents(titles: Iterable[str], schemes: Iterable[SchemeRecord]) -> Iterable[str]:
    entries = [(slug(title), title) for title in titles] + [(f"scheme-{s.name}", s.label) for s in schemes]
    return (f'<li><a href="#{anchor}">{escape(text)}</a></li>' for anchor, text in entries)


def _section(title: str, terms: Iterable[TermRecord]) -> str:
    body = "\n".join(_term(term) for term in terms)
    return f'<section><h2 id="{slug(title)}">{escape(title)}</h2>\n{body}\n</section>'


def _term(term: TermRecord) -> str:
    kind = f"symmetric {term.kind}" if term.symmetric else term.kind
    facts = (
        ("narrower than" if term.kind == "class" else "kind of", term.parents),
        ("from", term.domain),
        ("to", term.range),
    )
    rows = "".join(f"<dt>{name}</dt><dd>{_names(values)}</dd>" for name, values in facts if values)
    return (
        f'<div class="term" id="{term.name}"><h3><a href="#{term.name}">neg:{term.name}</a></h3>\n'
        f'<p class="kind">{escape(term.label)} · {kind}</p>\n<p>{escape(term.definition)}</p>\n'
        f"<dl>{rows}</dl>\n<pre>{escape(term.example)}</pre></div>"
    )


def _names(values: Iterable[str]) -> str:
    return ", ".join(_name(value) for value in values)


def _name(value: str) -> str:
    """A prefixed name; our own lead to their place on the page."""
    prefix, _, local = value.partition(":")
    text = f"<code>{escape(value)}</code>"
    return f'<a href="#{escape(local)}">{text}</a>' if prefix == "neg" else text


def _scheme(scheme: SchemeRecord) -> str:
    source = f' Codes: <a href="{escape(scheme.source)}">{escape(scheme.source)}</a>.' if scheme.source else ""
    body = "\n".join(_concept(concept) for concept in scheme.concepts)
    return (
        f'<section><h2 id="scheme-{scheme.name}">{escape(scheme.label)}</h2>\n'
        f"<p>{escape(scheme.definition)}{source}</p>\n{body}\n</section>"
    )


def _concept(concept: ConceptRecord) -> str:
    facts = [(name, _relation(value)) for name, value in concept.relations]
    facts += [("words", escape(", ".join(concept.words)))] if concept.words else []
    facts += [("note", escape(concept.note))] if concept.note else []
    rows = "".join(f"<dt>{escape(name.partition(':')[2] or name)}</dt><dd>{value}</dd>" for name, value in facts)
    return (
        f'<div class="concept" id="{concept.path}"><h3><a href="#{concept.path}">{escape(concept.code)}</a></h3>\n'
        f'<p class="kind">{escape(concept.label)}</p>\n<p>{escape(concept.definition)}</p>\n<dl>{rows}</dl></div>'
    )


def _relation(value: str) -> str:
    return f'<a href="#{escape(value)}">{escape(value)}</a>' if "/" in value else _name(value)
