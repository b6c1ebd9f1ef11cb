"""Mediation events: one row for each meeting or act in which a third party mediates, hosts or convenes.

A meeting that several reports tell is one row with all of them as sources; acts of mediating and hosting that belong to
a meeting go into its row. Columns are named after UCDP GED where it has them; docs/datasets.md says what each holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from kg.export.known import Actor, Known, full_day, when, where
from kg.network.actors import FACTUALITY_OF_STATUS
from kg.tables import Record, records

COLUMNS = tuple(
    """mediation_id claim_type meeting_id label process round kind status factuality event_date date_start date_end
    date_precision placename venue country latitude longitude third_party_ids third_parties third_party_roles
    third_party_types third_party_countries third_party_sides local_actor_ids local_actors local_actor_types
    local_actor_countries individuals individual_roles individual_sides issues attributed_to disputed
    number_of_sources source_id source_office source_headline source_date source_url claim_ids evidence""".split()
)
ROLES = ("mediator", "host", "organizer")  # an actor with several has the first
ACTS = {"mediate": "mediator", "host": "host"}
STATUS_OF_FACTUALITY = {
    "asserted": "held",
    "planned": "planned",
    "possible": "proposed",
    "conditional": "proposed",
    "negated": "denied",
}


@dataclass(frozen=True, slots=True)
class Mediation:
    """A row in the making: the claims that tell of it, first the main one; who has which role in it, and for whom."""

    id: str
    claims: tuple[Record, ...]
    roles: Mapping[str, str]  # by id of the third party
    locals: tuple[str, ...]

    @property
    def told(self) -> Record:
        """The meeting, or the act where there is none."""
        return self.claims[0]


def rows(known: Known) -> Iterator[Record]:
    """Rows by their first possible day; those without a date last."""
    events = list(records(known.store, "events"))
    issues: dict[str | None, set[str]] = {}
    for event in events:
        issues.setdefault(event["meeting"], set()).update(event["issues"])
    found = [_row(known, mediation, issues) for mediation in mediations(known, events)]
    yield from sorted(found, key=lambda row: (row["date_start"] or "~", row["mediation_id"]))


def mediations(known: Known, events: Sequence[Record]) -> Iterator[Mediation]:
    """Meetings with a third party, then acts of mediating and hosting that belong to none."""
    acts = [event for event in events if event["act"] in ACTS]
    meetings = list(records(known.store, "meetings"))
    of_meeting: dict[str, list[Record]] = {}
    status = {row["id"]: _factuality(row) for row in meetings}
    for event in acts:
        if event["meeting"] and status.get(event["meeting"]) == event["factuality"]:
            of_meeting.setdefault(event["meeting"], []).append(event)
    for row in meetings:
        yield from _meeting(known, row, of_meeting.get(row["id"], []))
    held = {event["id"] for told in of_meeting.values() for event in told}
    for key, told in _alike(known, (event for event in acts if event["id"] not in held)):
        yield from _act(known, key, told)


def _meeting(known: Known, row: Record, acts: Sequence[Record]) -> Iterator[Mediation]:
    roles = {role: known.ids(row["id"], role) for role in ROLES}
    for event in acts:
        roles[ACTS[event["act"]]] += known.ids(event["id"], "agent")
    present = known.ids(row["id"], "party") or known.ids(row["id"], "participant")
    third, local = _parted(known, roles, present)
    if third:
        yield Mediation(row["id"], (row, *acts), third, local)


def _act(known: Known, key: str, acts: Sequence[Record]) -> Iterator[Mediation]:
    first = acts[0]
    roles = {ACTS[first["act"]]: known.ids(first["id"], "agent")}
    talks = first["meeting"] if first["meeting"] in known.claims else None
    targets = known.ids(first["id"], "target") or (known.ids(talks, "party") if talks else [])
    third, local = _parted(known, roles, targets)
    if third:
        yield Mediation(key, tuple(acts), third, local)


def _parted(
    known: Known, roles: Mapping[str, Iterable[str]], present: Iterable[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Third parties with their roles, and the local actors; no third parties where nobody stands between sides.

    A host who is one of the sides is none, nor is who receives one side alone, nor a mediator of itself alone. Whom a
    mediator acts for is no side.
    """
    sides = {side for key in present for side in (key, known.side(key))}
    third: dict[str, str] = {}
    for role in ROLES:
        for key in sorted(roles.get(role, ())):
            if set(present) != {key} if role == "mediator" else not sides & {key, known.side(key)}:
                third.setdefault(key, role)
    apart = {side for key in third for side in (key, known.side(key))}
    local = tuple(key for key in present if key not in apart)
    visit = "mediator" not in third.values() and len({known.side(key) for key in local}) == 1
    return ({} if visit else third), local


