"""The pages of a set without a browser: one registry, egos, proposals, folding, links that lead somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import cli
from kg.errors import InputError, NotFound
from kg.view import VIEWS, Page, Records, Request, page_html, view_page
from kg.view.actors import actors_page
from kg.view.ego import find_actor
from kg.view.links import file_names
from kg.view.registry import load
from kg.view.sets import EGOS, INDEX, write_set
from tests.fixture_store import on_disk
from tests.hostile_records import hostile
from tests.talks_records import talks

RECORDS = talks()
ACTORS: list[dict[str, Any]] = [
    {"id": "state/ar", "label": "Arvenia", "aliases": ["Republic of Arvenia"]},
    {"id": "person/a", "label": "Milan Šestak", "aliases": []},
    {"id": "person/b", "label": "Milan Vries", "aliases": ["Vries"]},
    {"id": "unnamed/1", "label": "a senior official", "aliases": []},
    {"id": "unnamed/2", "label": "a senior official", "aliases": []},
]
FOUND = [
    ("Arvenia", "state/ar"),
    ("state/ar", "state/ar"),
    ("republic of arvenia", "state/ar"),
    ("milan sestak", "person/a"),
    ("VRIES", "person/b"),
    ("unnamed/2", "unnamed/2"),
]


def graph(name: str, records: Records, of: str | None = None, **asked: int) -> Page:
    page = view_page(name, records, Request(of, **asked))
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("view", VIEWS.values(), ids=list(VIEWS))
def test_every_row_of_the_registry_makes_its_page(view: Any) -> None:
    of = {"": None, "ACTOR": "Arvenia", "ARTICLE": "article/a03"}[view.of]
    page = load(view.make)(RECORDS, Request(of))
    assert page.name == view.name
    html = page_html(page)
    assert html.count("<h1") == 1
    assert "<nav" not in html, "a page alone leads nowhere"
    assert page_html(load(view.make)(RECORDS, Request(of))) == html


def test_help_is_made_of_the_registry() -> None:
    text = " ".join(CliRunner().invoke(cli, ["view", "--help"], terminal_width=200).output.split())
    for view in VIEWS.values():
        assert f"{view.name} {view.summary}" in text


@pytest.mark.parametrize(("name", "key"), FOUND)
def test_an_actor_is_found_by_label_alias_and_id(name: str, key: str) -> None:
    assert find_actor(ACTORS, name)["id"] == key


MISSED = [
    ("Arvenai", NotFound, "did you mean Arvenia?"),
    ("Milan", NotFound, "did you mean Milan Vries, Milan Šestak?"),
    ("Xqzzt", NotFound, "kg table actors lists them"),
    ("a senior official", InputError, "name one by its id: unnamed/1, unnamed/2"),
    (None, InputError, "name an actor"),
]


@pytest.mark.parametrize(("name", "error", "said"), MISSED)
def test_who_is_not_found_gets_near_names(name: str | None, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=re.escape(said)):
        find_actor(ACTORS, name)


def test_an_actor_of_whom_nothing_is_told_has_no_page() -> None:
    silent = {**RECORDS.actors[0], "id": "state/silent", "label": "Silentia"}
    with pytest.raises(NotFound, match="only mentioned"):
        graph("ego", replace(RECORDS, actors=(*RECORDS.actors, silent)), "Silentia")


def test_an_ego_page_holds_partners_and_the_ties_among_them() -> None:
    whole = graph("actors", RECORDS)
    page = graph("ego", RECORDS, "Customs League")
    centre = page.nodes[page.focus or 0]
    assert centre.label == page.title == "Customs League"
    tied = {
        edge.target if edge.source == centre.key else edge.source
        for edge in page.edges
        if centre.key in (edge.source, edge.target)
    }
    assert {node.key for node in page.nodes} == {centre.key, *tied}
    among = [edge for edge in whole.edges if {edge.source, edge.target} <= {centre.key, *tied}]
    assert [(e.source, e.target, e.kind) for e in page.edges] == [(e.source, e.target, e.kind) for e in among]
    original = next(node for node in whole.nodes if node.key == centre.key)
    assert [page.cards[i].id for i in centre.cards] == [whole.cards[i].id for i in original.cards]
    assert len(page.nodes) < len(graph("ego", RECORDS, "Customs League", radius=2).nodes) <= len(whole.nodes)


def test_an_ego_page_cites_the_articles_of_its_claims_alone() -> None:
    page = graph("ego", RECORDS, "Customs League")
    whole = {card.id: card for card in graph("actors", RECORDS).cards}
    sources = graph("actors", RECORDS).sources
    assert {i for card in page.cards for i in card.sources} == set(range(len(page.sources)))
    for card in page.cards:
        assert [page.sources[i].key for i in card.sources] == [sources[i].key for i in whole[card.id].sources]


def test_the_proposals_page_joins_who_proposes_with_who_answers() -> None:
    page = graph("proposals", RECORDS)
    labels = {node.key: node.label for node in page.nodes}
    for row in RECORDS.proposals:
        key = f"proposal {row['id']}"
        ties = {(labels[e.source], e.kind) for e in page.edges if e.target == key}
        answers = {(by, response["stance"]) for response in row["responses"] for by in response["by"]}
        assert ties == {(label, "proposed") for label in row["proposers"]} | answers
        assert {labels[e.target] for e in page.edges if e.source == key} == set(row["addressees"])
    assert {e.kind for e in page.edges} <= {kind for kind, _, _ in page.kinds}
    assert "got no answer" in page.notes[0]


def test_kinds_and_groups_differ_by_more_than_colour() -> None:
    for name in ("actors", "meetings"):
        heads = [head for _, _, head in graph(name, RECORDS).kinds]
        assert len(set(heads)) == len(heads)
    answers = [
        head for kind, _, head in graph("proposals", RECORDS).kinds if kind not in ("proposed", "addressed", "answer")
    ]
    assert len(set(answers)) == len(answers)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.6, 0.9])
@pytest.mark.parametrize("name", ["actors", "meetings", "proposals"])
def test_small_nodes_are_drawn_together_and_nothing_is_lost(name: str, share: float) -> None:
    whole = graph(name, RECORDS)
    limit = max(2, int(share * len(whole.nodes)))
    page = graph(name, RECORDS, max_nodes=limit)
    assert len(page.nodes) <= limit < len(whole.nodes)
    assert {card for node in page.nodes for card in node.cards} == {card for node in whole.nodes for card in node.cards}
    members = [label for node in page.nodes for label in node.members]
    alone = [node for node in page.nodes if not node.members]
    assert sorted([*members, *(node.label for node in alone)]) == sorted(node.label for node in whole.nodes)
    assert max((n.weight for n in whole.nodes), default=0) == max(n.weight for n in alone)
    keys = {node.key for node in page.nodes}
    assert all(edge.source in keys and edge.target in keys and edge.source != edge.target for edge in page.edges)
    assert f"--max-nodes {len(whole.nodes)}" in page.notes[-1]
    assert all(set(node.members) <= set(node.aliases) for node in page.nodes), "search finds them"


def test_actors_are_drawn_together_by_country() -> None:
    page = graph("actors", RECORDS, max_nodes=15)
    assert any(node.label.startswith("Others of Kestria (") for node in page.nodes)


def test_what_fits_is_not_folded() -> None:
    whole = actors_page(RECORDS, Request())
    assert graph("actors", RECORDS, max_nodes=len(whole.nodes)) == whole


@given(st.lists(st.text(max_size=80), max_size=12, unique=True))
def test_file_names_are_safe_and_differ(keys: list[str]) -> None:
    named = file_names(keys, "actors")
    assert list(named) == sorted(keys)
    assert len(set(named.values())) == len(keys)
    assert all(re.fullmatch(r"actors/[a-z0-9][a-z0-9-]*\.html", name) for name in named.values())
    assert all(len(name) < 90 for name in named.values())


@pytest.fixture(scope="module", params=["ordinary", "hostile"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp(f"{request.param}-set")
    records = RECORDS if request.param == "ordinary" else hostile(RECORDS)
    said = [file.relative_to(path) for file, _ in write_set(records, path)]
    assert said[-1] == Path(INDEX)
    assert sorted(said) == sorted(file.relative_to(path) for file in path.rglob("*.html"))
    return path


def addresses(path: Path) -> list[str]:
    """Links of a page, those that its script makes included."""
    text = path.read_text(encoding="utf-8")
    return [
        unescape(one)
        for one in (
            *re.findall(r'href="([^"#]+)"', text),
            *re.findall(r'":"((?:\.\./)?[a-z]+/[a-z0-9-]+\.html)"', text),
        )
    ]


def test_all_links_of_a_set_lead_to_a_page_of_it(folder: Path) -> None:
    files = {path.resolve() for path in folder.rglob("*.html")}
    for path in files:
        for address in addresses(path):
            assert (path.parent / address).resolve() in files, (path, address)


def test_every_page_of_a_set_can_be_reached_from_the_index(folder: Path) -> None:
    index = folder / INDEX
    linked = {(folder / address).resolve() for address in addresses(index)}
    assert linked == {path.resolve() for path in folder.rglob("*.html")}
    text = index.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert text.count('aria-current="page"') == 1


def test_pages_of_a_set_know_where_they_are(folder: Path) -> None:
    for name, view in VIEWS.items():
        if not view.of:
            text = (folder / f"{name}.html").read_text(encoding="utf-8")
            assert f'<a href="{name}.html" aria-current="page">{view.word}</a>' in text
    inner = next((folder / "actors").iterdir()).read_text(encoding="utf-8")
    assert '<a href="../index.html">' in inner
    assert 0 < len(list((folder / "actors").iterdir())) <= EGOS


def test_a_set_says_which_articles_it_leaves_out(tmp_path: Path) -> None:
    list(write_set(RECORDS, tmp_path, max_articles=2))
    assert len(list((tmp_path / "articles").iterdir())) == 2
    assert f"{len(RECORDS.articles) - 2} more have no page of their own" in (tmp_path / INDEX).read_text(
        encoding="utf-8"
    )


def test_the_command_writes_a_page_about_one_actor(tmp_path: Path) -> None:
    store, out = on_disk(tmp_path), tmp_path / "one.html"
    run = CliRunner().invoke(cli, ["view", "ego", "kestria", "-o", str(out), "--radius", "2", "--store", store])
    assert run.exit_code == 0, run.output
    assert '<h1 id="title">Kestria</h1>' in out.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(cli, ["view", "ego", "Kestira", "--store", store])
    assert isinstance(wrong.exception, NotFound)
    assert "did you mean Kestria" in str(wrong.exception)
