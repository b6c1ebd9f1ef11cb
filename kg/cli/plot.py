"""kg plot"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli import printable
from kg.cli.options import common_options, confidence_option, raw_option, reading
from kg.errors import InputError, NotFound
from kg.plots import PLOTS
from kg.plots.look import THEMES
from kg.plots.selection import GROUPINGS, PERIODS
from kg.schema.terms import FACTUALITIES

if TYPE_CHECKING:
    from kg.plots import Look, Selection
    from kg.plots.rows import Rows

F = TypeVar("F", bound=Callable[..., Any])


class _Size(click.ParamType[tuple[float, float | None]]):
    """Width and height as in 7.2x4, or the width alone."""

    name = "WxH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float | None]:
        if isinstance(value, tuple):
            return value
        wide, _, high = str(value).lower().partition("x")
        try:
            return float(wide), float(high) if high else None
        except ValueError:
            self.fail(f"{value}: write width and height in inches, as in 7.2x4", param, ctx)


def _selection_options(command: F) -> F:
    """--from, --to, --process, --issue, --factuality and what single plots take."""
    for option in (
        click.option("--top", type=int, metavar="N", help="Draw the N rows of which most is told."),
        click.option("--by", type=click.Choice(GROUPINGS), default="status", help="map: what tells the discs apart."),
        click.option("--period", type=click.Choice(PERIODS), help="dyad: sums by month, quarter or year."),
        click.option(
            "--factuality",
            "factualities",
            type=click.Choice(FACTUALITIES),
            multiple=True,
            help="Count claims of this factuality; repeatable. Positions and scores count asserted ones if not told.",
        ),
        click.option("--issue", metavar="CODE", help="Only what is about this issue or a narrower one."),
        click.option("--process", metavar="NAME", help="Only negotiations in whose name NAME stands."),
        click.option("--to", "until", metavar="DATE", help="Only up to DATE: 2025, 2025-06 or 2025-06-02."),
        click.option("--from", "since", metavar="DATE", help="Only from DATE on."),
    ):
        command = option(command)
    return command


def _look_options(command: F) -> F:
    """--theme, --size, --dpi and --title."""
    for option in (
        click.option("--title", help="Title instead of the plot's own; '' for none."),
        click.option("--dpi", type=int, default=200, show_default=True, help="Dots an inch of a .png."),
        click.option("--size", type=_Size(), help="Inches, as in 3.5x4, or 3.5 and as high as needed; else 7.2."),
        click.option("--theme", type=click.Choice(tuple(THEMES)), default="light", show_default=True),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("name", type=click.Choice((*PLOTS, "all")))
@click.argument("actors", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The .svg or .png file, for all the folder.")
@_selection_options
@_look_options
@confidence_option
@raw_option
@common_options
def plot(name: str, actors: tuple[str, ...], output: Path | None, **options: Any) -> None:
    """Draw a figure for print: an .svg or .png file, the same on every run.

    \b
    timeline   meetings, proposals and answers by negotiation along time
    positions  who stands where on which issue, along time
    dyad A B   cooperation and conflict between two actors, by PLOVER scores
    mediators  who mediated in which negotiation, at how many meetings
    map        the cities where meetings are held
    all        each of them as .svg, into a folder

    \b
    Examples:
      kg plot timeline -o timeline.svg
      kg plot dyad Russia Ukraine --period month --from 2025 -o dyad.png
      kg plot positions --issue ceasefire --size 3.5x5 -o ceasefire.svg
      kg plot map --by process --theme dark -o map.png --dpi 300
      kg plot all -o figures
    """
    from kg.plots import Look, Selection
    from kg.plots.canvas import file_form
    from kg.plots.rows import read_rows
    from kg.world.selection import seen

    if actors and name not in ("dyad", "all"):
        raise InputError(f"kg plot {name}: names of actors go with kg plot dyad")
    paths = {name: output or Path(f"{name}.svg")}
    if name == "all":
        paths = {one: (output or Path("plots")) / f"{one}.svg" for one in PLOTS}
    for path in paths.values():
        file_form(path)
    taken = ("since", "until", "process", "issue", "factualities", "period", "by", "top")
    selection = Selection(actors=actors, **{one: options[one] for one in taken})
    look = Look(**{one: options[one] for one in ("theme", "size", "dpi", "title")})
    with reading(options) as store:
        rows = read_rows(seen(store, options["min_confidence"], raw=bool(options["raw"])))
    for one, path in paths.items():
        _plot(rows, one, (selection, look), path, several=name == "all", quiet=options["quiet"])


def _plot(rows: Rows, name: str, how: tuple[Selection, Look], path: Path, *, several: bool, quiet: bool) -> None:
    """Draw and write one plot; of several, one of which nothing is told is passed over and said."""
    from dataclasses import replace

    from kg.plots import draw_findings, find
    from kg.plots.canvas import write_figure
    from kg.plots.frames.dyad import busiest

    selection, look = how
    try:
        if several and name == "dyad" and not selection.actors:
            selection = replace(selection, actors=busiest(rows, selection))
        found = find(rows, name, selection)
    except NotFound as error:
        if not several:
            raise
        click.echo(printable(f"kg plot {name}: {error}"), err=True)
        return
    write_figure(draw_findings(found, look, by=selection.by), path)
    if not quiet:
        click.echo(printable(f"{path}: {found.finding}"))
