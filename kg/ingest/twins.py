"""Twins: two names that share their last word, North and South Korea."""

from __future__ import annotations

from kg.ingest.authority import Authority
from kg.ingest.linked import Entities, Linked
from kg.ingest.model import Analysis


def mark_twins(a: Analysis, linked: Linked, authority: Authority) -> None:
    """Let the last word of "North and South Korea" stand for both states."""
    for i in range(1, len(a.tokens) - 2):
        if not a.tokens[i].lower_is("and"):
            continue
        before, after, last = a.tokens[i - 1], a.tokens[i + 1], a.tokens[i + 2]
        known = linked.at.get(last.i, ())
        if not known or not before.text[:1].isupper() or linked.at.get(before.i):
            continue
        other = _state(authority, [before.text, last.text]) if _state(authority, [after.text, last.text]) else None
        if other and other not in known:
            Entities(authority, linked.entities).add(other)
            linked.at[last.i] = (other, *known)


def _state(authority: Authority, words: list[str]) -> str | None:
    """The state that the words name as a whole."""
    keys = (k for hit in authority.matches(words) if (hit.first, hit.last) == (0, len(words)) for k in hit.keys)
    return next((k for k in keys if k.startswith("state/")), None)
