"""The rows that plots are made of: those of the tables, and where the cities of meetings lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

    from kg.tables import Queryable
    from kg.tables.reading import Reader

    Source: TypeAlias = "Queryable | Mapping[str, Iterable[Mapping[str, Any]] | pd.DataFrame] | Rows"

Record = Mapping[str, Any]
_WITHIN = "SELECT ?venue ?place { ?venue a neg:Venue ; neg:within ?place }"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the tables, with the columns of `kg table`.

    Rows of `spots` are (meeting, place, latitude, longitude): the id of a meeting, the city in which it is told to be,
    or in which its venue lies, and its degrees (WGS 84).
    """

    articles: tuple[Record, ...] = ()
    actors: tuple[Record, ...] = ()
    meetings: tuple[Record, ...] = ()
    events: tuple[Record, ...] = ()
    proposals: tuple[Record, ...] = ()
    agreements: tuple[Record, ...] = ()
    handovers: tuple[Record, ...] = ()
    positions: tuple[Record, ...] = ()
    spots: tuple[Record, ...] = ()


def read_rows(source: Source) -> Rows:
    """Rows of an open store; or of a mapping from names of tables to records or frames, in which tables may lack."""
    if isinstance(source, Rows):
        return source
    if isinstance(source, Mapping):
        return Rows(**{field.name: tuple(_records(source.get(field.name, ()))) for field in fields(Rows)})
    from kg.tables import records
    from kg.tables.reading import open_reader

    names = [field.name for field in fields(Rows) if field.name != "spots"]
    return Rows(**{name: tuple(records(source, name)) for name in names}, spots=tuple(spots(open_reader(source))))


def _records(table: Any) -> Iterable[Record]:
    """Records as they are; of a frame its rows, in which what pandas calls missing is None."""
    if not hasattr(table, "to_dict"):
        return table  # type: ignore[no-any-return]
    return ({name: _present(value) for name, value in row.items()} for row in table.to_dict("records"))


def _present(value: Any) -> Any:
    import pandas as pd

    return None if not isinstance(value, (list, dict, tuple)) and pd.isna(value) else value


def spots(reader: Reader) -> Iterator[Record]:
    """Where each meeting is told to be, if its city has coordinates."""
    places = {node.iri: node for node in reader.nodes("Place")}
    within = dict(reader.rows(_WITHIN))
    for node in reader.nodes("Meeting"):
        told = node.all("place") or [within[venue] for venue in node.all("venue") if venue in within]
        cities = sorted((places[iri] for iri in told if iri in places), key=lambda place: str(place.one("label")))
        for place in cities[:1]:
            degrees = place.one("latitude"), place.one("longitude")
            if None not in degrees:
                where = {"place": place.one("label"), "latitude": degrees[0], "longitude": degrees[1]}
                yield {"meeting": reader.id(node.iri), **where}
