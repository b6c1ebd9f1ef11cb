"""How much of the articles' words an export carries, so that a graph of copyrighted articles can be published.

full: sentences and words, as the store holds them. quote: no sentences, but the words that carry a claim. offsets: no
words of the article, only where they stand; headline, address and the names of actors, places and meetings stay. Labels
made of the article's words are replaced by the claim's codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.export.lines import Quad, subjects
from kg.schema.terms import CONCEPT, NEG, PREFIXES
from kg.store.results import quote

LEVELS = ("full", "quote", "offsets")
_TYPE = f"<{PREFIXES['rdf']}type>"
_LABEL = f"<{PREFIXES['rdfs']}label>"
_SELECTOR = f"<{PREFIXES['oa']}hasSelector>"
_QUOTE_SELECTOR = f"<{PREFIXES['oa']}TextQuoteSelector>"
_ISSUE = f"<{NEG}issue>"
_WORDS = frozenset(f"<{NEG}{name}>" for name in ("text", "quote", "condition", "term", "duration"))
_RELABELLED: Mapping[str, tuple[str, str]] = {  # class: property made of the article's words, what it is called instead
    f"<{NEG}Proposal>": (_LABEL, "proposal"),
    f"<{NEG}Agreement>": (_LABEL, "agreement"),
    f"<{NEG}Handover>": (f"<{NEG}item>", "document"),
}
_QUANTITY = f"<{NEG}Quantity>"


def reduced(quads: Iterable[Quad], level: str) -> Iterator[Quad]:
    """Sorted quads with the evidence of `level`, still sorted."""
    if level == "full":
        yield from quads
        return
    strip = _without_words if level == "offsets" else _without_sentences
    for group in subjects(quads):
        yield from strip(group)


def _without_sentences(group: list[Quad]) -> Iterable[Quad]:
    """The subject without its quoted sentence; a quoted sentence itself is left out."""
    if any(quad.predicate == _TYPE and quad.object == _QUOTE_SELECTOR for quad in group):
        return []
    return [quad for quad in group if not (quad.predicate == _SELECTOR and quad.object == _quote_of(quad.subject))]


def _quote_of(sentence: str) -> str:
    return f"{sentence[:-1]}/quote>"


def _without_words(group: list[Quad]) -> Iterable[Quad]:
    kept = [quad for quad in _without_sentences(group) if quad.predicate not in _WORDS]
    for kind in (quad.object for quad in group if quad.predicate == _TYPE):
        if kind == _QUANTITY:
            return [quad for quad in kept if quad.predicate != _LABEL]
        if kind in _RELABELLED:
            return sorted(map(_relabelling(group, *_RELABELLED[kind]), kept))
    return kept


def _relabelling(group: list[Quad], predicate: str, kind: str) -> Callable[[Quad], Quad]:
    """A function that puts kind and issues in place of the words of one property."""
    prefix = f"<{CONCEPT}issue/"
    codes = [quad.object[len(prefix) : -1] for quad in group if quad.predicate == _ISSUE]
    label = quote(f"{kind} ({', '.join(codes)})" if codes else kind)
    return lambda quad: quad._replace(object=label) if quad.predicate == predicate else quad
