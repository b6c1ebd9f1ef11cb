"""Page furniture: what a news site prints around a report. The patterns stand in furniture.txt beside this module."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from kg.ingest.articledate import ENGLISH_DATE
from kg.ingest.cleaning.paragraphs import Paragraph

_LIST_HEADING = re.compile(
    r"(?:(?:related|recommended|more) (?:articles?|stories|news|topics?|content|reading|coverage|links|posts)"
    r"(?: for you)?"
    r"|most (?:read|popular|viewed|shared)|trending(?: now)?|editor'?s'? picks?|top stories|latest news|read next"
    r"|you (?:may|might) (?:also )?(?:like|be interested in))\s?:?",
    re.I,
)
_LONGEST = 500  # characters: no furniture is longer

_SECTIONS = (
    r"(?:Home(?:page)?|Front Page|News|World|International|National|Politics|Europe|Asia|Africa|Americas?|Middle East"
    r"|US|UK|Business|Opinion|War|Conflict|Diplomacy|Top Stories|Latest|Global|Ukraine|Russia|Israel|Region)"
)
_CRUMBS = re.compile(rf"(?:You are here:\s?)?{_SECTIONS}(?: {_SECTIONS})?\s*[>»›/|→\\·•]\s*\S.*")
_GLUED = re.compile(rf"(?:Home(?:page)?|Front Page|Main)(?: ?{_SECTIONS}){{0,3}}(?=[A-Z])")
_JUNCTION = re.compile(r"[a-z][A-Z]")
_ONLY_SECTIONS = re.compile(rf"{_SECTIONS}(?:[\s>»›/|→,&·•-]*{_SECTIONS}){{0,8}}(?:\s?News)?")

_ZONE = r"(?:\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?"
_CLOCK = rf"(?:,?\s*(?:at|-|–|\|)?\s*\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\s*{_ZONE})"
_DATE = re.sub(r"\?P<\w+>", "?:", ENGLISH_DATE)
_NUMERIC = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
_STAMP = (
    r"(?:first |last |originally )?(?:published|updated|posted|modified|created|date|issued|released)"
    r"(?: on| at)?\s?:?\s?"
)
_PAGE_DATE = re.compile(
    rf"(?P<stamp>{_STAMP})?{_CLOCK}?,?\s*(?:{_DATE}|{_NUMERIC}){_CLOCK}?(?:\s?[|·•-]\s?(?:{_STAMP}.*|\d+ min.*))?", re.I
)


def is_furniture(text: str) -> bool:
    """Whether the whole paragraph is something that the page prints around the report."""
    return len(text) <= _LONGEST and _furniture().fullmatch(text) is not None


@functools.cache
def _furniture() -> re.Pattern[str]:
    lines = Path(__file__).with_name("furniture.txt").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    social = patterns.pop(0).removeprefix("SOCIAL = ")
    return re.compile("|".join(f"(?:{pattern.replace('SOCIAL', social)})" for pattern in patterns), re.I)


def is_list_heading(text: str) -> bool:
    """Whether headlines of other reports follow: "Related articles", "Most read"."""
    return _LIST_HEADING.fullmatch(text) is not None


def is_navigation(text: str) -> bool:
    """Breadcrumbs and menus, also glued together: "HomeInternational NewsTalks resume"."""
    if len(text) > _LONGEST or text.endswith("."):
        return False
    if _ONLY_SECTIONS.fullmatch(text) or _CRUMBS.fullmatch(text):
        return True
    return _GLUED.match(text) is not None and _JUNCTION.search(text) is not None


def page_date(text: str) -> str | None:
    """The date in a paragraph that is nothing but one ("Tuesday, July 1, 2025", "Updated: 2 June 2025 10:14 GMT")."""
    match = _PAGE_DATE.fullmatch(text) if len(text) < 120 else None
    return match.group(0) if match else None


def is_stamp(text: str) -> bool:
    """Whether a date line says that it is one: "Published on 2 June 2025"."""
    match = _PAGE_DATE.fullmatch(text) if len(text) < 120 else None
    return match is not None and match["stamp"] is not None


def without_lists(kept: list[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs without those that a heading such as "Related articles" announces: short, without a full stop."""
    listing = False
    for paragraph in kept:
        listing = is_list_heading(paragraph.text) or (listing and _is_entry(paragraph.text))
        if not listing:
            yield paragraph


def _is_entry(text: str) -> bool:
    return len(text) < 160 and not text.endswith((".", "!", "”", '"'))
