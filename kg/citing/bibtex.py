"""Entries for BibTeX and biblatex, readable by both.

An article with a publisher is @article with the entry subtype newspaper: plain BibTeX reads journal, year and month,
biblatex takes journal for journaltitle and date for the day. One without is @misc. No author is claimed: the name by
which an article is cited stands in `label` for biblatex and in `key` for BibTeX, which both take where an author is
missing. Titles keep their capitals by a second pair of braces. Letters beyond ASCII stay UTF-8. A day of access would
be that of a run: there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.citing.keys import citation_keys
from kg.citing.words import MONTHS, Day, Row, address_of, clean, day_of, title_of

# A brace that is escaped with a backslash still counts for BibTeX, so braces go by name.
_ESCAPES = {ord(sign): rf"\{sign}" for sign in "%&$#_"} | {
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\textbraceleft{}",
    ord("}"): r"\textbraceright{}",
}
_LANGUAGES = {"en": "english"}  # what babel calls them


def bibtex(articles: Iterable[Row]) -> str:
    """A .bib file with an entry for each row of the table `articles`, by citation key.

    Beside the columns of the table `url` counts, if a row has it.
    """
    rows = list(articles)
    keys = citation_keys(rows)
    return "\n".join(_entry(keys[str(row["id"])], row) for row in sorted(rows, key=lambda row: keys[str(row["id"])]))


def escaped(text: str) -> str:
    """Text for a field between braces: what TeX would obey is spelled out."""
    return clean(text).translate(_ESCAPES)


def _entry(key: str, row: Row) -> str:
    kind = "article" if clean(row.get("publisher")) else "misc"
    fields = "".join(f",\n  {name} = {value}" for name, value in _fields(row))
    return f"@{kind}{{{key}{fields}\n}}\n"


def _fields(row: Row) -> Iterator[tuple[str, str]]:
    title, publisher = escaped(title_of(row)), escaped(clean(row.get("publisher")))
    if title:
        yield "title", f"{{{{{title}}}}}"
    if publisher:
        yield from (("journal", f"{{{{{publisher}}}}}"), ("entrysubtype", "{newspaper}"))
        yield from ((name, f"{{{publisher}}}") for name in ("label", "key"))
    date = day_of(row)
    if date:
        yield from _dated(date)
    address = address_of(row)
    if address:
        yield "url", f"{{{address}}}"
    if clean(row.get("language")) in _LANGUAGES:
        yield "langid", f"{{{_LANGUAGES[clean(row.get('language'))]}}}"


def _dated(date: Day) -> Iterator[tuple[str, str]]:
    """The date to its precision for biblatex; year and the month's macro for BibTeX, which knows no day."""
    parts = [f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)]
    yield "date", f"{{{'-'.join(parts)}}}"
    yield "year", f"{{{date.year}}}"
    if date.month:
        yield "month", MONTHS[date.month - 1][:3].lower()
