"""The authority: who is who, which office when, places, venues, aliases, metonyms; sorted CSV files, one fact a row."""

from __future__ import annotations

from kg.ingest.authority.load import Authority, load
from kg.ingest.authority.records import AliasHit, Reading, Title, TitleHit

__all__ = ["AliasHit", "Authority", "Reading", "Title", "TitleHit", "load"]
