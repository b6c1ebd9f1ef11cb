"""The page of the plots: each as a picture in both themes and two widths, its finding in words, its rows as a table.

The pictures are SVG inside the page (data: addresses); a browser runs no script of a picture. Each is drawn once in
either width, and given the colours of both themes.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.errors import NotFound
from kg.plots import PLOTS, Look, Selection, draw_findings, find
from kg.plots.findings import Findings, drawn, labelled
from kg.plots.look import KEYED, in_theme
from kg.plots.rows import Rows
from kg.plots.wording import brief
from kg.view.cards import cited
from kg.view.document import Frame, Sheet
from kg.view.records import Record, Records, Request

FRAME = Frame("", ("theme.css", "index.css", "plots.css"), ("plots.js",), template="plots.html")
NARROW = 3.7  # inches of the pictures for screens of 700 pixels and less
MOST = 400  # rows of a table
SHORT = 3  # citations in a row
LETTERS = 80  # of a cell
_PIXELS = 96  # of an inch
Column = tuple[str, Callable[[Record], object]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot as it stands on the page: what was found, and its SVG, wide and narrow, in the keyed theme."""

    findings: Findings
    wide: str
    narrow: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlotsPage:
    """All plots of a store; `missing` says of which nothing is told, and why."""

    title: str
    subject: str
    pictures: tuple[Picture, ...]
    missing: tuple[tuple[str, str], ...]
    name: str = "plots"


def _value(name: str) -> Callable[[Record], object]:
    return lambda row: row[name]


def _words(name: str) -> Callable[[Record], object]:
    return lambda row: labelled(row[name]) if row[name] else ""


def _day(row: Record) -> object:
    return row["date"] or "before its report"


def _numbers(names: str) -> list[Column]:
    return [(labelled(name).capitalize(), _value(name)) for name in names.split()]


COLUMNS: Mapping[str, list[Column]] = {
    "timeline": [
        ("Negotiation", _value("negotiation")),
        ("Kind", _value("kind")),
        ("What", _value("label")),
        ("Date", _day),
        ("Status or stance", lambda row: labelled(row["status"] or row["stance"] or "")),
    ],
    "positions": [
        ("Issue", _words("issue")),
        ("Party", _value("party")),
        ("Attitude", _words("attitude")),
        ("Date", _day),
        *_numbers("claims"),
    ],
    "dyad": [
        ("Period", _value("period")),
        ("Who", lambda row: f"{row['source']} → {row['target']}"),
        *_numbers("events cooperation conflict net"),
    ],
    "mediators": [
        ("Mediator", _value("mediator")),
        ("For", _value("side")),
        ("Negotiation", _value("negotiation")),
        ("Meetings held", _value("held")),
        ("Meetings ahead", _value("ahead")),
        ("Acts alone", _value("told")),
    ],
    "map": [
        ("City", _value("place")),
        *_numbers("meetings held ahead nothing"),
        ("Negotiations", lambda row: "; ".join(row["negotiations"])),
    ],
}


def plots_page(records: Records, _: Request) -> PlotsPage:
    """All plots of `records`; the dyad is that of which most is told."""
    pictures, missing = [], []
    for name, kind in PLOTS.items():
        try:
            pictures.append(_picture(records, find(records, name, _selection(records, name))))
        except NotFound as error:
            missing.append((kind.summary, str(error)))
    return PlotsPage("Negotiations in figures", "Plots", tuple(pictures), tuple(missing))


def _selection(rows: Rows, name: str) -> Selection:
    from kg.plots.frames.dyad import busiest

    return Selection(actors=busiest(rows, Selection())) if name == "dyad" else Selection()


def _picture(rows: Rows, findings: Findings) -> Picture:
    from kg.plots.canvas import as_bytes

    wide, narrow = (
        as_bytes(draw_findings(findings, Look(KEYED, size)), "svg").decode() for size in (None, (NARROW, None))
    )
    return Picture(findings, wide, narrow, tuple(_table(rows, findings)))


