"""Plain text and Markdown, with or without YAML front matter between two lines of `---`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.errors import UnreadableDocument
from kg.ingest.model import Document
from kg.ingest.readers.decoding import decoded
from kg.ingest.readers.source import Source, document

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_KNOWN = r"(?i:title|publisher|date|url|language|licen[cs]e|author|byline):(?:\s|$)"
_UNCLOSED = re.compile(rf"\ufeff?---[ \t]*\r?\n{_KNOWN}")
_LISTED = re.compile(rf"\A- {_KNOWN}")
_NOTHING = ("~", "null", "Null", "NULL")
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
    if match is None and _UNCLOSED.match(text):
        raise UnreadableDocument(source.name, "front matter: the line --- that ends it is missing")
    if match and _LISTED.search(match["yaml"]):
        raise UnreadableDocument(source.name, "front matter: `name: value` lines are wanted, not a list with - ")
    if match is None or (match["yaml"].strip() and not _FIELD.search(match["yaml"])):
        return {}, 0
    fields = _parsed(source, match["yaml"])
    if not isinstance(fields, dict):
        raise UnreadableDocument(source.name, "front matter: not a list of `name: value` lines")
    return {str(name): "" if value in _NOTHING else value for name, value in fields.items()}, match.end()


def _parsed(source: Source, text: str) -> object:
    """Names with values as they are written: a title may be a number, and a day that does not exist is named later."""
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader) or {}
    except yaml.MarkedYAMLError as error:
        number = error.problem_mark.line if error.problem_mark else 0
        written = [*text.splitlines(), ""][number].strip()
        why = f"front matter, line {number + 2}: {error.problem}: {written[:80]!r}: "
        raise UnreadableDocument(source.name, why + "put values with `: ` or quotes in them between quotes") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableDocument(source.name, f"front matter: {' '.join(str(error).split())}") from None


def _with_content_key(found: Document) -> Document:
    """Two texts from standard input are two articles: their key is made from their content."""
    import hashlib

    digest = hashlib.sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return replace(found, key=f"{found.key}#{digest}")
