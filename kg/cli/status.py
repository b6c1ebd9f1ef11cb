"""kg status"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import printable
from kg.cli.options import common_options

if TYPE_CHECKING:
    from kg.status import Status


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common_options
def status(form: str, store: str, **_: object) -> None:
    """Say what the store holds and what the last runs dropped."""
    from kg.status import lines
    from kg.status import status as look

    found = look(store)
    click.echo(_json(found) if form == "json" else "\n".join(map(printable, lines(found))))


def _json(found: Status) -> str:
    import json
    from dataclasses import asdict

    pairs = ("claims", "drops", "programs", "across")
    fields = {k: dict(v) if k in pairs else v for k, v in asdict(found).items()}
    return json.dumps(fields, ensure_ascii=False, indent=1)
