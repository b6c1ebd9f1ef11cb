"""The sample reports: front matter complete, listed in data/README, dated as the dateline says, long enough, marked."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

ARTICLES = Path(__file__).resolve().parent.parent / "data" / "articles"
REPORTS = sorted(ARTICLES.iterdir())
STYLES = {"wire", "broadsheet", "readout", "regional"}


def parts(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body of a report."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    matter = yaml.safe_load(head)
    assert isinstance(matter, dict)
    return matter, body


def test_there_are_enough_reports_and_the_readme_lists_each() -> None:
    listed = re.findall(
        r"^\| (\d{4}-\S+) \|", (ARTICLES.parent / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed == [path.stem for path in REPORTS]
    assert len(REPORTS) >= 20


@pytest.mark.parametrize("day", ["2025-05-16", "2025-06-02", "2025-07-23"])
def test_the_istanbul_rounds_of_2025_are_among_them(day: str) -> None:
    assert (ARTICLES / f"{day}-ukraine-istanbul.md").exists()


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_front_matter_says_what_a_reader_needs(path: Path) -> None:
    matter, _ = parts(path)
    assert matter["title"].strip()
    assert re.fullmatch(r"Parley sample desk(, \w[\w ]+)?", matter["publisher"])
    assert matter["licence"] == "CC0-1.0"
    assert matter["language"] == "en"
    assert matter["style"] in STYLES
    assert "url" not in matter
    assert isinstance(matter["date"], date)
    assert path.stem.startswith(f"{matter['date']}-")
    assert all(re.fullmatch(r"[^:]+\S: \S.+|.+\(.+\)", fact) for fact in matter["facts_from"])  # source: what was taken
    assert len(matter["facts_from"]) >= 3


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_dateline_agrees_with_the_date_and_places_stand_in_the_text(path: Path) -> None:
    matter, body = parts(path)
    dateline = re.match(r"([A-Z][A-Z \-/]+)(?:, [A-Z][A-Za-z ]+)??, ([A-Z][a-z]+)\.? (\d+)", body)
    assert dateline, body[:60]
    assert matter["date"].strftime("%B").startswith(dateline[2])
    assert matter["date"].day == int(dateline[3])
    for place in matter["places"]:
        assert place.lower() in body.lower(), place


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_length_is_a_dispatch(path: Path) -> None:
    _, body = parts(path)
    assert 200 <= len(body.split()) <= 450
    assert body.count("\n\n") >= 4


def test_every_report_is_marked_by_itself_or_with_its_negotiation() -> None:
    gold = ARTICLES.parent / "gold"
    alone = {path.stem for path in gold.glob("*.json")}
    worlds = [json.loads(path.read_text(encoding="utf-8")) for path in (gold / "world").glob("*.json")]
    together = {article for world in worlds for article in world["articles"]}
    assert {path.stem for path in REPORTS} <= alone | together
