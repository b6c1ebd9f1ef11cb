"""A query in a process of its own, which can be killed: neither Oxigraph nor rdflib stops a query by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

from kg import errors
from kg.errors import ParleyError, QueryError
from kg.store.results import Result, from_json, from_ntriples, to_json


def run(url: str, text: str, timeout: float | None, data: str | None = None) -> Result:
    """Run a query on the store at `url`, or on `data` (N-Quads) for a store in memory, for at most `timeout` seconds.

    Raises QueryError when time is out, and what the store raised otherwise.
    """
    return run_in("kg.store.worker", {"url": url, "query": text, "data": data}, timeout)


def run_in(module: str, request: dict[str, object], timeout: float | None) -> Result:
    """Let the `main` of a module answer a request in another process.

    Raises QueryError when time is out, and what the store raised otherwise.
    """
    command = [sys.executable, "-P", "-c", f"from {module} import main; main()"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
    try:
        done = subprocess.run(
            command,
            input=json.dumps(request).encode(),
            env=environment,
            timeout=timeout,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(f"the query ran longer than {timeout:g} seconds: raise --timeout or narrow it") from error
    return _read(done)


def _read(done: subprocess.CompletedProcess[bytes]) -> Result:
    kind, _, body = done.stdout.partition(b"\n")
    if kind == b"construct":
        return from_ntriples(body)
    if kind in (b"select", b"ask"):
        return from_json(body)
    if kind == b"error":
        name, message = json.loads(body)
        raise getattr(errors, name, QueryError)(message)
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    raise QueryError(f"the query's process ended with code {done.returncode}: {last or 'out of memory?'}")


def main() -> None:
    """The other side of `run`."""
    serve(_answer)


def serve(answer: Callable[..., Result]) -> None:
    """Answer a request on standard input: kind and answer go to standard output."""
    request = json.load(sys.stdin)
    try:
        result = answer(**request)
    except ParleyError as error:
        _write("error", json.dumps([type(error).__name__, str(error)]))
        return
    _write(result.kind, result.ntriples if result.kind == "construct" else to_json(result))


def _answer(url: str, query: str, data: str | None) -> Result:
    if data is not None:
        from rdflib import Dataset

        from kg.store.memory import answer

        return answer(Dataset(default_union=False).parse(data=data, format="nquads"), query)
    from kg.store.open import open_store

    with open_store(url, reading=True) as store:
        return store.query(query)


def _write(kind: str, body: str) -> None:
    sys.stdout.buffer.write(f"{kind}\n{body}".encode())
