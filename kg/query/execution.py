"""Runs a user's query: checked before, and in a process that is killed when its time is out."""

from __future__ import annotations

from kg.query.tokens import check_query, with_prefixes
from kg.store.base import Store
from kg.store.open import confident
from kg.store.results import Result

TIMEOUT = 60.0


def run(
    store: Store | str,
    text: str,
    *,
    timeout: float | None = TIMEOUT,
    allow_service: bool = False,
    min_confidence: float | None = None,
) -> Result:
    """Answer of a query on a store or on the store that a URL names; `timeout` in seconds, None for no limit.

    With `min_confidence` the query sees a copy of the store without the claims of less confidence; making it takes part
    of the time.

    Raises QueryError for updates, SERVICE (unless allowed), malformed queries and when time is out.
    """
    text = with_prefixes(text)
    check_query(text, allow_service=allow_service)
    if not isinstance(store, str):
        return confident(store, min_confidence).query(text, timeout)
    from kg.store.worker import run as run_apart

    return run_apart(store, text, timeout, minimum=min_confidence)
