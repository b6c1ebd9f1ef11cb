"""limits.md: limits.template.md with the figures of benchmarks/EXTRACTION.md and CONFIDENCE.md in their places.

Figures are per cent, rounded; none is typed into the text. A measure that the benchmark no longer has is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from docs.generate import ROOT
from docs.generate.markdown import table

TEMPLATE = Path(__file__).with_name("limits.template.md")
EXTRACTION = ROOT / "benchmarks" / "EXTRACTION.md"
CONFIDENCE = ROOT / "benchmarks" / "CONFIDENCE.md"
SETS = {  # name in the template: section of EXTRACTION.md
    "press": "put_away",
    "seen": "looked_at",
    "samples": "sample reports, put_away",
    "world": "world",
}
MEASURES = {  # name in the template: measure
    "actors": "actors",
    "events": "events: sentence and type",
    "agents": "events: with agents",
    "full": "events: full",
    "issue": "of matched: issue, where there is one",
    "factuality": "of matched: factuality",
    "attribution": "of matched: attribution",
    "dates": "of matched: date, where there is one",
    "meetings": "meetings",
    "statements": "statements with speaker",
    "conflicts": "conflicts: both claims",
    "told_meetings": "meetings: accounts found",
    "told_proposals": "proposals: accounts found",
    "told_agreements": "agreements: accounts found",
    "same_meetings": "identity of meetings, of those found",
    "same_actors": "identity of actors, of those found",
}
_WORDS = {  # measures of the overview, in words
    "actors": "an actor, under its name",
    "events": "an event: the sentence, and what kind of act",
    "agents": "the same, and who did it",
    "full": "the same, and to whom",
    "meetings": "a meeting: its sides, date, place",
    "statements": "a statement with its speaker",
}
_HEAD = ("measure", "p", "r", "f", "right", "found", "wanted", "reach")
Figures = Mapping[str, Mapping[str, str]]


def pages() -> dict[str, str]:
    """The page."""
    text = EXTRACTION.read_text(encoding="utf-8")
    values = dict(_values(text)) | dict(_thresholds(CONFIDENCE.read_text(encoding="utf-8")))
    values["overview"] = _overview(values)
    values["checked"] = _reliability(CONFIDENCE.read_text(encoding="utf-8"))
    return {"limits.md": Template(TEMPLATE.read_text(encoding="utf-8")).substitute(values)}


def sections(text: str) -> dict[str, Figures]:
    """Rows of the tables under each heading, by measure."""
    found: dict[str, Figures] = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        found[title.strip()] = {cells[0]: dict(zip(_HEAD, cells, strict=False)) for cells in _rows(body)}
    return found


def _rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def _values(text: str) -> Iterator[tuple[str, str]]:
    """Name and value of every figure: `press_events_missed` and so on; shares of what is matched as `_share`."""
    written = re.search(r"on (\d{4}-\d\d-\d\d)", text)
    yield "written", written[1] if written else ""
    figures = sections(text)
    for name, title in SETS.items():
        counted = re.search(rf"^## {re.escape(title)}\n\n.*?(\d+) texts", text, re.MULTILINE)
        yield f"{name}_texts", counted[1] if counted else ""
        for measure, label in MEASURES.items():
            if label in figures[title]:
                yield from _measured(f"{name}_{measure}", figures[title][label])


def _measured(name: str, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield f"{name}_wanted", row["wanted"]
    yield f"{name}_hits", row["right"]
    yield f"{name}_made", row["found"]
    yield f"{name}_f1", row["f"]
    if not row["p"]:
        yield f"{name}_share", _percent(row["f"])
        yield f"{name}_amiss", _percent(row["f"], rest=True)
        return
    right, found = float(row["p"]), float(row["r"])
    yield f"{name}_right", _percent(row["p"])
    yield f"{name}_wrong", _percent(row["p"], rest=True)
    yield f"{name}_found", _percent(row["r"])
    yield f"{name}_missed", _percent(row["r"], rest=True)
    yield f"{name}_stands_for", f"{100 * right / found:.0f}"


def _percent(share: str, *, rest: bool = False) -> str:
    return f"{100 * (1 - float(share) if rest else float(share)):.0f}"


def _overview(values: Mapping[str, str]) -> str:
    rows = (
        (
            words,
            *(f"{values[f'{name}_{measure}_{kind}']}" for name in ("press", "samples") for kind in ("missed", "wrong")),
        )
        for measure, words in _WORDS.items()
    )
    press, samples = f"press ({values['press_texts']} reports)", f"samples ({values['samples_texts']})"
    head = ("Of 100 marked or made", f"{press}: missed", "made, not marked", f"{samples}: missed", "made, not marked")
    return table(head, rows)


def _thresholds(text: str) -> Iterator[tuple[str, str]]:
    """What --min-confidence does to events: `kept_0_7` of 100 right ones, `sure_0_7` right of 100."""
    body = text[text.index("## What `--min-confidence` keeps") :]
    for cells in _rows(body):
        if cells[0] == "event" and len(cells) == 5:
            name = cells[1].replace(".", "_")
            yield f"sure_{name}", _percent(cells[3])
            yield f"kept_{name}", _percent(cells[4])


def _reliability(text: str) -> str:
    """The table of events by confidence, on reports that the calibration did not count."""
    body = text[text.index("## On the ") :]
    rows = [(c[1], c[2], _percent(c[3]), _percent(c[4])) for c in _rows(body) if c[0] == "event" and len(c) == 5]
    return table(("Events with confidence", "how many", "mean confidence, %", "marked by people, %"), rows)
