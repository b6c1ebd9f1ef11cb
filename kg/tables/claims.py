"""Rows of events, statements and attributions: one sentence each, with its offsets beside the claim's fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.store.nodes import Node
from kg.tables.reading import Reader, Sentence, of_kind

Record = dict[str, Any]


def events(reader: Reader) -> Iterator[Record]:
    """One row an event, by article and place in it."""
    spans = reader.spans(of_kind("Event"))
    sources = {article.iri: article for article in reader.nodes("Article")}
    amounts = quantities(reader)
    for node, anchor in _anchored(reader, "Event"):
        article = sources[anchor.article]
        yield {
            "id": reader.id(node.iri),
            **_place(reader, anchor),
            "source": article.one("source"),
            "spans": [{"role": s.role, "start": s.start, "end": s.end} for s in spans.get(node.iri, ())],
            "event_type": node.code("eventType"),
            "type_candidates": node.codes("typeCandidate"),
            "mode": node.code("mode"),
            "context": node.codes("context"),
            "act": node.code("act"),
            "agents": reader.names(node.all("agent")),
            "targets": reader.names(node.all("target")),
            "issues": node.codes("issue"),
            "attributed_to": reader.name(node, "attributedTo"),
            "factuality": node.code("factuality"),
            "date": node.one("date"),
            "date_precision": node.code("datePrecision"),
            "place": reader.name(node, "place"),
            "venue": reader.name(node, "venue"),
            "quantity": quantity_of(node, amounts),
            "meeting": next(map(reader.id, node.all("meeting")), None),
            "confidence": node.one("confidence"),
            "extractor": _extractor(node, article),
        }


def statements(reader: Reader) -> Iterator[Record]:
    """One row a reporting verb, by article and place in it."""
    for node, anchor in _anchored(reader, "Statement"):
        yield {
            "id": reader.id(node.iri),
            **_place(reader, anchor),
            "speaker": reader.name(node, "speaker"),
            "cue": node.one("cue"),
            "direct": node.one("direct"),
            "quote": node.one("quote"),
            "addressee": reader.name(node, "addressee"),
        }


def attributions(reader: Reader) -> Iterator[Record]:
    """One row a thought, wish, plan, stance or appeal that the article attributes to somebody, by place in it."""
    for node, anchor in _anchored(reader, "Attribution"):
        yield {
            "id": reader.id(node.iri),
            **_place(reader, anchor),
            "holder": reader.name(node, "holder"),
            "wording": node.one("holderWords"),
            "cue": node.one("cue"),
            "attitude": node.one("attitude"),
        }


def quantities(reader: Reader) -> dict[str, Record]:
    """Amounts by IRI as {min, max, unit}; None marks an open end."""
    return {
        node.iri: {"min": node.one("minimum"), "max": node.one("maximum"), "unit": node.one("unit")}
        for node in reader.nodes("Quantity")
    }


def quantity_of(node: Node, amounts: Mapping[str, Record]) -> Record | None:
    """The amount that a claim states, if it does."""
    return next((amounts[iri] for iri in node.all("quantity") if iri in amounts), None)


def _anchored(reader: Reader, kind: str) -> list[tuple[Node, Sentence]]:
    """Claims with their main sentence, in the order of the articles; claims without evidence do not come up."""
    proofs = reader.evidence(of_kind(kind))
    found = [(node, _main(node, proofs[node.iri])) for node in reader.nodes(kind) if node.iri in proofs]
    return sorted(found, key=lambda pair: (pair[1].article, pair[1].start, pair[0].iri))


def _main(node: Node, sentences: Sequence[Sentence]) -> Sentence:
    main = node.all("mainEvidence")
    return next((sentence for sentence in sentences if sentence.iri in main), sentences[0])


def _place(reader: Reader, anchor: Sentence) -> Record:
    return {
        "article": reader.id(anchor.article),
        "sentence": anchor.number,
        "start": anchor.start,
        "end": anchor.end,
        "evidence": anchor.text,
    }


def _extractor(node: Node, article: Node) -> str | None:
    name, version = node.one("extractor"), article.one("extractorVersion")
    return f"{name} {version}" if name and version else name
