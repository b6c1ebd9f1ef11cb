"""`kg review`: what people decide about claims, and the file that keeps it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli import printable
from kg.cli.options import common_options

if TYPE_CHECKING:
    from kg.world.decisions import Decision

F = TypeVar("F", bound=Callable[..., Any])
_FORMATS = click.Choice(("table", "csv", "jsonl"))


@click.group()
def review() -> None:
    """Look through what the machine found, and decide.

    Decisions are kept in the store beside the articles, and hold when an article is read again or by a newer program:
    they name the sentence and the words, not a number. Tables, queries and views honour them; --raw shows the
    machine's own. `export` writes them to a CSV file that you edit and keep under version control, `apply` reads it.

    \b
    Examples:
      kg review list --kind event --limit 20
      kg review reject article/0123456789abcdef/event/e12-agree-0 --why "he only asked"
      kg review correct article/0123456789abcdef/event/e3-reject-0 --set factuality=planned
      kg review merge meeting/0123456789abcdef article/fedcba9876543210/meeting/m1
      kg review export -o decisions.csv
    """


def _signing(command: F) -> F:
    """--by and --why: who decides, and the reason."""
    for option in (
        click.option("--by", metavar="NAME", help="Who decides. [default: the user's name]"),
        click.option("--why", default="", metavar="TEXT", help="The reason, kept with the decision."),
    ):
        command = option(command)
    return command


@review.command("list")
@click.option("--kind", metavar="KIND", help="Claims of one kind: event, meeting, proposal, response ...")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@click.option("--all", "reviewed", is_flag=True, help="Those that are decided on as well.")
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@common_options
def list_command(kind: str | None, limit: int, reviewed: bool, form: str, **options: object) -> None:
    """List claims by doubt: disputed ones first, then those of least confidence."""
    from kg.errors import InputError
    from kg.review.doubts import COLUMNS, KINDS, doubts
    from kg.store import open_store

    if kind and kind not in map(str.lower, KINDS):
        raise InputError(f"--kind {kind}: one of {', '.join(map(str.lower, KINDS))} is wanted")
    with open_store(str(options["store"]), reading=True) as store:
        rows = doubts(store, kind, reviewed=reviewed)[:limit]
    _print(rows, COLUMNS, form)


@review.command("links")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@common_options
def links_command(limit: int, form: str, **options: object) -> None:
    """List pairs that may be one meeting, proposal, agreement, document or actor, with the reasons, the best first."""
    from itertools import islice

    from kg.review.doubts import LINK_COLUMNS, open_links
    from kg.store import open_store

    with open_store(str(options["store"]), reading=True) as store:
        rows = list(islice(open_links(store), limit))
    _print(rows, LINK_COLUMNS, form)


@review.command("accept")
@click.argument("ids", nargs=-1, required=True)
@_signing
@common_options
def accept(ids: tuple[str, ...], **options: Any) -> None:
    """Accept claims: their confidence becomes 1."""
    _decide("accept", ids, options)


@review.command("reject")
@click.argument("ids", nargs=-1, required=True)
@_signing
@common_options
def reject(ids: tuple[str, ...], **options: Any) -> None:
    """Reject claims: they leave tables, queries and views, with what follows from them.

    The id of a conflict may be given as well: the two claims are then said not to contradict one another.
    """
    _decide("reject", ids, options)


@review.command("correct")
@click.argument("claim")
@click.option(
    "--set",
    "fields",
    multiple=True,
    required=True,
    metavar="FIELD=VALUE",
    help="A column of the claim's table and its right value; several values apart by ;, none to empty it. Repeatable.",
)
@_signing
@common_options
def correct(claim: str, fields: tuple[str, ...], **options: Any) -> None:
    """Correct fields of a claim. Actors and places are given by id or label.

    \b
    Examples:
      kg review correct article/0123456789abcdef/event/e3-reject-0 --set agents="Russia; Ukraine"
      kg review correct article/0123456789abcdef/meeting/m0 --set date=2025-05-16 --set round=1
    """
    _decide("correct", (claim,), options, fields)


@review.command("merge")
@click.argument("one")
@click.argument("other")
@_signing
@common_options
def merge(one: str, other: str, **options: Any) -> None:
    """Say that two claims or actors are one. `kg review links` lists what may be."""
    _decide("merge", (one, other), options)


@review.command("split")
@click.argument("account")
@click.argument("whole")
@_signing
@common_options
def split(account: str, whole: str, **options: Any) -> None:
    """Say that an account, or an actor of one article, does not belong to the joined node WHOLE.

    With two nodes that are not joined it says that they are not to be.
    """
    _decide("split", (account, whole), options)


@review.command("undo")
@click.argument("ids", nargs=-1, required=True)
@common_options
def undo(ids: tuple[str, ...], **options: Any) -> None:
    """Take decisions back, by their ids in `kg review decisions`."""
    from kg.review import undone
    from kg.store import open_store
    from kg.world.decisions import read_decisions
    from kg.world.relinking import relink

    with open_store(str(options["store"])) as store:
        relink(store, undone(read_decisions(store), ids))
    _say(options, f"{_counted(len(ids), 'decision')} taken back")


@review.command("decisions")
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@common_options
def decisions_command(form: str, **options: object) -> None:
    """List the decisions, and whether each finds what it is about."""
    from kg.store import open_store
    from kg.tables.reading import base_of
    from kg.world.decisions import read_decisions
    from kg.world.relinking import lost

    with open_store(str(options["store"]), reading=True) as store:
        without_target = lost(store)
        base = base_of(store)
        rows = [_row(decision, decision not in without_target, base) for decision in read_decisions(store)]
    _print(rows, ("id", "decision", "kind", "words", "field", "values", "other", "found", "by", "at", "why"), form)


@review.command("export")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file. [default: the terminal]"
)
@common_options
def export_command(output: Path | None, **options: Any) -> None:
    """Write the decisions as CSV."""
    from kg.review import write_file
    from kg.store import open_store
    from kg.tables.reading import base_of
    from kg.world.decisions import read_decisions

    with open_store(str(options["store"]), reading=True) as store:
        text = write_file(read_decisions(store), base_of(store))
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="")
    _say(options, f"{printable(str(output))} written")


@review.command("apply")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--add", is_flag=True, help="Keep the store's decisions that the file does not have.")
@_signing
@common_options
def apply(file: Path, add: bool, **options: Any) -> None:
    """Make the decisions of FILE those of the store.

    A row may name nothing but decision and target (an id), and for correct field and values: the rest is filled in.
    """
    from kg.review import kept, read_file
    from kg.store import open_store
    from kg.world.decisions import read_decisions
    from kg.world.relinking import lost, relink

    with open_store(str(options["store"])) as store:
        old = read_decisions(store)
        new = read_file(file, store, by=options["by"] or getpass.getuser(), at=_now())
        relink(store, kept(old, new) if add else new)
        without_target = len(lost(store))
    _say(options, f"{_counted(len(new), 'decision')} applied, {without_target} without a target in the store")


def _decide(kind: str, ids: Sequence[str], options: dict[str, Any], fields: Sequence[str] = ()) -> None:
    from kg.review import Signed, decided, kept
    from kg.store import open_store
    from kg.world.decisions import read_decisions
    from kg.world.relinking import relink

    signed = Signed(options["by"] or getpass.getuser(), _now(), options["why"])
    with open_store(str(options["store"])) as store:
        new = decided(store, kind, ids, signed, fields)
        relink(store, kept(read_decisions(store), new))
    _say(options, f"{_counted(len(new), 'decision')} kept: {', '.join(decision.id for decision in new)}")


def _row(decision: Decision, found: bool, base: str) -> dict[str, object]:
    return {
        "id": decision.id, "decision": decision.kind, "kind": decision.target.kind.lower(),
        "words": decision.target.words or decision.target.node.removeprefix(base), "field": decision.field or None,
        "values": [value.removeprefix(base) for value in decision.values],
        "other": decision.other and (decision.other.words or decision.other.node),
        "found": found, "by": decision.by, "at": decision.at, "why": decision.why,
    }  # fmt: skip


def _print(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: str) -> None:
    import shutil
    import sys

    from kg.tables.formats import rows_as_text

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    text = rows_as_text(rows, columns, form, width=width)
    click.echo(printable(text) if sys.stdout.isatty() else text, nl=False, color=True)


def _say(options: dict[str, Any], text: str) -> None:
    if not options["quiet"]:
        click.echo(text, err=True)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
