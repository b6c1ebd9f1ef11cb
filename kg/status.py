"""What a store holds: articles, triples, claims, and what the extraction dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.schema.terms import NEG, SCHEMA_VERSION
from kg.store.base import Store
from kg.store.open import open_store, store_path
from kg.store.results import records

CLAIMS = ("Event", "Meeting", "Proposal", "Response", "Agreement", "Handover", "Statement", "Attribution")
WORLD = ("Process", "Conflict")
_ACCOUNTS = f"SELECT (COUNT(DISTINCT ?whole) AS ?n) {{ ?account <{NEG}accountOf> ?whole }}"
_STANDING = f"SELECT (COUNT(DISTINCT ?actor) AS ?n) {{ ?actor <{NEG}standsFor> ?member }}"
_LIKELY = f'SELECT (COUNT(?link) AS ?n) {{ ?link <{NEG}linkKind> "likely" }}'
_TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_CLAIMS = f"""SELECT ?class (COUNT(?claim) AS ?n) {{
  VALUES ?class {{ {" ".join(f"<{NEG}{name}>" for name in CLAIMS)} }} ?claim a ?class
}} GROUP BY ?class"""


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of a store. `triples` are those of the default graph; `size` in bytes, None where it cannot be known.

    `programs` and `drops` are (name, count) pairs: articles by the program version that read them, and what was dropped
    for lack of evidence or understanding, by reason. `across` counts what several articles tell of, processes,
    conflicts and open links; `linked` is False where a run ended before they were made. `decisions` are those of
    people, `lost` of them find no target.
    """

    store: str
    size: int | None
    schema: str
    program: str
    articles: int
    triples: int
    claims: tuple[tuple[str, int], ...]
    drops: tuple[tuple[str, int], ...]
    programs: tuple[tuple[str, int], ...]
    across: tuple[tuple[str, int], ...] = ()
    linked: bool = True
    decisions: int = 0
    lost: int = 0


def status(url: str) -> Status:
    """Count what the store at `url` holds, as of its last published state."""
    from kg.world.decisions import read_decisions
    from kg.world.relinking import is_linked, lost

    with open_store(url, reading=True) as store:
        log = store.log().values()
        return Status(
            store=store.url,
            size=_size(store_path(url)),
            schema=SCHEMA_VERSION,
            program=__version__,
            articles=len(log),
            triples=_number(store, _TRIPLES),
            claims=_claims(store),
            drops=_sum(drop for record in log for drop in record.drops),
            programs=_sum((record.program or "unknown", 1) for record in log),
            across=_across(store),
            linked=is_linked(store),
            decisions=len(read_decisions(store)),
            lost=len(lost(store)),
        )


def counts(store: Store) -> dict[str, int]:
    """How many articles, claims of each kind, processes and conflicts a store holds, by the names of their tables."""
    claims = {f"{name}s": number for name, number in _claims(store)}
    across = {name: number for name, number in _across(store) if name in ("processes", "conflicts")}
    return {"articles": len(store.log()), **claims, **across}


def lines(found: Status) -> Iterator[str]:
    """The status as lines for people."""
    yield f"store      {found.store}{'' if found.size is None else f'  ({found.size / 1e6:.1f} MB)'}"
    yield f"versions   parley-kg {found.program}, schema {found.schema}"
    yield f"articles   {found.articles}" + "".join(f"  ({n} read by {name})" for name, n in found.programs)
    yield f"triples    {found.triples}"
    yield from _section("claims", found.claims)
    yield from _section("dropped", found.drops)
    yield "across articles" + ("" if found.linked else "  (not linked: a run was ended; run kg ingest again)")
    yield from _rows(found.across)
    if found.decisions:
        yield f"decisions  {found.decisions}" + (f"  ({found.lost} find no target)" if found.lost else "")


def _section(title: str, counts: tuple[tuple[str, int], ...]) -> Iterator[str]:
    yield f"{title:<10} {sum(n for _, n in counts)}"
    yield from _rows(counts)


def _rows(counts: tuple[tuple[str, int], ...]) -> Iterator[str]:
    yield from (f"  {n:>8}  {name}" for name, n in counts)


def _across(store: Store) -> tuple[tuple[str, int], ...]:
    processes, conflicts = (_number(store, f"SELECT (COUNT(?one) AS ?n) {{ ?one a <{NEG}{kind}> }}") for kind in WORLD)
    return (
        ("things told by several articles", _number(store, _ACCOUNTS)),
        ("actors joined", _number(store, _STANDING)),
        ("processes", processes),
        ("conflicts", conflicts),
        ("links left to a person", _number(store, _LIKELY)),
    )


def _number(store: Store, query: str) -> int:
    return int(records(store.query(query))[0]["n"] or 0)


def _claims(store: Store) -> tuple[tuple[str, int], ...]:
    found = {str(row["class"]).removeprefix(NEG): int(row["n"] or 0) for row in records(store.query(_CLAIMS))}
    return tuple((name.lower(), found.get(name, 0)) for name in CLAIMS)


def _sum(pairs: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for name, count in pairs:
        counts[name] += count
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _size(path: Path | None) -> int | None:
    """Bytes of a folder; snapshots share files with the store by hard links, which count once."""
    if path is None:
        return None
    files = [file.stat() for file in path.rglob("*") if file.is_file()]
    return sum({(f.st_dev, f.st_ino): f.st_size for f in files}.values())
