"""Checks the seed questions against a copy of the seed article: python tests/acceptance.py FILE

Each check is one row of the questions: what must come out of the tables, with evidence whose offsets address the file
as it stands, and what must not. Prints a line a row and exits with 1 if any fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TABLES = ("articles", "actors", "meetings", "events", "proposals", "agreements", "handovers", "statements")
SAVED = ("actors", "meetings", "proposals", "agreements", "handovers", "statements", "who-mediated", "timeline")
UKRAINE, RUSSIA, TURKEY, US = "Ukraine", "Russia", "Turkey", "United States"
ERDOGAN, MEDINSKY, UMEROV = "Recep Tayyip Erdoğan", "Vladimir Medinsky", "Rustem Umerov"
OF_UKRAINE, OF_RUSSIA = "delegation of Ukraine", "delegation of Russia"
OFFICIAL = "Ukrainian official (unnamed)"


def kg(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def tables(seed: Path, store: str) -> dict[str, list[Row]]:
    kg("ingest", str(seed), "--store", store, "--quiet")
    found = {}
    for name in TABLES:
        lines = kg("table", name, "--format", "jsonl", "--store", store).splitlines()
        found[name] = [json.loads(line) for line in lines]
    return found


def has(row: Row, **wanted: Any) -> bool:
    """Whether each field equals what is wanted, or holds all of it where the field is a list."""
    return all(_agrees(row.get(name), value) for name, value in wanted.items())


def _agrees(found: Any, value: Any) -> bool:
    if isinstance(value, (set, frozenset)):
        return isinstance(found, list) and value <= set(found)
    return bool(found == value)


def some(rows: Iterable[Row], **wanted: Any) -> bool:
    return any(has(row, **wanted) for row in rows)


def position(t: dict[str, list[Row]], person: str, office: str, of: str) -> bool:
    return any(
        p["source"] == "text" and office in p["office"].lower() and p["of"] == of
        for row in t["actors"] if row["label"] == person for p in row["positions"]
    )  # fmt: skip


def answered(t: dict[str, list[Row]], by: str, issue: str, stance: str, answerer: str, teller: str | None) -> bool:
    """Whether a proposal of `by` on `issue` has the answer `stance` of `answerer` as `teller` says."""
    return any(
        r["stance"] == stance and answerer in r["by"] and r["attributed_to"] == teller and r["evidence"]
        for p in t["proposals"] if by in p["proposers"] and issue in p["issues"] for r in p["responses"]
    )  # fmt: skip


def said(t: dict[str, list[Row]], speaker: str, words: str) -> bool:
    return any(s["speaker"] == speaker and words in (s["quote"] or s["evidence"]) for s in t["statements"])


def held(t: dict[str, list[Row]]) -> Row:
    return next(m for m in t["meetings"] if m["date"] == "2025-06-02" and m["status"] == "held")


def checks(t: dict[str, list[Row]], text: str) -> Iterator[tuple[str, Callable[[], bool]]]:
    yield from source_checks(t)
    yield from actor_checks(t)
    yield from meeting_checks(t)
    yield from proposal_checks(t)
    yield from other_checks(t)
    yield from forbidden(t)
    yield "all evidence stands in the file at its offsets", lambda: all(_stands(text, e) for e in _evidence(t))


def source_checks(t: dict[str, list[Row]]) -> Iterator[tuple[str, Callable[[], bool]]]:
    a = t["articles"][0]
    yield "headline", lambda: a["title"] == "Ukraine and Russia agree to new prisoner exchange"
    yield "publisher", lambda: a["publisher"] == "Agencies"
    yield "dateline", lambda: (a["dateline_place"], a["dateline_date"]) == ("Istanbul", "2025-06-02")
    yield "date from the dateline", lambda: (a["date"], a["date_source"]) == ("2025-06-02", "dateline")


def actor_checks(t: dict[str, list[Row]]) -> Iterator[tuple[str, Callable[[], bool]]]:
    kinds = {
        ERDOGAN: "person", MEDINSKY: "person", UMEROV: "person", "Volodymyr Zelenskyy": "person",
        "Donald Trump": "person", "Vladimir Putin": "person", UKRAINE: "state", RUSSIA: "state", TURKEY: "state",
        US: "state", OF_UKRAINE: "delegation", OF_RUSSIA: "delegation", OFFICIAL: "unnamed",
    }  # fmt: skip
    for label, kind in kinds.items():
        yield f"actor {label}", lambda label=label, kind=kind: some(t["actors"], label=label, type=kind)
    for person, office, of in (
        (ERDOGAN, "president", TURKEY), (MEDINSKY, "delegation", RUSSIA), (UMEROV, "minister", UKRAINE),
        ("Volodymyr Zelenskyy", "president", UKRAINE), ("Donald Trump", "president", US),
    ):  # fmt: skip
        yield f"office of {person}", lambda p=person, o=office, of=of: position(t, p, o, of)


def meeting_checks(t: dict[str, list[Row]]) -> Iterator[tuple[str, Callable[[], bool]]]:
    yield "second round", lambda: has(held(t), round=2, venue="Çırağan Palace", place="Istanbul", country=TURKEY)
    yield "its parties", lambda: set(held(t)["parties"]) == {UKRAINE, RUSSIA}
    yield "its mediators", lambda: set(held(t)["mediators"]) == {TURKEY, US}
    yield "its duration", lambda: "hour" in (held(t)["duration"] or "")
    yield "its head of delegation", lambda: {"person": MEDINSKY, "of": RUSSIA} in held(t)["heads"]
    yield "first round", lambda: some(t["meetings"], round=1, date="2025-05", date_precision="month", status="held")
    summit = {"Vladimir Putin", "Volodymyr Zelenskyy", "Donald Trump"}
    yield (
        "summit lies ahead",
        lambda: any(
            m["kind"] == "summit" and summit <= set(m["participants"]) and m["status"] in ("planned", "proposed")
            for m in t["meetings"]
        ),
    )


def proposal_checks(t: dict[str, list[Row]]) -> Iterator[tuple[str, Callable[[], bool]]]:
    p = t["proposals"]
    limited = [x for x in p if RUSSIA in x["proposers"] and "ceasefire" in x["issues"] and "days" in (x["label"] or "")]
    yield "limited ceasefire", lambda: some(limited, addressees={UKRAINE}, attributed_to=MEDINSKY)
    yield "unconditional ceasefire", lambda: answered(t, UKRAINE, "ceasefire", "reject", RUSSIA, OF_UKRAINE)
    involved = [x for x in p if UKRAINE in x["proposers"] and "involved" in (x["label"] or "")]
    yield (
        "more US involvement",
        lambda: any(r["stance"] == "reject" and RUSSIA in r["by"] for x in involved for r in x["responses"]),
    )
    yield "22-point plan", lambda: answered(t, US, "peace_deal", "reject", RUSSIA, None)
    yield "summit proposed", lambda: some(p, proposers={ERDOGAN}, issues={"summit"})
    yield (
        "Russia's memorandum",
        lambda: any(
            RUSSIA in x["proposers"] and any(r["stance"] == "no_comment" and UKRAINE in r["by"] for r in x["responses"])
            for x in p
        ),
    )
    yield (
        "Ukraine's memorandum",
        lambda: some(
            (x for x in p if "ceasefire" in x["issues"] and not x["responses"]), proposers={UKRAINE}, attributed_to=None
        ),
    )


def other_checks(t: dict[str, list[Row]]) -> Iterator[tuple[str, Callable[[], bool]]]:
    exchange = [
        a for a in t["agreements"] if "prisoner_exchange" in a["issues"] and {UKRAINE, RUSSIA} <= set(a["parties"])
    ]
    yield "agreement on prisoners", lambda: some(exchange, date="2025-06-02")
    numbers = [x["quantity"] for x in [*exchange, *t["events"]] if x["quantity"]]
    yield "1,000 to 1,200", lambda: any((q["min"], q["max"]) == (1000, 1200) for q in numbers)
    yield (
        "memorandums swapped",
        lambda: any("memorandum" in h["item"] and {UKRAINE, RUSSIA} <= {*h["from"], *h["to"]} for h in t["handovers"]),
    )
    yield (
        "list of children",
        lambda: any(
            "children" in h["item"] and OF_UKRAINE in h["from"] and RUSSIA in h["to"] and h["attributed_to"] == UMEROV
            for h in t["handovers"]
        ),
    )
    for speaker, words in (
        (ERDOGAN, "great"), (MEDINSKY, "satisfied with the results"), (MEDINSKY, "shameful show"),
        (OFFICIAL, "just minor steps as we expected"), (OFFICIAL, "staging a picture of diplomacy"),
        (OF_UKRAINE, "rejected"), (UMEROV, "list of several hundred"), (UKRAINE, "declined to comment"),
    ):  # fmt: skip
        yield f"statement: {words}", lambda s=speaker, w=words: said(t, s, w)
    e = t["events"]
    yield "Putin rejects", lambda: some(e, event_type="REJECT", agents={"Vladimir Putin"})
    yield "promise on children", lambda: some(e, act="promise", agents={RUSSIA}, attributed_to=MEDINSKY)
    yield "accusation", lambda: some(e, act="accuse", agents={MEDINSKY}, targets={UKRAINE})
    yield "Trump might attend", lambda: some(e, agents={"Donald Trump"}, factuality="possible")
    yield "strike", lambda: some(e, event_type="ASSAULT", agents={UKRAINE}, targets={RUSSIA}, date="2025-06-01")
    yield "no handshake", lambda: some(e, agents={OF_UKRAINE, OF_RUSSIA}, factuality="negated")


def forbidden(t: dict[str, list[Row]]) -> Iterator[tuple[str, Callable[[], bool]]]:
    wrong = {
        "Rus",
        "Financial Times",
        "Agencies",
        "Monday",
        "Sunday",
        "Medinsky",
        "Umerov",
        "Trump",
        "Putin",
        "Erdogan",
    }
    wrong |= {"Istanbul", "Bosphorus", "Siberia", "Kyiv", "Moscow", "Zelenskyy"}
    labels = {a["label"] for a in t["actors"]}
    yield "no false actor", lambda: not (labels & wrong) and not any(label[:1].isdigit() for label in labels)
    absent = {"Vladimir Putin", "Donald Trump", "Volodymyr Zelenskyy", ERDOGAN}
    yield (
        "leaders were not there",
        lambda: not any(absent & set(m["participants"]) for m in t["meetings"] if m["status"] in ("held", "ongoing")),
    )
    yield "no ceasefire agreed", lambda: not any("ceasefire" in a["issues"] for a in t["agreements"])
    yield (
        "no proposal accepted",
        lambda: not any(r["stance"] == "accept" for p in t["proposals"] for r in p["responses"]),
    )
    yield (
        "nothing on 1 July",
        lambda: not any(str(e["date"]).startswith("2025-07") for e in [*t["events"], *t["meetings"]]),
    )


def _evidence(t: dict[str, list[Row]]) -> Iterator[Row]:
    for row in (*t["events"], *t["statements"]):
        yield {"start": row["start"], "end": row["end"], "text": row["evidence"]}
    for name in ("meetings", "proposals", "agreements", "handovers"):
        for row in t[name]:
            yield from row["evidence"]


def _stands(text: str, e: Row) -> bool:
    return bool(text[e["start"] : e["end"]] == e["text"])


def answers(store: str, t: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Rows of the saved queries; evidence-of is asked for the meeting of the day."""
    found = {name: saved(name, store) for name in SAVED}
    return found | {"evidence-of": saved("evidence-of", store, "--param", f"claim={held(t)['id']}")}


