"""What it costs to write, replace and publish one article, by how many the store holds.

    python benchmarks/store.py [--sizes 10 100 1000] [--store disk|memory]

Articles are made up: 300 triples of their own and 40 authority facts that all share. Milliseconds of CPU time of this
process, median of the articles measured; `ratio` is against the smallest store.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.schema.terms import BASE, NEG
from kg.store import LogRecord, Store, open_store
from kg.store.oxigraph import DiskStore

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
MEASURED = 15


def main() -> None:
    """Print one row for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--store", choices=["disk", "memory"], default="disk")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        with open_store("memory:" if options.store == "memory" else str(folder / "store")) as store:
            report(store, sorted(options.sizes))
    finally:
        shutil.rmtree(folder)


def report(store: Store, sizes: list[int]) -> None:
    """Fill the store to each size and measure there."""
    print(" articles   new ms  replace ms  retract ms  publish ms  ratio")
    held, first = 0, 0.0
    for size in sizes:
        for number in range(held, size):
            write(store, number, "a")
        held = size
        new, replace, retract, publish = measure(store, size)
        first = first or replace
        print(f"{size:9} {new:8.1f} {replace:11.1f} {retract:11.1f} {publish:11.1f} {replace / first:6.2f}")


def measure(store: Store, size: int) -> tuple[float, float, float, float]:
    """Milliseconds to write an article, to replace one by other words, to retract one, to publish a snapshot."""
    probes = [size * n // MEASURED for n in range(MEASURED)]
    new = median(lambda n: write(store, 10**6 + n, "a"), range(MEASURED))
    retract = median(lambda n: store.retract(name(10**6 + n)), range(MEASURED))
    replace = median(lambda n: write(store, n, f"b{size}"), probes)
    publish = median(lambda _: store.publish(), range(3)) if isinstance(store, DiskStore) else 0.0
    return new, replace, retract, publish


def median(work: Callable[[int], object], inputs: range | list[int]) -> float:
    """Median CPU milliseconds of `work` over `inputs`."""
    times = []
    for item in inputs:
        began = time.process_time()
        work(item)
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def name(number: int) -> str:
    """IRI of an article."""
    return f"{BASE}article/{number:016x}"


def write(store: Store, number: int, version: str) -> None:
    """Replace an article by a version of it."""
    article = name(number)
    words = f"words of {number} in version {version}, about as long as a sentence of a report is"
    said = "".join(f'<{article}/event/e{n // 10}> <{NEG}p{n % 10}> "{n} {words}" .\n' for n in range(300))
    known = "".join(f'<{BASE}state/s{n}> {LABEL} "State {n}" .\n' for n in range(40))
    store.replace(article, {f"{article}/graph": said, f"{article}/authority": known}, LogRecord(article, version))


if __name__ == "__main__":
    main()
