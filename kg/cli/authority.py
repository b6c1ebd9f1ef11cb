"""`kg authority`: look after the files that say who is who."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import printable
from kg.cli.options import common_options

if TYPE_CHECKING:
    from kg.reconcile import Known, Outcome, Proposals
    from kg.reconcile.sheet import Row

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
_own = click.option("--authority", multiple=True, type=_PATH, help="Folder of your own files; repeatable.")


@click.group()
def authority() -> None:
    """Look after the files of actors, offices, places, aliases and metonyms.

    Names that nobody knows get there in three steps: list them, mark those to take (having looked them up yourself, or
    having asked a service who they may be), and take them.

    \b
    Examples:
      kg authority check --authority my-actors/
      kg authority unresolved -o names.csv
      kg authority reconcile names.csv -o proposals.csv
      kg authority accept proposals.csv -o my-actors/
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
def unresolved_command(output: Path | None, store: str, quiet: bool, **given: Any) -> None:
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

    rows = _names(store, given["authority"])
    if output is None:
        text = text_of(rows, NAMES)
        click.echo(printable(text) if sys.stdout.isatty() else text, nl=False, color=True)
        return
    write(output, rows, NAMES)
    if not quiet:
        _say(f"{output}: {len(rows)} name{'' if len(rows) == 1 else 's'}", err=True)


@authority.command("reconcile")
@click.argument("file", type=_FILE, required=False)
@click.option("-o", "--output", type=_FILE, required=True, metavar="PROPOSALS.csv", help="The file to fill in.")
@click.option(
    "--service", metavar="URL", help="The service, which must give Wikidata identifiers. [default: Wikidata's]"
)
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="Candidates a name.")
@click.option("--batch", type=click.IntRange(1, 100), default=10, show_default=True, help="Names a request.")
@click.option(
    "--interval", type=click.FloatRange(0), default=1, show_default=True, help="Seconds from one request to the next."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=60, show_default=True, help="Seconds to wait for an answer."
)
@click.option("--retries", type=click.IntRange(0, 20), default=4, show_default=True, help="How often to try again.")
@click.option("--cache", type=_PATH, metavar="DIR", help="Where answers are kept. [default: your cache folder]")
@click.option("--refresh", is_flag=True, help="Ask again what the cache has an answer for.")
@click.option("--any-type", is_flag=True, help="Let candidates be of any type, where those of the names are doubtful.")
@_own
@common_options
def reconcile_command(file: Path | None, output: Path, store: str, quiet: bool, **given: Any) -> None:
    """Ask a service who the names may be, and write its candidates for you to accept.

    The names are those of FILE, which `kg authority unresolved` wrote, else of the store. This command alone asks a
    service: it sends each name, whether it is a person or an organization, and its country, nothing else of your
    articles, to a service of the W3C Reconciliation API (0.1, 0.2), by default
    https://wikidata.reconci.link/en/api. Answers are kept, so that nothing is asked twice. One row a candidate;
    nothing is taken before you write yes in the column accept and call `kg authority accept`.

    \b
    Examples:
      kg authority reconcile names.csv -o proposals.csv
      kg authority reconcile --store talks.store -o proposals.csv --limit 3 --interval 5
      kg authority reconcile names.csv -o proposals.csv --service http://localhost:8000/en/api
    """
    from kg.reconcile import Known, Questions, reconcile
    from kg.reconcile.cache import Cache, default_folder
    from kg.reconcile.line import Line, Manners
    from kg.reconcile.service import WIKIDATA, Service
    from kg.reconcile.sheet import PROPOSALS, read, refuse_decided, write

    refuse_decided(output)
    folders = given["authority"]
    rows = _names(store, folders) if file is None else [row for _, row in read(file)]
    line = Line(given["service"] or WIKIDATA, Manners(given["interval"], given["timeout"], given["retries"]))
    service = Service(line, Cache(given["cache"] or default_folder(), line.url, refresh=given["refresh"]))
    how = Questions(given["limit"], given["batch"], not given["any_type"])
    with _progress(quiet) as progress:
        found = reconcile(rows, service, Known(folders), questions=how, progress=progress)
    write(output, found.rows, PROPOSALS)
    if not quiet:
        _print_proposals(found, line.requests, output)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], object]]:
    """A line on the terminal that counts names."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    try:
        yield lambda done, of: click.echo(f"\r{done} of {of} names", nl=False, err=True)
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _print_proposals(found: Proposals, requests: int, output: Path) -> None:
    counts = [f"{found.names} names", f"{found.found} with candidates", f"{found.cached} from the cache"]
    if found.refused:
        counts.append(f"{found.refused} candidates refused: no Wikidata identifier or no score")
    _say(f"{output}: {', '.join(counts)}; {requests} requests", err=True)


@authority.command("accept")
@click.argument("file", type=_FILE)
@click.option("-o", "--output", type=_PATH, required=True, metavar="DIR", help="Your folder of authority files.")
@click.option("--source", metavar="ID", help="Row of sources.csv that the new rows name. [default: ours, added]")
@click.option("--date", metavar="ISO", help="Day that the new rows carry. [default: today]")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def accept_command(file: Path, output: Path, quiet: bool, **given: Any) -> None:
    """Write the rows of FILE that you have accepted into your authority files in DIR.

    FILE is what `kg authority unresolved` or `kg authority reconcile` wrote, with yes in the column accept. Without a
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
