"""Where meetings take place: one row a city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kg.plots.findings import Findings, count, framed, listed, refuse_empty, source_note, told_by
from kg.plots.negotiations import negotiations
from kg.plots.rows import Record, Rows
from kg.plots.selection import Selection, checked, kept_meetings

COLUMNS = "place latitude longitude meetings held ahead nothing negotiation negotiations articles"

_COLOURED = "Colour and shape: the negotiation of which most meetings are told there."


def find(rows: Rows, selection: Selection) -> Findings:
    """Cities with their meetings: `held` or ongoing, `ahead` (planned, proposed), or come to `nothing`.

    `negotiation` is the one of which most meetings are told there; `negotiations` are all. Meetings without a city, or
    in one whose coordinates the graph lacks, are counted in a note. NotFound where nothing is left.
    """
    known = negotiations(rows)
    meetings = kept_meetings(rows, checked(selection, known), known)
    spots = {str(spot["meeting"]): spot for spot in rows.spots}
    found: dict[tuple[str, float, float], list[Record]] = {}
    for row in meetings:
        if spot := spots.get(str(row["id"])):
            key = (str(spot["place"]), float(spot["latitude"]), float(spot["longitude"]))
            found.setdefault(key, []).append(row)
    refuse_empty(list(found), "meeting in a city whose coordinates are known", selection, rows)
    shown = sorted((_city(key, of) for key, of in found.items()), key=lambda row: (-row["meetings"], row["place"]))
    total = sum(row["meetings"] for row in shown)
    nowhere = f"{count(len(meetings) - total, 'meeting')} of which no city is told, or none with coordinates"
    notes = (
        f"{count(total, 'meeting')} in {count(len(shown), 'city', 'cities')}.",
        *([f"Not drawn: {nowhere}."] if len(meetings) > total else ()),
        *([_COLOURED] if selection.by == "process" else ()),
        source_note(rows, told_by(shown)),
        "Base map: Natural Earth.",
    )
    title = "Where negotiators meet"
    return Findings("map", title, framed(shown, COLUMNS), _finding(shown, total), notes)


def _city(key: tuple[str, float, float], meetings: Sequence[Record]) -> dict[str, Any]:
    kinds = Counter(_outcome(row) for row in meetings)
    lanes: Mapping[str, int] = Counter(row["negotiation"] for row in meetings)
    ranked = sorted(lanes, key=lambda lane: (-lanes[lane], lane))
    place, latitude, longitude = key
    return {
        "place": place,
        "latitude": latitude,
        "longitude": longitude,
        "meetings": len(meetings),
        **{name: kinds[name] for name in ("held", "ahead", "nothing")},
        "negotiation": ranked[0],
        "negotiations": ranked,
        "articles": sorted(told_by(meetings)),
    }


def _outcome(meeting: Record) -> str:
    return {"asserted": "held", "negated": "nothing"}.get(meeting["factuality"], "ahead")


def _finding(shown: Sequence[Record], total: int) -> str:
    most = listed(f"{row['place']} ({row['meetings']})" for row in shown[:5])
    held = sum(row["held"] for row in shown)
    where = f"{count(total, 'meeting')} in {count(len(shown), 'city', 'cities')}"
    return f"{where}, {held} of them held or ongoing. Most: {most}."
