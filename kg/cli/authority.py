"""`kg authority`: look after the files that say who is who."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def authority() -> None:
    """Check the files of actors, offices, places, aliases and metonyms.

    \b
    Examples:
      kg authority check
      kg authority check --authority my-actors/
    """


@authority.command("check")
@click.option(
    "--authority",
    "folder",
    type=click.Path(path_type=Path),
    help="A folder of your own files, checked against the shipped ones. [default: the shipped files]",
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def check_command(folder: Path | None, quiet: bool) -> None:
    """Count the rows and list all problems, one a line; exit with 1 if there is any."""
    from kg.cli import printable
    from kg.ingest.authority.check import check, counts
    from kg.resources import shipped

    where = folder or shipped("data", "authority")
    problems = check(where)
    for problem in problems:
        click.echo(printable(str(problem)).replace("\n", " "))
    if not quiet and not problems:
        click.echo(", ".join(f"{rows} {name}" for name, rows in counts(where).items()))
    if not quiet:
        click.echo(f"{where}: {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    if problems:
        raise SystemExit(1)
