"""Finds what the articles of a store tell of one thing: actors, meetings with their processes, offers, conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TypeAlias

from kg.store.nodes import Node
from kg.world import actors, conflicts, denials, meetings, offers, processes, tabling
from kg.world.cards import JOINED_KINDS, KINDS, Cast, cards, cast_of, with_context
from kg.world.clusters import Grouped, Ties, grouped
from kg.world.conflicts import Amounts, Conflict
from kg.world.copies import copied, copies
from kg.world.joining import node_iri
from kg.world.meetings import ordered
from kg.world.pairs import SAME, Card, Pair
from kg.world.processes import Process, Session, session
from kg.world.said import Said

Agreeing: TypeAlias = Collection[frozenset[str]]
_PAIRS = {
    "Meeting": meetings.pairs,
    "Proposal": offers.proposal_pairs,
    "Agreement": offers.agreement_pairs,
    "Handover": offers.handover_pairs,
}


@dataclass(frozen=True, slots=True)
class Joined:
    """A claim of several articles: its node, its class, and the accounts in the order of their articles."""

    node: str
    kind: str
    accounts: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What the articles tell together.

    `actors` and `claims` have the node that stands for an actor or claim of one article; `links` are the pairs that
    made them, `likely` those that are open. `copies` has the article of which another is a copy, `tabled` the meeting
    about which a proposal was made.
    """

    cast: Cast
    joined_actors: Mapping[str, tuple[str, ...]]
    actors: Mapping[str, str]
    joined: tuple[Joined, ...]
    claims: Mapping[str, str]
    processes: tuple[Process, ...]
    conflicts: tuple[Conflict, ...]
    copies: Mapping[str, str]
    tabled: Mapping[str, str]
    links: tuple[Pair, ...]
    likely: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What comparing needs: who there is, names of places, sentences, which articles are copies, which claims agree."""

    cast: Cast
    places: Mapping[str, str]
    texts: Mapping[str, tuple[int, str]]
    printed: Mapping[str, str]
    agreeing: Agreeing


def found_world(said: Said, base: str, ties: Ties, agreeing: Agreeing = frozenset()) -> World:
    """Link everything that the articles say.

    `ties` are what people decided about actors and claims, `agreeing` pairs of claims that they say are no conflict.
    """
    cast = cast_of(said)
    nodes = {kind: said.nodes(kind) for kind in KINDS}
    people = _grouped_actors(nodes, cast, ties)
    standing = _standing(people, base, cast)
    told = {kind: cards(found, cast, standing) for kind, found in nodes.items()}
    texts = said.sentences()
    printed = copies(texts, cast.told)
    told["Agreement"] = with_context(told["Agreement"], told["Meeting"])
    extra = {kind: list(copied(told[kind], texts, printed)) for kind in JOINED_KINDS}
    groups = {kind: _grouped_claims(told[kind], kind, (cast, ties), extra[kind]) for kind in JOINED_KINDS}
    joined = tuple(_joined(groups, told, base))
    claims = {card.iri: one.node for one in joined for card in one.accounts}
    places = {**cast.places, **{iri: cast.label(iri) for iri in cast.actors}}
    sessions = list(_sessions(told["Meeting"], joined, claims))
    found = tuple(processes.processes(sessions, cast, places))
    pairs = list(_delegations(found, joined, told["Meeting"], cast, people))
    sent = grouped(pairs, lambda one, other: False, lambda one, other: False, _of(ties, cast.actors))
    standing |= _standing(sent, base, cast)
    members = _members(standing)
    return World(
        cast=cast,
        joined_actors=members,
        actors=standing,
        joined=joined,
        claims=claims,
        processes=found,
        conflicts=_conflicts(said, told, joined, claims, Spoken(cast, places, texts, printed, agreeing)),
        copies=printed,
        tabled=tabling.tabled(told["Proposal"], claims, sessions, {m for p in found for m in p.sessions}),
        links=tuple(sorted({pair for group in (people, sent, *groups.values()) for pair in group.used})),
        likely=tuple(sorted({pair for group in (people, *groups.values()) for pair in group.likely})),
    )


def _grouped_actors(nodes: Mapping[str, Mapping[str, Node]], cast: Cast, ties: Ties) -> Grouped:
    local = actors.local_actors(cast)
    company: dict[str, set[str]] = {article: set() for article in cast.told}
    for found in nodes.values():
        for node in found.values():
            known = {term.value for values in node.values.values() for term in values if term.value in cast.actors}
            company.setdefault(next(iter(node.all("article")), ""), set()).update(known - local.keys())
    frozen = {article: frozenset(known) for article, known in company.items()}

    def apart(one: str, other: str) -> bool:
        return local.get(one) == local.get(other) or actors.apart(one, other, cast)

    return grouped(list(actors.pairs(local, cast, frozen)), apart, apart, _of(ties, cast.actors))


def _of(ties: Ties, items: Mapping[str, object]) -> Ties:
    """The ties between items of one kind."""
    return Ties(
        frozenset(tie for tie in ties.together if tie[0] in items and tie[1] in items),
        frozenset(tie for tie in ties.asunder if tie[0] in items and tie[1] in items),
    )


def _standing(groups: Grouped, base: str, cast: Cast) -> dict[str, str]:
    """The node that stands for each member of a group of actors: one of the authority's if there is one."""
    standing: dict[str, str] = {}
    for group in groups.groups:
        known = sorted(iri for iri in group if "/actor/" not in iri)
        first = min(group, key=lambda iri: (cast.told.get(iri.partition("/actor/")[0]) or "9999", iri))
        node = known[0] if known else node_iri(base, "actor", [first])
        standing |= {iri: node for iri in group if iri != node}
    return standing


