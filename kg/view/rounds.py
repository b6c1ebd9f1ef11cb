"""The rounds of a negotiation in order, and what belongs under each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.view.items import DONE, Item


@dataclass(frozen=True, slots=True)
class Rounds:
    """Numbers of items: what came before the first round, each meeting with what came under it, and the rest.

    Answers stand with their proposal and are not listed.
    """

    before: tuple[int, ...]
    rounds: tuple[tuple[int, tuple[int, ...]], ...]
    undated: tuple[int, ...]


def rounds(items: Sequence[Item], members: Iterable[int]) -> Rounds:
    """Rounds of the `members`, numbers of items of one lane in the order of time.

    What has a date stands under the last meeting that was held and began by then. What has none stands under the last
    one that the same article tells of.
    """
    here = [i for i in members if items[i].kind != "response"]
    meetings = _in_order(items, [i for i in here if items[i].kind == "meeting"])
    held = [i for i in meetings if items[i].status in DONE and items[i].span]
    under: dict[int | None, list[int]] = {}
    loose: list[int] = []
    for i in (i for i in here if items[i].kind != "meeting"):
        found = _by_date(items, held, i) if items[i].span else _by_article(items, held, i)
        if found is None and items[i].span is None:
            loose.append(i)
        else:
            under.setdefault(found, []).append(i)
    return Rounds(
        before=tuple(under.get(None, ())),
        rounds=tuple((i, tuple(under.get(i, ()))) for i in meetings),
        undated=tuple(loose),
    )


def _in_order(items: Sequence[Item], meetings: list[int]) -> list[int]:
    """Dated meetings by date; an undated one goes behind the last of a lower round, those without round to the end."""
    ordered = [i for i in meetings if items[i].span]
    for i in (i for i in meetings if not items[i].span):
        number = items[i].round
        lower = [at for at, j in enumerate(ordered) if number is not None and (items[j].round or number) < number]
        ordered.insert(max(lower) + 1 if lower else len(ordered), i)
    return ordered


def _by_date(items: Sequence[Item], held: Sequence[int], i: int) -> int | None:
    """The last meeting that began by the last day that the item's date covers."""
    starts = [when.first for j in held if (when := items[j].span)]
    when = items[i].span
    at = bisect_right(starts, when.last) if when else 0
    return held[at - 1] if at else None


def _by_article(items: Sequence[Item], held: Sequence[int], i: int) -> int | None:
    """The last meeting that one of the item's articles tells of."""
    return next((j for j in reversed(held) if items[j].told.articles & items[i].told.articles), None)
