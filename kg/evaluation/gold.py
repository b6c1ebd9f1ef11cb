"""Gold files: reading them and telling their format by their fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError

Row = dict[str, Any]
_FIELDS = {  # format: fields that its rows have; the first that fits
    "world": {"negotiation", "articles", "conflicts"},
    "reports": {"actors", "meetings", "events", "statements"},
    "plover": {"text", "events"},
    "attribution": {"text", "attributions"},
    "dates": {"text", "timexes"},
    "readouts": {"text", "title", "single_named"},
    "coding": {"mention", "expected"},
    "topics": {"text", "entities", "topics"},
    "entities": {"text", "entities", "title"},
}


@dataclass(frozen=True, slots=True)
class GoldFile:
    """One file of marked texts, or a folder of the project's own, with its format."""

    name: str
    format: str
    rows: tuple[Row, ...]


def read(path: Path) -> Iterator[GoldFile]:
    """Gold in a file or folder: each .jsonl is one set, all .json files of one folder are one.

    Raises InputError when there is nothing to score, or a line is no JSON.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file or folder: name a .json or .jsonl file of marked texts, or a folder")
    files = [path] if path.is_file() else sorted(p for p in path.iterdir() if p.suffix in (".json", ".jsonl"))
    sets = [*_single(path, [f for f in files if f.suffix == ".json"])]
    sets += [_set(f.name, _lines(f)) for f in files if f.suffix != ".json"]
    known = [found for found in sets if found.format]
    if not known:
        raise InputError(f"{path}: no marked texts in a known format: data/gold/README.md describes them")
    yield from known


def _single(path: Path, files: list[Path]) -> Iterator[GoldFile]:
    rows = [row for file in files for row in _objects(file)]
    if rows:
        yield _set(path.name, rows)


def _set(name: str, rows: list[Row]) -> GoldFile:
    return GoldFile(name, recognise(rows[0]) if rows else "", tuple(rows))


def recognise(row: Row) -> str:
    """Name of the format that the fields of `row` fit, "" if none."""
    name = next((name for name, fields in _FIELDS.items() if fields <= row.keys()), "")
    return "" if name == "entities" and not any("salience" in entity for entity in row["entities"] or ()) else name


def _objects(file: Path) -> Iterator[Row]:
    value = _parsed(file.read_text(encoding="utf-8"), str(file))
    yield from value if isinstance(value, list) else [value]


def _lines(file: Path) -> list[Row]:
    lines = file.read_text(encoding="utf-8").split("\n")
    return [_parsed(line, f"{file}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: no JSON ({error.msg}, column {error.colno})") from None
