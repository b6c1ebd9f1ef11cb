"""Chooses the format by name and writes files that are whole or not there."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from kg.errors import InputError
from kg.export.evidence import LEVELS

if TYPE_CHECKING:
    from kg.store.base import Store

FORMATS = ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "plover", "mediation", "bibtex", "csl")
_ENDINGS = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nquads": "nquads",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".bib": "bibtex",
    ".zip": "csv",
    "": "csv",
}


def format_of(target: Path) -> str:
    """The format that the ending of a file name means; a name without ending is a folder of csv files."""
    form = _ENDINGS.get(target.suffix.lower())
    if form is None:
        raise InputError(f"{target}: the ending says no format; add --format {'|'.join(FORMATS)}")
    return form


def export(store: Store, target: Path, *, form: str | None = None, evidence: str = "full") -> list[Path]:
    """Write the graph of `store` to `target` and return the paths written; without `form` the ending says the format.

    `evidence` (full, quote, offsets) says how much of the articles' words is written. csv writes a file for each table
    into the folder `target`, or into an archive if it ends in .zip; plover and mediation write one csv file; bibtex and
    csl write the articles as a bibliography. Raises InputError for a bad name or format.
    """
    form = form or format_of(target)
    if form not in FORMATS or evidence not in LEVELS:
        raise InputError(f"{form}, {evidence}: formats are {', '.join(FORMATS)}, evidence is {', '.join(LEVELS)}")
    if form == "csv" and target.suffix.lower() != ".zip":
        return _write_folder(store, target, evidence)
    with _whole(target) as out:
        _write(store, form, evidence, out)
    return [target]


def _write(store: Store, form: str, evidence: str, out: BinaryIO) -> None:
    if form == "csv":
        from kg.export.tables import write_archive

        write_archive(store, evidence, out)
    elif form in ("graphml", "gexf"):
        from kg.export.network import write_network

        write_network(store, form, out)
    else:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=False)
        _write_text(store, form, evidence, text)
        text.flush()
        text.detach()


def _write_text(store: Store, form: str, evidence: str, out: TextIO) -> None:
    if form in ("plover", "mediation"):
        from kg.export.datasets import write_dataset

        write_dataset(store, form, evidence, out)
    elif form in ("bibtex", "csl"):
        from kg.export.bibliography import write_bibliography

        write_bibliography(store, form, out)
    else:
        from kg.export.rdf import write_rdf

        write_rdf(store, form, evidence, out)


def _write_folder(store: Store, folder: Path, evidence: str) -> list[Path]:
    from kg.export.tables import csv_files

    if folder.is_file() or folder.suffix.lower() == ".csv":
        raise InputError(f"{folder}: csv writes a file for each table; name a folder or an archive that ends in .zip")
    files = list(csv_files(store, evidence))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror}") from error
    for name, text in files:
        with _whole(folder / name) as out:
            out.write(text.encode("utf-8"))
    return [folder / name for name, _ in files]


@contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """A temporary file beside `target` that takes its place when all is written, and vanishes if anything fails."""
    if target.is_dir():
        raise InputError(f"{target} is a folder: name a file")
    try:
        out = NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise InputError(f"{target} cannot be written: {error.strerror}") from error
    try:
        with out:
            yield cast(BinaryIO, out)
        os.chmod(out.name, 0o666 & ~_umask())
        os.replace(out.name, target)
    except BaseException:
        Path(out.name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
