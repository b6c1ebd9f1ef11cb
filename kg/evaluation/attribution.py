"""Reported speech: a statement is found when its content and its speaker both overlap with those marked, one to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.evaluation.gold import GoldFile, Row
from kg.evaluation.matching import Span, overlap, pair
from kg.evaluation.scores import Mistake, Scored, f1
from kg.evaluation.texts import as_article, claims
from kg.ingest.claims import Attribution, Statement
from kg.ingest.pipeline import Pipeline

_NAME, _NAMED = "statement with its speaker", "statement with its speaker, where one is marked"


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement by its spans in the text."""

    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def score(gold: GoldFile, pipeline: Pipeline) -> Scored:
    """F1 over all statements, and over those whose speaker the annotator marked."""
    made = claims([as_article(row, pipeline) for row in gold.rows], pipeline)
    right = wanted = found = unnamed = 0
    mistakes: list[Mistake] = []
    for row, article in zip(gold.rows, made, strict=True):
        marked = [_marked(a) for a in row["attributions"]]
        predicted = _merged([*map(_speech, article.statements), *map(_speech, article.attributions)])
        matched = pair(marked, predicted, _fit)
        right, wanted, found = right + len(matched), wanted + len(marked), found + len(predicted)
        unnamed += sum(not m.speaker for m in marked)
        mistakes += _misses(row, marked, predicted, matched)
        mistakes += _extras(row, marked, predicted, matched)
    measures = (f1(_NAME, right, found, wanted, reach=0.70), f1(_NAMED, right, found, wanted - unnamed))
    return Scored(gold.name, len(gold.rows), measures, tuple(mistakes))


def _marked(attribution: Row) -> Speech:
    speaker, cue, content = (tuple((a, b) for a, b in attribution[k]) for k in ("speaker", "cue", "content"))
    return Speech(speaker, cue, content)


def _speech(statement: Statement | Attribution) -> Speech:
    spans = [s for evidence in statement.evidence for s in evidence.spans]
    speaker, cue, content = (
        tuple((s.start, s.end) for s in spans if s.role == role) for role in ("speaker", "cue", "content")
    )
    return Speech(speaker, cue, content)


def _merged(speeches: Sequence[Speech]) -> list[Speech]:
    """One statement a cue: "A and B said" is one here, whoever spoke."""
    found: dict[tuple[Span, ...], Speech] = {}
    for n, speech in enumerate(speeches):
        found.setdefault(speech.cue or ((-n, -n),), speech)
    return list(found.values())


def _fit(marked: Speech, found: Speech) -> float:
    if not overlap(marked.speaker, found.speaker):
        return 0.0
    return float(overlap(marked.content, found.content)) + (0.5 if overlap(marked.cue, found.cue) else 0.0) * bool(
        overlap(marked.content, found.content)
    )


def _misses(row: Row, marked: Sequence[Speech], found: Sequence[Speech], matched: dict[int, int]) -> Iterator[Mistake]:
    for n, speech in enumerate(marked):
        if n not in matched:
            yield Mistake(_NAME, "miss", _why_missed(speech, found), row["id"], _words(row, speech))


def _why_missed(speech: Speech, found: Sequence[Speech]) -> str:
    if not speech.speaker:
        return "no speaker marked"
    at_cue = [f for f in found if overlap(f.cue, speech.cue)]
    if not at_cue:
        around = any(overlap(f.content, speech.content) for f in found)
        return "cue not found, content under another" if around else "cue not found"
    if not any(overlap(f.speaker, speech.speaker) for f in at_cue):
        return "another speaker" if any(f.speaker for f in at_cue) else "speaker not in the sentence"
    return "another content"


def _extras(row: Row, marked: Sequence[Speech], found: Sequence[Speech], matched: dict[int, int]) -> Iterator[Mistake]:
    taken = set(matched.values())
    for n, speech in enumerate(found):
        if n not in taken:
            same = any(overlap(m.cue, speech.cue) for m in marked)
            yield Mistake(
                _NAME, "extra", "cue marked otherwise" if same else "cue not marked", row["id"], _words(row, speech)
            )


def _words(row: Row, speech: Speech) -> str:
    """speaker | cue | content, each cut to a few words."""
    parts = (" / ".join(row["text"][a:b] for a, b in spans) for spans in (speech.speaker, speech.cue, speech.content))
    return " | ".join(" ".join(part.split())[:60] for part in parts)
