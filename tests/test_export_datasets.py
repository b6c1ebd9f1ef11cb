"""Data sets are read by R and pandas as docs/datasets.md says, and what it says of them is true."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import cli
from kg.errors import InputError, StoreError
from kg.export import export
from kg.export.datasets import COLUMNS, SEPARATOR, cell
from kg.query.formats import csv_line
from tests.claims_fixture import FIRST, HOSTILE, everything, hostile
from tests.fixture_store import filled, on_disk
from tests.mediation_fixture import (
    DAHL,
    read,
    report,
    rows,
    talks,
    written,
)

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "datasets.md").read_text(encoding="utf-8")
POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|
Publication Date|Story People|Story Organizations|Story Locations|Language|Version""".replace("\n", "").split("|")


def documented(form: str) -> list[list[str]]:
    """Cells of the table of columns in the section on a format."""
    section = GUIDE.split(f"`--format {form}`\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[part.strip() for part in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("form", COLUMNS)
def test_documented_columns_are_the_written_ones(form: str) -> None:
    with filled("memory:") as store:
        header = written(store, form).splitlines()[0]
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


if shutil.which("Rscript"):  # where R is not installed there is no such test, so that nothing is skipped

    def test_r_of_the_guide_runs(tmp_path: Path) -> None:
        (code,) = re.findall(r"```r\n(.*?)```", GUIDE, re.DOTALL)
        with filled("memory:") as store:
            export(store, tmp_path / "events.csv", form="plover")
            export(store, tmp_path / "mediation.csv", form="mediation")
        (tmp_path / "guide.R").write_text(
            f'{code}\nstopifnot(inherits(events$event_date, "Date"), mediators["Norland"] == 1)'
        )
        subprocess.run(["Rscript", "guide.R"], cwd=tmp_path, check=True, timeout=120, env=os.environ)


def test_pandas_reads_types_as_told() -> None:
    types = {"intensity": "float64", "quad_code": "Int64", "symmetric": "bool", "latitude": "float64"}
    types |= {"text_start": "int64", "quantity_min": "float64", "confidence": "float64"}
    with filled("memory:") as store:
        text = written(store, "plover")
        told = written(store, "mediation")
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
def test_an_empty_store_gives_a_header(form: str) -> None:
    with filled("memory:", []) as store:
        assert written(store, form) == ",".join(COLUMNS[form]) + "\n"


def test_hostile_names_stay_in_their_cells() -> None:
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
def test_sentences_can_be_left_out(form: str, level: str) -> None:
    with filled("memory:") as store:
        full, bare = (read(store, form, evidence) for evidence in ("full", level))
        assert (FIRST[1] in written(store, form), FIRST[1] in written(store, form, level)) == (True, False)
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
        assert written(one, form) == written(other, form)


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
