"""Who denies what another says: a denial meets the claim before it, a negated sentence the same words without negation.

Text is compared only where structure cannot tell: between voices of different sides that follow one another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from kg.world.cards import Cast
from kg.world.conflicts import Conflict
from kg.world.pairs import Card, apart_in_telling
from kg.world.texts import stems

REACH = 2  # sentences between a claim and the denial that answers it, at most
RECALL = 12  # the same where the denial names whom it contradicts
DAYS = 4  # days between two articles in which sides answer one another, at most
MUCH = 0.4  # of the content words of the shorter sentence that the other shares, across articles
FREQUENT = 200  # sentences in which a word may stand that tells one content from another
WORDS = 2  # content words, names of actors apart, that a sentence and its negation share
Texts: TypeAlias = Mapping[str, tuple[int, str]]  # sentence IRI: its number and words

_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
_DENY = "deny"
_NEGATION = re.compile(r"\b(?:no|not|never|none|nothing|neither|nor|without|cannot|untrue|false)\b|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Voice:
    """A claim with the one who makes it: its place in the article, its sentence, and the side of the speaker."""

    card: Card
    sentence: int
    text: str
    speaker: str
    side: str
    denies: bool


def denials(told: Iterable[Card], cast: Cast, texts: Texts, places: Iterable[str]) -> Iterator[Conflict]:
    """Conflicts of polarity in a fixed order: within each article, then between articles of the same days.

    `places` are names that tell nothing of content.
    """
    by_article: dict[str, list[Voice]] = {}
    acts: dict[str, list[Voice]] = {}
    for card in told:
        voice = _voice(card, cast, texts)
        if voice:
            by_article.setdefault(card.article, []).append(voice)
        if (act := _act(card, texts)) is not None:
            acts.setdefault(card.article, []).append(act)
    names = _names(cast, places)
    for article, voices in sorted(by_article.items()):
        voices.sort(key=lambda v: (v.sentence, v.card.node.code("act") is None, v.card.iri))
        found: dict[tuple[int, int], Conflict] = {}
        for one, other in (*_answered(voices, acts.get(article, ())), *_negated(voices, names)):
            found.setdefault((one.sentence, other.sentence), _conflict(one, other))
        yield from (found[place] for place in sorted(found))
    every = [voice for _, voices in sorted(by_article.items()) for voice in voices if not voice.denies]
    yield from (_conflict(one, other) for one, other in _across(every, names))


def alike(cast: Cast, texts: Texts, places: Iterable[str]) -> Callable[[Card, Card], bool]:
    """Tells whether the sentences of two claims share content words, names apart."""
    names = _names(cast, places)

    def share(one: Card, other: Card) -> bool:
        mine, theirs = (_text(card, texts) for card in (one, other))
        return len((stems(mine) & stems(theirs)) - names) >= WORDS

    return share


def _names(cast: Cast, places: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(stems, (*map(cast.label, cast.actors), *places)))


def _text(card: Card, texts: Texts) -> str:
    return next((texts[iri][1] for iri in card.node.all("mainEvidence") if iri in texts), "")


def _voice(card: Card, cast: Cast, texts: Texts) -> Voice | None:
    """Who makes a claim: its source, the speaker of a statement, whoever accuses or denies."""
    act = card.node.code("act")
    speakers = card.actors("speaker", "attributedTo") or (card.actors("agent") if act in (_DENY, "accuse") else ())
    place = next((texts[iri] for iri in card.node.all("mainEvidence") if iri in texts), None)
    if not speakers or place is None:
        return None
    if act == _DENY and card.actors("agent"):
        speakers = card.actors("agent")
    speaker = min(speakers)
    return Voice(card, *place, speaker, cast.side(speaker) or speaker, act == _DENY)


def _act(card: Card, texts: Texts) -> Voice | None:
    """A hostile act that somebody is told to have done, with who tells it ("" where the article does)."""
    place = next((texts[iri] for iri in card.node.all("mainEvidence") if iri in texts), None)
    hostile = card.node.code("eventType") in _HOSTILE and card.node.code("factuality") == "asserted"
    if place is None or not hostile:
        return None
    return Voice(card, *place, min(card.actors("attributedTo"), default=""), "", denies=False)


def _answered(voices: Sequence[Voice], acts: Sequence[Voice]) -> Iterator[tuple[Voice, Voice]]:
    """Each denial with the claim that it answers: of whom it names, else the nearest before it of another side.

    Where nobody is told to have said it before, it is a hostile act of the denier's side: one of `acts`.
    """
    for denial in voices:
        if not denial.denies or denial.card.node.code("factuality") != "asserted":
            continue
        named = denial.card.actors("target")
        reach = RECALL if named else REACH
        before = [
            v for v in voices
            if 0 <= denial.sentence - v.sentence <= reach and v.side != denial.side and not v.denies
            and (not named or v.speaker in named or v.side in named)
            and v.speaker not in denial.card.actors("attributedTo")
        ]  # fmt: skip
        before = before or _charged(denial, acts)
        if before:
            nearest = max(v.sentence for v in before)
            yield next(v for v in before if v.sentence == nearest), denial


def _charged(denial: Voice, acts: Sequence[Voice]) -> list[Voice]:
    """Hostile acts of the denier's own side that are told before the denial, and not by that side."""
    return [
        act for act in acts
        if 0 < denial.sentence - act.sentence <= REACH
        and denial.side in act.card.side("agent") | act.card.actors("agent")
        and act.speaker not in act.card.side("agent") | act.card.actors("agent")
    ]  # fmt: skip


