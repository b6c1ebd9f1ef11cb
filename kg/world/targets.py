"""Finds what a decision is about in the article as it is read now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.schema.terms import NEG, PREFIXES
from kg.world.actors import spelt
from kg.world.decisions import Target
from kg.world.said import LABEL, TYPE, Triple

_EXACT, _SELECTOR = PREFIXES["oa"] + "exact", PREFIXES["oa"] + "hasSelector"
_DENOTED = PREFIXES["gaf"] + "denotedBy"
_CARRYING = frozenset({"trigger", "cue"})  # roles of the words that carry a claim, whoever is in it


@dataclass(frozen=True, slots=True)
class Index:
    """Claims and actors of one article by what decisions name them by."""

    targets: Mapping[str, Target]

    def find(self, target: Target) -> str | None:
        """IRI of the claim or actor that the target means; None where it is not there, or not for certain.

        The sentence and the kind must agree; of several such claims the one with the same words, else the one with the
        same IRI.
        """
        if target.kind == "Actor":
            named = [iri for iri, found in self.targets.items() if found.kind == "Actor" and _same_name(found, target)]
            return _only(named, target.node)
        placed = [
            iri for iri, found in self.targets.items()
            if (found.kind, found.sentence) == (target.kind, target.sentence)
        ]  # fmt: skip
        worded = [iri for iri in placed if self.targets[iri].words == target.words]
        return _only(worded or placed, target.node)


def _same_name(one: Target, other: Target) -> bool:
    return spelt(one.words) == spelt(other.words)


def _only(found: list[str], before: str) -> str | None:
    return before if before in found else found[0] if len(found) == 1 else None


def index(article: str, triples: Iterable[Triple]) -> Index:
    """What decisions can name in an article, of which `triples` are the graph."""
    values: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        values.setdefault(subject, {}).setdefault(predicate, []).append(value.value)
    return Index({iri: found for iri in sorted(values) if (found := _target(iri, article, values))})


def _target(iri: str, article: str, values: Mapping[str, Mapping[str, list[str]]]) -> Target | None:
    kinds = {kind.removeprefix(NEG) for kind in values[iri].get(TYPE, ())}
    if "Claim" in kinds:
        kind = min(kinds - {"Claim"}, default="")
        return Target(iri, article, kind, _sentence(iri, values), _words(iri, values))
    if "Actor" in kinds and iri.startswith(f"{article}/"):
        return Target(iri, article, "Actor", "", next(iter(values[iri].get(LABEL, ())), ""))
    return None


def _sentence(claim: str, values: Mapping[str, Mapping[str, list[str]]]) -> str:
    for sentence in values[claim].get(NEG + "mainEvidence", ()):
        for selector in values.get(sentence, {}).get(_SELECTOR, ()):
            for text in values.get(selector, {}).get(_EXACT, ()):
                return " ".join(text.split())
    return ""


def _words(claim: str, values: Mapping[str, Mapping[str, list[str]]]) -> str:
    """The words that carry a claim; of one that has none its label."""
    spans = [values.get(span, {}) for span in values[claim].get(_DENOTED, ())]
    carrying = {
        text for span in spans
        if _CARRYING.intersection(span.get(NEG + "role", ()))
        for text in span.get(NEG + "text", ())
    }  # fmt: skip
    return " … ".join(sorted(carrying)) or next(iter(values[claim].get(LABEL, ())), "")
