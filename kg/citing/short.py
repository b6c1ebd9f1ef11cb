"""Short citations: outlet and date, as they stand in running text and beside a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, product
from string import ascii_lowercase

from kg.citing.words import MONTHS, Row, clean, day_of, shortened, title_of

ROOM = 60  # characters of an outlet or title
UNKNOWN = "Untitled report"


def short_citation(article: Row, letter: str = "") -> str:
    """An article in a few words: "Reuters, 2 June 2025", "Reuters, June 2025", "Reuters, n.d.".

    `article` is a row of the table `articles`: publisher, date, title and source count; the date has the precision that
    the row states. Without a publisher the title stands in quotation marks, shortened; without a title the last part of
    the source. `letter` sets articles of one outlet and day apart, as `short_citations` does.
    """
    outlet = shortened(clean(article.get("publisher")), ROOM)
    title = shortened(title_of(article), ROOM)
    return f"{outlet or (f'“{title}”' if title else UNKNOWN)}, {_when(article, letter)}"


def short_citations(articles: Iterable[Row]) -> dict[str, str]:
    """Short citations by article id. Those that read alike get a, b, c ... in the order of their titles and ids.

    The order in which the articles come makes no difference. A further article of the same outlet and day can move the
    letters, as in any bibliography.
    """
    alike: dict[str, list[Row]] = defaultdict(list)
    for article in articles:
        alike[short_citation(article).casefold()].append(article)
    found = {}
    for group in alike.values():
        ordered = sorted(group, key=lambda row: (clean(row.get("title")).casefold(), str(row["id"])))
        marks = letters() if len(group) > 1 else iter([""])
        found.update({str(row["id"]): short_citation(row, next(marks)) for row in ordered})
    return found


def letters() -> Iterator[str]:
    """a to z, aa to zz, aaa ..."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def _when(article: Row, letter: str) -> str:
    date = day_of(article)
    if date is None:
        return f"n.d.-{letter}" if letter else "n.d."
    day = f"{date.day} " if date.day else ""
    month = f"{MONTHS[date.month - 1]} " if date.month else ""
    return f"{day}{month}{date.year}{letter}"
