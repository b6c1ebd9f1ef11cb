"""Rows of positions: which party stood where on which issue, in the order of time.

A party takes a position by a proposal, an answer to one, an agreement, or an event that says what it wants. An event
that tells what a proposal, answer or agreement of one of its actors tells in the same sentence is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.store.nodes import Node
from kg.tables.claims import Record
from kg.tables.reading import Reader, Sentence, of_kind

ACTS: Mapping[str, str | None] = {  # acts of events that take a position: the stance they mean where they happened
    "propose": None,
    "urge": None,
    "demand": None,
    "promise": None,
    "agree": None,
    "sign": None,
    "endorse": None,
    "concede": None,
    "accept": "accept",
    "reject": "reject",
    "refuse": "reject",
    "dismiss": "reject",
}
_OFFICES = "SELECT DISTINCT ?member ?body { ?membership org:member ?member ; org:organization ?body }"


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim that takes a position: `topic` has its issues, `proposal` is the one made or answered."""

    node: Node
    topic: Node
    act: str | None
    doers: list[str]
    others: list[str]
    proposal: str | None = None


def positions(reader: Reader) -> Iterator[Record]:
    """One row a party, issue and claim, by party, issue and date; a claim on no issue has one row without one."""
    told = [*_proposed(reader), *_agreed(reader)]
    proofs = _proofs(reader)
    taken = {(doer, proof.iri) for claim in told for doer in claim.doers for proof in proofs.get(claim.node.iri, ())}
    told += (claim for claim in _acted(reader) if not _told_before(claim, proofs, taken))
    sides = _sides(reader)
    rows = [row for claim in told for row in _rows(reader, claim, sides, proofs.get(claim.node.iri, []))]
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _proposed(reader: Reader) -> Iterator[_Told]:
    proposals = {node.iri: node for node in reader.nodes("Proposal")}
    for node in proposals.values():
        yield _Told(node, node, "propose", node.all("proposer"), node.all("addressee"), node.iri)
    for node in reader.nodes("Response"):
        for topic in (proposals[iri] for iri in node.all("respondsTo") if iri in proposals):
            yield _Told(node, topic, "answer", node.all("by"), topic.all("proposer"), topic.iri)


def _agreed(reader: Reader) -> Iterator[_Told]:
    for node in reader.nodes("Agreement"):
        yield _Told(node, node, "agree", node.all("party"), node.all("party"))


def _acted(reader: Reader) -> Iterator[_Told]:
    for node in reader.nodes("Event"):
        if node.code("act") in ACTS:
            yield _Told(node, node, node.code("act"), node.all("agent"), node.all("target"))


def _told_before(claim: _Told, proofs: Mapping[str, list[Sentence]], taken: set[tuple[str, str]]) -> bool:
    return any((doer, proof.iri) in taken for doer in claim.doers for proof in proofs.get(claim.node.iri, ()))


def _proofs(reader: Reader) -> dict[str, list[Sentence]]:
    kinds = ("Proposal", "Response", "Agreement", "Event")
    return {claim: of for kind in kinds for claim, of in reader.evidence(of_kind(kind)).items()}


def _sides(reader: Reader) -> dict[str, str]:
    """On whose behalf an actor acts: whom the text says, else the one body in which it holds an office."""
    bodies: dict[str, set[str]] = {}
    for member, body in reader.rows(_OFFICES):
        bodies.setdefault(member, set()).add(body)
    sides = {member: next(iter(found)) for member, found in bodies.items() if len(found) == 1}
    return sides | {node.iri: side for node in reader.nodes("Actor") for side in node.all("onBehalfOf")}


def _rows(
    reader: Reader, told: _Told, sides: Mapping[str, str], proofs: Iterable[Sentence]
) -> Iterator[tuple[tuple[str, ...], Record]]:
    """Rows of a claim, each with what it is sorted by."""
    node = told.node
    evidence = reader.proof(proofs)
    articles = {reader.id(iri) for iri in node.all("article")} | {proof["article"] for proof in evidence}
    for doer in told.doers:
        party, actor = reader.names([sides.get(doer, doer)])[0], reader.names([doer])[0]
        issues: list[str | None] = [*told.topic.codes("issue")]
        for issue in issues or [None]:
            row = {"party": party, "actor": actor, "issue": issue, "date": node.one("date"), "stance": _stance(node)}
            row |= {"act": told.act, "status": node.code("status"), "factuality": node.code("factuality")}
            row |= {"towards": reader.names(other for other in told.others if other != doer)}
            row |= {"claim": reader.id(node.iri), "proposal": told.proposal and reader.id(told.proposal)}
            row |= {"attributed_to": reader.name(node, "attributedTo"), "articles": sorted(articles)}
            key = (party, issue or "~", node.one("begin") or "~", node.iri, doer, told.proposal or "")
            yield key, row | {"evidence": evidence}


def _stance(node: Node) -> str | None:
    """The stance of an answer, or that of an event that happened."""
    if node.code("stance"):
        return node.code("stance")
    return ACTS.get(node.code("act") or "") if node.code("factuality") == "asserted" else None
