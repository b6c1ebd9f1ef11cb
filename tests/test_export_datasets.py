"""Data sets hold what the graph holds, as R and pandas read it; what docs/datasets.md says of them is true."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from kg.cli import cli
from kg.errors import InputError, StoreError
from kg.export import export
from kg.export.datasets import COLUMNS, SEPARATOR, cell
from kg.export.mediation import in_step
from kg.export.plover import dyads, mode_of
from kg.ingest.claims import ArticleClaims
from kg.ingest.model import DateValue
from kg.ingest.triples import article_iri
from kg.network.plover import quad_number
from kg.query.formats import csv_line
from kg.schema import CONCEPTS
from kg.schema.terms import BASE, SCORES
from kg.store import Store
from tests.claims_fixture import FIRST, HOSTILE, everything, first, hostile, second
from tests.fixture_store import filled, on_disk
from tests.mediation_fixture import DAHL, DAY, SENTENCE, VARGA, A, K, N, U, act, joined, report, talks

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "datasets.md").read_text(encoding="utf-8")
FIRST_ID = article_iri(first().article.key).removeprefix(BASE)
POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|
Publication Date|Story People|Story Organizations|Story Locations|Language|Version""".replace("\n", "").split("|")
Row = dict[str, str]


def written(store: Store, form: str, folder: Path, evidence: str = "full") -> str:
    (path,) = export(store, folder / f"{form}.csv", form=form, evidence=evidence)
    return path.read_bytes().decode("utf-8")


def read(store: Store, form: str, folder: Path, evidence: str = "full") -> list[Row]:
    return list(csv.DictReader(io.StringIO(written(store, form, folder, evidence), newline=""), strict=True))


@pytest.fixture
def rows(tmp_path: Path) -> Any:
    """A function that gives the rows of a data set of some articles."""

    def give(form: str, articles: Iterable[ArticleClaims], evidence: str = "full") -> list[Row]:
        with filled("memory:", articles) as store:
            return read(store, form, tmp_path, evidence)

    return give


def picked(row: Row, names: str) -> tuple[str, ...]:
    return tuple(row[name] for name in names.split())


# What the guide says


