"""Frames: what ships is sound and sorted, a user's files add or override, mistakes are named by file and line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import FrameError
from kg.ingest import frames
from kg.ingest.frames import FILES, Frames, VerbFrame
from kg.resources import shipped
from kg.schema.terms import ACT_TYPE, ACTS

SHIPPED = shipped("data", "frames")


@pytest.fixture(scope="module")
def own() -> Frames:
    return frames.load(SHIPPED)


def rows(name: str) -> list[dict[str, str]]:
    with (SHIPPED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(name: str, row: dict[str, str]) -> tuple[str, ...]:
    longer = {"verbs": 3, "implied": 2, "outcomes": 2, "stances": 2, "confidence": 2, "attributions": 3}
    return tuple(row[column] for column in FILES[name][: longer.get(name, 1)])


# what ships


@pytest.mark.parametrize("name", FILES)
def test_files_are_sorted_and_name_nothing_twice(name: str) -> None:
    keys = [key(name, row) for row in rows(name)]
    assert len(keys) > 30
    assert keys == sorted(set(keys))


def test_acts_are_those_of_the_schema() -> None:
    found = {row["act"]: row["type"] for row in rows("acts")}
    assert set(found) == set(ACTS)
    assert {act: kind for act, kind in found.items() if kind} == ACT_TYPE


def test_every_act_that_a_verb_or_noun_stands_for_exists() -> None:
    named = {row["act"].split("/")[0] for name in ("verbs", "nouns") for row in rows(name) if row["act"]}
    named -= {"noun", "none"}
    assert named <= set(ACTS)
    assert set(ACTS) - named <= {"other"}


# look-up


def order(own: Frames, verb: str) -> list[str]:
    return [frame.key for frame in own.verbs[verb]]


def test_the_most_specific_sense_of_a_verb_comes_first(own: Frames) -> None:
    accept = order(own, "accept")
    assert accept.index("accept(obj:demand)") < accept.index("accept(!obj:actor)")
    agree = order(own, "agree")
    assert agree.index("agree(to:demand)") < agree.index("agree") == len(agree) - 1


def test_classes_of_a_noun_hold_the_noun(own: Frames) -> None:
    assert own.classes("ceasefire") >= {"ceasefire", "agreement"}
    assert own.classes("zebra") == {"zebra"}


def test_longer_issue_phrases_are_tried_first(own: Frames) -> None:
    for found in own.issue_words.values():
        lengths = [len(words) for words, _ in found]
        assert lengths == sorted(lengths, reverse=True)


# a user's files


def write(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.csv"
    path.write_text("\n".join([",".join(FILES[name]), *lines]) + "\n", encoding="utf-8")
    return path


def find(loaded: Frames, verb: str, rule: str) -> VerbFrame:
    return next(frame for frame in loaded.verbs[verb] if frame.key == rule)


def test_a_users_rows_add_and_override(own: Frames, tmp_path: Path) -> None:
    write(tmp_path / "mine", "verbs", "confabulate,,,meet,,", "reject,,,dismiss,subj,-")
    write(tmp_path / "mine", "issues", "fishing quota,trade")
    loaded = frames.load(SHIPPED, [tmp_path / "mine"])
    assert find(loaded, "confabulate", "confabulate").act == "meet"
    changed = find(loaded, "reject", "reject")
    assert (changed.act, changed.agent, changed.target) == ("dismiss", ("subj",), ())
    assert loaded.issues["fishing quota"] == "trade"
    assert len(loaded.verbs) == len(own.verbs) + 1
    assert loaded.version != own.version


def test_of_two_folders_the_last_wins(tmp_path: Path) -> None:
    write(tmp_path / "one", "cues", "murmur,say")
    write(tmp_path / "two", "cues", "murmur,think")
    assert frames.load(SHIPPED, [tmp_path / "one", tmp_path / "two"]).cues["murmur"] == "think"
    assert frames.load(SHIPPED, [tmp_path / "two", tmp_path / "one"]).cues["murmur"] == "say"


def test_a_single_file_will_do(tmp_path: Path) -> None:
    path = write(tmp_path / "one", "cues", "murmur,say")
    assert frames.load(SHIPPED, [path]).cues["murmur"] == "say"


def test_the_version_depends_on_content_alone(own: Frames, tmp_path: Path) -> None:
    write(tmp_path / "same", "cues", "say,say")
    assert frames.load(SHIPPED).version == own.version
    assert frames.load(SHIPPED, [tmp_path / "same"]).version == own.version


def test_a_place_without_frame_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "verb.csv").write_text("verb,act\nparley,meet\n", encoding="utf-8")
    for name, message in (
        ("empty", r"empty: holds no frame file, that is none of acts\.csv, verbs\.csv"),
        ("verb.csv", r"verb\.csv: no frame file; its name must be one of acts\.csv"),
        ("none", "none: no such file or folder"),
    ):
        with pytest.raises(FrameError, match=message):
            frames.load(SHIPPED, [tmp_path / name])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("verbs", "verb,act\nparley,meet\n", r"verbs\.csv: line 1: the columns verb, particle, .* missing: .*'agent'"),
        ("verbs", "verb,particle,conditions,act,agent,target\nparley,,\n", r"verbs\.csv: line 2: a row needs 6 cells"),
        ("cues", "cue,kind\nmurmur,say\n,say\n", r"cues\.csv: line 3: a row needs 2 cells and a first one"),
        (
            "verbs",
            "verb,particle,conditions,act,agent,target\nparley,,,chat,,\n",
            r"verbs\.csv: parley: unknown act 'chat'; known: accept, accuse",
        ),
    ],
)
def test_mistakes_are_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    with pytest.raises(FrameError, match=message):
        frames.load(SHIPPED, [tmp_path])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match="nowhere: no such file or folder of frame files"):
        frames.load(SHIPPED, [tmp_path / "nowhere"])