def _members(standing: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for member, node in sorted(standing.items()):
        found.setdefault(node, []).append(member)
    return {node: tuple(members) for node, members in found.items()}


def _grouped_claims(told: Mapping[str, Card], kind: str, known: tuple[Cast, Ties], extra: Sequence[Pair]) -> Grouped:
    cast, ties = known
    cannot, unlike = (meetings.apart, meetings.differ) if kind == "Meeting" else (offers.apart, offers.differ)

    @cache
    def apart(one: str, other: str) -> bool:
        return cannot(told[one], told[other])

    @cache
    def differ(one: str, other: str) -> bool:
        return unlike(told[one], told[other])

    return grouped([*_PAIRS[kind](told, cast), *extra], apart, differ, _of(ties, told))


def _joined(groups: Mapping[str, Grouped], told: Mapping[str, Mapping[str, Card]], base: str) -> Iterator[Joined]:
    for kind, found in groups.items():
        for group in found.groups:
            accounts = ordered(told[kind][iri] for iri in group)
            yield Joined(node_iri(base, kind.lower(), [accounts[0].iri]), kind, tuple(accounts))


def _sessions(told: Mapping[str, Card], joined: tuple[Joined, ...], claims: Mapping[str, str]) -> Iterator[Session]:
    for one in joined:
        if one.kind == "Meeting":
            yield session(one.node, one.accounts)
    for iri, card in told.items():
        if iri not in claims:
            yield session(iri, [card])


def _delegations(
    found: tuple[Process, ...], joined: tuple[Joined, ...], told: Mapping[str, Card], cast: Cast, people: Grouped
) -> Iterator[Pair]:
    """Delegations of one side in the articles that tell of one process, and of no other in which it sits, are one."""
    accounts = {one.node: [card.article for card in one.accounts] for one in joined if one.kind == "Meeting"}
    sitting: dict[tuple[str, str], set[int]] = {}  # article and side: numbers of processes
    for number, process in enumerate(found):
        for meeting in process.sessions:
            for article in accounts.get(meeting) or [told[meeting].article]:
                for party in process.parties:
                    sitting.setdefault((article, party), set()).add(number)
    decided = {iri for group in people.groups for iri in group}
    groups: dict[tuple[str, int], set[str]] = {}
    for iri, article in actors.local_actors(cast).items():
        side = cast.sides.get(iri, "")
        numbers = sitting.get((article, side), set())
        if cast.kinds[iri] == "Delegation" and len(numbers) == 1 and iri not in decided:
            groups.setdefault((side, min(numbers)), set()).add(iri)
    for (side, number), group in sorted(groups.items()):
        keys = (f"delegation of {cast.label(side)}", f"negotiation: {found[number].label}")
        for one, other in combinations(sorted(group), 2):
            yield Pair(one, other, SAME, 1, keys)


def _conflicts(
    said: Said,
    told: Mapping[str, Mapping[str, Card]],
    joined: tuple[Joined, ...],
    claims: Mapping[str, str],
    spoken: Spoken,
) -> tuple[Conflict, ...]:
    """All conflicts, in a fixed order; between copies of one text there are none."""
    amounts, names = Amounts(said.nodes("Quantity")), spoken.places.values()
    alike = denials.alike(spoken.cast, spoken.texts, names)
    found = {
        *_about_joined(joined, amounts, spoken.places),
        *_about_answers(told["Response"], claims),
        *conflicts.about_events(told["Event"].values(), amounts, alike),
        *denials.denials((*told["Event"].values(), *told["Statement"].values()), spoken.cast, spoken.texts, names),
    }
    articles = {card.iri: card.article for cards in told.values() for card in cards.values()}
    return tuple(
        sorted(
            c for c in found
            if not _printed_again(articles[c.first], articles[c.second], spoken.printed)
            and frozenset({c.first, c.second}) not in spoken.agreeing
        )
    )  # fmt: skip


def _printed_again(one: str, other: str, printed: Mapping[str, str]) -> bool:
    """Whether two articles are copies of one text, or one of them only repeats what its original says."""
    return one in printed or other in printed or (one != other and printed.get(one, one) == printed.get(other, other))


def _about_joined(joined: tuple[Joined, ...], amounts: Amounts, places: Mapping[str, str]) -> Iterator[Conflict]:
    for one in joined:
        if one.kind == "Meeting":
            yield from conflicts.about_meetings(one.node, one.accounts, places)
        if one.kind == "Agreement":
            yield from conflicts.about_agreements(one.node, one.accounts, amounts)


def _about_answers(responses: Mapping[str, Card], claims: Mapping[str, str]) -> Iterator[Conflict]:
    answers: dict[str, list[Card]] = {}
    for card in responses.values():
        for proposal in card.node.all("respondsTo"):
            answers.setdefault(claims.get(proposal, proposal), []).append(card)
    for proposal, given in sorted(answers.items()):
        yield from conflicts.about_answers(proposal, given)
