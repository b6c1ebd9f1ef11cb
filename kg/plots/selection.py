"""What of the rows a plot counts: a range of days, a negotiation, an issue, what happened or was planned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from kg.errors import InputError, NotFound
from kg.network.actors import FACTUALITY_OF_STATUS
from kg.network.checking import checked_choice, checked_dates
from kg.network.selection import on_issue as about
from kg.plots.negotiations import Negotiations
from kg.plots.rows import Record, Rows
from kg.plots.timescale import Span, span
from kg.schema.terms import FACTUALITIES, ISSUES

PERIODS = ("month", "quarter", "year")
GROUPINGS = ("status", "process")


@dataclass(frozen=True, slots=True)
class Selection:
    """What to count. `since` and `until` are ISO dates, which may be truncated; `process` is a part of a name.

    An empty `factualities` leaves it to the plot. `actors` and `period` are for the dyad, `by` is for the map, `top`
    is how many rows or groups are drawn.
    """

    since: str | None = None
    until: str | None = None
    process: str | None = None
    issue: str | None = None
    factualities: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    period: str | None = None
    by: str = "status"
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """The days that a row can mean. `told` is False where only the report's day is known, before which it lies."""

    first: int
    last: int
    precision: str
    told: bool

    @property
    def middle(self) -> float:
        """The middle of the days, as an ordinal."""
        return (self.first + self.last + 1) / 2


def checked(selection: Selection, known: Negotiations) -> Selection:
    """The selection with `process` as a full name in lower case. InputError, NotFound say what is wrong with it."""
    checked_dates(selection.since, selection.until, ("--from", "--to"))
    checked_choice(selection.issue, ISSUES, "--issue")
    checked_choice(selection.period, PERIODS, "--period")
    checked_choice(selection.by, GROUPINGS, "--by")
    for factuality in selection.factualities:
        checked_choice(factuality, FACTUALITIES, "--factuality")
    if selection.top is not None and selection.top < 1:
        raise InputError(f"--top {selection.top}: at least 1")
    if selection.process:
        _named(selection.process, sorted(set(known.by_id.values())))
    return selection


def _named(process: str, names: list[str]) -> None:
    if any(process.casefold() in name.casefold() for name in names):
        return
    raise NotFound(f"no negotiation is called {process}: {near(process, names)}")


def near(name: str, names: Iterable[str]) -> str:
    """What of `names` is written much like `name`, for an error."""
    folded = {one.casefold(): one for one in sorted(names, reverse=True)}
    words: dict[str, list[str]] = {}
    for key, one in sorted(folded.items()):
        for word in (key, *re.findall(r"\w+", key)):
            words.setdefault(word, []).append(one)
    spelt = get_close_matches(name.casefold(), sorted(words), n=5, cutoff=0.65)
    close = list(dict.fromkeys(one for word in spelt for one in words[word]))[:5]
    return f"near it are {', '.join(close)}" if close else f"there are {', '.join(sorted(folded.values())[:5])} ..."


def dating(rows: Rows) -> Mapping[str, Span]:
    """The day of each article that has one, by its id."""
    found = {str(row["id"]): span(row.get("date")) for row in rows.articles}
    return {key: when for key, when in found.items() if when}


def dated(row: Record, reports: Mapping[str, Span], *, guess: bool = True) -> Dated | None:
    """The days that a row means: its own; else, as a `guess`, those of the first report that tells it."""
    when = span(row.get("date"), row.get("end") if isinstance(row.get("end"), str) else None)
    if when:
        return Dated(when.first, when.last, when.precision, True)
    articles = row.get("articles") or [row["article"] for _ in (1,) if row.get("article")]
    told = [reports[article] for article in articles if article in reports] if guess else []
    if not told:
        return None
    first = min(told, key=lambda one: (one.first, one.last))
    return Dated(first.first, first.last, first.precision, False)


def in_range(when: Dated | None, selection: Selection) -> bool:
    """Whether a row may lie within the days selected; one without any day lies nowhere but in all of time."""
    if selection.since is None and selection.until is None:
        return True
    since, until = span(selection.since), span(selection.until)
    if when is None:
        return False
    return not (since and when.last < since.first) and not (until and when.first > until.last)


def on_issue(issues: Iterable[str], selection: Selection) -> bool:
    """Whether one of `issues` is the one selected or a narrower one."""
    return about(() if selection.issue is None else (selection.issue,), issues)


def in_process(name: str | None, selection: Selection) -> bool:
    """Whether a negotiation of this name is selected."""
    return selection.process is None or (name is not None and selection.process.casefold() in name.casefold())


def is_counted(factuality: str | None, selection: Selection, otherwise: Iterable[str]) -> bool:
    """Whether what is told so is counted; `otherwise` is what a plot counts where nothing is selected."""
    return (factuality or "asserted") in (selection.factualities or tuple(otherwise))


def meeting_issues(rows: Rows) -> Mapping[str, set[str]]:
    """Issues of the events of each meeting, by its id: a meeting has none of its own."""
    found: dict[str, set[str]] = {}
    for event in rows.events:
        if event.get("meeting"):
            found.setdefault(str(event["meeting"]), set()).update(event.get("issues") or ())
    return found


def kept_meetings(rows: Rows, selection: Selection, known: Negotiations) -> list[Record]:
    """Meetings that are selected, with `negotiation` and `when` beside their columns; undated ones have None.

    The status decides the factuality: held and ongoing are asserted, planned and postponed planned, proposed possible,
    cancelled and denied negated.
    """
    issues = meeting_issues(rows) if selection.issue else {}
    kept: list[Record] = []
    for row in sorted(rows.meetings, key=lambda row: str(row["id"])):
        when, lane = dated(row, {}, guess=False), known.by_id.get(str(row["id"]))
        factuality = FACTUALITY_OF_STATUS.get(row.get("status") or "held", "possible")
        wanted = in_range(when, selection) and in_process(lane, selection)
        wanted = wanted and on_issue(issues.get(str(row["id"]), ()), selection)
        if wanted and is_counted(factuality, selection, FACTUALITIES):
            kept.append({**row, "negotiation": lane, "when": when, "factuality": factuality})
    return kept


def without_limit(selection: Selection, top: int) -> Selection:
    """The selection with `top` where it names none."""
    return selection if selection.top else replace(selection, top=top)
