"""Runs an ingest for a notebook: no bar of progress, and a warning where something could not be read."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import InputError
from kg.store import Store, open_store

if TYPE_CHECKING:
    from kg.runs import Account

Folders: TypeAlias = Iterable[str | Path]  # of files that add to the authority or the frames


def run_into(
    url: str,
    stored: Store | None,
    sources: Sequence[str | Path],
    *,
    options: Mapping[str, Any],
    folders: tuple[Folders, Folders],
) -> Account:
    """Read `sources` into `stored`, or else into the store at `url`, which is opened for the run alone.

    `options` are those of `kg.runs.RunOptions`, `folders` those of the authority and of the frames. Raises InputError
    without sources; a document that cannot be read is a line of the account and a warning.
    """
    from kg.ingest.pipeline import Pipeline, Settings
    from kg.runs import RunOptions, ingest
    from kg.tables.reading import base_of

    if not sources:
        raise InputError("name the reports to read: files, folders or patterns, as in kg.read('reports/')")
    authority, frames = (tuple(map(Path, given)) for given in folders)
    pipeline = Pipeline(Settings(authority=authority, frames=frames))
    opened = stored or open_store(url)
    try:
        chosen = RunOptions(**options, base=base_of(opened))
        account = ingest([str(source) for source in sources], opened, pipeline, options=chosen)
    finally:
        if stored is None:
            opened.close()
    if account.failures:
        told = f"{len(account.failures)} could not be read, account.failures lists them: {account.failures[0]}"
        warnings.warn(told, stacklevel=3)
    return account
