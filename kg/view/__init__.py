"""Interactive pages of the graph: one HTML file each, which opens from a folder without network.

page = view_page("actors", read_records(store))
write_page(page, Path("actors.html"))

`write_set` writes all of them into a folder, linked with one another.
"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import InputError
from kg.view.records import Page, Records, Request
from kg.view.registry import VIEWS, View, load

if TYPE_CHECKING:
    from kg.tables import Queryable
    from kg.view.document import Sheet
    from kg.view.links import Links

__all__ = [
    "VIEWS",
    "AnyPage",
    "Page",
    "Records",
    "Request",
    "View",
    "contents",
    "page_html",
    "page_sheet",
    "read_records",
    "view_page",
    "write_page",
    "write_text",
]


class AnyPage(Protocol):
    """What all pages have: the name of their row in VIEWS, and a title."""

    @property
    def name(self) -> str:
        """Key in VIEWS."""

    @property
    def title(self) -> str:
        """Heading of the page."""


def read_records(store: Queryable) -> Records:
    """The rows that pages are made of, from a store's default graph. Conflicts also have `subjects`."""
    from kg.plots.rows import spots
    from kg.tables import COLUMNS, records
    from kg.tables.conflicts import subjects
    from kg.tables.reading import open_reader

    reader = open_reader(store)
    about = subjects(reader)
    names = [field.name for field in fields(Records) if field.name in COLUMNS]
    found = Records(**{name: tuple(records(store, name)) for name in names})
    conflicts = tuple({**row, "subjects": about.get(row["id"], [])} for row in found.conflicts)
    return replace(found, conflicts=conflicts, spots=tuple(spots(reader)))


def view_page(name: str, records: Records, request: Request | str | None = None) -> AnyPage:
    """Page `name` of the records; a text as `request` names the actor or article that the page is about.

    InputError and NotFound say what is wrong with the name or the request.
    """
    if name not in VIEWS:
        raise InputError(f"there is no view {name}: the views are {', '.join(VIEWS)}")
    wanted = Request(request) if isinstance(request, str) else request or Request()
    page: AnyPage = load(VIEWS[name].make)(records, wanted)
    return page


def page_sheet(page: AnyPage) -> Sheet:
    """The page as it is written."""
    sheet: Sheet = load(VIEWS[page.name].sheet)(page)
    return sheet


def page_html(page: AnyPage, links: Links | None = None) -> str:
    """The page as HTML; the same page and links give the same text."""
    from kg.view.document import ALONE, document

    return document(page_sheet(page), links or ALONE)


def contents(page: AnyPage) -> str:
    """How much is on the page, in words."""
    return page_sheet(page).contents


def write_page(page: AnyPage, path: Path, links: Links | None = None) -> str:
    """Write `page` to `path` and say how much is on it. InputError if that fails."""
    from kg.view.document import ALONE, document

    sheet = page_sheet(page)
    write_text(document(sheet, links or ALONE), path)
    return sheet.contents


def write_text(text: str, path: Path) -> None:
    """Write `text` to `path` as UTF-8, making its folder; a file there is replaced. InputError if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error
