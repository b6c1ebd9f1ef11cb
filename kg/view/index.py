"""The first page of a set: what each page shows, and the pages of single actors and articles. It needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kg.view.document import asset, inline_hash, navigation
from kg.view.links import Links
from kg.view.page import citation
from kg.view.records import Source

STYLES = ("theme.css", "index.css")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page in a list: its name, address, what it shows, and how much is on it."""

    name: str
    address: str
    summary: str
    contents: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that the index lists; `note` says what of the articles is left out."""

    pages: tuple[Listed, ...]
    actors: tuple[Listed, ...]
    articles: tuple[Listed, ...]
    sources: tuple[Source, ...]
    note: str = ""


def index_html(contents: Contents, links: Links) -> str:
    """The page as HTML; the same contents and links give the same text."""
    style = "\n".join(map(asset, STYLES))
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {inline_hash(style)}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="Parley">\n'
        f"<title>Negotiations as a graph · Overview</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header>{navigation(links)}</header>\n<main>\n<h1>Negotiations as a graph</h1>\n"
        f'<p class="soft">{escape(citation(contents.sources))}. '
        "Each page shows who says what in which words; search, filters and what is selected stand in its address.</p>\n"
        f"<h2>Pages</h2>\n{_cards(contents.pages)}"
        f"{_section('Actors spoken of most', contents.actors, '')}"
        f"{_section('Articles', contents.articles, contents.note)}</main>\n</body>\n</html>\n"
    )


def _cards(pages: Sequence[Listed]) -> str:
    items = "".join(
        f'<li><a href="{escape(page.address)}">{escape(page.name)}</a><p>{escape(_sentence(page.summary))}</p>'
        f'<p class="soft">{escape(page.contents)}</p></li>\n'
        for page in pages
    )
    return f'<ul class="pages">\n{items}</ul>\n'


def _section(heading: str, pages: Sequence[Listed], note: str) -> str:
    if not pages:
        return ""
    items = "".join(
        f'<li><a href="{escape(page.address)}">{escape(page.name)}</a>'
        f"{f' <span class=soft>{escape(page.contents)}</span>' if page.contents else ''}</li>\n"
        for page in pages
    )
    said = f'<p class="soft">{escape(note)}</p>\n' if note else ""
    kind = "few" if any(page.contents for page in pages) else "many"
    return f'<h2>{escape(heading)}</h2>\n{said}<ul class="{kind}">\n{items}</ul>\n'


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
