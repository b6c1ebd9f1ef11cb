"""kg view"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import printable
from kg.cli.options import common_options, confidence_option, raw_option, reading
from kg.errors import InputError
from kg.view.records import MAX_NODES, Request
from kg.view.registry import VIEWS

if TYPE_CHECKING:
    from kg.view import Records

ALL = "all"
MAX_ARTICLES = 100
WIDTH = max(map(len, VIEWS))
LISTED = "\n".join(
    (
        *(f"    {view.name:{WIDTH}}  {view.summary}" for view in VIEWS.values()),
        f"    {ALL:{WIDTH}}  a page each, an index, and pages of single actors and articles, linked, into a folder",
    )
)
HELP = f"""Write an interactive page: one HTML file that opens without network.

    NAME is a page; WHAT is the actor of ego or the article of article.

    \b
{LISTED}

    \b
    Examples:
      kg view actors -o actors.html
      kg view ego Turkey -o turkey.html
      kg view article reports/istanbul.txt -o istanbul.html
      kg view all -o pages --min-confidence 0.5
    """


@click.command(help=HELP)
@click.argument("name", type=click.Choice((*VIEWS, ALL)), default="actors", metavar="[NAME]")
@click.argument("what", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write, for all the folder.")
@click.option(
    "--radius", type=click.IntRange(1, 6), default=1, show_default=True, help="Ties from the actor of ego to the last."
)
@click.option(
    "--max-nodes",
    type=click.IntRange(min=2),
    default=MAX_NODES,
    show_default=True,
    help="Nodes drawn one by one; the smaller ones beyond are drawn together.",
)
@click.option(
    "--max-articles",
    type=click.IntRange(min=0),
    default=MAX_ARTICLES,
    show_default=True,
    help="Articles that get a page of their own in all.",
)
@confidence_option
@raw_option
@common_options
def view(name: str, what: str | None, output: Path | None, radius: int, max_nodes: int, **options: object) -> None:
    """Write the page, or all of them."""
    from kg.view import read_records
    from kg.world.selection import seen

    if what is not None and (name == ALL or not VIEWS[name].of):
        raise InputError(f"kg view {name}: {what} is too much; only {_with_argument()} is about one thing")
    least = options["min_confidence"]
    with reading(options) as store:
        records = read_records(seen(store, least if isinstance(least, float) else None, raw=bool(options["raw"])))
    request = Request(what, radius, max_nodes)
    most = options["max_articles"]
    for path, told in _written(name, records, output, request, most if isinstance(most, int) else MAX_ARTICLES):
        if not options["quiet"]:
            click.echo(printable(f"{path}: {told}"))


def _with_argument() -> str:
    return " or ".join(f"kg view {view.name} {view.of}" for view in VIEWS.values() if view.of)


def _written(
    name: str, records: Records, output: Path | None, request: Request, max_articles: int
) -> Iterator[tuple[Path, str]]:
    """Each file that is written, with what it holds."""
    from kg.view import view_page, write_page
    from kg.view.sets import write_set

    if name == ALL:
        yield from write_set(records, output or Path("pages"), request=request, max_articles=max_articles)
        return
    path = output or Path(f"{name}.html")
    yield path, write_page(view_page(name, records, request), path)
