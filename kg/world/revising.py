"""Carries decisions out: what an article says after people have accepted, rejected and corrected its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.schema.terms import NEG
from kg.store.base import LogRecord, Store
from kg.store.results import XSD, Term
from kg.world.clusters import Ties
from kg.world.decisions import Decision, Target
from kg.world.edges import edges, without_claims
from kg.world.fields import DATES, field_of, written
from kg.world.said import LABEL, TYPE, Said, Triple
from kg.world.targets import Index, index

_VERDICTS = frozenset({"accept", "reject", "correct"})
_ANSWERS = NEG + "respondsTo"
_KEPT_OF_ACTORS = frozenset({TYPE, LABEL, NEG + "onBehalfOf", NEG + "country", NEG + "sector", NEG + "within"})


@dataclass(frozen=True, slots=True)
class Revision:
    """What decisions come to: article graphs as they now read, ties of claims and actors, decisions without effect.

    `agreeing` are pairs of claims that do not contradict one another. `lost` decisions do not find their target, or a
    node that they name.
    """

    graphs: Mapping[str, frozenset[Triple]] = field(default_factory=dict)
    ties: Ties = field(default_factory=Ties)
    agreeing: frozenset[frozenset[str]] = frozenset()
    lost: tuple[Decision, ...] = ()


def revise(store: Store, log: Mapping[str, LogRecord], decisions: Sequence[Decision]) -> Revision:
    """Carry out the decisions on the articles of `log`."""
    if not decisions:
        return Revision()
    said = Said(store, log, {})
    ends = [end for decision in decisions for end in ends_of(decision)]
    articles = sorted({end.article for end in ends if end.article in log})
    indexes = {article: index(article, said.graph(_own_graph(log[article]))) for article in articles}
    found = {end: _find(end, indexes, said) for end in ends}
    known = _described(said, decisions)
    done = [d for d in decisions if _carried(d, found, known)]
    graphs: dict[str, frozenset[Triple]] = {}
    for article in articles:
        mine = [d for d in done if d.target.article == article and d.kind in _VERDICTS and d.other is None]
        if mine:
            graphs.update(_revised(said, log[article], mine, found, known))
    agreeing = (frozenset(filter(None, map(found.get, ends_of(d)))) for d in done if d.kind == "reject" and d.other)
    return Revision(graphs, _ties(done, found), frozenset(agreeing), tuple(d for d in decisions if d not in done))


def ends_of(decision: Decision) -> list[Target]:
    """The target of a decision, and the other one if it has two."""
    return [end for end in (decision.target, decision.other) if end]


def _own_graph(record: LogRecord) -> str:
    """The graph of what the article itself says, beside that of the authority's facts."""
    return next(graph for graph in record.graphs if graph.endswith("/graph"))


def _find(end: Target, indexes: Mapping[str, Index], said: Said) -> str | None:
    if end.article:
        return indexes[end.article].find(end) if end.article in indexes else None
    return end.node if any(True for _ in said.around([end.node])) else None


def _described(said: Said, decisions: Iterable[Decision]) -> dict[str, set[Triple]]:
    """Actors and places that corrections name, with what makes them known in the graph."""
    named = {value for d in decisions if d.kind == "correct" for value in d.values if _takes_nodes(d)}
    known: dict[str, set[Triple]] = {}
    for _, triple in said.around(named):
        if triple[0] in named and triple[1] in _KEPT_OF_ACTORS:
            known.setdefault(triple[0], set()).add(triple)
    return known


def _takes_nodes(decision: Decision) -> bool:
    return field_of(decision.target.kind, decision.field).takes == "node"


def _carried(decision: Decision, found: Mapping[Target, str | None], known: Mapping[str, object]) -> bool:
    """Whether a decision finds what it is about and what it names."""
    if any(found[end] is None for end in ends_of(decision)):
        return False
    return decision.kind != "correct" or not _takes_nodes(decision) or all(value in known for value in decision.values)


def _ties(decisions: Iterable[Decision], found: Mapping[Target, str | None]) -> Ties:
    ties: dict[str, set[tuple[str, str]]] = {"merge": set(), "split": set()}
    for decision in decisions:
        one, other = found[decision.target], found.get(decision.other) if decision.other else None
        if decision.kind in ties and one and other and one != other:
            ties[decision.kind].add((min(one, other), max(one, other)))
    return Ties(frozenset(ties["merge"]), frozenset(ties["split"]))


def _revised(
    said: Said,
    record: LogRecord,
    decisions: Sequence[Decision],
    found: Mapping[Target, str | None],
    known: Mapping[str, set[Triple]],
) -> Iterator[tuple[str, frozenset[Triple]]]:
    """The article's graph with the decisions carried out, and the short edges that follow from it then."""
    own = _own_graph(record)
    before = said.graph(own)
    beside = frozenset().union(*(said.graph(graph) for graph in record.graphs if graph != own))
    after = set(before)
    for decision in decisions:
        claim = found[decision.target]
        if claim and decision.kind != "reject":
            after = _marked(after, claim, "accepted" if decision.kind == "accept" else "corrected")
        if claim and decision.kind == "correct":
            after = _corrected(after, claim, decision, known)
    gone = {claim for d in decisions if d.kind == "reject" and (claim := found[d.target])}
    gone |= {s for s, p, o in after if p == _ANSWERS and o.value in gone}
    after = without_claims(after, gone)
    after -= edges(before | beside)
    yield own, frozenset(after | edges(after | beside))


def _marked(triples: set[Triple], claim: str, how: str) -> set[Triple]:
    """The claim is as sure as a person can make it; a correction counts for more than an acceptance."""
    old = {t for t in triples if t[0] == claim and t[1] in (NEG + "confidence", NEG + "review")}
    if any(t[1] == NEG + "review" and t[2].value == "corrected" for t in old):
        how = "corrected"
    sure = (claim, NEG + "confidence", Term("literal", "1", XSD + "integer"))
    return (triples - old) | {sure, (claim, NEG + "review", Term("literal", how))}


def _corrected(triples: set[Triple], claim: str, decision: Decision, known: Mapping[str, set[Triple]]) -> set[Triple]:
    asked = field_of(decision.target.kind, decision.field)
    names = {NEG + name for name in (DATES if asked.takes == "date" else (asked.property,))}
    if asked.property == "label":
        names = {LABEL}
    if asked.takes == "type":
        names.add(NEG + "mode")  # a mode belongs to its type
    kept = {t for t in triples if t[0] != claim or t[1] not in names}
    new = {(claim, LABEL if p == NEG + "label" else p, o) for p, o in written(asked, decision.values)}
    described = {t for value in decision.values for t in known.get(value, ())} if asked.takes == "node" else set()
    return kept | new | described
