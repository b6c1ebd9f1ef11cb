"""`kg authority`: look after the files that say who is who."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import printable
from kg.cli.options import common_options

if TYPE_CHECKING:
    from kg.reconcile import Known, Outcome
    from kg.reconcile.sheet import Row

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
_own = click.option("--authority", "folders", multiple=True, type=_PATH, help="Folder of your own files; repeatable.")


@click.group()
def authority() -> None:
    """Look after the files of actors, offices, places, aliases and metonyms.

    Names that nobody knows get there in three steps: list them, mark those to take, and take them.

    \b
    Examples:
      kg authority check --authority my-actors/
      kg authority unresolved -o names.csv
      kg authority accept names.csv -o my-actors/
      kg ingest reports/ --authority my-actors/
    """


@authority.command("check")
@click.option(
    "--authority",
    "folder",
    type=_PATH,
    help="A folder of your own files, checked against the shipped ones. [default: the shipped files]",
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def check_command(folder: Path | None, quiet: bool) -> None:
    """Count the rows and list all problems, one a line; exit with 1 if there is any."""
    from kg.ingest.authority.check import check, counts
    from kg.resources import shipped

    where = folder or shipped("data", "authority")
    problems = check(where)
    for problem in problems:
        _say(str(problem))
    if not quiet and not problems:
        click.echo(", ".join(f"{rows} {name}" for name, rows in counts(where).items()))
    if not quiet:
        click.echo(f"{where}: {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    if problems:
        raise SystemExit(1)


@authority.command("unresolved")
@click.option("-o", "--output", type=_FILE, metavar="FILE.csv", help="The file. [default: standard output]")
@_own
@common_options
def unresolved_command(output: Path | None, folders: tuple[Path, ...], store: str, quiet: bool, **_: object) -> None:
    """List the names that the articles of the store use and the authority does not know, most mentioned first.

    One row a name, with what the texts say of it, a sentence, and keys of the authority that it may be (known). Fill in
    accept (yes), and where you can key and qid; label, type, country, side, sector and spellings may be mended. Names
    that --authority knows are left out, so that you need not ingest again to go on.

    \b
    Examples:
      kg authority unresolved --store talks.store
      kg authority unresolved -o names.csv --authority my-actors/
    """
    from kg.reconcile.sheet import NAMES, text_of, write

    rows = _names(store, folders)
    if output is None:
        text = text_of(rows, NAMES)
        click.echo(printable(text) if sys.stdout.isatty() else text, nl=False, color=True)
        return
    write(output, rows, NAMES)
    if not quiet:
        _say(f"{output}: {len(rows)} name{'' if len(rows) == 1 else 's'}", err=True)


@authority.command("accept")
@click.argument("file", type=_FILE)
@click.option("-o", "--output", type=_PATH, required=True, metavar="DIR", help="Your folder of authority files.")
@click.option("--source", metavar="ID", help="Row of sources.csv that the new rows name. [default: ours, added]")
@click.option("--date", metavar="ISO", help="Day that the new rows carry. [default: today]")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def accept_command(file: Path, output: Path, quiet: bool, **given: Any) -> None:
    """Write the rows of FILE that you have accepted into your authority files in DIR.

    FILE is what `kg authority unresolved` wrote, with yes in the column accept. Without a
    key the name becomes an actor of its own, or a further name of whoever has its qid; with the key of a known actor it
    becomes a name of that one; the type other makes it a name of no actor. If any row is wrong, nothing is written.

    \b
    Examples:
      kg authority accept names.csv -o my-actors/
      kg authority check --authority my-actors/
    """
    from datetime import date

    from kg.reconcile import Provenance, accept
    from kg.reconcile.sheet import read

    outcome = accept(file, read(file), output, Provenance(given["date"] or date.today().isoformat(), given["source"]))
    for problem in outcome.problems:
        _say(str(problem), err=True)
    if outcome.problems:
        _say(f"kg: nothing was written to {output}", err=True)
        raise SystemExit(1)
    if not quiet:
        _print_outcome(outcome, output)


def _print_outcome(outcome: Outcome, output: Path) -> None:
    for note in outcome.notes:
        _say(note)
    rows = ", ".join(f"{rows} {name}" for name, rows in outcome.written.items())
    _say(f"{output}: {rows or 'nothing new'}")


def _names(store: str, folders: tuple[Path, ...]) -> list[Row]:
    """Rows of the unresolved names of a store."""
    from kg.reconcile import Known, unresolved
    from kg.store import open_store

    with open_store(store, reading=True) as opened:
        own: Known | None = Known(folders) if folders else None
        return unresolved(opened, Known(), own)


def _say(text: str, *, err: bool = False) -> None:
    click.echo(printable(text).replace("\n", " "), err=err)
