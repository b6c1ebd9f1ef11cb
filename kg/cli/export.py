"""kg export"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import common_options, confidence_option, raw_option, reading
from kg.export import FORMATS, LEVELS


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The file or, for csv, folder.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="The format; else the ending of FILE says it.")
@click.option(
    "--evidence",
    type=click.Choice(LEVELS),
    default="full",
    show_default=True,
    help="full: sentences; quote: the words that carry a claim; offsets: none of the articles' words.",
)
@confidence_option
@raw_option
@common_options
def export(output: Path, form: str | None, evidence: str, min_confidence: float | None, **options: object) -> None:
    """Write the graph to a file.

    Turtle and JSON-LD hold the graph that queries see, TriG and N-Quads all named graphs too, GraphML and GEXF the
    actor network, csv all tables, in a folder or a .zip. With --evidence quote or offsets a graph of copyrighted
    articles can be published.

    plover and mediation are data sets for R and pandas, one CSV file each: event data with a row for each actor,
    recipient and event, named as in POLECAT and scored with PLOVER; mediation events with date, place, third parties,
    local actors, individuals, issues and sources. They hold what is planned, possible and denied as well: filter by the
    column factuality. docs/datasets.md describes each column.

    bibtex (for BibTeX and biblatex) and csl (CSL-JSON, for Zotero and pandoc) are the reports as a bibliography; their
    keys are the column citation_key of the table articles.

    \b
    Examples:
      kg export -o talks.ttl
      kg export -o talks.trig --evidence offsets
      kg export -o tables.zip
      kg export -o events.csv --format plover
      kg export -o mediation.csv --format mediation --evidence offsets
      kg export -o reports.bib
      kg export -o reports.json --format csl
      kg export -o sure.ttl --min-confidence 0.7
    """
    from kg.export import export as write
    from kg.world.selection import seen

    with reading(options) as store:
        written = write(seen(store, min_confidence, raw=bool(options["raw"])), output, form=form, evidence=evidence)
    if not options["quiet"]:
        for path in written:
            click.echo(f"{path} ({path.stat().st_size:,} bytes)", err=True)
