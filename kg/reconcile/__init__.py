"""From names that nobody knows to rows of the authority: list them, take what is accepted.

    known = Known()
    with open_store("talks.store", reading=True) as store:
        names = unresolved(store, known)

`unresolved` lists the names, `accept` writes what a person has marked into a folder for `--authority`. Nothing is taken
that nobody has marked.
"""

from __future__ import annotations

from kg.reconcile.acceptance import Outcome, accept
from kg.reconcile.known import Known
from kg.reconcile.plan import Provenance
from kg.reconcile.unresolved import unresolved

__all__ = ["Known", "Outcome", "Provenance", "accept", "unresolved"]
