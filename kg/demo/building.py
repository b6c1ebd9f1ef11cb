"""Builds the demonstration: the sample reports into a store, and what came of them into a folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from kg.demo.findings import Tables
from kg.demo.index import page
from kg.errors import InputError
from kg.export import export
from kg.resources import shipped
from kg.runs import ingest
from kg.schema.page import ontology_page
from kg.store import Store, open_store
from kg.store.open import store_path
from kg.tables import COLUMNS, records
from kg.tables.formats import write_jsonl
from kg.view import read_records
from kg.view.sets import write_set

Say = Callable[[str], None]


def build(store: str, folder: Path, say: Say) -> Tables:
    """Read the sample reports into `store`, write tables, graph and pages into `folder`, and give the tables.

    `say` is told each step. InputError where `folder` is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file: name a folder for the demonstration with --output")
    path = store_path(store)
    with open_store(str(path.resolve()) if path else store) as opened:
        say(f"reading the sample reports into {store}")
        read_reports(opened)
        say(f"writing {folder}/")
        tables = {name: list(records(opened, name)) for name in COLUMNS}
        _write(opened, tables, folder.resolve())
    return tables


def read_reports(store: Store) -> None:
    """Read the reports that ship with kg. Their paths are given from where they lie: the same on every machine."""
    from kg.ingest.pipeline import Pipeline

    articles = shipped("data", "articles")
    pipeline = Pipeline()
    with chdir(articles.parent.parent):
        account = ingest(["data/articles"], store, pipeline)
    if account.failures:
        raise InputError(f"sample reports cannot be read: {'; '.join(account.failures)}")


def _write(store: Store, tables: Tables, folder: Path) -> None:
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    (folder / "ontology.html").write_text(ontology_page(), encoding="utf-8", newline="\n")
    export(store, folder / "tables", form="csv")
    for name, rows in tables.items():
        with (folder / "tables" / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as out:
            write_jsonl(rows, out)
    export(store, folder / "parley.ttl")
    found = read_records(store)
    for _ in write_set(found, folder / "views"):
        pass
    (folder / "index.html").write_text(page(tables), encoding="utf-8", newline="\n")
