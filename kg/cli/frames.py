"""`kg frames`: look after the files that say how English tells of negotiations."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def frames() -> None:
    """Check the files of verbs, nouns, cues and issues, and the examples that show what each entry does.

    \b
    Examples:
      kg frames check
      kg frames check --frames my-frames/
    """


@frames.command("check")
@click.option(
    "--frames",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Folder (or one file) of your own frame files, added to the shipped ones; repeatable.",
)
@click.option("--model", metavar="NAME", help="spaCy pipeline to analyse with (default: the small English one).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Print problems and failures only.")
@click.option("-v", "--verbose", is_flag=True, help="Print the entries that have no example, by file.")
def check_command(folders: tuple[Path, ...], model: str | None, form: str, quiet: bool, verbose: bool) -> None:
    """Read every row, run every example, and exit with 1 if a row is malformed or an example gives something else.

    A row is malformed when it names an act, type, noun class, condition, path, issue or sector that does not exist, or
    stands twice in its file. An example (examples.csv: kind, entry, sentence, expected) fails when its sentence does
    not give what is expected, or gives it by another entry. data/frames/README.md describes all files.

    \b
    Examples:
      kg frames check --verbose
      kg frames check --frames my-frames/ --frames extra/verbs.csv
      kg frames check --format json
    """
    from kg.cli import printable
    from kg.framecheck import check
    from kg.framecheck.printing import as_json, as_text
    from kg.ingest.analysis import DEFAULT_MODEL

    found = check(folders, model=model or DEFAULT_MODEL)
    if form == "json":
        click.echo(as_json(found))
    else:
        for line in as_text(found, quiet=quiet, verbose=verbose):
            click.echo(printable(line))
    if not found.sound:
        raise SystemExit(1)
