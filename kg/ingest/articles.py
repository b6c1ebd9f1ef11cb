"""From a document to an article: the report alone, cleaned for analysis, with a map back to the source.

The text of the article is the body of the report: one line a paragraph, a blank line between two. Furniture, page date,
headline, byline and dateline are not part of it; what they say stands in the fields of the article.
"""

from __future__ import annotations

from kg.errors import InputError, UnreadableDocument
from kg.ingest.articledate import complete, first_of, parse_date
from kg.ingest.cleaning.attribution import Attribution, attribution
from kg.ingest.cleaning.characters import normalised
from kg.ingest.cleaning.draft import Draft, Edit, draft_of, offset_map, revise
from kg.ingest.cleaning.english import judge
from kg.ingest.cleaning.furniture import is_furniture, without_lists
from kg.ingest.cleaning.hyphens import Lexicon, joins
from kg.ingest.cleaning.markdown import unmarked
from kg.ingest.cleaning.mojibake import repairs
from kg.ingest.cleaning.opening import Opening, read_opening
from kg.ingest.cleaning.paragraphs import Paragraph, laid_out, layout
from kg.ingest.model import Article, DateValue, Document

LONGEST = 1_000_000  # characters of one article
_LEAD = 2  # paragraphs in which another outlet may be credited with the report
_Dates = tuple[DateValue | None, str | None, DateValue | None]
_OWN_TEXT = ("text/plain", "text/markdown")  # their metadata are front matter


def clean(document: Document, *, date: str | None = None, lexicon: Lexicon = (), longest: int = LONGEST) -> Article:
    """The article in `document`.

    `date` is the user's, as ISO (2025-06-02, 2025-06). `lexicon` holds names, such as those of the authority, that the
    English word list lacks, so that "Zelen-skyy" is joined. Raises UnreadableDocument for what is empty, not English,
    longer than `longest` characters or dated unreadably, InputError for a wrong `date`.
    """
    if len(document.text) > longest:
        raise UnreadableDocument(document.source, f"longer than {longest:,} characters: split it into its reports")
    metadata = dict(document.metadata)
    draft = _laid_out(document, lexicon)
    opening = read_opening(laid_out(draft.text), metadata.get("title") or None)
    body, credit = _body(opening)
    draft = revise(draft, _cuts(draft.text, opening, body, credit))
    _require_english(document, draft.text)
    return _article(document, draft, opening, credit, _dates(document, opening, date))


def _laid_out(document: Document, lexicon: Lexicon) -> Draft:
    draft = draft_of(document.text, document.body_start)
    marks = (unmarked,) if document.media_type == "text/markdown" else ()
    for step in (repairs, normalised, *marks, layout):
        draft = revise(draft, step(draft.text))
    return revise(draft, joins(draft.text, lexicon))


def _body(opening: Opening) -> tuple[list[Paragraph], tuple[Attribution, int] | None]:
    """The paragraphs of the report, and the credit to another outlet with the offset of its paragraph."""
    body = [paragraph for paragraph in without_lists(opening.body) if not is_furniture(paragraph.text)]
    for paragraph in body[:_LEAD]:
        if credit := attribution(paragraph.text):
            return body, (credit, paragraph.start)
    return body, None


def _cuts(text: str, opening: Opening, body: list[Paragraph], credit: tuple[Attribution, int] | None) -> list[Edit]:
    edges = [0, *(edge for paragraph in body for edge in (paragraph.start, paragraph.end)), len(text)]
    cuts = [Edit(edges[i], edges[i + 1], "\n\n" if 0 < i < len(edges) - 2 else "") for i in range(0, len(edges), 2)]
    if opening.dateline and opening.dateline_at is not None:
        cuts.append(Edit(opening.dateline_at, opening.dateline_at + opening.dateline.length))
    if credit:
        clause, at = credit
        cuts.append(Edit(at + clause.start, at + clause.end))
    return [cut for cut in cuts if cut.start < cut.end and text[cut.start : cut.end] != cut.replacement]


def _require_english(document: Document, text: str) -> None:
    if not any(character.isalpha() for character in text):
        raise UnreadableDocument(document.source, "no text is left besides headline and page furniture")
    verdict = judge(text)
    if not verdict.english:
        raise UnreadableDocument(document.source, f"not English ({verdict.measured}): Parley reads English")


def _dates(document: Document, opening: Opening, option: str | None) -> _Dates:
    """The date of the article, where it was found, and the date of its dateline."""
    stated = _stated_date(document)
    given = _option_date(option)
    front, metadata = (stated, None) if document.media_type in _OWN_TEXT else (None, stated)
    page = parse_date(opening.page_date) if opening.page_date else None
    references = [value for value in (front, given, metadata, page) if value]
    partial = opening.dateline.date if opening.dateline else None
    dateline = complete(partial, references) if partial else None
    chosen, found = first_of(
        (front, "front_matter"), (given, "option"), (dateline, "dateline"), (metadata, "metadata"), (page, "page")
    )
    return chosen, found, dateline


def _stated_date(document: Document) -> DateValue | None:
    """The date of the metadata; one that the user wrote into front matter must be readable."""
    stated = dict(document.metadata).get("date")
    value = parse_date(stated) if stated else None
    if stated and value is None and document.media_type in _OWN_TEXT:
        why = f"front matter: date {stated!r} is not understood: write it as 2025-06-02"
        raise UnreadableDocument(document.source, why)
    return value


def _option_date(option: str | None) -> DateValue | None:
    value = parse_date(option) if option else None
    if option and value is None:
        raise InputError(f"--date {option}: not a date: write it as 2025-06-02, 2025-06 or 2025")
    return value


def _article(
    document: Document,
    draft: Draft,
    opening: Opening,
    credit: tuple[Attribution, int] | None,
    dates: _Dates,
) -> Article:
    metadata = dict(document.metadata)
    dateline = opening.dateline
    language = metadata.get("language", "en")
    return Article(
        key=document.key,
        source=document.source,
        source_text=document.text,
        text=draft.text,
        offsets=offset_map(draft),
        title=opening.title,
        publisher=metadata.get("publisher") or (dateline.wire if dateline else None),
        quoted_outlet=credit[0].outlet if credit else None,
        byline=opening.byline or metadata.get("author"),
        url=metadata.get("url"),
        language=language if language.lower().startswith("en") else "en",
        licence=metadata.get("licence"),
        date=dates[0],
        date_source=dates[1],
        dateline_place=dateline.place if dateline else None,
        dateline_date=dates[2],
        media_type=document.media_type,
    )
