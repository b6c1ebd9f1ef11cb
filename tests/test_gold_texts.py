"""Texts of marked reports out of clones of their collections, and the marks that name them."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_texts", ROOT / "benchmarks" / "gold_texts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


gold_texts = _load()

TML = """<?xml version="1.0" ?>
<TimeML>
<DCT>AVALON, <TIMEX3 tid="t0" value="2001-02-03">Feb. 3 , 2001</TIMEX3> (ABC)</DCT>
<TITLE>Arthur &amp; Mordred to meet</TITLE>
<TEXT>

Arthur <EVENT eid="e1">said</EVENT> he would
meet   Mordred &amp; his men.

"No," he said.
 \t
Nobody else spoke.

</TEXT>
</TimeML>
"""
BODY = "Arthur  said\the would meet.\n\n\r\n Mordred refused. \nThe rest is cut."
POST = """---
title: Talks
---
 [ad_1]

   Arthur said he would   <b>not</b> meet.   Share this
Mordred, [of Orkney](http://example.org), refused.
"""
STORIES = {
    "TempEval-3": ("data/a.tml", TML),
    "Article-Bias-Prediction": ("data/a.json", json.dumps({"content": "x", "content_original": BODY})),
    "teftst": ("_posts/a.md", POST),
    "universal_agent": ("b.md", POST),
    "Wikinews": ("a.txt", "Arthur said so.\n\nMordred refused.\nSources\n"),
}
OPTIONS = {"TempEval-3": "--tempeval", "Article-Bias-Prediction": "--bias", "Wikinews": "--pages"}
OPTIONS |= {"teftst": "--posts", "universal_agent": "--crawled"}
FRONT = '---\ntitle: "Talks in Avalon: Arthur"\npublisher: "ABC"\ndate: 2001-02-03\n---\n\n'
LAID_OUT = {
    "TempEval-3": 'AVALON, Feb. 3 , 2001 (ABC)\n\nArthur said he would meet Mordred & his men.\n\n"No," he said.\n',
    "Article-Bias-Prediction": "Arthur said he would meet.\n\nMordred refused.\n",
    "teftst": "Arthur said he would\n\nnot meet.\n",
    "universal_agent": "Arthur said he would\n\nnot meet.\n",
    "Wikinews": "Arthur said so.\n\nMordred refused.\n",
}


def _clone(tmp_path: Path, name: str) -> Path:
    file, content = STORIES[name]
    path = tmp_path / "clone" / file
    path.parent.mkdir(parents=True)
    path.write_bytes(content.encode())
    return tmp_path / "clone"


def _gold(tmp_path: Path, name: str, **changes: Any) -> Path:
    layout = {"set": name, "file": STORIES[name][0], "paragraphs": 2, "dateline": name == "TempEval-3"}
    layout["sha256"] = sha256((FRONT + LAID_OUT[name]).encode()).hexdigest()
    row = {"id": "r1", "url": None, "title": "Talks in Avalon: Arthur", "publisher": "ABC", "date": "2001-02-03"}
    (tmp_path / "gold").mkdir(exist_ok=True)
    (tmp_path / "gold" / "r1.json").write_text(json.dumps({**row, "text": layout | changes}), encoding="utf-8")
    return tmp_path / "gold"


def _run(tmp_path: Path, gold: Path, *options: str) -> int:
    return int(gold_texts.main([str(gold), *options, "-o", str(tmp_path / "out")]))


@pytest.mark.parametrize("name", STORIES)
def test_a_text_is_laid_out_as_it_was_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert _run(tmp_path, _gold(tmp_path, name), OPTIONS[name], str(_clone(tmp_path, name))) == 0
    assert (tmp_path / "out" / "r1.txt").read_bytes().decode() == FRONT + LAID_OUT[name]
    assert capsys.readouterr().err == ""


def test_paragraphs_can_be_left_out(tmp_path: Path) -> None:
    gold = _gold(tmp_path, "teftst", paragraphs=4, without=[3])
    assert _run(tmp_path, gold, "--posts", str(_clone(tmp_path, "teftst"))) == 1  # the checksum is another
    assert (
        (tmp_path / "out" / "r1.txt")
        .read_text(encoding="utf-8")
        .endswith("not meet.\n\nMordred, of Orkney, refused.\n")
    )


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.parametrize("bare", [True, False])
def test_a_clone_without_work_tree_will_do(tmp_path: Path, bare: bool) -> None:
    clone = _clone(tmp_path, "TempEval-3")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(clone), *command], check=True)
    shutil.rmtree(clone / "data")
    copy = clone / ".git" if bare else clone
    assert _run(tmp_path, _gold(tmp_path, "TempEval-3"), "--tempeval", str(copy)) == 0
    assert _run(tmp_path, _gold(tmp_path, "TempEval-3", file="data/none.tml"), "--tempeval", str(copy)) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"file": "data/none.tml"}, "r1: data/none.tml: it is not in"), ({"paragraphs": 4}, "3 paragraphs of the 4"),
     ({"set": "Reuters"}, "'Reuters' is not one of TempEval-3"), ({"sha256": "0"}, "not the text that was marked"),
     ({"set": "Article-Bias-Prediction"}, "git clone https://github.com/ramybaly/Article-Bias-Prediction"),
     ({"set": "Wikinews"}, "save the paragraphs of None")],
)  # fmt: skip
def test_what_cannot_be_brought_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], said: str
) -> None:
    gold = _gold(tmp_path, "TempEval-3", **changes)
    assert _run(tmp_path, gold, "--tempeval", str(_clone(tmp_path, "TempEval-3"))) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("name", "content", "said"), [
    ("TempEval-3", "<TEXT>x</TEXT>", "it has no <DCT>"), ("Article-Bias-Prediction", "{", "it is no JSON"),
])  # fmt: skip
def test_files_of_another_kind_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, said: str
) -> None:
    clone = _clone(tmp_path, name)
    (clone / STORIES[name][0]).write_text(content, encoding="utf-8")
    assert _run(tmp_path, _gold(tmp_path, name), OPTIONS[name], str(clone)) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--tempeval", "nowhere"]])
def test_a_missing_clone_is_named_with_what_to_clone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert _run(tmp_path, _gold(tmp_path, "TempEval-3"), *options) == 1
    assert "git clone https://github.com/jspotter/TempEval-3" in capsys.readouterr().err


def test_a_folder_without_marks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="1"):
        _run(tmp_path, tmp_path / "none")
    assert "no marked reports" in capsys.readouterr().err


# -- the marks of the project

MARKED = sorted(path for path in GOLD.glob("*/*.json") if path.parent.name != "world")  # world: of sample reports
COLLECTED = [file for file in MARKED if file.parent.name != "press"]


def test_there_are_marks_of_press_reports() -> None:
    assert len(MARKED) >= 90
    assert len(COLLECTED) >= 75


@pytest.mark.parametrize("file", MARKED, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_marks_hold_no_more_of_a_text_than_anchors(file: Path) -> None:
    row = json.loads(file.read_text(encoding="utf-8"))
    assert row["id"] == file.stem
    anchors = [entry["anchor"] for kind in ("meetings", "events", "statements") for entry in row[kind]]
    assert [a for a in anchors if not 2 <= len(a.split()) <= 6] == []
    assert not [p for p in file.parent.iterdir() if p.suffix not in (".json", ".md")]


@pytest.mark.parametrize("file", COLLECTED, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_marks_name_their_text(file: Path) -> None:
    row = json.loads(file.read_text(encoding="utf-8"))
    assert gold_texts.COLLECTIONS[row["text"]["set"]]
    assert row["text"].keys() - {"dateline", "without"} == {"set", "file", "paragraphs", "sha256"}
    assert row["publisher"] or row["text"]["set"] in ("teftst", "universal_agent")  # which name none
    assert row["date"]
