"""kg eval"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli import printable

_FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("gold", type=_FOLDER)
@click.option("--texts", type=_FOLDER, help="Folder with the texts that the gold names.")
@click.option("--show", type=click.IntRange(min=0), default=0, metavar="N", help="Print N errors of each class.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--model", metavar="NAME", help="spaCy pipeline to analyse with (default: the small English one).")
@click.option("--authority", multiple=True, type=_FOLDER, help="Folder of authority files to add; repeatable.")
@click.option("--frames", multiple=True, type=_FOLDER, help="Folder of frame files to add or override; repeatable.")
def eval(gold: Path, texts: Path | None, show: int, style: str, **given: Any) -> None:
    """Score extraction against GOLD, a file or folder of marked texts.

    Prints precision, recall and F1 by kind, and the errors by class. data/gold/README.md describes the format.

    \b
    Examples:
      kg eval data/gold
      kg eval marked.jsonl --show 3
      kg eval my-gold/ --texts my-reports/ --format json
    """
    from kg.evaluation import evaluate
    from kg.evaluation.printing import as_json, as_text
    from kg.ingest.analysis import DEFAULT_MODEL
    from kg.ingest.pipeline import Pipeline, Settings

    pipeline = Pipeline(Settings(given["model"] or DEFAULT_MODEL, given["authority"], given["frames"]))
    results = evaluate(gold, pipeline, texts=[texts] if texts else [])
    if style == "json":
        click.echo(as_json(list(results), show))
        return
    for scored in results:
        for line in as_text(scored, show):
            click.echo(printable(line))
