"""Events of whole reports, at three depths: sentence and type; with agents; full, with targets too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.evaluation.anchors import Report, holds
from kg.evaluation.gold import Row
from kg.evaluation.matching import pair
from kg.evaluation.scores import Measure, Mistake, f1, share
from kg.ingest.claims import Event

_FOUND, _AGENTS, _FULL = "events: sentence and type", "events: with agents", "events: full"
_REACH = {_FOUND: 0.78, _AGENTS: 0.65, _FULL: 0.50}
Test = Callable[["Matcher", Row, Event], bool]


@dataclass(frozen=True)
class Matcher:
    """Compares marked and extracted events of one report."""

    report: Report

    def found(self, gold: Row, event: Event) -> bool:
        return event.type in types(gold) and holds(event, gold)

    def agents(self, gold: Row, event: Event) -> bool:
        return self.found(gold, event) and self.report.names.agree(gold["agents"], event.agents)

    def full(self, gold: Row, event: Event) -> bool:
        return self.agents(gold, event) and self.report.names.agree(gold["targets"], event.targets)

    def closeness(self, gold: Row, event: Event) -> float:
        """How well two events of one type and sentence fit, for the choice between several."""
        names = self.report.names
        parts = (
            4 * self.agents(gold, event), 4 * self.full(gold, event), 2 * (event.act == gold.get("act")),
            names.right(gold["agents"], event.agents), names.right(gold["targets"], event.targets),
            bool(set(gold["issues"]) & set(event.issues)), event.factuality == gold["factuality"],
        )  # fmt: skip
        return 1.0 + sum(parts) / 100

    def pairs(self, test: Test) -> dict[int, int]:
        marked, made = self.report.marked["events"], self.report.made.events
        return pair(marked, made, lambda g, e: self.closeness(g, e) if test(self, g, e) else 0.0)


def types(gold: Row) -> list[str]:
    """The PLOVER types that the gold accepts."""
    value = gold["type"]
    return [value] if isinstance(value, str) else list(value)


def score_events(reports: Sequence[Report]) -> tuple[list[Measure], list[Mistake]]:
    """F1 at each depth, and of those found by sentence and type the share with each detail right."""
    matchers = [Matcher(r) for r in reports]
    tests = {_FOUND: Matcher.found, _AGENTS: Matcher.agents, _FULL: Matcher.full}
    wanted = sum(len(r.marked["events"]) for r in reports)
    made = sum(len(r.made.events) for r in reports)
    pairs = {name: [m.pairs(test) for m in matchers] for name, test in tests.items()}
    measures = [f1(name, sum(map(len, found)), made, wanted, reach=_REACH[name]) for name, found in pairs.items()]
    measures += _details(matchers, pairs[_FOUND])
    mistakes = [x for m, matched in zip(matchers, pairs[_FOUND], strict=True) for x in _mistakes(m, matched)]
    return measures, mistakes


def _details(matchers: Sequence[Matcher], pairs: Sequence[dict[int, int]]) -> Iterator[Measure]:
    """The share of matched events with each detail right, of those for which the gold gives it."""
    both = [
        (m, m.report.marked["events"][g], m.report.made.events[e])
        for m, matched in zip(matchers, pairs, strict=True)
        for g, e in sorted(matched.items())
    ]
    for name, detail in _DETAILS.items():
        asked = [(m, g, e) for m, g, e in both if detail.asked(g)]
        yield share(name, sum(detail.right(m, g, e) for m, g, e in asked), len(asked), reach=detail.reach)


def _same_issue(m: Matcher, gold: Row, event: Event) -> bool:
    return bool(set(gold["issues"]) & set(event.issues))


def _same_factuality(m: Matcher, gold: Row, event: Event) -> bool:
    return bool(event.factuality == gold["factuality"])


def _same_date(m: Matcher, gold: Row, event: Event) -> bool:
    return (event.date.stated if event.date else None) == (gold.get("date") or None)


def same_speaker(m: Matcher, gold: Row, event: Event) -> bool:
    """Whether both have the same speaker, or none."""
    speaker = gold.get("attributed_to")
    if not speaker or event.attributed_to is None:
        return not speaker and event.attributed_to is None
    return m.report.names.same(speaker, event.attributed_to)


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail of an event: for which gold it is asked, and when it is right."""

    asked: Callable[[Row], bool]
    right: Callable[[Matcher, Row, Event], bool]
    reach: float | None = None


