"""The networks by name: what each is, which tables it is built from, and what its nodes and ties say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.network.actornets import attendance_network, events_network, signed_network
from kg.network.answers import proposals_network, responses_network
from kg.network.mediation import mediated, mediated_network, mediation_network, parties
from kg.network.selection import Selection
from kg.network.sources import Sources, read_sources
from kg.network.talk import statements_network
from kg.network.twomode import meetings_network
from kg.network.weaving import TIE, pruned

if TYPE_CHECKING:
    from kg.network.weaving import Ties
    from kg.tables import Queryable

_ACTOR = {"label": "name", "type": "person, state, ...", "country": "ISO 3166 alpha-3 code", "sector": "sector"} | {
    "side": "label of the state or body that the actor belongs to, else its own",
    "mediated": "number of occasions that count which the actor mediated",
}
_MODE = {"mode": "actor, meeting or proposal", "bipartite": "0 for actors, 1 for the other mode"}
_MEETING = {
    name: f"column {name} of the table meetings" for name in "kind process round status date place venue".split()
}
_PROPOSAL = {"issues": "issues of the proposal", "date": "its date", "attributed_to": "who says that it was made"}
_SIGN = {"score": "what speaks for less what speaks against", "sign": "1, 0 or -1: the sign of the score"}
_SIGNED = {
    "cooperation": "sum of the positive PLOVER scores of the occasions",
    "conflict": "sum of the negative ones, without the minus",
} | _SIGN
_STANCE = {
    "stance": "stances of the responses, each once",
    "accept": "number of responses that accept",
    "reject": "number that reject",
    "other": "number that do neither: partial, counter, defer, no_comment",
}


@dataclass(frozen=True, slots=True)
class NetworkKind:
    """A kind of network. `nodes` and `ties` say what the attributes mean; what has no value is None or absent."""

    summary: str
    build: Callable[[Sources, Selection], Ties]
    directed: bool
    tables: tuple[str, ...] = ()
    nodes: Mapping[str, str] = field(default_factory=lambda: _ACTOR)
    ties: Mapping[str, str] = field(default_factory=lambda: TIE)
    two_mode: bool = False


NETWORKS: Mapping[str, NetworkKind] = {
    "events": NetworkKind("who acted on whom: events, meetings and mediation", events_network, directed=True),
    "signed": NetworkKind(
        "cooperation and conflict between two actors, by the scores of events",
        signed_network,
        directed=False,
        ties=TIE | _SIGNED,
    ),
    "attendance": NetworkKind("who sat at one meeting with whom", attendance_network, directed=False),
    "mediation": NetworkKind("who mediated for which party", mediation_network, directed=True),
    "mediated": NetworkKind(
        "which parties were brought together, and by whom",
        mediated_network,
        directed=False,
        ties=TIE | {"mediators": "labels of the mediators, sorted"},
    ),
    "meetings": NetworkKind(
        "two modes: actors and the meetings they had a part in",
        meetings_network,
        directed=False,
        nodes=_ACTOR | _MODE | _MEETING,
        ties=TIE | {"roles": "party, participant, host, mediator"},
        two_mode=True,
    ),
    "proposals": NetworkKind(
        "two modes: who made and who answered which proposal",
        proposals_network,
        directed=True,
        tables=("proposals", "positions"),
        nodes=_ACTOR | _MODE | _PROPOSAL,
        ties=TIE | {"role": "proposes, responds, or both"} | _STANCE,
        two_mode=True,
    ),
    "responses": NetworkKind(
        "who answered whose proposals, and how",
        responses_network,
        directed=True,
        tables=("proposals", "positions"),
        ties=TIE | _STANCE | _SIGN,
    ),
    "statements": NetworkKind(
        "who talks about whom, and to whom",
        statements_network,
        directed=True,
        tables=("statements",),
        ties=TIE | {"addressed": "number of statements made to the target"},
    ),
}


def network_kind(name: str) -> NetworkKind:
    """The kind of network of that name. InputError for an unknown one."""
    if name not in NETWORKS:
        raise InputError(f"there is no network {name}: the networks are {', '.join(NETWORKS)}")
    return NETWORKS[name]


def build(sources: Sources, name: str, selection: Selection | None = None) -> Ties:
    """Network `name` from rows that were read before; its `graph` attributes are `name`, `summary` and `parties`, the
    labels of the sides that are parties of a meeting that counts.

    Nodes are ids of actors (and of meetings or proposals), attributes those of `NETWORKS[name]`. A NetworkX DiGraph
    where the kind is directed, else a Graph, with nodes and ties in the order of their ids.
    """
    kind, wanted = network_kind(name), selection or Selection()
    sources.check_process(wanted.process)
    seen = sources.at(wanted.level)
    graph = pruned(kind.build(seen, wanted), wanted.min_weight)
    graph.graph.update({"name": name, "summary": kind.summary, "parties": parties(seen, wanted)})
    occasions = mediated(seen, wanted)
    for node, data in graph.nodes(data=True):
        if data.get("mode", "actor") == "actor":
            data["mediated"] = occasions[node]
    return graph


def build_network(store: Queryable, name: str = "events", *, selection: Selection | None = None) -> Ties:
    """Network `name` of what a store's default graph says, as a NetworkX graph; see `build`."""
    return build(read_sources(store, network_kind(name).tables), name, selection)
