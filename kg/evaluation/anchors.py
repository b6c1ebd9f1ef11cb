"""One marked report beside what extraction made of it; anchors become offsets in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.evaluation.gold import Row
from kg.evaluation.naming import Names
from kg.ingest.claims import ArticleClaims, Claim

_QUOTES = {**dict.fromkeys("'’‘", "['’‘]"), **dict.fromkeys('"“”', '["“”]'), **dict.fromkeys("-–—‑", "[-–—‑]")}
_KINDS = ("meetings", "events", "statements")


@dataclass(frozen=True)
class Report:
    """A marked report: `marked` holds the rows by kind, each with its `at`, the offset of its anchor in the source."""

    id: str
    marked: dict[str, list[Row]]
    made: ArticleClaims
    names: Names
    unanchored: tuple[str, ...]


def read(row: Row, made: ArticleClaims, names: Names) -> Report:
    """Beside `made`; an anchor that is not in the text, or is there twice, leaves its row without place (at -1).

    Raises InputError for a row that lacks its anchor.
    """
    text = made.article.source_text
    marked = {kind: [_placed(entry, text, row["id"]) for entry in row[kind]] for kind in _KINDS}
    lost = tuple(entry["anchor"] for kind in _KINDS for entry in marked[kind] if entry["at"] < 0)
    return Report(row["id"], {"actors": list(row["actors"]), **marked}, made, names, lost)


def _placed(entry: Row, text: str, where: str) -> Row:
    if not entry.get("anchor"):
        raise InputError(f"{where}: an entry has no anchor: give 2 to 6 words of its sentence ({str(entry)[:80]})")
    places = list(find_anchor(entry["anchor"], text))
    return {**entry, "at": places[0] if len(places) == 1 else -1}


def find_anchor(anchor: str, text: str) -> Iterator[int]:
    """Offsets at which the words stand in `text`, whatever the line breaks, quotation marks and dashes."""
    words = ("".join(_QUOTES.get(c, re.escape(c)) for c in word) for word in anchor.split())
    pattern = re.compile(r"(?<!\w)" * anchor[:1].isalnum() + r"\s+".join(words) + r"(?!\w)" * anchor[-1:].isalnum())
    yield from (match.start() for match in pattern.finditer(text))


def holds(claim: Claim, entry: Row) -> bool:
    """Whether a sentence of the claim's evidence carries the anchor."""
    return any(evidence.start <= entry["at"] < evidence.end for evidence in claim.evidence)
