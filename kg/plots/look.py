"""How figures look: the colours of the pages in both themes, and sizes.

Colours stand for the same things as in the pages of `kg view` (kg/view/assets/page.css), where they were chosen so that
readers with any colour vision can tell them apart. `SERIES` are those of Okabe and Ito (Color Universal Design, 2008),
for what has no colour of its own; shapes and hatches tell the same as the colours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.errors import InputError

_NAMES = """page surface line ink soft accent fold bar on-stance mark-meeting mark-proposal mark-agreement stance-accept
    stance-partial stance-counter stance-defer stance-reject stance-none kind-material-cooperation
    kind-material-conflict kind-mediator kind-host""".split()
_LIGHT = """#ffffff #f4f6f8 #d3d9e0 #16202c #4b5867 #00558c #eef1f4 #dfe5ec #ffffff #1d2c3d #5f7690 #78529f #00407f
    #1976b3 #00785a #c06500 #a01c00 #667280 #00407f #a01c00 #00785a #c06500""".split()
_DARK = """#0e1319 #151b23 #36414d #e9eef3 #acb8c4 #86c5f4 #171f28 #26303b #0b1116 #e4eaf0 #93a9c0 #b998e2 #3b8de0
    #86c5f4 #f0e442 #eea63f #ff7152 #8692a0 #3b8de0 #ff7152 #2dbf98 #eea63f""".split()
THEMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "light": MappingProxyType(dict(zip(_NAMES, _LIGHT, strict=True)) | {"sea": "#f4f7fa", "land": "#dde3e9"}),
        "dark": MappingProxyType(dict(zip(_NAMES, _DARK, strict=True)) | {"sea": "#0e1319", "land": "#26303b"}),
    }
)
KEYED = "keyed"  # theme whose colours stand for those of the others, for pictures that are shown in both
KEYS: Mapping[str, str] = MappingProxyType({name: f"#fe{i:02x}01" for i, name in enumerate(THEMES["light"])})
SERIES = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#f0e442")
SHAPES = ("o", "s", "^", "D", "v", "p", "h")

WIDTH = 7.2  # inches: both columns of a page
NARROW = 5.0  # below it names stand above their rows
TEXT, SMALL, TITLE = 7.5, 6.5, 10.0  # points
EDGE = 0.12  # inches around all
_SMALLEST, _LARGEST = 2.0, 60.0  # inches


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure looks: `theme` light or dark, `size` in inches, `dpi` of a png, `title` instead of its own.

    Without a size, or without a height, a figure is as high as its rows need.
    """

    theme: str = "light"
    size: tuple[float, float | None] | None = None
    dpi: int = 200
    title: str | None = None

    @property
    def colours(self) -> Mapping[str, str]:
        """Colours of the theme by name."""
        return KEYS if self.theme == KEYED else THEMES[self.theme]

    @property
    def width(self) -> float:
        """Inches from edge to edge."""
        return self.size[0] if self.size else WIDTH

    @property
    def height(self) -> float | None:
        """Inches from top to bottom, if given."""
        return self.size[1] if self.size else None


def checked_look(look: Look) -> Look:
    """The look itself; InputError where theme, size or resolution make no figure."""
    if look.theme not in (*THEMES, KEYED):
        raise InputError(f"--theme {look.theme}: it is one of {', '.join(THEMES)}")
    sides = [side for side in look.size or () if side is not None]
    if not all(_SMALLEST <= side <= _LARGEST for side in sides):
        size = "x".join(f"{side:g}" for side in sides)
        raise InputError(f"--size {size}: {_SMALLEST:g} to {_LARGEST:g} inches a side")
    if not 30 <= look.dpi <= 1200:
        raise InputError(f"--dpi {look.dpi}: 30 to 1200 dots an inch")
    return look


def in_theme(svg: str, theme: str) -> str:
    """A picture that was drawn in the keyed theme in the colours of another one."""
    names = {key: name for name, key in KEYS.items()}
    return re.sub(r"#fe[0-9a-f]{2}01", lambda match: THEMES[theme][names[match[0]]], svg)
