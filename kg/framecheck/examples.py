"""Examples: a sentence for an entry of the frame files, and what the pipeline must make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.framecheck.expected import Row, Wanted, fits, parse, rows, told
from kg.framecheck.sheets import Sheet, last
from kg.ingest import coding
from kg.ingest.authority.check import Problem
from kg.ingest.claims import ArticleClaims
from kg.ingest.model import Article, DateValue, OffsetMap
from kg.ingest.pipeline import Pipeline

KINDS = {  # kind of an example: file whose entries it shows
    "act": "acts", "verb": "verbs", "noun": "nouns", "cue": "cues", "complement": "complements", "phase": "phases",
    "outcome": "outcomes", "stance": "stances", "deverbal": "deverbals",
    "issue": "issues", "implied": "implied", "sector": "sectors", "office": "titles",
}  # fmt: skip
DAY = DateValue("2025-06-18", "day")  # the date of the report that an example is taken to be


@dataclass(frozen=True, slots=True)
class Example:
    """One row of examples.csv, with where it stands."""

    file: str
    line: int
    kind: str
    entry: str
    sentence: str
    expected: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that gives something else."""

    file: str
    line: int
    entry: str
    sentence: str
    wanted: str
    got: str


def canonical(entry: str) -> str:
    """An entry of verbs.csv in one spelling: `agree(+xcomp)`, `agree(xcomp)` and `agree(xcomp:)` are one."""
    return re.sub(r":(?=[ )])", "", entry.replace("+", ""))


def entries(sheets: Sequence[Sheet], kind: str) -> list[str]:
    """The entries of the file that examples of `kind` show, in its order; offices are those of titles.csv."""
    if kind == "office":
        return _titles()
    found = last(sheets, KINDS[kind])
    return list(dict.fromkeys(_verb(*key) if kind == "verb" else key[0] for key in found))


def _verb(verb: str, particle: str, conditions: str) -> str:
    named = f"{verb}_{particle}" if particle else verb
    return canonical(f"{named}({' '.join(conditions.split())})" if conditions else named)


def _titles() -> list[str]:
    from kg.ingest.authority.records import TABLES
    from kg.ingest.authority.tables import read_table
    from kg.resources import shipped

    table = TABLES["titles"]
    return [row[0] for _, row in read_table(shipped("data", "authority") / table.file, table)]


def of_sheets(sheets: Sequence[Sheet]) -> tuple[list[Example], list[Problem]]:
    """The examples that can be run, and what is wrong with the others."""
    known = {kind: set(entries(sheets, kind)) for kind in KINDS}
    examples, problems = list[Example](), list[Problem]()
    for sheet, line, row in last(sheets, "examples").values():
        entry = canonical(row["entry"]) if row["kind"] == "verb" else row["entry"]
        try:
            if row["kind"] not in KINDS:
                raise ValueError(f"unknown kind {row['kind']!r}: it is one of {', '.join(KINDS)}")
            if entry not in known[row["kind"]]:
                raise ValueError(f"{KINDS[row['kind']]}.csv has no entry {row['entry']!r}")
            wanted = tuple(parse(row["expected"], row["kind"]))
        except ValueError as error:
            problems.append(Problem(str(sheet.path), line, str(error)))
        else:
            place = str(sheet.path), line
            examples.append(Example(*place, row["kind"], entry, row["sentence"], row["expected"], wanted))
    return examples, problems


def run(examples: Sequence[Example], pipeline: Pipeline) -> Iterator[Failure]:
    """The examples that fail, in their order; one run of the pipeline reads them all."""
    for example, made in zip(examples, pipeline.run(map(_article, examples)), strict=True):
        kinds = dict.fromkeys(
            w.kind for w in example.wanted if not _fulfilled(w, example, _rows(w.kind, example, made, pipeline))
        )
        if kinds:
            got = [line for kind in kinds for line in told(_rows(kind, example, made, pipeline), kind)]
            words = " / ".join(got) or f"no {' or '.join(kinds)}"
            yield Failure(example.file, example.line, example.entry, example.sentence, example.expected, words)


def _article(example: Example) -> Article:
    """The sentence as a report of one sentence."""
    text, name = example.sentence, f"{example.kind} {example.entry} {example.line} {example.file}"
    return Article(name, name, text, text, OffsetMap((0,), (0,)), date=DAY, date_source="option")


def _rows(kind: str, example: Example, made: ArticleClaims, pipeline: Pipeline) -> list[Row]:
    """The claims; of a mention that is to be coded its country and sector."""
    if example.kind != "sector":
        return rows(made, kind)
    code = coding.code(example.sentence, pipeline.authority, pipeline.frames, DAY)
    empty = {"name": example.sentence, "type": "", "offices": (), "of": (), "extractor": ""}
    return [{**empty, "country": code.country, "sector": code.sector}]


def _fulfilled(wanted: Wanted, example: Example, found: Sequence[Row]) -> bool:
    fitting = [row for row in found if fits(row, wanted)]
    if wanted.absent:
        return not fitting
    return any(wanted is not example.wanted[0] or _of_entry(example, wanted.kind, row) for row in fitting)


def _of_entry(example: Example, kind: str, row: Row) -> bool:
    """Whether the first claim that is asked for comes from the entry that the example is for, where it says so."""
    if kind == "event" and example.kind == "verb":
        return canonical(str(row["extractor"])) == f"frames:{example.entry}"
    return kind != "event" or example.kind != "act" or row["act"] == example.entry
