"""The four quads of PLOVER 2.0, words or deeds, cooperation or conflict; and the scores of its types and modes.

Scores stand in kg/schema/concepts.ttl alone, from which kg.schema.terms.SCORES is made. They are those of the manual
(Open Event Data Alliance, PLOVER 2.0, table of conflict-cooperation scores, -10 to 10). The manual prints ACCUSE with
3: its modes score -2 and -3.5, so a lost minus sign is put back.
"""

from __future__ import annotations

from kg.schema.terms import SCORES

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


def score_of(event_type: str | None, mode: str | None = None) -> float | None:
    """Score of a type in a mode, from -10 (conflict) to 10 (cooperation); that of the type where the mode has none.

    None where the type is none of the manual's.
    """
    return SCORES.get(f"{event_type}/{mode}", SCORES.get(event_type or ""))
