"""Evidence: the sentence behind a claim as it stands in the source, with the words that carry it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ingest.claims import Evidence, RoleSpan
from kg.ingest.model import Analysis, Article


class Cutter:
    """Cuts evidence out of one article; offsets come out in the source's coordinates."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self._article = article
        self._a = analysis
        self._sentences = {s.number: s for s in analysis.sentences}

    def cut(self, sentence: int, roles: Iterable[tuple[str, int, int]] = ()) -> Evidence:
        """Evidence of one sentence; `roles` are (role, first token, last token exclusive), cut at its bounds."""
        s = self._sentences[sentence]
        start, end = self._article.offsets.span_to_source(s.start, s.end)
        spans = sorted(
            {
                self._span(role, max(first, s.first), min(last, s.last))
                for role, first, last in roles
                if first < s.last and s.first < last
            },
            key=lambda r: (r.start, r.end, r.role),
        )
        return Evidence(sentence, start, end, self._article.source_text[start:end], tuple(spans))

    def sentence_of(self, token: int) -> int:
        """Number of the sentence that a token stands in."""
        return self._a.tokens[token].sentence

    def _span(self, role: str, first: int, last: int) -> RoleSpan:
        tokens = self._a.tokens
        start, end = self._article.offsets.span_to_source(tokens[first].start, tokens[last - 1].end)
        return RoleSpan(role, start, end)

    def words(self, first: int, last: int) -> str:
        """Cleaned words of tokens [first, last) in one line."""
        tokens = self._a.tokens
        return " ".join(self._a.text[tokens[first].start : tokens[last - 1].end].split())

    def phrase(self, tokens: Iterable[int]) -> str:
        """Cleaned words of the tokens, which may have gaps, without marks at the ends."""
        numbers = sorted(tokens)
        while numbers and self._opens(numbers[0]):
            numbers.pop(0)
        while numbers and self._a.tokens[numbers[-1]].pos in ("PUNCT", "SPACE", "CCONJ"):
            numbers.pop()
        parts: list[str] = []
        for before, i in zip([None, *numbers], numbers, strict=False):
            glued = before is not None and self._a.tokens[before].end == self._a.tokens[i].start
            parts.append(("" if glued or before is None else " ") + self._a.tokens[i].text)
        return " ".join("".join(parts).split())

    def _opens(self, i: int) -> bool:
        """Whether a word only leads into a phrase: for, to, that, its."""
        token = self._a.tokens[i]
        return token.pos in ("PUNCT", "SPACE", "DET", "SCONJ", "PART") or token.tag in ("PRP$", "IN", "WDT", "TO")
