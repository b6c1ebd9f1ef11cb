"""A real SPARQL endpoint on loopback: Oxigraph's server from the package `oxigraph`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph_server(folder: Path, *options: str) -> Iterator[str]:
    """URL of a server that keeps its data in `folder`; it is stopped when the context ends."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    assert program, "the package oxigraph is missing: pip install parley-kg[test]"
    address = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--location", str(folder), "--bind", address, *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://{address}", process)
        yield f"http://{address}"
    finally:
        process.kill()
        process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server ended"
        try:
            sparql(url, "query", "ASK {}")
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def sparql(url: str, kind: str, text: str) -> bytes:
    """POST a query or an update past Parley."""
    request = urllib.request.Request(
        f"{url}/{kind}",
        text.encode(),
        {"Content-Type": f"application/sparql-{kind}", "Accept": "application/sparql-results+json"},
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        return bytes(response.read())
