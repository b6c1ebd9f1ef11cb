"""What a notebook may ask of networks: filters and options by name, checked before anything is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.network.analysis import Request
    from kg.network.selection import Selection


def selection_of(filters: Mapping[str, Any]) -> Selection:
    """The filters of a network. InputError for a name that is none; one factuality or issue may stand alone."""
    from kg.network.selection import Selection, checked_date

    known = {field.name for field in fields(Selection)}
    _refuse(set(filters) - known, known)
    lists = {name: _several(filters[name]) for name in ("factualities", "issues") if name in filters}
    dates = {name: checked_date(str(filters[name]), name) for name in ("since", "until") if filters.get(name)}
    return Selection(**{**filters, **lists, **dates})


def request_of(measure: str, network: str | None, options: Mapping[str, Any]) -> Request:
    """A measure with its options and the filters of its network. InputError for a name that is neither."""
    from kg.network.analysis import Request
    from kg.network.selection import Selection

    own = {field.name for field in fields(Request)} - {"measure", "network", "selection"}
    filters = {field.name for field in fields(Selection)}
    _refuse(set(options) - own - filters, own | filters)
    chosen = {name: value for name, value in options.items() if name in own}
    selection = selection_of({name: value for name, value in options.items() if name in filters})
    return Request(measure, network, selection, **chosen)


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _refuse(unknown: set[str], known: set[str]) -> None:
    if unknown:
        raise InputError(f"there is no option {', '.join(sorted(unknown))}; the options are {', '.join(sorted(known))}")
