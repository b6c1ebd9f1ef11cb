"""Plain text and Markdown, with or without YAML front matter between two lines of `---`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.errors import UnreadableDocument
from kg.ingest.model import Document
from kg.ingest.readers.decoding import decoded
from kg.ingest.readers.source import Source, document

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_FIELD = re.compile(r"^[A-Za-z][\w -]*:(?:\s|$)", re.M)


def read(source: Source) -> Iterator[Document]:
    """The one document of a text; its offsets count from the beginning of the file, front matter included."""
    try:
        text = decoded(source.bytes())
    except ValueError as error:
        raise UnreadableDocument(source.name, str(error)) from None
    fields, body_start = _front_matter(source, text)
    media_type = "text/markdown" if source.ending in (".md", ".markdown") else "text/plain"
    found = document(source, text, fields, media_type=media_type, body_start=body_start)
    yield _with_content_key(found) if source.path is None and found.key == source.name else found


def _front_matter(source: Source, text: str) -> tuple[dict[str, object], int]:
    """The fields above the text and where the text begins; a text between two rules is no front matter."""
    match = _FRONT_MATTER.match(text)
    if match is None or (match["yaml"].strip() and not _FIELD.search(match["yaml"])):
        return {}, 0
    fields = _parsed(source, match["yaml"])
    if not isinstance(fields, dict):
        raise UnreadableDocument(source.name, "front matter: not a list of `name: value` lines")
    return {str(name): _plain(value) for name, value in fields.items()}, match.end()


def _parsed(source: Source, text: str) -> object:
    import yaml

    try:
        return yaml.safe_load(text) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        why = f"front matter, line {line}: {error.problem}: put values with `: ` or quotes in them between quotes"
        raise UnreadableDocument(source.name, why) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableDocument(source.name, f"front matter: {' '.join(str(error).split())}") from None


def _plain(value: object) -> object:
    """YAML turns 2025-06-02 into a date; a time of day is of no use here."""
    return value.isoformat()[:10] if isinstance(value, date) else value


def _with_content_key(found: Document) -> Document:
    """Two texts from standard input are two articles: their key is made from their content."""
    import hashlib

    digest = hashlib.sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return replace(found, key=f"{found.key}#{digest}")
