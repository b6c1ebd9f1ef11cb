"""Decides what an accepted row becomes: a new actor, a name or Wikidata id of a known one, or a name of no actor."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.ingest.authority.match import fold, phrase_pieces
from kg.ingest.authority.records import TABLES
from kg.reconcile.folder import Additions
from kg.reconcile.known import Known, Words, words
from kg.reconcile.sheet import Row

_TABLES = {"person": "persons", "organization": "organizations", "armed_group": "organizations"}
_TYPES = (*_TABLES, "other")
_QID = re.compile(r"Q[1-9][0-9]*")
_SECTOR = re.compile(r"[A-Z]{3}")
_REST = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # of a key, after its type
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SOURCES = {  # name, licence, url, note of the sources that accepted rows name
    "accepted": ("Names of reports, accepted by hand", "facts", "", "Accepted by whoever keeps this folder."),
    "wikidata": (
        "Wikidata, through a reconciliation service",
        "CC0 1.0",
        "https://www.wikidata.org/",
        "Proposed by the service, accepted by whoever keeps this folder.",
    ),
}


class Refused(Exception):
    """Why a row cannot be taken."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where accepted rows come from: the day of acceptance, and the id of a source that the user has; else ours."""

    day: str
    source: str | None = None

    def of(self, row: Row) -> dict[str, str]:
        """Cells source, retrieved and status of `row`; what a service proposed stands in Wikidata."""
        proposed = bool(row["service"] and row["qid"])
        source = self.source or ("wikidata" if proposed else "accepted")
        return {"source": source, "retrieved": self.day, "status": "verified" if proposed else "own"}


