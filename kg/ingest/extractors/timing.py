"""Which time expression dates which predicate: the one that hangs on the predicate, its noun or its light verb."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ingest import dates, syntax
from kg.ingest.dates import TimeExpression
from kg.ingest.model import Analysis, DateValue


class Clock:
    """The dated expressions of an article, by the words that they hang on."""

    def __init__(self, a: Analysis, anchor: DateValue | None) -> None:
        self.anchor = anchor
        self.expressions = dates.find([t for t in a.tokens if t.pos != "SPACE"], anchor)
        self._by_word: dict[int, list[TimeExpression]] = {}
        self._durations: dict[int, list[TimeExpression]] = {}
        for e in self.expressions:
            index = self._by_word if e.kind in ("point", "interval") else self._durations
            for word in _holders(a, e):
                index.setdefault(word, []).append(e)

    def at(self, words: Sequence[int], *, future: bool = False) -> DateValue | None:
        """The date of the first expression on one of the words; `future`: the predicate lies ahead."""
        expression = self.expression(words)
        if expression is None:
            return None
        if expression.relative and not expression.reading.previous and self.anchor is not None:
            return dates.resolve(expression, anchor=self.anchor, future=future)
        return expression.value

    def expression(self, words: Sequence[int]) -> TimeExpression | None:
        for word in words:
            for e in self._by_word.get(word, ()):
                if e.value is not None and e.direction != "until":
                    return e
        return None

    def days(self, words: Sequence[int]) -> int:
        """How many days something lasts by an expression on one of the words, "two-day talks"; 0 where none says."""
        found = (e.duration or "" for word in words for e in self._durations.get(word, ()))
        return next((int(d[1:-1]) for d in found if d[1:-1].isdigit() and d.endswith("D")), 0)

    def duration(self, words: Sequence[int]) -> str | None:
        """Words of a duration that hangs on one of the words: "just over an hour"."""
        for word in words:
            for e in self._durations.get(word, ()):
                return e.text
        return None


def _holders(a: Analysis, e: TimeExpression) -> list[int]:
    """Words that an expression hangs on: up through prepositions, nouns and participles to the first verb."""
    root = syntax.span_root(a, e.first, e.last)
    found = [root] if syntax.kids(a, root, "relcl") else []  # in 1974, when
    for i in syntax.ancestors(a, root):
        found.append(i)
        if a.tokens[i].lower_is("after", "before", "since", "until", "following", "ahead", "prior"):
            break
        if syntax.is_verb(a.tokens[i]) and a.tokens[i].dep not in ("acl", "amod"):
            break
    return found
