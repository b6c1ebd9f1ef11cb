"""UTF-8 that was read as Windows-1252 or the like ("donâ€™t"), repaired segment by segment.

ftfy judges whole texts; a news page is often a mixture, sound in one paragraph and broken in the next. So each run of
non-ASCII characters is judged alone, and the offsets of the rest stay untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ingest.cleaning.draft import Edit

# A lead byte and a continuation byte of UTF-8 as cp1252, Latin-1 or cp1251 show them.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0413-\u0443][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_SEGMENT = re.compile("[^\\x00-\\x7f]{2,}|\u00c3 ")
_LOST_QUOTE = re.compile("\u00e2\u20ac(?:\ufffd|\u009d)?$")  # the last byte of a closing quote has no cp1252 character


def repairs(text: str) -> list[Edit]:
    """The edits that mend mojibake; none for a sound text."""
    if not _SUSPECT.search(text):
        return []
    segments = [match.span() for match in _SEGMENT.finditer(text)]
    mended = [(start, end, _by_ftfy(text[start:end])) for start, end in segments]
    if all(new == text[start:end] for start, end, new in mended):
        return []
    return list(_edits(text, mended))


def _edits(text: str, mended: list[tuple[int, int, str]]) -> Iterator[Edit]:
    """Once one segment proves that the text is broken, weaker signs are enough for the others."""
    for start, end, new in mended:
        old = text[start:end]
        if new == old:
            new = _reread(old)
        if new != old:
            yield Edit(start, end, new)


def _by_ftfy(segment: str) -> str:
    import ftfy  # takes 0.1 s: only where a text is suspect

    lost = _LOST_QUOTE.search(segment)
    if lost:
        return ftfy.fix_encoding(segment[: lost.start()]) + "\N{RIGHT DOUBLE QUOTATION MARK}"
    return ftfy.fix_encoding(segment)


def _reread(segment: str) -> str:
    try:
        return segment.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return segment
