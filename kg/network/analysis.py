"""One analysis as a researcher asks for it: a measure of a network, its frame, its graph, and what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import InputError
from kg.network.balance import balance
from kg.network.brokerage import brokerage
from kg.network.centrality import centrality
from kg.network.communities import communities
from kg.network.comparing import compare, tie_changes
from kg.network.edges import claims, edges
from kg.network.graphfiles import annotated, plain_graph, plain_network
from kg.network.periods import by_period, evolution, pairs
from kg.network.registry import build, network_kind
from kg.network.selection import ASSERTED, Selection, counts
from kg.network.weaving import undirected

if TYPE_CHECKING:
    import pandas as pd

    from kg.network.actors import Network
    from kg.network.sources import Sources
    from kg.network.weaving import Ties

_ONE_MODE = {"meetings": "attendance", "proposals": "responses"}  # what a two-mode network is between actors alone
_UNSIGNED = ("centrality", "brokerage", "communities")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a measure, the network (None: the one that the measure takes by itself), filters and options."""

    measure: str
    network: str | None = None
    selection: Selection = field(default_factory=Selection)
    sides: str = "side"
    method: str = "louvain"
    by: str | None = None
    period: str = "quarter"
    spans: tuple[tuple[str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answer: a frame, the graph with the measures on its nodes or ties, and lines that say what was counted."""

    frame: pd.DataFrame
    graph: Ties | Network
    notes: tuple[str, ...]


def analyze(sources: Sources, request: Request) -> Analysis:
    """Carry out a request on rows that were read before. InputError for what does not go together."""
    if request.measure not in _ANALYSES:
        raise InputError(f"there is no measure {request.measure}: the measures are {', '.join(_ANALYSES)}")
    _fitting(request)
    found = _ANALYSES[request.measure](sources, request)
    return replace(found, notes=(*found.notes, *_unsigned(request)))


def tables_of(request: Request) -> tuple[str, ...]:
    """The tables that a request needs, besides those that every network needs."""
    return network_kind(request.network).tables if request.network else ()


def plain(analysis: Analysis, form: str) -> Ties | Network:
    """The graph of an analysis as `write_graph` takes it."""
    graph = analysis.graph
    return plain_network(graph) if isinstance(graph, nx.MultiDiGraph) else plain_graph(graph, form)


def _one(measure: Callable[[Ties, Request], pd.DataFrame], network: str) -> Callable[[Sources, Request], Analysis]:
    """The analysis of a measure that takes one network, by default `network`."""

    def analysis(sources: Sources, request: Request) -> Analysis:
        graph = build(sources, request.network or network, request.selection)
        frame = measure(graph, request)
        return Analysis(frame, annotated(graph, frame), (_counted(graph, request.selection), *_said(frame.attrs)))

    return analysis


def _edges(sources: Sources, request: Request) -> Analysis:
    if request.network is not None:
        return _one(lambda graph, _: edges(graph), request.network)(sources, request)
    wanted = request.selection
    sources.check_process(wanted.process)
    seen = sources.at(wanted.level)
    network: Network = nx.MultiDiGraph()
    network.add_nodes_from(seen.network.nodes(data=True))
    facts = {(u, v, data["id"]): counts(facts, wanted, ()) for u, v, data, facts in seen.links}
    for u, v, key, data in seen.network.edges(keys=True, data=True):
        if facts[u, v, data["id"]]:
            network.add_edge(u, v, key=key, **data)
    return Analysis(claims(network), network, (_claimed(network, wanted),))


def _evolution(sources: Sources, request: Request) -> Analysis:
    name = request.network or "events"
    networks = by_period(sources, name, period=request.period, selection=request.selection)
    whole = build(sources, name, request.selection)
    ties: dict[tuple[str, str], list[str]] = {}
    for period, network in networks.items():
        for pair in pairs(network):
            ties.setdefault(pair, []).append(period)
    for u, v, data in whole.edges(data=True):
        data["periods"] = ties.get((min(u, v), max(u, v)), [])
    periods = f"{_many(len(networks), 'period')} ({request.period}) in which there is a tie"
    note = f"{periods}; {_filters(request.selection, whole)}"
    return Analysis(evolution(networks), whole, (_counted(whole, request.selection), note))


def _compare(sources: Sources, request: Request) -> Analysis:
    if len(request.spans) != 2:
        raise InputError("compare needs two spans of time: --a 2025-01..2025-06 --b 2025-07..2025-12")
    selections = [request.selection.between(*span) for span in request.spans]
    a, b = (build(sources, request.network or "events", selection) for selection in selections)
    frame = compare(a, b, by=request.by or "actor")
    one, two = undirected(a), undirected(b)
    both = nx.compose(one, two)
    for row in tie_changes(one, two).to_dict("records"):
        weights = {"weight_a": row["weight_a"], "weight_b": row["weight_b"]}
        values = weights | {"weight": max(weights.values()), "change": row["change"]}
        both.edges[row["source_id"], row["target_id"]].update(values)
    counted = (f"{side}: {_counted(graph, by)}" for side, graph, by in zip("ab", (a, b), selections, strict=True))
    return Analysis(frame, annotated(both, frame), (*counted, *_said(frame.attrs)))


_ANALYSES: Mapping[str, Callable[[Sources, Request], Analysis]] = {
    "centrality": _one(lambda graph, _: centrality(graph), "events"),
    "brokerage": _one(lambda graph, request: brokerage(graph, sides=request.sides), "events"),
    "communities": _one(lambda graph, request: communities(graph, method=request.method), "events"),
    "balance": _one(lambda graph, request: balance(graph, by=request.by or "triad"), "signed"),
    "evolution": _evolution,
    "compare": _compare,
    "edges": _edges,
}


def _fitting(request: Request) -> None:
    """InputError for a measure that says nothing of the network asked for."""
    name = request.network or ""
    if request.measure == "edges" and not name and request.selection.min_weight > 1:
        raise InputError("claims have no weight: edges takes --min-weight (min_weight) for the ties of a --network")
    if request.measure == "brokerage" and name in _ONE_MODE:
        raise InputError(
            f"brokerage is between actors, and {name} has two modes: take {_ONE_MODE[name]}, or "
            f"kg.network.MEASURES['brokerage'] of kg.network.projection(network, 'actor')"
        )
    if request.measure == "communities" and name == "signed":
        raise InputError(
            "communities takes every tie for a bond, and those of signed may be conflict: take events or attendance "
            "for communities, balance for friends and enemies"
        )


def _unsigned(request: Request) -> tuple[str, ...]:
    """That a measure takes conflict as it takes cooperation, where ties have a sign."""
    name = request.network or ""
    if request.measure not in _UNSIGNED or not name or "sign" not in network_kind(name).ties:
        return ()
    return (f"{request.measure} leaves the sign of ties out of account: conflict ties as cooperation does",)


def _claimed(network: Network, selection: Selection) -> str:
    """What `edges` lists where no network is named: "39 claims that join 12 actors, 45 rows; all claims"."""
    claimed = len({data["id"] for _, _, data in network.edges(data=True)})
    joined = len({node for pair in network.edges() for node in pair})
    actors = "sides" if selection.level == "side" else "actors"
    filters = _filters(replace(selection, factualities=selection.factualities or ("all",)))
    whatever = "" if selection.factualities else ", denied and planned ones too (--factuality chooses)"
    rows = f"{network.number_of_edges()} rows, one a pair"
    return f"{claimed} claims that join {joined} {actors}, {rows}; {filters}{whatever}"


def _counted(graph: Ties, selection: Selection) -> str:
    """What a network holds and by which filters: "events: 181 actors, 413 ties; asserted claims"."""
    actor = "side" if selection.level == "side" else "actor"
    modes = Counter(str(data.get("mode", "actor")) for _, data in graph.nodes(data=True)) or Counter(actor=0)
    nodes = ", ".join(_many(modes[mode], actor if mode == "actor" else mode) for mode in sorted(modes))
    ties = _many(undirected(graph).number_of_edges(), "tie")
    directed = f" ({graph.number_of_edges()} directed)" if graph.is_directed() else ""
    return f"{graph.graph.get('name')}: {nodes}, {ties}{directed}; {_filters(selection, graph)}"


def _filters(selection: Selection, graph: Ties | None = None) -> str:
    speech = graph is not None and graph.graph.get("name") == "statements"
    kinds = selection.factualities or (("all",) if speech else ASSERTED)
    parts = [f"{', '.join(kinds)} claims"]
    if selection.since or selection.until:
        parts.append(f"{selection.since or ''}..{selection.until or ''}" + (" by their own date" * selection.dated))
    parts += [f"on {', '.join(selection.issues)}"] if selection.issues else []
    parts += [f"process {selection.process}"] if selection.process else []
    parts += [f"without {', '.join(selection.without)}"] if selection.without else []
    parts += [f"weight {selection.min_weight} or more"] if selection.min_weight > 1 else []
    return "; ".join(parts)


def _said(attrs: Mapping[Any, Any]) -> tuple[str, ...]:
    """What a frame says of the whole network, as lines."""
    lines = []
    if "modularity" in attrs:
        how = f"({attrs['method'].capitalize()}, resolution 1, fixed seed)"
        lines.append(f"modularity {attrs['modularity']} in {_many(attrs['communities'], 'community')} {how}")
    if "triads" in attrs:
        index = attrs["frustration"]
        ties = "not computed: a block of it is too large" if index is None else _many(index, "tie")
        shares = (
            f"{name} {_share(attrs[key])}" for name, key in (("balanced", "balanced"), ("weakly", "weakly_balanced"))
        )
        besides = f" besides {attrs['one_event']} that one event closes" if attrs["one_event"] else ""
        lines.append(f"{_many(attrs['triads'], 'triad')}{besides}; {', '.join(shares)}; line index of balance {ties}")
    if "jaccard" in attrs:
        counts_ = ", ".join(f"{attrs[name]} {name}" for name in ("gained", "kept", "lost"))
        lines.append(f"ties: {counts_}; Jaccard {_share(attrs['jaccard'])}")
        lines.append(f"correlation {_share(attrs['correlation'])}, p {_share(attrs['p'])} (QAP, 1,000 permutations)")
    return tuple(lines)


def _many(number: int, noun: str) -> str:
    """The number with its noun: "1 tie", "2 ties", "2 communities"."""
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"
