"""kg explain"""

from __future__ import annotations

import json
import sys
from typing import Any

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
    from kg.explain import lines

    with reading(options) as store:
        about = look_up(store, name)
    if form == "json":
        click.echo(printable(json.dumps(about, ensure_ascii=False, indent=2)))
        return
    for line in lines(_one_line(about), _highlight if sys.stdout.isatty() else None):
        click.echo(line)


def _highlight(words: str, role: str) -> str:
    colour = {"trigger": "yellow", "cue": "yellow", "agent": "cyan", "speaker": "cyan", "target": "magenta"}.get(role)
    return click.style(words, fg=colour, bold=True)


def _one_line(value: Any) -> Any:
    """A record whose texts hold no control characters and no line ends; each keeps its length, so offsets hold."""
    if isinstance(value, str):
        return printable(value.replace("\n", " "))
    if isinstance(value, list):
        return [_one_line(item) for item in value]
    return {name: _one_line(item) for name, item in value.items()} if isinstance(value, dict) else value
