"""The terminal is safe from what articles say, files hold it exactly."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Literal, URIRef

from kg.cli import printable
from kg.schema.terms import BASE, NEG
from kg.store import LogRecord, open_store

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "Talks \a in \u202eyawroN\u202c \x1b[31mred"
COMMANDS = [
    ("table", "articles", "--format", "csv"),
    *(("query", "SELECT ?t { ?a neg:title ?t }", "--format", form) for form in ("csv", "tsv")),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    there = str(tmp_path_factory.mktemp("cli") / "talks.store")
    article = URIRef(f"{BASE}article/a")
    said = {(article, RDF.type, URIRef(NEG + "Article")), (article, URIRef(NEG + "title"), Literal(HOSTILE))}
    with open_store(there) as store:
        store.replace(str(article), {f"{article}/graph": said}, LogRecord("a.txt"))
    return there


def on_terminal(*arguments: str) -> str:
    """What a command prints where standard output is a terminal."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with subprocess.Popen([sys.executable, "-m", "kg", *arguments], stdout=theirs, env=environment) as process:
        os.close(theirs)
        printed = b""
        while chunk := _read(ours):
            printed += chunk
    os.close(ours)
    assert process.returncode == 0
    return printed.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""


@pytest.mark.parametrize("command", COMMANDS)
def test_files_are_exact_and_terminals_safe(url: str, command: tuple[str, ...]) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", "kg", *command, "--store", url]
    written = subprocess.run(arguments, env=environment, stdout=subprocess.PIPE, check=True).stdout.decode()
    assert (HOSTILE if "csv" in command else "\u202eyawroN\u202c") in written  # tsv escapes the others
    printed = on_terminal(*command, "--store", url)
    assert " in \N{REPLACEMENT CHARACTER}yawroN\N{REPLACEMENT CHARACTER} " in printed
    assert not set(printed) & set("\a\u202e\u202c\x1b")


@pytest.mark.parametrize("code", [7, 27, 0x9B, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_controls_are_not_printed(code: int) -> None:
    assert printable(f"a{chr(code)}b\n\tc") == "a\N{REPLACEMENT CHARACTER}b\n\tc"
