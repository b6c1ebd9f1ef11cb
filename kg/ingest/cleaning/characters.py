"""Characters without meaning in a report: marks of byte order and direction, odd spaces, old newlines, `` quotes."""

from __future__ import annotations

import re

from kg.ingest.cleaning.draft import Edit

_ODD = re.compile(
    "\r\n?|[\u2028\u2029\u0085\f\v]"  # newlines
    "|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]"  # spaces
    "|\u00ad\\s*"  # soft hyphens, with the line end that they made
    "|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\\x00-\\x08\\x0e-\\x1f\\x7f]"  # invisible
    "|[\u2010\u2011]|``|''"
)
_NEWLINES = frozenset("\r\n\u2028\u2029\u0085\f\v")
_HYPHENS = frozenset("\u2010\u2011")
_QUOTES = {"``": "\N{LEFT DOUBLE QUOTATION MARK}", "''": "\N{RIGHT DOUBLE QUOTATION MARK}"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\\x00-\\x08\\x0e-\\x1f\\x7f]")


def normalised(text: str) -> list[Edit]:
    """Edits after which every newline is \\n, every space a plain one and nothing is invisible."""
    return [Edit(match.start(), match.end(), _plain(match.group())) for match in _ODD.finditer(text)]


def _plain(odd: str) -> str:
    if odd in _QUOTES:
        return _QUOTES[odd]
    if odd in _HYPHENS:
        return "-"
    if _INVISIBLE.match(odd):
        return ""
    return "\n" if odd[0] in _NEWLINES else " "
