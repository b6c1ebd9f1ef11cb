"""The command `kg`: each subcommand stands in its own module and is imported when it is called."""

from __future__ import annotations

import importlib

import click

from kg import __version__
from kg.errors import ParleyError

COMMANDS: dict[str, tuple[str, str]] = {  # name: (module under kg.cli, one line of help)
    "ingest": ("ingest", "Read documents and write what they say into the store."),
    "retract": ("ingest", "Remove an article and all that came from it alone."),
    "status": ("status", "Say what the store holds and what the last runs dropped."),
    "query": ("query", "Run a SPARQL query by name, file or text."),
    "table": ("table", "Print one table of the graph."),
    "explain": ("explain", "Print a claim with the sentences that support it."),
    "review": ("review", "Accept, reject and correct claims; merge and split what is one."),
    "validate": ("validate", "Check the store against the SHACL shapes."),
    "analyze": ("analyze", "Measure the actor network."),
    "view": ("view", "Write an interactive graph page."),
    "plot": ("plot", "Draw a figure: timeline, positions, scores of a dyad, mediators, map."),
    "export": ("export", "Write the graph to a file."),
    "authority": ("authority", "Look after the authority files; names that they lack."),
    "frames": ("frames", "Check the frame files and run their examples."),
    "eval": ("evaluate", "Score extraction against marked texts."),
    "demo": ("demo", "Build the demonstration from the sample reports."),
}


class LazyGroup(click.Group):
    """Lists commands from the table above without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Turn news reports about negotiations into a knowledge graph.

    \b
    Examples:
      kg ingest reports/ --store talks.store
      kg table proposals --store talks.store
      kg query who-met-whom --format csv
      kg view actors -o actors.html
    """


def main() -> None:
    """Run the command line; errors of the user's making are one line and exit code 1."""
    try:
        cli()
    except ParleyError as error:
        click.echo(f"kg: {printable(str(error))}", err=True)
        raise SystemExit(1) from None


def printable(text: str) -> str:
    """`text` without what an article could use to write to the terminal or to turn its words round.

    Control characters and those for the direction of text become U+FFFD, one for one.
    """
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)
