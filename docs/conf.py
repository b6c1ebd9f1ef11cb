"""Settings of the documentation: `make docs` builds it with Sphinx into site/, warnings are errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg import __version__

project = "Parley"
author = "The Parley maintainers"
release = version = __version__
copyright = ""
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["generate"]
nitpicky = True
nitpick_ignore_regex = [("py:.*", r".*")]  # types of other libraries, which are not fetched from the network
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["misc.highlighting_failure"]  # the SPARQL lexer does not know alternatives of a path
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True

html_theme = "furo"  # system fonts, no file of others: the site makes no request to the network
html_title = f"Parley {__version__}"
html_static_path = ["_static"]
html_css_files = ["parley.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {
    "footer_icons": [],
    "light_css_variables": {"color-brand-primary": "#0b57a4", "color-brand-content": "#0b57a4"},
    "dark_css_variables": {"color-brand-primary": "#8cc1f0", "color-brand-content": "#8cc1f0"},
}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


def setup(app: Sphinx) -> None:
    """Read docstrings as plain text, and put the browsable ontology beside the pages."""
    app.connect("build-finished", _ontology)
    app.connect("autodoc-process-docstring", _plain)


def _plain(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    from docs.generate.docstrings import as_rst

    lines[:] = as_rst(lines)


def _ontology(app: Sphinx, failure: Exception | None) -> None:
    if failure is None and app.builder.format == "html":
        from kg.schema.page import ontology_page

        target = Path(app.outdir) / "ontology" / "index.html"
        target.parent.mkdir(exist_ok=True)
        target.write_text(ontology_page(), encoding="utf-8", newline="\n")
