"""Page furniture: what a news site prints around a report. Each pattern stands for a whole paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ingest.articledate import ENGLISH_DATE
from kg.ingest.cleaning.paragraphs import Paragraph

_SOCIAL = r"(?:share|tweet|facebook|twitter|whats\s?app|linked\s?in|telegram|reddit|pinterest|instagram|x|e-?mail|print|copy link|save|like|messenger|flipboard|bluesky|threads|pocket|link copied)"
_FIXED = (
    rf"{_SOCIAL}(?:[\s|,/·•]+(?:on\s)?{_SOCIAL})*(?:\s(?:icon|button))?",
    r"share (?:this|on|via|with|the)\b.{0,60}",
    r"(?:read|see|watch|learn|find out) more(?: (?:about|on|at|here|in|from|stories)\b.{0,100}|\s?[:»>…].{0,160}|\.{3})?",
    r"(?:also read|read also|see also|more on this(?: story| topic)?|related|don'?t miss|must read|read next|watch)\s?[:|»>].{0,160}",
    r"story continues below.{0,40}|continue reading.{0,60}|article continues.{0,60}|keep reading.{0,40}",
    r"advertisements?|advert|ad|sponsored(?: content)?|promoted(?: content)?|paid (?:post|content)|skip (?:ad|advert|advertisement)",
    r"skip to (?:main )?(?:content|navigation).{0,20}|main menu|menu|search|navigation|breadcrumbs?|home|homepage|back to top|top of page",
    r"(?:previous|next) (?:article|story|post).{0,160}|(?:load|show|view|see) (?:more|all).{0,30}|more (?:news|stories|from|headlines).{0,60}",
    r"(?:©|\(c\)\s?\d|copyright\b(?: ©|\s?\(c\)|\s?\d{4}|:)|all rights reserved).{0,300}|.{0,120}\ball rights reserved\.?",
    r"(?:file )?(?:photos?|images?|pictures?|photograph|video)(?: credits?| by| courtesy(?: of)?| source)?\s?[:/|].{0,120}",
    r".{0,400}[(\[](?:file )?(?:photo|image|picture|credit|photo by|image credit|ap photo|reuters|afp|getty images)\s?[:/|][^()\[\]]{2,80}[)\]]\.?",
    r".{0,400}(?:/|via |\| ?|© ?|photo: ?)(?:getty images|afp|reuters|ap photo|ap images|epa|anadolu agency|shutterstock)(?: via .{2,30})?[)\]]?",
    r"(?:we use|this (?:web)?site uses|by using (?:this|our) (?:web)?site|by continuing to (?:use|browse)).{0,60}\b(?:cookies|you (?:agree|accept|consent))\b.{0,300}",
    r"(?:accept|reject|manage|allow)(?: all)? cookies|cookie (?:policy|settings|preferences|notice)|privacy (?:policy|notice|settings)|terms (?:of (?:use|service)|and conditions|& conditions).{0,40}",
    r"subscribe(?: (?:now|today|here|to our|to the|for)\b.{0,120})?|already a (?:subscriber|member)\b.{0,60}|get (?:unlimited|full|free) (?:digital )?access\b.{0,80}",
    r"(?:sign up|register) (?:for|here|now|today|to (?:our|receive|get|read))\b.{0,160}|sign (?:in|up)|log ?in|register|my account|create (?:an |a free )?account.{0,40}",
    r"(?:follow|like|join|find|contact|connect with) us\b.{0,120}|join (?:our|the) .{0,30}(?:channel|group|newsletter|community)\b.{0,60}|download (?:our|the) .{0,30}\bapp\b.{0,60}",
    r"click (?:here|on|to)\b.{0,120}|tap (?:here|to)\b.{0,60}|listen(?: to (?:this )?(?:article|story))?(?:\s?[(\d].{0,20})?|\d+ ?-?min(?:ute)?s? (?:read|listen)|reading time:?.{0,20}|text size.{0,20}|font size.{0,20}",
    r"(?:\d+ )?comments?(?: ?\(\d+\))?|(?:leave|post|write|view|add) (?:a |your )?(?:comments?|repl(?:y|ies)).{0,40}|be the first to comment\.?|\d+ (?:shares|views|likes)",
    r"(?:tags?|topics?|keywords|filed under|categor(?:y|ies)|posted in|section)\s?:.{0,200}",
    r"\(?(?:additional |other )?(?:reporting|writing|editing|edited|reported|written|compiled|translated) by [^.]{2,200}\.?\)?|.{0,160};\s?editing by .{2,120}",
    r"our standards\s?:.{0,80}|\(?with (?:inputs|reporting|files|contributions) (?:from|by)\b.{0,100}\)?|\(agencies\)|\(?this (?:story|article|report) (?:was|has been) (?:originally |first )?(?:published|updated|corrected).{0,160}",
    r"suggested (?:topics|reading):?.{0,100}|licensing rights.{0,20}|purchase licensing rights.{0,30}|opens new tab|report (?:a typo|an error).{0,40}",
    r"(?:-+ ?)?(?:ends?|30|fin)(?: ?-+)|/ends?/?|#{2,}|[\s*_=~•·.|<>»›/-]+|newsletter|most (?:read|popular|viewed|shared)|trending(?: now)?|editor'?s'? picks?|top stories|latest news|live updates?|up next",
    r"(?:related|recommended|more) (?:articles?|stories|news|topics?|content|reading|coverage|links|posts)(?: for you)?\s?:?|you (?:may|might) (?:also )?(?:like|be interested in).{0,20}|recommended(?: for you)?",
)
_FURNITURE = re.compile("|".join(f"(?:{pattern})" for pattern in _FIXED), re.I)
_LIST_HEADING = re.compile(
    r"(?:(?:related|recommended|more) (?:articles?|stories|news|topics?|content|reading|coverage|links|posts)(?: for you)?"
    r"|most (?:read|popular|viewed|shared)|trending(?: now)?|editor'?s'? picks?|top stories|latest news|read next"
    r"|you (?:may|might) (?:also )?(?:like|be interested in))\s?:?",
    re.I,
)
_LONGEST = 500  # characters: no furniture is longer

_SECTIONS = (
    r"(?:Home(?:page)?|Front Page|News|World|International|National|Politics|Europe|Asia|Africa|Americas?|Middle East|US|UK"
    r"|Business|Opinion|War|Conflict|Diplomacy|Top Stories|Latest|Global|Ukraine|Russia|Israel|Region)"
)
_CRUMBS = re.compile(rf"(?:You are here:\s?)?{_SECTIONS}(?: {_SECTIONS})?\s*[>»›/|→\\·•]\s*\S.*")
_GLUED = re.compile(rf"(?:Home(?:page)?|Front Page|Main)(?: ?{_SECTIONS}){{0,3}}(?=[A-Z])")
_JUNCTION = re.compile(r"[a-z][A-Z]")
_ONLY_SECTIONS = re.compile(rf"{_SECTIONS}(?:[\s>»›/|→,&·•-]*{_SECTIONS}){{0,8}}(?:\s?News)?")

_CLOCK = r"(?:,?\s*(?:at|-|–|\|)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?)"
_DATE = re.sub(r"\?P<\w+>", "?:", ENGLISH_DATE)
_NUMERIC = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
_STAMP = r"(?:first |last |originally )?(?:published|updated|posted|modified|created|date|issued|released)(?: on| at)?\s?:?\s?"
_PAGE_DATE = re.compile(
    rf"(?P<stamp>{_STAMP})?{_CLOCK}?,?\s*(?:{_DATE}|{_NUMERIC}){_CLOCK}?(?:\s?[|·•-]\s?(?:{_STAMP}.*|\d+ min.*))?", re.I
)


def is_furniture(text: str) -> bool:
    """Whether the whole paragraph is something that the page prints around the report."""
    return len(text) <= _LONGEST and _FURNITURE.fullmatch(text) is not None


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
