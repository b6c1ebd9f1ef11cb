"""IRIs are minted from content, so that the same article gives the same nodes on every machine."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote

from rdflib import URIRef

from kg.schema.terms import BASE

_SAFE = "/-_.~"
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Mints the IRIs of one article's nodes: `base` is where all nodes stand, `article` the article's own IRI."""

    base: str
    article: URIRef

    def entity(self, key: str) -> URIRef:
        """An entity of the authority stands under the base, one that the article minted under the article."""
        if key.startswith("local/"):
            return self.below("actor", key.removeprefix("local/"))
        return URIRef(self.base + _encoded(key))

    def below(self, *parts: str) -> URIRef:
        """A node of the article: its IRI and the parts, percent-encoded where they need it."""
        return URIRef("/".join((self.article, *map(_encoded, parts))))

    def sentence(self, number: int) -> URIRef:
        return URIRef(f"{self.article}/sentence/{number}")

    def span(self, start: int, end: int) -> URIRef:
        return URIRef(f"{self.article}/span/{start}-{end}")


def names_of(key: str, base: str = BASE) -> Names:
    """The mint of the article with this key."""
    return Names(base, article_iri(key, base))


def article_iri(key: str, base: str = BASE) -> URIRef:
    """The IRI of an article: 16 hex digits of the SHA-256 of its key."""
    return URIRef(f"{base}article/{_digest(key)[:16]}")


def graph_iri(article: str) -> URIRef:
    """The named graph of what an article says."""
    return URIRef(f"{article}/graph")


def authority_iri(article: str) -> URIRef:
    """The named graph of the authority's facts that an article uses."""
    return URIRef(f"{article}/authority")


def short_id(iri: str, base: str = BASE) -> str:
    """The id that tables show: the IRI without the base; other IRIs stay whole."""
    return str(iri).removeprefix(base)


def full_iri(identifier: str, base: str = BASE) -> URIRef:
    """The IRI of a table's id; an IRI stays as it is."""
    return URIRef(identifier if "://" in identifier else base + identifier)


def slug(text: str) -> str:
    """`text` as a part of an IRI that people can read; a digest keeps apart what would look the same."""
    plain = _SLUG.sub("-", text.lower()).strip("-")
    if plain.replace("-", " ") == text:
        return plain
    return f"{plain}-{_digest(text)[:8]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _encoded(part: str) -> str:
    return quote(part, safe=_SAFE, errors="surrogatepass")
