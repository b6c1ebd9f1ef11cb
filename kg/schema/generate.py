"""Writes terms.py from ontology.ttl and concepts.ttl: `python -m kg.schema.generate`.

`--check` writes nothing and fails where terms.py is not what would be written; `--html FILE` writes the ontology as
a page.

The program needs codes and names without loading an RDF library, and the two Turtle files stay the one place where
they are declared; a test compares terms.py with what this module would write.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.schema import CONCEPTS, FOLDER, ONTOLOGY

NEG = Namespace("https://w3id.org/parley/ontology#")
CONCEPT = "https://w3id.org/parley/concept/"
BASE = "https://w3id.org/parley/id/"
TERMS = FOLDER / "terms.py"
WIDTH = 120
TUPLES = {  # constant: coding scheme
    "TYPES": "type",
    "QUADS": "quad",
    "CONTEXTS": "context",
    "SECTORS": "sector",
    "ACTS": "act",
    "ISSUES": "issue",
    "STANCES": "stance",
    "FACTUALITIES": "factuality",
    "KINDS": "kind",
    "PRECISIONS": "precision",
}
MAPS = {  # constant: coding scheme, property, what stands there
    "ACT_TYPE": ("act", NEG.plover, "the PLOVER type of an act; `other` takes the nearest"),
    "ACT_MODE": ("act", NEG.usualMode, "the PLOVER mode that an act has unless the text says otherwise"),
    "TYPE_QUAD": ("type", NEG.quad, "the quad category of a PLOVER type"),
    "ISSUE_BROADER": ("issue", SKOS.broader, "the wider issue of an issue"),
    "ISSUE_CONTEXT": ("issue", NEG.usualContext, "the PLOVER context that an issue usually has"),
}
PREFIXES = {
    "neg": str(NEG),
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "grasp": "http://groundedannotationframework.org/grasp#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "time": "http://www.w3.org/2006/time#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wd": "http://www.wikidata.org/entity/",
}


def code(concept: Node | str) -> str:
    """The code of a concept: what stands behind the last slash of its IRI."""
    return str(concept).rsplit("/", 1)[-1]


def members(graph: Graph, scheme: str) -> list[URIRef]:
    """Concepts of a scheme in order of their IRIs."""
    found = graph.subjects(SKOS.inScheme, URIRef(CONCEPT + scheme))
    return sorted(concept for concept in found if isinstance(concept, URIRef))


def local_names(graph: Graph, *kinds: URIRef) -> tuple[str, ...]:
    """Local names of the neg: terms of the given kinds."""
    found = {node for kind in kinds for node in graph.subjects(RDF.type, kind)}
    return tuple(sorted(str(node).removeprefix(NEG) for node in found if str(node).startswith(NEG)))


def packed(items: Iterable[str], margin: str = "   ") -> str:
    """`items`, separated by commas, on as few lines of WIDTH as hold them."""
    lines = [margin]
    for item in items:
        if len(lines[-1]) + len(item) + 2 > WIDTH:
            lines.append(margin)
        lines[-1] += f" {item},"
    return "\n".join(lines)


def a_tuple(name: str, values: Iterable[str]) -> str:
    return f"{name} = (\n{packed(_quoted(value) for value in values)}\n)\n"


def a_map(name: str, kind: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A dictionary constant; the right side of each pair is Python source."""
    return f"{name}: {kind} = {{\n{packed(f'{_quoted(key)}: {value}' for key, value in pairs)}\n}}\n"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _constants(ontology: Graph) -> str:
    version = ontology.value(URIRef(str(NEG).rstrip("#")), OWL.versionInfo)
    texts = {"SCHEMA_VERSION": str(version), "NEG": str(NEG), "CONCEPT": CONCEPT, "BASE": BASE}
    rows = "\n".join(f"{name} = {_quoted(text)}" for name, text in texts.items())
    prefixes = ((prefix, _quoted(iri)) for prefix, iri in PREFIXES.items())
    return f"{rows}\n{a_map('PREFIXES', 'dict[str, str]', prefixes)}"


