"""Time and memory of linking: how long a run takes to join what its articles tell, beside what reading them takes.

    python benchmarks/world.py [COUNT ...]

Articles are invented: negotiations of two states each, with rounds a month apart that several articles tell of. The
share is that of linking in the CPU time of reading the sample reports, per article, in the same process.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.ingest import documents
from kg.ingest.articles import clean
from kg.ingest.model import Document, Entity
from kg.ingest.pipeline import Pipeline
from kg.resources import shipped
from kg.store import open_store
from kg.world.relinking import relink
from tests.world_fixture import Draft, agreement, event, meeting, people, proposal, put, response, state

PAIRS = [(f"s{a}", f"s{b}") for a in range(40) for b in range(a)]
REPORTS = 5  # articles that tell of one round


def drafts(count: int) -> Iterator[Draft]:
    """Articles about rounds of many negotiations, five on each round."""
    rng = random.Random(1)
    for number in range(count):
        negotiation, round_ = divmod(number // REPORTS, 12)
        one, other = PAIRS[negotiation % len(PAIRS)]
        year = 2000 + negotiation // len(PAIRS)
        on = f"{year}-{round_ + 1:02}-{10 + number % 2:02}"
        sides = f"{one} {other}"
        claims = (
            meeting(sides=sides, on=on, round=rng.choice((None, round_ + 1))),
            proposal(by=one, label=f"withdrawal from sector {round_} of the valley", responses=(response(by=other),)),
            agreement(sides=sides, on=on, quantity=people(120 if rng.random() < 0.05 else 100)),
            event(agents=one, targets=other, factuality="negated" if rng.random() < 0.05 else "asserted"),
        )
        known = tuple(Entity(state(code), "state", code.upper(), True) for code in (one, other))
        yield Draft(f"a{number}", on, claims=claims, locals=known)


def reading() -> float:
    """CPU seconds an article to read the sample reports, the pipeline loaded."""
    pipeline = Pipeline()
    found = [d for d in documents.read([str(shipped("data", "articles"))]) if isinstance(d, Document)]
    articles = [clean(document, lexicon=pipeline.lexicon) for document in found]
    list(pipeline.run(articles[:2]))
    start = time.process_time()
    list(pipeline.run(articles))
    return (time.process_time() - start) / len(articles)


def main(counts: list[int]) -> None:
    """Print a line a number of articles."""
    each = reading()
    print(f"reading: {each:.3f} CPU s an article")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/talks.store") as store:
            for draft in drafts(count):
                put(store, draft)
            start = time.process_time()
            relink(store)
            taken = time.process_time() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{count:6} articles: linked in {taken:7.2f} CPU s, {1000 * taken / count:5.2f} ms an article, "
                f"{taken / count / each:6.1%} of reading; peak {peak:.0f} MB"
            )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100, 500, 2000])
