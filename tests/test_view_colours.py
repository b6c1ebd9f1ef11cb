"""Colours of the pages: contrast as WCAG 2.2 defines it, and what is left of differences for the colour-blind."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import kg.view

Matrix = npt.NDArray[np.float64]

# What dichromats see, on linear RGB: Machado, Oliveira and Fernandes, A physiologically-based model for simulation of
# color vision deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity 1.
EYES: dict[str, Matrix] = {
    "usual": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
APART = 14.0  # CIE 1976 difference; about 2.3 can just be seen
FAMILIES = {
    "relations": "verbal-cooperation material-cooperation verbal-conflict material-conflict attendance mediation",
    "roles": "party participant host mediator",
    "answers": "accept partial counter defer reject none",
    "nodes": "state person organization armed-group delegation meeting",
    "marks": "meeting proposal agreement handover",
}
PREFIXES = {"relations": "kind", "roles": "kind", "answers": "stance", "nodes": "group", "marks": "mark"}


def themes() -> list[dict[str, str]]:
    """Colours of the style sheet, light and dark."""
    style = (Path(kg.view.__file__).parent / "assets" / "theme.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_reaches_wcag_aa(theme: int) -> None:
    colours = themes()[theme]
    grounds = [colours[name] for name in ("page", "surface", "raised")]
    texts = [("mark", "on-mark"), ("accent", "on-accent"), ("ink", "page")]
    assert min(contrast(colours[a], colours[b]) for a, b in texts) >= 4.5
    assert min(contrast(colours[name], g) for name in ("ink", "soft", "accent") for g in grounds) >= 4.5
    stances = [name for name in colours if name.startswith("stance-")]
    assert min(contrast(colours[name], colours["on-stance"]) for name in stances) >= 3
    drawn = [
        name
        for name in colours
        if name.startswith(("kind-", "group-", "outline", "mark-", "stance-"))
        and name not in ("group-unnamed", "group-folded")
    ]
    assert len(drawn) > 25
    assert {
        name: contrast(colours[name], grounds[0]) for name in drawn if contrast(colours[name], grounds[0]) < 3
    } == {}


def lab(colour: str, eyes: Matrix) -> Matrix:
    """CIE L*a*b* of what `eyes` see of a colour."""
    shares = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    seen = XYZ @ np.clip(eyes @ linear, 0, 1) / WHITE
    f = np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("family", FAMILIES)
def test_colours_of_a_legend_differ_for_all_eyes(family: str, theme: int, eyes: str) -> None:
    colours = themes()[theme]
    names = [f"{PREFIXES[family]}-{name}" for name in FAMILIES[family].split()]
    apart = {
        (one, other): float(np.linalg.norm(lab(colours[one], EYES[eyes]) - lab(colours[other], EYES[eyes])))
        for one, other in combinations(names, 2)
    }
    assert {pair: round(far, 1) for pair, far in apart.items() if far < APART} == {}
