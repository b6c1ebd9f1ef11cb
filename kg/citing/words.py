"""What a row of an article states, made fit for a citation: clean words, dates to their precision, addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

Row = Mapping[str, Any]

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)  # names of the language in which the citations stand, whatever the locale
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"  # stands in addresses as it is, braces and backslashes do not


class Day(NamedTuple):
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None


def clean(value: object) -> str:
    """Text on one line, without control characters and marks that turn the direction of text; "" for None."""
    text = "" if value is None else str(value)
    kept = (c if c.isprintable() else " " if c.isspace() else "" for c in text)
    return " ".join("".join(kept).split())


def shortened(text: str, room: int) -> str:
    """`text` cut between words so that it has at most `room` characters, with an ellipsis where something is cut."""
    if len(text) <= room:
        return text
    head = text[: room - 1]
    whole = head if text[room - 1].isspace() else head.rpartition(" ")[0]
    return (whole or head).rstrip(" ,;:-–—") + "…"


def day_of(row: Row) -> Day | None:
    """The date that a row states; None where there is none that a calendar could have."""
    found = _DATE.fullmatch(clean(row.get("date")))
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    fits = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    return Day(year or 0, month, day) if fits else None


def address_of(row: Row) -> str | None:
    """The web address of an article, from `url` or else `source`, percent-encoded where TeX or HTML would stumble."""
    for value in (row.get("url"), row.get("source")):
        address = clean(value)
        if address.lower().startswith(("http://", "https://")):
            return quote(address, safe=_SAFE)
    return None


def host_of(row: Row) -> str:
    """The host of the article's address without www; "" without one."""
    try:
        host = urlsplit(address_of(row) or "").hostname or ""
    except ValueError:  # brackets that are no address of a machine
        return ""
    return host.removeprefix("www.")


def title_of(row: Row) -> str:
    """The title, else the last part of the source; never a path of somebody's machine."""
    return clean(row.get("title")) or re.split(r"[/\\]", clean(row.get("source")).rstrip("/\\"))[-1]


def ascii_words(text: str) -> list[str]:
    """Lower-case words of ASCII letters and digits; accents fall, other scripts give nothing."""
    plain = unicodedata.normalize("NFKD", clean(text)).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain.replace("'", "").lower())
