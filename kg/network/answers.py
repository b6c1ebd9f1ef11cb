"""The network of proposals and responses, and its projection to actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.network.selection import ASSERTED, Selection, counts
from kg.network.sources import Record, Sources
from kg.network.weaving import Link, weave

if TYPE_CHECKING:
    from kg.network.weaving import Ties

PROPOSAL = ("label", "issues", "date", "attributed_to")
STANCES = ("accept", "partial", "counter", "defer", "no_comment", "reject")


def proposals_network(sources: Sources, selection: Selection) -> Ties:
    """Directed two-mode graph: from the proposer to the proposal, and from who responds to the proposal.

    Nodes have `mode` actor (`bipartite` 0) or proposal (`bipartite` 1). `role` of a tie is proposes, responds, or both;
    who responds has the stances, each once, and the numbers that accept, reject, and do something else.
    """
    rows = {row["id"]: row for row in sources.rows("proposals")}

    def describe(node: str) -> dict[str, Any]:
        if node in rows:
            return {"mode": "proposal", "bipartite": 1} | {name: rows[node].get(name) for name in PROPOSAL}
        return {"mode": "actor", "bipartite": 0} | sources.actor(node)

    told = list(_told(sources, selection))
    graph = weave((_link(sources, row, row["proposal"]) for row in told), describe, directed=True)
    stances = {row["claim"]: row["stance"] for row in told if row["act"] == "answer"}
    for _, proposal, tie in graph.edges(data=True):
        answers = [stances[claim] for claim in tie["claims"] if claim in stances]
        parts = ("proposes" if proposal in tie["claims"] else "", "responds" if answers else "")
        tie.update({"role": "; ".join(filter(None, parts))} | (tally(answers) if answers else {}))
    return graph


def responses_network(sources: Sources, selection: Selection) -> Ties:
    """Directed: from who responds to who proposed, with the stances as in `proposals_network`.

    `score` is the number that accept less the number that reject, `sign` its sign.
    """
    proposers = _proposers(sources)
    answers = [row for row in _told(sources, selection) if row["act"] == "answer"]
    links = [_link(sources, row, target) for row in answers for target in proposers[row["proposal"]]]
    graph = weave((link for link in links if link.source != link.target), sources.actor, directed=True)
    stances = {row["claim"]: row["stance"] for row in answers}
    for _, _, tie in graph.edges(data=True):
        found = tally([stances[claim] for claim in tie["claims"]])
        score = found["accept"] - found["reject"]
        tie.update({**found, "score": score, "sign": (score > 0) - (score < 0)})
    return graph


def tally(stances: Iterable[str]) -> dict[str, Any]:
    """Numbers that accept, reject, and do something else; `stance` has the stances there are, from yes to no."""
    stances = list(stances)
    accept, reject = stances.count("accept"), stances.count("reject")
    found = "; ".join(stance for stance in STANCES if stance in stances)
    return {"accept": accept, "reject": reject, "other": len(stances) - accept - reject, "stance": found}


def _told(sources: Sources, selection: Selection) -> Iterator[Record]:
    """Rows of positions that make or answer a proposal and count, once for each claim, actor and proposal."""
    issues = {row["id"]: row["issues"] for row in sources.rows("proposals")}
    seen = set()
    for row in sources.rows("positions"):
        key = (row["claim"], row["actor"], row["proposal"])
        if row["act"] not in ("propose", "answer") or row["proposal"] not in issues or key in seen:
            continue
        seen.add(key)
        if counts(sources.facts({**row, "issues": issues[row["proposal"]]}), selection, ASSERTED):
            yield row


def _proposers(sources: Sources) -> defaultdict[str, list[str]]:
    """Ids of the actors who made each proposal."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in sources.rows("proposals"):
        found[row["id"]] = sorted({sources.find(label, row["articles"]) for label in row["proposers"]})
    return found


def _link(sources: Sources, row: Record, target: str) -> Link:
    articles = tuple(row["articles"])
    actor = sources.find(row["actor"], articles)
    return Link(actor, target, row["claim"], row["claim"], articles, row["date"] or sources.told(articles))
