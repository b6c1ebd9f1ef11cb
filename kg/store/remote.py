"""A SPARQL 1.1 endpoint as the store: each article is one HTTP POST of one update, each query one request."""

from __future__ import annotations

import base64
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from urllib.parse import unquote, urlsplit, urlunsplit

from kg import __version__
from kg.errors import QueryError, StoreError
from kg.store.results import Result, column, from_json, from_ntriples, n3
from kg.store.sparql import SparqlStore

_ANSWERS = "application/sparql-results+json, application/n-triples;q=0.9"


def endpoints(url: str) -> tuple[str, str]:
    """URLs of queries and of updates. `#update=URL` after the query endpoint's URL says it for any server.

    Without: a bare host is Oxigraph's (/query, /update), .../query goes with .../update, RDF4J's and GraphDB's
    .../repositories/NAME with .../statements; any other URL takes both (Fuseki's data set, .../sparql).
    """
    url, _, explicit = url.partition("#update=")
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if explicit:
        return url, explicit
    if not path:
        pair = ("/query", "/update")
    elif "/repositories/" in path:
        pair = (path.removesuffix("/statements"), path.removesuffix("/statements") + "/statements")
    elif path.endswith("/query"):
        pair = (path, path.removesuffix("/query") + "/update")
    else:
        pair = (path, path)
    query, update = (urlunsplit((parts.scheme, parts.netloc, p, parts.query, "")) for p in pair)
    return query, update


class RemoteStore(SparqlStore):
    """An endpoint; user and password in the URL are sent as basic authentication."""

    def __init__(self, url: str, *, reading: bool = False) -> None:
        bare, self._headers = _without_password(url)
        self.url = bare
        self._query_url, self._update_url = endpoints(bare)
        self._reading = reading
        self._check(start=not reading)

    def query(self, text: str, timeout: float | None = None) -> Result:
        kind, body = self._post(self._query_url, "query", text, timeout)
        return from_ntriples(body) if "n-triples" in kind or "text/plain" in kind else from_json(body)

    def quads(self) -> Iterator[str]:
        """Graph by graph: changes made meanwhile may show in some graphs only."""
        names = column(self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"), "g")
        for name, pattern in [("", "?s ?p ?o"), *((f"<{g}> ", f"GRAPH <{g}> {{ ?s ?p ?o }}") for g in names)]:
            for row in self.query(f"SELECT ?s ?p ?o {{ {pattern} }}").rows:
                yield " ".join(n3(term) for term in row if term) + f" {name}."

    def close(self) -> None:
        self._headers = {}

    def _update(self, text: str) -> None:
        if self._reading:
            raise StoreError(f"{self.url} is open for reading only")
        self._post(self._update_url, "update", text, None)

    def _post(self, url: str, kind: str, text: str, timeout: float | None) -> tuple[str, bytes]:
        headers = {
            "Content-Type": f"application/sparql-{kind}; charset=utf-8",
            "User-Agent": f"parley-kg/{__version__}",
        }
        if kind == "query":
            headers["Accept"] = _ANSWERS
        request = urllib.request.Request(url, text.encode(), headers | self._headers)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return response.headers.get("Content-Type", ""), response.read()
        except urllib.error.HTTPError as error:
            raise _refusal(self.url, kind, error) from error
        except TimeoutError as error:
            raise QueryError(f"{self.url} did not answer within {timeout:g} seconds") from error
        except (OSError, HTTPException) as error:
            raise StoreError(f"{self.url} cannot be reached: {getattr(error, 'reason', error)}") from error


def _refusal(url: str, kind: str, error: urllib.error.HTTPError) -> Exception:
    said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
    if error.code == 413:
        return StoreError(f"{url} takes no request as large as this article: raise its limit")
    if error.code in (400, 408, 504) and kind == "query":
        return QueryError(f"the query cannot be run: {said or error.reason}")
    return StoreError(f"{url} refused the {kind} (HTTP {error.code}): {said or error.reason}")


def _without_password(url: str) -> tuple[str, dict[str, str]]:
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return url, {}
    login, _, host = parts.netloc.rpartition("@")
    token = base64.b64encode(unquote(login).encode()).decode()
    return urlunsplit(parts._replace(netloc=host)), {"Authorization": f"Basic {token}"}
