"""Short edges that rest on some claims alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rdflib import URIRef

from kg.schema.derive import short_edges
from kg.world.joining import iri
from kg.world.said import Said, Triple


def lost_edges(said: Said, claims: Collection[str]) -> dict[Triple, set[str]]:
    """Short edges that articles would not have without `claims`, with the graphs that would not hold them."""
    graphs: dict[str, list[str]] = {}
    for graph, article in said.article_of.items():
        graphs.setdefault(article, []).append(graph)
    lost: dict[Triple, set[str]] = {}
    found = (_article(claim, graphs) for claim in claims)
    for article in sorted({article for article in found if article is not None}):
        triples = frozenset().union(*(said.graph(graph) for graph in graphs[article]))
        for edge in edges(triples) - edges(without_claims(triples, claims)):
            lost.setdefault(edge, set()).update(graphs[article])
    return lost


def without_claims(triples: Iterable[Triple], claims: Collection[str]) -> set[Triple]:
    """Triples that are not about one of the claims, nor about what belongs to it (its IRI goes on), nor lead to it."""
    gone = frozenset(claims)
    return {t for t in triples if t[2].value not in gone and not _below(t[0], gone)}


def edges(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The short edges that follow from triples, which may hold such edges already: those do not bear on them."""
    links = ((URIRef(s), URIRef(p), URIRef(o.value)) for s, p, o in triples if o.kind == "iri")
    return frozenset((str(s), str(p), iri(str(o))) for s, p, o in short_edges(links))


def _below(node: str, claims: frozenset[str]) -> bool:
    while node.count("/") > 3:
        if node in claims:
            return True
        node = node.rpartition("/")[0]
    return False


def _article(claim: str, articles: Collection[str]) -> str | None:
    node = claim
    while node.count("/") > 3:
        node = node.rpartition("/")[0]
        if node in articles:
            return node
    return None
