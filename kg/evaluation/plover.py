"""Events coded with PLOVER root codes, one pair a sentence: the code given the pair, and the pair itself.

The code is that of the event whose agents and targets lie in the gold's source and target, else of the event that
shares most with them, else of the first in the sentence; a sentence without an event is wrong. The pair is right when
one event has an agent in the source and a target in the target; acts done together have both among their agents.
CONCEDE and RETREAT count as YIELD. The gold follows PLOVER's manual, which codes some sentences by context, so the
manual's type counts where the event has one beside the type by act; the figure by act stands below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.evaluation.gold import GoldFile, Row
from kg.evaluation.matching import Span, overlap
from kg.evaluation.scores import Measure, Mistake, Scored, class_f1, macro_f1, share
from kg.evaluation.texts import as_sentence, claims
from kg.ingest.claims import ArticleClaims, Event
from kg.ingest.pipeline import Pipeline

NEGOTIATION_CODES = "AGREE CONSULT SUPPORT YIELD REQUEST REJECT ACCUSE THREATEN"
_YIELD = ("CONCEDE", "RETREAT")
_CODE, _CODE_8, _PAIR = "code given the pair", "code given the pair, 8 codes", "source and target, right way round"


@dataclass(frozen=True, slots=True)
class Marked:
    """One gold event of a sentence."""

    where: str
    text: str
    code: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    rival: str  # what another program answered, "" if not given


def score(gold: GoldFile, pipeline: Pipeline) -> Scored:
    """Macro-F1 of the code over all codes and over those of negotiations, and the share of pairs."""
    marked = [_marked(row, event) for row in gold.rows for event in row["events"]]
    made = _by_text(gold.rows, pipeline)
    answers = [_answer(m, made[m.where].events) for m in marked]
    codes = [(m.code, _code(event)) for m, event in zip(marked, answers, strict=True)]
    by_act = [(m.code, _code(event, by_act=True)) for m, event in zip(marked, answers, strict=True)]
    paired = [m for m in marked if m.source and m.target]
    unpaired = [m for m in paired if not any(_direction(m, e) == "right" for e in made[m.where].events)]
    measures = (
        macro_f1(_CODE, codes, reach=0.76),
        macro_f1(_CODE_8, codes, reach=0.80, only=NEGOTIATION_CODES),
        macro_f1(_CODE + ", by act", by_act),
        share(_PAIR, len(paired) - len(unpaired), len(paired), reach=0.85),
        *_rival(marked),
    )
    mistakes = (*_wrong_codes(marked, codes), *(_wrong_pair(m, made[m.where].events) for m in unpaired))
    notes = tuple(f"F1 of {code}: {value:.3f}" for code, value in class_f1(codes).items())
    return Scored(gold.name, len(gold.rows), measures, mistakes, notes)


def _by_text(rows: Sequence[Row], pipeline: Pipeline) -> dict[str, ArticleClaims]:
    made = claims([as_sentence(row) for row in rows], pipeline)
    return {row["id"]: found for row, found in zip(rows, made, strict=True)}


def _marked(row: Row, event: Row) -> Marked:
    rival = (event.get("zsp_pred") or {}).get("code") or ""
    source, target = (tuple((a, b) for a, b in event[name]) for name in ("source_spans", "target_spans"))
    return Marked(row["id"], row["text"], event["code"], source, target, rival)


def _code(event: Event | None, *, by_act: bool = False) -> str:
    if event is None:
        return "none"
    code = event.type if by_act or not event.type_candidates else event.type_candidates[-1]
    return "YIELD" if code in _YIELD else code


def _answer(m: Marked, events: Sequence[Event]) -> Event | None:
    """The event that shares most with the pair, the first of equals."""
    return max(events, key=lambda e: _closeness(m, e), default=None)


def _closeness(m: Marked, event: Event) -> int:
    agents, targets = _spans(event, "agent"), _spans(event, "target")
    straight = _touches(agents, m.source) + _touches(targets or agents, m.target)
    turned = _touches(agents, m.target) + _touches(targets, m.source)
    return 2 * straight if straight > turned else turned


def _direction(m: Marked, event: Event) -> str:
    """right, reversed, source only, target only, or neither."""
    agents, targets = _spans(event, "agent"), _spans(event, "target")
    if _touches(agents, m.source):
        return "right" if _touches(targets or agents, m.target) else "source only"
    if _touches(targets or agents, m.target):
        return "target only"
    return "reversed" if _touches(agents, m.target) and _touches(targets, m.source) else "neither"


def _spans(event: Event, role: str) -> list[Span]:
    return [(s.start, s.end) for evidence in event.evidence for s in evidence.spans if s.role == role]


def _touches(found: Iterable[Span], marked: Iterable[Span]) -> bool:
    return overlap(found, marked) > 0


def _rival(marked: Sequence[Marked]) -> tuple[Measure, ...]:
    """The same measure for the answers that the gold file carries beside its own."""
    pairs = [(m.code, m.rival) for m in marked]
    if not any(rival for _, rival in pairs):
        return ()
    name = "reference: zsp_pred, "
    return macro_f1(name + "15 codes", pairs), macro_f1(name + "8 codes", pairs, only=NEGOTIATION_CODES)


def _wrong_codes(marked: Sequence[Marked], codes: Sequence[tuple[str, str]]) -> Iterator[Mistake]:
    for m, (gold, predicted) in zip(marked, codes, strict=True):
        if gold != predicted:
            yield Mistake(_CODE, "wrong", f"{gold} as {predicted}", m.where, m.text)


def _wrong_pair(m: Marked, events: Sequence[Event]) -> Mistake:
    ways = [_direction(m, e) for e in events]
    order = ("reversed", "source only", "target only", "neither")
    found = next((w for w in order if w in ways), "no event")
    source, target = (" / ".join(m.text[a:b] for a, b in spans) for spans in (m.source, m.target))
    return Mistake(_PAIR, "miss", found, m.where, f"{source} -> {target}: {m.text}")
