"""Reading: one document a file or row, one error value for each that fails, and the rest goes on."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SkippedFiles, UnreadableDocument
from kg.ingest.articles import clean
from kg.ingest.documents import read
from kg.ingest.model import Document
from kg.ingest.readers.decoding import decoded

TEXT = "The envoys met for the second time in a week.\n"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Envoys meet again | Valley Wire</title>
<meta property="og:site_name" content="Valley Wire"><meta property="og:url" content="https://example.org/envoys">
<meta property="article:published_time" content="2025-06-02T10:00:00Z">
<meta property="og:title" content="Envoys meet again">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Envoys meet again</h1>
<p>The envoys of both governments met in Bern on Monday for the second time in a week; the hosts called it
progress.</p>
<p>They will meet again in July, the hosts said, and the caf\u00e9 next door will stay closed to reporters until
then.</p>
</article><footer>Copyright Valley Wire</footer></body></html>"""


def found_in(*sources: str | Path, stdin: bytes = b"", **options: int) -> tuple[list[Document], list[str]]:
    """The documents and the errors, as text."""
    documents, errors = [], []
    for item in read([str(source) for source in sources], stdin=io.BytesIO(stdin), **options):
        if isinstance(item, Document):
            documents.append(item)
        else:
            errors.append(str(item))
    return documents, errors


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# text and front matter


def test_offsets_of_a_text_count_in_the_file(tmp_path: Path) -> None:
    raw = "\ufeff---\r\ntitle: Talks\r\n---\r\nFirst line.\r\nSecond \u00e9 line.\r\n"
    (document,), errors = found_in(write(tmp_path, "a.md", raw))
    assert errors == []
    assert document.text == raw
    assert document.text[document.body_start :] == "First line.\r\nSecond \u00e9 line.\r\n"
    assert document.media_type == "text/markdown"


FRONT = """---
Title: "Talks: round two"
publisher: Valley Wire
date: 2025-06-02
url: https://example.org/a
license: CC0-1.0
places: [Bern]
byline: Jane Doe
---
"""


def test_front_matter(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", FRONT + TEXT)
    (document,), _ = found_in(path)
    assert dict(document.metadata) == {
        "title": "Talks: round two",
        "publisher": "Valley Wire",
        "date": "2025-06-02",
        "url": "https://example.org/a",
        "licence": "CC0-1.0",
        "author": "Jane Doe",
    }
    assert (document.key, document.source) == ("https://example.org/a", str(path))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "---\ntitle: Talks: round two\n---\n" + TEXT,
            "front matter, line 2: mapping values are not allowed here: 'title: Talks: round two'",
        ),
        ('---\ntitle: "Talks\n---\n' + TEXT, "front matter, line"),
        ("---\ntitle: Talks\n" + TEXT, "front matter: the line --- that ends it is missing"),
        ("---\n- title: Talks\n- date: 2025\n---\n" + TEXT, "front matter: `name: value` lines are wanted, not a list"),
        ("---\nkey: value\n- item\n---\n" + TEXT, "front matter, line 3"),
        ("---\ntitle: Talks\n---\n\n", "empty: it holds no text"),
    ],
)
def test_broken_front_matter_is_one_clear_error(tmp_path: Path, text: str, why: str) -> None:
    path = write(tmp_path, "a.md", text)
    documents, (error,) = found_in(path)
    assert documents == []
    assert error.startswith(f"{path}: {why}")
    assert "\n" not in error


def test_values_of_front_matter_are_as_they_are_written(tmp_path: Path) -> None:
    front = "---\ntitle: No\ndate: 2025-02-30\npublisher: ~\nlicence: 007\n---\n"
    (document,), _ = found_in(write(tmp_path, "a.md", front + TEXT))
    assert dict(document.metadata) == {"title": "No", "date": "2025-02-30", "licence": "007"}
    with pytest.raises(UnreadableDocument, match="front matter: date '2025-02-30' is not understood"):
        clean(document)


