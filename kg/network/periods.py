"""Networks through time: one network a month, quarter, year or round, and what changes from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from kg.errors import InputError
from kg.network.actornets import balance_of, occasion_scores
from kg.network.frames import sorted_frame
from kg.network.registry import build
from kg.network.selection import Selection, bounds, in_process
from kg.network.weaving import undirected

if TYPE_CHECKING:
    from kg.network.sources import Record, Sources
    from kg.network.weaving import Ties


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time with both its days, which are dates truncated to their precision."""

    name: str
    since: str
    until: str


def evolution(networks: Mapping[str, Ties]) -> pd.DataFrame:
    """One row a period, in the order of `networks` (see `by_period`), by the undirected ties.

    period; actors, ties, weight (sum of weights); density (share of the pairs that are tied); components; new_actors
    and lost_actors, new_ties, kept_ties and lost_ties against the period before; jaccard: kept ties by all ties of the
    two periods (Snijders, van de Bunt and Steglich, Introduction to stochastic actor-based models for network dynamics,
    Social Networks 32, 2010, who want 0.3 or more for the two to be one network in change); cooperation, conflict: sums
    of the scores of the events of the period, each occasion once, and balance: the share of cooperation in both. What
    compares with the period before is missing in the first row, the last three where the networks do not have them.
    """
    rows: list[dict[str, Any]] = []
    before: Ties | None = None
    for name, network in networks.items():
        ties = undirected(network)
        rows.append({"period": name} | _shape(ties) | _change(before, ties) | _tone(network))
        before = ties
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return sorted_frame(frame.astype(dict.fromkeys(_CHANGES, "Int64")))


def by_period(
    sources: Sources, name: str = "events", *, period: str = "quarter", selection: Selection | None = None
) -> dict[str, Ties]:
    """Network `name` of each period in which something is dated, by the name of the period, in the order of time.

    `period` is month, quarter, year, or round: from one round of the process of the selection to the day before the
    next. A claim whose date is less precise than a period (2025 for months) is in none. Each network has `cooperation`
    and `conflict` in its `graph` attributes. InputError for another period, or rounds of no process or of several.
    """
    wanted = selection or Selection()
    found = {}
    for one in periods(sources, period, wanted):
        within = _clipped(one, wanted)
        network = build(sources, name, within)
        if network.number_of_edges():
            network.graph.update(_scores(sources, within))
            found[one.name] = network
    return found


def periods(sources: Sources, period: str, selection: Selection) -> list[Period]:
    """The periods in which a claim or an article is dated, or the rounds of a process; in the order of time."""
    if period == "round":
        return _rounds(sources, selection)
    if period not in _OF:
        raise InputError(f"there is no period {period}: the periods are {', '.join((*_OF, 'round'))}")
    found = {made.name: made for day in _dates(sources) for made in _OF[period](day)}
    spans = [found[name] for name in sorted(found)]
    return [one for one in spans if _overlaps(one, selection)]


def _dates(sources: Sources) -> Iterator[str]:
    for table in ("events", "meetings", "articles", "positions", "statements"):
        yield from (row["date"] for row in sources.rows(table) if row.get("date"))


def _year(day: str) -> Iterator[Period]:
    yield Period(day[:4], day[:4], day[:4])


def _quarter(day: str) -> Iterator[Period]:
    if len(day) > 4:
        number = (int(day[5:7]) + 2) // 3
        first, last = (f"{day[:4]}-{month:02}" for month in (3 * number - 2, 3 * number))
        yield Period(f"{day[:4]}-Q{number}", first, last)


def _month(day: str) -> Iterator[Period]:
    if len(day) > 4:
        yield Period(day[:7], day[:7], day[:7])


_OF: Mapping[str, Callable[[str], Iterator[Period]]] = {"month": _month, "quarter": _quarter, "year": _year}


