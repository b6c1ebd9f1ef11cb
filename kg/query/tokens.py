"""Reads SPARQL by its lexical grammar, so that words in comments, strings and IRIs are not taken for keywords."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
  | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_][\w.\-\u00b7]*)?:(?:[\w:.\-\u00b7]|%[0-9A-Fa-f]{2}|\\[^\w\s])* | _:[\w][\w.\-\u00b7]*)
  | (?P<number>\d+\.?\d*[eE][+-]?\d+ | \.\d+(?:[eE][+-]?\d+)? | \d+\.\d+ | \d+)
  | (?P<word>[^\W\d_]\w*)
  | (?P<sign>\^\^|&&|\|\||[<>!]=|<<\(?|\)?>>|[{}()\[\].,;=!<>|&+\-*/^?~@])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPEN_VALUES = ["VALUES", "{", "UNDEF", "}"]
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"])


class Token(NamedTuple):
    """A piece of a query: `kind` is iri, string, variable, language, name, number, word or sign."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Tokens of a query without spaces and comments. QueryError where it cannot be read."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            line = text.count("\n", 0, at) + 1
            raise QueryError(f"the query cannot be read at line {line}, from {text[at : at + 20]!r}")
        if found.lastgroup and found.lastgroup != "space":
            yield Token(found.lastgroup, found.group(), at)
        at = found.end()


def check_query(text: str, *, allow_service: bool = False) -> str:
    """The form of a query (SELECT, ASK, CONSTRUCT or DESCRIBE).

    Raises QueryError for updates, and for SERVICE unless it is allowed: it sends data to another server. Escapes like
    \\u0053 may stand for letters of a keyword, so the text is judged as it stands and with them resolved.
    """
    plain = _ESCAPE.sub(_character, text)
    if plain != text:
        check_query(plain, allow_service=allow_service)
    found = list(tokens(text))
    if not allow_service:
        _refuse_service(found)
    words = [token.text.upper() for token in found if token.kind == "word"]
    updates = _UPDATES.intersection(words)
    if updates:
        raise QueryError(f"{min(updates)} is an update: `kg query` only reads; `kg ingest` and `kg retract` write")
    form = next((word for word in words if word not in ("PREFIX", "BASE", "VERSION")), None)
    if form not in _FORMS:
        raise QueryError(f"a query begins with {', '.join(_FORMS)}, not with {form or 'nothing'}")
    return form


def _refuse_service(found: Iterable[Token]) -> None:
    """Oxigraph reads keywords without a space after them: SERVICESILENT<...> and SERVICEex:... ask a server, too."""
    for token in found:
        word = {"word": token.text, "name": token.text.partition(":")[0]}.get(token.kind, "")
        if "SERVICE" in word.upper():
            raise QueryError(
                f"{token.text} can ask another server over the network: --allow-service permits it; "
                f"if it is a prefix of yours, rename it"
            )


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise QueryError(f"{escape[0]} is no character")
    return chr(code)


def with_prefixes(text: str) -> str:
    """The query with those of Parley's prefixes declared that it uses and does not declare, on its first line."""
    from kg.schema.terms import PREFIXES

    found = list(tokens(text))
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    declared = {b.text[:-1] for a, b in pairwise(found) if a.text.upper() == "PREFIX"}
    missing = sorted((used - declared) & PREFIXES.keys())
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + text


def open_values(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where `VALUES ?name { UNDEF }` leaves a place for a parameter: spans of each UNDEF, by name."""
    found: dict[str, list[tuple[int, int]]] = {}
    window: list[Token] = []
    for token in tokens(text):
        window = [*window[-4:], token]
        if [t.text.upper() for t in window if t.kind != "variable"] == _OPEN_VALUES and window[1].kind == "variable":
            at = window[3].start
            found.setdefault(window[1].text[1:], []).append((at, at + len("UNDEF")))
    return found
