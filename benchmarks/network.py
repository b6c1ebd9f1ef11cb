"""Measures of large networks by NetworkX, by rustworkx, by the backend nx-rustworkx and by igraph, side by side.

    python benchmarks/network.py [--sizes 1000 5000] [--out benchmarks/NETWORK.md]

Networks are made up: as many nodes as said, three ties for each new one, to those that have many (Barabasi-Albert). CPU
seconds of this process, one run after another in the same process; `ratio` is against NetworkX. A library that is not
installed is left out. Values are compared with those of NetworkX, or of rustworkx where NetworkX needs SciPy.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import networkx as nx
import rustworkx as rx

from kg.network import brokerage, communities, engine

Values = dict[int, float]
TOLERANCE = 1e-8
PACKAGES = ("networkx", "rustworkx", "nx-rustworkx", "igraph", "leidenalg")
HEAD = """# Large networks

Written on {day} by `python benchmarks/network.py --sizes {sizes} --out benchmarks/NETWORK.md` with {versions}.

Barabasi-Albert networks with three ties for each new node, weights from 1 to 9. CPU seconds, all measured in one run;
the ratio is how many times faster than NetworkX a library is. `same` says that all values are within {tolerance} of
those of NetworkX (for PageRank, which NetworkX computes with SciPy alone, of rustworkx); for communities it is the
modularity that is compared. `twice` says whether a second run gives the same bits.

"""
FOOT = """
What Parley uses is marked: up to {limit} nodes NetworkX itself, above it rustworkx called directly and in one thread.
The backend nx-rustworkx takes about as long and gives the same values to the tolerance above, but by default its sums,
made by several threads, differ in the last bits from run to run; it is young (0.2) and has none of Louvain, constraint
and effective size. So it is not required. Who has it installed can turn it on for the functions of NetworkX itself with
`NETWORKX_BACKEND_PRIORITY=rustworkx`.

