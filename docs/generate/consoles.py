"""Runs what the pages show: commands of `console` blocks, `python` blocks, and the files that a page tells to save.

A page is a script. A fenced block right after a line that ends in "as `PATH`:" is a file to write; a `console` block
holds `$ kg ...` lines, each with what it prints below it, or with nothing where that does not matter; a `python` block
runs in one namespace with the page's other ones. In what is printed a line `...` stands for any number of lines,
and a line
that ends in ` ...` for one that goes on. A command that fails must show what it says.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH = 116  # of printed lines that are written into a page
_FENCE = re.compile(r"^(`{3,})(\w*)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
_SAVED = re.compile(r"as `([^`\n]+)`:\s*\Z")
_EMPTY = "<!-- consoles: empty folder -->"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a page tells to do; `kind` is file, command or python.

    `text` is the file's content, the command line or the code, `shown` what the page says it prints, `start` and `end`
    where `shown` stands in the page.
    """

    kind: str
    text: str
    path: str = ""
    shown: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """A step with what came of it; `failed` holds the reason where it did not do what the page shows."""

    step: Step
    printed: str
    failed: str = ""


def starts_empty(page: str) -> bool:
    """Whether the page begins in an empty folder rather than with the shared store and reports."""
    return _EMPTY in page


def steps(page: str) -> Iterator[Step]:
    """What a page tells to do, in order."""
    for block in _FENCE.finditer(page):
        saved = _SAVED.search(page, 0, block.start())
        if saved:
            yield Step("file", block[3], path=saved[1])
        elif block[2] == "console":
            yield from _commands(block[3], block.start(3))
        elif block[2] == "python":
            yield Step("python", block[3])


def run(page: str, folder: Path) -> list[Done]:
    """Do all steps in `folder`, one after another; a failure does not stop the others."""
    namespace: dict[str, Any] = {"__name__": "__page__"}
    with contextlib.chdir(folder):
        return [_do(step, namespace) for step in steps(page)]


def matches(shown: str, printed: str) -> bool:
    """Whether the page shows what was printed; ` ...` and `...` stand for what is left out."""
    lines = [_line_pattern(line.rstrip()) for line in shown.strip("\n").splitlines()]
    text = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch("".join(lines), text) is not None


def refreshed(page: str, done: list[Done]) -> str:
    """The page with what was printed in the place of what it showed, cut in the same way."""
    for one in reversed(done):
        if one.step.kind == "command" and one.step.shown:
            page = page[: one.step.start] + _cut(one.printed, one.step.shown) + page[one.step.end :]
    return page


def _commands(body: str, offset: int) -> Iterator[Step]:
    found = list(re.finditer(r"^\$ (.*)\n", body, re.MULTILINE))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(body)
        yield Step("command", match[1], "", body[match.end() : end], offset + match.end(), offset + end)


def _do(step: Step, namespace: dict[str, Any]) -> Done:
    if step.kind == "file":
        Path(step.path).parent.mkdir(parents=True, exist_ok=True)
        Path(step.path).write_text(step.text, encoding="utf-8", newline="\n")
        return Done(step, "")
    if step.kind == "python":
        return _do_python(step, namespace)
    printed, code = command(step.text)
    if code and not step.shown.strip():
        return Done(step, printed, f"exit code {code}:\n{printed}")
    if step.shown.strip() and not matches(step.shown, printed):
        return Done(step, printed, f"the page shows\n{step.shown}\nand the command prints\n{printed}")
    return Done(step, printed)


def _do_python(step: Step, namespace: dict[str, Any]) -> Done:
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(step.text, "<page>", "exec"), namespace)
    except Exception:  # noqa: BLE001  whatever a page's code raises is a finding
        return Done(step, out.getvalue(), traceback.format_exc())
    return Done(step, out.getvalue())


def command(line: str) -> tuple[str, int]:
    """What `kg ...` prints, on both streams, and its exit code."""
    from click.testing import CliRunner

    from kg.cli import cli
    from kg.errors import ParleyError

    program, *arguments = shlex.split(line)
    if program != "kg":
        return f"pages may show kg only: {line}", 127
    result = CliRunner(env=_environment()).invoke(cli, arguments, prog_name="kg")
    if isinstance(result.exception, ParleyError):
        return f"{result.output}kg: {result.exception}\n", 1
    if result.exception and not isinstance(result.exception, SystemExit):
        return result.output + "".join(traceback.format_exception(result.exception)), 70
    return result.output, result.exit_code


def _environment() -> Mapping[str, str]:
    return {"COLUMNS": "100", "NO_COLOR": "1"}


def _line_pattern(line: str) -> str:
    if line == "...":
        return r"(?:.*\n)*?"
    if line.endswith(" ..."):
        return re.escape(line[:-4]) + r".*\n"
    return re.escape(line) + r"\n"


def _cut(printed: str, shown: str) -> str:
    """As many of the printed lines as the page showed before its `...`, each no longer than WIDTH.

    In a page that is being written `?` asks for all lines and `? 5` for five.
    """
    lines = [_short(line.rstrip()) for line in printed.strip("\n").splitlines()]
    before = shown.strip("\n").splitlines()
    if asked := re.fullmatch(r"\?(?: (\d+))?", before[0]):
        before = ["", *[""] * (int(asked[1]) - 1), "..."] if asked[1] and int(asked[1]) < len(lines) else lines
    if "..." in before:
        lines = [*lines[: before.index("...")], "..."]
    for number, old in enumerate(before[: len(lines)]):
        if old.endswith(" ...") and lines[number].startswith(old.removesuffix(" ...")):
            lines[number] = old
    return "".join(f"{line}\n" for line in lines)


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 4].rstrip()} ..."
