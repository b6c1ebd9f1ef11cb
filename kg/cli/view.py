"""kg view"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import printable
from kg.cli.options import common_options, confidence_option, raw_option, reading
from kg.errors import InputError

_NAMES = ("actors", "meetings", "timeline", "record", "article")


@click.command()
@click.argument("name", type=click.Choice((*_NAMES, "all")), default="actors")
@click.argument("article", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write, for all the folder.")
@confidence_option
@raw_option
@common_options
def view(name: str, article: str | None, output: Path | None, min_confidence: float | None, **options: object) -> None:
    """Write an interactive page: one HTML file that opens without network.

    \b
    actors    who deals with whom, by word or deed
    meetings  who met where, as what
    timeline  meetings, proposals, answers, agreements and papers along time
    record    round by round what was proposed, answered and agreed; positions by party and issue
    article   the actors page of one article: give its id or source
    all       a page each, but for single articles, into a folder

    \b
    Examples:
      kg view actors -o actors.html
      kg view timeline -o timeline.html
      kg view article reports/istanbul.txt -o istanbul.html
      kg view all -o pages --min-confidence 0.5
    """
    from kg.view import VIEWS, contents, read_records, view_page, write_page
    from kg.world.selection import seen

    if article is not None and name != "article":
        raise InputError(f"kg view {name}: ARTICLE goes with kg view article")
    with reading(options) as store:
        records = read_records(seen(store, min_confidence, raw=bool(options["raw"])))
    names = tuple(one for one in VIEWS if one != "article") if name == "all" else (name,)
    folder = (output or Path("pages")) if name == "all" else None
    for one in names:
        path = folder / f"{one}.html" if folder else output or Path(f"{one}.html")
        page = view_page(one, records, article)
        write_page(page, path)
        if not options["quiet"]:
            click.echo(printable(f"{path}: {contents(page)}"))