def _rounds(sources: Sources, selection: Selection) -> list[Period]:
    """From each held meeting of the process whose day is known to the day before the next.

    InputError where the text of the selection is in the labels of several processes and is none of them. Where the
    meetings have numbers, those without are left out, and the first day of a number is its day.
    """
    if selection.process is None:
        raise InputError("rounds are those of a process: name it with --process")
    process = _process(sources, selection.process)
    held = [row for row in sources.rows("meetings") if row.get("process") == process and _is_round(row)]
    numbered = [row for row in held if row.get("round")]
    days: dict[str, Record] = {}
    seen: set[int] = set()
    for row in sorted(numbered or held, key=lambda row: str(row["date"])):
        if row.get("round") not in seen:
            days.setdefault(row["date"], row)
        seen |= {row["round"]} if row.get("round") else set()
    if not days:
        raise InputError(f"no meeting of the process {selection.process!r} was held on a known day")
    starts = sorted(days)
    ends = [*(str(date.fromisoformat(day) - timedelta(days=1)) for day in starts[1:]), "9999"]
    return [Period(_round_name(days[day], day), day, end) for day, end in zip(starts, ends, strict=True)]


def _process(sources: Sources, text: str) -> str:
    """The one process that has `text` in its label, or as its label: rounds of two would share their numbers."""
    sources.check_process(text)
    known = {str(row["process"]) for row in sources.rows("meetings") if row.get("process")}
    found = sorted(label for label in known if in_process(text, [label]))
    exact = [label for label in found if label.casefold() == text.casefold()]
    if len(found) > 1 and len(exact) != 1:
        raise InputError(f"rounds are those of one process, and {text!r} is in the labels of: {'; '.join(found)}")
    return (exact or found)[0]


def _is_round(row: Record) -> bool:
    return (row.get("status") or "held") in ("held", "ongoing") and len(row.get("date") or "") == 10


def _round_name(row: Record, day: str) -> str:
    return f"round {row['round']} ({day})" if row.get("round") else day


def _overlaps(one: Period, selection: Selection) -> bool:
    starts = selection.since is None or bounds(one.until)[1] >= bounds(selection.since)[0]
    return starts and (selection.until is None or bounds(one.since)[0] <= bounds(selection.until)[1])


def _clipped(one: Period, selection: Selection) -> Selection:
    """The selection within a period."""
    since = max((one.since, selection.since or one.since), key=lambda day: bounds(day)[0])
    until = min((one.until, selection.until or one.until), key=lambda day: bounds(day)[1])
    return selection.between(since, until)


def _scores(sources: Sources, within: Selection) -> dict[str, float]:
    """Cooperation and conflict of a period: each occasion once, however many actors it ties to one another."""
    signed = build(sources, "signed", within)
    claims = {claim for _, _, tie in signed.edges(data=True) for claim in tie["claims"]}
    scores = occasion_scores(sources)
    told = dict(scores[claim] for claim in sorted(claims))
    balance = balance_of(told.values())
    return {name: balance[name] for name in ("cooperation", "conflict")}


def _shape(ties: Ties) -> dict[str, Any]:
    return {
        "actors": len(ties),
        "ties": ties.number_of_edges(),
        "weight": ties.size(weight="weight"),
        "density": nx.density(ties),
        "components": nx.number_connected_components(ties) if ties else 0,
    }


def _change(before: Ties | None, ties: Ties) -> dict[str, Any]:
    if before is None:
        return {}
    old, new = pairs(before), pairs(ties)
    return {
        "new_actors": len(set(ties) - set(before)),
        "lost_actors": len(set(before) - set(ties)),
        "new_ties": len(new - old),
        "kept_ties": len(new & old),
        "lost_ties": len(old - new),
        "jaccard": len(new & old) / len(new | old) if new | old else float("nan"),
    }


def pairs(ties: Ties) -> set[tuple[str, str]]:
    """The ties as pairs of nodes in the order of their ids."""
    return {(min(u, v), max(u, v)) for u, v in ties.edges()}


def _tone(network: Ties) -> dict[str, Any]:
    if "cooperation" not in network.graph:
        return {}
    cooperation, conflict = network.graph["cooperation"], network.graph["conflict"]
    both = cooperation + conflict
    return {"cooperation": cooperation, "conflict": conflict, "balance": cooperation / both if both else float("nan")}


_CHANGES = ("new_actors", "lost_actors", "new_ties", "kept_ties", "lost_ties")
_COLUMNS = ["period", "actors", "ties", "weight", "density", "components", *_CHANGES, "jaccard"]
_COLUMNS += ["cooperation", "conflict", "balance"]
