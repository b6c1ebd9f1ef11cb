"""Snapshots of a store on disk: what readers open, while one process may write.

RocksDB takes one writer, and opening its folder beside it, even read-only, is undefined. So the writer publishes
consistent copies with `backup` (hard links: no copying) under PATH/snapshots/NUMBER, after commits and at its end, and
readers open the newest, which nobody writes to. PATH/snapshots/pending stands while the store holds more than the
newest copy; a reader that finds it and no writer (it was killed) publishes one. A reader locks the folder of its copy
shared, and only copies that nobody reads are removed. Locks vanish with their process.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store as Database

from kg.errors import StoreError, StoreLocked

_FOLDER = "snapshots"


def open_database(path: Path) -> Database:
    """Open for writing; StoreLocked if another process does."""
    try:
        return Database(str(path))
    except (OSError, RuntimeError) as error:  # the latter for files that are damaged
        if "lock" in str(error).lower():
            raise StoreLocked(
                f"{path}: another process writes to this store (another kg ingest?). Wait until it has ended or name "
                f"another --store; reading (kg query, kg table) works meanwhile"
            ) from error
        raise StoreError(f"{path} cannot be opened as a store: {error}") from error


def mark_pending(path: Path) -> None:
    """Say that the store is about to hold more than the newest snapshot."""
    folder = path / _FOLDER
    folder.mkdir(exist_ok=True)
    (folder / "pending").touch()


def is_pending(path: Path) -> bool:
    """Whether the store may hold more than the newest snapshot."""
    return (path / _FOLDER / "pending").exists() or not _numbers(path)


def publish(database: Database, path: Path) -> None:
    """Make what is committed visible to readers that come from now on, and remove snapshots that nobody reads."""
    numbers = _numbers(path)
    number = max(numbers, default=0) + 1
    folder = path / _FOLDER
    folder.mkdir(exist_ok=True)
    for unfinished in folder.glob("*.part*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    try:
        database.flush()
        database.backup(str(folder / f"{number}.part"))
        (folder / f"{number}.part").rename(folder / str(number))
    except OSError as error:
        raise StoreError(f"{path}: no snapshot for readers could be written: {error}") from error
    (folder / "pending").unlink(missing_ok=True)
    for old in numbers:
        _remove_unread(folder / str(old))


@contextmanager
def newest(path: Path) -> Iterator[Database]:
    """The newest snapshot, kept from removal as long as the context lasts."""
    while True:
        _recover(path)
        number = max(_numbers(path), default=None)
        if number is None:
            raise StoreError(f"{path}: nothing has been published for readers yet; try again in a few seconds")
        folder = path / _FOLDER / str(number)
        with _locked(folder, fcntl.LOCK_SH) as locked:
            if locked and folder.exists():
                yield _read_only(folder)
                return


def _read_only(folder: Path) -> Database:
    try:
        return Database.read_only(str(folder))
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error}") from error


def _recover(path: Path) -> None:
    """Publish what a killed writer left; leave it to the writer if one is alive."""
    if not is_pending(path):
        return
    (path / _FOLDER).mkdir(exist_ok=True)
    with (path / _FOLDER / "recovery.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of several readers one recovers, the others wait for it
        if not is_pending(path):
            return
        try:
            publish(open_database(path), path)
        except StoreLocked:
            return


def _numbers(path: Path) -> list[int]:
    folder = path / _FOLDER
    return [int(entry.name) for entry in folder.glob("*") if entry.name.isdigit()] if folder.exists() else []


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[bool]:
    """Lock a folder; False if it is gone or, without waiting, not to be had."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        yield False
        return
    try:
        fcntl.flock(descriptor, how)
    except BlockingIOError:
        os.close(descriptor)
        yield False
        return
    try:
        yield True
    finally:
        os.close(descriptor)


def _remove_unread(folder: Path) -> None:
    with _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB) as locked:
        if locked:
            shutil.rmtree(folder, ignore_errors=True)
