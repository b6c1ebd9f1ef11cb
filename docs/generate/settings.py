"""reference/configuration.md, from the commands' options and kg.config."""

from __future__ import annotations

from collections.abc import Iterator

import click

import kg.config
from docs.generate.markdown import block, codes, page, table
from kg.cli import COMMANDS, cli

_INTRODUCTION = f"""A project keeps its options in a file `{kg.config.DEFAULT}` in the folder in which `kg` runs;
`--config FILE` names another one. An option on
the command line wins over the file. A key is the long name of an option with underscores for hyphens
(`min_confidence`); an option that
repeats takes a list. Keys at the top hold for every command that has the option, a table named like a command for
that command alone; a key
that its command does not know is an error."""
_EXAMPLE = """
store = "talks.store"

[ingest]
authority = ["my-authority"]
frames = ["my-frames"]

[table]
min_confidence = 0.6
"""


def pages() -> dict[str, str]:
    """The page."""
    rows = [(f"[{name}](commands.md#kg-{name})", codes(keys)) for name, keys in _keys()]
    return {
        "reference/configuration.md": page(
            "Configuration",
            _INTRODUCTION,
            block("toml", _EXAMPLE),
            "## Keys",
            table(("Command", "Keys"), rows),
            source="kg/config.py and kg/cli",
        )
    }


def _keys() -> Iterator[tuple[str, list[str]]]:
    """Commands with the keys that their table may have. Groups such as review take none."""
    context = click.Context(cli, info_name="kg")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command and not isinstance(command, click.Group):
            names = sorted(str(p.name) for p in command.params if isinstance(p, click.Option) and p.name != "config")
            yield name, names
