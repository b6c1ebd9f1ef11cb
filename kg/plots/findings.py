"""What a plot shows: its rows, and what is said of them in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound
from kg.plots.rows import Record, Rows
from kg.plots.selection import Selection

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Findings:
    """Rows of a plot, in the order in which they are drawn, with its title, the finding in numbers, and the caption.

    `notes` are sentences of the caption: what is counted, what is left out and why.
    """

    name: str
    title: str
    frame: pd.DataFrame
    finding: str
    notes: tuple[str, ...]


def framed(records: Sequence[Record], columns: str) -> pd.DataFrame:
    """A frame with these columns, in this order, whatever the number of records. What is absent is None."""
    import pandas as pd

    names = columns.split()
    frame = pd.DataFrame([[row.get(name) for name in names] for row in records], columns=names, dtype=object)
    numbers = [name for name in names if len(frame) and frame[name].map(type).isin((int, float)).all()]
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in numbers})


def drawn(findings: Findings) -> list[Record]:
    """The rows of the frame as records."""
    return [{str(name): value for name, value in row.items()} for row in findings.frame.to_dict("records")]


def refuse_empty(found: Sequence[Any], what: str, selection: Selection, rows: Rows) -> None:
    """NotFound where there is nothing to draw: what is missing, where, and what to do."""
    if found:
        return
    chosen = [
        f"{name} {value}"
        for name, value in (
            ("--from", selection.since),
            ("--to", selection.until),
            ("--process", selection.process),
            ("--issue", selection.issue),
            ("--factuality", ", ".join(selection.factualities)),
        )
        if value
    ]
    where = f"the {count(len(rows.articles), 'report')} of this store tell"
    if chosen:
        raise NotFound(f"nothing to draw: {where} of no {what} with {', '.join(chosen)}; choose less")
    raise NotFound(f"nothing to draw: {where} of no {what}; read more reports with kg ingest")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: 1 report, 2,000 reports."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Parts as in a sentence: a, b and c."""
    found = [part for part in parts if part]
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def told_by(rows: Iterable[Record]) -> set[str]:
    """Ids of the reports that tell of any of the rows."""
    found: set[str] = set()
    for row in rows:
        found.update(row.get("articles") or ([row["article"]] if row.get("article") else ()))
    return found


def source_note(rows: Rows, told: Iterable[str]) -> str:
    """How many reports the plot rests on, of how many, and their years."""
    known = {str(row["id"]): str(row["date"])[:4] for row in rows.articles if row.get("date")}
    articles = set(told)
    years = sorted(known[article] for article in articles if article in known)
    when = f", {years[0]}–{years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    of = f" of {len(rows.articles):,}" if rows.articles else ""
    return f"Source: {len(articles):,}{of} reports{when}."


def labelled(code: str | None) -> str:
    """A code as words: prisoner_exchange as prisoner exchange."""
    return (code or "none").replace("_", " ")
