"""Interactive pages of the graph: one HTML file each, which opens from a folder without network.

page = view_page("actors", read_records(store))
write_page(page, Path("actors.html"))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import InputError, NotFound
from kg.view.actors import actors_page
from kg.view.meetings import meetings_page
from kg.view.page import render
from kg.view.record import RecordPage, record_page, render_record
from kg.view.records import Page, Records
from kg.view.timeline import Timeline, render_timeline, timeline_page

if TYPE_CHECKING:
    from kg.tables import Queryable

__all__ = [
    "VIEWS",
    "AnyPage",
    "Page",
    "Records",
    "article_page",
    "contents",
    "page_html",
    "read_records",
    "view_page",
    "write_page",
]

VIEWS = ("actors", "meetings", "timeline", "record", "article")
AnyPage: TypeAlias = Page | Timeline | RecordPage


def read_records(store: Queryable) -> Records:
    """The rows that pages are made of, from a store's default graph. Conflicts also have `subjects`."""
    from kg.tables import COLUMNS, records
    from kg.tables.conflicts import subjects
    from kg.tables.reading import open_reader

    about = subjects(open_reader(store))
    names = [field.name for field in fields(Records) if field.name in COLUMNS]
    found = Records(**{name: tuple(records(store, name)) for name in names})
    conflicts = tuple({**row, "subjects": about.get(row["id"], [])} for row in found.conflicts)
    return replace(found, conflicts=conflicts)


def view_page(name: str, records: Records, article: str | None = None) -> AnyPage:
    """Page `name` of the records; `article` is an article's id or source. InputError, NotFound say what is wrong."""
    if name == "article":
        return article_page(records, article)
    pages: dict[str, Callable[[Records], AnyPage]] = {
        "actors": actors_page,
        "meetings": meetings_page,
        "timeline": timeline_page,
        "record": record_page,
    }
    if name not in pages:
        raise InputError(f"there is no view {name}: the views are {', '.join(VIEWS)}")
    return pages[name](records)


def article_page(records: Records, article: str | None) -> Page:
    """The actors page of what one article says; without a name, of the only article there is."""
    if article is None and len(records.articles) != 1:
        raise InputError(f"kg view article: name one of the {len(records.articles)} articles (kg table articles)")
    rows = [row for row in records.articles if article in (None, row["id"], row.get("source"))]
    if not rows:
        raise NotFound(f"the store holds no article {article}: kg table articles lists them")
    key = rows[0]["id"]
    meetings = (
        {**row, "articles": [key], "evidence": [e for e in row.get("evidence") or () if e["article"] == key]}
        for row in records.meetings
        if key in (row.get("articles") or ())
    )
    told = replace(
        records,
        articles=(rows[0],),
        actors=tuple(row for row in records.actors if key in (row.get("articles") or ())),
        events=tuple(row for row in records.events if row["article"] == key),
        meetings=tuple(meetings),
    )
    return actors_page(told, title=rows[0].get("title") or str(rows[0].get("source") or key), subject="One article")


def page_html(page: AnyPage) -> str:
    """The page as HTML; the same page gives the same text."""
    if isinstance(page, Page):
        return render(page)
    return render_timeline(page) if isinstance(page, Timeline) else render_record(page)


def contents(page: AnyPage) -> str:
    """How much is on the page, in words."""
    if isinstance(page, Page):
        return f"{len(page.nodes)} nodes, {len(page.edges)} edges, {len(page.cards)} claims"
    told = f"{len(page.lanes)} negotiations, {len(page.items.items)} meetings, proposals, answers, agreements, papers"
    return told if isinstance(page, Timeline) else f"{told}, {len(page.positions)} positions"


def write_page(page: AnyPage, path: Path) -> None:
    """Write `page` to `path` as UTF-8, making its folder; a file there is replaced. InputError if that fails."""
    text = page_html(page)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error
