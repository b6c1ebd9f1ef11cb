"""kg ingest, kg retract"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import printable
from kg.cli.options import common_options

if TYPE_CHECKING:
    from kg.runs import Account

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--date", metavar="ISO", help="Date of articles that state none themselves (2025-06-02, 2025-06).")
@click.option("--model", metavar="NAME", help="spaCy pipeline to analyse with (default: the small English one).")
@click.option("--authority", multiple=True, type=_FOLDER, help="Folder of authority files to add; repeatable.")
@click.option("--frames", multiple=True, type=_FOLDER, help="Folder of frame files to add or override; repeatable.")
@click.option("--base", metavar="IRI", help="Start of the IRIs of all nodes.")
@click.option("--force", is_flag=True, help="Extract again what is unchanged.")
@common_options
def ingest(sources: tuple[str, ...], quiet: bool, store: str, **given: Any) -> None:
    """Read documents and write what they say into the store.

    SOURCES are files (.txt .md .html .jsonl .csv), folders, patterns, or - for standard input.

    \b
    Examples:
      kg ingest reports/
      kg ingest 'dispatches/2025-06-*.md' --store talks.store
      cat report.txt | kg ingest - --date 2025-06-02
    """
    from kg.ingest.analysis import DEFAULT_MODEL
    from kg.ingest.pipeline import Pipeline, Settings
    from kg.runs import RunOptions
    from kg.runs import ingest as run
    from kg.schema.terms import BASE
    from kg.store import open_store

    options = RunOptions(given["date"], given["force"], given["base"] or BASE)
    pipeline = Pipeline(Settings(given["model"] or DEFAULT_MODEL, given["authority"], given["frames"]))
    with open_store(store) as opened, _Bar(quiet=quiet, verbose=given["verbose"]) as bar:
        account = run(sources, opened, pipeline, options=options, progress=bar)
    if not quiet:
        _print_account(account, store)
    if account.failures:
        raise SystemExit(1)


class _Bar:
    """A line of progress on a terminal; failures are printed as they come."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._verbose = verbose
        console = Console(stderr=True)
        columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
        self._task = self._progress.add_task("reading", total=None)

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, done: str, source: str) -> None:
        self._progress.advance(self._task)
        if done == "failed" or self._verbose:
            click.echo(printable(f"{done}: {source}"), err=True)


def _print_account(account: Account, store: str) -> None:
    parts = [f"{_counted(account.written, 'articles')} written", f"{account.unchanged} unchanged"]
    if account.without_claims:
        parts.insert(1, f"{account.without_claims} without claims")
    if account.failures:
        parts.append(f"{len(account.failures)} could not be read")
    click.echo(f"{', '.join(parts)}: {printable(store)}")
    if account.claims:
        click.echo("  " + ", ".join(_counted(number, kind) for kind, number in account.claims.items()))
    if store == "memory:":
        click.echo("  memory: keeps nothing when the command ends; name a folder with --store")


def _counted(number: int, plural: str) -> str:
    return f"{number} {plural.removesuffix('s') if number == 1 else plural}"


@click.command()
@click.argument("articles", nargs=-1, required=True)
@common_options
def retract(articles: tuple[str, ...], store: str, quiet: bool, **_: object) -> None:
    """Remove articles and all that came from them alone.

    ARTICLES are ids as `kg table articles` prints them, or the source path or URL as ingested; - is the one article
    that came from standard input.

    \b
    Example:
      kg retract reports/istanbul.txt --store talks.store
    """
    from kg.runs import retract as take_out
    from kg.store import open_store

    with open_store(store) as opened:
        take_out(articles, opened, lambda name: None if quiet else click.echo(f"retracted: {printable(name)}"))
