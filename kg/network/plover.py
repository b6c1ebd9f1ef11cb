"""The four quads of PLOVER 2.0: words or deeds, cooperation or conflict."""

from __future__ import annotations

QUADS: dict[str, tuple[str, ...]] = {
    "verbal_cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material_cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def quad_of(event_type: str | None) -> str | None:
    """Quad of a PLOVER type; None where the type is none of the manual's."""
    return next((quad for quad, types in QUADS.items() if event_type in types), None)


def quad_number(event_type: str | None) -> int | None:
    """Number that PLOVER gives the quad of a type: 1 and 2 verbal and material cooperation, 3 and 4 conflict."""
    numbers = (number for number, types in enumerate(QUADS.values(), start=1) if event_type in types)
    return next(numbers, None)
