"""Makes decisions about what tables show: ids become targets that hold when an article is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.errors import InputError, NotFound
from kg.schema.terms import NEG, PREFIXES
from kg.store.base import Store
from kg.store.ntriples import iri as bracketed
from kg.store.results import column
from kg.tables.reading import base_of
from kg.world.decisions import Decision, Target, lasting, read_decisions, with_decisions
from kg.world.fields import check_values, field_of
from kg.world.said import stored_graph
from kg.world.targets import index

_RDFS = PREFIXES["rdfs"]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, when (ISO 8601, UTC) and why."""

    by: str
    at: str
    why: str = ""


def decided(store: Store, kind: str, ids: Sequence[str], signed: Signed, fields: Sequence[str] = ()) -> list[Decision]:
    """Decisions of one kind about what the ids name; of a joined claim they are about each of its accounts.

    `fields`, for correct, are NAME=VALUE, several values apart by "; ", none where the field should be empty. merge
    takes two ids; split takes two as well: of what is joined, the account that does not belong, and the joined node.
    The id of a conflict can be rejected: the two claims do not contradict one another. Raises NotFound for an unknown
    id, InputError for what cannot be decided so.
    """
    made = Decision(kind, Target(""), by=signed.by, at=signed.at, why=signed.why)
    if kind in ("merge", "split"):
        if len(ids) != 2:
            raise InputError(f"{kind} takes two ids, not {len(ids)}")
        found = list(_tied(store, made, *ids))
    elif kind == "correct":
        targets = [target for name in ids for target in targets_of(store, name)]
        found = [d for target in targets for d in _corrections(store, made, target, fields)]
    else:
        found = [d for name in ids for d in _judged(store, made, name)]
    for decision in found:
        check(decision)
    return found


def kept(old: Iterable[Decision], new: Sequence[Decision]) -> list[Decision]:
    """Old and new decisions together; new ones take the place of old ones on the same matter, and of splits within
    what they merge."""
    merged = {lasting(end) for d in new if d.kind == "merge" for end in (d.target, d.other) if end}
    still = [
        d for d in old
        if d.kind != "split" or d.other is None or not {lasting(d.target), lasting(d.other)} <= merged
    ]  # fmt: skip
    return with_decisions(still, new)


def check(decision: Decision) -> None:
    """InputError where a decision makes no sense: ends of two kinds, or one and the same; a verdict on an actor."""
    target, other = decision.target, decision.other
    if decision.kind in ("merge", "split"):
        if other is None:
            raise InputError(f"{decision.kind} needs an `other`")
        if target.kind != other.kind:
            raise InputError(f"{target.node} and {other.node} are of different kinds: {target.kind}, {other.kind}")
        if lasting(target) == lasting(other):
            raise InputError(f"{target.node} and {other.node} are one and the same")
    elif target.kind in ("", "Actor"):
        raise InputError(f"{target.node}: {decision.kind} is for claims; actors can be merged and split")


def undone(decisions: Iterable[Decision], ids: Sequence[str]) -> list[Decision]:
    """The decisions without those that the ids name. NotFound for an id that none has."""
    kept = {decision.id: decision for decision in decisions}
    for name in ids:
        if kept.pop(name.removeprefix("decision/"), None) is None:
            raise NotFound(f"there is no decision {name}: `kg review decisions` lists them")
    return list(kept.values())


def targets_of(store: Store, name: str) -> list[Target]:
    """What an id or IRI names: a claim, each account of a joined one, an actor, or each member of a joined one."""
    node = name if "://" in name else base_of(store) + name
    members = _members(store, node) or [node]
    found = [target for member in members if (target := _target(store, member))]
    if not found:
        raise NotFound(f"the store holds no claim or actor {name}: `kg table NAME` and `kg review list` show ids")
    return found


def _members(store: Store, node: str) -> list[str]:
    accounts = f"{{ ?m <{NEG}accountOf> {bracketed(node)} }}"
    query = f"SELECT ?m {{ {accounts} UNION {{ {bracketed(node)} <{NEG}standsFor> ?m }} }}"
    return sorted(str(member) for member in column(store.query(query), "m"))


