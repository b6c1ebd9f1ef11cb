"""One world from many reports: what several articles tell of one thing, joined, in order, and where they disagree."""

from __future__ import annotations
