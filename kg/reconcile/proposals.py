"""Asks a service who the names may be, and lays its candidates out for a person to accept one, or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.reconcile.cache import Query
from kg.reconcile.known import Known
from kg.reconcile.service import Candidate, Service
from kg.reconcile.sheet import Row

# Wikidata's classes and properties: human, organization; country of citizenship, country
TYPES = {"person": "Q5", "organization": "Q43229", "armed_group": "Q43229"}
COUNTRY = {"person": "P27", "organization": "P17", "armed_group": "P17"}


@dataclass(frozen=True, slots=True)
class Questions:
    """How names are asked for: candidates a name, names a request, and whether candidates must be of the type."""

    limit: int = 5
    batch: int = 10
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Proposals:
    """Rows to fill in, and counts: names looked for, those with candidates, questions that the cache answered, and
    candidates that were refused because their identifier or score is none."""

    rows: tuple[Row, ...]
    names: int
    found: int
    cached: int
    refused: int


def reconcile(
    rows: Sequence[Row],
    service: Service,
    known: Known,
    *,
    questions: Questions | None = None,
    progress: Callable[[int, int], object] = lambda done, of: None,
) -> Proposals:
    """Candidates of `service` for the names in `rows` on which nobody has decided yet; nothing is accepted.

    Raises ServiceError; what was answered before is kept in the cache.
    """
    how = questions or Questions()
    open_rows = [row for row in rows if not (row["accept"] or row["key"] or row["qid"])]
    asked = {_name(query): query for query in (_query(row, known, how) for row in open_rows)}
    answers = {name: kept for name, query in asked.items() if (kept := service.kept(query)) is not None}
    cached = len(answers)
    for names in _batches([name for name in asked if name not in answers], how.batch):
        progress(len(answers), len(asked))
        answers |= zip(names, service.ask([asked[name] for name in names]), strict=True)
    progress(len(answers), len(asked))
    given = [(row, answers[_name(_query(row, known, how))]) for row in open_rows]
    laid_out = tuple(line for row, candidates in given for line in _rows(row, candidates, known, service.url))
    found = sum(1 for _, candidates in given if candidates)
    return Proposals(laid_out, len(open_rows), found, cached, service.refused)


def _query(row: Row, known: Known, how: Questions) -> Query:
    """The question that a row is: its name, its type, and its country where the authority has it in Wikidata."""
    query: dict[str, object] = {"query": row["label"], "limit": how.limit}
    if how.typed and row["type"] in TYPES:
        query["type"] = TYPES[row["type"]]
    state = known.states.get(row["country"], {})
    if row["type"] in COUNTRY and state.get("qid"):
        query["properties"] = [{"pid": COUNTRY[row["type"]], "v": state["qid"]}]
    return query


def _name(query: Query) -> str:
    return json.dumps(query, sort_keys=True)


def _batches(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (names[first : first + size] for first in range(0, len(names), size))


def _rows(row: Row, candidates: Sequence[Candidate], known: Known, url: str) -> Iterator[Row]:
    """A row for each candidate; a name without one keeps its row, to be filled in by hand."""
    if not candidates:
        yield row
    for candidate in candidates:
        holder = known.qids.get(candidate.qid)
        hints = [hint for hint in row["known"].split("; ") if hint]
        yield {
            **row,
            "known": "; ".join(dict.fromkeys([*([holder] if holder else ()), *hints])),
            "qid": candidate.qid,
            "candidate": candidate.name,
            "description": candidate.description,
            "score": format(round(candidate.score, 2), "g"),
            "match": "yes" if candidate.match else "",
            "service": url,
        }
