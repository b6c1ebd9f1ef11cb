"""Human decisions as records and as triples of a graph of their own, with PROV: who decided what, when and why.

A decision names its target by what stays when an article is read again by a newer program: the article, the kind of
claim, its sentence and the words that carry it; an actor by its IRI, or by its article and name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from kg.errors import StoreError
from kg.schema.terms import NEG, PREFIXES
from kg.store.base import DECISIONS_GRAPH, STORE_NS, Store
from kg.store.ntriples import literal
from kg.world.said import TYPE, stored_graph

KINDS = ("accept", "reject", "correct", "merge", "split")
_PROV = PREFIXES["prov"]
_COMMENT = PREFIXES["rdfs"] + "comment"
_BASE = STORE_NS.replace("store#", "decision/")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What a decision is about. `node` is its IRI when it was decided; of an actor of the authority that is all.

    `kind` is the class of the claim (Event, Meeting ...) or Actor; `sentence` the whole sentence of its evidence with
    single blanks; `words` the words that carry it, of an actor its name; `mark` where in the sentence these begin, and
    which it is of several claims there ("14/1").
    """

    node: str
    article: str = ""
    kind: str = ""
    sentence: str = ""
    words: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """`kind` is one of `KINDS`. merge and split have an `other` target, correct a `field` and its right `values`.

    reject with an `other` says that the two claims do not contradict one another.
    """

    kind: str
    target: Target
    other: Target | None = None
    field: str = ""
    values: tuple[str, ...] = ()
    by: str = ""
    at: str = ""
    why: str = ""

    @property
    def matter(self) -> tuple[object, ...]:
        """What it decides: a later decision on the same matter takes its place."""
        match self.kind:
            case "merge" | "split":
                return ("tie", *sorted(lasting(end) for end in (self.target, self.other) if end))
            case "reject" if self.other:
                return ("conflict", *sorted(lasting(end) for end in (self.target, self.other)))
            case "correct":
                return ("correct", self.field, lasting(self.target))
        return ("verdict", lasting(self.target))

    @property
    def id(self) -> str:
        """16 hex digits of what it decides."""
        return hashlib.sha256(repr(self.matter).encode()).hexdigest()[:16]


def lasting(target: Target) -> tuple[str, ...]:
    """What of a target stays: not the IRI of a claim, which may change when the article is read again."""
    if target.article:
        return (target.article, target.kind, target.sentence, target.words, target.mark)
    return (target.node,)


def with_decisions(old: Iterable[Decision], new: Iterable[Decision]) -> list[Decision]:
    """All decisions, of those on one matter the last, in a fixed order."""
    by_id = {decision.id: decision for decision in (*old, *new)}
    return sorted(by_id.values(), key=lambda decision: decision.id)


def read_decisions(store: Store) -> list[Decision]:
    """The decisions that a store holds, in a fixed order."""
    nodes: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in sorted(stored_graph(store, DECISIONS_GRAPH)):
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(value.value)
    found = [_read(iri, nodes) for iri, values in nodes.items() if NEG + "decides" in values]
    return sorted(found, key=lambda decision: decision.id)


def lines_of(decisions: Iterable[Decision]) -> str:
    """The decisions graph as N-Triples text."""
    return "".join(line for decision in decisions for line in _lines(decision))


def _lines(decision: Decision) -> Iterator[str]:
    node = f"{_BASE}{decision.id}"
    agent = f"{STORE_NS.replace('store#', 'reviewer/')}{hashlib.sha256(decision.by.encode()).hexdigest()[:16]}"
    yield f"<{node}> <{TYPE}> <{NEG}Decision> .\n<{node}> <{TYPE}> <{_PROV}Activity> .\n"
    yield f"<{node}> <{NEG}decides> {literal(decision.kind)} .\n"
    yield f"<{node}> <{_PROV}wasAssociatedWith> <{agent}> .\n<{agent}> <{TYPE}> <{_PROV}Agent> .\n"
    yield f"<{agent}> <{PREFIXES['rdfs']}label> {literal(decision.by)} .\n"
    yield f"<{node}> <{_PROV}endedAtTime> {literal(decision.at)}^^<{PREFIXES['xsd']}dateTime> .\n"
    yield f"<{node}> <{_COMMENT}> {literal(decision.why)} .\n"
    if decision.field:
        yield f"<{node}> <{NEG}correctsField> {literal(decision.field)} .\n"
    for number, value in enumerate(decision.values):
        yield f"<{node}> <{NEG}correctValue> {literal(f'{number} {value}')} .\n"
    for name, target in (("target", decision.target), ("other", decision.other)):
        if target:
            yield f"<{node}> <{NEG}{_END[name]}> <{node}/{name}> .\n<{node}/{name}> <{TYPE}> <{NEG}DecisionTarget> .\n"
            for part in fields(Target):
                if getattr(target, part.name):
                    yield f"<{node}/{name}> <{NEG}{_PART[part.name]}> {literal(getattr(target, part.name))} .\n"


TARGET = ("node", "article", "kind", "sentence", "words", "mark")
_END = {"target": "decidedOn", "other": "decidedWith"}
_PART = {name: f"target{name.capitalize()}" for name in TARGET}


def _read(iri: str, nodes: Mapping[str, Mapping[str, list[str]]]) -> Decision:
    values = nodes[iri]
    ends = {name: _target(nodes, values.get(NEG + link, ())) for name, link in _END.items()}
    if ends["target"] is None:
        raise StoreError("the store's decisions are damaged: apply your file of decisions to a new store")
    agent = nodes.get(_one(values, _PROV + "wasAssociatedWith"), {})
    return Decision(
        kind=_one(values, NEG + "decides"),
        target=ends["target"],
        other=ends["other"],
        field=_one(values, NEG + "correctsField"),
        values=tuple(_numbered(values.get(NEG + "correctValue", ()))),
        by=_one(agent, PREFIXES["rdfs"] + "label"),
        at=_one(values, _PROV + "endedAtTime"),
        why=_one(values, _COMMENT),
    )


def _numbered(values: Iterable[str]) -> list[str]:
    """Values in their order, which stands before each."""
    pairs = sorted((int(number), value) for number, _, value in (text.partition(" ") for text in values))
    return [value for _, value in pairs]


def _target(nodes: Mapping[str, Mapping[str, list[str]]], ends: Iterable[str]) -> Target | None:
    for end in ends:
        values = nodes.get(end, {})
        return Target(**{name: _one(values, NEG + part) for name, part in _PART.items()})
    return None


def _one(values: Mapping[str, list[str]], name: str) -> str:
    return next(iter(values.get(name, ())), "")