@dataclass
class Plan:
    """The rows to write so far, and a note on what became of each name."""

    known: Known
    provenance: Provenance
    additions: Additions = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _lines: dict[Words, int] = field(default_factory=dict)  # where a name was accepted
    _labels: dict[str, str] = field(default_factory=dict)  # of new keys
    _qids: dict[str, str] = field(default_factory=dict)  # new holders of Wikidata ids

    def take(self, line: int, row: Row) -> None:
        """Plan what one accepted row says. Raises Refused."""
        self._check(row)
        if row["type"] == "other":
            self._take_other(row)
        else:
            self._take_actor(row)
        self._lines[words(row["label"])] = line

    def _check(self, row: Row) -> None:
        name = words(row["label"])
        if not any(c.isalnum() for c in row["label"]):
            raise Refused(f"label {row['label']!r} has no letter or digit")
        if not (row["label"] + row["spellings"]).isprintable():
            raise Refused(f"label {row['label']!r} or one of its spellings has characters that cannot be seen: mend it")
        if name in self._lines:
            raise Refused(f"{row['label']!r} is accepted in line {self._lines[name]} already: accept one of the two")
        if row["type"] not in _TYPES:
            raise Refused(f"type {row['type']!r} is not one of {', '.join(_TYPES)}")
        if row["qid"] and not _QID.fullmatch(row["qid"]):
            raise Refused(f"qid {row['qid']!r} is not a Wikidata identifier such as Q212")
        if row["country"] and row["country"] not in self.known.states:
            raise Refused(f"country {row['country']!r} is not the ISO 3166-1 alpha-3 code of a state, such as UKR")
        if row["side"] and row["type"] == "person" and self._label(row["side"]) is None:
            raise Refused(f"side {row['side']!r} is no known key: give one, such as state/ua, or clear it")
        if row["sector"] and not _SECTOR.fullmatch(row["sector"]):
            raise Refused(f"sector {row['sector']!r} is not a PLOVER sector code such as GOV")

    def _take_other(self, row: Row) -> None:
        for alias in _spellings(row):
            self._add("others", row, {"alias": alias, "kind": "other"})
        self.notes.append(f"{row['label']}: no actor")

    def _take_actor(self, row: Row) -> None:
        key = self._key(row)
        label = self._label(key)
        before = self._size()
        if label is None:
            self._add_entity(key, row)
        elif row["qid"]:
            self._identify(key, row)
        self._add_aliases(key, row)
        how = "" if label is None else f", as a name of {label}" if self._size() > before else ", there already"
        self.notes.append(f"{row['label']}: {key}{how}")

    def _size(self) -> int:
        return sum(map(len, self.additions.values()))

    def _label(self, key: str) -> str | None:
        """What a known or planned actor is called; None for a new key."""
        return self.known.label(key) if key in self.known.entities else self._labels.get(key)

    def _holder(self, qid: str) -> str | None:
        return self.known.qids.get(qid) or self._qids.get(qid)

    def _key(self, row: Row) -> str:
        """Whom a row means: the key that it gives, else whoever has its Wikidata id, else somebody new."""
        if row["key"]:
            return row["key"]
        if holder := self._holder(row["qid"]):
            return holder
        key = f"{row['type']}/{_slug(row['label'])}"
        if key in self.known.own and self.known.label(key) == row["label"]:
            return key  # accepted before
        if namesakes := self.known.named(row["label"]):
            names = ", ".join(namesakes)
            raise Refused(f"{row['label']!r} is a name of {names}: set key to one of them or to a new key")
        if taken := self._label(key):
            raise Refused(f"the key {key} of {row['label']!r} is that of {taken}: set key to it or to a new key")
        return key

    def _identify(self, key: str, row: Row) -> None:
        """Give the Wikidata id to an actor that is there already, unless it has it."""
        if self._holder(row["qid"]) == key:
            return
        self._check_free(key, row["qid"])
        table, cells = self.known.entities.get(key, ("", {}))
        if cells.get("qid"):
            raise Refused(f"{key} is {cells['qid']} in Wikidata, not {row['qid']}: mend key or qid")
        if table not in _TABLES.values():
            raise Refused(f"qid {row['qid']} cannot be given to {key}: clear qid")
        self._qids[row["qid"]] = key
        self._add(table, row, {**cells, "qid": row["qid"], "qid_grade": "A"})

    def _check_free(self, key: str, qid: str) -> None:
        holder = self._holder(qid)
        if holder not in (None, key):
            raise Refused(f"{qid} is {holder} ({self._label(holder or '')}), not {key}: mend key or qid")

    def _add_entity(self, key: str, row: Row) -> None:
        kind, _, rest = key.partition("/")
        if kind != row["type"] or not _REST.fullmatch(rest):
            raise Refused(f"the new key {key!r} is not {row['type']}/ and words of a-z0-9 joined by hyphens")
        self._check_free(key, row["qid"])
        cells = {"key": key, **{name: row[name] for name in ("label", "country", "sector", "qid")}}
        if row["type"] == "person":
            own = self.known.states.get(row["country"], {}).get("key")
            cells["side"] = row["side"] if row["side"] != own else ""
        else:
            cells |= {"kind": row["type"], "subtype": row["type"]}
        if row["qid"]:
            cells["qid_grade"] = "A"
            self._qids[row["qid"]] = key
        self._labels[key] = row["label"]
        self._add(_TABLES[row["type"]], row, cells)

    def _add_aliases(self, key: str, row: Row) -> None:
        label = self._label(key) or ""
        for alias in _spellings(row):
            there = key in self.known.entities and self.known.has_alias(alias, key)
            if not there and phrase_pieces(alias) != phrase_pieces(label):
                weak = self._is_weak(alias, key)
                self._add("aliases", row, {"alias": alias, "key": key, "weak": weak, **_kind(alias, key, label)})

    def _is_weak(self, alias: str, key: str) -> str:
        """1 where the words alone do not tell: one word of a person's name, or a name of somebody else too."""
        alone = key.startswith("person/") and len(words(alias)) == 1
        return "1" if alone or set(self.known.named(alias)) - {key} else "0"

    def _add(self, table: str, row: Row, cells: dict[str, str]) -> None:
        full = {**cells, **self.provenance.of(row)}
        self._append(table, [full.get(column, "") for column in TABLES[table].columns])
        source = full["source"]
        if source in _SOURCES and source not in self.known.sources:
            self._append("sources", [source, *_SOURCES[source]])

    def _append(self, table: str, cells: list[str]) -> None:
        rows = self.additions.setdefault(table, [])
        if cells not in rows:
            rows.append(cells)


def _spellings(row: Row) -> list[str]:
    """The label and the other spellings of a row, each once."""
    found = (row["label"], *(text.strip() for text in row["spellings"].split(";")))
    return list(dict.fromkeys(name for name in found if any(c.isalnum() for c in name)))


def _kind(alias: str, key: str, label: str) -> dict[str, str]:
    """Cells kind and exact of an alias: an acronym matches in its own case only."""
    if alias.isupper() and len(words(alias)) == 1 and not key.startswith("person/"):
        return {"kind": "acronym", "exact": "1"}
    surname = key.startswith("person/") and len(words(alias)) == 1 and words(alias)[0] in words(label)[1:]
    return {"kind": "surname" if surname else "spelling", "exact": "0"}


def _slug(label: str) -> str:
    """A label as the last part of a key. Raises Refused for a label without Latin letters or digits."""
    slug = _NOT_SLUG.sub("-", fold(label).replace("'", "").replace(".", "")).strip("-")
    if not slug:
        raise Refused(f"no key can be made of {label!r}: set key")
    return slug
