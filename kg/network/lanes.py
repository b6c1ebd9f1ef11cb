"""Which negotiation a claim belongs to: a process where its meetings name one, else those who dealt with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]

NAMED = 4  # parties that the name of a lane lists
ELSEWHERE = "Other"
DELEGATION = "delegation of "  # how the label of a delegation begins


@dataclass(frozen=True, slots=True)
class Told:
    """What decides the lane of a claim: its parties as sides, the process it names, and the articles that tell it."""

    parties: tuple[str, ...]
    articles: frozenset[str]
    process: str | None = None


def sides(actors: Iterable[Record]) -> dict[str, str]:
    """On whose behalf an actor acts, by label: the one body in which it holds an office, or whose delegation it is."""
    found: dict[str, str] = {}
    for actor in actors:
        bodies = sorted({str(position["of"]) for position in actor.get("positions") or () if position.get("of")})
        label = str(actor["label"])
        if label.startswith(DELEGATION):
            found[label] = label.removeprefix(DELEGATION)
        elif len(bodies) == 1:
            found[label] = bodies[0]
    return found


def parties(labels: Iterable[str], side: Mapping[str, str]) -> tuple[str, ...]:
    """The sides of `labels`, each once, in order of name."""
    return tuple(sorted({side.get(label, label) for label in labels}))


def lanes(claims: Sequence[Told]) -> list[str]:
    """The lane of each claim, by its name.

    A claim that names no process joins one that its article tells of if at least two of its parties, or its only one,
    are parties there; else claims of the same parties share a lane, and those of other parties join it if the same
    article tells of it and two of their parties are in it. Who is alone joins the lane of his article.
    """
    processes, pairs = _Lanes(), _Lanes()
    for claim in claims:
        if claim.process:
            processes.add(claim.process, claim)
    found = [claim.process or processes.best(claim) for claim in claims]
    common = Counter(claim.parties for claim, lane in zip(claims, found, strict=True) if not lane)
    order = sorted(range(len(claims)), key=lambda i: (-common[claims[i].parties], claims[i].parties, i))
    for i in (i for i in order if not found[i] and len(claims[i].parties) > 1):
        own = of_parties(claims[i].parties)
        found[i] = own if own in pairs.parties else pairs.best(claims[i]) or own
        pairs.add(found[i] or own, claims[i])
    return [
        lane or pairs.best(claim) or next(iter(claim.parties), ELSEWHERE)
        for lane, claim in zip(found, claims, strict=True)
    ]


def lane_finder(claims: Iterable[Told], placed: Iterable[str]) -> Callable[[Told], str | None]:
    """A function that gives the lane, of those in which `claims` were placed, that another claim belongs to."""
    known = _Lanes()
    for claim, lane in zip(claims, placed, strict=True):
        known.add(lane, claim)
    return known.best


def of_parties(parties: Sequence[str]) -> str:
    """The name of a lane of those parties."""
    shown = " – ".join(parties[:NAMED])
    more = len(parties) - NAMED
    return f"{shown} and {more} more" if more > 0 else shown


class _Lanes:
    """Lanes with the parties, articles and numbers of the claims put into them."""

    def __init__(self) -> None:
        self.parties: dict[str, set[str]] = {}
        self.articles: dict[str, Counter[str]] = {}
        self.told_in: dict[str, set[str]] = {}  # lanes by article

    def add(self, lane: str, claim: Told) -> None:
        """Put `claim` into `lane`."""
        self.parties.setdefault(lane, set()).update(claim.parties)
        self.articles.setdefault(lane, Counter()).update(claim.articles)
        for article in claim.articles:
            self.told_in.setdefault(article, set()).add(lane)

    def best(self, claim: Told) -> str | None:
        """The lane of the claim's articles with most of its parties, then most claims; None where too few are there."""
        found = []
        for lane in sorted({lane for article in claim.articles for lane in self.told_in.get(article, ())}):
            shared = len(self.parties[lane].intersection(claim.parties))
            if shared >= min(2, len(claim.parties)):
                told = sum(self.articles[lane][article] for article in claim.articles)
                found.append((-shared, -told, lane))
        return min(found)[2] if found else None
