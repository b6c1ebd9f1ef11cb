"""kg analyze"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import printable
from kg.cli.options import common_options

if TYPE_CHECKING:
    import pandas as pd

    from kg.store import Store

_NAMES = ("centrality", "communities", "edges")
_FACTUALITIES = ("asserted", "planned", "possible", "conditional", "negated")


@click.command()
@click.argument("name", type=click.Choice(_NAMES), default="centrality")
@click.option("--format", "form", type=click.Choice(("table", "csv", "jsonl")), default="table", show_default=True)
@click.option(
    "--factuality",
    "factualities",
    type=click.Choice(_FACTUALITIES),
    multiple=True,
    help="Count claims of this factuality; repeatable. Measures count asserted claims unless told otherwise.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@common_options
def analyze(name: str, form: str, factualities: tuple[str, ...], output: Path | None, **options: object) -> None:
    """Measure the actor network.

    Two actors are tied where a claim joins them: an event between them, or a meeting at which both were present.

    \b
    centrality   degree, strength, betweenness and PageRank of each actor
    communities  groups of actors that deal with one another (Louvain)
    edges        every claim that joins two actors, of any factuality
    """
    from kg.network.output import write_frame
    from kg.store import open_store

    with open_store(str(options["store"]), reading=True) as store:
        frame = _frame(name, store, factualities)
    terminal = sys.stdout.isatty() and output is None
    out = io.StringIO()
    write_frame(frame, form, out, width=shutil.get_terminal_size().columns if terminal else None)
    if output is not None:
        output.write_text(out.getvalue(), encoding="utf-8", newline="")
        click.echo(f"{output}: {len(frame)} rows", err=True)
    else:
        click.echo(printable(out.getvalue()) if terminal else out.getvalue(), nl=False)
    if "modularity" in frame.attrs and not options["quiet"]:
        click.echo(f"modularity {frame.attrs['modularity']} (Louvain, resolution 1, fixed seed)", err=True)


def _frame(name: str, store: Store, factualities: tuple[str, ...]) -> pd.DataFrame:
    from kg.network import MEASURES, Selection, build_network, read_network
    from kg.network.edges import claims

    if name == "edges":
        return claims(read_network(store), factualities or None)
    return MEASURES[name](build_network(store, selection=Selection(factualities)))
