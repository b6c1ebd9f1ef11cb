"""Finds what a decision is about in the article as it is read now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.schema.terms import NEG, PREFIXES
from kg.world.actors import spelt
from kg.world.decisions import Target
from kg.world.said import LABEL, TYPE, Triple

_EXACT, _SELECTOR, _START = (PREFIXES["oa"] + name for name in ("exact", "hasSelector", "start"))
_DENOTED = PREFIXES["gaf"] + "denotedBy"
_CARRYING = frozenset({"trigger", "cue"})  # roles of the words that carry a claim, whoever is in it


@dataclass(frozen=True, slots=True)
class Index:
    """Claims and actors of one article by what decisions name them by."""

    targets: Mapping[str, Target]

    def find(self, target: Target) -> str | None:
        """IRI of the claim or actor that the target means; None where it is not there, or not for certain.

        The sentence and the kind must agree; of several such claims the one with the same words and mark, else with the
        same words, else with the same IRI.
        """
        if target.kind == "Actor":
            named = [iri for iri, found in self.targets.items() if found.kind == "Actor" and _same_name(found, target)]
            return _only(named, target.node)
        placed = [
            iri for iri, found in self.targets.items()
            if (found.kind, found.sentence) == (target.kind, target.sentence)
        ]  # fmt: skip
        worded = [iri for iri in placed if self.targets[iri].words == target.words]
        marked = [iri for iri in worded if self.targets[iri].mark == target.mark]
        return marked[0] if len(marked) == 1 else _only(worded or placed, target.node)


def _same_name(one: Target, other: Target) -> bool:
    return spelt(one.words) == spelt(other.words)


def _only(found: list[str], before: str) -> str | None:
    return before if before in found else found[0] if len(found) == 1 else None


def index(article: str, triples: Iterable[Triple]) -> Index:
    """What decisions can name in an article, of which `triples` are the graph."""
    values: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        values.setdefault(subject, {}).setdefault(predicate, []).append(value.value)
    found = {iri: target for iri in sorted(values) if (target := _target(iri, article, values))}
    return Index(_marked(found))


def _marked(targets: Mapping[str, Target]) -> dict[str, Target]:
    """Targets with their place among those of one kind, sentence, words and offset, by IRI."""
    seen: Counter[Target] = Counter()
    found: dict[str, Target] = {}
    for iri, target in targets.items():
        alike = replace(target, node="")
        seen[alike] += 1
        found[iri] = target if target.kind == "Actor" else replace(target, mark=f"{target.mark}/{seen[alike]}")
    return found


def _target(iri: str, article: str, values: Mapping[str, Mapping[str, list[str]]]) -> Target | None:
    kinds = {kind.removeprefix(NEG) for kind in values[iri].get(TYPE, ())}
    if "Claim" in kinds:
        kind = min(kinds - {"Claim"}, default="")
        return Target(iri, article, kind, _sentence(iri, values), *_words(iri, values))
    if "Actor" in kinds and iri.startswith(f"{article}/"):
        return Target(iri, article, "Actor", "", next(iter(values[iri].get(LABEL, ())), ""))
    return None


def _sentence(claim: str, values: Mapping[str, Mapping[str, list[str]]]) -> str:
    for sentence in values[claim].get(NEG + "mainEvidence", ()):
        for selector in values.get(sentence, {}).get(_SELECTOR, ()):
            for text in values.get(selector, {}).get(_EXACT, ()):
                return " ".join(text.split())
    return ""


def _words(claim: str, values: Mapping[str, Mapping[str, list[str]]]) -> tuple[str, str]:
    """The words that carry a claim, of one that has none its label, and where in its sentence they begin."""
    spans = [values.get(span, {}) for span in values[claim].get(_DENOTED, ())]
    carrying = {
        (_start(span, values), text) for span in spans
        if _CARRYING.intersection(span.get(NEG + "role", ()))
        for text in span.get(NEG + "text", ())
    }  # fmt: skip
    if not carrying:
        return next(iter(values[claim].get(LABEL, ())), ""), ""
    begin = min(_start(values.get(sentence, {}), values) for sentence in values[claim].get(NEG + "mainEvidence", ()))
    return " … ".join(text for _, text in sorted(carrying)), str(min(carrying)[0] - begin)


def _start(node: Mapping[str, list[str]], values: Mapping[str, Mapping[str, list[str]]]) -> int:
    """Offset at which a sentence or span begins."""
    starts = (start for selector in node.get(_SELECTOR, ()) for start in values.get(selector, {}).get(_START, ()))
    return int(next(starts, "0"))
