"""What stands above a report: navigation, page date, headline, byline and dateline, and where its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.ingest.cleaning.byline import byline
from kg.ingest.cleaning.dateline import Dateline, dateline
from kg.ingest.cleaning.furniture import is_furniture, is_navigation, is_stamp, page_date
from kg.ingest.cleaning.paragraphs import Paragraph

_TOP = 12  # paragraphs among which the body must begin
_HEADLINE_WORDS = range(3, 31)
_LONGEST_HEADLINE = 200  # characters
_LONG = 160  # characters: a paragraph as long as this is part of the body even without a full stop
_NO_LETTER = re.compile(r"[\W_]+")
_STOPPED = re.compile(r"[.!?…]['\"’”)\]]*$")
_OPEN_END = re.compile(r"[:;,.…]['\"’”)\]]*$|[-–—_]$")
_SPEAKER = re.compile(r"(?:^|\n\n)[A-Z][A-Z .'’-]{2,30}: ")


@dataclass(slots=True)
class Opening:
    """What the top of a report says about it; `body` are the paragraphs that are left, dateline not yet cut."""

    title: str | None
    byline: str | None = None
    page_date: str | None = None
    dateline: Dateline | None = None
    dateline_at: int | None = None  # where the dateline stands in the text, if it stands in a paragraph of the body
    body: list[Paragraph] = field(default_factory=list)


def read_opening(found: list[Paragraph], title: str | None) -> Opening:
    """Reads the paragraphs from above until the body begins; `title` is the headline where metadata give it."""
    opening = Opening(title)
    transcript = sum(_SPEAKER.match(paragraph.text) is not None for paragraph in found) > 1
    for i, paragraph in enumerate(found):
        if _begins_body(paragraph) or i >= _TOP:
            _cut_dateline(opening, paragraph, colon=not transcript)
            opening.body.extend(found[i:])
            break
        if not _is_read(opening, paragraph, found[i + 1 :]):
            opening.body.append(paragraph)
    opening.body = [p for p in opening.body if not _is_above(p, opening)]
    return opening


def same_headline(text: str, title: str | None) -> bool:
    """Whether `text` repeats the headline, whatever its case, quotes and full stop, or a site name behind it."""
    if not title:
        return False
    first, second = _letters(text), _letters(title)
    return first == second or (len(first) > 20 and second.startswith(first)) or _goes_on(first, second)


def _goes_on(longer: str, shorter: str) -> bool:
    return len(shorter) > 20 and longer.startswith(shorter) and len(longer) - len(shorter) < 20


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _begins_body(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if is_furniture(text) or page_date(text) or is_navigation(text):
        return False
    if _whole_dateline(text):
        return False
    return len(text) > _LONGEST_HEADLINE or (_STOPPED.search(text) is not None and len(text.split()) > 3)


def _is_read(opening: Opening, paragraph: Paragraph, below: list[Paragraph]) -> bool:
    """Takes what a paragraph above the body says; False if it has to stay, as a sub-heading has."""
    text = paragraph.text
    if is_furniture(text) or is_navigation(text) or same_headline(text, opening.title):
        return True
    if stamp := page_date(text):
        opening.page_date = opening.page_date or stamp
    elif author := byline(text, under_headline=opening.title is not None and not opening.body):
        opening.byline = opening.byline or author
    elif whole := _whole_dateline(text):
        opening.dateline = opening.dateline or whole
    elif opening.title is None and not opening.body and _is_headline(text, below):
        opening.title = text
    else:
        return False
    return True


def _whole_dateline(text: str) -> Dateline | None:
    found = dateline(text, colon=False)
    return found if found and found.length == len(text) else None


def _is_headline(text: str, below: list[Paragraph]) -> bool:
    """A few words without a full stop, above at least one paragraph that has one."""
    if len(text) > _LONGEST_HEADLINE or len(text.split()) not in _HEADLINE_WORDS or _OPEN_END.search(text):
        return False
    return not text[0].islower() and any(_STOPPED.search(paragraph.text) for paragraph in below)


def _cut_dateline(opening: Opening, paragraph: Paragraph, *, colon: bool) -> None:
    if opening.dateline is None and (found := dateline(paragraph.text, colon=colon)):
        opening.dateline, opening.dateline_at = found, paragraph.start


def _is_above(paragraph: Paragraph, opening: Opening) -> bool:
    """Headlines repeated and date stamps further down are no part of the body either."""
    return same_headline(paragraph.text, opening.title) or is_stamp(paragraph.text)