def saved(name: str, store: str, *arguments: str) -> list[Row]:
    lines = kg("query", name, *arguments, "--format", "jsonl", "--store", store).splitlines()
    return [json.loads(line) for line in lines]


def query_checks(a: dict[str, list[Row]]) -> Iterator[tuple[str, Callable[[], bool]]]:
    for name, rows in a.items():
        yield f"kg query {name} answers", lambda rows=rows: bool(rows)
    for mediator in (TURKEY, US):
        yield (
            f"kg query who-mediated: {mediator}",
            lambda m=mediator: any(r["mediator"] == m and _between(r) == {UKRAINE, RUSSIA} for r in a["who-mediated"]),
        )
    yield "kg query meetings: second round", lambda: some(a["meetings"], round=2, date="2025-06-02", status="held")
    yield "kg query agreements: prisoners", lambda: some(a["agreements"], issues="prisoner_exchange", minimum=1000)
    yield "kg query handovers: children", lambda: some(a["handovers"], givers=OF_UKRAINE, said_by=UMEROV)
    yield "kg query actors: Erdoğan", lambda: some(a["actors"], label=ERDOGAN, office="president", of=TURKEY)
    dates = [str(r["date"]) for r in a["timeline"]]
    yield "kg query timeline: in order", lambda: dates == sorted(dates) and "2025-06-02" in dates


def _between(row: Row) -> set[str]:
    return set(str(row["between"]).split("; "))


def valid(store: str) -> bool:
    command = [sys.executable, "-m", "kg", "validate", "--store", store]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    return done.returncode == 0


def main(path: str) -> int:
    text = Path(path).read_bytes().decode()
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store"
        t = tables(Path(path), store)
        a, sound = answers(store, t), valid(store)
    failed = 0
    for name, holds in (*checks(t, text), *query_checks(a), ("kg validate finds nothing", lambda: sound)):
        good = _holds(holds)
        failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {name}")
    print(f"{failed} of the seed questions are not answered" if failed else "all seed questions are answered")
    return 1 if failed else 0


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return bool(check())
    except StopIteration:
        return False


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tests/acceptance.py FILE")
    sys.exit(main(sys.argv[1]))
