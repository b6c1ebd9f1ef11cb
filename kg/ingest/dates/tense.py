"""Whether the verb that a time belongs to lies ahead or is told as past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ingest.dates.lexicon import time_words
from kg.ingest.model import Token

_BEFORE_THE_VERB = frozenset({"after", "since", "following", "despite"})  # what stands below them came first
_STEPS = 8  # how far up the tree the governing verb may be


def future_hint(tokens: Sequence[Token], begin: int | None = None, end: int | None = None) -> bool | None:
    """True where the time at tokens[begin:end] is planned, False where it is told as past, None where nothing says.

    Climbs the dependency tree to the governing verb: will, would, must; "is to", "plans to", "scheduled for"; the
    present tense of other than reporting verbs. Without a range, or without a parse, any such word in `tokens` is True.
    """
    if not tokens:
        return None
    if begin is None or end is None or not _parsed(tokens):
        return True if _any_cue(tokens) else None
    if (lead := _lead(tokens, begin)) is not None:
        return lead
    return _climbed(tokens, begin, end)


def _parsed(tokens: Sequence[Token]) -> bool:
    return any(token.dep for token in tokens)


def _any_cue(tokens: Sequence[Token]) -> bool:
    cues = time_words().future
    names = ("modals", "participles", "modifiers")
    return any(token.text.lower() in cues[name] for token in tokens for name in names)


def _lead(tokens: Sequence[Token], begin: int) -> bool | None:
    """What the words right before say: "as soon as Tuesday", "scheduled for Thursday"."""
    words = [token.text.lower() for token in tokens[max(0, begin - 3) : begin]]
    if words[-3:] in (["as", "soon", "as"], ["as", "early", "as"]):
        return True
    if words[-1:] == ["for"] and len(words) > 1 and words[-2] in time_words().future["participles"]:
        return True
    return None


def _climbed(tokens: Sequence[Token], begin: int, end: int) -> bool | None:
    for index in _ancestors(tokens, begin, end):
        token = tokens[index]
        if token.text.lower() in _BEFORE_THE_VERB and token.pos in ("ADP", "SCONJ", "VERB"):
            return None
        if token.pos in ("VERB", "AUX"):
            deadline = token.lemma in time_words().future["deadlines"] and _until(tokens, begin)
            return True if deadline else _verb(tokens, index)
        if token.pos in ("NOUN", "PROPN"):
            if any(child.text.lower() in time_words().future["modifiers"] for child in _below(tokens, index)):
                return True
            if _attribute_of(tokens, begin, end, index):
                return None
    return None


def _until(tokens: Sequence[Token], begin: int) -> bool:
    return any(token.text.lower() in ("until", "till") for token in tokens[max(0, begin - 3) : begin])


def _ancestors(tokens: Sequence[Token], begin: int, end: int) -> Iterator[int]:
    """Indexes of the tokens above the expression, nearest first."""
    places = {token.i: index for index, token in enumerate(tokens)}
    index = _root(tokens, begin, end)
    for _ in range(_STEPS):
        parent = places.get(tokens[index].head, index)
        if parent == index:
            return
        index = parent
        yield index


def _root(tokens: Sequence[Token], begin: int, end: int) -> int:
    """The token of the expression whose head stands outside of it."""
    inside = {token.i for token in tokens[begin:end]}
    return next((index for index in range(begin, end) if tokens[index].head not in inside), begin)


def _below(tokens: Sequence[Token], index: int) -> list[Token]:
    above = tokens[index].i
    return [token for token in tokens if token.head == above and token.i != above]


def _attribute_of(tokens: Sequence[Token], begin: int, end: int, index: int) -> bool:
    """Whether the expression stands before the noun as its attribute: "Friday's talks", "the Aug. 7 bombing"."""
    root = tokens[_root(tokens, begin, end)]
    return index >= end and root.head == tokens[index].i and root.dep in ("poss", "compound", "nmod", "nummod", "amod")


def _verb(tokens: Sequence[Token], index: int) -> bool | None:
    token, cues, below = tokens[index], time_words().future, _below(tokens, index)
    helpers = [child for child in below if child.dep in ("aux", "auxpass")]
    if any(helper.text.lower() in cues["modals"] for helper in helpers):
        return None if any(helper.lemma == "have" for helper in helpers) else True
    if _planned(tokens, token) or (token.lemma in cues["verbs"] and token.tag in ("VBZ", "VBP")):
        return True
    if token.tag == "VB" and any(helper.tag == "TO" for helper in helpers):
        return False if any(helper.lemma == "have" for helper in helpers) else _infinitive(tokens, token)
    return _finite(token, helpers)


def _planned(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether the verb plans: "is scheduled", "planned a rally"; "set a deadline on Friday" was done."""
    if verb.lemma == "set" and verb.tag == "VBD":
        return any(token.i == verb.i + 1 and token.text.lower() in ("for", "to") for token in tokens)
    return verb.text.lower() in time_words().future["participles"]


def _infinitive(tokens: Sequence[Token], verb: Token) -> bool | None:
    """An infinitive lies ahead ("to leave"), unless what stands above says that it was done ("declined to")."""
    governor = next((token for token in tokens if token.i == verb.head and token.i != verb.i), None)
    if governor is None:
        return True
    cues = time_words().future
    if governor.pos in ("NOUN", "PROPN"):
        return True if governor.lemma in cues["nouns"] else None
    purpose = verb.dep == "advcl" and governor.tag == "VBD"
    return None if purpose or verb.dep in ("nsubj", "csubj", "relcl") or governor.lemma in cues["done"] else True


def _finite(token: Token, helpers: Sequence[Token]) -> bool | None:
    tags = {helper.tag for helper in helpers} | {token.tag}
    if "VBD" in tags:
        return False
    if token.tag == "VBN":
        return False if any(helper.lemma == "have" for helper in helpers) or not helpers else None
    present = bool(tags & {"VBZ", "VBP"}) and token.lemma not in time_words().future["reporting"]
    return True if present else None
