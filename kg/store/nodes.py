"""Nodes of a graph with their values by property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.store.results import Term, plain


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its values by property: the local name of neg: properties, "label" for rdfs:label."""

    iri: str
    values: Mapping[str, list[Term]] = field(default_factory=dict)

    def all(self, name: str) -> list[str]:
        """Values of a property as text, sorted."""
        return sorted(term.value for term in self.values.get(name, ()))

    def one(self, name: str) -> Any:
        """The value of a property as text, int, float or bool, the least if there are several; None without one."""
        return plain(min(self.values.get(name, ()), key=lambda term: term.value, default=None))

    def code(self, name: str) -> str | None:
        """The code of a concept: the last part of its IRI."""
        return next(iter(self.codes(name)), None)

    def codes(self, name: str) -> list[str]:
        """The codes of all concepts of a property, sorted."""
        return sorted(iri.rsplit("/", 1)[-1] for iri in self.all(name))
