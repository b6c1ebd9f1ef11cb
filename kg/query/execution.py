"""Runs a user's query: checked before, and in a process that is killed when its time is out."""

from __future__ import annotations

from kg.query.tokens import check_query, with_prefixes
from kg.store.base import Store
from kg.store.results import Result
from kg.store.worker import run as run_apart
from kg.store.worker import run_in

TIMEOUT = 60.0


def run(
    store: Store | str,
    text: str,
    *,
    timeout: float | None = TIMEOUT,
    allow_service: bool = False,
    min_confidence: float | None = None,
    raw: bool = False,
) -> Result:
    """Answer of a query on a store or on the store that a URL names; `timeout` in seconds, None for no limit.

    With `min_confidence` the query sees a copy of the store without the claims of less confidence; making it takes part
    of the time. `raw` shows what the machine made of the articles, whatever people decided.

    Raises QueryError for updates, SERVICE (unless allowed), malformed queries and when time is out.
    """
    text = with_prefixes(text)
    check_query(text, allow_service=allow_service)
    if not isinstance(store, str):
        return _selected(store, min_confidence, raw=raw).query(text, timeout)
    if min_confidence is None and not raw:
        return run_apart(store, text, timeout)
    return run_in("kg.query.apart", {"url": store, "query": text, "minimum": min_confidence, "raw": raw}, timeout)


def _selected(store: Store, minimum: float | None, *, raw: bool) -> Store:
    if minimum is None and not raw:
        return store
    from kg.world.selection import seen

    return seen(store, minimum, raw=raw)
