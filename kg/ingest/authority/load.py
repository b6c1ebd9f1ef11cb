"""Loads the authority: the shipped files, then the user's folders, which add rows or override them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from kg.errors import AuthorityError
from kg.ingest.authority.check import check
from kg.ingest.authority.match import PhraseTable, fold
from kg.ingest.authority.offices import SLACK, Tenure, holds, tenure
from kg.ingest.authority.records import ENTITY_TABLES, TABLES, AliasHit, Reading, Row, Title, TitleHit
from kg.ingest.authority.tables import Rows, content_hash, merge_folders
from kg.ingest.model import DateValue, Entity, Position
from kg.resources import shipped

_UNKNOWN = 2  # years before the first office in which nobody writes of somebody


def load(dirs: Sequence[Path] = ()) -> Authority:
    """The shipped authority with the rows of `dirs` on top; a later row replaces one with the same identity.

    Raises AuthorityError naming file, line and column of the first problem in `dirs`.
    """
    folders = [shipped("data", "authority"), *(Path(folder) for folder in dirs)]
    for folder in folders[1:]:
        problems = check(folder)
        if problems:
            raise AuthorityError(f"{problems[0]}: run `kg authority check --authority {folder}` for all problems")
    return Authority(merge_folders(folders), content_hash(folders))


class Authority:
    """What is known about actors and places, by key. Indexes are built when first asked for.

    `version` is a hash of the files' content, for the fingerprint of a run.
    """

    def __init__(self, tables: Mapping[str, Rows], version: str) -> None:
        self.version = version
        self._tables = tables

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def entity(self, key: str) -> Entity:
        """The entity with this key, without positions, which depend on a date. Raises KeyError."""
        return _entity(self._cells(key), self._iso3_to_state)

    def label(self, key: str) -> str:
        """The usual English name. Raises KeyError."""
        table, row = self._rows[key]
        return row[TABLES[table].index("label")]

    def is_territory(self, key: str) -> bool:
        """Whether an organization is a land too: a state in fact only (Abkhazia), a region (Europe)."""
        return key.startswith("organization/") and self._cells(key)["subtype"] in ("de_facto_entity", "region")

    def positions(self, person: str, date: DateValue | None) -> tuple[Position, ...]:
        """Offices that `person` is known to hold on `date`, give or take a week; none without a date."""
        if date is None:
            return ()
        return tuple(self._position(held) for held in self._tenures.get(person, ()) if holds(held, date))

    def has_offices(self, person: str) -> bool:
        """Whether any office of `person` is known, held on whatever day."""
        return person in self._tenures

    def later(self, person: str, date: DateValue | None) -> bool:
        """Whether all offices that `person` is known to have held began years after `date`."""
        starts = [held.start[:4] for held in self._tenures.get(person, ()) if held.start]
        return bool(date and starts) and int(min(starts)) - int(str(date.start if date else "0")[:4]) > _UNKNOWN

    def holder(self, office: str, of: str, date: DateValue | None) -> str | None:
        """Who holds `office` ("foreign minister", "top diplomat") of the actor `of` on `date`, if exactly one does.

        Only offices that one person holds at a time have an answer.
        """
        title = self.title(office)
        if date is None or title is None or not title.role:
            return None
        held = self._holders.get((title.office, of)) or self._holders.get((title.role, of), [])
        for slack in (timedelta(), SLACK):
            persons = {one.person for one in held if holds(one, date, slack)}
            if persons:
                return persons.pop() if len(persons) == 1 else None
        return None

    def aliases(self, key: str) -> tuple[str, ...]:
        """Other names of `key`, sorted."""
        return tuple(self._aliases.get(key, ()))

    def capital(self, state: str) -> str | None:
        """Key of the capital of a state."""
        return self._cells(state).get("capital") or None if state in self else None

    def adjective(self, key: str) -> str | None:
        """The adjective of a state's nationality ("Ukrainian"), the first that can mean no other state."""
        return self._adjectives.get(key)

    def surname(self, word: str) -> tuple[str, ...]:
        """Keys of the persons with this surname, however it is spelled in the files."""
        return tuple(self._surnames.get(fold(word), ()))

    def places(self, label: str) -> tuple[str, ...]:
        """Keys of the places with this name: capitals first, then by population."""
        return tuple(self._places.get(fold(label), ()))

    def title(self, text: str) -> Title | None:
        """The office noun, honorific or institution with this wording, singular or plural, in any case."""
        return self._titles.get(fold(text))

    def names(self) -> Iterator[str]:
        """Labels and aliases of all entities."""
        for table in ENTITY_TABLES:
            column = TABLES[table].index("label")
            yield from (row[column] for row in self._tables[table].values())
        yield from (alias for alias, _ in self._tables["aliases"])

    def matches(self, texts: Sequence[str]) -> list[AliasHit]:
        """Names in the tokens `texts`, leftmost and longest first, without overlap."""
        return [AliasHit(first, last, _readings(found)) for first, last, found in self._names.scan(texts)]

    def titles(self, texts: Sequence[str]) -> list[TitleHit]:
        """Office nouns, honorifics and institution nouns in the tokens `texts`."""
        return [TitleHit(first, last, *found[0]) for first, last, found in self._title_phrases.scan(texts)]

    # -- indexes ----------------------------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> dict[str, tuple[str, Row]]:
        return {key[0]: (table, row) for table in ENTITY_TABLES for key, row in self._tables[table].items()}

    def _cells(self, key: str) -> dict[str, str]:
        table, row = self._rows[key]
        return {"table": table, **dict(zip(TABLES[table].columns, row, strict=True))}

    def _records(self, table: str) -> Iterator[dict[str, str]]:
        columns = TABLES[table].columns
        return (dict(zip(columns, row, strict=True)) for row in self._tables[table].values())

    def _position(self, held: Tenure) -> Position:
        of = self.label(held.of) if held.of in self else None
        start = None if held.seen else held.start or None
        return Position(held.office, of, "authority", start, held.end or None)

    @cached_property
    def _iso3_to_state(self) -> dict[str, str]:
        return {row["iso3"]: row["key"] for row in self._records("states") if row["iso3"]}

    @cached_property
    def _tenures(self) -> dict[str, list[Tenure]]:
        index: dict[str, list[Tenure]] = defaultdict(list)
        for row in self._tables["offices"].values():
            held = tenure(row)
            index[held.person].append(held)
        return index

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[Tenure]]:
        index: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for held in (one for tenures in self._tenures.values() for one in tenures):
            title = self.title(held.office)
            if title and title.role:
                index[title.office, held.of].append(held)
                index[title.role, held.of].append(held)
        return index

    @cached_property
    def _aliases(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for alias, key in sorted(self._tables["aliases"]):
            index[key].append(alias)
        return index

    @cached_property
    def _surnames(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for row in self._records("aliases"):
            keys = index[fold(row["alias"])] if row["kind"] == "surname" else []
            if row["key"] not in keys:
                keys.append(row["key"])
        return index

    @cached_property
    def _adjectives(self) -> dict[str, str]:
        index: dict[str, str] = {}
        for row in self._records("metonyms"):
            if row["kind"] == "nationality" and row["weak"] == "0":
                index.setdefault(row["key"], row["alias"])
        return index

    @cached_property
    def _places(self) -> dict[str, list[str]]:
        capitals = {row["capital"] for row in self._records("states")}
        rank = {
            row["key"]: (row["key"] not in capitals, -int(row["population"] or 0), row["key"])
            for row in self._records("places")
        }
        named: dict[str, set[str]] = defaultdict(set)
        for row in self._records("places"):
            named[fold(row["label"])].add(row["key"])
        for alias, key in self._tables["aliases"]:
            if key in rank:
                named[fold(alias)].add(key)
        return {name: sorted(keys, key=rank.__getitem__) for name, keys in named.items()}

    @cached_property
    def _titles(self) -> dict[str, Title]:
        return {fold(text): title for text, title, _ in self._title_rows()}

    @cached_property
    def _title_phrases(self) -> PhraseTable[tuple[Title, bool]]:
        table: PhraseTable[tuple[Title, bool]] = PhraseTable()
        for text, title, plural in self._title_rows():
            table.add(text, (title, plural))
        return table

    def _title_rows(self) -> Iterator[tuple[str, Title, bool]]:
        for row in self._records("titles"):
            title = Title(row["title"], row["office"], row["role"], row["sector"], row["kind"])
            yield row["title"], title, False
            if row["plural"] and row["plural"] != row["title"]:
                yield row["plural"], title, True

    @cached_property
    def _names(self) -> PhraseTable[Reading | None]:
        table: PhraseTable[Reading | None] = PhraseTable()
        for alias, key, kind, exact, weak, *_ in self._alias_rows():
            table.add(alias, Reading(key, kind, weak == "1"), exact=exact == "1")
        for (phrase,) in self._tables["others"]:
            table.add(phrase, None)
        return table

    def _alias_rows(self) -> Iterator[Sequence[str]]:
        """Rows (alias, key, kind, exact, weak) of labels, aliases and metonyms, labels of places by rank."""
        for table in ("persons", "organizations", "states"):
            for row in self._records(table):
                yield row["label"], row["key"], "name", "0", "0"
        yield from self._tables["aliases"].values()
        yield from self._tables["metonyms"].values()
        for row in self._records("venues"):
            yield row["label"], row["key"], "venue", "0", "0"
        for row in sorted(self._records("places"), key=lambda row: -int(row["population"] or 0)):
            yield row["label"], row["key"], "place", "0", row["weak"]


def _readings(found: Sequence[Reading | None]) -> tuple[Reading, ...]:
    """Distinct readings, actors before places; none when the words are a name that means neither."""
    if None in found:
        return ()
    unique: dict[str, Reading] = {}
    for reading in found:
        if reading is not None and (reading.key not in unique or unique[reading.key].weak):
            unique[reading.key] = reading
    return tuple(sorted(unique.values(), key=lambda reading: reading.key.startswith(("place/", "venue/"))))


def _entity(cell: Mapping[str, str], states: Mapping[str, str]) -> Entity:
    """The record of one row; `side` of a person is the organization or state that the row names."""
    table = cell["table"]
    country = cell.get("country") or cell.get("iso3") or None
    state = states.get(country or "")
    return Entity(
        key=cell["key"],
        kind=cell["kind"] if table == "organizations" else table.removesuffix("s"),
        label=cell["label"],
        authority=True,
        qid=cell.get("qid") or None,
        qid_grade=cell.get("qid_grade") or None,
        country=country,
        sector=cell.get("sector") or ("GOV" if table == "states" else None),
        side=(cell.get("side") or state) if table == "persons" else None,
        latitude=_number(cell.get("latitude")),
        longitude=_number(cell.get("longitude")),
        within=cell.get("place") or (state if table in ("places", "venues") else None),
    )


def _number(text: str | None) -> float | None:
    return float(text) if text else None
