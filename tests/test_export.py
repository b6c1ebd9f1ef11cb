"""Exports hold what the store holds, less what may not be published, in the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset, Graph

from kg.cli import cli
from kg.errors import InputError, StoreError
from kg.export import FORMATS, export, format_of
from kg.export.lines import Quad, SortedQuads, read_quad, text_of
from kg.export.turtle import turtle
from kg.ingest.triples import article_iri
from kg.schema.terms import BASE, NEG
from kg.store import Store, open_store
from kg.store.ntriples import lines
from kg.store.results import quote
from kg.tables import COLUMNS, records
from kg.validate import check
from tests.claims_fixture import FIRST, HOSTILE, SECOND, everything, first
from tests.fixture_store import filled, on_disk

ROOT = Path(__file__).resolve().parent.parent
FIRST_ID = article_iri(first().article.key).removeprefix(BASE)
ABOUT = BASE + "dataset"
ENDINGS = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "jsonld": "jsonld", "csv": "zip"}
ENDINGS |= {"plover": "csv", "mediation": "csv", "bibtex": "bib", "csl": "csl.json"}
TARGETS = {form: f"{form}.{ENDINGS.get(form, form)}" for form in FORMATS}
GRAPHS = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(on_disk(tmp_path_factory.mktemp("export")), reading=True) as opened:
        yield opened


def _written(store: Store, folder: Path, form: str, evidence: str = "full") -> str:
    (path,) = export(store, folder / TARGETS[form], evidence=evidence)
    return path.read_text(encoding="utf-8")


def _parsed(text: str, form: str) -> set[Quad]:
    """Quads as Oxigraph reads the file, in the store's spelling."""
    return {read_quad(f"{quad} .") for quad in parse(text, GRAPHS[form])}


def _undescribed(quads: set[Quad]) -> set[Quad]:
    return {q for q in quads if not q.subject.startswith(f"<{ABOUT}") and not q.predicate.endswith("versionInfo>")}


def _stored(store: Store) -> set[Quad]:
    return set(map(read_quad, store.quads()))


def test_turtle_round_trip(store: Store, tmp_path: Path) -> None:
    text = _written(store, tmp_path, "turtle")
    assert _undescribed(_parsed(text, "turtle")) == {quad for quad in _stored(store) if not quad.graph}


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_everything_round_trip(store: Store, tmp_path: Path, form: str) -> None:
    assert _undescribed(_parsed(_written(store, tmp_path, form), form)) == _stored(store)


def test_rdflib_reads_the_same_triples(store: Store, tmp_path: Path) -> None:
    expected = {
        f"{q.subject} {q.predicate} {q.object} ." for q in _parsed(_written(store, tmp_path, "turtle"), "turtle")
    }
    for form in ("turtle", "jsonld"):
        graph = Graph().parse(data=_written(store, tmp_path, form), format={"jsonld": "json-ld"}.get(form, form))
        assert lines(graph) == expected


def test_rdflib_reads_trig(store: Store, tmp_path: Path) -> None:
    data = Dataset(default_union=False)
    data.parse(data=_written(store, tmp_path, "trig"), format="trig")
    assert sum(1 for _ in data.quads()) == len(_parsed(_written(store, tmp_path, "nquads"), "nquads"))


def test_stores_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    (tmp_path / "memory").mkdir()
    with filled("memory:", reversed(everything())) as memory:
        for form in FORMATS:
            ours = export(store, tmp_path / TARGETS[form], form=form)
            theirs = export(memory, tmp_path / "memory" / TARGETS[form], form=form)
            assert ours[0].read_bytes() == theirs[0].read_bytes(), form


SCRIPT = """
import sys
from pathlib import Path
from kg.export import export
from tests.claims_fixture import everything
from tests.fixture_store import filled
articles = everything() if sys.argv[1] == "forth" else tuple(reversed(everything()))
with filled("memory:", articles) as store:
    for name in sys.argv[3:]:
        export(store, Path(sys.argv[2]) / name, form=name.split(".")[0])
"""


def test_bytes_depend_neither_on_hashing_nor_on_the_order_of_ingest(tmp_path: Path) -> None:
    started = []
    for seed, order in (("1", "forth"), ("2", "back")):
        (tmp_path / seed).mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", SCRIPT, order, str(tmp_path / seed), *TARGETS.values()]
        started.append(subprocess.Popen(command, env=environment, cwd=ROOT))
    assert [process.wait() for process in started] == [0, 0]
    runs = {seed: {path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()} for seed in ("1", "2")}
    assert set(runs["1"]) == set(TARGETS.values())
    assert [name for name in runs["1"] if runs["1"][name] != runs["2"][name]] == []