def _negated(voices: Sequence[Voice], names: frozenset[str]) -> Iterator[tuple[Voice, Voice]]:
    """Sentences of two sides, close to one another, that share their words but for a negation."""
    for at, one in enumerate(voices):
        for other in voices[at + 1 :]:
            if other.sentence - one.sentence > REACH:
                break
            if one.side == other.side or other.sentence == one.sentence or one.denies or other.denies:
                continue
            if bool(_NEGATION.search(one.text)) == bool(_NEGATION.search(other.text)):
                continue
            if len((stems(one.text) & stems(other.text)) - names) >= WORDS:
                yield one, other


def _across(voices: Sequence[Voice], names: frozenset[str]) -> Iterator[tuple[Voice, Voice]]:
    """Sentences of two sides in two articles of the same days that share much of their words but for a negation."""
    content = [stems(voice.text) - names for voice in voices]
    holding: dict[str, list[int]] = {}
    for number, words in enumerate(content):
        for word in words:
            holding.setdefault(word, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holding.values():
        if len(numbers) <= FREQUENT:
            shared.update(pair for pair in combinations(numbers, 2) if _may_oppose(voices[pair[0]], voices[pair[1]]))
    seen: set[tuple[str, str, str, str]] = set()
    for (one, other), count in sorted(shared.items()):
        mine, theirs = voices[one], voices[other]
        place = (mine.card.article, mine.text, theirs.card.article, theirs.text)
        if count >= WORDS and count >= MUCH * min(len(content[one]), len(content[other])) and place not in seen:
            seen.add(place)
            yield (mine, theirs) if mine.card.told <= theirs.card.told else (theirs, mine)


def _may_oppose(one: Voice, other: Voice) -> bool:
    return (
        one.card.article != other.card.article
        and one.side != other.side
        and apart_in_telling(one.card, other.card) <= DAYS
        and bool(_NEGATION.search(one.text)) != bool(_NEGATION.search(other.text))
    )


def _conflict(one: Voice, other: Voice) -> Conflict:
    values = ("asserted", "denied") if other.denies or _NEGATION.search(other.text) else ("denied", "asserted")
    return Conflict("polarity", one.card.iri, one.card.iri, other.card.iri, *values)
