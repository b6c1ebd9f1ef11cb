"""CSL-JSON, which Zotero, pandoc and other programs read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kg.citing.keys import citation_keys
from kg.citing.words import Row, address_of, clean, day_of, title_of


def csl(articles: Iterable[Row]) -> str:
    """A JSON array with an item for each row of the table `articles`, by citation key, which is its id.

    An item is an article-newspaper; one without publisher but with an address is a webpage. Beside the columns of the
    table `url` counts, if a row has it.
    """
    rows = list(articles)
    keys = citation_keys(rows)
    items = sorted((_item(keys[str(row["id"])], row) for row in rows), key=lambda item: str(item["id"]))
    return json.dumps(items, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"  # no tag, wherever it stands


def _item(key: str, row: Row) -> dict[str, Any]:
    publisher, address, date = clean(row.get("publisher")), address_of(row), day_of(row)
    found = {
        "id": key,
        "type": "webpage" if address and not publisher else "article-newspaper",
        "title": title_of(row),
        "container-title": publisher,
        "issued": {"date-parts": [[part for part in date if part is not None]]} if date else None,
        "URL": address,
        "language": clean(row.get("language")),
    }
    return {name: value for name, value in found.items() if value}
