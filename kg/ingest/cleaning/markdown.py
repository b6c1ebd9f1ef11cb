"""Marks of Markdown: of a link the words stay, of a picture nothing; headings and quotations lose their signs."""

from __future__ import annotations

import re

from kg.ingest.cleaning.draft import Edit

_MARKS = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?=\S))"  # heading, quotation, item of a list
    r"|!\[[^\[\]\n]{0,500}\]\([^()\n]{0,500}\)"  # picture
    r"|\[(?P<words>[^\[\]\n]{1,500})\]\([^()\n]{0,500}\)"  # link
    r"|\*\*|__(?=\w)|(?<=\w)__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])"  # emphasis
    r"|\\(?=[\\`*_{}\[\]()#+.!>-])",  # escape
    re.M,
)


def unmarked(text: str) -> list[Edit]:
    """Edits that take the marks out; the words of a link keep their own offsets."""
    edits: list[Edit] = []
    for match in _MARKS.finditer(text):
        if match["words"]:
            edits += [Edit(match.start(), match.start("words")), Edit(match.end("words"), match.end())]
        else:
            edits.append(Edit(match.start(), match.end()))
    return edits