_DETAILS = {
    "of matched: issue, where there is one": Detail(lambda gold: bool(gold["issues"]), _same_issue, 0.80),
    "of matched: factuality": Detail(lambda gold: True, _same_factuality, 0.93),
    "of matched: attribution": Detail(lambda gold: True, same_speaker, 0.90),
    "of matched: date, where there is one": Detail(lambda gold: bool(gold.get("date")), _same_date, 0.85),
    "of matched: date or none": Detail(lambda gold: True, _same_date),
}


def _mistakes(m: Matcher, matched: dict[int, int]) -> Iterator[Mistake]:
    marked, made = m.report.marked["events"], m.report.made.events
    for n, gold in enumerate(marked):
        if n not in matched:
            yield Mistake(_FOUND, "miss", _why_missed(m, gold), m.report.id, _gold_words(gold))
        else:
            yield from _wrong_details(m, gold, made[matched[n]])
    for n, event in enumerate(made):
        if n not in matched.values():
            yield Mistake(_FOUND, "extra", _why_extra(m, event), m.report.id, _event_words(m, event))


def _why_missed(m: Matcher, gold: Row) -> str:
    if gold["at"] < 0:
        return "anchor not in the text"
    near = [e for e in m.report.made.events if holds(e, gold)]
    if not near:
        return f"no event in the sentence: {gold.get('act')}"
    if any(e.type in types(gold) for e in near):
        return "taken by another of its type"
    return f"other types in the sentence: {gold.get('act')}"


def _why_extra(m: Matcher, event: Event) -> str:
    near = [g for g in m.report.marked["events"] if holds(event, g)]
    if not near:
        return f"nothing marked in the sentence: {event.act}"
    if any(event.type in types(g) for g in near):
        return "second of its type"
    return f"other types marked in the sentence: {event.act}"


def _wrong_details(m: Matcher, gold: Row, event: Event) -> Iterator[Mistake]:
    """What keeps a matched event from being full, and its other wrong details."""
    wrong = []
    for measure, role in ((_AGENTS, "agents"), (_FULL, "targets")):
        if not m.report.names.agree(gold[role], getattr(event, role)):
            wrong.append((measure, _how_wrong(gold[role], getattr(event, role))))
    for measure, detail in _DETAILS.items():
        if detail.asked(gold) and not detail.right(m, gold, event):
            wrong.append((measure, _how_detail_wrong(measure, gold, event)))
    for measure, how in wrong:
        words = f"{_gold_words(gold)} <> {_event_words(m, event)}"
        yield Mistake(measure, "wrong", how, m.report.id, words)


def _how_detail_wrong(measure: str, gold: Row, event: Event) -> str:
    if "factuality" in measure:
        return f"{gold['factuality']} as {event.factuality}"
    if "issue" in measure:
        return f"{gold['issues'][0]} as {event.issues[0] if event.issues else 'none'}"
    if "date" in measure:
        return _how_wrong(gold.get("date"), event.date)
    return _how_wrong(gold.get("attributed_to"), event.attributed_to)


def _how_wrong(wanted: object, got: object) -> str:
    return "none found" if not got else "none marked" if not wanted else "another"


def _gold_words(gold: Row) -> str:
    who = f"{', '.join(gold['agents'])} -> {', '.join(gold['targets'])}"
    return f"{'/'.join(types(gold))} {gold.get('act')} [{who}] {gold['anchor']!r}"


def _event_words(m: Matcher, event: Event) -> str:
    label = m.report.names.label
    who = f"{', '.join(map(label, event.agents))} -> {', '.join(map(label, event.targets))}"
    return f"{event.type} {event.act} [{who}] {event.id}: {' '.join(event.evidence[0].text.split())[:160]!r}"
