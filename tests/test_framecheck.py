"""Checking frames: malformed rows are named by file and line, examples fail with what they wanted and got."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import framecheck
from kg.cli import cli
from kg.errors import FrameError
from kg.framecheck import Checked, check
from kg.framecheck import examples as examples_of
from kg.framecheck.examples import KINDS, Example, Failure, canonical, of_sheets
from kg.framecheck.expected import Wanted, parse
from kg.framecheck.rows import problems
from kg.framecheck.sheets import COLUMNS, read
from kg.ingest.frames import FILES
from kg.ingest.pipeline import Pipeline
from kg.resources import shipped
from kg.schema.terms import ACTS

SHIPPED = shipped("data", "frames")
_TRIED = ("visit(obj:actor)",)  # shipped examples that a test changes


def write(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.csv"
    path.write_text("\n".join([",".join(COLUMNS[name]), *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """All shipped examples are run once, for `own`; beside a test's own examples one in forty will do."""

    def some(examples: Sequence[Example], pipeline: Pipeline) -> Iterator[Failure]:
        kept = (
            e for n, e in enumerate(examples) if n % 40 == 0 or e.entry in _TRIED or not e.file.startswith(str(SHIPPED))
        )
        return examples_of.run(list(kept), pipeline)

    monkeypatch.setattr(framecheck, "run", some)


# what ships


@pytest.fixture(scope="module")
def own() -> Checked:
    return check()


def test_what_ships_is_sound(own: Checked) -> None:
    assert [str(problem) for problem in own.problems] == []
    assert [(f.line, f.entry, f.got) for f in own.failures] == []


def test_every_act_and_every_kind_has_an_example(own: Checked) -> None:
    files = {covered.file: covered for covered in own.coverage}
    assert files["acts.csv"].without == ()
    assert files["acts.csv"].entries == len(ACTS)
    assert set(files) == {f"{file}.csv" for file in KINDS.values()}
    assert all(covered.entries > len(covered.without) for covered in files.values())
    assert own.examples > 150


# rows


def malformed(place: Path) -> list[str]:
    """What is wrong in the rows of `place`, read on top of what ships; no sentence is analysed."""
    sheets, wrong = read([SHIPPED, place])
    return list(map(str, [*wrong, *problems(sheets), *of_sheets(sheets)[1]]))


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("acts", "chat,CONSULT,,subj,obj", "'chat' is no act of the schema"),
        ("acts", "meet,TALK,yes,subj,", "unknown PLOVER type 'TALK'"),
        ("acts", "meet,CONSULT,maybe,subj,", "mutual is yes or empty"),
        ("verbs", "parley,,,chat,,", "unknown act 'chat'"),
        ("verbs", "parley,,,,,", "the act is missing"),
        ("verbs", "parley,,,meet/TALK,,", "unknown PLOVER type 'TALK'"),
        ("verbs", "parley,,obj:metting,meet,,", "unknown noun class 'metting' in 'obj:metting'"),
        ("verbs", "parley,,obbj:meeting,meet,,", "unknown slot 'obbj' in the condition 'obbj:meeting'"),
        ("verbs", "parley,,passive:yes,meet,,", "passive takes no value"),
        ("verbs", "parley,,,meet,subj|obj.ownr,", "unknown path 'obj.ownr' of the agent"),
        ("verbs", "parley,,,meet,,wth", "unknown path 'wth' of the target"),
        ("verbs", "parley,,,meet,-,", "unknown path '-' of the agent"),
        ("verbs", "parley,,meet", "a row needs 6 cells and a first one; it has 3"),
        ("nouns", "chinwag,meeting,chat", "unknown act 'chat'"),
        ("cues", "murmur,mumble", "unknown kind 'mumble': it is one of say, tell"),
        ("complements", "yearn,longing", "unknown complement 'longing'"),
        ("implied", "must,order,demand", "unknown kind 'order'"),
        ("implied", "must,duty,command", "unknown act 'command'"),
        ("issues", "fishing quota,fish", "unknown issue 'fish'"),
        ("sectors", "angler,FISH", "unknown sector 'FISH'"),
        ("examples", "werb,say,A said so.,speaker=A", "unknown kind 'werb'"),
        ("examples", "verb,confabulate,A confabulated.,act=meet", "verbs.csv has no entry 'confabulate'"),
        ("examples", "cue,say,A said so.,speeker=A", "'speeker=A' is no field of a statement"),
        ("examples", "cue,say,A said so.,", "nothing is expected"),
    ],
)
def test_a_malformed_row_is_named_by_file_and_line(tmp_path: Path, name: str, row: str, message: str) -> None:
    path = write(tmp_path / "mine", name, row)
    found = malformed(tmp_path / "mine")
    assert any(f"{path}, line 2: {message}" in problem for problem in found), found


@pytest.mark.parametrize(
    "row",
    [
        "parley,,+on obj:any !subj:many xcomp will,meet,subj|with|that.subj,-",
        "parley,up,acomp:ready iobj,meet,for.subj|for|ccomp.subj,obj.against|xcomp.with",
        "parley,,subj:parley,detain/ASSAULT,,obj.owner",
    ],
)
def test_what_is_documented_is_accepted(tmp_path: Path, row: str) -> None:
    write(tmp_path / "mine", "verbs", row)
    write(tmp_path / "mine", "nouns", "parley,,")
    assert malformed(tmp_path / "mine") == []