NetworkX's own constraint and effective size have no row: at 200 nodes they take {slow}
"""


def main() -> None:
    """Print one table for each size, or write the page."""
    nx.config.warnings_to_ignore.add("cache")  # the graphs are not changed between two measurements
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    lines = [line for size in options.sizes for line in report(size)]
    text = "\n".join(lines) + "\n"
    if options.out is None:
        print(text)
        return
    sizes = " ".join(map(str, options.sizes))
    head = HEAD.format(day=date.today(), sizes=sizes, versions=versions(), tolerance=TOLERANCE)
    options.out.write_text(head + text + FOOT.format(limit=engine.EXACT_IN_PYTHON, slow=slow_holes()), encoding="utf-8")


def report(size: int) -> Iterator[str]:
    """Lines of a Markdown table for networks of `size` nodes."""
    graph = network(size)
    yield f"## {size:,} nodes, {graph.number_of_edges():,} ties\n"
    yield "| measure | library | CPU s | ratio | same | twice |\n|---|---|---|---|---|---|"
    for measure, ways in measures(graph).items():
        print(f"{size} {measure}", file=sys.stderr)
        yield from rows(measure, ways)
    yield ""


def rows(measure: str, ways: dict[str, Callable[[], Values]]) -> Iterator[str]:
    """One row a library, with the ratio to the first."""
    first: tuple[float, Values] | None = None
    for library, run in ways.items():
        seconds, values = timed(run)
        quick = seconds < 5
        twice = ("yes" if timed(run)[1] == values else "no") if quick else "not tried"
        first = first or (seconds, values)
        same = "yes" if equal(values, first[1]) else "no"
        yield f"| {measure} | {library} | {seconds:.2f} | {first[0] / seconds:.1f} | {same} | {twice} |"


def network(size: int) -> nx.Graph[int]:
    """A network of which some nodes have many ties."""
    graph = nx.barabasi_albert_graph(size, 3, seed=1)
    weights = random.Random(1)
    for *_, data in graph.edges(data=True):
        data["weight"] = weights.randint(1, 9)
    return graph


def measures(graph: Any) -> dict[str, dict[str, Callable[[], Values]]]:
    """Ways to compute each measure, by library; the first is what the others are measured against."""
    compiled = engine.compiled(graph)
    both = engine.compiled(nx.DiGraph(graph))
    one_thread = {"parallel_threshold": len(graph) + 1}
    found: dict[str, dict[str, Callable[[], Values]]] = {
        "betweenness": {
            "networkx": lambda: dict(nx.betweenness_centrality(graph)),
            "rustworkx (Parley)": lambda: dict(rx.betweenness_centrality(compiled, **one_thread)),
        },
        "closeness": {
            "networkx": lambda: dict(nx.closeness_centrality(graph)),
            "rustworkx (Parley)": lambda: dict(rx.closeness_centrality(compiled, **one_thread)),
        },
        "PageRank": {
            "rustworkx (Parley)": lambda: dict(
                rx.pagerank(both, alpha=engine.DAMPING, weight_fn=float, tol=1e-12, max_iter=1000)
            )
        },
        "structural holes": {"Parley": lambda: brokerage.holes(graph)["constraint"].to_dict()},
        "communities": {"Louvain, networkx (Parley)": lambda: quality(graph, communities.partition(graph))},
    }
    for name, more in (*backend(graph), *second(graph)):
        found[name] |= more
    return found


def backend(graph: Any) -> Iterator[tuple[str, dict[str, Callable[[], Values]]]]:
    """The same functions of NetworkX by the backend."""
    if find_spec("nx_rustworkx") is None:
        return
    yield "betweenness", {"nx-rustworkx": lambda: dict(nx.betweenness_centrality(graph, backend="rustworkx"))}
    yield "closeness", {"nx-rustworkx": lambda: dict(nx.closeness_centrality(graph, backend="rustworkx"))}
    options = {"alpha": engine.DAMPING, "tol": 1e-12, "max_iter": 1000}
    yield "PageRank", {"nx-rustworkx": lambda: dict(nx.pagerank(graph, backend="rustworkx", **options))}


def second(graph: Any) -> Iterator[tuple[str, dict[str, Callable[[], Values]]]]:
    """igraph and, for communities, leidenalg."""
    if find_spec("igraph") is None:
        return
    made = import_module("igraph").Graph(n=len(graph), edges=list(graph.edges()))
    made.es["weight"] = [weight for *_, weight in graph.edges(data="weight")]
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    yield "betweenness", {"igraph": lambda: dict(enumerate(value / pairs for value in made.betweenness()))}
    yield "closeness", {"igraph": lambda: dict(enumerate(made.closeness()))}
    yield "PageRank", {"igraph": lambda: dict(enumerate(made.pagerank(damping=engine.DAMPING, weights="weight")))}
    yield "structural holes", {"igraph, constraint alone": lambda: dict(enumerate(made.constraint(weights="weight")))}
    if find_spec("leidenalg") is not None:
        yield "communities", {"Leiden, leidenalg": lambda: quality(graph, communities.leiden(graph))}


def slow_holes(size: int = 200) -> str:
    """What structural holes of a small network take by NetworkX and by Parley, in words."""
    graph = network(size)
    theirs, _ = timed(lambda: nx.constraint(graph, weight="weight") | nx.effective_size(graph, weight="weight"))
    ours, _ = timed(lambda: brokerage.holes(graph)["constraint"].to_dict())
    return f"{theirs:.2f} CPU s against {ours:.3f}."


def quality(graph: Any, groups: list[list[Any]]) -> Values:
    """The modularity of communities as a table of one value."""
    return {0: communities.modularity(graph, groups)}


def timed(run: Callable[[], Values]) -> tuple[float, Values]:
    """CPU seconds and what came of it."""
    start = time.process_time()
    values = run()
    return max(time.process_time() - start, 1e-3), values


def equal(values: Values, wanted: Values) -> bool:
    """Whether all values are within TOLERANCE of the wanted ones; the quality of communities within 0.02."""
    within = 0.02 if len(wanted) == 1 else TOLERANCE
    return values.keys() == wanted.keys() and all(abs(values[key] - wanted[key]) < within for key in wanted)


def versions() -> str:
    """The libraries with their versions, and Python's."""
    named = [f"{name} {metadata.version(name)}" for name in PACKAGES if find_spec(name.replace("-", "_"))]
    return ", ".join([*named, f"Python {sys.version.split()[0]}"])


if __name__ == "__main__":
    main()
