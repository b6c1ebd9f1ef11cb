"""A service of the Reconciliation API on loopback, which answers as told and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "Loopback (en)",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "defaultTypes": [{"id": "Q35120", "name": "entity"}],
}


@dataclass
class Asked:
    """One request: what was posted under `queries` (None for a GET), and the headers."""

    path: str
    queries: dict[str, Any] | None
    headers: dict[str, str]


@dataclass
class Reply:
    """One answer; `wait` holds it back until the event is set, `length` lies about its size."""

    body: bytes | object = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: threading.Event | None = None
    length: int | None = None


Answer = Callable[[dict[str, Any]], list[Any]]


@dataclass
class Loopback:
    """The state of the service: `replies` are given first, one a request; then it answers by manifest and `answer`."""

    answer: Answer = lambda query: []
    manifest: object = field(default_factory=lambda: dict(MANIFEST))
    replies: list[Reply] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    @property
    def posts(self) -> list[dict[str, Any]]:
        return [one.queries for one in self.asked if one.queries is not None]

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if self.replies:
            return self.replies.pop(0)
        if asked.queries is None:
            return Reply(self.manifest)
        return Reply({name: {"result": self.answer(query)} for name, query in asked.queries.items()})


def candidate(qid: object, name: object = "Somebody", score: object = 90, **more: object) -> dict[str, object]:
    return {"id": qid, "name": name, "score": score, **more}


@contextmanager
def loopback(**state: Any) -> Iterator[Loopback]:
    """A running service; it is stopped when the context ends."""
    service = Loopback(**state)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
            self._answer(json.loads(parse_qs(body, strict_parsing=True)["queries"][0]))

        def _answer(self, queries: dict[str, Any] | None) -> None:
            reply = service.reply(Asked(self.path, queries, dict(self.headers)))
            if reply.wait:
                reply.wait.wait(10)
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if reply.length is None else reply.length))
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # the client has gone
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}/en/api"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
