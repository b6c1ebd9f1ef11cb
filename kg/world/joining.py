"""Joined nodes: which name they get, and what they hold of what the accounts say."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.schema.terms import NEG, PREFIXES
from kg.store.nodes import Node
from kg.store.results import XSD, Term
from kg.world.pairs import Card
from kg.world.said import LABEL, TYPE, Triple

ALIAS = PREFIXES["skos"] + "altLabel"
_DERIVED = PREFIXES["prov"] + "wasDerivedFrom"
_DENOTED = PREFIXES["gaf"] + "denotedBy"
_MANY = (
    *"party participant host mediator organizer proposer addressee giver receiver issue condition term".split(),
    *"evidence article".split(),
)
_MOST = tuple("kind round place venue inCountry item".split())  # what most accounts say
_FIRST = tuple("duration mainEvidence extractor".split())  # what the account with most to say says
_DATE = tuple("date dateEnd datePrecision begin finish".split())
_LAST = tuple("status factuality".split())  # what the last report says
_CLASSES = frozenset({"Actor", "Person", "Organization", "ArmedGroup", "Delegation"})


def iri(text: str) -> Term:
    """An IRI as a value."""
    return Term("iri", text)


def words(value: str) -> Term:
    """A plain string as a value."""
    return Term("literal", value)


def whole(value: int) -> Term:
    """An xsd:integer as a value."""
    return Term("literal", str(value), XSD + "integer")


def node_iri(base: str, kind: str, parts: Iterable[str]) -> str:
    """The IRI of a node of the world: kind and 16 hex digits of the SHA-256 of what it stands on."""
    return f"{base}{kind}/{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:16]}"


def joined_claim(node: str, kind: str, accounts: Sequence[Card], substituted: Mapping[str, str]) -> Iterator[Triple]:
    """Triples of the node that stands for the accounts, which are in the order of their articles.

    Lists are united; of the rest it has what most accounts say, the most precise date, and the latest status.
    `substituted` has the node that stands for an actor of one article.
    """
    yield node, TYPE, iri(NEG + kind)
    fullest = max(accounts, key=lambda card: (sum(map(len, card.node.values.values())), card.iri))
    for name in _MANY:
        values = {term for card in accounts for term in card.node.values.get(name, ())}
        yield from ((node, NEG + name, _moved(term, substituted)) for term in sorted(values))
    for card in accounts:
        yield node, _DERIVED, iri(card.article)
    for name in _MOST:
        yield from _one(node, name, _most(card.node.values.get(name, ()) for card in accounts))
    for name in _FIRST:
        yield from _one(node, name, next(iter(fullest.node.values.get(name, ())), None))
    for name in _LAST:
        yield from _one(node, name, next(iter(accounts[-1].node.values.get(name, ())), None))
    label = fullest.node.values.get("label") or next(
        (c.node.values["label"] for c in accounts if "label" in c.node.values), ()
    )
    yield from ((node, LABEL, term) for term in sorted(label)[:1])
    dated = _dated(accounts)
    for name in _DATE if dated else ():
        yield from _one(node, name, next(iter(dated.node.values.get(name, ())), None) if dated else None)
    yield from _common(node, accounts, substituted)


def _common(node: str, accounts: Sequence[Card], substituted: Mapping[str, str]) -> Iterator[Triple]:
    """Speaker, if all accounts have one and the same; the highest confidence; the amount that most give."""
    speakers = [
        frozenset(_moved(t, substituted) for t in card.node.values.get("attributedTo", ())) for card in accounts
    ]
    if all(speaker and speaker == speakers[0] for speaker in speakers):
        yield from ((node, NEG + "attributedTo", term) for term in sorted(speakers[0]))
    sure = [term for card in accounts for term in card.node.values.get("confidence", ())]
    if sure:
        yield node, NEG + "confidence", max(sure, key=lambda term: float(term.value))
    yield from _one(
        node, "quantity", next((t for card in accounts for t in card.node.values.get("quantity", ())), None)
    )


def heads(
    node: str, accounts: Sequence[Card], leading: Mapping[str, Node], substituted: Mapping[str, str]
) -> Iterator[Triple]:
    """Heads of delegation of a joined meeting, each person and side once."""
    met: set[tuple[str, ...]] = set()
    for head in sorted({head for card in accounts for head in card.node.all("head")}):
        who = leading.get(head)
        pair = tuple(substituted.get(i, i) for name in ("person", "of") for i in (who.all(name) if who else ()))
        if pair and pair not in met:
            met.add(pair)
            yield node, NEG + "head", iri(head)


def joined_actor(node: str, members: Sequence[Node]) -> Iterator[Triple]:
    """Triples of the node that stands for an actor of several articles: its usual name, all other spellings."""
    label = _most(member.values.get("label", ()) for member in members)
    spellings = {term for member in members for name in ("label", "alias") for term in member.values.get(name, ())}
    if label:
        yield node, LABEL, label
    yield from ((node, ALIAS, term) for term in sorted(spellings) if term != label)
    for name in ("country", "sector", "onBehalfOf", "within"):
        yield from _one(node, name, _most(member.values.get(name, ()) for member in members))
    kinds = {term for member in members for term in member.values.get(TYPE, ())}
    yield from ((node, TYPE, term) for term in sorted(kinds) if term.value.removeprefix(NEG) in _CLASSES)


def _dated(accounts: Sequence[Card]) -> Card | None:
    """The account with the most precise date; of several the one with the date that most give, then the first."""
    spans = {card.iri: span for card in accounts if (span := card.span)}
    counts = Counter(spans.values())
    dated = [card for card in accounts if card.iri in spans]
    return min(dated, key=lambda card: (spans[card.iri].length, -counts[spans[card.iri]]), default=None)


def _one(node: str, name: str, value: Term | None) -> Iterator[Triple]:
    if value is not None:
        yield node, NEG + name, value


def _most(values: Iterable[Iterable[Term]]) -> Term | None:
    """The value that comes most often, the first of several such; None without one."""
    counts = Counter(term for terms in values for term in terms)
    return max(counts, key=lambda term: counts[term], default=None)


def _moved(term: Term, substituted: Mapping[str, str]) -> Term:
    return iri(substituted[term.value]) if term.kind == "iri" and term.value in substituted else term


DENOTED = _DENOTED
