"""Where the other pages of a set lie; a page that is made alone has none."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

LONGEST = 60  # characters of a file name without its ending


@dataclass(frozen=True, slots=True)
class Links:
    """Relative addresses, seen from the page that is written.

    `pages` are (word, address) in the order of navigation, `here` the address of this page among them, if it is.
    `actors` go by label, `articles` by id.
    """

    pages: tuple[tuple[str, str], ...] = ()
    here: str = ""
    actors: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)


def below(links: Links) -> Links:
    """The same links seen from a folder inside that of the set."""
    return replace(
        links,
        pages=tuple((word, f"../{address}") for word, address in links.pages),
        here="",
        actors={label: f"../{address}" for label, address in links.actors.items()},
        articles={key: f"../{address}" for key, address in links.articles.items()},
    )


def file_names(keys: Iterable[str], folder: str) -> dict[str, str]:
    """A file in `folder` for each key: letters, digits and hyphens alone, no two alike, whatever the keys hold."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(keys):
        name = _plain(key)
        if not name or name in taken:
            name = f"{name}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:10]}".lstrip("-")
        taken.add(name)
        named[key] = f"{folder}/{name}.html"
    return named


def _plain(key: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", key.removeprefix("article/")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")[:LONGEST].rstrip("-")
