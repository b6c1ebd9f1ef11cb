"""kg analyze"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli import printable
from kg.cli.options import common_options, confidence_option, raw_option, reading
from kg.schema.terms import FACTUALITIES

if TYPE_CHECKING:
    from kg.network.analysis import Analysis, Request

F = TypeVar("F", bound=Callable[..., Any])
_NAMES = ("centrality", "brokerage", "communities", "balance", "evolution", "compare", "edges")
_NETWORKS = (
    *("events", "signed", "attendance", "mediation", "mediated"),
    *("meetings", "proposals", "responses", "statements"),
)
_GRAPHS = ("graphml", "gexf")
_SPELT = {  # the filters as this command spells them
    "factualities": "--factuality",
    "since": "--from",
    "until": "--to",
    "dated": "--dated",
    "issues": "--issue",
    "process": "--process",
    "without": "--without",
    "min_weight": "--min-weight",
    "level": "--level",
}

_FILTERS = (
    click.option("--network", type=click.Choice(_NETWORKS), help="The network to measure; see above."),
    click.option("--from", "since", metavar="DATE", help="Count claims from DATE on: 2025, 2025-06 or 2025-06-02."),
    click.option("--to", "until", metavar="DATE", help="Count claims up to DATE, which is included."),
    click.option(
        "--dated", is_flag=True, help="Leave out claims without a date of their own, else dated by their article."
    ),
    click.option(
        "--issue",
        "issues",
        multiple=True,
        metavar="CODE",
        help="Count claims on this issue or a narrower one; repeatable.",
    ),
    click.option("--process", metavar="TEXT", help="Count claims of the processes whose label has TEXT in it."),
    click.option(
        "--factuality",
        "factualities",
        type=click.Choice(FACTUALITIES),
        multiple=True,
        help="Count claims of this factuality; repeatable. Asserted claims count unless told otherwise.",
    ),
    click.option(
        "--without", multiple=True, metavar="TYPE", help="Leave out events of this PLOVER type, as CONSULT; repeatable."
    ),
    click.option("--min-weight", type=click.IntRange(1), default=1, help="Leave out ties of fewer occasions."),
    click.option(
        "--level",
        type=click.Choice(("actor", "side")),
        default="actor",
        show_default=True,
        help="Count people, or the states and bodies they act for.",
    ),
)
_DETAILS = (
    click.option(
        "--sides",
        type=click.Choice(("side", "country", "type", "sector", "party", "community")),
        default="side",
        show_default=True,
        help="brokerage: what the groups are between which an actor brokers.",
    ),
    click.option(
        "--method",
        type=click.Choice(("louvain", "leiden")),
        default="louvain",
        show_default=True,
        help="communities: leiden needs the extra of that name.",
    ),
    click.option("--by", type=click.Choice(("triad", "actor", "tie")), help="balance, compare: what the rows are."),
    click.option(
        "--period",
        type=click.Choice(("month", "quarter", "year", "round")),
        default="quarter",
        show_default=True,
        help="evolution: how time is cut; rounds are those of --process.",
    ),
    click.option("--a", "first", metavar="FROM..TO", help="compare: the first span of time."),
    click.option("--b", "second", metavar="FROM..TO", help="compare: the second."),
)

_HELP = """Measure a network of actors.

Two actors are tied where a claim joins them; the weight of a tie is the number of distinct occasions, so that
several reports of one meeting count once.

\b
centrality   degree, strength, betweenness, closeness, eigenvector, PageRank
brokerage    roles between sides (Gould-Fernandez), structural holes (Burt)
communities  groups that deal with one another (Louvain or Leiden)
balance      triads of friends and enemies (network signed or responses)
evolution    actors, ties and tone of each period; ties new, kept, lost
compare      two spans of time: changes, ranks, ties, correlation (QAP)
edges        every claim that joins two actors; the ties, with --network

\b
Networks:
events       who acted on whom: events, meetings and mediation (default)
signed       cooperation and conflict, by the PLOVER scores of events
attendance   who sat at one meeting with whom
mediation    from the mediator to each party
mediated     parties that were brought together, and by whom
meetings     two modes: actors and meetings
proposals    two modes: who made and who answered which proposal
responses    who answered whose proposals, and how
statements   who talks about whom, and to whom

\b
Examples:
  kg analyze --from 2025-05 --to 2025-07
  kg analyze brokerage --level side --format csv -o brokers.csv
  kg analyze brokerage --process Istanbul --sides party
  kg analyze balance --by tie --without CONSULT --without AGREE
  kg analyze evolution --period round --process Istanbul
  kg analyze compare --a 2025-01..2025-06 --b 2025-07..2025-12
  kg analyze communities --format gexf -o actors.gexf
  kg analyze centrality --network statements --format graphml -o talk.graphml
"""


def _with(options: tuple[Any, ...]) -> Callable[[F], F]:
    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


@click.command(help=_HELP)
@click.argument("name", type=click.Choice(_NAMES), default="centrality")
@_with(_FILTERS)
@_with(_DETAILS)
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "jsonl", *_GRAPHS)), default="table", show_default=True
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE.")
@confidence_option
@raw_option
@common_options
def analyze(name: str, form: str, output: Path | None, **options: Any) -> None:
    """Carry out one request and print or write its answer."""
    from kg.network.analysis import analyze as carry_out
    from kg.network.analysis import tables_of
    from kg.network.sources import read_sources
    from kg.world.selection import seen

    request = _request(name, options)
    with reading(options) as store:
        sources = read_sources(seen(store, options["min_confidence"], raw=bool(options["raw"])), tables_of(request))
    analysis = carry_out(sources, request)
    if form in _GRAPHS:
        _write_graph(analysis, form, output)
    else:
        _write_rows(analysis, form, output)
    if not options["quiet"]:
        for note in analysis.notes:
            click.echo(printable(note), err=True)


def _request(name: str, options: dict[str, Any]) -> Request:
    from kg.network.analysis import Request
    from kg.network.checking import checked, checked_span
    from kg.network.selection import Selection

    spans = {f"--{letter}": options[key] for key, letter in (("first", "a"), ("second", "b"))}
    return Request(
        name,
        options["network"],
        checked(Selection(**{field: options[field] for field in _SPELT}), _SPELT),
        sides=options["sides"],
        method=options["method"],
        by=options["by"],
        period=options["period"],
        spans=tuple(checked_span(text, option) for option, text in spans.items() if text is not None),
    )


def _write_rows(analysis: Analysis, form: str, output: Path | None) -> None:
    from kg.network.output import write_frame

    terminal = sys.stdout.isatty() and output is None
    out = io.StringIO()
    write_frame(analysis.frame, form, out, width=shutil.get_terminal_size().columns if terminal else None)
    if output is not None:
        output.write_text(out.getvalue(), encoding="utf-8", newline="")
        click.echo(f"{output}: {len(analysis.frame)} rows", err=True)
    else:
        click.echo(printable(out.getvalue()) if terminal else out.getvalue(), nl=False)


def _write_graph(analysis: Analysis, form: str, output: Path | None) -> None:
    from kg.network.analysis import plain
    from kg.network.graphfiles import write_graph

    graph = plain(analysis, form)
    out = io.BytesIO()
    write_graph(graph, form, out)
    if output is not None:
        output.write_bytes(out.getvalue())
        click.echo(f"{output}: {len(graph)} nodes, {graph.number_of_edges()} edges", err=True)
    else:
        click.echo(out.getvalue().decode("utf-8"), nl=False)
