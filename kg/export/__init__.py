"""Writes the graph to a file in formats that other programs read.

    with open_store("parley.store", reading=True) as store:
        export(store, Path("talks.ttl"))

For the same store and options the bytes are the same on every run and machine.
"""

from __future__ import annotations

from kg.export.evidence import LEVELS
from kg.export.files import FORMATS, export, format_of

__all__ = ["FORMATS", "LEVELS", "export", "format_of"]