@pytest.mark.parametrize(
    "text", [TEXT, "---\n" + TEXT, "---\nThe envoys met.\n---\nThey left.\n", "--- \n\n---\n" + TEXT]
)
def test_text_without_front_matter(tmp_path: Path, text: str) -> None:
    (document,), errors = found_in(write(tmp_path, "a.md", text))
    assert errors == []
    assert document.metadata == ()
    assert document.text == text


# encodings and what is no text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("caf\u00e9 \u201ctalks\u201d".encode(), "caf\u00e9 \u201ctalks\u201d"),
        ("caf\u00e9 \u201ctalks\u201d".encode("cp1252"), "caf\u00e9 \u201ctalks\u201d"),
        ("caf\u00e9 talks".encode("utf-16"), "caf\u00e9 talks"),
        ("caf\u00e9 talks".encode("utf-8-sig"), "\ufeffcaf\u00e9 talks"),
        ("caf\u00e9 \u201c".encode() + b"\xff tail", "caf\u00e9 \u201c\ufffd tail"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decoded(data) == text


@settings(max_examples=60)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(
        lambda text: text[0] not in "\ufeff\ufffe"
    )
)
def test_utf8_comes_back(text: str) -> None:
    assert decoded(text.encode()) == text


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a.txt", b"talks\x00\x01\x02", "binary, not text"),
        ("a.txt", bytes(range(1, 32)) * 4, "binary, not text"),
        ("a.txt", b"%PDF-1.7 talks", "a PDF file, not text"),
        ("a.md", b"PK\x03\x04 talks", "a zip archive, not text"),
        ("a.html", b"", "empty"),
        ("a.html", b"\x00\x00", "binary, not text"),
        ("a.html", b"<html><body></body></html>", "no report was found"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"title,body\nA,B\n", "no column is called text"),
        ("a.csv", b"\x00\x01", "binary, not text"),
        ("a.txt", b"x" * 41, "longer than 10 characters"),
        ("a.txt", b"x" * 11, "longer than 10 characters"),
    ],
)
def test_unreadable_files_are_one_line_and_the_rest_goes_on(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    bad = write(tmp_path, name, data)
    good = write(tmp_path, "good.txt", "Talks.")
    documents, (error,) = found_in(bad, good, longest=10 if len(data) in (11, 41) else 1_000_000)
    assert [document.text for document in documents] == ["Talks."]
    assert error.startswith(f"{bad}: {why}")


# pages


def test_page(tmp_path: Path) -> None:
    (document,), errors = found_in(write(tmp_path, "a.html", PAGE))
    fields = dict(document.metadata)
    assert errors == []
    assert document.key == "https://example.org/envoys"
    assert (fields["title"], fields["publisher"], fields["date"]) == ("Envoys meet again", "Valley Wire", "2025-06-02")
    assert "Home" not in document.text
    assert "progress.\n\nThey will meet" in document.text


def test_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    data = PAGE.replace("utf-8", "iso-8859-1").encode("latin-1")
    (document,), _ = found_in(write(tmp_path, "a.htm", data))
    assert "caf\u00e9" in document.text


# rows


def test_rows_of_jsonl(tmp_path: Path) -> None:
    rows = [
        json.dumps({"text": TEXT, "title": "A", "date": "2025-06-02", "url": "https://example.org/a", "words": 9}),
        "{broken",
        "[1]",
        "",
        json.dumps({"title": "no text"}),
        json.dumps({"text": ""}),
        json.dumps({"text": "NUL \x00 and \ud800 go."}),
        "[" * 100_000,
    ]
    path = write(tmp_path, "a.jsonl", "\n".join(rows))
    documents, errors = found_in(path)
    assert [document.key for document in documents] == ["https://example.org/a", f"{path}#row-7"]
    assert documents[0].source == f"{path}#row-1"
    assert dict(documents[0].metadata) == {"title": "A", "date": "2025-06-02", "url": "https://example.org/a"}
    assert documents[1].text == "NUL \ufffd and \ufffd go."
    assert [error.split(": ")[0].rpartition("-")[2] for error in errors] == ["2", "3", "5", "6", "8"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_of_csv(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["Title", "TEXT ", "url"],
        ["A", '"' + TEXT * 4000 + '"', ""],
        ["B", "", ""],
        ["C", "Talks.", "https://example.org/c"],
    ]
    path = write(tmp_path, "a.csv", "\ufeff" + "\n".join(delimiter.join(row) for row in rows))
    documents, errors = found_in(path)
    assert [document.key for document in documents] == [f"{path}#row-1", "https://example.org/c"]
    assert documents[0].text == TEXT * 4000  # longer than the csv module allows by default
    assert errors == [f"{path}#row-2: empty: it holds no text"]


def test_csv_row_that_never_closes_its_quote(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", 'text\nTalks.\n"open\n')
    documents, errors = found_in(path)
    assert [document.text for document in documents] == ["Talks."]
    assert errors == [f"{path}#row-2: unexpected end of data"]


# folders, globs, standard input


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "inner/c.TXT",
        ".hidden/d.txt",
        ".e.txt",
        "README.md",
        "x.pdf",
        "inner/y.pdf",
        "Makefile",
    ):
        write(tmp_path, name, TEXT)
    return tmp_path


def test_folder_is_read_in_order_and_says_once_what_it_leaves_out(folder: Path) -> None:
    items = list(read([str(folder)]))
    names = [os.path.relpath(item.source, folder) for item in items if isinstance(item, Document)]
    assert names == ["a.md", "b.txt", os.path.join("inner", "c.TXT")]
    assert [str(item) for item in items if isinstance(item, SkippedFiles)] == [
        f"{folder}: 3 files of kinds that kg does not read: skipped (.pdf 2, no ending 1)"
    ]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    documents, _ = found_in(folder / "b.txt", folder / "*.txt", folder / "inner" / ".." / "b.txt")
    assert [document.source for document in documents] == [str(folder / "b.txt")]


def test_globs(folder: Path) -> None:
    documents, errors = found_in(folder / "**" / "*.[tT]*")
    assert [Path(document.source).name for document in documents] == ["b.txt", "c.TXT"]
    assert errors == []


def test_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    path = write(tmp_path, "a[1].txt", TEXT)
    assert [document.source for document in found_in(path)[0]] == [str(path)]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("nothing.txt", "there is no such file or folder"),
        ("*.nothing", "no file matches"),
        ("https://example.org/a", "URLs are not read yet: save the page and give the file"),
    ],
)
def test_sources_that_lead_nowhere(source: str, why: str) -> None:
    assert found_in(source) == ([], [f"{source}: {why}"])


def test_kind_that_is_not_read_is_an_error_if_named(folder: Path) -> None:
    _, (error,) = found_in(folder / "x.pdf")
    assert "not a kind of document that kg reads (.txt .md" in error


def test_folder_without_documents(tmp_path: Path) -> None:
    assert found_in(tmp_path)[1] == [f"{tmp_path}: no document that kg reads is in this folder"]


def test_broken_link(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(tmp_path / "gone.txt")
    documents, (error,) = found_in(link)
    assert documents == []
    assert error.startswith(f"{link}: cannot be opened: ")


def test_standard_input(tmp_path: Path) -> None:
    (document,), _ = found_in("-", stdin=FRONT.replace("url: https://example.org/a\n", "").encode() + TEXT.encode())
    (other,), _ = found_in("-", stdin=b"Other talks.")
    assert dict(document.metadata)["publisher"] == "Valley Wire"
    assert document.source == "-"
    assert document.key != other.key
    assert document.key.startswith("-#")
    assert found_in("-", stdin=b"")[1] == ["-: empty: it holds no text"]
