"""Options that the subcommands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

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


def common_options(command: F) -> F:
    """--store, --config, --quiet and --verbose, for every subcommand that touches a store."""
    for option in (
        click.option("--config", type=click.Path(dir_okay=False), help="A kg.toml to read options from."),
        click.option("-q", "--quiet", is_flag=True, help="Print errors and results only."),
        click.option("-v", "--verbose", is_flag=True, help="Print what is done and how long it takes."),
        store_option,
    ):
        command = option(command)
    return command
