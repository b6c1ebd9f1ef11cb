"""kg explain"""

from __future__ import annotations

import json
import sys

import click

from kg.cli import printable
from kg.cli.options import common_options, reading


@click.command()
@click.argument("name", metavar="IRI|ID")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@common_options
def explain(name: str, form: str, **options: object) -> None:
    """Print a claim with the sentences that support it, who says so, and in which article.

    IRI is that of a claim, actor, place or article, or its id in a table. On a terminal the words that carry the claim
    are highlighted.

    \b
    Examples:
      kg explain state/ua
      kg explain article/0123456789abcdef/event/e12-agree-0 --format json
    """
    from kg.explain import explain as look_up
    from kg.explain import lines, one_line

    with reading(options) as store:
        about = look_up(store, name)
    if form == "json":
        click.echo(printable(json.dumps(about, ensure_ascii=False, indent=2)))
        return
    for line in lines(one_line(about), _highlight if sys.stdout.isatty() else None):
        click.echo(line)


def _highlight(words: str, role: str) -> str:
    colour = {"trigger": "yellow", "cue": "yellow", "agent": "cyan", "speaker": "cyan", "target": "magenta"}.get(role)
    return click.style(words, fg=colour, bold=True)
