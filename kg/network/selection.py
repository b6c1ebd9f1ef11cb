"""Which claims a network counts: the filters that all networks share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kg.schema.terms import ISSUE_BROADER

Level: TypeAlias = Literal["actor", "side"]
LEVELS: tuple[Level, ...] = ("actor", "side")
ASSERTED = ("asserted",)


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters on the claims of a network; the default counts what each network counts by itself.

    factualities: those that count; none means the default of the network (asserted, or all for what is said).
    since, until: ISO dates (2025, 2025-06, 2025-06-02), both included. A claim counts if the whole of its stated date
        lies between them; one without a date counts by the date of its first article, unless `dated`.
    dated: leave out claims without a date of their own, where `since` or `until` is given.
    issues: a claim counts if it is about one of them or a narrower one (`kg.schema.terms.ISSUE_BROADER`). A meeting is
        about what the events told of it are about.
    process: part of the label of a negotiation process, in any case. A claim belongs to the process of its meeting; one
        that names no meeting to the process that its article tells of, if that is one alone.
    without: PLOVER types that do not count; meetings are CONSULT.
    min_weight: leave out ties of a smaller weight, then actors without a tie.
    level: actor, or side, where officials and delegations count as their state (`kg.network.sides`).
    """

    factualities: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    dated: bool = False
    issues: tuple[str, ...] = ()
    process: str | None = None
    without: tuple[str, ...] = ()
    min_weight: int = 1
    level: Level = "actor"

    def between(self, since: str | None, until: str | None) -> Selection:
        """The same selection for another span of time."""
        return replace(self, since=since, until=until)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the filters look at: one claim as they see it.

    `told` is the date of its first article, `type` its PLOVER type.
    """

    factuality: str | None
    date: str | None
    told: str | None
    issues: Collection[str]
    processes: Collection[str]
    type: str | None = None

    @property
    def when(self) -> str | None:
        """Its own date, else that of its first article."""
        return self.date or self.told


def counts(facts: Facts, selection: Selection, factualities: tuple[str, ...]) -> bool:
    """Whether a claim counts; `factualities` is the default of the network (none of them: all)."""
    wanted = selection.factualities or factualities
    return (
        (not wanted or facts.factuality in wanted)
        and on_issue(selection.issues, facts.issues)
        and facts.type not in selection.without
        and in_process(selection.process, facts.processes)
        and _within(facts.date if selection.dated else facts.when, selection)
    )


def bounds(date: str) -> tuple[str, str]:
    """First and last day that a date truncated to its precision can mean; the last of a month is written 31."""
    return (date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :])


def on_issue(wanted: Collection[str], issues: Iterable[str]) -> bool:
    """Whether one of the issues is a wanted one or a narrower one; true where none are wanted."""
    return not wanted or any(wider in wanted for issue in issues for wider in _lineage(issue))


def in_process(wanted: str | None, labels: Iterable[str]) -> bool:
    """Whether one of the labels has the wanted words in it, in any case; true where none are wanted."""
    return wanted is None or any(wanted.casefold() in label.casefold() for label in labels)


def _within(date: str | None, selection: Selection) -> bool:
    if selection.since is None and selection.until is None:
        return True
    if date is None:
        return False
    first, last = bounds(date)
    after = selection.since is None or first >= bounds(selection.since)[0]
    return after and (selection.until is None or last <= bounds(selection.until)[1])


def _lineage(issue: str) -> tuple[str, ...]:
    """The issue and those that are wider, one after another."""
    broader = ISSUE_BROADER.get(issue)
    return (issue, *_lineage(broader)) if broader else (issue,)
