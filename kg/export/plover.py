"""Event data in the shape of POLECAT, the data set that is coded with PLOVER: one row a dyad of an event.

Columns that POLECAT has bear its names in lower case with underscores; docs/datasets.md says what each holds. PLOVER
itself lists all actors of an event in one record and leaves it to users to expand it; here it is expanded: a row for
each agent and target. What two sides do together has a row in each direction, marked `symmetric`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TypeAlias

from kg.export.known import Known, full_day, when, where
from kg.network.actors import RECIPROCAL_ACTS, event_pairs
from kg.network.plover import quad_number, score_of
from kg.schema.terms import ACT_MODE, ISSUE_CONTEXT, MODES
from kg.tables import Record, records

COLUMNS = tuple(
    """event_id claim_id event_date date_start date_end date_precision event_type event_mode intensity quad_code
    contexts type_candidates act issues factuality attributed_to disputed symmetric actor_id actor_name actor_type
    actor_country primary_actor_sector actor_title wikidata_actor_id recipient_id recipient_name recipient_type
    recipient_country primary_recipient_sector recipient_title wikidata_recipient_id placename venue country
    latitude longitude quantity_min quantity_max quantity_unit meeting_id article_id source headline
    publication_date url language text text_start text_end confidence version""".split()
)
BOTH_WAYS = RECIPROCAL_ACTS - {"agree", "plan_meeting", "other"}  # mutual even where the text names a target

Dyad: TypeAlias = tuple[str | None, str | None, bool]


def rows(known: Known) -> Iterator[Record]:
    """Rows in the order of the table of events; an event in which nobody is named has none."""
    for event in records(known.store, "events"):
        shared = {
            **_coding(known, event),
            **when(known, event),
            **where(known, event),
            **_amount(event),
            **_source(known, event),
        }
        for actor, recipient, symmetric in dyads(
            known.ids(event["id"], "agent"), known.ids(event["id"], "target"), event["act"]
        ):
            yield {
                **shared,
                "event_id": _event_id(event["id"], actor, recipient),
                "symmetric": symmetric,
                **_side(known, "actor", actor),
                **_side(known, "recipient", recipient),
            }


def dyads(agents: Sequence[str], targets: Sequence[str], act: str | None) -> list[Dyad]:
    """(actor, recipient, symmetric) of an event, each once; None where the text names nobody on that side."""
    pairs = event_pairs({"agents": agents, "targets": targets, "act": act})
    found = {(source, target, mutual or act in BOTH_WAYS) for source, target, mutual in pairs}
    found |= {(target, source, True) for source, target, symmetric in found if symmetric}
    if found:
        return sorted(found)
    if agents:
        return [(agent, None, False) for agent in sorted(set(agents))]
    return [(None, target, False) for target in sorted(set(targets))]


def mode_of(event: Record, meeting: str | None) -> str | None:
    """The mode as the text states it, else the usual one of the act; talks are by phone if the `meeting` is a call."""
    if event["mode"]:
        return str(event["mode"])
    usual = ACT_MODE.get(event["act"])
    if usual in MODES.get(event["event_type"], ()):
        return usual
    by_phone = event["event_type"] == "CONSULT" and meeting == "call"
    return "phone" if by_phone else None


def _coding(known: Known, event: Record) -> Record:
    meeting = known.claims.get(event["meeting"])
    kind, mode = event["event_type"], mode_of(event, meeting.code("kind") if meeting else None)
    usual = {ISSUE_CONTEXT[issue] for issue in event["issues"] if issue in ISSUE_CONTEXT}
    kept = ("act", "issues", "factuality", "attributed_to", "type_candidates", "confidence")
    return {
        "event_type": kind,
        "event_mode": mode,
        "intensity": score_of(kind, mode),
        "quad_code": quad_number(kind),
        "disputed": known.disputed([event["id"]]),
        "contexts": event["context"] or sorted(usual),
        **{column: event[column] for column in kept},
    }


def _event_id(claim: str, actor: str | None, recipient: str | None) -> str:
    """The claim's id and a digest of the two sides: it stays when other sides of the event come or go."""
    digest = sha256(repr((actor, recipient)).encode()).hexdigest()[:8]
    return f"{claim}/{digest}"


def _side(known: Known, side: str, key: str | None) -> Record:
    actor = known.actor(key) if key else None
    return {
        f"{side}_id": actor and actor.id,
        f"{side}_name": actor and actor.label,
        f"{side}_type": actor and actor.type,
        f"{side}_country": actor and actor.country,
        f"primary_{side}_sector": actor and actor.sector,
        f"{side}_title": actor and list(actor.titles),
        f"wikidata_{side}_id": actor and actor.qid,
    }


def _amount(event: Record) -> Record:
    amount = event["quantity"] or {}
    return {f"quantity_{part}": amount.get(part) for part in ("min", "max", "unit")}


def _source(known: Known, event: Record) -> Record:
    article = known.articles[event["article"]]
    return {
        "claim_id": event["id"],
        "meeting_id": event["meeting"],
        "article_id": event["article"],
        "source": article["publisher"],
        "headline": article["title"],
        "publication_date": full_day(article["date"]),
        "url": article["url"],
        "language": article["language"],
        "text": event["evidence"],
        "text_start": event["start"],
        "text_end": event["end"],
        "version": event["extractor"],
    }
