"""Writes the answer of a query: as a table for people, or in a format for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from kg.errors import QueryError
from kg.schema.terms import BASE, PREFIXES
from kg.store.results import Result, Term, graph_of, n3, records, to_json

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "turtle")
_TO_QUOTE = re.compile(r'[",\r\n]')


def write(result: Result, form: str, out: TextIO, *, width: int | None = None) -> None:
    """Write `result` as one of FORMATS. `table` shortens cells so that lines fit into `width` columns, if given.

    Triples are written as Turtle when a table is asked for; QueryError for other formats that they cannot take.
    """
    if result.kind == "construct":
        _write_triples(result, form, out)
    elif form == "turtle":
        raise QueryError("turtle is for CONSTRUCT and DESCRIBE; use table, csv, tsv, json or jsonl for this query")
    elif form == "table":
        out.write(_table(result, width))
    else:
        _WRITERS[form](result, out)


def _write_triples(result: Result, form: str, out: TextIO) -> None:
    if form not in ("turtle", "table"):
        raise QueryError(f"CONSTRUCT and DESCRIBE give triples, which {form} cannot hold: use --format turtle")
    out.write(graph_of(result).serialize(format="turtle"))


def _cells(result: Result) -> tuple[Sequence[str], list[list[str]]]:
    if result.kind == "ask":
        return ["answer"], [["yes" if result.truth else "no"]]
    return result.variables, [[_shown(term) for term in row] for row in result.rows]


def _shown(term: Term | None) -> str:
    text = "" if term is None else _short(term.value) if term.kind == "iri" else term.value
    return "".join(c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _short(iri: str) -> str:
    """The id of a node, the prefixed name of a term, or the IRI."""
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    prefix = next((p for p, space in PREFIXES.items() if iri.startswith(space)), None)
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}" if prefix else iri


def _table(result: Result, width: int | None) -> str:
    heads, rows = _cells(result)
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    if width is not None:
        widths = _fit(widths, width - 2 * (len(widths) - 1))
    lines = [heads, ["-" * w for w in widths], *rows]
    text = "".join(_line(cells, widths) + "\n" for cells in lines)
    return text if rows else text + "(no rows)\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    cut = (cell if len(cell) <= w else cell[: w - 1] + "…" for cell, w in zip(cells, widths, strict=True))
    return "  ".join(cell.ljust(w) for cell, w in zip(cut, widths, strict=True)).rstrip()


def _fit(widths: list[int], room: int, least: int = 8) -> list[int]:
    """Take from the widest columns until all fit or none is wider than `least`."""
    widths = list(widths)
    while sum(widths) > room and max(widths, default=0) > least:
        widths[widths.index(max(widths))] -= 1
    return widths


def _csv(result: Result, out: TextIO) -> None:
    if result.kind == "ask":
        out.write(f"answer\n{str(result.truth).lower()}\n")
        return
    out.write(csv_line(result.variables))
    out.writelines(csv_line(term.value if term else "" for term in row) for row in result.rows)


def csv_line(cells: Iterable[str]) -> str:
    """A record of RFC 4180 that ends in \\n.

    csv.writer leaves a lone carriage return bare if lines end in \\n, and readers break the line there.
    """
    line = ",".join('"{}"'.format(c.replace('"', '""')) if _TO_QUOTE.search(c) else c for c in cells)
    return (line or '""') + "\n"


def _tsv(result: Result, out: TextIO) -> None:
    if result.kind == "ask":
        out.write(f"?answer\n{str(result.truth).lower()}\n")
        return
    out.write("\t".join(f"?{variable}" for variable in result.variables) + "\n")
    out.writelines("\t".join(n3(term) if term else "" for term in row) + "\n" for row in result.rows)


def _json(result: Result, out: TextIO) -> None:
    out.write(to_json(result) + "\n")


def _jsonl(result: Result, out: TextIO) -> None:
    rows = [{"answer": result.truth}] if result.kind == "ask" else records(result)
    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


_WRITERS: dict[str, Callable[[Result, TextIO], None]] = {"csv": _csv, "tsv": _tsv, "json": _json, "jsonl": _jsonl}
