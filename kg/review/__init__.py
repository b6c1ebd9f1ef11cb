"""Human decisions: what is doubtful, what people decide about it, and the file in which their decisions are kept."""

from __future__ import annotations

from kg.review.deciding import Signed, decided, kept, undone
from kg.review.doubts import COLUMNS, doubts, open_links
from kg.review.files import read_file, write_file

__all__ = ["COLUMNS", "Signed", "decided", "doubts", "kept", "open_links", "read_file", "undone", "write_file"]
