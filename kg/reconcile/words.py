"""Text of an outside service, made fit to be written and printed."""

from __future__ import annotations


def one_line(text: object, limit: int = 300) -> str:
    """`text` on one line, without what could steer a terminal, cut at `limit` characters; empty if it is no text."""
    if not isinstance(text, str):
        return ""
    words = " ".join(text[: limit * 4].split())
    safe = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
    return safe if len(safe) <= limit else f"{safe[: limit - 1]}…"
