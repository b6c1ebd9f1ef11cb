"""Actors, places, articles and claims by id: what data sets need of the graph beside the rows of the tables.

Rows name actors and places by label, and two actors may share one ("a senior official"). Here they are found by the
ids that the claims point to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.store.nodes import Node
from kg.tables import Queryable, Record, records
from kg.tables.actors import positions, type_of
from kg.tables.reading import Reader, open_reader


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor; `side` is the id of the state or body for which it acts, `titles` are offices, those of texts first."""

    id: str
    label: str
    type: str | None = None
    country: str | None = None
    sector: str | None = None
    qid: str | None = None
    side: str | None = None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What one store knows, by id. `claims` are events and meetings, `heads` are (person, side that it leads).

    `disputes` are the aspects in which another claim contradicts the one with this id.
    """

    store: Queryable
    reader: Reader
    actors: Mapping[str, Actor]
    places: Mapping[str, Node]
    articles: Mapping[str, Record]
    claims: Mapping[str, Node]
    heads: Mapping[str, tuple[str, str | None]]
    disputes: Mapping[str, set[str]]

    def actor(self, key: str) -> Actor:
        """The actor with this id; one of which the graph says nothing goes by its id."""
        return self.actors.get(key) or Actor(key, key)

    def named(self, keys: Iterable[str]) -> list[Actor]:
        """The actors with these ids, each once, by label."""
        return sorted({self.actor(key) for key in keys}, key=lambda actor: (actor.label, actor.id))

    def ids(self, claim: str, name: str) -> list[str]:
        """Ids of the nodes that property `name` of a claim points to, sorted."""
        return list(map(self.reader.id, self.claims[claim].all(name)))

    def disputed(self, claims: Iterable[str]) -> list[str]:
        """The aspects in which other claims contradict some of these."""
        return sorted(set().union(*(self.disputes.get(claim, ()) for claim in claims)))

    def side(self, key: str) -> str:
        """The id of the side that an actor is on: the one for which it acts, else itself."""
        return self.actor(key).side or key


def open_known(store: Queryable) -> Known:
    """Read what `store` knows: one query a class, so that the time grows with the graph."""
    reader = open_reader(store)
    return Known(
        store=store,
        reader=reader,
        actors={actor.id: actor for actor in _actors(reader)},
        places=_by_id(reader, ("Place", "Venue")),
        articles=dict(_articles(store, reader)),
        claims=_by_id(reader, ("Event", "Meeting")),
        heads=dict(_heads(reader)),
        disputes=_disputes(reader),
    )


def when(known: Known, row: Record) -> Record:
    """Date columns of a row: `event_date` is a day or nothing, `date_start` and `date_end` are the days it can mean."""
    node = known.claims[row["id"]]
    return {
        "event_date": full_day(row["date"]),
        "date_start": node.one("begin"),
        "date_end": node.one("finish"),
        "date_precision": row["date_precision"],
    }


def where(known: Known, row: Record) -> Record:
    """Place columns of a row: the place named, else the one in which the venue lies; degrees are WGS 84."""
    venues = _places(known, row["id"], "venue")
    within = [known.reader.id(iri) for venue in venues for iri in known.places[venue].all("within")]
    spots = _places(known, row["id"], "place") or [key for key in within if key in known.places]
    nodes = [known.places[key] for key in (*spots[:1], *venues[:1])]
    states = [known.actor(key).country for key in known.ids(row["id"], "inCountry")]
    return {
        "placename": nodes[0].one("label") if spots else row["place"],
        "venue": row["venue"],
        "country": next(filter(None, (*(node.one("country") for node in nodes), *states)), None),
        "latitude": nodes[0].one("latitude") if spots else None,
        "longitude": nodes[0].one("longitude") if spots else None,
    }


def full_day(date: str | None) -> str | None:
    """The date if it is known to the day, so that a column of dates holds nothing else."""
    return date if date and len(date) == len("2025-06-02") else None


def _places(known: Known, claim: str, name: str) -> list[str]:
    """Ids of places or venues of a claim in the order of their labels, as the tables choose them."""
    found = [key for key in known.ids(claim, name) if key in known.places]
    return sorted(found, key=lambda key: (known.places[key].one("label") or key, key))


def _by_id(reader: Reader, kinds: Iterable[str]) -> dict[str, Node]:
    return {reader.id(node.iri): node for kind in kinds for node in reader.nodes(kind)}


def _actors(reader: Reader) -> Iterator[Actor]:
    held = positions(reader)
    for key, node in _by_id(reader, ("Actor",)).items():
        yield Actor(
            id=key,
            label=reader.labels.get(node.iri, key),
            type=type_of(node),
            country=node.one("country"),
            sector=node.code("sector"),
            qid=node.one("qid"),
            side=next(map(reader.id, node.all("onBehalfOf")), None),
            titles=_titles(held.get(node.iri, ())),
        )


def _titles(held: Iterable[Record]) -> tuple[str, ...]:
    ordered = sorted(held, key=lambda position: position["source"] == "authority")
    return tuple(dict.fromkeys(position["office"] for position in ordered))


def _articles(store: Queryable, reader: Reader) -> Iterator[tuple[str, Record]]:
    """Rows of articles by id, with `url`: the address as stated, else the source where that is one."""
    urls = {key: node.one("url") for key, node in _by_id(reader, ("Article",)).items()}
    for row in records(store, "articles"):
        source = row["source"] or ""
        yield row["id"], {**row, "url": urls[row["id"]] or (source if source.startswith("http") else None)}


def _heads(reader: Reader) -> Iterator[tuple[str, tuple[str, str | None]]]:
    for key, node in _by_id(reader, ("Head",)).items():
        person = next(map(reader.id, node.all("person")), None)
        if person:
            yield key, (person, next(map(reader.id, node.all("of")), None))


def _disputes(reader: Reader) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node in reader.nodes("Conflict"):
        for iri in (*node.all("about"), *node.all("first"), *node.all("second")):
            found.setdefault(reader.id(iri), set()).update(node.all("aspect"))
    return found