def test_nquads_are_sorted(store: Store, tmp_path: Path) -> None:
    quads = [read_quad(line) for line in _written(store, tmp_path, "nquads").splitlines()]
    stored = [
        quad for quad in quads if not quad.subject.startswith(f"<{ABOUT}") and "versionInfo" not in quad.predicate
    ]
    assert all(before < after for before, after in pairwise(stored))


def _runs_of_words(text: str, length: int = 4) -> set[str]:
    words = re.findall(r"\w+", text)
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.parametrize("form", FORMATS)
def test_offsets_carry_no_words_of_the_articles(store: Store, tmp_path: Path, form: str) -> None:
    (path,) = export(store, tmp_path / TARGETS[form], form=form, evidence="offsets")
    text = _all_text(path)
    kept = " | ".join(claims.article.title or "" for claims in everything())
    kept += " | ".join(entity.label for claims in everything() for entity in claims.entities)
    kept += " | ".join(meeting.label for claims in everything() for meeting in claims.meetings)
    source = set().union(*map(_runs_of_words, (*FIRST, *SECOND, *HOSTILE))) - _runs_of_words(kept)
    assert source & _runs_of_words(text) == set()
    assert "We came for peace" not in text
    assert "thirty" not in text
    assert "two hours" not in text
    if form in ("turtle", "csv"):
        assert "Arvenia and Kestria agree to exchange prisoners" in text  # the headline stays
        assert "proposal (ceasefire)" in text


def _all_text(path: Path) -> str:
    if path.suffix != ".zip":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_quote_carries_words_and_no_sentences(store: Store, tmp_path: Path) -> None:
    text = _written(store, tmp_path, "turtle", "quote")
    assert not any(json.dumps(line, ensure_ascii=False)[1:-1] in text for line in (*FIRST, *SECOND))
    assert "We came for peace," in text
    assert "unconditional ceasefire of thirty days" in text
    assert "TextQuoteSelector ;" not in text


@pytest.mark.parametrize("level", ["quote", "offsets"])
def test_reduced_graphs_keep_all_else_and_are_valid(store: Store, tmp_path: Path, level: str) -> None:
    full = _parsed(_written(store, tmp_path, "turtle"), "turtle")
    text = _written(store, tmp_path, "turtle", level)
    less = _parsed(text, "turtle")
    lost = {quad.predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rstrip(">") for quad in _undescribed(full) - less}
    words = {"text", "quote", "condition", "duration", "label", "item", "term"} if level == "offsets" else set()
    assert lost == {"exact", "hasSelector", "type"} | words
    assert check(Graph().parse(data=text), quoted=False) == []


def test_reduced_quads_leave_the_log_out(store: Store, tmp_path: Path) -> None:
    assert "parley/store#log" in _written(store, tmp_path, "nquads")
    assert "parley/store#log" not in _written(store, tmp_path, "nquads", "offsets")


@pytest.mark.parametrize("level", ["full", "offsets"])
def test_description_counts_what_is_there(store: Store, tmp_path: Path, level: str) -> None:
    quads = _parsed(_written(store, tmp_path, "turtle", level), "turtle")
    graph = _undescribed(quads)
    said = {q.predicate.rsplit("#", 1)[-1].rstrip(">"): text_of(q.object) for q in quads if q.subject == f"<{ABOUT}>"}
    assert int(said["triples"]) == len(graph)
    assert int(said["distinctSubjects"]) == len({quad.subject for quad in graph})
    assert int(said["properties"]) == len({quad.predicate for quad in graph})
    assert int(said["documents"]) == len(everything())
    events = [
        text_of(q.object) for q in quads if q.subject == f"<{ABOUT}/class/Event>" and q.predicate.endswith("entities>")
    ]
    assert events == [str(sum(quad.object == f"<{NEG}Event>" for quad in graph))]


def test_description_names_sources_run_version_and_licences(store: Store, tmp_path: Path) -> None:
    text = _written(store, tmp_path, "turtle")
    assert 'schema:softwareVersion "0.1.0"' in text
    assert 'dcterms:identifier "f1"' in text
    assert "Licences of the articles: CC-BY-4.0 (1), none stated (2)." in text
    assert all(f"<{article_iri(c.article.key)}>" in text.replace("<article/", f"<{BASE}article/") for c in everything())


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_actor_network(store: Store, tmp_path: Path, form: str, read: object) -> None:
    (path,) = export(store, tmp_path / TARGETS[form])
    network = read(path)  # type: ignore[operator]
    assert set(network) == {row["id"] for row in records(store, "actors")}
    rejected = next(d for _, _, d in network.edges(data=True) if d["evidence"] == f"{FIRST_ID}/event/e2-reject-0")
    assert (rejected["event_type"], rejected["factuality"], rejected["attributed_to"]) == (
        "REJECT",
        "asserted",
        "Milan Šestak",
    )
    assert {data.get("date") for *_, data in network.edges("state/nl2", data=True)} >= {"2030-05-14"}
    assert network.nodes["person/milan-sestak"]["label"] == "Milan Šestak"


