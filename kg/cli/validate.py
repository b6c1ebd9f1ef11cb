"""kg validate"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import printable
from kg.cli.options import common_options

if TYPE_CHECKING:
    from kg.validate import Violation


@click.command()
@common_options
def validate(store: str, quiet: bool, **_: object) -> None:
    """Check the store against the SHACL shapes; exit code 1 if anything is wrong."""
    from kg.store import open_store
    from kg.validate import check_store

    with open_store(store, reading=True) as opened:
        articles, wrong = len(opened.log()), 0
        for found in check_store(opened):
            click.echo(printable(_line(found)))
            wrong += 1
    if not quiet:
        plurals = ["" if number == 1 else "s" for number in (articles, wrong)]
        click.echo(f"{articles} article{plurals[0]}, {wrong} violation{plurals[1]}", err=True)
    if wrong:
        raise SystemExit(1)


def _line(found: Violation) -> str:
    from kg.ingest.triples.names import short_id

    where = short_id(found.node) + (f" {found.path.rsplit('#', 1)[-1]}" if found.path else "")
    value = found.value if found.value and found.value != found.node else None
    return f"{where}: {found.message}" + (f" Found: {short_id(value)}" if value else "")
