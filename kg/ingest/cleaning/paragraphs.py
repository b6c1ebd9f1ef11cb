"""Where paragraphs begin and end, whether the text is wrapped by hand at some width or has a paragraph a line.

After `layout` a draft has its paragraphs apart by one blank line and each on one line; only after a hyphen at a line
end the newline stays, for `hyphens` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.ingest.cleaning.draft import Edit

_BLANKS = re.compile(r"[^\S\n]*\n\s*|[^\S\n]{2,}")
_LINE = re.compile(r"[^\n]+")
_ENDS_OPEN = re.compile(r"(?:[,;]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|that|the|to|with))$")
_NARROWEST, _WIDEST = 40, 120  # characters: no hand-wrapped text is narrower or wider
_NEARLY = 0.75  # share of the width beyond which a line without a full stop goes on in the next
_RAGGED = 15  # characters by which the lines of a wrapped text may fall short of its width


@dataclass(frozen=True, slots=True)
class Paragraph:
    """[start, end) of the text and what stands there."""

    start: int
    end: int
    text: str


def layout(text: str) -> list[Edit]:
    """Edits after which paragraphs are apart by "\\n\\n" and every other blank is a single space."""
    found = paragraphs(text)
    edits = [edit for paragraph in found for edit in _within(text, paragraph)]
    edges = [0, *(edge for paragraph in found for edge in (paragraph.start, paragraph.end)), len(text)]
    for i in range(0, len(edges), 2):
        between = "\n\n" if 0 < i < len(edges) - 2 else ""
        if text[edges[i] : edges[i + 1]] != between:
            edits.append(Edit(edges[i], edges[i + 1], between))
    return edits


def _within(text: str, paragraph: Paragraph) -> Iterator[Edit]:
    for blank in _BLANKS.finditer(text, paragraph.start, paragraph.end):
        after_hyphen = "\n" in blank.group() and text[blank.start() - 1] == "-"
        yield Edit(blank.start(), blank.end(), "\n" if after_hyphen else " ")


def laid_out(text: str) -> list[Paragraph]:
    """The paragraphs of a text after `layout`."""
    found, start = [], 0
    for words in text.split("\n\n"):
        if words:
            found.append(Paragraph(start, start + len(words), words))
        start += len(words) + 2
    return found


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text`, whose newlines are \\n; a line that continues a sentence belongs to the one before."""
    lines = [line for line in map(_trimmed, _LINE.finditer(text)) if line.text]
    width = _width(lines)
    groups: list[list[Paragraph]] = []
    for line in lines:
        if groups and _continues(text, groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(text, group) for group in groups]


def _trimmed(match: re.Match[str]) -> Paragraph:
    words = match.group().strip()
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Paragraph(start, start + len(words), words)


def _width(lines: list[Paragraph]) -> int:
    """The width at which the text is wrapped, 0 if it is not: many lines reach nearly as far as the longest."""
    lengths = [len(line.text) for line in lines]
    widest = max(lengths, default=0)
    near = sum(length >= widest - _RAGGED for length in lengths)
    wrapped = _NARROWEST <= widest <= _WIDEST and near >= max(2, len(lengths) / 3)
    return widest if wrapped else 0


def _continues(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    if text.count("\n", line.end, following.start) > 1:
        return False
    if following.text[0].islower() and not line.text.endswith((".", "!", "?", ":")):
        return True
    if _ENDS_OPEN.search(line.text):
        return True
    if len(line.text) > _NEARLY * width and not line.text.endswith((".", "!", "?", ":", "”", '"')):
        return width > 0
    first_word = following.text.split(" ", 1)[0]
    return width > 0 and len(line.text) + 1 + len(first_word) > width


def _joined(text: str, group: list[Paragraph]) -> Paragraph:
    return Paragraph(group[0].start, group[-1].end, text[group[0].start : group[-1].end])
