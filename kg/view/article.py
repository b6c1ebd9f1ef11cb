"""The page of one article: who deals with whom in what it says."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import InputError, NotFound
from kg.view.actors import actors_page
from kg.view.records import Page, Record, Records, Request


def article_page(records: Records, request: Request) -> Page:
    """The actors page of what the article that the request names says; without a name, of the only article there is."""
    row = article_row(records, request.name)
    page = actors_page(told_in(records, row), request)
    title = str(row.get("title") or row.get("source") or row["id"])
    return replace(page, name="article", title=title, subject="One article")


def article_row(records: Records, name: str | None) -> Record:
    """The article with the id or source `name`."""
    if name is None and len(records.articles) != 1:
        raise InputError(f"kg view article: name one of the {len(records.articles)} articles (kg table articles)")
    rows = [row for row in records.articles if name in (None, row["id"], row.get("source"))]
    if not rows:
        raise NotFound(f"the store holds no article {name}: kg table articles lists them")
    return rows[0]


def told_in(records: Records, article: Record) -> Records:
    """What one article says of actors, events and meetings."""
    key = article["id"]
    meetings = (
        {**row, "articles": [key], "evidence": [e for e in row.get("evidence") or () if e["article"] == key]}
        for row in records.meetings
        if key in (row.get("articles") or ())
    )
    return replace(
        records,
        articles=(article,),
        actors=tuple(row for row in records.actors if key in (row.get("articles") or ())),
        events=tuple(row for row in records.events if row["article"] == key),
        meetings=tuple(meetings),
    )