def _maps(concepts: Graph) -> Iterator[str]:
    for name, (scheme, term, comment) in MAPS.items():
        pairs = ((code(c), concepts.value(c, term)) for c in members(concepts, scheme))
        yield f"# {comment}\n" + a_map(name, "dict[str, str]", ((k, _quoted(code(v))) for k, v in pairs if v))


def _modes(concepts: Graph) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for concept in members(concepts, "mode"):
        found.setdefault(str(concept).split("/")[-2], []).append(code(concept))
    rows = (f'    "{kind}": (\n{packed(map(_quoted, codes), "       ")}\n    ),' for kind, codes in found.items())
    body = "\n".join(rows)
    yield f"# the modes that a PLOVER type has\nMODES: dict[str, tuple[str, ...]] = {{\n{body}\n}}\n"


def _scores(concepts: Graph) -> Iterator[str]:
    scored = [(c, concepts.value(c, NEG.score)) for scheme in ("type", "mode") for c in members(concepts, scheme)]
    pairs = ((str(c).removeprefix(CONCEPT).split("/", 1)[1], str(v)) for c, v in scored if isinstance(v, Literal))
    yield "# PLOVER score of a type, or of a type and its mode\n" + a_map("SCORES", "dict[str, float]", pairs)


def _statuses(concepts: Graph) -> Iterator[str]:
    for name, kind in (("MEETING_STATUSES", NEG.Meeting), ("AGREEMENT_STATUSES", NEG.Agreement)):
        yield a_tuple(name, (code(c) for c in members(concepts, "status") if (c, NEG.appliesTo, kind) in concepts))


def _labels(concepts: Graph) -> Iterator[str]:
    found = sorted(map(str, concepts.subjects(RDF.type, SKOS.Concept)))
    labels = ((c, str(concepts.value(URIRef(c), SKOS.prefLabel))) for c in found)
    pairs = ((c.removeprefix(CONCEPT), _quoted(label)) for c, label in labels if label != plain(c))
    comment = "# English labels by SCHEME/CODE, where they are not the code with blanks for underscores"
    yield f"{comment}\n" + a_map("LABELS", "dict[str, str]", pairs)


def plain(concept: str) -> str:
    """The label that a code suggests."""
    return code(concept).replace("_", " ")


def source() -> str:
    """The text of terms.py."""
    ontology, concepts = Graph().parse(ONTOLOGY), Graph().parse(CONCEPTS)
    head = '"""Names and codes of the schema. Generated by kg.schema.generate from ontology.ttl and concepts.ttl."""\n'
    parts = [
        f"{head}\nfrom __future__ import annotations\n\n# fmt: off\n{_constants(ontology)}",
        a_tuple("CLASSES", local_names(ontology, OWL.Class)),
        a_tuple("PROPERTIES", local_names(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)),
        *(a_tuple(name, map(code, members(concepts, scheme))) for name, scheme in TUPLES.items()),
    ]
    for section in (_statuses, _maps, _modes, _scores, _labels):
        parts.extend(section(concepts))
    return "\n".join(parts)


def main(target: Path = TERMS) -> None:
    """Write terms.py."""
    target.write_text(source(), encoding="utf-8")


def run(arguments: list[str] | None = None, target: Path = TERMS) -> int:
    """What the command line asks for; 1 where --check finds terms.py stale."""
    parser = argparse.ArgumentParser(prog="python -m kg.schema.generate", description="Write terms.py, or the page.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where terms.py is stale")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the ontology as one HTML page")
    given = parser.parse_args(arguments)
    if given.html:
        from kg.schema.page import ontology_page

        given.html.parent.mkdir(parents=True, exist_ok=True)
        given.html.write_text(ontology_page(), encoding="utf-8", newline="\n")
    elif given.check:
        if target.read_text(encoding="utf-8") != source():
            print(f"{target.name} is not what the Turtle files say: run `python -m kg.schema.generate`")
            return 1
    else:
        main(target)
    return 0


if __name__ == "__main__":
    raise SystemExit(run())
