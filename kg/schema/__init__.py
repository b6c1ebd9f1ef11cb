"""What is true of negotiations: ontology, coding schemes, shapes and rules, as files that any RDF tool reads."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ONTOLOGY = FOLDER / "ontology.ttl"
CONCEPTS = FOLDER / "concepts.ttl"
SHAPES = FOLDER / "shapes.ttl"


def rules() -> tuple[Path, ...]:
    """The CONSTRUCT rules that derive short edges, one file an edge family, in order of name."""
    return tuple(sorted((FOLDER / "rules").glob("*.rq")))
