"""The documentation is true: what it shows is what commands print, what it says of the sources is what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.generate import DOCS, consoles, limits, pages, stale, tables
from docs.generate.consoles import Done, matches, refreshed, run, steps
from docs.generate.transcripts import begin, prepare
from kg.export.datasets import COLUMNS as SETS
from kg.query.saved import saved_queries
from kg.schema import SHAPES, rules
from kg.schema.terms import PROPERTIES
from kg.tables.columns import COLUMNS

PAGES = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
TOLD = [name for name, text in PAGES.items() if any(steps(text)) and not name.startswith("generate/")]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three sample reports, read into a store."""
    folder = tmp_path_factory.mktemp("docs") / "shared"
    prepare(folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", TOLD)
def test_a_page_shows_what_happens(name: str, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "page"
    begin(PAGES[name], folder, shared)
    done = run(PAGES[name], folder)
    assert [f"{one.step.text}\n{one.failed}" for one in done if one.failed] == [], "run `make reference`"


def test_the_pages_show_something() -> None:
    kinds = [step.kind for name in TOLD for step in steps(PAGES[name])]
    assert len(TOLD) >= 10
    assert kinds.count("command") >= 50
    assert kinds.count("file") >= 8
    assert kinds.count("python") >= 4


def test_only_the_guides_ask_for_other_programs() -> None:
    shown = [step.text for text in PAGES.values() for step in steps(text) if step.kind == "command"]
    assert [line for line in shown if not line.startswith("kg ")] == []


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\n", "a\nb\nc\n", True),
        ("a\n...\nc\n", "a\nb\nc\n", True),
        ("a\n...\nd\n", "a\nb\nc\n", False),
        ("ab ...\n", "abc d\n", True),
        ("ab ...\n", "acb d\n", False),
        ("a.c\n", "abc\n", False),
        ("a  \n", "a\n", True),
    ],
)
def test_what_is_left_out_may_be_anything_and_nothing_else(shown: str, printed: str, same: bool) -> None:
    assert matches(shown, printed) is same


def test_a_page_is_a_script(tmp_path: Path) -> None:
    page = (
        "Save this as `notes/a.txt`:\n\n```text\nPeru met Chile.\n```\n\n"
        "```console\n$ kg --version\nkg, version 0\n$ kg nonsense\n$ ls\n```\n\n"
        "```python\nx = 1\n```\n\n```python\nprint(x)\n1/0\n```\n"
    )
    done = run(page, tmp_path)
    assert [one.step.kind for one in done] == ["file", "command", "command", "command", "python", "python"]
    assert (tmp_path / "notes" / "a.txt").read_text(encoding="utf-8") == "Peru met Chile.\n"
    assert [bool(one.failed) for one in done] == [False, True, True, True, False, True]
    assert done[-1].printed == "1\n"
    assert "ZeroDivisionError" in done[-1].failed


def test_a_refreshed_page_is_cut_as_it_was() -> None:
    page = "```console\n$ kg a\nold\n...\n$ kg b\nlong ...\n$ kg c\n```\n"
    found = list(steps(page))
    done = [Done(step, printed) for step, printed in zip(found, ("1\n2\n3\n", "long line\n", "x\n"), strict=True)]
    assert refreshed(page, done) == "```console\n$ kg a\n1\n...\n$ kg b\nlong ...\n$ kg c\n```\n"
    asked = "```console\n$ kg a\n? 2\n```\n"
    assert refreshed(asked, [Done(next(steps(asked)), "1\n2\n3\n")]) == "```console\n$ kg a\n1\n2\n...\n```\n"


def test_an_error_is_shown_as_the_command_line_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed, code = consoles.command("kg table events --store nowhere")
    assert code == 1
    assert printed.startswith("kg: ")


def test_generated_pages_are_what_would_be_written_now() -> None:
    assert stale() == [], "run `python -m docs.generate`"
    assert len(pages()) >= 12


def test_every_column_of_every_table_is_described() -> None:
    wanted = {(name, column) for name, columns in COLUMNS.items() for column in ("", *columns)}
    found = tables.described()
    assert set(found) == wanted
    for place, (kind, meaning) in found.items():
        assert meaning.endswith((".", " ...")), place
        assert bool(kind) == bool(place[1]), place


