"""Citation keys: what \\cite takes. Lower-case ASCII letters and digits, so that they fit file names and every tool."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.citing.short import letters
from kg.citing.words import Row, ascii_words, clean, day_of, host_of, title_of

_ROOM = 24  # characters of each part
_PASSED_OVER = frozenset("a an the of to in on at for and or as with by from after says no not is are".split())


def citation_keys(articles: Iterable[Row]) -> dict[str, str]:
    """Unique keys by article id: outlet, year, and the place of the dateline or else the first word of the title.

    Keys that would be equal get a, b, c ... in the order of date, title and id; the order in which the articles come
    makes no difference.
    """
    alike: dict[str, list[Row]] = defaultdict(list)
    for article in articles:
        alike[_stem(article)].append(article)
    taken = {stem for stem, group in alike.items() if len(group) == 1}
    found = {}
    for stem, group in sorted(alike.items()):
        free = (key for letter in letters() if (key := stem + letter) not in taken)
        for row in sorted(group, key=_order):
            key = stem if len(group) == 1 else next(free)
            taken.add(key)
            found[str(row["id"])] = key
    return found


def _order(row: Row) -> tuple[str, str, str]:
    return clean(row.get("date")) or "~", clean(row.get("title")).casefold(), str(row["id"])


def _stem(row: Row) -> str:
    """reuters2025istanbul; nd stands for a year that is not known. What follows a comma is a bureau or country."""
    outlet = "".join(ascii_words(clean(row.get("publisher")).partition(",")[0]) or ascii_words(host_of(row)))
    places = ascii_words(clean(row.get("dateline_place")).partition(",")[0])
    titled = [word for word in ascii_words(title_of(row)) if word not in _PASSED_OVER]
    date = day_of(row)
    word = "".join(places) or next(iter(titled), "")
    return f"{outlet[:_ROOM] or 'report'}{date.year if date else 'nd'}{word[:_ROOM]}"
