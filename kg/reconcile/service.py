"""A service of the W3C Reconciliation API, versions 0.1 and 0.2, that knows things by their Wikidata identifiers.

Protocol: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. What it answers is not
trusted: a candidate with an identifier that is none is refused, names are brought to one printable line.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ServiceError
from kg.reconcile.cache import Cache, Query
from kg.reconcile.line import Line
from kg.reconcile.words import one_line

WIKIDATA = "https://wikidata.reconci.link/en/api"
_SPACE = re.compile(r"https?://www\.wikidata\.org/entity/?")
_VERSIONS = frozenset({"0.1", "0.2"})
_QID = re.compile(r"Q[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a service takes a name for; `match` is the service's own opinion, whose scale of `score` is its own too."""

    qid: str
    name: str
    description: str
    score: float
    match: bool


class Service:
    """A service behind `line`, whose answers `cache` keeps. `asked` and `refused` count questions and candidates."""

    def __init__(self, line: Line, cache: Cache) -> None:
        self.url = line.url
        self.asked = 0
        self.refused = 0
        self._line = line
        self._cache = cache
        self._is_checked = False

    def kept(self, query: Query) -> list[Candidate] | None:
        """Candidates that the cache has for a question, best first; None if it must be asked."""
        result = self._cache.get(query)
        return self._candidates(result, query) if isinstance(result, list) else None

    def ask(self, queries: Sequence[Query]) -> list[list[Candidate]]:
        """Candidates for each question, asked as one batch, best first. Raises ServiceError."""
        self._check()
        batch = {f"q{number}": dict(query) for number, query in enumerate(queries)}
        answer = self._parsed(self._line.post({"queries": json.dumps(batch)}))
        if answer.get("status") == "error":
            said = one_line(answer.get("details")) or one_line(answer.get("message"))
            raise ServiceError(f"{self.url} cannot answer: {said}: try --any-type or a smaller --batch")
        results = [self._result(answer, name) for name in batch]
        for query, result in zip(queries, results, strict=True):
            self._cache.put(query, result)
        self.asked += len(queries)
        return [self._candidates(result, query) for query, result in zip(queries, results, strict=True)]

    def _check(self) -> None:
        """Read the manifest before the first question: the service must speak our version and name Wikidata's items."""
        if self._is_checked:
            return
        manifest = self._parsed(self._line.get())
        space, versions = manifest.get("identifierSpace"), manifest.get("versions", ["0.1"])
        if not isinstance(space, str) or not _SPACE.fullmatch(space):
            raise ServiceError(
                f"{self.url} does not say that it gives Wikidata identifiers (identifierSpace {one_line(space)!r}): "
                "name another with --service"
            )
        if not (isinstance(versions, list) and _VERSIONS & {v for v in versions if isinstance(v, str)}):
            raise ServiceError(f"{self.url} speaks neither version 0.1 nor 0.2 of the Reconciliation API")
        self._is_checked = True

    def _parsed(self, body: bytes) -> dict[str, Any]:
        try:
            found = json.loads(body)
        except (ValueError, RecursionError) as error:
            said = one_line(body[:200].decode("utf-8", "replace"), 80)
            raise ServiceError(
                f"{self.url} answers what is no JSON ({said!r}): is it the address of the API?"
            ) from error
        if not isinstance(found, dict):
            raise ServiceError(f"{self.url} answers JSON that is no object: is it the address of the API?")
        return found

    def _result(self, answer: dict[str, Any], name: str) -> list[Any]:
        part = answer.get(name)
        result = part.get("result") if isinstance(part, dict) else None
        if not isinstance(result, list):
            raise ServiceError(f"{self.url} leaves out the answer to a question of the batch: try a smaller --batch")
        return result

    def _candidates(self, result: list[Any], query: Query) -> list[Candidate]:
        """The sound candidates by falling score, no more than were asked for."""
        found: dict[str, Candidate] = {}
        for one in result:
            candidate = _candidate(one)
            if candidate is None:
                self.refused += 1
            else:
                found.setdefault(candidate.qid, candidate)
        ranked = sorted(found.values(), key=lambda c: (-c.score, int(c.qid[1:])))
        return ranked[: query.get("limit", len(ranked))]


def _candidate(found: Any) -> Candidate | None:
    """One candidate; None where the identifier or the score is none."""
    if not isinstance(found, dict):
        return None
    qid, score = found.get("id"), _number(found.get("score"))
    if not isinstance(qid, str) or not _QID.fullmatch(qid) or score is None:
        return None
    described = one_line(found.get("description")) or "; ".join(_types(found.get("type")))
    return Candidate(qid, one_line(found.get("name")), described, score, found.get("match") is True)


def _number(found: Any) -> float | None:
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return None
    try:
        return float(found) if math.isfinite(found) else None
    except OverflowError:
        return None


def _types(found: Any) -> Iterator[str]:
    """Names of the types of a candidate, which stand for a description that version 0.1 has not."""
    for one in found if isinstance(found, list) else ():
        name = one_line(one.get("name"), 60) if isinstance(one, dict) else ""
        if name:
            yield name