def test_every_command_query_and_error_has_its_section() -> None:
    import click

    from kg import errors
    from kg.cli import COMMANDS, cli

    commands, context = PAGES["reference/commands.md"], click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        below = command.list_commands(context) if isinstance(command, click.Group) else []
        for path in (f"## kg {name}", *(f"### kg {name} {one}" for one in below)):
            assert f"\n{path}\n" in commands
    for query in saved_queries():
        assert f"\n## {query.name}\n\n{query.summary}" in PAGES["reference/queries.md"]
    for name in dir(errors):
        if isinstance(getattr(errors, name), type):
            assert f"- `{name}`: " in PAGES["reference/errors.md"] or name == "annotations"


def test_shapes_and_rules_are_told_in_full() -> None:
    messages = re.findall(r'sh:message "', SHAPES.read_text(encoding="utf-8"))
    assert PAGES["reference/shapes.md"].count("\n- ") == len(messages) > 60
    told = set(re.findall(r"neg:(\w+)", "".join(map(_first_line, _sections("reference/rules.md")))))
    assert told == set(PROPERTIES) & _derived()
    assert PAGES["reference/rules.md"].count("\n```sparql\n") == len(rules())


def _sections(name: str) -> list[str]:
    return PAGES[name].split("\n## ")[1:]


def _first_line(section: str) -> str:
    return section.split("\n")[2]


def _derived() -> set[str]:
    from rdflib import RDFS, Graph, Namespace

    from kg.schema import ONTOLOGY
    from kg.schema.terms import NEG

    neg = Namespace(NEG)
    return {str(edge).removeprefix(NEG) for edge in Graph().parse(ONTOLOGY).subjects(RDFS.subPropertyOf, neg.shortEdge)}


def test_figures_of_the_limits_come_from_the_benchmark() -> None:
    text = "# x on 2020-01-02\n\n" + "".join(
        f"## {title}\n\n`kg eval`, 7 texts.\n\n| measure | P |\n|---|---|\n"
        + "".join(f"| {label} | 0.800 | 0.400 | 0.500 | 1 | 2 | 3 | |\n" for label in limits.MEASURES.values())
        for title in limits.SETS.values()
    )
    values = dict(limits._values(text))
    assert values["written"] == "2020-01-02"
    assert values["press_texts"] == "7"
    assert (values["press_events_missed"], values["press_events_wrong"]) == ("60", "20")
    assert values["press_events_stands_for"] == "200"
    template = limits.TEMPLATE.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.`§{_])\d+ of 100|\d+ in \d+|\d+ ?%", template.replace("95 %", ""))


def test_what_the_limits_say_in_words_holds() -> None:
    """Who mends the reader may turn these round: then the words of the template need another look."""
    figures = limits.sections(limits.EXTRACTION.read_text(encoding="utf-8"))["put_away"]
    right = [float(figures[limits.MEASURES[name]]["p"]) for name in ("events", "agents", "full")]
    assert right == sorted(right, reverse=True)
    rows = re.findall(r"^\| 0\.\d to \d\.\d \| \d+ \| (\d+) \| (\d+) \|$", PAGES["limits.md"], re.MULTILINE)
    said, marked = ([int(row[side]) for row in rows] for side in (0, 1))
    assert len(rows) >= 3
    assert marked == sorted(marked), "confidence ranks"
    assert all(one <= other for one, other in zip(marked, said, strict=True)), "and flatters"


def test_r_code_uses_columns_that_are_there() -> None:
    known = {column for columns in (*COLUMNS.values(), *SETS.values()) for column in columns}
    code = "".join(
        re.findall(r"^```r\n(.*?)^```", PAGES["guides/r.md"] + PAGES["datasets.md"], re.MULTILINE | re.DOTALL)
    )
    code = re.sub(r'"[^"]*"|#.*|library\(\w+\)', "", code)
    own = set(re.findall(r"([a-z]\w*) (?:<-|=(?!=))", code))  # variables, arguments and columns that the code makes
    used = set(re.findall(r"(?<![\w.])([a-z]\w*)\b(?!\s*\(|\.)", code)) - own - {"in", "mean"}
    assert len(used) > 12
    assert used <= known
