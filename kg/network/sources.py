"""The rows that networks are built from, and what the filters need to know of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.network.actors import FACTUALITY_OF_STATUS, ActorIndex, actor_index, actor_network
from kg.network.selection import Facts, Level, in_process
from kg.network.sides import merged, side_ids

if TYPE_CHECKING:
    from kg.network.actors import Network
    from kg.tables import Queryable

Record = Mapping[str, Any]
TABLES = ("articles", "actors", "meetings", "events", "proposals", "positions", "statements")
ACTOR = ("label", "type", "country", "sector")
_SHARED = ("articles", "actors", "meetings", "events")


@dataclass(frozen=True)
class Sources:
    """Rows of the tables by name; a table that was not read has none. `level`: whether sides stand for their actors."""

    tables: Mapping[str, tuple[Record, ...]]
    level: Level = "actor"

    def rows(self, name: str) -> tuple[Record, ...]:
        """Rows of one table, by id where it has one."""
        return self.tables.get(name, ())

    def at(self, level: Level) -> Sources:
        """The same rows seen at another level."""
        return self if level == self.level else replace(self, level=level)

    @cached_property
    def index(self) -> ActorIndex:
        """Finds actors by label."""
        return actor_index(self.rows("actors"))

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """The actor that stands for the side of each actor, by id."""
        return side_ids(self.rows("actors"), self.index)

    def find(self, label: str, articles: Iterable[str]) -> str:
        """Id of the actor that a label means in some articles; at the level of sides, of that which stands for it."""
        actor = self.index.find(label, articles)
        return self.sides.get(actor, actor) if self.level == "side" else actor

    def actor(self, node: str) -> dict[str, Any]:
        """Attributes ACTOR of an actor and the label of its side; of a label that no row has, the label alone."""
        row = self._row(node)
        return {name: row.get(name) for name in ACTOR} | {"side": self._row(self.sides.get(node, node))["label"]}

    def _row(self, node: str) -> Record:
        return self._actors.get(node) or {"label": node.removeprefix("unlisted/")}

    @cached_property
    def _actors(self) -> Mapping[str, Record]:
        return {str(row["id"]): row for row in self.rows("actors")}

    @cached_property
    def network(self) -> Network:
        """The multigraph of all claims that join two actors, or two sides."""
        network = actor_network(self.rows("actors"), self.rows("events"), self.rows("meetings"))
        return merged(network, self.sides) if self.level == "side" else network

    @cached_property
    def links(self) -> tuple[tuple[str, str, Mapping[str, Any], Facts], ...]:
        """Edges of the multigraph with what the filters look at."""
        edges = self.network.edges(data=True)
        return tuple((source, target, data, self.facts(data, data["about"])) for source, target, data in edges)

    @cached_property
    def meetings(self) -> Mapping[str, Record]:
        """Meetings by id."""
        return {str(row["id"]): row for row in self.rows("meetings")}

    @cached_property
    def published(self) -> Mapping[str, str]:
        """Date of each article that has one, by id."""
        return {row["id"]: row["date"] for row in self.rows("articles") if row.get("date")}

    @cached_property
    def topics(self) -> Mapping[str, frozenset[str]]:
        """Issues of each meeting: those of the events told of it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows("events"):
            if row.get("meeting"):
                found[row["meeting"]].update(row.get("issues") or ())
        return {meeting: frozenset(issues) for meeting, issues in found.items()}

    @cached_property
    def processes(self) -> Mapping[str, frozenset[str]]:
        """Labels of the processes whose meetings an article tells of, by its id."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows("meetings"):
            for article in row.get("articles") or () if row.get("process") else ():
                found[article].add(row["process"])
        return {article: frozenset(labels) for article, labels in found.items()}

    def check_process(self, text: str | None) -> None:
        """InputError if no process has `text` in its label."""
        known = sorted({row["process"] for row in self.rows("meetings") if row.get("process")})
        if text is not None and not in_process(text, known):
            raise InputError(f"no process has {text!r} in its label: the processes are {', '.join(known) or 'none'}")

    def told(self, articles: Iterable[str]) -> str | None:
        """Date of the first of some articles; None if none has one."""
        return min((self.published[one] for one in articles if one in self.published), default=None)

    def process_of(self, meeting: str | None, articles: Iterable[str]) -> Collection[str]:
        """Labels of the processes of a claim: that of its meeting, else the one that its articles tell of."""
        known = self.meetings.get(meeting or "")
        if known is not None:
            return [known["process"]] if known.get("process") else []
        around: set[str] = set().union(*(self.processes.get(one, ()) for one in articles))
        return around if len(around) == 1 else []

    def meeting_facts(self, row: Record) -> Facts:
        """The filters' view of a meeting, whose status says how factual it is."""
        factuality = FACTUALITY_OF_STATUS.get(row.get("status") or "held", "possible")
        return self.facts({**row, "factuality": factuality, "event_type": "CONSULT"}, row["id"])

    def facts(self, row: Record, meeting: str | None = None) -> Facts:
        """The filters' view of a row or of the attributes of an edge, of which `meeting` is the meeting if it has one.

        `row` has articles or article; factuality, date, issues, type or event_type where its kind has them.
        """
        articles = list(row.get("articles") or ()) or [row["article"]]
        issues = set(row.get("issues") or ()) | self.topics.get(meeting or "", frozenset())
        processes = self.process_of(meeting, articles)
        kind = row.get("type") or row.get("event_type")
        return Facts(row.get("factuality"), row.get("date"), self.told(articles), issues, processes, kind)


def read_sources(store: Queryable, tables: Iterable[str] = TABLES) -> Sources:
    """The rows of `tables`, and of those that every network needs, from a store's default graph."""
    from kg.tables import records

    names = [name for name in TABLES if name in {*_SHARED, *tables}]
    return Sources({name: tuple(records(store, name)) for name in names})
