"""Rows of meetings, proposals, agreements and handovers: one row a claim, with all of its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.store.nodes import Node
from kg.tables.claims import Record, quantities, quantity_of
from kg.tables.reading import Reader, Sentence, of_kind

Proofs = Mapping[str, list[Sentence]]


def meetings(reader: Reader) -> Iterator[Record]:
    """One row a round, meeting, call, summit or ceremony, by date."""
    proofs = reader.evidence(of_kind("Meeting"))
    heads = {node.iri: _head(reader, node) for node in reader.nodes("Head")}
    processes = {node.iri: node.one("label") for node in reader.nodes("Process")}
    for node in _dated(reader, "Meeting"):
        yield {
            "id": reader.id(node.iri),
            "label": node.one("label"),
            "kind": node.code("kind"),
            "process": next((processes.get(iri) for iri in node.all("inProcess")), None) or node.one("process"),
            "round": node.one("round"),
            "status": node.code("status"),
            "date": node.one("date"),
            "end": node.one("dateEnd"),
            "date_precision": node.code("datePrecision"),
            "place": reader.name(node, "place"),
            "venue": reader.name(node, "venue"),
            "country": reader.name(node, "inCountry"),
            "parties": reader.names(node.all("party")),
            "participants": reader.names(node.all("participant")),
            "hosts": reader.names(node.all("host")),
            "mediators": reader.names(node.all("mediator")),
            "heads": sorted((heads[iri] for iri in node.all("head")), key=lambda h: (h["person"], h["of"] or "")),
            "duration": node.one("duration"),
            **_sources(reader, node, proofs),
        }


def proposals(reader: Reader) -> Iterator[Record]:
    """One row a proposal with every response to it, by date."""
    proofs = reader.evidence(of_kind("Proposal"))
    responses = _responses(reader)
    for node in _dated(reader, "Proposal"):
        yield {
            "id": reader.id(node.iri),
            "label": node.one("label"),
            "issues": node.codes("issue"),
            "proposers": reader.names(node.all("proposer")),
            "addressees": reader.names(node.all("addressee")),
            "conditions": node.all("condition"),
            "date": node.one("date"),
            "attributed_to": reader.name(node, "attributedTo"),
            "responses": responses.get(node.iri, []),
            **_sources(reader, node, proofs),
        }


def agreements(reader: Reader) -> Iterator[Record]:
    """One row an agreement or commitment, by date."""
    proofs = reader.evidence(of_kind("Agreement"))
    amounts = quantities(reader)
    for node in _dated(reader, "Agreement"):
        yield {
            "id": reader.id(node.iri),
            "label": node.one("label"),
            "issues": node.codes("issue"),
            "parties": reader.names(node.all("party")),
            "date": node.one("date"),
            "status": node.code("status"),
            "quantity": quantity_of(node, amounts),
            **_sources(reader, node, proofs),
        }


def handovers(reader: Reader) -> Iterator[Record]:
    """One row a document that passed from one side to another, by date."""
    proofs = reader.evidence(of_kind("Handover"))
    for node in _dated(reader, "Handover"):
        yield {
            "id": reader.id(node.iri),
            "item": node.one("item"),
            "issues": node.codes("issue"),
            "from": reader.names(node.all("giver")),
            "to": reader.names(node.all("receiver")),
            "date": node.one("date"),
            "attributed_to": reader.name(node, "attributedTo"),
            **_sources(reader, node, proofs),
        }


def _dated(reader: Reader, kind: str) -> list[Node]:
    """Claims by the first day they can mean; those without a date last."""
    return sorted(reader.nodes(kind), key=lambda node: (node.one("begin") or "~", node.iri))


def _sources(reader: Reader, node: Node, proofs: Proofs) -> Record:
    sentences = proofs.get(node.iri, [])
    articles = {reader.id(iri) for iri in (*node.all("article"), *(sentence.article for sentence in sentences))}
    return {"articles": sorted(articles), "evidence": reader.proof(sentences)}


def _head(reader: Reader, node: Node) -> dict[str, Any]:
    return {"person": reader.name(node, "person"), "of": reader.name(node, "of")}


def _responses(reader: Reader) -> dict[str, list[Record]]:
    """Responses by the IRI of the proposal that they answer."""
    proofs = reader.evidence(of_kind("Response"))
    found: dict[str, list[Record]] = {}
    for node in _dated(reader, "Response"):
        response = {
            "stance": node.code("stance"),
            "by": reader.names(node.all("by")),
            "date": node.one("date"),
            "attributed_to": reader.name(node, "attributedTo"),
            "evidence": reader.proof(proofs.get(node.iri, [])),
        }
        for proposal in node.all("respondsTo"):
            found.setdefault(proposal, []).append(response)
    return found
