"""What a notebook may ask of networks: filters and options by name, checked before anything is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.network.analysis import Request
    from kg.network.selection import Selection

_LISTS = ("factualities", "issues", "without")


def selection_of(filters: Mapping[str, Any]) -> Selection:
    """The filters of a network. InputError for a name or value that is none; one word of several may stand alone."""
    from kg.network.checking import checked
    from kg.network.selection import Selection

    known = {field.name for field in fields(Selection)}
    _refuse(set(filters) - known, known)
    lists = {name: _several(filters[name], name) for name in _LISTS if name in filters}
    dates = {name: str(filters[name]) for name in ("since", "until") if filters.get(name) is not None}
    return checked(Selection(**{**filters, **lists, **dates}))


def request_of(measure: str, network: str | None, options: Mapping[str, Any]) -> Request:
    """A measure with its options and the filters of its network. InputError for a name that is neither."""
    from kg.network.analysis import Request
    from kg.network.selection import Selection

    own = {field.name for field in fields(Request)} - {"measure", "network", "selection"}
    filters = {field.name for field in fields(Selection)}
    _refuse(set(options) - own - filters, own | filters)
    chosen = {name: value for name, value in options.items() if name in own}
    if "spans" in chosen:
        chosen["spans"] = tuple(_span(one) for one in _several(chosen["spans"], "spans"))
    selection = selection_of({name: value for name, value in options.items() if name in filters})
    return Request(measure, network, selection, **chosen)


def _several(value: Any, name: str) -> tuple[Any, ...]:
    if value is None or isinstance(value, str):
        return () if value is None else (value,)
    if not isinstance(value, Iterable):
        raise InputError(f"{name} {value!r}: give one or several in a list")
    return tuple(value)


def _span(value: Any) -> tuple[str | None, str | None]:
    """A span of time as "2025-01..2025-06" or as the two dates, either of which may be None."""
    from kg.network.checking import checked_dates, checked_span

    if isinstance(value, str):
        return checked_span(value, "spans")
    ends = _several(value, "spans")
    if len(ends) != 2:
        raise InputError(f"spans {value!r}: write a span as '2025-01..2025-06' or ('2025-01', '2025-06')")
    since, until = (None if one is None else str(one) for one in ends)
    return checked_dates(since, until, ("spans", "spans"))


def _refuse(unknown: set[str], known: set[str]) -> None:
    if unknown:
        raise InputError(f"there is no option {', '.join(sorted(unknown))}; the options are {', '.join(sorted(known))}")
