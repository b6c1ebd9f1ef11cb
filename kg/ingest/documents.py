"""Reading: from what the user names (files, folders, globs, `-`) to documents, one error value for each that fails.

An article's key is its url, else its source path or row as given; two documents may have the same key (a run takes the
first). Text from standard input without a url gets a key made from its content.
"""

from __future__ import annotations

import glob
import importlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.errors import SkippedFiles, UnreadableDocument
from kg.ingest.model import Document
from kg.ingest.readers.source import LONGEST, Source

READERS = {  # ending: (module under kg.ingest.readers, function)
    ".txt": ("plain", "read"),
    ".md": ("plain", "read"),
    ".markdown": ("plain", "read"),
    ".html": ("page", "read"),
    ".htm": ("page", "read"),
    ".jsonl": ("rows", "read_jsonl"),
    ".csv": ("rows", "read_csv"),
}
_Read = Callable[[Source], Iterator[Document | UnreadableDocument]]
_URLS = ("http://", "https://")


def read(
    sources: Sequence[str], *, stdin: BinaryIO | None = None, longest: int = LONGEST
) -> Iterator[Document | UnreadableDocument]:
    """The documents of `sources` in the order given, folders and globs sorted, a file named twice read once.

    What cannot be read is yielded as UnreadableDocument and the rest goes on; `longest` is the greatest number of
    characters of one document. Files in a folder whose ending kg does not know are one SkippedFiles value.
    """
    seen: set[str] = set()
    for given in sources:
        for found in _expanded(given, stdin, longest):
            if isinstance(found, UnreadableDocument):
                yield found
            elif found.path is None or _is_new(found.path, seen):
                yield from _read_source(found)


def _is_new(path: Path, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    return real not in seen and not seen.add(real)  # type: ignore[func-returns-value]


def _expanded(given: str, stdin: BinaryIO | None, longest: int) -> Iterator[Source | UnreadableDocument]:
    if given == "-":
        data = (stdin or sys.stdin.buffer).read(4 * longest + 1)
        yield Source(given, ".txt", data=data, longest=longest)
    elif given.lower().startswith(_URLS):
        yield UnreadableDocument(given, "URLs are not read yet: save the page and give the file")
    elif os.path.lexists(given):
        yield from _at(Path(given), given, longest)
    elif glob.has_magic(given):
        yield from _matches(given, longest)
    else:
        yield UnreadableDocument(given, "there is no such file or folder")


def _matches(pattern: str, longest: int) -> Iterator[Source | UnreadableDocument]:
    paths = sorted(glob.glob(pattern, recursive=True))
    if not paths:
        yield UnreadableDocument(pattern, "no file matches")
    files = [path for path in paths if not os.path.isdir(path)]
    for path in files or paths:
        yield from _at(Path(path), path, longest)


def _at(path: Path, name: str, longest: int) -> Iterator[Source | UnreadableDocument]:
    if path.is_dir():
        yield from _in_folder(path, name, longest)
    elif path.suffix.lower() in READERS:
        yield Source(name, path.suffix.lower(), path, longest=longest)
    else:
        kinds = " ".join(READERS)
        yield UnreadableDocument(name, f"not a kind of document that kg reads ({kinds})")


def _in_folder(folder: Path, name: str, longest: int) -> Iterator[Source | UnreadableDocument]:
    """Hidden files and folders and READMEs are left out, links to folders are not followed."""
    files = _files(folder)
    known = [path for path in files if path.suffix.lower() in READERS]
    for path in known:
        yield Source(str(path), path.suffix.lower(), path, longest=longest)
    if not known:
        yield UnreadableDocument(name, "no document that kg reads is in this folder")
    if skipped := Counter(path.suffix.lower() or "no ending" for path in files if path not in set(known)):
        yield SkippedFiles(name, _listed(skipped))


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        found.extend(Path(parent, name) for name in names if not name.startswith(".") and not _is_readme(name))
    return sorted(found, key=lambda path: path.parts)


def _is_readme(name: str) -> bool:
    return name.lower().partition(".")[0] == "readme"


def _listed(skipped: Counter[str]) -> str:
    kinds = ", ".join(f"{ending} {count}" for ending, count in sorted(skipped.items()))
    total = sum(skipped.values())
    return f"{total} file{'s' if total > 1 else ''} of kinds that kg does not read: skipped ({kinds})"


def _read_source(source: Source) -> Iterator[Document | UnreadableDocument]:
    if not source.name.isprintable():
        yield UnreadableDocument(ascii(source.name), "the file name holds unprintable characters: rename the file")
        return
    module, function = READERS[source.ending]
    reader: _Read = getattr(importlib.import_module(f"kg.ingest.readers.{module}"), function)
    try:
        yield from reader(source)
    except UnreadableDocument as error:
        yield error
    except OSError as error:
        yield UnreadableDocument(source.name, f"cannot be opened: {error.strerror or error}")
