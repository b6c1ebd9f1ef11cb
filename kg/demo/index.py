"""The first page of the demonstration: what was found, and links to all that was written."""

from __future__ import annotations

from html import escape

from kg.demo.findings import Tables, findings
from kg.view.registry import VIEWS, View

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Parley: the sample reports as a graph</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1d2430; }
pre { background: #f3f5f8; padding: 1rem; white-space: pre-wrap; font-size: 14px; }
a { color: #0b57a4; }
@media (prefers-color-scheme: dark) {
body { background: #0e1319; color: #e9eef3; }
pre { background: #1a222b; }
a { color: #86c5f4; }
}
</style>
</head>
<body>
"""


def page(tables: Tables) -> str:
    """The page as HTML; it needs no network and no script."""
    views = "".join(_view_line(view) for view in VIEWS.values() if not view.of)
    rows = "".join(_table_line(name, len(rows)) for name, rows in tables.items())
    return (
        f"{_HEAD}<h1>The sample reports as a graph</h1>\n"
        f"<p>{len(tables['articles'])} dispatches on public negotiations, {_years(tables)}, "
        "written for this project.</p>\n"
        f"<h2>Pages</h2>\n<p>{_link('views/index.html', 'All pages')}, those of single actors and reports too.</p>\n"
        f"<ul>\n{views}</ul>\n"
        f"<h2>Tables</h2>\n<ul>\n{rows}</ul>\n"
        f"<h2>Graph</h2>\n<p>{_link('parley.ttl', 'Turtle')}, and {_link('ontology.html', 'what its terms mean')}</p>\n"
        f"<h2>What was found</h2>\n<pre>{escape(chr(10).join(findings(tables)))}</pre>\n</body>\n</html>\n"
    )


def _view_line(view: View) -> str:
    return f"<li>{_link(f'views/{view.name}.html', view.word)}: {escape(view.summary)}</li>\n"


def _years(tables: Tables) -> str:
    """From the first to the last year of the reports."""
    years = sorted(str(row["date"])[:4] for row in tables["articles"] if row["date"])
    return f"{years[0]} to {years[-1]}" if years else "undated"


def _table_line(name: str, count: int) -> str:
    lines = _link(f"tables/{name}.jsonl", "JSON lines")
    return f"<li>{_link(f'tables/{name}.csv', name)} ({count} rows, {lines})</li>\n"


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}">{escape(text)}</a>'
