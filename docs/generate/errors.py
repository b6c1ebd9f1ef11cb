"""reference/errors.md, from the exception tree."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from docs.generate.markdown import code, page
from kg.errors import ParleyError

_INTRODUCTION = """An error that you can act on is one line on standard error that begins with `kg:` and says what
is wrong, where, and what to do. In Python it is an
exception of `kg.errors`; catch `kg.errors.ParleyError` for all of them.

| exit code | means |
|---|---|
| 0 | done |
| 1 | an error; of several documents some could not be read (the others are written); what was checked is not in order |
| 2 | an option or argument that the command does not know |

A traceback is a fault of the program: please report it."""


def pages() -> dict[str, str]:
    """The page."""
    tree = "\n".join(_tree(ParleyError, 0))
    return {"reference/errors.md": page("Errors", _INTRODUCTION, "## Exceptions", tree, source="kg/errors.py")}


def _tree(error: type[ParleyError], depth: int) -> Iterator[str]:
    """The class, then those below it, as a nested list."""
    yield f"{'  ' * depth}- {code(error.__name__)}: {_quiet(inspect.getdoc(error) or '')}"
    for below in error.__subclasses__():
        yield from _tree(below, depth + 1)


def _quiet(text: str) -> str:
    return re.sub(r"\s+", " ", text)
