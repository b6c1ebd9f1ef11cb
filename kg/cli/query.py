"""kg query"""

from __future__ import annotations

import io
import shutil
import sys

import click

from kg.cli import printable
from kg.cli.options import common_options, confidence_option, raw_option
from kg.errors import QueryError

_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "turtle")


@click.command()
@click.argument("source", metavar="NAME|FILE.rq|TEXT|-", required=False)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A parameter's value; repeatable.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, metavar="S")
@click.option("--allow-service", is_flag=True, help="Let SERVICE ask other servers over the network.")
@click.option("--list", "listing", is_flag=True, help="List the saved queries and their parameters.")
@confidence_option
@raw_option
@common_options
def query(
    source: str | None,
    params: tuple[str, ...],
    form: str,
    timeout: float,
    min_confidence: float | None,
    **options: object,
) -> None:
    """Run a SPARQL query: a saved one by name, a file, a text, or - for standard input.

    With --min-confidence it sees a copy of the store without the claims of less confidence, without what belongs to
    them, and with short edges (neg:metWith ...) that follow from the others alone.

    \b
    Examples:
      kg query --list
      kg query proposals --param actor=state/ua --format csv
      kg query "SELECT ?label { ?actor a neg:State ; rdfs:label ?label }"
    """
    from kg.query import bind, load, run, write

    if options["listing"]:
        click.echo(_listing(), nl=False)
        return
    if source is None:
        raise click.UsageError("name a query, a file or a text; --list shows the saved queries")
    text = bind(load(source, sys.stdin), _values(params))
    result = run(
        str(options["store"]),
        text,
        timeout=timeout,
        allow_service=bool(options["allow_service"]),
        min_confidence=min_confidence,
        raw=bool(options["raw"]),
    )
    out, terminal = io.StringIO(), sys.stdout.isatty()
    write(result, form, out, width=shutil.get_terminal_size().columns if terminal else None)
    click.echo(printable(out.getvalue()) if terminal else out.getvalue(), nl=False, color=True)  # files as they are


def _values(params: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise QueryError(f"--param {param}: NAME=VALUE is wanted, as in actor=state/ua")
        values.setdefault(name, []).append(value)
    return values


def _listing() -> str:
    from kg.query import saved_queries

    lines = []
    for saved in saved_queries():
        lines.append(f"{saved.name:<16} {saved.summary}\n")
        lines += [f"{'':<16}   --param {p.name}={p.type.upper()}  {p.description}\n" for p in saved.parameters]
    return "".join(lines)
