"""One process writes to a store on disk, others read it meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import StoreError, StoreLocked
from kg.schema.terms import BASE
from kg.store import column, open_store
from kg.store.oxigraph import DiskStore
from kg.tables import records
from kg.world.relinking import relink
from tests.test_store import COUNT, count, own, put
from tests.world_fixture import Draft, meeting, store_of
from tests.world_fixture import put as put_draft

WRITER = """
import sys, time
from kg.store import LogRecord, open_store
from kg.store import oxigraph
oxigraph.PUBLISH_SECONDS = 0.0
base = "https://w3id.org/parley/id/article/"
with open_store(sys.argv[1]) as store:
    for n in range(100000):
        said = "".join(f'<{base}x{i}> <urn:p> "version {n}" .\\n' for i in range(20))
        store.replace(base + "a", {base + "a/graph": said}, LogRecord("a", text_hash=str(n)))
        print(n, flush=True)
        if n == 5:
            oxigraph.PUBLISH_SECONDS = float(sys.argv[2])
"""


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Callable[[float], str]]:
    """Starts a process that keeps writing into a store; gives its URL once it has committed six versions."""
    with ExitStack() as stack:

        def start(publish: float) -> str:
            url = str(tmp_path / "busy")
            command = [sys.executable, "-c", WRITER, url, str(publish)]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)
            stack.callback(process.wait)
            stack.callback(process.kill)
            assert process.stdout is not None
            assert [process.stdout.readline().strip() for _ in range(7)] == [str(n) for n in range(7)]
            return url

        yield start


def test_a_second_writer_is_told_and_readers_read_on(writer: Callable[[float], str]) -> None:
    url = writer(1000.0)
    with pytest.raises(StoreLocked, match="another process writes"):
        open_store(url)
    with open_store(url, reading=True) as reader:
        assert column(reader.query("SELECT DISTINCT ?o { ?s ?p ?o }"), "o") == ["version 5"]
        assert reader.log()[f"{BASE}article/a"].text_hash == "5"
        with pytest.raises(StoreError, match="reading only"):
            reader.retract(f"{BASE}article/a")
    result = CliRunner().invoke(cli, ["query", COUNT, "--format", "jsonl", "--store", url])
    assert json.loads(result.output) == {"n": 20}


def test_readers_beside_a_writer_see_whole_versions_that_do_not_change(writer: Callable[[float], str]) -> None:
    url, seen = writer(0.0), set()
    for _ in range(25):
        with open_store(url, reading=True) as reader:
            for _ in range(3):
                versions = column(reader.query("SELECT DISTINCT ?o { ?s ?p ?o }"), "o")
                stated = reader.log()[f"{BASE}article/a"].text_hash
                assert versions == [f"version {stated}"]
                assert count(reader) == 20
        seen.add(stated)
    assert len(seen) > 1


def test_snapshots_do_not_pile_up(tmp_path: Path) -> None:
    with DiskStore(tmp_path / "s") as store:
        held = open_store(store.url, reading=True)
        for n in range(4):
            put(store, "a", {own(str(n))})
            store.publish()
        assert count(held) == 0  # opened before the first article
        assert len([p for p in (tmp_path / "s" / "snapshots").iterdir() if p.name.isdigit()]) == 2
        held.close()
        store.publish()
    assert len([p for p in (tmp_path / "s" / "snapshots").iterdir() if p.name.isdigit()]) == 1


def test_readers_see_no_state_between_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that replaces articles takes links and decisions off; readers see the state before it until they are on."""
    monkeypatch.setattr("kg.store.oxigraph.PUBLISH_SECONDS", 0.0)
    url = str(tmp_path / "talks")
    drafts = [Draft(key, "2030-05-14", claims=(meeting(on="2030-05-14"),)) for key in ("a", "b")]
    with store_of(drafts, url) as writer:
        put_draft(writer, Draft("b", "2030-05-14", claims=(meeting(on="2030-08-14"),)))
        with open_store(url, reading=True) as reader:
            assert [len(row["articles"]) for row in records(reader, "meetings")] == [2]
        relink(writer)
        with open_store(url, reading=True) as reader:
            assert [len(row["articles"]) for row in records(reader, "meetings")] == [1, 1]


def test_a_store_whose_run_was_ended_says_so(tmp_path: Path) -> None:
    url = str(tmp_path / "talks")
    with store_of([Draft("a", "2030-05-14", claims=(meeting(on="2030-05-14"),))], url) as writer:
        put_draft(writer, Draft("b", "2030-05-14", claims=(meeting(on="2030-05-14"),)))
    told = CliRunner().invoke(cli, ["table", "meetings", "--store", url])
    assert (told.exit_code, "without links and decisions" in told.stderr) == (0, True)
    with open_store(url) as writer:
        relink(writer)
    assert "without links" not in CliRunner().invoke(cli, ["table", "meetings", "--store", url]).stderr