def _target(store: Store, node: str) -> Target | None:
    for article, record in store.log().items():
        if node.startswith(f"{article}/"):
            own = next(graph for graph in record.graphs if graph.endswith("/graph"))
            return index(article, stored_graph(store, own)).targets.get(node)
    known = store.query(f"ASK {{ {bracketed(node)} a <{NEG}Actor> }}").truth
    return Target(node, kind="Actor") if known else None


def _judged(store: Store, made: Decision, name: str) -> Iterator[Decision]:
    """A verdict on a claim, on each account of a joined one, or, if it is to be rejected, on a conflict."""
    node = name if "://" in name else base_of(store) + name
    if made.kind == "reject" and " " not in node:
        ends = store.query(f"SELECT ?a ?b {{ {bracketed(node)} <{NEG}first> ?a ; <{NEG}second> ?b }}").rows
        for one, other in ends:
            if one and other:
                yield replace(made, target=_claim(store, one.value), other=_claim(store, other.value))
        if ends:
            return
    yield from (replace(made, target=target) for target in targets_of(store, name))


def _claim(store: Store, node: str) -> Target:
    target = _target(store, node)
    if target is None:
        raise NotFound(f"the store holds no claim {node}")
    return target


def _tied(store: Store, made: Decision, one: str, other: str) -> Iterator[Decision]:
    """merge ties all members of both to the first; split parts the members of the one from all others of the other.

    Where the other was held together by decisions through what is split off, the rest is tied anew.
    """
    first, second = targets_of(store, one), targets_of(store, other)
    if made.kind == "merge":
        centre, *rest = dict.fromkeys((*first, *second))
        if not rest:
            raise InputError(f"{one} and {other} are one already")
        yield from (replace(made, target=centre, other=end) for end in rest)
        return
    rest = [target for target in second if target not in first]
    if not rest:
        raise InputError(f"split ACCOUNT WHOLE: {one} is no part of {other}; `kg explain {other}` lists its accounts")
    for target in first:
        yield from (replace(made, target=target, other=end) for end in rest)
    tied = _tied_to(store, first)
    again = [target for target in rest if lasting(target) in tied]
    yield from (replace(made, kind="merge", target=again[0], other=end) for end in again[1:])


def _tied_to(store: Store, ends: Sequence[Target]) -> set[tuple[str, ...]]:
    """What decisions tie to one of the ends."""
    of = {lasting(end) for end in ends}
    pairs = [
        (lasting(d.target), lasting(d.other)) for d in read_decisions(store) if d.kind == "merge" and d.other
    ]  # fmt: skip
    return {b if a in of else a for a, b in pairs if (a in of) != (b in of)}


def _corrections(store: Store, made: Decision, target: Target, fields: Sequence[str]) -> Iterator[Decision]:
    if not fields:
        raise InputError("correct: name at least one field, as in --set factuality=planned")
    for setting in fields:
        name, equals, said = setting.partition("=")
        if not equals:
            raise InputError(f"--set {setting}: FIELD=VALUE is wanted, as in factuality=planned")
        takes = field_of(target.kind, name).takes
        values = [said.strip()] if takes == "text" else [value.strip() for value in said.split(";")]
        values = [value for value in values if value]
        if takes == "node":
            values = [_node(store, value) for value in values]
        check_values(target.kind, name, values)
        yield replace(made, target=target, field=name, values=tuple(values))


def _node(store: Store, name: str) -> str:
    """IRI of an actor or place by its IRI, its id or its label. NotFound for none, InputError for several."""
    node = name if "://" in name else base_of(store) + name
    if " " not in node and store.query(f"ASK {{ {bracketed(node)} <{_RDFS}label> ?label }}").truth:
        return node
    from kg.store.ntriples import literal

    query = (
        f"SELECT DISTINCT ?n {{ VALUES ?k {{ <{NEG}Actor> <{NEG}Place> <{NEG}Venue> }} "
        f"?n a ?k ; <{_RDFS}label> {literal(name)} }} ORDER BY ?n"
    )
    found = [str(node) for node in column(store.query(query), "n")]
    if len(found) > 1:
        ids = ", ".join(node.removeprefix(base_of(store)) for node in found)
        raise InputError(f"{name} names several: give one id of {ids}")
    if not found:
        raise NotFound(f"the store holds no actor or place {name}: `kg table actors` lists ids and labels")
    return found[0]
