"""Writes what a person has accepted into a folder of authority files: all of it, or nothing and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.ingest.authority.check import Problem
from kg.reconcile.folder import extend
from kg.reconcile.known import Known
from kg.reconcile.plan import Plan, Provenance, Refused
from kg.reconcile.sheet import Row

_YES = frozenset({"yes", "y", "x", "1", "true", "ok"})
_NO = frozenset({"", "no", "n", "0", "false"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows written by table, what became of each name, and the problems, any of which leaves the folder as it was."""

    written: dict[str, int]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def accept(path: Path, rows: Sequence[tuple[int, Row]], folder: Path, provenance: Provenance) -> Outcome:
    """Write the accepted of `rows`, read from `path`, into the authority files of `folder`, which is made if need be.

    Raises AuthorityError if its files have problems already, InputError if it cannot be written.
    """
    plan = Plan(Known([folder] if folder.is_dir() else []), provenance)
    problems = []
    for line, row in sorted(rows, key=lambda one: bool(one[1]["key"])):  # who gets a key first, then who refers to it
        try:
            if _is_accepted(row):
                plan.take(line, row)
        except Refused as why:
            problems.append(Problem(str(path), line, str(why)))
    if problems or not plan.additions:
        return Outcome({}, () if problems else tuple(plan.notes), tuple(sorted(problems)))
    written, wrong = extend(folder, plan.additions)
    return Outcome(written, () if wrong else tuple(plan.notes), tuple(wrong))


def _is_accepted(row: Row) -> bool:
    answer = row["accept"].lower()
    if answer not in _YES | _NO:
        raise Refused(f"accept {row['accept']!r} is neither yes nor no: leave it empty for no")
    return answer in _YES
