"""kg table"""

from __future__ import annotations

import io
import shutil
import sys

import click

from kg.cli import printable
from kg.cli.options import common_options, confidence_option, raw_option, reading
from kg.errors import InputError
from kg.tables.columns import COLUMNS


@click.command()
@click.argument("name", type=click.Choice(tuple(COLUMNS)))
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "jsonl", "parquet")), default="table", show_default=True
)
@confidence_option
@raw_option
@common_options
def table(name: str, form: str, min_confidence: float | None, **options: object) -> None:
    """Print one table of the graph.

    `table` shows the columns that people read, csv, jsonl and parquet all of them. csv joins lists with "; ", objects
    are compact JSON. Cells are exact: import them as text, because a spreadsheet takes text that begins with = for a
    formula.

    \b
    Examples:
      kg table proposals
      kg table events --format csv > events.csv
      kg table events --min-confidence 0.6
      kg table actors --format jsonl | jq .label
    """
    from kg.tables import records
    from kg.tables.formats import write_csv, write_jsonl, write_parquet, write_table
    from kg.world.selection import seen

    if form == "parquet" and sys.stdout.isatty():
        raise InputError("Parquet is no text for a terminal: add > FILE.parquet")
    with reading(options) as store:
        rows = list(records(seen(store, min_confidence, raw=bool(options["raw"])), name))
    if form == "parquet":
        write_parquet(rows, name, sys.stdout.buffer)
        return
    out = io.StringIO()
    if form == "table":
        write_table(rows, name, out, width=shutil.get_terminal_size().columns if sys.stdout.isatty() else None)
    elif form == "csv":
        write_csv(rows, name, out)
    else:
        write_jsonl(rows, out)
    text = printable(out.getvalue()) if sys.stdout.isatty() else out.getvalue()
    click.echo(text, nl=False, color=True)  # without color click would take escape sequences out of files
