"""kg demo"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from kg.cli import printable
from kg.cli.options import common_options


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="demo", show_default=True, help="The folder to write."
)
@common_options
def demo(output: Path, store: str, quiet: bool, **_: object) -> None:
    """Read the sample reports that ship with kg and write tables, the graph as Turtle, and graph pages.

    \b
    Example:
      kg demo --store demo.store -o demo
    """
    from kg.demo.building import build
    from kg.demo.findings import findings

    tables = build(store, output, (lambda _: None) if quiet else click.echo)
    if quiet:
        return
    click.echo(printable("\n".join(["", *findings(tables), "", *_next(output, store)])))


def _next(output: Path, store: str) -> list[str]:
    option = "" if store == "parley.store" else f" --store {store}"
    program = _program()
    return [
        "Where to look next:",
        f"  {output / 'index.html'} in a browser: pages of actors and meetings, tables, Turtle",
        f"  {program} query proposals{option}",
        f"  {program} query who-met-whom{option}",
        f"  {program} explain state/tr{option}",
    ]


def _program() -> str:
    """How the user can call this program: by name where it is on the path, else as it was called."""
    if shutil.which("kg"):
        return "kg"
    called = Path(sys.argv[0])
    return "python -m kg" if called.name == "__main__.py" else os.path.relpath(called)
