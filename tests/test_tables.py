"""Tables have the columns of the design and hold what the hand-built articles say."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import MissingExtra, QueryError
from kg.ingest.triples import article_iri
from kg.store import Store, open_store
from kg.tables import COLUMNS, records, table
from kg.tables.columns import SHOWN
from kg.tables.formats import cell, write_csv, write_jsonl, write_parquet, write_table
from tests.claims_fixture import FIRST, HOSTILE, first, second
from tests.fixture_store import filled, on_disk

FIRST_ID = article_iri(first().article.key).rsplit("/id/")[1]
SECOND_ID = article_iri(second().article.key).rsplit("/id/")[1]
DESIGN = {  # the columns that users' scripts depend on
    "articles": "id source title publisher date date_source dateline_place dateline_date language words sentences "
    "claims citation citation_key",
    "actors": "id label type qid country sector positions aliases mentions articles citation",
    "meetings": "id label kind process round status date end date_precision place venue country parties participants "
    "hosts mediators heads duration articles evidence citation",
    "events": "id article source sentence start end evidence spans event_type type_candidates mode context act agents "
    "targets issues attributed_to factuality date date_precision place venue quantity meeting confidence extractor "
    "citation",
    "proposals": "id label issues proposers addressees conditions date attributed_to responses articles evidence "
    "citation",
    "agreements": "id label issues parties date status quantity articles evidence citation",
    "handovers": "id item issues from to date attributed_to articles evidence citation",
    "positions": "party actor issue date stance act status factuality towards attributed_to claim proposal articles "
    "evidence citation",
    "statements": "id article speaker cue direct quote addressee sentence start end evidence citation",
    "attributions": "id article holder wording cue attitude sentence start end evidence citation",
    "conflicts": "id about first second first_by second_by evidence citation",
}
ROWS = {  # table: number of rows in the three articles
    "articles": 3,
    "actors": 9,
    "meetings": 4,
    "events": 7,
    "proposals": 2,
    "agreements": 1,
    "handovers": 2,
    "positions": 7,
    "statements": 3,
    "attributions": 1,
    "conflicts": 0,  # tests/test_world.py has some
}


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    with filled("memory:") as store:
        yield store


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(on_disk(tmp_path_factory.mktemp("tables")), reading=True) as store:
        yield store


def _row(store: Store, name: str, identifier: str) -> dict[str, Any]:
    found = [row for row in records(store, name) if row["id"] == identifier]
    assert len(found) == 1
    return found[0]


def _proof(number: int) -> dict[str, Any]:
    start = sum(len(line) + 1 for line in FIRST[:number])
    return {"article": FIRST_ID, "start": start, "end": start + len(FIRST[number]), "text": FIRST[number]}


@pytest.mark.parametrize("name", DESIGN)
def test_columns_and_rows(disk: Store, name: str) -> None:
    rows = list(records(disk, name))
    assert len(rows) == ROWS[name]
    assert all(list(row) == DESIGN[name].split() for row in rows)
    assert list(table(disk, name).columns) == DESIGN[name].split()


def test_tables_are_those_of_the_design() -> None:
    assert set(COLUMNS) == set(DESIGN) == set(SHOWN)
    assert all(set(SHOWN[name]) <= set(COLUMNS[name]) for name in SHOWN)


@pytest.mark.parametrize("name", DESIGN)
def test_stores_agree(memory: Store, disk: Store, name: str) -> None:
    assert list(records(memory, name)) == list(records(disk, name))


EXPECTED: list[tuple[str, str, dict[str, Any]]] = [  # table, id, some of its columns
    (
        "articles",
        FIRST_ID,
        {
            "source": "reports/halden.txt",
            "publisher": "Northern Wire",
            "date": "2030-05-14",
            "date_source": "dateline",
            "dateline_place": "Halden",
            "dateline_date": "2030-05-14",
            "language": "en",
            "words": 125,
            "sentences": 8,
            "claims": 17,
        },
    ),
    ("articles", SECOND_ID, {"publisher": None, "date": None, "claims": 3}),
    (
        "actors",
        "person/milan-sestak",
        {
            "label": "Milan Šestak",
            "type": "person",
            "qid": "Q900003",
            "country": "KES",
            "sector": "GOV",
            "positions": [
                {"office": "Minister of Foreign Affairs", "of": "Kestria", "source": "authority"},
                {"office": "foreign minister", "of": "Kestria", "source": "text"},  # both articles state it
            ],
            "aliases": ["Sestak", "Šestak"],
            "mentions": 2,
        },
    ),
    ("actors", "state/nl2", {"type": "state", "mentions": 3, "articles": [SECOND_ID, FIRST_ID], "positions": []}),
    ("actors", "armed_group/red-lantern", {"type": "armed_group", "sector": "REB", "country": None}),
    ("actors", f"{FIRST_ID}/actor/delegation-of-arvenia", {"type": "delegation", "label": "delegation of Arvenia"}),
    ("actors", f"{FIRST_ID}/actor/a-senior-kestrian-official", {"type": "unnamed", "country": "KES"}),
    (
        "meetings",
        f"{FIRST_ID}/meeting/m1-round-2",
        {
            "kind": "meeting",
            "process": "Halden talks",
            "round": 2,
            "status": "held",
            "date": "2030-05-14",
            "end": None,
            "date_precision": "day",
            "place": "Halden",
            "venue": "Seehof Palace",
            "country": "Norland",
            "parties": ["Arvenia", "Kestria"],
            "hosts": ["Norland"],
            "mediators": ["Norland"],
            "heads": [{"person": "Milan Šestak", "of": "Kestria"}, {"person": "Tarek Ollin", "of": "Arvenia"}],
            "duration": "two hours",
            "articles": [FIRST_ID],
            "evidence": [_proof(1), _proof(4)],
        },
    ),
    ("meetings", f"{FIRST_ID}/meeting/m7-round-1", {"date": "2030-04", "date_precision": "month", "round": 1}),
    ("meetings", f"{SECOND_ID}/meeting/m0-summit", {"date": "2031", "date_precision": "year", "round": None}),
    (
        "events",
        f"{FIRST_ID}/event/e1-agree-0",
        {
            "article": FIRST_ID,
            "source": "reports/halden.txt",
            "sentence": 1,
            "start": _proof(1)["start"],
            "end": _proof(1)["end"],
            "evidence": FIRST[1],
            "event_type": "AGREE",
            "act": "agree",
            "agents": ["Arvenia", "Kestria"],
            "targets": [],
            "issues": ["prisoner_exchange"],
            "attributed_to": None,
            "factuality": "asserted",
            "date": "2030-05-14",
            "date_precision": "day",
            "place": "Halden",
            "venue": "Seehof Palace",
            "quantity": {"min": 1000, "max": 1200, "unit": "prisoners"},
            "meeting": f"{FIRST_ID}/meeting/m1-round-2",
            "confidence": 0.85,
            "extractor": "frames 0.1.0",
        },
    ),
    (
        "events",
        f"{FIRST_ID}/event/e2-reject-0",
        {"type_candidates": ["AGREE"], "attributed_to": "Milan Šestak", "confidence": None, "date": None},
    ),
    (
        "proposals",
        f"{FIRST_ID}/proposal/p2-ceasefire",
        {
            "label": "unconditional ceasefire of thirty days",
            "issues": ["ceasefire"],
            "proposers": ["Kestria"],
            "addressees": ["Arvenia"],
            "conditions": ["of thirty days", "unconditional"],
            "date": None,
            "attributed_to": "Milan Šestak",
            "responses": [
                {
                    "stance": "no_comment",
                    "by": ["Norland"],
                    "date": "2030-05-14",
                    "attributed_to": None,
                    "evidence": [_proof(6)],
                },
                {
                    "stance": "reject",
                    "by": ["Arvenia"],
                    "date": None,
                    "attributed_to": "Milan Šestak",
                    "evidence": [_proof(2)],
                },
            ],
            "articles": [FIRST_ID],
            "evidence": [_proof(2)],
        },
    ),
    (
        "agreements",
        f"{FIRST_ID}/agreement/a1-prisoner-exchange",
        {
            "parties": ["Arvenia", "Kestria"],
            "status": "agreed",
            "quantity": {"min": 1000, "max": 1200, "unit": "prisoners"},
        },
    ),
    (
        "handovers",
        f"{FIRST_ID}/handover/h4-memorandum",
        {"from": ["delegation of Arvenia"], "to": ["Kestria"], "issues": ["security_guarantees"]},
    ),
    ("handovers", f"{FIRST_ID}/handover/h4-list", {"item": "list of 339 children", "to": []}),
    (
        "statements",
        f"{FIRST_ID}/statement/s3-tell",
        {
            "speaker": "Milan Šestak",
            "cue": "tell",
            "direct": True,
            "quote": "We came for peace,",
            "addressee": None,
            "sentence": 3,
            "start": _proof(3)["start"],
            "end": _proof(3)["end"],
            "evidence": FIRST[3],
        },
    ),
    ("statements", f"{FIRST_ID}/statement/s2-say", {"direct": False, "quote": None}),
]


@pytest.mark.parametrize(("name", "identifier", "expected"), EXPECTED, ids=[row[1] for row in EXPECTED])
def test_row(disk: Store, name: str, identifier: str, expected: dict[str, Any]) -> None:
    row = _row(disk, name, identifier)
    assert {column: row[column] for column in expected} == expected


def test_spans_address_the_words_of_the_source(disk: Store) -> None:
    source = "\n".join(FIRST)
    spans = _row(disk, "events", f"{FIRST_ID}/event/e1-agree-0")["spans"]
    words = [(span["role"], source[span["start"] : span["end"]]) for span in spans]
    assert words == [("agent", "Arvenia and Kestria"), ("trigger", "agreed"), ("quantity", "1,000 to 1,200")]


def test_another_base_is_cut_too() -> None:
    with filled("memory:", [first()], base="https://talks.example/id/") as store:
        assert [row["id"] for row in records(store, "articles")] == [FIRST_ID]
        assert _row(store, "actors", "state/av")["articles"] == [FIRST_ID]


@pytest.mark.parametrize("name", DESIGN)
def test_empty_store(name: str) -> None:
    with filled("memory:", []) as store:
        frame = table(store, name)
    assert list(frame.columns) == DESIGN[name].split()
    assert frame.empty


def test_frame_types(disk: Store) -> None:
    frame = table(disk, "meetings").set_index("label")
    assert str(frame["round"].dtype) == "Int64"
    assert frame["date"].isna().sum() == 0
    assert frame.loc["Second round of the Halden talks", "parties"] == ["Arvenia", "Kestria"]


def test_unknown_table(disk: Store) -> None:
    with pytest.raises(QueryError, match="articles, actors"):
        list(records(disk, "treaties"))


CELLS: list[tuple[Any, str]] = [
    (None, ""),
    ([], ""),
    (["Arvenia", "Kestria"], "Arvenia; Kestria"),
    (2, "2"),
    (0.85, "0.85"),
    (True, "true"),
    (
        [{"office": "head", "of": "Šid"}, {"office": "x", "of": None}],
        '{"office":"head","of":"Šid"}; {"office":"x","of":null}',
    ),
    ('=HYPERLINK("x")', '=HYPERLINK("x")'),  # exact: what a script reads is what the source says
]


@pytest.mark.parametrize(("value", "expected"), CELLS)
def test_csv_cell(value: Any, expected: str) -> None:
    assert cell(value) == expected


def test_csv_holds_the_data_exactly(disk: Store) -> None:
    out = io.StringIO()
    write_csv(records(disk, "events"), "events", out)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out.getvalue()))}
    assert len(rows) == ROWS["events"]
    assert next(row for row in rows.values() if row["act"] == "other")["evidence"] == HOSTILE[0]


def test_jsonl_round_trip(disk: Store) -> None:
    out = io.StringIO()
    write_jsonl(records(disk, "proposals"), out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == list(records(disk, "proposals"))


def test_table_for_people_hides_control_characters(disk: Store) -> None:
    out = io.StringIO()
    write_table(records(disk, "events"), "events", out, width=100)
    assert "\x1b" not in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= 100


def test_parquet_without_pyarrow(disk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"parley-kg\[parquet\]"):
        write_parquet(records(disk, "actors"), "actors", io.BytesIO())


@pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
def test_command(tmp_path: Path, form: str) -> None:
    found = CliRunner().invoke(cli, ["table", "agreements", "--format", form, "--store", on_disk(tmp_path)])
    assert found.exit_code == 0, found.output
    assert "Arvenia" in found.output
