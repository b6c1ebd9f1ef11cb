"""From names that nobody knows to rows of the authority: list them, ask who they may be, take what is accepted.

    known = Known()
    with open_store("talks.store", reading=True) as store:
        names = unresolved(store, known)

`unresolved` lists the names, `reconcile` asks a service of the W3C Reconciliation API for candidates, `accept` writes
what a person has marked into a folder for `--authority`. Nothing is taken that nobody has marked, and no service is
asked unless `reconcile` is called.
"""

from __future__ import annotations

from kg.reconcile.acceptance import Outcome, accept
from kg.reconcile.known import Known
from kg.reconcile.plan import Provenance
from kg.reconcile.proposals import Proposals, Questions, reconcile
from kg.reconcile.unresolved import unresolved

__all__ = ["Known", "Outcome", "Proposals", "Provenance", "Questions", "accept", "reconcile", "unresolved"]
