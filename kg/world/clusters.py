"""Groups what tells of one thing. The groups depend on what is given, never on its order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from kg.world.pairs import LIKELY, SAME, VAGUE, Pair

Apart = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Ties:
    """What people decided: pairs that are one thing, and pairs that are not."""

    together: frozenset[tuple[str, str]] = frozenset()
    asunder: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups of two and more, the pairs that made them, and the pairs that are only likely."""

    groups: tuple[frozenset[str], ...] = ()
    used: tuple[Pair, ...] = ()
    likely: tuple[Pair, ...] = ()


@dataclass
class _Groups:
    """Growing groups. No two members may be `apart`, or decided to be asunder.

    In a group that decisions hold together some are apart all the same: whoever joins it must not be apart from those
    that are like the one by which he joins.
    """

    apart: Apart
    ties: Ties
    of: dict[str, frozenset[str]] = field(default_factory=dict)
    clashes: dict[tuple[frozenset[str], frozenset[str]], bool] = field(default_factory=dict)  # what is known
    held: set[str] = field(default_factory=set)  # members that a decision holds in their group

    def group(self, item: str) -> frozenset[str]:
        return self.of.get(item, frozenset({item}))

    def apart_now(self, pair: Pair) -> bool:
        """Whether the two are not in one group yet."""
        return self.group(pair.first) != self.group(pair.second)

    def joins(self, one: str, other: str, *, decided: bool = False) -> bool:
        """Join the groups of two items, if nothing is against it; a decision is stronger than all but a decision."""
        mine, theirs = self.group(one), self.group(other)
        if decided and any(self._asunder(a, b) for a in mine for b in theirs):
            return False
        if not decided and self.clash(one, other):
            return False
        joined = mine | theirs
        self.held.update(joined if decided else ())
        self.of.update(dict.fromkeys(joined, joined))
        return True

    def clash(self, one: str, other: str) -> bool:
        """Whether the two are in different groups that cannot be joined."""
        mine, theirs = self._like(one), self._like(other)
        if self.group(one) == self.group(other):
            return False
        if (mine, theirs) not in self.clashes:
            self.clashes[mine, theirs] = any(self.apart(a, b) for a in mine for b in theirs)
        everyone = ((a, b) for a in self.group(one) for b in self.group(other))
        return self.clashes[mine, theirs] or any(self._asunder(a, b) for a, b in everyone)

    def _like(self, item: str) -> frozenset[str]:
        """The members of the item's group, but those that a decision holds there and that are apart from it."""
        group = self.group(item)
        if not group & self.held:
            return group
        return frozenset(other for other in group if other == item or not self.apart(item, other))

    def _asunder(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self.ties.asunder


def grouped(pairs: Collection[Pair], apart: Apart, ambiguous: Apart, ties: Ties) -> Grouped:
    """Join what is decided, then what is the same, the best supported first, then what is vague and fits one group.

    `apart` tells which items cannot be one, `ambiguous` which of two that fit an item make it uncertain.
    """
    groups = _Groups(apart, ties)
    used = [_decided(*tie) for tie in sorted(ties.together) if groups.joins(*tie, decided=True)]
    ordered = sorted(pairs, key=lambda pair: (-pair.weight, pair.first, pair.second))
    refused: list[Pair] = []
    for pair in ordered:
        if pair.verdict == SAME and groups.apart_now(pair):
            (used if groups.joins(pair.first, pair.second) else refused).append(pair)
    vague = [pair for pair in ordered if pair.verdict == VAGUE]
    unsure = _ambiguous(vague, groups, ambiguous)
    for pair in filter(groups.apart_now, vague):
        fits = not {pair.first, pair.second} & unsure and groups.joins(pair.first, pair.second)
        (used if fits else refused).append(pair)
    refused += [pair for pair in ordered if pair.verdict == LIKELY]
    return Grouped(_large(groups), tuple(used), tuple(_open(refused, groups)))


def _decided(one: str, other: str) -> Pair:
    return Pair(min(one, other), max(one, other), SAME, 1000, ("a person decided it",))


def _ambiguous(vague: Iterable[Pair], groups: _Groups, ambiguous: Apart) -> set[str]:
    """Items that fit two others equally well which cannot be one thing."""
    partners: dict[str, dict[str, int]] = {}
    for pair in vague:
        partners.setdefault(pair.first, {})[pair.second] = pair.weight
        partners.setdefault(pair.second, {})[pair.first] = pair.weight
    best = {
        item: {other for other, weight in others.items() if weight == max(others.values())}
        for item, others in partners.items()
    }
    return {item for item, others in best.items() if _parted(others, groups, ambiguous)}


def _parted(items: Iterable[str], groups: _Groups, ambiguous: Apart) -> bool:
    """Whether two of the items, in different groups, cannot be one thing."""
    members: dict[frozenset[str], list[str]] = {}
    for item in sorted(items):
        members.setdefault(groups.group(item), []).append(item)
    return any(
        ambiguous(a, b) for one, other in combinations(members.values(), 2) for a, b in product(one, other)
    )  # fmt: skip


def _open(pairs: Iterable[Pair], groups: _Groups) -> Iterator[Pair]:
    """Pairs that are still a question, nothing being known or decided against them; of two groups the best pair."""
    seen: set[frozenset[frozenset[str]]] = set()
    for pair in sorted(pairs, key=lambda pair: (-pair.weight, pair.first, pair.second)):
        ends = frozenset((groups.group(pair.first), groups.group(pair.second)))
        if len(ends) == 2 and ends not in seen and not groups.clash(pair.first, pair.second):
            seen.add(ends)
            yield pair


def _large(groups: _Groups) -> tuple[frozenset[str], ...]:
    return tuple(sorted(set(groups.of.values()), key=min))
