"""The network of statements: who talks about whom, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.network.selection import Selection, counts
from kg.network.sources import Record, Sources
from kg.network.weaving import Link, weave

if TYPE_CHECKING:
    from kg.network.weaving import Ties


def statements_network(sources: Sources, selection: Selection) -> Ties:
    """Directed: from a speaker to the actors in what he says, and to whom he says it.

    What he says are the events of which he is the source, of every factuality unless some are asked for: who speaks of
    what is planned or denied speaks of it all the same. `addressed` of a tie is the number of statements to the target.
    """
    about, to = list(_about(sources, selection)), list(_to(sources, selection))
    graph = weave([*about, *to], sources.actor, directed=True)
    statements = {link.claim for link in to}
    for _, _, tie in graph.edges(data=True):
        tie["addressed"] = len(statements.intersection(tie["claims"]))
    return graph


def _about(sources: Sources, selection: Selection) -> Iterator[Link]:
    for row in sources.rows("events"):
        if row.get("attributed_to") and counts(sources.facts(row, row.get("meeting")), selection, ()):
            yield from _said(sources, row, row["attributed_to"], [*(row["agents"] or ()), *(row["targets"] or ())])


def _to(sources: Sources, selection: Selection) -> Iterator[Link]:
    """A statement is made, so it is asserted, and has no issue: the filter by issue leaves it out."""
    for row in sources.rows("statements"):
        facts = sources.facts({**row, "factuality": "asserted"})
        if row.get("speaker") and row.get("addressee") and counts(facts, selection, ()):
            yield from _said(sources, row, row["speaker"], [row["addressee"]])


def _said(sources: Sources, row: Record, speaker: str, labels: Iterable[str]) -> Iterator[Link]:
    articles = (str(row["article"]),)
    source = sources.find(speaker, articles)
    when = row.get("date") or sources.told(articles)
    for target in sorted({sources.find(label, articles) for label in labels} - {source}):
        yield Link(source, target, row["id"], row["id"], articles, when)
