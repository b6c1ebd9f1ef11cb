"""Brings the texts of marked reports that are not part of the project, from collections that anybody can clone.

    git clone https://github.com/jspotter/TempEval-3
    git clone https://github.com/ramybaly/Article-Bias-Prediction
    git clone https://github.com/secureIntent-git/teftst
    python benchmarks/gold_texts.py data/gold/NAME --tempeval TempEval-3 --bias Article-Bias-Prediction \\
        --posts teftst -o DIR

Writes DIR/ID.txt for each ID.json, laid out as its field `text` says (data/gold/README.md), byte for byte the text that
was marked: a checksum tells. A clone may be bare. What cannot be brought is named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.errors import InputError

Row = dict[str, Any]
_FIELDS = {"set", "file", "paragraphs", "sha256"}


@dataclass(frozen=True)
class Story:
    """What a file of a collection holds: the line of place and date where it stands apart, and the paragraphs."""

    dateline: str
    paragraphs: list[str]


# -- the collections


def from_timeml(raw: str) -> Story:
    """A .tml file: its <DCT>, and the paragraphs of its <TEXT>, without the annotation."""
    paragraphs = re.split(r"\n\s*\n", _element(raw, "TEXT"))
    return Story(_element(raw, "DCT"), _filled(re.sub(r"\s+", " ", p) for p in paragraphs))


def _element(raw: str, tag: str) -> str:
    found = re.search(f"<{tag}>(.*?)</{tag}>", raw, re.DOTALL)
    if not found:
        raise InputError(f"it has no <{tag}>: is it a TimeML file?")
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])).replace("\r", "").strip()


def from_json(raw: str) -> Story:
    """A .json file of an article with its body in `content_original`, or `content` where that is empty."""
    try:
        article = json.loads(raw)
    except json.JSONDecodeError as error:
        raise InputError(f"it is no JSON ({error.msg}, line {error.lineno})") from None
    return from_page(article.get("content_original") or article.get("content") or "")


def from_post(raw: str) -> Story:
    """A post or note of a site generator: without front matter, tags, links and the marks of copied advertisements."""
    body = re.sub(r"\A---\s*\n.*?\n---\s*\n", "", raw.replace("\r", ""), count=1, flags=re.DOTALL)
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<[^>]+>", " ", body))
    return Story(
        "", _filled(re.sub(r"\s+", " ", p) for p in re.split(r"\n+|\s{3,}", re.sub(r"\[ad_[12]\]", "", plain)))
    )


def from_page(raw: str) -> Story:
    """Plain text with a paragraph a line; empty lines do not count."""
    return Story("", _filled(re.sub(r"[ \t]+", " ", line) for line in raw.replace("\r", "").split("\n")))


def _filled(paragraphs: Iterable[str]) -> list[str]:
    return [p.strip() for p in paragraphs if p.strip()]


@dataclass(frozen=True)
class Collection:
    """Reports of one `set`: the option that names the user's copy, how to get one, and how to read its files."""

    option: str
    how: str
    read: Callable[[str], Story]


COLLECTIONS = {
    "TempEval-3": Collection(
        "tempeval",
        "git clone https://github.com/jspotter/TempEval-3 (agency reports as TimeML; marked at commit 7687471), "
        "then give --tempeval CLONE",
        from_timeml,
    ),
    "Article-Bias-Prediction": Collection(
        "bias",
        "git clone https://github.com/ramybaly/Article-Bias-Prediction (37,554 articles as JSON; marked at commit "
        "ced8111), then give --bias CLONE",
        from_json,
    ),
    "teftst": Collection(
        "posts",
        "git clone https://github.com/secureIntent-git/teftst (posts of press reports of 2016; marked at commit "
        "4a4d0d8), then give --posts CLONE",
        from_post,
    ),
    "universal_agent": Collection(
        "crawled",
        "git clone https://github.com/Kjdragan/universal_agent (with crawled reports of 2026; marked at commit "
        "1979fd1), then give --crawled CLONE",
        from_post,
    ),
    "Wikinews": Collection(
        "pages",
        "save the paragraphs of {url}, one a line, as FOLDER/{file}, then give --pages FOLDER",
        from_page,
    ),
}


def stored(copy: Path, name: str) -> str:
    """A file of a folder, or of the newest commit of a git directory without a work tree.

    Raises InputError when it has no such file.
    """
    path = copy / name
    raw = path.read_bytes() if path.is_file() else _committed(copy, name)
    return raw.decode("utf-8", "replace")


