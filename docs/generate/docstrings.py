"""Docstrings as reStructuredText: code keeps its form, a word in backticks is code, nothing else is markup.

Sphinx reads docstrings as reStructuredText; those of kg are plain text, which must not fail the build by an asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

_CODE = re.compile(r"`+([^`]+)`+")
_MARKUP = re.compile(r"([*|_\\])")


def as_rst(lines: Iterable[str]) -> list[str]:
    """The lines of a docstring, paragraph by paragraph."""
    found: list[str] = []
    for blank, paragraph in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            found += [*_paragraph(list(paragraph)), ""]
    return found


def _paragraph(lines: list[str]) -> Iterator[str]:
    if lines[0].startswith((" ", ">>>")):
        yield from (".. code-block:: python", "", *(f"   {line}" for line in lines))
    elif any(line.startswith(" ") for line in lines):
        yield from (f"| {_inline(line.strip())}" for line in _unfolded(lines))
    else:
        yield from map(_inline, lines)


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Lines with those that go on, further in than the first, put behind them."""
    whole = ""
    for line in lines:
        if whole and line.startswith(" "):
            whole += f" {line.strip()}"
            continue
        if whole:
            yield whole
        whole = line
    yield whole


def _inline(text: str) -> str:
    """Text between code escaped, code in double backticks."""
    parts = _CODE.split(text)
    return "".join(f"``{part}``" if number % 2 else _MARKUP.sub(r"\\\1", part) for number, part in enumerate(parts))
