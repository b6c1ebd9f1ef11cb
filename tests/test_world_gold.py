"""The gold of identity and conflicts: anchors stand once in their reports, words of a scheme are in the scheme."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation.anchors import find_anchor
from kg.resources import shipped

Row = dict[str, Any]
GOLD = sorted((Path(__file__).parents[1] / "data" / "gold" / "world").glob("*.json"))
ARTICLES = Path(__file__).parents[1] / "data" / "articles"
LISTS = {
    "actors": {"name", "type", "mentions"},
    "meetings": {"label", "date", "round", "status", "accounts"},
    "proposals": {"label", "proposers", "accounts", "responses"},
    "agreements": {"label", "parties", "accounts"},
    "documents": {"label", "from", "accounts"},
    "conflicts": {"about", "aspect", "first", "second"},
}
TYPES = {"person", "organization", "armed_group"}
ASPECTS = {"stance", "quantity", "date", "venue", "place", "status", "polarity"}
LARGE = 8  # negotiations with three reports or more


def marked(path: Path) -> Row:
    """One file of gold."""
    found: Row = json.loads(path.read_text(encoding="utf-8"))
    return found


def source(article: str) -> str:
    """A report with its front matter."""
    return (ARTICLES / f"{article}.md").read_text(encoding="utf-8")


def body(article: str) -> str:
    """A report without its front matter."""
    return source(article).split("---\n", 2)[2]


def notations(scheme: str) -> set[str]:
    """The notations of a concept scheme of the ontology."""
    text = shipped("kg", "schema", "concepts.ttl").read_text(encoding="utf-8")
    return set(re.findall(rf'skos:inScheme <{scheme}> ; skos:notation "(\w+)"', text))


def nodes(value: Any) -> Iterator[Row]:
    """Every object in a file, however deep."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


def faults(row: Row) -> Iterator[str]:
    """What is wrong with an anchor: words, place, or that it runs over the end of a line or sentence."""
    anchor, found = row["anchor"], len(list(find_anchor(row["anchor"], source(row["article"]))))
    if not 2 <= len(anchor.split()) <= 6:
        yield f"{anchor!r} has not two to six words"
    if found != 1 or anchor not in body(row["article"]):
        yield f"{anchor!r} stands {found} times in {row['article']}, or in its front matter"
    if "\n" in anchor or re.search(r'[.?!]"? [A-Z]', anchor.replace("Mr.", "Mr")):
        yield f"{anchor!r} runs over the end of a line or sentence"


every_file = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)


@every_file
def test_the_lists_are_there_and_their_rows_have_the_fields(path: Path) -> None:
    gold = marked(path)
    assert list(gold) == ["negotiation", "articles", *LISTS]
    for name, fields in LISTS.items():
        assert all(set(row) == fields for row in gold[name]), name
        assert len({row.get("label", row.get("name", id(row))) for row in gold[name]}) == len(gold[name]), name


@every_file
def test_every_anchor_stands_once_in_its_report(path: Path) -> None:
    anchored = [row for row in nodes(marked(path)) if "anchor" in row]
    assert anchored
    assert [fault for row in anchored for fault in faults(row)] == []


@every_file
def test_every_report_exists_and_is_one_of_the_negotiation(path: Path) -> None:
    gold = marked(path)
    named = {row["article"] for row in nodes(gold) if "article" in row}
    assert all((ARTICLES / f"{article}.md").exists() for article in gold["articles"])
    assert named == set(gold["articles"])


@every_file
def test_names_stand_in_the_reports(path: Path) -> None:
    mentions = [mention for actor in marked(path)["actors"] for mention in actor["mentions"]]
    assert mentions
    assert [m for m in mentions if m["as"] not in " ".join(body(m["article"]).split())] == []


@every_file
def test_types_aspects_stances_and_statuses_are_of_their_schemes(path: Path) -> None:
    gold, statuses = marked(path), notations("status")
    assert {actor["type"] for actor in gold["actors"]} <= TYPES
    assert {conflict["aspect"] for conflict in gold["conflicts"]} <= ASPECTS
    assert {row["stance"] for row in nodes(gold) if "stance" in row} <= notations("stance")
    assert {row["status"] for row in nodes(gold) if "status" in row} <= statuses
    assert all("status" in account for row in gold["agreements"] for account in row["accounts"])


@every_file
def test_both_sides_of_a_conflict_say_something_different(path: Path) -> None:
    for conflict in marked(path)["conflicts"]:
        assert set(conflict["first"]) == set(conflict["second"]) == {"article", "anchor", "value", "by"}
        assert conflict["first"]["value"] != conflict["second"]["value"], conflict["about"]


def test_negotiations_are_told_in_three_reports_or_more() -> None:
    assert len([path for path in GOLD if len(marked(path)["articles"]) >= 3]) >= LARGE
