"""Says in a few lines of text what the tables hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any, TypeAlias

Record: TypeAlias = Mapping[str, Any]
Tables: TypeAlias = Mapping[str, Sequence[dict[str, Any]]]  # rows of the tables of kg.tables

SHOWN = 8  # lines a heading


def findings(tables: Tables) -> Iterator[str]:
    """Lines for people: how much was found, who is spoken of most, meetings, proposals with their answers."""
    yield from counts(tables)
    yield from section("Spoken of most", map(actor_line, most_mentioned(tables["actors"])))
    yield from section("Meetings told of most", map(meeting_line, by_date(best_told(tables["meetings"]))))
    answered = [row for row in by_date(tables["proposals"]) if row["responses"]]
    yield from section("Proposals that were answered", map(proposal_line, answered))
    yield from section("Agreements", map(agreement_line, by_date(tables["agreements"])))
    yield from section("Negotiations over several meetings", process_lines(tables["meetings"]))
    yield from section("In dispute", map(conflict_line, tables["conflicts"]))


def section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """The heading with its first lines and the number of those left out; nothing without lines."""
    rows = list(lines)
    if not rows:
        return
    yield ""
    yield f"{heading}:"
    yield from (f"  {row}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  and {len(rows) - SHOWN} more"


def counts(tables: Tables) -> Iterator[str]:
    """One line a table with its rows; events are told apart by factuality."""
    for name, rows in tables.items():
        told = Counter(str(row["factuality"]) for row in rows) if name == "events" else {}
        detail = ", ".join(f"{count} {kind}" for kind, count in sorted(told.items(), key=lambda item: -item[1]))
        yield f"{len(rows):6}  {name}{f' ({detail})' if detail else ''}"


def most_mentioned(actors: Iterable[Record]) -> list[Record]:
    """Actors by falling number of mentions, those of equal number by label."""
    return sorted(actors, key=lambda row: (-(row["mentions"] or 0), row["label"]))


def best_told(rows: Iterable[Record]) -> list[Record]:
    """The rows that most sentences support, no more than are shown."""
    return sorted(rows, key=lambda row: (-len(row["evidence"]), str(row["id"])))[:SHOWN]


def by_date(rows: Iterable[Record]) -> list[Record]:
    """Rows in the order of their dates, undated ones last."""
    return sorted(rows, key=lambda row: (str(row["date"] or "9999"), str(row["id"])))


def actor_line(row: Record) -> str:
    """An actor with type, mentions and the number of reports."""
    return f"{row['label']} ({row['type']}), mentions: {row['mentions']}, reports: {len(row['articles'])}"


def meeting_line(row: Record) -> str:
    """A meeting with date, place, parties and status."""
    where = ", ".join(str(row[name]) for name in ("venue", "place") if row[name])
    who = " - ".join(row["parties"] or row["participants"])
    parts = (str(row["date"] or "no date"), row["label"], where, who, row["status"])
    return " | ".join(part for part in parts if part)


def proposal_line(row: Record) -> str:
    """A proposal, who made it, and what each answer was."""
    proposers = ", ".join(row["proposers"]) or "somebody"
    answers = "; ".join(f"{', '.join(answer['by']) or 'somebody'}: {answer['stance']}" for answer in row["responses"])
    return f"{brief(row['label'])}, by {proposers} -> {answers}"


def agreement_line(row: Record) -> str:
    """An agreement with its date, parties and status."""
    return f"{row['date'] or 'no date'} | {brief(row['label'])} | {', '.join(row['parties'])} | {row['status']}"


def process_lines(meetings: Iterable[Record]) -> Iterator[str]:
    """Each process with the number of its meetings and of the reports that tell of them, the longest first."""
    found: dict[str, list[Record]] = {}
    for row in meetings:
        if row["process"]:
            found.setdefault(row["process"], []).append(row)
    for name, rows in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        reports = {article for row in rows for article in row["articles"]}
        yield f"{name}: {len(rows)} meeting{'' if len(rows) == 1 else 's'}, reports: {len(reports)}"


def conflict_line(row: Record) -> str:
    """What is disputed and who says what: the sentences where one denies what another says, else the values."""
    first, second = (row[name] or "somebody" for name in ("first_by", "second_by"))
    words = [brief(" ".join((proof["text"] or "").split())) for proof in row["evidence"]]
    if row["about"].startswith("polarity") and len(words) == 1:
        return f"{first} says it, {second} denies it: {words[0]}"
    if row["about"].startswith("polarity") and words:
        return f"{first}: {words[0]} | {second}: {words[-1]}"
    return f"{brief(row['about'])}: {row['first']} ({first}) against {row['second']} ({second})"


def brief(text: str) -> str:
    """The first words of a text, as many as a line has room for."""
    return shorten(text, 70, placeholder=" ...")
