"""A claim is explained with its sentences, and a wrong id with the ids near it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import NotFound
from kg.explain import explain, lines
from kg.ingest.triples import article_iri
from kg.schema.terms import BASE
from kg.store import Store, open_store
from tests.claims_fixture import FIRST, first, hostile
from tests.fixture_store import on_disk

ARTICLE = article_iri(first().article.key).removeprefix(BASE)
BAD = article_iri(hostile().article.key).removeprefix(BASE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(on_disk(tmp_path_factory.mktemp("explain")), reading=True) as opened:
        yield opened


WORDS: list[tuple[str, list[str]]] = [  # id, lines that must come
    (
        f"{ARTICLE}/event/e2-reject-0",
        ["Arvenia: reject (REJECT) → Kestria", "  says: Milan Šestak", "  issue: ceasefire"],
    ),
    (f"{ARTICLE}/event/e1-agree-0", ["  says: the article itself", "  quantity: 1,000 to 1,200 prisoners"]),
    (f"{ARTICLE}/meeting/m1-round-2", ["  head: Milan Šestak (Kestria); Tarek Ollin (Arvenia)", f"    {FIRST[4]}"]),
    (
        f"{ARTICLE}/proposal/p2-ceasefire",
        ["  answered by", "    Norland: no_comment, in answer to unconditional ceasefire of thirty days"],
    ),
    (
        f"{ARTICLE}/handover/h4-memorandum",
        ["delegation of Arvenia: hand over memorandum on security guarantees → Kestria"],
    ),
    (f"{ARTICLE}/statement/s3-tell", ["Milan Šestak: tell We came for peace,"]),
    (f"{ARTICLE}/agreement/a1-prisoner-exchange", ["Arvenia, Kestria: exchange of 1,000 to 1,200 prisoners: agreed"]),
    ("person/milan-sestak", ["  position: foreign minister (Kestria), source: text", "  mentions: 2 in 1 article(s)"]),
    ("place/halden-nl2", ["Halden", "  within: Norland"]),
    (ARTICLE, ["  publisher: Northern Wire", "  event claims: 5", "  response claims: 2"]),
]


@pytest.mark.parametrize(("name", "expected"), WORDS)
def test_words(store: Store, name: str, expected: list[str]) -> None:
    said = list(lines(explain(store, name)))
    assert [line for line in expected if line not in said] == []


def test_source_line_names_outlet_date_and_extractor(store: Store) -> None:
    said = list(lines(explain(store, f"{ARTICLE}/event/e2-reject-0")))
    assert f"  article: Arvenia and Kestria agree to exchange prisoners (Northern Wire, 2030-05-14)  {ARTICLE}" in said
    assert "  extractor: frames 0.1.0" in said


@pytest.mark.parametrize("name", [ARTICLE, BASE + ARTICLE, first().article.key])
def test_id_iri_and_key_mean_the_same(store: Store, name: str) -> None:
    assert explain(store, name)["id"] == ARTICLE


def test_marked_words_are_those_of_the_spans(store: Store) -> None:
    about = explain(store, f"{ARTICLE}/event/e2-reject-0")
    marked = list(lines(about, lambda words, role: f"<{role}:{words}>"))
    assert any("said <agent:Arvenia> had <trigger:rejected> <target:his country>’s proposal" in line for line in marked)


def test_an_actor_lists_its_claims(store: Store) -> None:
    claims = explain(store, "state/ks")["claims"]
    assert {
        "id": f"{ARTICLE}/proposal/p2-ceasefire",
        "role": "proposer",
        "what": "unconditional ceasefire of thirty days",
    } in claims


NEAR: list[tuple[str, str]] = [  # a wrong id, what the message offers
    ("person/sestak", "person/milan-sestak"),
    (f"{ARTICLE}/event/e2-rejec", f"{ARTICLE}/event/e2-reject-0"),
    ("Šestak", "person/milan-sestak"),
    ("no such thing", "kg table"),
    ('x"> } DROP ALL', "kg table"),
    ("", "kg table"),
]


@pytest.mark.parametrize(("wrong", "offered"), NEAR)
def test_not_found_offers_near_ids(store: Store, wrong: str, offered: str) -> None:
    with pytest.raises(NotFound) as caught:
        explain(store, wrong)
    assert offered in str(caught.value)


def test_command_prints_no_control_characters(tmp_path: Path) -> None:
    url = on_disk(tmp_path)
    found = CliRunner().invoke(cli, ["explain", f"{BAD}/event/e0-other-0", "--store", url])
    assert found.exit_code == 0, found.stdout
    assert "\x1b" not in found.stdout
    assert "offsets 0 to" in found.stdout
    as_json = CliRunner().invoke(cli, ["explain", f"{BAD}/event/e0-other-0", "--store", url, "--format", "json"])
    assert json.loads(as_json.stdout)["kind"] == "event"
