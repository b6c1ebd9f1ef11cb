"""The figure itself, and how it becomes a file: the same figure gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text

from kg.errors import InputError
from kg.plots.look import TEXT
from kg.plots.wording import FAMILY

SUFFIXES = (".svg", ".png")
_SILENT: dict[str, dict[str, Any]] = {  # no date, no version: they would differ from run to run
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
}


@contextmanager
def settings() -> Iterator[None]:
    """Settings of matplotlib under which figures are made and written, whatever the user's own are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "axes.linewidth": 0.6,
                "font.family": [FAMILY],
                "font.size": TEXT,
                "hatch.linewidth": 0.6,
                "path.simplify": False,
                "svg.fonttype": "path",
                "svg.hashsalt": "parley",
                "text.hinting": "none",
                "text.parse_math": False,
                "text.usetex": False,
            }
        )
        yield


class Plot(Figure):
    """A figure that shows itself in a notebook, without pyplot and its global state."""

    def _repr_svg_(self) -> str:
        return as_bytes(self, "svg").decode()


def as_bytes(figure: Figure, form: str) -> bytes:
    """The figure as svg or png. Letters are paths, so that it looks the same everywhere; no text is a formula."""
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_parse_math(False)
    out = io.BytesIO()
    with settings():
        figure.savefig(out, format=form, metadata=_SILENT[form], facecolor=figure.get_facecolor(), dpi=figure.dpi)
    return compact(out.getvalue().decode()).encode() if form == "svg" else out.getvalue()


def compact(svg: str) -> str:
    """The same picture in half the bytes: no comments, no address of a DTD, places to a hundredth of a point."""
    svg = re.sub(r"<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(\b(?:d|x|y)=")([^"]*)', lambda m: m[1] + _rounded(m[2]), svg)
    svg = re.sub(r"(translate\()([^)]*)", lambda m: m[1] + _rounded(m[2]), svg)
    svg = re.sub(r'(<use xlink:href="[^"]*") transform="translate\(([-\d.]+) 0\)"', r'\1 x="\2"', svg)
    svg = re.sub(r'(style=")([^"]*)', lambda m: m[1] + re.sub(r"([;:]) ", r"\1", m[2]), svg)
    svg = re.sub(r"(?<=[\"#])DejaVuSans-(?:Bold-)?", lambda m: "b" if "Bold" in m[0] else "g", svg)
    return re.sub(r"\n\s*", "\n", svg)


def _rounded(numbers: str) -> str:
    """Numbers with at most two decimals; steps and blanks stay."""
    short = re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), numbers)
    return re.sub(r"\s+", " ", short).strip()


def write_figure(figure: Figure, path: Path) -> None:
    """Write the figure to an .svg or .png file, making its folder; InputError if that fails."""
    form = file_form(path)
    written = as_bytes(figure, form)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error


def file_form(path: Path) -> str:
    """svg or png by the end of the name; InputError for any other."""
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path}: a plot is written as {' or '.join(SUFFIXES)}; end the name of the file so")
    return path.suffix.lower()[1:]