def test_a_row_that_stands_twice_in_a_file_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "mine", "cues", "murmur,say", "grunt,say", "murmur,tell")
    assert malformed(path) == [f"{path}, line 4: murmur: stands in line 2 already"]


def test_columns_that_are_missing_and_files_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "cues.csv").write_text("cue,sort\nmurmur,say\n", encoding="utf-8")
    (tmp_path / "issues.csv").write_bytes(b"phrase,issue\nfra\xeenche,trade\n")
    found = [str(p) for p in read([tmp_path])[1]]
    assert found[0] == f"{tmp_path}/cues.csv, line 1: the columns cue, kind are wanted; missing: ['kind']"
    assert found[1].startswith(f"{tmp_path}/issues.csv: cannot be read as UTF-8 CSV")


def test_malformed_rows_keep_the_examples_from_running(tmp_path: Path) -> None:
    path = write(tmp_path / "mine", "verbs", "parley,,,chat,,")
    found = check([tmp_path / "mine"])
    assert not found.sound
    assert (str(found.problems[0]), found.failures) == (
        f"{path}, line 2: unknown act 'chat': acts.csv lists {', '.join(sorted(ACTS))}",
        (),
    )


def test_a_place_without_frames_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"holds no frame file, that is none of acts\.csv"):
        check([tmp_path])


# examples


def test_expected_names_claims() -> None:
    assert parse("act=reject; agents=Iran, Iraq", "verb") == [
        Wanted("event", (("act", "reject"), ("agents", "Iran, Iraq")))
    ]
    assert parse("meeting status=planned + no act=meet", "noun") == [
        Wanted("meeting", (("status", "planned"),)),
        Wanted("event", (("act", "meet"),), absent=True),
    ]
    assert parse("speaker=A", "cue")[0].kind == "statement"
    assert parse("offices=envoy", "office")[0].kind == parse("sector=MIL", "sector")[0].kind == "actor"
    assert parse("no meeting", "noun") == [Wanted("meeting", (), absent=True)]


def test_conditions_have_one_spelling() -> None:
    assert canonical("call(+on +xcomp !obj)") == canonical("call(on: xcomp: !obj:)") == "call(on xcomp !obj)"


def test_a_users_entry_is_tried_by_a_users_example(tmp_path: Path) -> None:
    write(tmp_path / "mine", "verbs", "confabulate,,,meet,,")
    path = write(
        tmp_path / "mine",
        "examples",
        'verb,confabulate,Chile and Peru confabulated.,"act=meet; agents=Chile, Peru"',
        'verb,confabulate,Chile and Peru confabulated in Lima.,"act=meet; agents=Chile, Kenya"',
        'verb,confabulate,Chile and Peru met.,"act=meet; agents=Chile, Peru"',
        "verb,confabulate,Chile and Peru confabulated at length.,act=meet + no meeting",
        "cue,say,It rained.,speaker=Chile",
    )
    found = check([tmp_path / "mine"])
    assert [(f.file, f.line) for f in found.failures] == [(str(path), line) for line in (3, 4, 5, 6)]
    assert found.failures[0].wanted == "act=meet; agents=Chile, Kenya"
    assert "event act=meet; type=CONSULT; agents=Chile, Peru" in found.failures[0].got
    assert "by frames:meet" in found.failures[1].got  # right, but by another entry
    assert found.failures[3].got == "no statement"
    assert next(c for c in found.coverage if c.file == "verbs.csv").without.count("confabulate") == 0


def test_a_users_example_replaces_the_shipped_one_of_its_sentence(tmp_path: Path) -> None:
    write(tmp_path / "mine", "verbs", "visit,,obj:actor,host,,")
    found = check([tmp_path / "mine"])
    assert [f.entry for f in found.failures] == ["visit(obj:actor)"]
    sentence = found.failures[0].sentence
    write(tmp_path / "mine", "examples", f"verb,visit(obj:actor),{sentence},act=host; agents=Wang Yi")
    assert check([tmp_path / "mine"]).sound


def test_the_examples_of_the_manual_are_true(tmp_path: Path) -> None:
    manual = (SHIPPED / "README.md").read_text(encoding="utf-8")
    verbs, example, more = re.findall(r"```csv\n(.*?)```", manual, re.DOTALL)
    (tmp_path / "verbs.csv").write_text(verbs, encoding="utf-8")
    (tmp_path / "examples.csv").write_text(example + more, encoding="utf-8")
    assert check([tmp_path]).sound
    for name in FILES:
        assert f"| {name}.csv | " in manual


# the command


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(cli, ["frames", "check", *arguments])
    return answer.exit_code, answer.output


def test_the_command_counts_and_lists_what_has_no_example() -> None:
    code, said = run("--verbose")
    assert code == 0
    assert f"acts.csv: {len(ACTS)} of {len(ACTS)} entries have an example" in said
    assert "\n    airstrike\n" in said
    assert said.splitlines()[-1].endswith("0 of them fail; 0 malformed rows")


def test_the_command_fails_and_says_why(tmp_path: Path) -> None:
    write(tmp_path, "cues", "murmur,say")
    path = write(tmp_path, "examples", "cue,murmur,It rained.,speaker=Chile")
    code, said = run("--frames", str(tmp_path), "--quiet")
    assert code == 1
    assert said.splitlines() == [
        f"{path}, line 2: murmur: It rained.", "    wanted speaker=Chile", "    got    no statement"
    ]  # fmt: skip
    code, said = run("--frames", str(tmp_path), "--format", "json")
    assert code == 1
    assert json.loads(said)["failures"][0]["got"] == "no statement"