def documented(form: str) -> list[list[str]]:
    """Cells of the table of columns in the section on a format."""
    section = GUIDE.split(f"`--format {form}`\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[part.strip() for part in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("form", COLUMNS)
def test_documented_columns_are_the_written_ones(form: str, tmp_path: Path) -> None:
    with filled("memory:") as store:
        header = written(store, form, tmp_path).splitlines()[0]
    assert [cells[0].strip("`") for cells in documented(form)] == header.split(",")
    assert all(cells[-1] for cells in documented(form))


def test_columns_of_polecat_bear_its_names() -> None:
    said = {cells[0].strip("`"): cells[1] for cells in documented("plover")}
    taken = {column: name for column, name in said.items() if name}
    assert taken == {column: name for name in POLECAT if (column := name.lower().replace(" ", "_")) in said}


def test_python_of_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    with filled("memory:") as store:
        export(store, tmp_path / "events.csv", form="plover")
        export(store, tmp_path / "mediation.csv", form="mediation")
    monkeypatch.chdir(tmp_path)
    found: dict[str, Any] = {}
    exec(code, found)
    assert found["mediators"].to_dict() == {"Norland": 1}
    assert found["tension"].to_dict() == {
        ("ARV", "KES"): 0.25,
        ("KES", "ARV"): 2.5,
        ("NLD", "ARV"): 1,
        ("NLD", "KES"): 3,
    }
    assert found["events"].event_date.dtype.kind == "M"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_r_of_the_guide_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```r\n(.*?)```", GUIDE, re.DOTALL)
    with filled("memory:") as store:
        export(store, tmp_path / "events.csv", form="plover")
        export(store, tmp_path / "mediation.csv", form="mediation")
    (tmp_path / "guide.R").write_text(
        f'{code}\nstopifnot(inherits(events$event_date, "Date"), mediators["Norland"] == 1)'
    )
    subprocess.run(["Rscript", "guide.R"], cwd=tmp_path, check=True, timeout=120, env=os.environ)


# Events


DYADS: list[tuple[list[str], list[str], str, list[tuple[str | None, str | None, bool]]]] = [
    (["a"], ["b"], "reject", [("a", "b", False)]),
    (["a", "b"], ["c", "d"], "accuse", [("a", "c", False), ("a", "d", False), ("b", "c", False), ("b", "d", False)]),
    (["a", "b"], [], "agree", [("a", "b", True), ("b", "a", True)]),
    (["a"], ["b"], "agree", [("a", "b", False)]),
    (["a"], ["b"], "meet", [("a", "b", True), ("b", "a", True)]),
    (["a", "b"], ["a", "b"], "meet", [("a", "b", True), ("b", "a", True)]),
    (["a", "b", "c"], [], "meet", [(s, t, True) for s in "abc" for t in "abc" if s != t]),
    (["b", "a"], [], "reject", [("a", None, False), ("b", None, False)]),
    (["a"], ["a"], "meet", [("a", None, False)]),
    ([], ["b", "a"], "kill", [(None, "a", False), (None, "b", False)]),
    ([], [], "meet", []),
]


@pytest.mark.parametrize(("agents", "targets", "name", "wanted"), DYADS)
def test_dyads(agents: list[str], targets: list[str], name: str, wanted: list[Any]) -> None:
    assert dyads(agents, targets, name) == wanted


MODES: list[tuple[str, str | None, str, str | None, str | None]] = [  # type, mode, act, kind of meeting, wanted
    ("CONSULT", "visit", "meet", "call", "visit"),
    ("CONSULT", None, "mediate", "call", "third-party"),
    ("CONSULT", None, "meet", "call", "phone"),
    ("CONSULT", None, "meet", "meeting", None),
    ("ACCUSE", None, "accuse", None, "allege"),
    ("AGREE", None, "withdraw", "call", None),  # the mode belongs to another type
]


@pytest.mark.parametrize(("kind", "mode", "name", "meeting", "wanted"), MODES)
def test_mode(kind: str, mode: str | None, name: str, meeting: str | None, wanted: str | None) -> None:
    event = {"event_type": kind, "mode": mode, "act": name, "meeting": "m"}
    assert mode_of(event, {"m": meeting}) == wanted


SCORED = [
    ("ACCUSE", "other", "-3.0", "3"),
    ("ACCUSE", "criticize", "-2.0", "3"),
    ("SANCTION", "impose_sanctions", "-6.0", "4"),
    ("REQUEST", "urge", "0.0", "3"),
    ("CONSULT", "mediate", "1.0", "1"),
    ("AID", "provide_aid", "10.0", "2"),
]


@pytest.mark.parametrize(("kind", "name", "score", "quad"), SCORED)
def test_score_and_quad(kind: str, name: str, score: str, quad: str, rows: Any) -> None:
    (row,) = rows("plover", [report("a", act(name, [A], [K], type=kind))])
    assert picked(row, "event_type intensity quad_code") == (kind, score, quad)


def test_quad_numbers_are_those_of_the_coding_scheme() -> None:
    query = "SELECT ?type ?number { ?t neg:quad/neg:number ?number ; skos:notation ?type }"
    found = {str(kind): int(str(number)) for kind, number in Graph().parse(CONCEPTS).query(query)}  # type: ignore[misc]
    assert found == {kind: quad_number(kind) for kind in SCORES if "/" not in kind}
    assert quad_number("CHAT") is None


def test_events_of_an_article(rows: Any) -> None:
    found = [row for row in rows("plover", [first()]) if row["act"] == "agree"]
    names = "actor_name actor_country recipient_name symmetric event_date intensity contexts issues factuality"
    assert [picked(row, names) for row in found] == [
        (a, c, b, "TRUE", "2030-05-14", "2.5", "diplomatic; military", "prisoner_exchange", "asserted")
        for a, c, b in (("Arvenia", "ARV", "Kestria"), ("Kestria", "KES", "Arvenia"))
    ]
    place = "placename venue country latitude longitude quantity_min quantity_max quantity_unit confidence"
    wanted = ("Halden", "Seehof Palace", "NLD", "59.1229", "11.3875", "1000", "1200", "prisoners", "0.85")
    assert picked(found[0], place) == wanted
    assert {row["claim_id"] for row in found} == {f"{FIRST_ID}/event/e1-agree-0"}
    told = "source headline publication_date url language article_id text"
    title = "Arvenia and Kestria agree to exchange prisoners"
    address = "https://news.example/halden-talks"
    assert picked(found[0], told) == ("Northern Wire", title, "2030-05-14", address, "en", FIRST_ID, FIRST[1])


def test_what_is_said_and_who_says_it(rows: Any) -> None:
    by_act = {row["act"]: row for row in rows("plover", [first()])}
    said = "attributed_to factuality type_candidates event_date date_precision date_start date_end"
    assert picked(by_act["reject"], said) == ("Milan Šestak", "asserted", "AGREE", "", "", "", "")
    month = ("", "month", "2030-06-01", "2030-06-30")
    assert picked(by_act["meet"], said) == ("a senior Kestrian official", "negated", "", *month)
    span = ("2030-05-12", "day", "2030-05-12", "2030-05-13")
    assert picked(by_act["attack"], said) == ("", "asserted", "", *span)
    assert picked(by_act["attack"], "actor_name recipient_id recipient_name symmetric") == (
        "Red Lantern",
        "",
        "",
        "FALSE",
    )
    assert by_act["mediate"]["meeting_id"] == f"{FIRST_ID}/meeting/m1-round-2"


def test_a_person_has_offices_and_an_item(rows: Any) -> None:
    (row,) = (row for row in rows("plover", [second()]) if row["act"] == "praise")
    names = "recipient_type recipient_country primary_recipient_sector recipient_title wikidata_recipient_id"
    wanted = ("person", "KES", "GOV", "foreign minister; Minister of Foreign Affairs", "Q900003")
    assert picked(row, names) == wanted


def test_report_without_date_lends_none(rows: Any) -> None:
    (row,) = rows("plover", [report("a", act("reject", [A], [K]), date=None)])
    assert picked(row, "event_date date_start publication_date") == ("", "", "")
    (row,) = rows("plover", [report("a", act("reject", [A], [K]))])
    assert picked(row, "event_date date_start publication_date") == ("", "", "2030-06-01")
    (row,) = rows("plover", [report("a", act("reject", [A], [K]), date=DateValue("2030-06", "month"))])
    assert row["publication_date"] == ""


def test_event_ids_are_unique_and_stay_when_sides_come_and_go(rows: Any) -> None:
    few = {row["event_id"] for row in rows("plover", [report("a", act("accuse", [A], [K]))])}
    many = [row["event_id"] for row in rows("plover", [report("a", act("accuse", [A, U], [K, N]))])]
    assert len(few) == 1
    assert len(many) == len(set(many)) == 4
    assert few < set(many)
    found = [row["event_id"] for row in rows("plover", everything())]
    assert len(found) == len(set(found)) > 7


def test_all_factualities_are_kept_and_nobody_s_events_are_not(rows: Any) -> None:
    told = ("asserted", "negated", "planned", "possible", "conditional")
    claims = [act("reject", [A], [K], id=f"e{i}", factuality=code) for i, code in enumerate(told)]
    assert [row["factuality"] for row in rows("plover", [report("a", *claims, act("meet", id="e9"))])] == list(told)


def test_namesakes_in_one_report_are_told_apart(rows: Any) -> None:
    claims = report("a", act("accuse", [DAHL], [K]), act("accuse", [VARGA], [K], id="e1"))
    alike = [e if e.key != VARGA else type(e)(**{**fields(e), "label": "Signe Dahl"}) for e in claims.entities]
    found = rows("plover", [type(claims)(**{**fields(claims), "entities": tuple(alike)})])
    assert [picked(row, "actor_id actor_name actor_country") for row in found] == [
        (DAHL, "Signe Dahl", "NLD"),
        (VARGA, "Signe Dahl", "ARV"),
    ]


def fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


# Mediation


def test_a_meeting_with_its_mediator(rows: Any) -> None:
    (row,) = (row for row in rows("mediation", [first()]) if row["round"] == "2")
    what = "mediation_id claim_type status factuality process label kind event_date date_precision"
    key = f"{FIRST_ID}/meeting/m1-round-2"
    wanted = (key, "meeting", "held", "asserted", "Halden talks", "Second round of the Halden talks", "meeting")
    assert picked(row, what) == (*wanted, "2030-05-14", "day")
    assert picked(row, "placename venue country latitude longitude") == (
        "Halden",
        "Seehof Palace",
        "NLD",
        "59.1229",
        "11.3875",
    )
    third = "third_parties third_party_ids third_party_roles third_party_types third_party_countries third_party_sides"
    assert picked(row, third) == ("Norland", "state/nl2", "mediator", "state", "NLD", "")
    local = "local_actors local_actor_ids local_actor_types local_actor_countries"
    assert picked(row, local) == ("Arvenia; Kestria", "state/av; state/ks", "state; state", "ARV; KES")
    people = "individuals individual_roles individual_sides issues"
    heads = "head_of_delegation; head_of_delegation"
    assert picked(row, people) == ("Milan Šestak; Tarek Ollin", heads, "Kestria; Arvenia", "prisoner_exchange")
    source = "number_of_sources source_id source_office source_headline source_date source_url"
    title, address = "Arvenia and Kestria agree to exchange prisoners", "https://news.example/halden-talks"
    assert picked(row, source) == ("1", FIRST_ID, "Northern Wire", title, "2030-05-14", address)
    assert row["claim_ids"] == f"{key}; {FIRST_ID}/event/e1-mediate-0"
    assert [told["text"] for told in json.loads(row["evidence"])] == [FIRST[1], FIRST[4]]


def test_a_hosted_summit_that_is_planned(rows: Any) -> None:
    (row,) = rows("mediation", [second()])
    names = "status factuality event_date date_start date_end date_precision third_parties third_party_roles"
    wanted = ("planned", "planned", "", "2031-01-01", "2031-12-31", "year", "Norland", "host")
    assert picked(row, names) == wanted
    assert picked(row, "country attributed_to source_date") == ("NLD", "Norland", "")


def test_who_convenes_is_a_third_party_of_a_meeting_denied(rows: Any) -> None:
    (row,) = (row for row in rows("mediation", [first()]) if row["status"] == "denied")
    names = "factuality third_parties third_party_roles local_actors attributed_to kind"
    wanted = ("negated", "Union of the Straits", "organizer", "", "a senior Kestrian official", "summit")
    assert picked(row, names) == wanted


MEDIATES: list[tuple[dict[str, Any], tuple[str, str, str] | None]] = [  # meeting, its (third parties, roles, locals)
    ({}, None),
    ({"mediators": (DAHL,)}, ("Signe Dahl", "mediator", "Arvenia; Kestria")),
    ({"mediators": (N,), "hosts": (N,)}, ("Norland", "mediator", "Arvenia; Kestria")),
    ({"mediators": (U,), "hosts": (N,)}, ("Norland; Union of the Straits", "host; mediator", "Arvenia; Kestria")),
    ({"hosts": (K,)}, None),  # one of the sides
    ({"hosts": (VARGA,)}, None),  # acts for one of the sides
    ({"hosts": (N,), "parties": (A,)}, None),  # a visit
    ({"hosts": (N,), "parties": (A, VARGA)}, None),  # both of one side
    ({"mediators": (N,), "parties": (A,)}, ("Norland", "mediator", "Arvenia")),
    ({"mediators": (DAHL,), "parties": (A, K, N)}, ("Signe Dahl", "mediator", "Arvenia; Kestria")),
    ({"hosts": (N,), "parties": (), "participants": (A, K, N)}, None),
    ({"organizers": (U,)}, ("Union of the Straits", "organizer", "Arvenia; Kestria")),
]


@pytest.mark.parametrize(("meeting", "wanted"), MEDIATES)
def test_who_is_a_third_party(meeting: dict[str, Any], wanted: tuple[str, str, str] | None, rows: Any) -> None:
    found = rows("mediation", [report("a", talks(**meeting))])
    names = "third_parties third_party_roles local_actors"
    assert [picked(row, names) for row in found] == ([wanted] if wanted else [])


def test_an_act_belongs_to_its_meeting_if_it_is_as_real(rows: Any) -> None:
    told = act("mediate", [DAHL], [A, K], meeting="m0", issues=("ceasefire",))
    (row,) = rows("mediation", [report("a", talks(), told)])
    assert picked(row, "claim_type third_parties issues status") == ("meeting", "Signe Dahl", "ceasefire", "held")
    denied = act("mediate", [DAHL], meeting="m0", factuality="negated")
    (row,) = rows("mediation", [report("a", talks(), denied)])
    assert picked(row, "claim_type third_parties local_actors status factuality") == (
        "event",
        "Signe Dahl",
        "Arvenia; Kestria",
        "denied",
        "negated",
    )
    assert row["meeting_id"].endswith("/meeting/m0")


VISITS = [  # act, agents, targets, number of rows
    ("mediate", [N], [A, K], 1),
    ("mediate", [N], [], 1),
    ("mediate", [], [A, K], 0),
    ("host", [N], [A, K], 1),
    ("host", [N], [], 1),
    ("host", [N], [A], 0),
    ("host", [N], [A, VARGA], 0),
    ("meet", [N], [A, K], 0),
]


@pytest.mark.parametrize(("name", "agents", "targets", "number"), VISITS)
def test_acts_that_mediate(name: str, agents: list[str], targets: list[str], number: int, rows: Any) -> None:
    assert len(rows("mediation", [report("a", act(name, agents, targets))])) == number


def test_a_meeting_of_several_reports_is_one_row(tmp_path: Path) -> None:
    earlier = DateValue("2030-05-31", "day")
    told = [
        report(
            "a",
            talks(mediators=(DAHL,)),
            act("agree", [A, K], meeting="m0", issues=("ceasefire",)),
            url="https://a.example",
        ),
        report("b", talks(mediators=(DAHL,)), act("mediate", [U], [A, K], meeting="m0"), date=earlier, publisher=None),
    ]
    with joined(*told) as store:
        (row,) = read(store, "mediation", tmp_path)
    assert picked(row, "mediation_id third_parties issues number_of_sources") == (
        "meeting/talks",
        "Signe Dahl; Union of the Straits",
        "ceasefire",
        "2",
    )
    assert picked(row, "source_headline source_date source_office source_url") == (
        "Report b; Report a",
        "2030-05-31; 2030-06-01",
        "NA; Northern Wire",
        "NA; https://a.example",
    )
    assert len(json.loads(row["evidence"])) == 2
    assert picked(row, "individuals individual_roles individual_sides") == ("Signe Dahl", "mediator", "Norland")


SAME = [  # fields of the act in two reports, number of rows
    ({"date": DAY}, {"date": DAY}, 1),
    ({}, {}, 2),
    ({"date": DAY}, {"date": DateValue("2030-06-02", "day")}, 2),
    ({"date": DAY}, {"date": DAY, "factuality": "negated"}, 2),
    ({"date": DateValue("2030-06", "month")}, {"date": DateValue("2030-06", "month")}, 2),
]


@pytest.mark.parametrize(("one", "other", "number"), SAME)
def test_the_same_act_in_two_reports(one: dict[str, Any], other: dict[str, Any], number: int, rows: Any) -> None:
    told = [report(name, act("mediate", [DAHL], [K, A], **more)) for name, more in (("a", one), ("b", other))]
    found = rows("mediation", told)
    assert len(found) == len({row["mediation_id"] for row in found}) == number
    assert {row["number_of_sources"] for row in found} == {"2" if number == 1 else "1"}
    assert found == rows("mediation", reversed(told))


def test_an_act_told_twice_in_a_report_is_one_row(rows: Any) -> None:
    (row,) = rows("mediation", [report("a", act("mediate", [DAHL], [A, K]), act("mediate", [DAHL], [K, A], id="e1"))])
    assert len(row["claim_ids"].split(SEPARATOR)) == 2


# As files


def test_pandas_reads_types_as_told(tmp_path: Path) -> None:
    types = {"intensity": "float64", "quad_code": "Int64", "symmetric": "bool", "latitude": "float64"}
    types |= {"text_start": "int64", "quantity_min": "float64", "confidence": "float64"}
    with filled("memory:") as store:
        text = written(store, "plover", tmp_path)
        told = written(store, "mediation", tmp_path)
    options: dict[str, Any] = {"keep_default_na": False, "na_values": [""]}
    events = pd.read_csv(io.StringIO(text), dtype=types, parse_dates=["event_date", "date_end"], **options)
    assert {name: str(events[name].dtype) for name in types} == types
    assert events.event_date.notna().sum() == sum(bool(row["event_date"]) for row in csv.DictReader(io.StringIO(text)))
    assert events.symmetric.sum() == 4
    assert set(events.text) >= {FIRST[1], HOSTILE[0].replace("\x1b", "\N{REPLACEMENT CHARACTER}")}
    mediation = pd.read_csv(io.StringIO(told), dtype={"round": "Int64", "number_of_sources": "int64"}, **options)
    assert mediation["round"].dropna().tolist() == [2]
    third = mediation.third_parties.str.split(SEPARATOR)
    assert third.map(len).tolist() == mediation.third_party_roles.str.split(SEPARATOR).map(len).tolist()


@pytest.mark.parametrize("form", COLUMNS)
def test_an_empty_store_gives_a_header(form: str, tmp_path: Path) -> None:
    with filled("memory:", []) as store:
        assert written(store, form, tmp_path) == ",".join(COLUMNS[form]) + "\n"


def test_hostile_names_stay_in_their_cells(rows: Any) -> None:
    (row,) = rows("plover", [hostile()])
    assert row["actor_name"] == '=HYPERLINK("http://bad.example") <script>alert(1)</script>'
    assert "\x1b" not in row["text"]
    assert None not in row
    title = 'Talks; "a", b;\r\nc\x00;'
    (row,) = rows("mediation", [report("a", talks(mediators=(DAHL,)), title=title)])
    assert row["source_headline"] == 'Talks, "a", b, c\N{REPLACEMENT CHARACTER},'
    assert None not in row


@pytest.mark.parametrize("form", COLUMNS)
@pytest.mark.parametrize("level", ["quote", "offsets"])
def test_sentences_can_be_left_out(form: str, level: str, tmp_path: Path) -> None:
    with filled("memory:") as store:
        full, bare = (read(store, form, tmp_path, evidence) for evidence in ("full", level))
        assert SENTENCE not in written(store, form, tmp_path, level)
    apart = {"text", "evidence", "quantity_unit"}
    assert [{k: v for k, v in row.items() if k not in apart} for row in full] == [
        {k: v for k, v in row.items() if k not in apart} for row in bare
    ]
    assert {row.get("text", "") for row in bare} == {""}
    told = [json.loads(row["evidence"]) for row in bare if "evidence" in row]
    assert all(sentence["text"] is None and sentence["end"] for sentences in told for sentence in sentences)


@pytest.mark.parametrize("form", COLUMNS)
def test_the_order_of_reports_changes_no_byte(form: str, tmp_path: Path) -> None:
    with filled("memory:", everything()) as one, filled(str(tmp_path / "disk"), reversed(everything())) as other:
        assert written(one, form, tmp_path) == written(other, form, tmp_path)


def test_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> str:
        raise StoreError("the disk is full")

    target = tmp_path / "plover.csv"
    target.write_text("before")
    monkeypatch.setattr("kg.export.datasets.cell", broken)
    with filled("memory:") as store, pytest.raises(StoreError):
        export(store, target, form="plover")
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("form", COLUMNS)
def test_command(form: str, tmp_path: Path) -> None:
    url, target = on_disk(tmp_path), tmp_path / "events.csv"
    arguments = ["export", "-o", str(target), "--store", url]
    found = CliRunner().invoke(cli, [*arguments, "--format", form, "--min-confidence", "0.9", "--evidence", "offsets"])
    assert found.exit_code == 0, found.output
    assert f"{target} ({target.stat().st_size:,} bytes)" in found.output
    assert ",0.85," not in target.read_text()
    found = CliRunner().invoke(cli, arguments)
    assert found.exit_code != 0
    assert isinstance(found.exception, InputError) or "--format" in found.output


TEXT = st.text(st.characters(exclude_categories=("Cs",)))


@given(st.lists(TEXT, min_size=1))
def test_members_of_a_list_can_be_parted(members: list[str]) -> None:
    made = cell(members)
    assert len(made.split(SEPARATOR)) == len(members)
    assert not re.search(r"[\x00-\x1f]", made)


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_any_text_survives_csv_and_pandas(texts: list[str]) -> None:
    out = "".join(map(csv_line, [["text", "end"], *([cell(text), "."] for text in texts)]))
    frame = pd.read_csv(io.StringIO(out, newline=""), keep_default_na=False, na_values=[], dtype=str)
    assert list(csv.reader(io.StringIO(out, newline=""), strict=True))[1:] == [[cell(text), "."] for text in texts]
    assert frame.text.tolist() == [cell(text) for text in texts]


STEPS = [([], []), ([None], []), ([None, "a"], ["NA", "a"]), (["a", ""], ["a", "NA"])]


@pytest.mark.parametrize(("values", "wanted"), STEPS)
def test_lists_in_step(values: list[str | None], wanted: list[str]) -> None:
    assert in_step(values) == wanted
