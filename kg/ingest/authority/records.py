"""What the authority files hold: the columns of each table, and the records that matching returns."""

from __future__ import annotations

from dataclasses import dataclass

Row = list[str]  # the cells of one line, in the order of Table.columns

PROVENANCE = ("source", "retrieved", "status")
STATUSES = ("verified", "inferred", "seen", "own", "withdrawn")


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: its columns, the columns that identify a row, and those that must not be empty."""

    name: str
    columns: tuple[str, ...]
    identity: tuple[str, ...]
    required: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def index(self, column: str) -> int:
        return self.columns.index(column)


def _table(name: str, columns: str, identity: str, required: str = "") -> Table:
    key = tuple(identity.split())
    return Table(name, (*columns.split(), *PROVENANCE), key, (*key, *required.split()))


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table("persons", "key label country sector side qid qid_grade", "key", "label"),
        _table("offices", "person office title of start end as_of", "person office of start", ""),
        _table("organizations", "key kind subtype label country sector qid qid_grade", "key", "kind label"),
        _table("states", "key label full_name iso2 iso3 is_country capital parent qid", "key", "label is_country"),
        _table(
            "places", "key label kind country latitude longitude geonameid population weak", "key", "label kind weak"
        ),
        _table("venues", "key label place country", "key", "label"),
        _table("aliases", "alias key kind exact weak", "alias key", "kind exact weak"),
        _table("metonyms", "alias key kind exact weak", "alias key", "kind exact weak"),
        _table("others", "alias kind", "alias", "kind"),
        _table("titles", "title plural office role sector kind", "title", "kind"),
        Table("sources", ("id", "name", "licence", "url", "note"), ("id",), ("id", "name", "licence")),
    )
}
ENTITY_TABLES = ("persons", "organizations", "states", "places", "venues")
TITLE_KINDS = ("office", "honorific", "institution")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that matched words may mean. `weak`: only with a further cue (a preposition, a full name nearby)."""

    key: str
    kind: str
    weak: bool


@dataclass(frozen=True, slots=True)
class AliasHit:
    """Tokens [first, last) that name something; several readings where the words alone do not decide.

    A hit without readings is a name that contains an actor or place and means neither (a newspaper, a treaty).
    """

    first: int
    last: int
    readings: tuple[Reading, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(reading.key for reading in self.readings)

    @property
    def kind(self) -> str:
        """Kind of the first reading; "other" for a name that means neither actor nor place."""
        return self.readings[0].kind if self.readings else "other"

    @property
    def weak(self) -> bool:
        return all(reading.weak for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Title:
    """An office noun, honorific or institution noun.

    `office` is its canonical wording, `role` the class of an office that one person holds at a time
    ("foreign_affairs"), else empty; `sector` a PLOVER sector code.
    """

    text: str
    office: str
    role: str
    sector: str
    kind: str


@dataclass(frozen=True, slots=True)
class TitleHit:
    """Tokens [first, last) that are a title; `plural` as in "Foreign Ministers A and B"."""

    first: int
    last: int
    title: Title
    plural: bool
