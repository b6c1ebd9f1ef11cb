"""Checks a folder of authority files and says what is wrong, where: the shipped one, or a user's on top of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import AuthorityError
from kg.ingest.authority.match import fold, phrase_pieces
from kg.ingest.authority.offices import bounds
from kg.ingest.authority.records import ENTITY_TABLES, STATUSES, TABLES, TITLE_KINDS, Row, Table
from kg.ingest.authority.tables import identity, merge_folders, read_table
from kg.ingest.model import ACTOR_KINDS
from kg.resources import shipped


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in one line of one file, or (line 0) with the whole file or folder."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.message}"


Rows = list[tuple[int, Row]]  # line number, cells

_PREFIXES = {"persons": ("person",), "states": ("state",), "places": ("place",), "venues": ("venue",)}
_REFERENCES = {  # columns that hold the key of an entity
    "persons": ("side",),
    "offices": ("person", "of"),
    "states": ("capital", "parent"),
    "venues": ("place",),
    "aliases": ("key",),
    "metonyms": ("key",),
}


def check(folder: Path) -> list[Problem]:
    """All problems of the authority files in `folder`, sorted; keys may refer to shipped entities."""
    if not folder.is_dir():
        return [Problem(str(folder), 0, "is not a folder with authority files")]
    tables: dict[str, Rows] = {}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        path = folder / table.file
        if path.exists():
            try:
                tables[name] = list(read_table(path, table))
            except AuthorityError as error:
                problems.append(Problem(str(path), 0, str(error).removeprefix(f"{path}, ").removeprefix(f"{path}: ")))
    if not tables and not problems:
        problems.append(Problem(str(folder), 0, f"holds none of {', '.join(t.file for t in TABLES.values())}"))
    problems += _content_problems(folder, tables)
    return sorted(set(problems))


def counts(folder: Path) -> dict[str, int]:
    """Rows of each authority file in `folder`. Raises AuthorityError for a file that cannot be read."""
    present = {name: table for name, table in TABLES.items() if (folder / table.file).exists()}
    return {name: sum(1 for _ in read_table(folder / table.file, table)) for name, table in present.items()}


def _content_problems(folder: Path, tables: dict[str, Rows]) -> Iterator[Problem]:
    known = _known_keys(folder, tables)
    for name, rows in tables.items():
        path = str(folder / TABLES[name].file)
        for line, message in _table_problems(TABLES[name], rows, known):
            yield Problem(path, line, message)
    for name, line, message in (*_shared_qids(tables), *_shared_names(tables)):
        yield Problem(str(folder / TABLES[name].file), line, message)


def _known_keys(folder: Path, tables: dict[str, Rows]) -> dict[str, set[str]]:
    """Keys of entities and ids of sources, of `tables` and of the shipped files."""
    base = shipped("data", "authority")
    ours = {name: {row[0] for _, row in tables.get(name, ())} for name in (*ENTITY_TABLES, "sources")}
    if folder.resolve() != base.resolve():
        for name, rows in merge_folders([base], ours).items():
            ours[name] |= {key[0] for key in rows}
    entities = set().union(*(ours[name] for name in ENTITY_TABLES))
    return {"entities": entities, "sources": ours["sources"]}


def _table_problems(table: Table, rows: Rows, known: dict[str, set[str]]) -> Iterator[tuple[int, str]]:
    previous: tuple[str, ...] | None = None
    seen: set[tuple[str, ...]] = set()
    for line, row in rows:
        key = identity(row, table)
        if key in seen:
            yield line, f"duplicate row for {', '.join(key)}"
        elif previous is not None and key < previous:
            yield line, f"not sorted: {', '.join(key)} stands after {', '.join(previous)}"
        seen.add(key)
        previous = key
        cell = dict(zip(table.columns, row, strict=True))
        for message in _row_problems(table, cell, known):
            yield line, message


def _row_problems(table: Table, cell: dict[str, str], known: dict[str, set[str]]) -> Iterator[str]:
    for name in table.required:
        if not cell[name] and not (table.name == "offices" and name in ("start", "of")):
            yield f"{name} is empty"
    for name, value in cell.items():
        if value and name in _CELLS and not _CELLS[name](value):
            yield f"{name} {value!r} is not {_CELL_HELP[name]}"
        if value != value.strip() or "\n" in value:
            yield f"{name} {value!r} has a line break or blanks around it"
    yield from _reference_problems(table, cell, known)
    yield from _consistency_problems(table, cell)


def _reference_problems(table: Table, cell: dict[str, str], known: dict[str, set[str]]) -> Iterator[str]:
    for name in _REFERENCES.get(table.name, ()):
        if cell[name] and cell[name] not in known["entities"]:
            yield f"{name} {cell[name]!r} is no known key"
    if "status" in cell and cell["status"] not in STATUSES:
        yield f"status {cell['status']!r} is not one of {', '.join(STATUSES)}"
    if "source" in cell and not cell["source"]:
        yield "source is empty: name a row of sources.csv"
    elif "source" in cell and cell["source"] not in known["sources"]:
        yield f"source {cell['source']!r} has no row in sources.csv"


def _consistency_problems(table: Table, cell: dict[str, str]) -> Iterator[str]:
    prefixes = _PREFIXES.get(table.name) or ((cell["kind"],) if table.name == "organizations" else ())
    if prefixes and not re.fullmatch(rf"({'|'.join(prefixes)})/[a-z0-9]+(-[a-z0-9]+)*", cell["key"]):
        yield f"key {cell['key']!r} is not {prefixes[0]}/ and words of a-z0-9 joined by hyphens"
    if table.name == "organizations" and cell["kind"] not in ("organization", "armed_group"):
        yield f"kind {cell['kind']!r} is not organization or armed_group (of {', '.join(ACTOR_KINDS)})"
    if table.name == "titles" and cell["kind"] not in TITLE_KINDS:
        yield f"kind {cell['kind']!r} is not one of {', '.join(TITLE_KINDS)}"
    if "alias" in cell and cell["alias"] and not phrase_pieces(cell["alias"]):
        yield f"alias {cell['alias']!r} has no letter or digit"
    if table.name == "offices" and _ends_before_start(cell):
        yield f"end {cell['end'] or cell['as_of']} lies before start {cell['start']}"
    if bool(cell.get("latitude")) != bool(cell.get("longitude")):
        yield "latitude and longitude must both be given or both be empty"


def _ends_before_start(cell: dict[str, str]) -> bool:
    until = cell["end"] or cell["as_of"]
    if not (cell["start"] and until and _is_date(cell["start"]) and _is_date(until)):
        return False
    return bounds(until)[1] < bounds(cell["start"])[0]


def _shared_qids(tables: dict[str, Rows]) -> Iterator[tuple[str, int, str]]:
    first: dict[str, str] = {}
    for name in ENTITY_TABLES:
        table = TABLES[name]
        for line, row in tables.get(name, ()) if "qid" in table.columns else ():
            qid = row[table.index("qid")]
            if qid and first.setdefault(qid, row[0]) != row[0]:
                yield name, line, f"qid {qid} already stands for {first[qid]}"


def _shared_names(tables: dict[str, Rows]) -> Iterator[tuple[str, int, str]]:
    """A name of two persons must be marked weak, or a text would be linked to either at random."""
    table = TABLES["aliases"]
    named: dict[str, dict[str, int]] = defaultdict(dict)
    for line, row in tables.get("aliases", ()):
        if row[1].startswith("person/") and row[table.index("weak")] != "1":
            named[fold(row[0])].setdefault(row[1], line)
    for name, keys in named.items():
        if len(keys) > 1:
            yield "aliases", max(keys.values()), f"alias {name!r} stands for {', '.join(sorted(keys))}: mark it weak"


def _is_date(text: str) -> bool:
    try:
        return bool(bounds(text))
    except ValueError:
        return False


def _in_range(limit: float) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        try:
            return -limit <= float(text) <= limit
        except ValueError:
            return False

    return test


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


_CELLS: dict[str, Callable[[str], bool]] = {
    "qid": _matches(r"Q[1-9][0-9]*"),
    "qid_grade": _matches(r"A\+?|B"),
    "start": _is_date,
    "end": _is_date,
    "as_of": _is_date,
    "retrieved": _is_date,
    "latitude": _in_range(90),
    "longitude": _in_range(180),
    "exact": _matches("[01]"),
    "weak": _matches("[01]"),
    "is_country": _matches("[01]"),
    "iso2": _matches("[A-Z]{2}"),
    "iso3": _matches("[A-Z]{3}"),
    "country": _matches("[A-Z]{3}"),
    "sector": _matches("[A-Z]{3}"),
    "geonameid": _matches("[1-9][0-9]*"),
    "population": _matches("[0-9]+"),
    "role": _matches("[a-z][a-z_]*"),
}
_CELL_HELP = {
    "qid": "a Wikidata identifier such as Q212",
    "qid_grade": "A+, A or B",
    **dict.fromkeys(("start", "end", "as_of", "retrieved"), "an ISO date (2025, 2025-06 or 2025-06-02)"),
    "latitude": "a number of degrees from -90 to 90",
    "longitude": "a number of degrees from -180 to 180",
    **dict.fromkeys(("exact", "weak", "is_country"), "0 or 1"),
    "iso2": "an ISO 3166-1 alpha-2 code",
    **dict.fromkeys(("iso3", "country"), "an ISO 3166-1 alpha-3 code"),
    "sector": "a PLOVER sector code such as GOV",
    "geonameid": "a GeoNames number",
    "population": "a whole number",
    "role": "a code in lower case such as foreign_affairs",
}