def _table(rows: Rows, findings: Findings) -> Iterator[tuple[str, ...]]:
    """Head and rows of the table; the last column cites the reports in short."""
    sources, numbers = cited(rows.articles)
    short = {key: sources[number].short for key, number in numbers.items()}
    columns = COLUMNS[findings.name]
    yield (*(title for title, _ in columns), "Told by")
    for row in [row for row in drawn(findings) if row["articles"]][:MOST]:
        told = [short[key] for key in row["articles"] if key in short]
        more = f" and {len(told) - SHORT} more" if len(told) > SHORT else ""
        cells = [make(row) for _, make in columns]
        yield (*("" if cell is None else brief(cell, LETTERS) for cell in cells), f"{'; '.join(told[:SHORT])}{more}")


def plots_sheet(page: PlotsPage) -> Sheet:
    """The page as it is written."""
    main = "".join(map(_section, page.pictures)) + _missing(page)
    return Sheet(page.title, page.subject, FRAME, {}, f"{len(page.pictures)} plots", main=main)


def _section(picture: Picture) -> str:
    found = picture.findings
    notes = " ".join(found.notes)
    return (
        f'<section aria-labelledby="{found.name}">\n<h2 id="{found.name}">{escape(found.title)}</h2>\n'
        f'<p class="finding">{escape(found.finding)}</p>\n'
        f"<figure>\n{_image(picture)}<figcaption>{escape(notes)}</figcaption>\n</figure>\n"
        f'<p class="save" role="group" aria-label="Save: {escape(found.title)}">'
        f'<button type="button" data-save="svg" data-plot="{found.name}">Save SVG</button>'
        f'<button type="button" data-save="png" data-plot="{found.name}">Save PNG</button></p>\n'
        f"{_details(picture)}</section>\n"
    )


def _image(picture: Picture) -> str:
    """The picture for wide and narrow screens, light and dark; each file stands in the page once."""
    wide, high = (round(float(side) * _PIXELS / 72) for side in _size(picture.wide))
    small, dark = "(max-width: 700px)", "(prefers-color-scheme: dark)"
    sources = (
        (f"{small} and {dark}", in_theme(picture.narrow, "dark")),
        (small, in_theme(picture.narrow, "light")),
        (dark, in_theme(picture.wide, "dark")),
    )
    found, shown = picture.findings, address(in_theme(picture.wide, "light"))
    return (
        "<picture>\n"
        + "".join(f'<source media="{media}" srcset="{address(svg)}">\n' for media, svg in sources)
        + f'<img id="plot-{found.name}" src="{shown}" width="{wide}" height="{high}" '
        f'alt="{escape(f"{found.title}. {found.finding}")}">\n</picture>\n'
    )


def _size(svg: str) -> tuple[str, str]:
    """Width and height of an SVG in points, as it names them."""
    width, height = (re.search(rf'{side}="([\d.]+)pt"', svg) for side in ("width", "height"))
    return (width[1] if width else "0", height[1] if height else "0")


def address(svg: str) -> str:
    """An SVG as a data: address."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _details(picture: Picture) -> str:
    head, *body = picture.rows
    total = sum(map(bool, picture.findings.frame["articles"]))
    more = f" (the first {len(body):,} of {total:,})" if total > len(body) else ""
    title = f"{total:,} {'row' if total == 1 else 'rows'} of the figure as a table{more}"
    name = f"Table: {picture.findings.title}"
    return (
        f"<details>\n<summary>{escape(title)}</summary>\n"
        f'<div class="table" role="region" tabindex="0" aria-label="{escape(name)}">\n<table>\n'
        f"<thead><tr>{_cells(head, 'th scope=col', 'th')}</tr></thead>\n<tbody>\n"
        + "".join(f"<tr>{_cells(row, 'td', 'td')}</tr>\n" for row in body)
        + "</tbody>\n</table>\n</div>\n</details>\n"
    )


def _cells(row: Sequence[str], tag: str, end: str) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{end}>" for cell in row)


def _missing(page: PlotsPage) -> str:
    items = "".join(f"<li>{escape(what)}: {escape(why)}</li>\n" for what, why in page.missing)
    return f'<section class="soft">\n<h2>Not drawn</h2>\n<ul>\n{items}</ul>\n</section>\n' if items else ""
