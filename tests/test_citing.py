"""Citations name outlet and date to its precision; keys and bibliographies withstand hostile titles."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string
from pybtex.richtext import Text

from kg import __version__
from kg.citing import bibtex, citation_keys, csl, short_citation, short_citations
from kg.cli import cli
from kg.explain import explain
from kg.export import export
from kg.query import load, run
from kg.store import open_store
from kg.tables import records
from tests.fixture_store import on_disk

KEY = re.compile(r"[a-z0-9]+")
CSL_FIELDS = {"id", "type", "title", "container-title", "issued", "URL", "language"}

SHORT: list[tuple[dict[str, Any], str]] = [  # what a row states, how it is cited
    ({"publisher": "Reuters", "date": "2025-06-02", "title": "Talks"}, "Reuters, 2 June 2025"),
    ({"publisher": "Reuters", "date": "2025-06"}, "Reuters, June 2025"),
    ({"publisher": "Reuters", "date": "2025"}, "Reuters, 2025"),
    ({"publisher": "Reuters", "date": None, "title": "Talks"}, "Reuters, n.d."),
    ({"publisher": "Reuters", "date": "2025-13-40"}, "Reuters, n.d."),
    ({"publisher": "  Al\tJazeera\n", "date": "2025-06-12"}, "Al Jazeera, 12 June 2025"),
    ({"publisher": "Wire\x1b[31m\u202e"}, "Wire[31m, n.d."),
    ({"publisher": None, "title": "Talks end", "date": "2025-06-02"}, "“Talks end”, 2 June 2025"),
    ({"publisher": "", "title": "word " * 30}, f"“{' '.join(['word'] * 12)}…”, n.d."),
    ({"title": "x" * 200}, f"“{'x' * 59}…”, n.d."),
    ({"source": "/home/somebody/reports/halden.txt"}, "“halden.txt”, n.d."),
    ({"source": "C:\\texts\\halden.txt"}, "“halden.txt”, n.d."),
    ({"source": "https://example.org/a/talks/"}, "“talks”, n.d."),
    ({}, "Untitled report, n.d."),
]
WIRE = {"publisher": "Reuters", "date": "2025-06-02", "dateline_place": "Istanbul"}
ROWS: list[dict[str, Any]] = [
    {"id": "article/1", "title": "Zero progress", **WIRE},
    {"id": "article/2", "title": "an exchange agreed", **WIRE},
    {"id": "article/3", "title": "Third round", **WIRE, "date": "2025-07-23"},
    {"id": "article/4", "title": "Talks end", **WIRE, "publisher": "REUTERS", "date": "2024-06-02"},
    {"id": "article/5", "title": "The talks", "publisher": "Le Monde, Paris", "date": "2025-06"},
    {"id": "article/6", "title": "Переговоры", "publisher": "Коммерсантъ", "url": "https://www.kommersant.ru/doc/1"},
    {
        "id": "article/7",
        "title": "Zażółć jaźń",
        "publisher": "Die Tageszeitung für Zürich und die Welt",
        "date": "2025",
    },
    {"id": "article/8", "title": "Undated", "publisher": "Reuters"},
    {"id": "article/9", "title": "Undated too", "publisher": "Reuters"},
    {"id": "article/10", "publisher": "Reuters", "date": "2025-01-01", "dateline_place": "Istanbula"},
    {"id": "article/11"},
]
NAMES = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\$": "$",
}
HOSTILE = [
    "100% & $5 #1 a_b x~y x^2 back\\slash",
    "{ open only",
    "close } only } {",
    "@article{evil, title = {x}}",
    '", note = "injected',
    "}}, note = {injected}, x = {{",
    "\\input{/etc/passwd} \\end{document}",
    "line\nbreak % comment\r\nmore",
    "</script><script>alert(1)</script>",
    "Çırağan Sarayı – “naïve” Київ 北京",
    "\x1b[2Jcleared\u202e",
]


def test_short_citations_of_single_articles() -> None:
    assert [short_citation(row) for row, _ in SHORT] == [wanted for _, wanted in SHORT]


def test_articles_of_one_outlet_and_day_get_letters_by_title() -> None:
    cited = short_citations(ROWS)
    assert cited["article/2"] == "Reuters, 2 June 2025a"
    assert cited["article/1"] == "Reuters, 2 June 2025b"
    assert cited["article/4"] == "REUTERS, 2 June 2024"
    assert (cited["article/8"], cited["article/9"]) == ("Reuters, n.d.-a", "Reuters, n.d.-b")
    assert len(set(cited.values())) == len(ROWS)


def test_keys() -> None:
    assert citation_keys(ROWS) == {
        "article/1": "reuters2025istanbulc",  # the letters go by date, then title; a is that of article/10
        "article/2": "reuters2025istanbulb",
        "article/3": "reuters2025istanbuld",
        "article/4": "reuters2024istanbul",
        "article/5": "lemonde2025talks",
        "article/6": "kommersantrund",
        "article/7": "dietageszeitungfurzurich2025zazoc",
        "article/8": "reutersndundateda",
        "article/9": "reutersndundatedb",
        "article/10": "reuters2025istanbula",
        "article/11": "reportnd",
    }


def test_the_order_of_articles_makes_no_difference() -> None:
    for seed in range(20):
        mixed = random.Random(seed).sample(ROWS, len(ROWS))
        assert citation_keys(mixed) == citation_keys(ROWS)
        assert short_citations(mixed) == short_citations(ROWS)
        assert (bibtex(mixed), csl(mixed)) == (bibtex(ROWS), csl(ROWS))


def test_more_than_26_articles_of_a_day() -> None:
    rows = [{"id": f"article/{n:02}", "title": f"Report {n:02}", **WIRE} for n in range(28)]
    assert [short_citations(rows)[f"article/{n}"] for n in (25, 26, 27)] == [
        f"Reuters, 2 June 2025{letter}" for letter in ("z", "aa", "ab")
    ]
    assert len(set(citation_keys(rows).values())) == 28


def _row(title: str, publisher: str | None = None) -> dict[str, Any]:
    return {"id": "article/1", "title": title, "publisher": publisher or title, "date": "2025-06-02"}


def _entries(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


def _read(field: str) -> str:
    """What TeX would print; pybtex knows neither the names of these signs nor a dollar that begins no formula."""
    for name, sign in NAMES.items():
        field = field.replace(name, f"\x00{ord(sign):03}")
    return re.sub(r"\x00(\d{3})", lambda found: chr(int(found[1])), str(Text.from_latex(field)))


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_come_back_from_bibtex_as_they_were(title: str) -> None:
    (entry,) = _entries(bibtex([_row(title)])).entries.values()
    assert set(entry.fields) == {"title", "journal", "entrysubtype", "label", "key", "date", "year", "month"}
    plain = " ".join("".join(c if c.isprintable() else " " if c.isspace() else "" for c in title).split())
    assert _read(entry.fields["title"]) == plain
    assert _read(entry.fields["journal"]) == plain


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_makes_one_entry_and_a_plain_key(title: str, publisher: str) -> None:
    row = _row(title, publisher)
    data = _entries(bibtex([row]))
    assert len(data.entries) == 1
    assert KEY.fullmatch(next(iter(data.entries)))
    (item,) = json.loads(csl([row]))
    assert item["id"] == citation_keys([row])["article/1"]
    assert short_citation(row).isprintable()


FIELDS: list[tuple[dict[str, Any], str, dict[str, str | None]]] = [  # row, entry type, fields (None: not there)
    (
        {"publisher": "Reuters", "date": "2025-06-02", "title": "Talks", "language": "en"},
        "article",
        {"date": "2025-06-02", "year": "2025", "month": "June", "journal": "{Reuters}", "url": None, "urldate": None}
        | {"entrysubtype": "newspaper", "label": "Reuters", "langid": "english", "author": None, "title": "{Talks}"},
    ),
    ({"publisher": "Reuters", "date": "2025-06"}, "article", {"date": "2025-06", "year": "2025", "month": "June"}),
    ({"publisher": "Reuters", "date": "2025"}, "article", {"date": "2025", "year": "2025", "month": None}),
    ({"publisher": "Reuters"}, "article", {"date": None, "year": None, "month": None, "title": None}),
    (
        {"title": "Talks", "url": "https://example.org/a_b%20c?d=1&e=#{x}\\y"},
        "misc",
        {"url": "https://example.org/a_b%20c?d=1&e=#%7Bx%7D%5Cy", "journal": None, "label": None},
    ),
    ({"title": "Talks", "source": "https://example.org/1"}, "misc", {"url": "https://example.org/1"}),
    ({"title": "Talks", "url": "javascript:alert(1)", "source": "a/b.txt"}, "misc", {"url": None}),
    ({"source": "/home/me/texts/b.txt"}, "misc", {"title": "{b.txt}", "url": None}),
]


@pytest.mark.parametrize(("row", "kind", "fields"), FIELDS)
def test_fields_of_bibtex(row: dict[str, Any], kind: str, fields: dict[str, str | None]) -> None:
    (entry,) = _entries(bibtex([{"id": "article/1", **row}])).entries.values()
    assert entry.type == kind
    assert {name: entry.fields.get(name) for name in fields} == fields


ITEMS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {"publisher": "Reuters", "date": "2025-06-02", "title": "Talks", "language": "en"},
        {"id": "reuters2025talks", "type": "article-newspaper", "title": "Talks", "container-title": "Reuters"}
        | {"issued": {"date-parts": [[2025, 6, 2]]}, "language": "en"},
    ),
    (
        {"publisher": "Reuters", "date": "2025-06"},
        {"id": "reuters2025", "type": "article-newspaper", "container-title": "Reuters"}
        | {"issued": {"date-parts": [[2025, 6]]}},
    ),
    (
        {"title": "Talks", "url": "https://example.org/1"},
        {"id": "exampleorgndtalks", "type": "webpage", "title": "Talks", "URL": "https://example.org/1"},
    ),
    ({}, {"id": "reportnd", "type": "article-newspaper"}),
]


@pytest.mark.parametrize(("row", "item"), ITEMS)
def test_items_of_csl(row: dict[str, Any], item: dict[str, Any]) -> None:
    assert json.loads(csl([{"id": "article/1", **row}])) == [item]


@pytest.mark.parametrize("title", HOSTILE)
def test_csl_holds_no_tag(title: str) -> None:
    text = csl([_row(title)])
    assert "<" not in text
    assert "".join(json.loads(text)[0]["title"].split()) == "".join(c for c in title if c.isprintable() and c != " ")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return on_disk(tmp_path_factory.mktemp("citing"))


def test_rows_carry_the_citations_of_their_articles(url: str) -> None:
    with open_store(url, reading=True) as store:
        cited = {row["id"]: row["citation"] for row in records(store, "articles")}
        assert "Northern Wire, 14 May 2030" in cited.values()
        assert [row["citation"] for row in records(store, "events")] == [
            cited[row["article"]] for row in records(store, "events")
        ]
        for row in records(store, "actors"):
            assert row["citation"] == [cited[article] for article in row["articles"]]


def test_saved_query_cites_as_the_table_does(url: str) -> None:
    with open_store(url, reading=True) as store:
        cited = {row["source"]: row["citation"] for row in records(store, "articles")}
        result = run(store, load("sources").text)
    at = {name: result.variables.index(name) for name in ("source", "citation")}
    found = {row[at["source"]].value: row[at["citation"]].value for row in result.rows}  # type: ignore[union-attr]
    dated = {source: text for source, text in cited.items() if "“" not in text}
    assert dated
    assert {source: found[source] for source in dated} == dated


def test_explanations_cite_each_sentence(url: str) -> None:
    with open_store(url, reading=True) as store:
        event = next(iter(records(store, "events")))
        about = explain(store, event["id"])
        assert [proof["citation"] for proof in about["evidence"]] == [event["citation"]]
        assert explain(store, event["article"])["citation"] == event["citation"]
    shown = CliRunner().invoke(cli, ["explain", event["id"], "--store", url])
    assert f"evidence: {event['citation']}, sentence" in shown.output


@pytest.mark.parametrize(("name", "form"), [("reports.bib", None), ("reports.json", "csl")])
def test_export_has_an_entry_for_each_article(url: str, tmp_path: Path, name: str, form: str | None) -> None:
    with open_store(url, reading=True) as store:
        (path,) = export(store, tmp_path / name, form=form)
        keys = {row["citation_key"] for row in records(store, "articles")}
    text = path.read_text(encoding="utf-8")
    found = {item["id"] for item in json.loads(text)} if form == "csl" else set(_entries(text).entries)
    assert found == keys
    if form == "csl":
        assert all(set(item) <= CSL_FIELDS for item in json.loads(text))


def test_the_program_is_cited_with_its_version() -> None:
    stated = yaml.safe_load((Path(__file__).resolve().parent.parent / "CITATION.cff").read_text(encoding="utf-8"))
    assert stated["version"] == __version__
    assert "kg export --format bibtex" in stated["message"]
