"""python -m docs.generate.transcripts PAGE...: runs pages and writes what their commands print into them.

A figure that a page shows and makes itself is written anew as well.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from docs.generate import DOCS, ROOT
from docs.generate.consoles import command, refreshed, run, starts_empty

REPORTS = ("2014-01-22-syria-montreux", "2025-05-16-ukraine-istanbul", "2025-06-02-ukraine-istanbul")
FIGURES = {"tutorial.md": ("talks.svg", "img/tutorial.svg")}  # of a page: what it writes, what it shows


def prepare(folder: Path) -> None:
    """Put the shared reports into `folder` and read them into a store there."""
    import contextlib

    (folder / "data" / "articles").mkdir(parents=True)
    for name in REPORTS:
        shutil.copy(ROOT / "data" / "articles" / f"{name}.md", folder / "data" / "articles")
    with contextlib.chdir(folder):
        printed, code = command("kg ingest data/articles")
    if code:
        raise RuntimeError(printed)


def begin(page: str, folder: Path, shared: Path) -> None:
    """Make `folder` as the page expects it: empty, or a copy of the shared one."""
    if starts_empty(page):
        folder.mkdir(parents=True)
    else:
        shutil.copytree(shared, folder)


def main(names: list[str]) -> int:
    """Refresh the named pages, all of them without names; says what failed, and fails then."""
    paths = [Path(name) for name in names] or sorted(DOCS.rglob("*.md"))
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        shared = Path(scratch) / "shared"
        prepare(shared)
        for number, path in enumerate(paths):
            failures += _refresh(path, Path(scratch) / str(number), shared)
    return 1 if failures else 0


def _refresh(path: Path, folder: Path, shared: Path) -> int:
    page = path.read_text(encoding="utf-8")
    begin(page, folder, shared)
    done = run(page, folder)
    new = refreshed(page, done)
    if new != page:
        path.write_text(new, encoding="utf-8", newline="\n")
        print(f"refreshed {path}")
    if made := FIGURES.get(path.name):
        shutil.copyfile(folder / made[0], path.parent / made[1])
    broken = [one for one in done if one.failed and not one.step.shown.strip()]
    for one in broken:
        print(f"{path}: {one.step.text.strip()}\n{one.failed}", file=sys.stderr)
    return len(broken)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
