"""Rows of articles: where they come from and how much they say."""

from __future__ import annotations

from collections.abc import Iterator

from kg.citing import citation_keys, short_citations
from kg.tables.claims import Record
from kg.tables.reading import Reader

_CLAIMS = "SELECT ?article (COUNT(?claim) AS ?claims) { ?claim a neg:Claim ; neg:article ?article } GROUP BY ?article"
_FIELDS = {  # column: property
    "source": "source",
    "title": "title",
    "publisher": "publisher",
    "date": "date",
    "date_source": "dateSource",
    "dateline_place": "datelinePlace",
    "dateline_date": "datelineDate",
    "language": "language",
    "words": "words",
    "sentences": "sentences",
}


def articles(reader: Reader) -> Iterator[Record]:
    """One row an article, by date and source. `claims` counts everything with evidence, responses included.

    Beside the columns of the table a row has `url`, the address that the article states.
    """
    claims = dict(reader.rows(_CLAIMS))
    nodes = reader.nodes("Article")
    rows = []
    for node in sorted(nodes, key=lambda node: (node.one("begin") or "~", node.one("source") or "", node.iri)):
        fields = {column: node.one(name) for column, name in _FIELDS.items()} | {"url": node.one("url")}
        rows.append({"id": reader.id(node.iri), **fields, "claims": claims.get(node.iri, 0)})
    cited, keys = short_citations(rows), citation_keys(rows)
    yield from (row | {"citation": cited[row["id"]], "citation_key": keys[row["id"]]} for row in rows)
