"""What the authority knows by name, by Wikidata id and by key: the shipped files and the user's folders on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from kg.errors import AuthorityError
from kg.ingest.authority.match import fold, phrase_pieces
from kg.ingest.authority.records import ENTITY_TABLES, TABLES
from kg.ingest.authority.tables import merge_folders
from kg.resources import shipped

Words = tuple[str, ...]
Cells = dict[str, str]
_NAMED = ("persons", "organizations", "states")


@lru_cache(maxsize=1 << 15)
def words(name: str) -> Words:
    """The words of a name as names are compared, without case: one for all spellings that differ in marks alone."""
    return tuple(fold(piece) for piece in phrase_pieces(name))


class Known:
    """Entities of the shipped authority and of `folders`; indexes are built when first asked for.

    Raises AuthorityError for a folder that is none and a file that cannot be read.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise AuthorityError(f"{folder} is not a folder with authority files: see to --authority")
        self._folders = folders
        self._tables = merge_folders([shipped("data", "authority"), *folders])

    @cached_property
    def own(self) -> frozenset[str]:
        """Keys of the entities that stand in `folders`."""
        tables = merge_folders(self._folders, ENTITY_TABLES)
        return frozenset(key[0] for rows in tables.values() for key in rows)

    @cached_property
    def entities(self) -> dict[str, tuple[str, Cells]]:
        """Table and cells of each entity by key."""
        return {key[0]: (table, cells) for table in ENTITY_TABLES for key, cells in self._rows(table)}

    @cached_property
    def qids(self) -> dict[str, str]:
        """Key of each entity that has a Wikidata id, by that id."""
        return {cells["qid"]: key for key, (_, cells) in self.entities.items() if cells.get("qid")}

    @cached_property
    def states(self) -> dict[str, Cells]:
        """Cells of each state by its ISO 3166-1 alpha-3 code."""
        return {cells["iso3"]: cells for _, cells in self._rows("states") if cells["iso3"]}

    @cached_property
    def sources(self) -> frozenset[str]:
        """Ids of sources.csv."""
        return frozenset(key[0] for key, _ in self._rows("sources"))

    def label(self, key: str) -> str:
        """The usual English name. Raises KeyError."""
        return self.entities[key][1]["label"]

    def named(self, name: str) -> tuple[str, ...]:
        """Keys of the actors with this name, sorted; surnames alone do not count."""
        return tuple(sorted(self._by_name.get(words(name), ())))

    def resembling(self, name: str) -> tuple[str, ...]:
        """Keys of the persons whose first and last word are those of `name`, or whose surname is all of it, sorted."""
        parts = words(name)
        found = self._by_ends.get((parts[0], parts[-1])) if len(parts) > 1 else self._by_surname.get(parts)
        return tuple(sorted(found or ()))

    def knows(self, name: str, *, beyond: Known) -> bool:
        """Whether `name` means somebody, or nobody, here that it does not in `beyond`."""
        ours, theirs = words(name) in self._others, words(name) in beyond._others
        return (ours and not theirs) or bool(set(self.named(name)) - set(beyond.named(name)))

    def has_alias(self, alias: str, key: str) -> bool:
        """Whether `alias` already stands for `key` in this very spelling."""
        return (alias, key) in self._tables["aliases"] or self.label(key) == alias

    def is_nationality(self, word: str) -> bool:
        """Whether a word is the adjective of a state ("Indian")."""
        return fold(word) in self._nationalities

    @cached_property
    def _nationalities(self) -> frozenset[str]:
        return frozenset(fold(cells["alias"]) for _, cells in self._rows("metonyms") if cells["kind"] == "nationality")

    @cached_property
    def _others(self) -> frozenset[Words]:
        return frozenset(words(alias) for (alias,) in self._tables["others"])

    @cached_property
    def _by_name(self) -> dict[Words, set[str]]:
        return _index((words(name), key) for name, key in self._names())

    @cached_property
    def _by_ends(self) -> dict[Words, set[str]]:
        split = ((words(name), key) for name, key in self._names() if key.startswith("person/"))
        return _index(((parts[0], parts[-1]), key) for parts, key in split if len(parts) > 1)

    @cached_property
    def _by_surname(self) -> dict[Words, set[str]]:
        return _index((words(a), key) for (a, key), cells in self._rows("aliases") if cells["kind"] == "surname")

    def _names(self) -> Iterator[tuple[str, str]]:
        for table in _NAMED:
            yield from ((cells["label"], key[0]) for key, cells in self._rows(table))
        for (alias, key), cells in self._rows("aliases"):
            if cells["kind"] != "surname" and key.partition("/")[0] not in ("place", "venue"):
                yield alias, key

    def _rows(self, table: str) -> Iterator[tuple[tuple[str, ...], Cells]]:
        columns = TABLES[table].columns
        for key, row in self._tables[table].items():
            yield key, dict(zip(columns, row, strict=True))


def _index(pairs: Iterable[tuple[Words, str]]) -> dict[Words, set[str]]:
    index: dict[Words, set[str]] = defaultdict(set)
    for parts, key in pairs:
        index[parts].add(key)
    return index
