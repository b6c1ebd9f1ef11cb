"""The README is true: its commands run, in their order, in a folder with the sample reports; what it names is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ("2014-01-22-syria-montreux", "2025-05-16-ukraine-istanbul", "2025-06-02-ukraine-istanbul")  # enough
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = [line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
COMMAND_LINES = [line.removeprefix("$ ") for line in CONSOLE if line.startswith("$ ")]
MAKE_TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line of the README with this interpreter's kg."""
    program, *arguments = shlex.split(line)
    assert program == "kg", f"the README may show kg only: {line}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def transcript(tmp_path_factory: pytest.TempPathFactory) -> dict[str, subprocess.CompletedProcess[str]]:
    """What each command of the README answered, run one after another in one folder."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "data" / "articles").mkdir(parents=True)
    for name in REPORTS:
        shutil.copy(ROOT / "data" / "articles" / f"{name}.md", folder / "data" / "articles")
    answers = {line: run(line, folder) for line in COMMAND_LINES}
    written = sorted(path.name for path in folder.iterdir())
    answers["written"] = subprocess.CompletedProcess([], 0, "\n".join(written), "")
    return answers


@pytest.mark.slow
@pytest.mark.parametrize("line", COMMAND_LINES)
def test_command_runs(line: str, transcript: dict[str, subprocess.CompletedProcess[str]]) -> None:
    answer = transcript[line]
    assert answer.returncode == 0, answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.slow
def test_commands_print_and_write(transcript: dict[str, subprocess.CompletedProcess[str]]) -> None:
    for line in COMMAND_LINES:
        if line.split()[1] in ("table", "query", "explain", "status", "analyze"):
            assert len(transcript[line].stdout.splitlines()) > 1, line
    wanted = {line.split(" -o ")[1].split()[0] for line in COMMAND_LINES if " -o " in line}
    assert wanted <= set(transcript["written"].stdout.splitlines())


def test_every_command_is_shown() -> None:
    shown = {line.split()[1] for line in COMMAND_LINES}
    assert shown <= set(COMMANDS)
    unshown = (
        set(COMMANDS) - shown
    )  # demo and eval are shown as make targets; authority and frames are for those who extend them
    assert unshown <= {"demo", "eval", "authority", "frames"}
    assert {"make demo", "make eval"} <= set(re.findall(r"make [a-z]+", README))


def test_it_is_short_and_its_links_and_targets_exist() -> None:
    assert README.count("\n") < 120
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= MAKE_TARGETS


def test_its_picture_exists() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert "docs/img/actors.png" in pictures
    for picture in pictures:
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG"), picture


def test_it_shows_commands_at_all() -> None:
    assert len(COMMAND_LINES) >= 10
