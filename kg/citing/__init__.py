"""Cites the articles behind a row: in a few words, by a key, and as entries of a bibliography.

    short_citation({"publisher": "Reuters", "date": "2025-06-02"})      # "Reuters, 2 June 2025"
    short_citations(rows)["article/580728fc0e8b6ccb"]                   # "Reuters, 2 June 2025a" where there are two
    citation_keys(rows)["article/580728fc0e8b6ccb"]                     # "reuters2025istanbul"

Input are rows of the table `articles`. What they state is cited, and nothing that they do not state: no author, no day
of access. All text is on one line and without characters that terminals obey; it is not escaped for HTML.
"""

from __future__ import annotations

from kg.citing.bibtex import bibtex
from kg.citing.csl import csl
from kg.citing.keys import citation_keys
from kg.citing.short import short_citation, short_citations

__all__ = ["bibtex", "citation_keys", "csl", "short_citation", "short_citations"]