def test_csv_folder_and_archive_hold_all_tables(store: Store, tmp_path: Path) -> None:
    paths = export(store, tmp_path / "tables")
    export(store, tmp_path / "tables.zip")
    assert [path.name for path in paths] == [f"{name}.csv" for name in COLUMNS]
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert all(archive.read(path.name) == path.read_bytes() for path in paths)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "tables" / "events.csv").read_text(encoding="utf-8"))))
    assert {row["evidence"] for row in rows} >= {FIRST[1], HOSTILE[0]}


def test_csv_of_offsets_keeps_offsets(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "full")
    export(store, tmp_path / "bare", evidence="offsets")
    full, bare = (list(csv.DictReader((tmp_path / n / "events.csv").open(encoding="utf-8"))) for n in ("full", "bare"))
    kept = ("id", "start", "end", "spans", "agents", "event_type")
    assert [[row[name] for name in kept] for row in full] == [[row[name] for name in kept] for row in bare]
    assert {row["evidence"] for row in bare} == {""}


NAMES: list[tuple[str, str | None]] = [  # file name, format
    ("a.ttl", "turtle"),
    ("a.TRIG", "trig"),
    ("a.nq", "nquads"),
    ("a.jsonld", "jsonld"),
    ("a.graphml", "graphml"),
    ("a.gexf", "gexf"),
    ("a.zip", "csv"),
    ("folder", "csv"),
    ("a.csv", None),
    ("a.docx", None),
]


@pytest.mark.parametrize(("name", "form"), NAMES)
def test_format_of_a_name(name: str, form: str | None) -> None:
    if form is None:
        with pytest.raises(InputError, match="--format"):
            format_of(Path(name))
    else:
        assert format_of(Path(name)) == form


def test_nothing_half_written(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "talks.ttl"
    target.write_text("before")

    def broken(*_: object) -> Iterator[str]:
        yield "@prefix"
        raise StoreError("the disk is full")

    monkeypatch.setattr("kg.export.rdf._text", broken)
    with pytest.raises(StoreError):
        export(store, target)
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("target", ["missing/talks.ttl", "."])
def test_bad_target(store: Store, tmp_path: Path, target: str) -> None:
    with pytest.raises(InputError):
        export(store, tmp_path / target, form="turtle")


def test_command_says_what_it_wrote(tmp_path: Path) -> None:
    target = tmp_path / "talks.ttl"
    found = CliRunner().invoke(cli, ["export", "-o", str(target), "--store", on_disk(tmp_path)])
    assert found.exit_code == 0, found.output
    assert f"{target} ({target.stat().st_size:,} bytes)" in found.output


@given(
    st.text(st.characters(exclude_categories=("Cs",))),
    st.sampled_from(("", "@en", "^^<http://www.w3.org/2001/XMLSchema#date>")),
)
def test_any_literal_survives_turtle(text: str, suffix: str) -> None:
    quad = Quad("", "<http://a.example/s>", f"<{NEG}quote>", quote(text) + suffix)
    written = "".join(turtle([quad], BASE))
    found = list(
        parse(f"@prefix neg: <{NEG}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .{written}", RdfFormat.TURTLE)
    )
    assert [read_quad(f"{q} .") for q in found] == [quad]
    assert text_of(quad.object) == text


@given(st.lists(st.tuples(*[st.sampled_from(["<a:1>", "<a:12>", '"x"', '"\\n"'])] * 4)), st.integers(1, 5))
def test_sorting_in_chunks_is_sorting(rows: list[tuple[str, str, str, str]], chunk: int) -> None:
    quads = [Quad(*row) for row in rows]
    with SortedQuads(quads, chunk) as found:
        assert list(found) == sorted(set(quads))
        assert list(found) == sorted(set(quads))


@pytest.mark.parametrize("line", ["", "<a:s> <a:p> .", "_:b <a:p> <a:o> .", "<a:s> <a:p> _:b ."])
def test_what_is_no_quad(line: str) -> None:
    with pytest.raises(StoreError):
        read_quad(line)
