"""reference/commands.md, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from docs.generate.markdown import block, code, page, table
from kg.cli import COMMANDS, cli

_SHARED = ("--store", "--config", "--quiet", "--verbose", "--help")
_INTRODUCTION = """Everything that `kg COMMAND --help` says. An error is one line on standard error and exit code 1;
a wrong option exit code 2
([Errors](errors.md)). Options that all commands with a store have:"""


def pages() -> dict[str, str]:
    """The page."""
    context = click.Context(cli, info_name="kg", help_option_names=["-h", "--help"])
    found = {name: cli.get_command(context, name) for name in COMMANDS}
    commands = {name: command for name, command in found.items() if command}
    shared = _options(commands["ingest"], context, shared=True)
    overview = table(("Command", ""), ((f"[kg {name}](#kg-{name})", COMMANDS[name][1]) for name in commands))
    sections = [part for name, command in commands.items() for part in _sections(name, command, context)]
    return {"reference/commands.md": page("Commands", overview, _INTRODUCTION, shared, *sections, source="kg/cli")}


def _sections(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    """The command, then its subcommands as sections below it."""
    context = click.Context(command, info_name=name, parent=parent)
    level = "##" if parent.parent is None else "###"
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    parts = [f"{level} {context.command_path}", block("text", usage), *_help(command)]
    if options := _options(command, context):
        parts.append(options)
    yield "\n\n".join(parts)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found:
                yield from _sections(below, found, context)


def _help(command: click.Command) -> Iterator[str]:
    """Paragraphs of the help; what it sets line by line is a block, examples without their heading's colon."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if not paragraph.startswith("\b"):
            yield " ".join(paragraph.split()).replace("<", "\\<")
            continue
        lines = paragraph.removeprefix("\b\n").splitlines()
        if lines[0].startswith("Example"):
            yield f"{lines[0]}\n\n{block('sh', inspect.cleandoc(chr(10).join(('', *lines[1:]))))}"
        else:
            yield block("text", "\n".join(lines))


def _options(command: click.Command, context: click.Context, *, shared: bool = False) -> str:
    """The options as a table: its own, or the shared ones."""
    rows = []
    for option in command.get_params(context):
        if isinstance(option, click.Option) and (option.opts[-1] in _SHARED) == shared:
            record = option.get_help_record(context)
            if record:
                rows.append((code(record[0]), record[1].replace("<", "\\<")))
    return table(("Option", "Meaning"), rows) if rows else ""
