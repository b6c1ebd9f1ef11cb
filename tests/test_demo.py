"""The demonstration: what it says of the tables, and what it leaves in the folder."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from kg.demo.building import build
from kg.demo.findings import SHOWN, findings, section
from kg.demo.index import page
from kg.errors import InputError
from kg.resources import shipped
from kg.tables import COLUMNS

ACTOR = {"label": "Arvenia", "type": "state", "mentions": 4, "articles": ["a", "b"]}
MEETING = {
    "id": "m1",
    "label": "talks in Halden",
    "date": "2031-05-13",
    "venue": None,
    "place": "Halden",
    "parties": ["Arvenia", "Kestria"],
    "participants": [],
    "status": "held",
    "process": None,
    "articles": ["a"],
    "evidence": [{}],
}
PROPOSAL = {
    "id": "p1",
    "label": "truce of thirty days",
    "date": None,
    "proposers": ["Kestria"],
    "responses": [{"by": ["Arvenia"], "stance": "reject"}, {"by": [], "stance": "defer"}],
}
AGREEMENT = {"id": "g1", "label": "exchange", "date": "2031-05", "parties": ["Arvenia", "Kestria"], "status": "agreed"}
NUMBERS = {
    "about": "quantity: exchange",
    "first": "1000",
    "second": "1200",
    "first_by": "Arvenia",
    "second_by": None,
    "evidence": [],
}
DENIAL = NUMBERS | {
    "about": "polarity: Arvenia: accuse",
    "second_by": "Kestria",
    "evidence": [{"text": "Shells\nfell."}, {"text": "Kestria denied it."}],
}
EVENTS = [{"factuality": kind} for kind in ("asserted", "planned", "asserted")]


def tables(**rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The tables that the findings read, empty but for `rows`."""
    names = ("articles", "actors", "meetings", "events", "proposals", "agreements", "conflicts")
    return {name: rows.get(name, []) for name in names}


@pytest.mark.parametrize(
    ("name", "rows", "line"),
    [
        ("actors", [ACTOR], "  Arvenia (state), mentions: 4, reports: 2"),
        ("meetings", [MEETING], "  2031-05-13 | talks in Halden | Halden | Arvenia - Kestria | held"),
        ("meetings", [MEETING | {"date": None, "parties": []}], "  no date | talks in Halden | Halden | held"),
        ("proposals", [PROPOSAL], "  truce of thirty days, by Kestria -> Arvenia: reject; somebody: defer"),
        ("agreements", [AGREEMENT], "  2031-05 | exchange | Arvenia, Kestria | agreed"),
        ("meetings", [MEETING | {"process": "Halden talks"}], "  Halden talks: 1 meeting, reports: 1"),
        ("conflicts", [NUMBERS], "  quantity: exchange: 1000 (Arvenia) against 1200 (somebody)"),
        ("conflicts", [DENIAL], "  Arvenia: Shells fell. | Kestria: Kestria denied it."),
        (
            "conflicts",
            [DENIAL | {"evidence": [{"text": "Arvenia accuses Kestria, which\ndenies it."}]}],
            "  Arvenia says it, Kestria denies it: Arvenia accuses Kestria, which denies it.",
        ),
        ("events", EVENTS, "     3  events (2 asserted, 1 planned)"),
    ],
)
def test_findings_name_what_was_found(name: str, rows: list[dict[str, Any]], line: str) -> None:
    assert line in list(findings(tables(**{name: rows})))


def test_what_is_undated_comes_last_and_what_is_unanswered_is_left_out() -> None:
    rows = [MEETING | {"id": "m0", "date": None}, MEETING]
    lines = list(findings(tables(meetings=rows, proposals=[PROPOSAL | {"responses": []}])))
    dates = [line.split(" | ")[0].strip() for line in lines if "talks in Halden" in line]
    assert dates == ["2031-05-13", "no date"]
    assert not any("truce" in line for line in lines)


def test_a_section_counts_what_it_leaves_out() -> None:
    lines = list(section("Agreements", map(str, range(SHOWN + 3))))
    assert lines[-1] == "  and 3 more"
    assert len(lines) == SHOWN + 3
    assert list(section("Agreements", [])) == []


def test_the_page_escapes_what_articles_say() -> None:
    hostile = tables(actors=[ACTOR | {"label": "<script>alert(1)</script>"}]) | {"articles": []}
    html = page(hostile)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("")
    with pytest.raises(InputError, match="demo is a file"):
        build("memory:", tmp_path / "demo", str)


def linked(index: Path) -> set[Path]:
    """The files that a page links."""
    return {index.parent / address for address in re.findall(r'href="([^"]+)"', index.read_text(encoding="utf-8"))}


@pytest.mark.slow
def test_the_folder_holds_what_its_page_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = tmp_path / "data" / "articles"
    few.mkdir(parents=True)
    for name in ("2025-05-16-ukraine-istanbul.md", "2025-06-02-ukraine-istanbul.md"):
        shutil.copy(shipped("data", "articles") / name, few)
    monkeypatch.setattr("kg.demo.building.shipped", lambda *parts: tmp_path.joinpath(*parts))
    said: list[str] = []
    store = str(tmp_path / "demo.store")
    made = build(store, tmp_path / "demo", said.append)
    demo = tmp_path / "demo"
    links = linked(demo / "index.html") | linked(demo / "views" / "index.html")
    assert links == {path for path in demo.rglob("*") if path.is_file() and path != demo / "index.html"}
    assert set(made) == set(COLUMNS)
    assert all(rows for name, rows in made.items() if name != "conflicts")  # two reports may agree
    assert made["articles"][0]["source"].startswith("data/articles/")
    assert said == [f"reading the sample reports into {store}", f"writing {tmp_path / 'demo'}/"]
