"""Time from opening a graph page to its first drawing, beside that of a bare vis-network page.

    python benchmarks/view.py [--write] [NODES ...]

The bare page holds the same nodes and edges with the same fixed positions, the same library and nothing else: no
claims, no search, no filters, no panel. Both are opened in headless Chromium in turns, ROUNDS times each, after one
round that is not counted; the time is that from the start of the navigation until the graph stands on the canvas. The
fastest round counts, because what else the machine does can only add to it; the medians stand beside it.
--write puts the figures into benchmarks/VIEW.md.
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, sync_playwright

from kg.view import Records, Request, page_sheet, view_page
from kg.view.document import as_data, document
from tests.browsing import CHROMIUM, FLAGS

SIZES = (1000, 5000, 20000)
ROUNDS = 9
CLAIMS = 2.5  # events a node, as in the sample reports and some more
REPORT = Path(__file__).parent / "VIEW.md"
TYPES = (("AGREE", "agree"), ("CONSULT", "meet"), ("REQUEST", "demand"), ("REJECT", "reject"), ("ASSAULT", "attack"))
BARE = """<!doctype html><meta charset="utf-8"><style>#graph {{ width: 660px; height: 700px }}</style>
<div id="graph"></div><script>{library}</script><script>
const data = {data};
const network = new vis.Network(document.getElementById("graph"),
  {{ nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) }}, data.options);
network.once("afterDrawing", () => performance.mark("drawn"));
</script>"""


def invented(nodes: int, seed: int = 5) -> Records:
    """Rows of as many actors as `nodes`, of whom few are spoken of much and most once or twice."""
    rng = random.Random(seed)
    articles = [
        {"id": f"article/{i}", "title": f"Report {i}", "publisher": f"Wire {i % 7}", "source": f"r{i}.txt"}
        | {"date": (date(2020, 1, 1) + timedelta(days=i)).isoformat()}
        for i in range(nodes // 10)
    ]
    actors = [
        {"id": f"person/{i}", "label": f"Person {i} of Somewhere", "type": ("person", "state", "organization")[i % 3]}
        | {"country": f"C{i % 90}", "sector": "GOV", "positions": [], "aliases": [], "articles": []}
        for i in range(nodes)
    ]
    events = [_event(i, rng, actors, articles) for i in range(int(nodes * CLAIMS))]
    return Records(articles=tuple(articles), actors=tuple(actors), events=tuple(events))


def _event(i: int, rng: random.Random, actors: list[dict[str, Any]], articles: list[dict[str, Any]]) -> dict[str, Any]:
    agent = i % len(actors) if i < len(actors) else int(len(actors) * rng.random() ** 2)
    target = int(len(actors) * rng.random() ** 3)
    kind, act = rng.choice(TYPES)
    article = rng.choice(articles)
    text = f"{actors[agent]['label']} told {actors[target]['label']} what was to be said on matter {i}, reports say."
    row = {"id": f"{article['id']}/event/{i}", "article": article["id"], "evidence": text, "start": 10}
    row |= {"end": 10 + len(text), "spans": [], "event_type": kind, "act": act, "date": article["date"]}
    row |= {"agents": [actors[agent]["label"]], "targets": [actors[target]["label"]], "issues": ["ceasefire"]}
    return row | {"factuality": rng.choice(("asserted",) * 4 + ("planned",)), "attributed_to": None, "context": []}


def pages(nodes: int, folder: Path) -> tuple[dict[str, Path], float]:
    """The page and the bare one, and the seconds that making the page takes."""
    records = invented(nodes)
    start = time.perf_counter()
    sheet = page_sheet(view_page("actors", records, Request(max_nodes=10**9)))
    text = document(sheet)
    taken = time.perf_counter() - start
    bare = as_data({name: sheet.data[name] for name in ("nodes", "edges", "options")})
    paths = {"page": folder / f"page-{nodes}.html", "bare": folder / f"bare-{nodes}.html"}
    paths["page"].write_text(text, encoding="utf-8")
    paths["bare"].write_text(BARE.format(library=sheet.frame.library, data=bare), encoding="utf-8")
    return paths, taken


def drawn_after(browser: Browser, path: Path) -> float:
    """Seconds from the start of the navigation to the first drawing."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(path.as_uri())
    page.wait_for_function("performance.getEntriesByName('drawn').length > 0", timeout=180_000)
    found = float(page.evaluate("performance.getEntriesByName('drawn')[0].startTime"))
    page.close()
    return found / 1000


def measured(browser: Browser, nodes: int, folder: Path) -> str:
    """A line of the table of figures."""
    paths, made = pages(nodes, folder)
    size = paths["page"].stat().st_size / 1e6
    times: dict[str, list[float]] = {name: [] for name in paths}
    for turn in range(ROUNDS + 1):
        for name in sorted(paths, reverse=bool(turn % 2)):
            taken = drawn_after(browser, paths[name])
            if turn:
                times[name].append(taken)
    page, bare = (min(times[name]) for name in ("page", "bare"))
    middle, other = (statistics.median(times[name]) for name in ("page", "bare"))
    figures = f"{page:.2f} ({middle:.2f}) | {bare:.2f} ({other:.2f}) | {page / bare:.2f} ({middle / other:.2f})"
    return f"| {nodes:,} | {size:.1f} | {made:.1f} | {figures} |"


def main(arguments: list[str]) -> None:
    """Print the table, with --write into VIEW.md."""
    sizes = [int(one) for one in arguments if one.isdigit()] or list(SIZES)
    lines = [
        "| nodes | MB of the page | seconds to make it | first drawing, s | bare page, s | ratio |",
        "|---|---|---|---|---|---|",
    ]
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        version = browser.version
        for nodes in sizes:
            lines.append(measured(browser, nodes, Path(folder)))
            print(lines[-1], flush=True)
        browser.close()
    if "--write" in arguments:
        REPORT.write_text(_report(lines, version), encoding="utf-8")


def _report(lines: list[str], version: str) -> str:
    today = datetime.now(UTC).date().isoformat()
    python = platform.python_version()
    return f"""# Graph pages: time to the first drawing

`python benchmarks/view.py --write`, {today}, headless Chromium {version}, Python {python}, two cores.

A page of the actors of an invented store, each drawn by itself (`--max-nodes` raised), beside a bare vis-network page
with the same nodes, edges and fixed positions and nothing else. Both are opened in turns, {ROUNDS} times each; the
fastest round and in brackets the median, from the start of the navigation until the graph stands on the canvas. What
else the machine does adds to both. At most 1.5 is wanted.

{chr(10).join(lines)}

By default a page draws no more than 2,000 nodes one by one: the smaller ones are drawn together by country, body,
process or kind, and the page says so.
"""


if __name__ == "__main__":
    main(sys.argv[1:])
