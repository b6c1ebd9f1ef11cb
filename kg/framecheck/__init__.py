"""Checks the frame files: each row by itself, and each example sentence by what the pipeline makes of it.

    found = check([Path("my-frames")])
    found.sound  # no malformed row and no example that fails

Examples stand in examples.csv beside the frames (data/frames/README.md describes all files); those of a user's folder
are added to the shipped ones, and replace those with the same entry and sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import FrameError
from kg.framecheck.examples import KINDS, Example, Failure, entries, of_sheets, run
from kg.framecheck.rows import problems as row_problems
from kg.framecheck.sheets import Sheet, read
from kg.ingest.analysis import DEFAULT_MODEL
from kg.ingest.authority.check import Problem
from kg.ingest.frames import FILES
from kg.ingest.pipeline import Pipeline, Settings
from kg.resources import shipped

__all__ = ["Checked", "Coverage", "Failure", "Problem", "check"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The entries of one file, and those of them that no example shows."""

    file: str
    entries: int
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """`problems` are malformed rows, `failures` examples that give something else than expected."""

    problems: tuple[Problem, ...]
    failures: tuple[Failure, ...]
    examples: int
    coverage: tuple[Coverage, ...]

    @property
    def sound(self) -> bool:
        return not self.problems and not self.failures


def check(user: Sequence[Path] = (), *, model: str = DEFAULT_MODEL) -> Checked:
    """Check the shipped frame files with those of the `user` folders or files on top of them.

    Examples are not run while a row is so malformed that the frames cannot be loaded. FrameError for a path that holds
    no frame file.
    """
    sheets, problems = read([shipped("data", "frames"), *user])
    problems += row_problems(sheets)
    examples, wrong = of_sheets(sheets)
    problems += wrong
    failures: list[Failure] = []
    try:
        pipeline = Pipeline(Settings(model, frames=tuple(p for p in user if _holds_frames(p))))
    except FrameError as error:
        problems = problems or [Problem(str(error), 0, "the frames cannot be loaded")]
    else:
        failures = list(run(examples, pipeline))
    return Checked(tuple(sorted(set(problems))), tuple(failures), len(examples), tuple(_coverage(sheets, examples)))


def _holds_frames(path: Path) -> bool:
    names = [f"{name}.csv" for name in FILES]
    return path.name in names if path.is_file() else any((path / name).is_file() for name in names)


def _coverage(sheets: Sequence[Sheet], examples: Sequence[Example]) -> list[Coverage]:
    found = []
    for kind, file in KINDS.items():
        known = entries(sheets, kind)
        shown = {e.entry for e in examples if e.kind == kind}
        found.append(Coverage(f"{file}.csv", len(known), tuple(k for k in known if k not in shown)))
    return found
