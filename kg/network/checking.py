"""Checks what is asked before anything is counted: dates that are real, words that the schema or a filter knows.

Errors name the option as the caller spells it: "--from" of a command, "since" of the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from numbers import Integral

from kg.errors import InputError
from kg.network.plover import QUADS
from kg.network.selection import LEVELS, Selection, bounds
from kg.schema.terms import FACTUALITIES, ISSUES

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_FIELDS = {field.name: field.name for field in fields(Selection)}


def checked(selection: Selection, names: Mapping[str, str] = _FIELDS) -> Selection:
    """The selection with PLOVER types in upper case. InputError for a value that no claim could have.

    names: how the caller spells each field of `Selection`; by default as the field is called.
    """
    checked_dates(selection.since, selection.until, (names["since"], names["until"]))
    for word in selection.factualities:
        checked_choice(word, FACTUALITIES, names["factualities"])
    for word in selection.issues:
        checked_choice(word, ISSUES, names["issues"])
    checked_choice(selection.level, LEVELS, names["level"])
    checked_choice(selection.dated, (False, True), names["dated"])
    _whole(selection.min_weight, names["min_weight"])
    _words(selection.process, names["process"])
    return replace(selection, without=checked_types(selection.without, names["without"]))


def checked_choice(value: object, known: Iterable[object], option: str) -> None:
    """InputError if `value` is none of the words known; None stands for no choice."""
    words = tuple(known)
    if value is not None and value not in words:
        raise InputError(f"{option} {value}: it is one of {', '.join(map(str, words))}")


def checked_types(names: Iterable[str], option: str) -> tuple[str, ...]:
    """The names in upper case, if they are PLOVER types; InputError if not."""
    found = tuple(str(name).upper() for name in names)
    known = [one for types in QUADS.values() for one in types]
    for name in found:
        if name not in known:
            raise InputError(f"{option} {name}: the PLOVER types are {', '.join(known)}")
    return found


def checked_date(text: str, option: str) -> str:
    """`text` if it is a date of the calendar, written as 2025, 2025-06 or 2025-06-02; InputError if not."""
    if not _DATE.fullmatch(text):
        raise InputError(f"{option} {text}: write a date as 2025, 2025-06 or 2025-06-02")
    try:
        date.fromisoformat(bounds(text)[0])
    except ValueError as error:
        raise InputError(f"{option} {text}: the calendar has no such date") from error
    return text


def checked_dates(since: str | None, until: str | None, options: tuple[str, str]) -> tuple[str | None, str | None]:
    """The two ends of a span, both included, either of which may be None.

    InputError for what is no date, and where the first day of `since` comes after the last of `until`.
    """
    for text, option in zip((since, until), options, strict=True):
        if text is not None:
            checked_date(text, option)
    if since is not None and until is not None and bounds(since)[0] > bounds(until)[1]:
        raise InputError(f"{options[0]} {since} comes after {options[1]} {until}: nothing lies between them")
    return since, until


def checked_span(text: str, option: str) -> tuple[str | None, str | None]:
    """The two dates of "FROM..TO", either of which may be left out; one date alone is a span too. InputError if not."""
    since, dots, until = text.partition("..")
    if not dots:
        return checked_dates(since, since, (option, option))
    return checked_dates(since or None, until or None, (option, option))


def _words(text: object, option: str) -> None:
    if text is not None and not isinstance(text, str):
        raise InputError(f"{option} {text!r}: write words of the label")


def _whole(number: object, option: str) -> None:
    if isinstance(number, bool) or not isinstance(number, Integral) or int(number) < 1:
        raise InputError(f"{option} {number!r}: a whole number, at least 1")
