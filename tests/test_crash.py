"""An ingest that is killed at a random moment loses no committed article and leaves none half there.

PARLEY_CRASH_ROUNDS says how often it is killed; `make crash` does it 100 times.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.store import Store, column, open_store

ROUNDS = int(os.environ.get("PARLEY_CRASH_ROUNDS", "6"))
BASE = "https://w3id.org/parley/id/article/"
TRIPLES = 60  # of each article's own graph; its authority graph has 10, shared with all others
LONGEST = 0.6  # seconds until a kill

CHILD = """
import sys
from kg.store import LogRecord, open_store, oxigraph
from tests.test_crash import article, graphs
oxigraph.PUBLISH_SECONDS = 0.1
version = sys.argv[2]
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    for step in range(100000):
        number = step if step % 3 else step // 2  # every third step goes back to an article written before
        name = article(number % 400)
        stamp = f"{version}.{step}"
        print("start", name, stamp, flush=True)
        store.replace(name, graphs(name, stamp), LogRecord(name, text_hash=stamp, drops=(("no agent", step),)))
        print("done", name, stamp, flush=True)
"""


def article(number: int) -> str:
    return f"{BASE}{number:04d}"


def graphs(name: str, stamp: str) -> dict[str, str]:
    said = [f'<{name}/event/e{n}> <urn:says> "{stamp}" .\n' for n in range(TRIPLES)]
    known = [f'<urn:state/{n}> <urn:label> "State {n}" .\n' for n in range(10)]
    return {f"{name}/graph": "".join(said), f"{name}/authority": "".join(known)}


def killed_ingest(url: str, version: int, seconds: float) -> list[list[str]]:
    """What the child said before it was killed, `seconds` after it had opened the store."""
    command = [sys.executable, "-c", CHILD, url, str(version)]
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, start_new_session=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        said = child.stdout.read().decode()
    return [line.split() for line in said.split("\n")[:-1]]


def follow(said: list[list[str]], committed: dict[str, str]) -> tuple[str, str] | None:
    """Enter what was committed; the article that was being written at the end, if any."""
    writing = None
    for word, name, stamp in said:
        writing = (name, stamp) if word == "start" else None
        if word == "done":
            committed[name] = stamp
    return writing


def stamps(store: Store) -> dict[str, set[str]]:
    """By article, the versions that its graph, the default graph and its log record have."""
    found: dict[str, set[str]] = {name: {record.text_hash} for name, record in store.log().items()}
    for pattern in ("?e <urn:says> ?stamp", "GRAPH ?g { ?e <urn:says> ?stamp }"):
        result = store.query(f"SELECT ?e (GROUP_CONCAT(CONCAT(?stamp, ' ')) AS ?all) {{ {pattern} }} GROUP BY ?e")
        for event, everything in zip(column(result, "e"), column(result, "all"), strict=True):
            versions = str(everything).split()
            assert len(versions) == 1, (event, pattern, versions)
            found[str(event).partition("/event/")[0]].add(versions[0])
    return found


def check(store: Store, committed: dict[str, str], writing: tuple[str, str] | None) -> None:
    found = stamps(store)
    if writing and found.get(writing[0]) == {writing[1]}:
        committed[writing[0]] = writing[1]  # stored, but killed before it could say so
    assert found == {name: {stamp} for name, stamp in committed.items()}
    sizes = store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    counts = dict(zip(column(sizes, "g"), column(sizes, "n"), strict=True))
    for name in committed:
        assert counts.get(f"{name}/graph") == TRIPLES, name
        assert counts.get(f"{name}/authority") == 10, name
    total = column(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), "n")
    assert total == [TRIPLES * len(committed) + 10 * bool(committed)]
    drops = {name: record.drops for name, record in store.log().items()}
    assert all(drops[name] == (("no agent", int(stamp.partition(".")[2])),) for name, stamp in committed.items())


def test_kill_9_loses_nothing_and_leaves_nothing_half(tmp_path: Path) -> None:
    seed = random.randrange(1 << 32)
    moments = random.Random(seed)
    url, committed, done, interrupted = str(tmp_path / "store"), dict[str, str](), 0, 0
    for version in range(ROUNDS):
        said = killed_ingest(url, version, moments.uniform(0.0, LONGEST))
        writing = follow(said, committed)
        interrupted += writing is not None
        done += sum(word == "done" for word, *_ in said)
        with open_store(url, reading=version % 2 == 0) as store:  # readers recover what a killed writer left
            check(store, committed, writing)
    print(f"{ROUNDS} kills (seed {seed}), {interrupted} of them in a write, {done} commits, {len(committed)} articles")
    assert done > ROUNDS, "the kills came before anything was written"


@pytest.mark.parametrize("leftover", ["snapshots/7.part", "snapshots/7.part.tmp"])
def test_a_half_made_snapshot_is_cleared_away(tmp_path: Path, leftover: str) -> None:
    url = str(tmp_path / "store")
    open_store(url).close()
    (tmp_path / "store" / leftover).mkdir()
    (tmp_path / "store" / "snapshots" / "pending").touch()
    open_store(url, reading=True).close()
    assert not (tmp_path / "store" / leftover).exists()
