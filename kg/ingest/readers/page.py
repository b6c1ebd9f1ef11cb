"""Web pages as saved: trafilatura finds the main text, headline, outlet and date."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from kg.errors import UnreadableDocument
from kg.ingest.model import Document
from kg.ingest.readers.decoding import decoded, printable_rows, require_text
from kg.ingest.readers.source import Source, document

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.I)
_NEWLINES = re.compile(r"\s*\n\s*")


def read(source: Source) -> Iterator[Document]:
    """The one report of a page; offsets count in the extracted text, a blank line between its paragraphs."""
    try:
        page = _markup(source.bytes())
    except ValueError as error:
        raise UnreadableDocument(source.name, str(error)) from None
    if not page.strip():
        raise UnreadableDocument(source.name, "empty: it holds no text")
    fields = _extracted(source, page)
    text = _NEWLINES.sub("\n\n", printable_rows(str(fields.pop("text") or "")).strip())
    if not text:
        raise UnreadableDocument(source.name, "no report was found in the page: save its text as .txt")
    yield document(source, text, fields, media_type="text/html")


def _markup(data: bytes) -> str:
    """UTF-8 if it is that, else what the page declares, else Windows-1252."""
    require_text(data)
    declared = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        name = declared[1].decode("ascii") if declared else ""
    return data.decode(name, errors="replace") if _is_known(name) else decoded(data)


def _is_known(encoding: str) -> bool:
    try:
        return bool(encoding) and codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _extracted(source: Source, page: str) -> dict[str, object]:
    import logging

    import trafilatura  # takes half a second
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it logs is said once, as the error
    try:
        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (LxmlError, ValueError, RecursionError) as error:
        raise UnreadableDocument(source.name, f"the page cannot be parsed: {error}") from None
    fields = found if isinstance(found, dict) else found.as_dict() if found else {}
    return {
        "text": fields.get("text"),
        "title": fields.get("title"),
        "publisher": fields.get("sitename") or fields.get("hostname"),
        "date": fields.get("date"),
        "url": fields.get("url"),
        "author": fields.get("author"),
        "licence": fields.get("license"),
    }
