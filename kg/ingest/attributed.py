"""Sayings and attributions as claims: which of them are statements, and the words that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.ingest.claims import Attribution
from kg.ingest.evidence import Cutter
from kg.ingest.extractors import attributions
from kg.ingest.extractors.drafts import Context
from kg.ingest.extractors.sayings import Saying

_ATTITUDES = {"think": "thought", "pledge": "plan"}  # of kinds of sayings; the others mention something


def spoken(sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings that are statements: an actor says it, in the article's words or in those of somebody else."""
    within = {t: s.speaker for s in sayings for q in s.quotes for t in range(q.first, q.last)}
    return [s for s in sayings if s.speaker and s.kind != "think" and _told_by_others(s, within)]


def _told_by_others(s: Saying, within: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether a saying inside quoted words is one: "the North tells us that ...", the source said."""
    return s.cue not in within or (s.kind == "say" and s.speaker != within[s.cue])


def attributed(c: Context, cutter: Cutter) -> list[Attribution]:
    """What the article attributes to somebody without a statement: thoughts, stances, what a poll or a paper shows."""
    stated = {s.cue for s in spoken(c.sayings)}
    inside = {t for s in c.sayings for t in s.content}
    rest = [s for s in c.sayings if s.cue not in stated | inside and s.speaker_token is not None]
    found = sorted([*rest, *attributions.find(c.reading, c.sayings)], key=lambda s: s.cue)
    ids = numbered(f"a{c.reading.analysis.tokens[s.cue].sentence}" for s in found)
    return [_attribution(c, cutter, s, name) for s, name in zip(found, ids, strict=True)]


def _attribution(c: Context, cutter: Cutter, s: Saying, name: str) -> Attribution:
    a, holder = c.reading.analysis, s.speaker_token or 0
    return Attribution(
        id=name, evidence=(cutter.cut(a.tokens[s.cue].sentence, roles(s)),), extractor="attributions",
        holder=s.speaker[0] if s.speaker else None, words=cutter.words(holder, holder + 1), cue=a.tokens[s.cue].text,
        attitude=_ATTITUDES.get(s.kind, s.kind if s.kind in attributions.KINDS else "mention"),
    )  # fmt: skip


def roles(s: Saying) -> list[tuple[str, int, int]]:
    """The words of a saying: cue, speaker, content."""
    speaker = [("speaker", s.speaker_token, s.speaker_token + 1)] if s.speaker_token is not None else []
    return [
        ("cue", s.cue, s.cue + 1),
        *speaker,
        *(("content", first, last) for first, last in _runs(sorted(s.content))),
    ]


def _runs(tokens: Sequence[int]) -> list[tuple[int, int]]:
    """Maximal runs [first, last) of consecutive tokens."""
    found: list[tuple[int, int]] = []
    for t in tokens:
        if found and found[-1][1] == t:
            found[-1] = (found[-1][0], t + 1)
        else:
            found.append((t, t + 1))
    return found


def numbered(names: Iterable[str]) -> list[str]:
    """Names made unique by a counter: e3-agree-0, e3-agree-1."""
    counts: dict[str, int] = {}
    found = []
    for name in names:
        counts[name] = counts.get(name, -1) + 1
        found.append(f"{name}-{counts[name]}")
    return found
