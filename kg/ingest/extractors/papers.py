"""Papers: whose the statements and reports are of which an article tells more than once."""

from __future__ import annotations

from functools import cached_property

from kg.ingest.extractors import speaking
from kg.ingest.model import Token
from kg.ingest.reading import Reading

_FAR = 8  # sentences between a statement and what is told of it
_NEAR = 2  # the same where it is called by another noun


class Papers:
    """The papers of an article in text order, with those who issued them."""

    def __init__(self, r: Reading) -> None:
        self.r = r

    @cached_property
    def known(self) -> list[tuple[Token, tuple[str, ...]]]:
        """The nouns whose issuers their own sentence tells."""
        papers = (t for t in self.r.analysis.tokens if speaking.is_paper(self.r, t.i))
        return [(t, keys) for t in papers if (keys := speaking.issuers(self.r, t.i))]

    def earlier(self, token: Token) -> tuple[str, ...]:
        """Who issued the paper that was told of before: the last one called so, else the last one nearby."""
        before = [(t, keys) for t, keys in self.known if t.i < token.i and token.sentence - t.sentence <= _FAR]
        same = [keys for t, keys in before if t.lemma.lower() == token.lemma.lower()]
        near = [keys for t, keys in before if token.sentence - t.sentence <= _NEAR]
        return same[-1] if same else near[-1] if near else ()

    def later(self, token: Token) -> tuple[str, ...]:
        """Who issued the paper that is told of more closely after."""
        after = (
            keys
            for t, keys in self.known
            if 0 <= t.sentence - token.sentence <= _FAR and t.i > token.i and t.lemma.lower() == token.lemma.lower()
        )
        return next(after, ())