def _committed(copy: Path, name: str) -> bytes:
    git = copy / ".git" if (copy / ".git").exists() else copy
    if not (git.is_file() or (git / "HEAD").is_file()):
        raise InputError(f"it is not in {copy}")
    try:
        shown = subprocess.run(["git", f"--git-dir={git}", "show", f"HEAD:{name}"], capture_output=True)
    except FileNotFoundError:
        raise InputError(f"it is not in {copy}, and there is no git to look into its commits") from None
    if shown.returncode:
        raise InputError(f"it is not in {copy} (git: {shown.stderr.decode('utf-8', 'replace').strip()})")
    return shown.stdout


# -- the layout


def laid_out(row: Row, story: Story) -> str:
    """The report as it was marked: front matter, the dateline if it was kept, and the first paragraphs."""
    layout = row["text"]
    if len(story.paragraphs) < layout["paragraphs"]:
        raise InputError(f"it has {len(story.paragraphs)} paragraphs of the {layout['paragraphs']} that were marked")
    dateline = [story.dateline] if layout.get("dateline") else []
    left_out = set(layout.get("without", ()))
    kept = [p for n, p in enumerate(story.paragraphs[: layout["paragraphs"]], start=1) if n not in left_out]
    text = "\n\n".join([*dateline, *kept])
    return _front_matter(row) + text + "\n"


def _front_matter(row: Row) -> str:
    """Title, publisher, date and URL, those that the gold has."""
    lines = [f"{k}: {_value(k, row[k])}" for k in ("title", "publisher", "date", "url") if row.get(k)]
    return "\n".join(["---", *lines, "---", "", ""])


def _value(key: str, value: str) -> str:
    return value if key == "date" else json.dumps(value, ensure_ascii=False)


# -- all of a folder


def bring(gold: Path, copies: Mapping[str, Path | None], out: Path) -> tuple[int, list[str]]:
    """Writes the texts of all reports in `gold`; gives how many, and what there is to say about the others."""
    files = sorted(gold.glob("*.json"))
    if not files:
        raise InputError(f"{gold}: no marked reports: name a folder of ID.json files, such as data/gold/looked_at")
    out.mkdir(parents=True, exist_ok=True)
    written, notes = 0, []
    for file in files:
        try:
            notes += _bring_one(file, copies, out)
            written += 1
        except InputError as error:
            notes.append(str(error))
    return written, list(dict.fromkeys(notes))


def _bring_one(file: Path, copies: Mapping[str, Path | None], out: Path) -> list[str]:
    row = json.loads(file.read_text(encoding="utf-8"))
    collection = _collection(row, file.stem)
    layout, how = row["text"], collection.how.format(url=row["url"], file=row["text"]["file"])
    copy = copies.get(collection.option)
    if copy is None or not copy.is_dir():
        raise InputError(f"{layout['set']}: {f'{copy} is no folder' if copy else 'not given'}: {how}")
    try:
        text = laid_out(row, collection.read(stored(copy, layout["file"]))).encode("utf-8")
    except InputError as error:
        raise InputError(f"{file.stem}: {layout['file']}: {error}: {how}") from None
    (out / f"{file.stem}.txt").write_bytes(text)
    same = sha256(text).hexdigest() == layout["sha256"]
    return [] if same else [f"{file.stem}: written, but not the text that was marked, so figures may differ: {how}"]


def _collection(row: Row, name: str) -> Collection:
    if "text" not in row:
        raise InputError(f"{name}: its text is in no collection: save it by hand from {row.get('url')}")
    if lacking := _FIELDS - row["text"].keys():
        raise InputError(f"{name}: its field `text` lacks {', '.join(sorted(lacking))}: see data/gold/README.md")
    if row["text"]["set"] not in COLLECTIONS:
        raise InputError(f"{name}: collection {row['text']['set']!r} is not one of {', '.join(COLLECTIONS)}")
    return COLLECTIONS[row["text"]["set"]]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="folder of marked reports, such as data/gold/looked_at")
    for name, collection in COLLECTIONS.items():
        parser.add_argument(f"--{collection.option}", type=Path, metavar="FOLDER", help=f"texts of {name}")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="where the texts go")
    options = parser.parse_args(arguments)
    copies = {c.option: getattr(options, c.option) for c in COLLECTIONS.values()}
    try:
        written, notes = bring(options.gold, copies, options.out)
    except InputError as error:
        parser.exit(1, f"{error}\n")
    print(f"{written} texts in {options.out}")
    print(*notes, sep="\n", file=sys.stderr, end="\n" if notes else "")
    return 1 if notes else 0


if __name__ == "__main__":
    sys.exit(main())
