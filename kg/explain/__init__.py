"""Explains a claim with the sentences that support it, an actor with its claims, an article with what it holds."""

from __future__ import annotations

from kg.explain.lookup import Explanation, explain
from kg.explain.words import lines, one_line

__all__ = ["Explanation", "explain", "lines", "one_line"]