def _alike(known: Known, acts: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """Acts by the same third parties for the same sides: within a report, across reports if day and sides are known."""
    groups: dict[str, list[Record]] = {}
    for event in acts:
        sides = known.ids(event["id"], "target")
        same = (
            event["act"],
            known.ids(event["id"], "agent"),
            sides,
            event["date"],
            event["place"],
            event["factuality"],
        )
        report = None if sides and full_day(event["date"]) else event["article"]
        digest = sha256(repr((same, report)).encode()).hexdigest()[:16]
        groups.setdefault(f"mediation/{digest}", []).append(event)
    return sorted(groups.items())


def _row(known: Known, mediation: Mediation, issues: Mapping[str | None, set[str]]) -> Record:
    told, claims = mediation.told, mediation.claims
    about = set(chain.from_iterable(row.get("issues") or () for row in claims)) | issues.get(mediation.id, set())
    return {
        "mediation_id": mediation.id,
        "claim_type": "event" if "act" in told else "meeting",
        "meeting_id": told["meeting"] if "act" in told else told["id"],
        **{name: told.get(name) for name in ("label", "process", "round", "kind")},
        "status": told["status"] if "status" in told else STATUS_OF_FACTUALITY.get(told["factuality"]),
        "factuality": _factuality(told),
        **when(known, told),
        **where(known, told),
        **_third_parties(known, mediation.roles),
        **_local_actors(known, mediation.locals),
        **_individuals(known, mediation),
        "issues": sorted(about),
        "attributed_to": known.reader.names(_speakers(known, claims)),
        "disputed": known.disputed(row["id"] for row in claims),
        **_sources(known, claims),
        "claim_ids": [row["id"] for row in claims],
        "evidence": _evidence(claims),
    }


def _factuality(row: Record) -> str | None:
    """That of an event as stated; of a meeting by its status."""
    if "factuality" in row:
        return str(row["factuality"])
    return FACTUALITY_OF_STATUS.get(row["status"] or "held", "possible")


def _third_parties(known: Known, roles: Mapping[str, str]) -> Record:
    actors = known.named(roles)
    return {
        "third_party_ids": [actor.id for actor in actors],
        "third_parties": [actor.label for actor in actors],
        "third_party_roles": [roles[actor.id] for actor in actors],
        "third_party_types": in_step(actor.type for actor in actors),
        "third_party_countries": in_step(actor.country for actor in actors),
        "third_party_sides": in_step(_side_label(known, actor) for actor in actors),
    }


def _local_actors(known: Known, keys: Iterable[str]) -> Record:
    actors = known.named(keys)
    return {
        "local_actor_ids": [actor.id for actor in actors],
        "local_actors": [actor.label for actor in actors],
        "local_actor_types": in_step(actor.type for actor in actors),
        "local_actor_countries": in_step(actor.country for actor in actors),
    }


def _individuals(known: Known, mediation: Mediation) -> Record:
    """Persons by name: those who mediate or host, heads of delegations, and others who are present."""
    found = {key: (role, _side_label(known, known.actor(key))) for key, role in mediation.roles.items()}
    heads = (known.heads[key] for key in known.ids(mediation.told["id"], "head") if key in known.heads)
    for person, of in heads:
        side = known.actor(known.side(of)).label if of else _side_label(known, known.actor(person))
        found.setdefault(person, ("head_of_delegation", side))
    present = chain(mediation.locals, *(known.ids(mediation.told["id"], name) for name in ("party", "participant")))
    for key in present:
        found.setdefault(key, ("participant", _side_label(known, known.actor(key))))
    named = {key: of for key, of in found.items() if known.actor(key).type == "person"}
    people = known.named(named)
    return {
        "individuals": [person.label for person in people],
        "individual_roles": [named[person.id][0] for person in people],
        "individual_sides": in_step(named[person.id][1] for person in people),
    }


def _side_label(known: Known, actor: Actor) -> str | None:
    return known.actor(actor.side).label if actor.side else None


def _speakers(known: Known, claims: Iterable[Record]) -> set[str]:
    return {iri for row in claims for iri in known.claims[row["id"]].all("attributedTo")}


def _sources(known: Known, claims: Iterable[Record]) -> Record:
    """The reports in the order of their dates, the lists in step with one another."""
    ids = set(chain.from_iterable(row["articles"] if "articles" in row else [row["article"]] for row in claims))
    told = sorted((known.articles[key] for key in ids), key=lambda row: (row["date"] or "~", row["id"]))
    return {
        "number_of_sources": len(told),
        "source_id": [row["id"] for row in told],
        "source_office": in_step(row["publisher"] for row in told),
        "source_headline": in_step(row["title"] for row in told),
        "source_date": in_step(full_day(row["date"]) for row in told),
        "source_url": in_step(row["url"] for row in told),
    }


def _evidence(claims: Iterable[Record]) -> str:
    """All sentences as JSON: [{article, start, end, text}]."""
    found: dict[tuple[str, int, int], Record] = {}
    for row in claims:
        for told in row["evidence"] if "articles" in row else [{"text": row["evidence"], **row}]:
            found[told["article"], told["start"], told["end"]] = told
    names = ("article", "start", "end", "text")
    rows = [{name: found[key][name] for name in names} for key in sorted(found)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def in_step(values: Iterable[str | None]) -> list[str]:
    """Members that keep their places beside another list: NA for one unknown, an empty list where all are."""
    members = list(values)
    return [member or "NA" for member in members] if any(members) else []
