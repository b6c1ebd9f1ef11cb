"""What the graph pages hold, without a browser: claims, places of nodes, escaping, same bytes."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import cli
from kg.errors import InputError, NotFound
from kg.view import VIEWS, Page, Records, Request, contents, page_html, view_page
from kg.view.cards import event_card, pieces, web_address
from kg.view.document import as_data
from kg.view.drawing import drawing, wrapped
from kg.view.layout import DENSE_LIMIT, Box, positions
from kg.view.page import payload
from tests.fixture_store import on_disk
from tests.negotiation_records import negotiation

RECORDS = negotiation()


def graph_page(name: str, records: Records, of: str | None = None, **asked: int) -> Page:
    page = view_page(name, records, Request(of, **asked))
    assert isinstance(page, Page)
    return page


def article_page(records: Records, name: str | None) -> Page:
    return graph_page("article", records, name)


def embedded(html: str) -> dict[str, Any]:
    """The data of a page, found as a browser finds them: up to the first closing tag; `claims` come apart."""
    found = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script', html, re.DOTALL)
    blocks = {name: json.loads(text) for name, text in found}
    return {**blocks["data"], "claims": blocks["later"]}


SPANS = st.lists(
    st.builds(
        lambda role, a, b: {"role": role, "start": min(a, b), "end": max(a, b)},
        st.sampled_from(["trigger", "agent", "target", "speaker", "date"]),
        st.integers(0, 60),
        st.integers(0, 60),
    ),
    max_size=5,
)


@given(st.text(max_size=30), st.integers(0, 30), SPANS)
def test_pieces_joined_are_the_sentence(text: str, start: int, spans: list[dict[str, Any]]) -> None:
    cut = pieces(text, start, spans)
    assert "".join(words for words, _ in cut) == text
    assert all(words for words, _ in cut)


def test_pieces_mark_the_trigger_before_what_surrounds_it() -> None:
    spans = [{"role": "agent", "start": 10, "end": 14}, {"role": "target", "start": 14, "end": 30}]
    spans.append({"role": "trigger", "start": 15, "end": 18})
    assert pieces("Kyiv met Moscow 🕊", 10, spans) == (
        ("Kyiv", "agent"),
        (" ", "target"),
        ("met", "trigger"),
        (" Moscow 🕊", "target"),
    )


ADDRESSES = [
    ("https://news.example/a?b=1", True),
    ("http://news.example", True),
    ("HTTPS://NEWS.EXAMPLE/", True),
    ("javascript:alert(1)", False),
    ("JaVaScRiPt://news.example/%0aalert(1)", False),
    ("data:text/html,<script>", False),
    ("reports/seed.txt", False),
    ("//news.example/a", False),
    ("https://", False),
    ("http://[::1", False),
    ("file:///etc/passwd", False),
    (None, False),
]


@pytest.mark.parametrize(("source", "linked"), ADDRESSES)
def test_only_web_addresses_become_links(source: str | None, linked: bool) -> None:
    assert web_address(source) == (source if linked else None)


def test_a_claim_without_its_sentence_names_the_offsets() -> None:
    event = {**RECORDS.events[0], "evidence": None, "start": 5, "end": 9}
    assert "characters 5 to 9" in event_card(event, {}).sentences[0].pieces[0][0]


def rings(size: int) -> list[tuple[int, int]]:
    """Ties of a ring whose every third node has chords."""
    return [(i, (i + 1) % size) for i in range(size)] + [(i, (i * 7 + 3) % size) for i in range(0, size, 3)]


@pytest.mark.parametrize("size", [1, 2, 5, 40, 120])
def test_boxes_do_not_overlap(size: int) -> None:
    boxes = [Box(60.0 + i % 5 * 20, 30.0 + i % 3 * 10, i % 4) for i in range(size)]
    ties = [tie for tie in rings(size) if max(tie) < size - size // 5]  # the last fifth stands alone
    places = positions(boxes, ties)
    for i, (x, y) in enumerate(places):
        for j, (u, v) in enumerate(places[:i]):
            wide, high = (boxes[i].width + boxes[j].width) / 2, (boxes[i].height + boxes[j].height) / 2
            assert abs(x - u) >= wide - 2 or abs(y - v) >= high - 2, (i, j)


def test_layout_is_the_same_for_every_order_of_ties() -> None:
    boxes = [Box(80.0, 40.0, i % 3) for i in range(60)]
    ties = rings(60)
    shuffled = [(b, a) for a, b in random.Random(1).sample(ties, len(ties))]
    assert positions(boxes, ties) == positions(boxes, shuffled)


def test_a_large_part_is_laid_out_by_its_communities() -> None:
    size = DENSE_LIMIT + 300
    places = positions([Box(20.0, 20.0, i * 10 // size) for i in range(size)], rings(size))
    assert len(set(places)) == size
    assert positions([], []) == []


def test_page_bundles_claims_by_pair_direction_and_kind() -> None:
    page = graph_page("actors", RECORDS)
    keys = [(edge.source, edge.target, edge.kind, edge.mutual) for edge in page.edges if edge.kind != "office"]
    assert len(keys) == len(set(keys))
    joined = {card for edge in page.edges for card in edge.cards}
    lonely = [card for i, card in enumerate(page.cards) if i not in joined]
    assert lonely
    assert all("→" not in card.heading for card in lonely), "only claims without a target have no edge"
    told = {card for node in page.nodes for card in node.cards}
    claims = {i for i, card in enumerate(page.cards) if card.act != "office"}
    assert told == claims, "and those are found at their actor"


@pytest.mark.parametrize("name", ["actors", "meetings", "proposals"])
def test_what_is_said_of_a_page_is_what_it_shows(name: str) -> None:
    page = graph_page(name, RECORDS)
    assert contents(page).endswith(f" {payload(page)['counts']['claims']} claims")


def test_parallel_edges_of_a_pair_take_lanes_of_their_own() -> None:
    _, edges, options = drawing(graph_page("actors", RECORDS))
    lanes: dict[tuple[str, ...], list[Any]] = {}
    for edge in edges:
        smooth = edge.get("smooth") or {"type": "", "roundness": 0}
        side = (
            smooth["type"]
            if edge["from"] < edge["to"]
            else {"curvedCW": "curvedCCW", "curvedCCW": "curvedCW", "": ""}[smooth["type"]]
        )
        lanes.setdefault(tuple(sorted((edge["from"], edge["to"]))), []).append((side, smooth["roundness"]))
    assert any(len(found) > 2 for found in lanes.values())
    assert all(len(found) == len(set(found)) for found in lanes.values())
    assert options["physics"] == {"enabled": False}


def test_ids_are_opaque_and_labels_wrapped() -> None:
    nodes, edges, _ = drawing(graph_page("actors", RECORDS))
    assert all(re.fullmatch(r"n\d+", node["id"]) for node in nodes)
    assert all(re.fullmatch(r"e\d+", edge["id"]) for edge in edges)
    assert wrapped("Northern Security and Cooperation Organisation of the Straits").count("\n") == 2
    assert wrapped("Ukraine–Germany–France talks") == "Ukraine–\nGermany–France\ntalks"
    assert wrapped("x" * 300).count("\n") <= 2


def test_the_article_page_holds_that_article_alone() -> None:
    page = article_page(RECORDS, "article/a03")
    assert page.title == "Halden talks, day 4"
    assert {card.id.rsplit("/", 2)[0] for card in page.cards if card.act != "office"} == {"article/a03"}
    assert len(page.sources) == 1
    assert article_page(RECORDS, "https://news.example/halden/3") == page


def test_wrong_names_say_what_to_do() -> None:
    with pytest.raises(NotFound, match="kg table articles"):
        article_page(RECORDS, "article/none")
    with pytest.raises(InputError, match="name one of the 12 articles"):
        article_page(RECORDS, None)
    with pytest.raises(InputError, match=", ".join(VIEWS)):
        view_page("nonsense", RECORDS)


@pytest.mark.parametrize("name", ["actors", "meetings"])
def test_same_rows_in_any_order_give_the_same_bytes(name: str) -> None:
    rng = random.Random(4)
    shuffled = Records(*(tuple(rng.sample(rows, len(rows))) for rows in (
        RECORDS.articles, RECORDS.actors, RECORDS.meetings, RECORDS.events
    )))  # fmt: skip
    assert page_html(view_page(name, RECORDS)) == page_html(view_page(name, shuffled))


@pytest.mark.parametrize("name", ["actors", "meetings"])
def test_an_empty_graph_gives_a_page(name: str) -> None:
    assert embedded(page_html(view_page(name, Records())))["nodes"] == []


HOSTILE = (
    "</script><img src=x>",
    "<!--<script>",
    "\u2028\u2029",
    "&lt;b&gt;",
    "{{7*7}}",
    "%%SCRIPT%%",
    "\ud800",
    '"\\',
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_from_the_data_unchanged(text: str) -> None:
    articles = tuple({**row, "title": text} for row in RECORDS.articles)
    actors = tuple({**row, "label": f"{text} {row['id']}"} for row in RECORDS.actors)
    html = page_html(article_page(replace(RECORDS, articles=articles, actors=actors), "article/a03"))
    data = embedded(html)
    assert data["title"] == text
    assert html.count("<script") == page_html(article_page(RECORDS, "article/a03")).count("<script")
    assert html.count("<img") == 0
    assert not set("<>&\u2028\u2029") & set(as_data(payload(graph_page("actors", replace(RECORDS, actors=actors)))))


def test_the_page_names_no_address_to_load_from() -> None:
    html = page_html(graph_page("actors", RECORDS))
    assert html.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert not re.search(r"<link|<script[^>]* src|@import|url\(|bootstrap|cdnjs|jsdelivr|sourceMappingURL", html)
    assert "default-src 'none'" in html


def test_command_writes_pages(tmp_path: Path) -> None:
    store = on_disk(tmp_path)
    run = CliRunner().invoke(cli, ["view", "all", "-o", str(tmp_path / "pages"), "--store", store])
    assert run.exit_code == 0, run.output
    written = {path.name for path in (tmp_path / "pages").iterdir()}
    whole = {f"{name}.html" for name, view in VIEWS.items() if not view.of}
    assert written == {"index.html", "articles", "actors"} | whole
    data = embedded((tmp_path / "pages" / "actors.html").read_text(encoding="utf-8"))
    assert {"Kestria", "Arvenia"} <= {node["label"] for node in data["nodeInfo"]}
    marked = {
        words for card in data["claims"] for s in card["sentences"] for words, role in s["pieces"] if role == "trigger"
    }
    assert marked, "the words of the store reach the page"


def test_command_says_what_is_wrong(tmp_path: Path) -> None:
    store = on_disk(tmp_path)
    (tmp_path / "file").write_text("")
    for arguments in (["actors", "x"], ["article"], ["actors", "-o", str(tmp_path / "file" / "a.html")]):
        run = CliRunner().invoke(cli, ["view", *arguments, "--store", store])
        assert isinstance(run.exception, InputError), arguments
