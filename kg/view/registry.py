"""The pages that there are, in one table: help, navigation and index are made of it. A new page is a new row."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

GRAPH = "kg.view.page:graph_sheet"


@dataclass(frozen=True, slots=True)
class View:
    """A kind of page.

    `word` stands in navigation, `summary` in help and index. `make` names the function that takes (Records, Request)
    and gives the page, `sheet` the one that makes a Sheet of it; both as "module:function", so that listing the pages
    loads none of them. `of` is what a page about one thing is asked for: ACTOR or ARTICLE. `panel` says
    whether its claims can be searched, filtered and opened.
    """

    name: str
    word: str
    summary: str
    make: str
    sheet: str = GRAPH
    of: str = ""
    panel: bool = True


VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View("actors", "Actors", "who deals with whom, by word or deed", "kg.view.actors:actors_page"),
        View("meetings", "Meetings", "who met where, as party, mediator or host", "kg.view.meetings:meetings_page"),
        View("proposals", "Proposals", "who proposed what, and who answered how", "kg.view.proposals:proposals_page"),
        View(
            "timeline",
            "Timeline",
            "meetings, proposals, answers, agreements and papers along time",
            "kg.view.timeline:timeline_page",
            "kg.view.timeline:timeline_sheet",
        ),
        View(
            "record",
            "Record",
            "round by round what was proposed, answered and agreed; positions by party and issue",
            "kg.view.record:record_page",
            "kg.view.record:record_sheet",
        ),
        View(
            "plots",
            "Plots",
            "negotiations along time, positions, scores, mediators and venues as figures",
            "kg.view.plots:plots_page",
            "kg.view.plots:plots_sheet",
            panel=False,
        ),
        View(
            "ego",
            "Actor",
            "one actor and those it deals with: give its name, an alias or its id",
            "kg.view.ego:ego_page",
            of="ACTOR",
        ),
        View(
            "article",
            "Article",
            "what one article says: give its id or source",
            "kg.view.article:article_page",
            of="ARTICLE",
        ),
    )
}


def load(where: str) -> Callable[..., Any]:
    """The function that "module:function" names."""
    module, _, name = where.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function
