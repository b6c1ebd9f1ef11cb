"""Options that the subcommands share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli import printable

if TYPE_CHECKING:
    from kg.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def store_option(command: F) -> F:
    """--store: a folder, memory:, oxigraph:PATH or https://endpoint."""
    option = click.option(
        "--store",
        default="parley.store",
        show_default=True,
        metavar="URL",
        help="A folder, memory:, oxigraph:PATH, or the URL of a SPARQL 1.1 endpoint.",
    )
    return option(command)


def confidence_option(command: F) -> F:
    """--min-confidence: see the store without its doubtful claims."""
    option = click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="X",
        help="Leave out claims whose confidence is below X, from 0 to 1; claims without confidence are kept.",
    )
    return option(command)


def raw_option(command: F) -> F:
    """--raw: see the store without what people decided."""
    option = click.option("--raw", is_flag=True, help="Show what the machine made of the articles, without decisions.")
    return option(command)


@contextmanager
def reading(options: Mapping[str, object]) -> Iterator[Store]:
    """The store of --store for reading; says so where a run was ended before it put links and decisions on."""
    from kg.store import open_store
    from kg.world.relinking import is_linked

    with open_store(str(options["store"]), reading=True) as store:
        if not is_linked(store):
            click.echo(
                f"kg: {printable(store.url)} shows its articles without links and decisions, because a run was ended: "
                "`kg ingest` of anything puts them on again",
                err=True,
            )
        yield store


def _configure(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """Take defaults from the file that --config names, or from kg.toml in the current folder."""
    from kg.config import DEFAULT, options_for, read

    path = Path(value or DEFAULT)
    if value or path.is_file():
        known = {p.name for p in ctx.command.params if isinstance(p, click.Option) and p.name} - {"config"}
        ctx.default_map = options_for(ctx.command.name or "", known, read(path), path)
    return value


def _time(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    """With --verbose say at the end how long the command took."""
    if value:
        start = time.perf_counter()
        name = ctx.command.name
        ctx.call_on_close(lambda: click.echo(f"kg {name}: {time.perf_counter() - start:.2f} s", err=True))
    return value


def common_options(command: F) -> F:
    """--store, --config, --quiet and --verbose, for every subcommand that touches a store."""
    for option in (
        click.option(
            "--config",
            type=click.Path(dir_okay=False),
            is_eager=True,
            callback=_configure,
            help="File to read options from (default: kg.toml, if it is there).",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Print errors and results only."),
        click.option("-v", "--verbose", is_flag=True, callback=_time, help="Print what is done and how long it takes."),
        store_option,
    ):
        command = option(command)
    return command
