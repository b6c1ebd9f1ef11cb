"""Which time expression dates which predicate: the one that hangs on the predicate, its noun or its light verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.ingest import dates, syntax
from kg.ingest.dates import TimeExpression
from kg.ingest.model import Analysis, DateValue

_DISTANT = ("in", "within", "since", "before", "until")
_LONGEST = 14  # days that one meeting may last


class Clock:
    """The dated expressions of an article, by the words that they hang on."""

    def __init__(self, a: Analysis, anchor: DateValue | None) -> None:
        self._analysis = a
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
        return self.dated(expression, future=future) if expression is not None else None

    def dated(self, expression: TimeExpression, *, future: bool = False) -> DateValue | None:
        """The value of an expression, a relative one as told by what lies behind or, if `future`, ahead."""
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
        """Words of how long a meeting lasts, by one of the words: "just over an hour"; not the first "in two years"."""
        found = ((e, word) for word in words for e in self._durations.get(word, ()))
        return next((e.text for e, word in found if _is_short(e) and not self._is_distance(e, word)), None)

    def _is_distance(self, e: TimeExpression, word: int) -> bool:
        """Whether it says how far off something is, or how long another thing: in two days, the coming hours."""
        a = self._analysis
        root = syntax.span_root(a, e.first, e.last)
        between = takewhile(lambda i: i != word, syntax.ancestors(a, root))
        if any(a.tokens[i].pos in ("NOUN", "PROPN") for i in between):
            return True  # on the way back from a one-day trip
        ahead = any(a.tokens[i].lower_is("coming", "next", "previous") for i in range(e.first, e.last))
        return ahead or (a.tokens[root].dep == "pobj" and a.tokens[a.tokens[root].head].lower_is(*_DISTANT))


def _is_short(e: TimeExpression) -> bool:
    """Whether it is a time that one meeting can last: hours, some days."""
    if e.duration is None:
        return e.reading.unit in ("H", "N", "D")
    days, _, hours = e.duration.removeprefix("P").partition("T")
    if not days:
        return bool(hours)
    length = {"D": 1, "W": 7}.get(days[-1])
    return length is not None and int(days[:-1]) * length <= _LONGEST


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
