"""Plots: what is counted, what is drawn, the same bytes twice, names that mean harm, errors that help."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from click.testing import CliRunner
from matplotlib.text import Text

from kg.cli import cli
from kg.errors import InputError, NotFound
from kg.network.plover import score_of
from kg.plots import PLOTS, Look, Selection, draw, draw_findings, find
from kg.plots.canvas import as_bytes, write_figure
from kg.plots.figures.basemap import View, around, clipped
from kg.plots.figures.labels import Disc, labels
from kg.plots.figures.timeaxis import time_axis
from kg.plots.look import THEMES
from kg.plots.rows import read_rows
from kg.plots.wording import clean, shortened, width, wrapped
from kg.resources import shipped
from tests.fixture_store import filled, on_disk
from tests.plotting import hostile, rows

PAIR = ("Arvenia", "Kestria")
ROWS = rows()


def found(name: str, **selection: Any) -> list[dict[str, Any]]:
    """Rows of a plot of the small negotiation, without the columns that all have."""
    frame = find(ROWS, name, Selection(**selection)).frame
    return list(frame.drop(columns="articles").to_dict("records"))


def test_timeline_has_a_row_a_mark_with_the_day_of_the_first_report_where_none_is_told() -> None:
    told = [(row["kind"], row["id"], row["dated_by"], row["first"]) for row in found("timeline")]
    day = pd.Timestamp("2030-05-01").toordinal()
    assert told == [
        ("meeting", "m1", "claim", day - 30),
        ("meeting", "m2", "claim", day),
        ("proposal", "p1", "report", day + 1),
        ("answer", "p1 0000", "claim", day + 3),
        ("answer", "p1 0001", "report", day + 4),
        ("meeting", "m3", "claim", day + 31),
        ("meeting", "m4", "claim", day + 31),
    ], "an undated meeting is left out, and so is an answer of which no report is dated"
    notes = " ".join(find(ROWS, "timeline", Selection()).notes)
    assert (
        "4 meetings (2 held or ongoing, 1 planned or proposed, 1 cancelled or denied), 1 proposal, 2 answers" in notes
    )
    assert "1 meeting without a date" in notes


SELECTED = [
    ({"since": "2030-05"}, {"m2", "p1", "p1 0000", "p1 0001", "m3", "m4"}),
    ({"until": "2030-05-01"}, {"m1", "m2"}),
    ({"since": "2030-05-04", "until": "2030-05-31"}, {"p1 0000", "p1 0001"}),
    ({"factualities": ("planned",)}, {"m3"}),
    ({"issue": "ceasefire"}, {"m2", "p1", "p1 0000", "p1 0001"}),
    ({"process": "halden"}, {"m1", "m2", "m3", "m4", "p1", "p1 0000", "p1 0001"}),
]


@pytest.mark.parametrize(("selection", "ids"), SELECTED)
def test_selection_keeps_what_may_lie_in_it(selection: dict[str, Any], ids: set[str]) -> None:
    assert {row["id"] for row in found("timeline", **selection)} == ids


def test_positions_count_claims_once_a_party_issue_attitude_and_day() -> None:
    told = {(row["party"], row["attitude"], row["dated_by"]): row["claims"] for row in found("positions")}
    assert told == {
        ("Arvenia", "commit", "claim"): 2,
        ("Arvenia", "reject", "claim"): 1,
        ("Kestria", "ask", "report"): 1,
    }, "one claim of two actors of a side counts once; negated ones, those on no issue and undatable ones not at all"
    assert [row["attitude"] for row in found("positions", factualities=("negated",))] == ["commit"]
    assert len({row["party"] for row in found("positions", top=1)}) == 1


def test_dyad_sums_scores_by_period_and_direction() -> None:
    told = {(row["source"], row["period"]): row for row in found("dyad", actors=PAIR)}
    assert set(told) == {(actor, period) for actor in PAIR for period in ("2030-05", "2030-06")}
    sums = {key: (row["cooperation"], row["conflict"], row["net"], row["events"]) for key, row in told.items()}
    assert sums == {
        ("Arvenia", "2030-05"): (2.5, -3.0, -0.5, 2),  # agree, done together; accuse, by its spokesman
        ("Kestria", "2030-05"): (2.5, 0, 2.5, 2),  # agree; a request scores 0
        ("Arvenia", "2030-06"): (0, 0, 0, 0),
        ("Kestria", "2030-06"): (6.5, 0, 6.5, 1),
    }
    negated = found("dyad", actors=PAIR, factualities=("negated",))
    assert [row["conflict"] for row in negated] == [0, -9.0]


@pytest.mark.parametrize(
    ("period", "names"), [("month", {"2030-05", "2030-06"}), ("quarter", {"2030-Q2"}), ("year", {"2030"})]
)
def test_dyad_periods(period: str, names: set[str]) -> None:
    assert {row["period"] for row in found("dyad", actors=("arvenia ii", "x/Kestria"), period=period)} == names


def test_issue_takes_the_narrower_ones_along() -> None:
    assert sum(row["events"] for row in found("dyad", actors=PAIR, issue="humanitarian")) == 1


SCORES = [("ACCUSE", None, -3.0), ("RETREAT", "release", 6.5), ("RETREAT", "no such", 6.5), ("NONE", None, None)]


@pytest.mark.parametrize(("kind", "mode", "score"), SCORES)
def test_scores_are_those_of_the_mode_else_of_the_type(kind: str, mode: str | None, score: float | None) -> None:
    assert score_of(kind, mode) == score


def test_mediators_count_a_meeting_once_and_acts_without_one_apart() -> None:
    told = [(row["negotiation"], row["held"], row["ahead"], row["told"]) for row in found("mediators")]
    assert told == [("Arvenia – Kestria", 0, 0, 1), ("Halden talks", 2, 1, 0)]


def test_an_act_of_two_mediators_is_told_of_as_one() -> None:
    both = replace(ROWS, events=tuple(row | {"agents": ["Norland", "Ilmia"]} for row in ROWS.events))
    assert "1 act of mediation of which no meeting is told" in find(both, "mediators", Selection()).finding


def test_map_counts_meetings_by_city() -> None:
    columns = ("place", "meetings", "held", "ahead", "nothing")
    assert [tuple(row[name] for name in columns) for row in found("map")] == [
        ("Halden", 2, 2, 0, 0),
        ("Ilm", 2, 1, 1, 0),
    ]
    assert "1 meeting of which no city is told" in " ".join(find(ROWS, "map", Selection()).notes)


def drawn(name: str, source: Any = ROWS, **options: Any) -> Any:
    pair = {"actors": PAIR} if name == "dyad" and "actors" not in options else {}
    return draw(source, name, **pair, **options)


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_gives_the_same_svg_twice_and_from_rows_in_any_order(name: str) -> None:
    first = as_bytes(drawn(name), "svg")
    turned = replace(ROWS, **{table: getattr(ROWS, table)[::-1] for table in ("meetings", "events", "positions")})
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        assert as_bytes(drawn(name, turned), "svg") == first, "the user's own settings do not show"
    root = ElementTree.fromstring(first)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(rb"\d\d\d\d-\d\d-\d\dT|matplotlib\.org|DOCTYPE", first)


def test_png_is_the_same_twice(tmp_path: Path) -> None:
    for number in (1, 2):
        write_figure(drawn("mediators", theme="dark", dpi=60), tmp_path / f"new/{number}.PNG")
    one, two = ((tmp_path / f"new/{number}.PNG").read_bytes() for number in (1, 2))
    assert one == two
    assert one.startswith(b"\x89PNG")
    assert b"tEXt" not in one, "no word of program or date"


@pytest.mark.parametrize("name", PLOTS)
def test_hostile_names_are_drawn_as_letters(name: str) -> None:
    bad = hostile()
    pair = tuple(row["label"] for row in bad.actors[:2])
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that the font lacks, a formula that cannot be read
        figure = drawn(name, bad, **({"actors": pair} if name == "dyad" else {}), size=(3.6, None))
        svg = as_bytes(figure, "svg").decode()
    assert not ElementTree.fromstring(svg).findall(".//{http://www.w3.org/2000/svg}script")
    texts = [text for text in figure.findobj(Text) if text.get_text()]
    assert any(re.search(r"\$|script|evil|WWW|□|&amp|31m", text.get_text()) for text in texts)
    assert not any(text.get_parse_math() for text in texts)
    assert all(text.get_text().isprintable() for text in texts)
    assert max(len(text.get_text()) for text in texts) < 400


CLEANED = [
    ("a\x00b\x1b[31m\nc\u2028d", "ab[31m c d"),
    ("\u202eevil\u202c \u2067x\u2069", "evil x"),
    ("Wang 王毅", "Wang □□"),
    ("  two\t blanks ", "two blanks"),
    (r"$\frac{", r"$\frac{"),
    (None, "None"),
]


@pytest.mark.parametrize(("text", "shown"), CLEANED)
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_text_is_cut_to_its_room() -> None:
    assert shortened("Halden", 2.0, 8.0) == "Halden"
    cut = shortened("The Northern Security and Cooperation Organisation", 1.0, 8.0)
    assert cut.endswith("…")
    assert width(cut, 8.0) <= 1.0
    lines = wrapped("The Northern Security and Cooperation Organisation", 1.0, 8.0, lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert wrapped("W" * 500, 1.0, 8.0, lines=3)[0].endswith("…")


MISTAKES = [
    ("timeline", {"since": "soon"}, InputError, "--from soon"),
    ("timeline", {"since": "2030-13"}, InputError, "--from 2030-13: the calendar"),
    ("timeline", {"since": "2030-06", "until": "2030-05"}, InputError, "--from 2030-06 comes after --to 2030-05"),
    ("timeline", {"issue": "peace"}, InputError, "--issue peace"),
    ("timeline", {"process": "Haldn"}, NotFound, "near it are Halden talks"),
    ("timeline", {"since": "2040"}, NotFound, "with --from 2040"),
    ("dyad", {}, InputError, "name two actors"),
    ("dyad", {"actors": ("Arvenia", "Kestia")}, NotFound, "near it are Kestria"),
    ("dyad", {"actors": ("Arvenia", "Arvenia II")}, InputError, "one actor"),
    ("dyad", {"actors": ("Norland", "Tarek Ollin")}, NotFound, "no scored event between Norland and Tarek Ollin"),
    ("mediators", {"until": "2029"}, NotFound, "no mediator"),
    ("map", {"top": 0}, InputError, "--top 0"),
    ("pie", {}, InputError, "the plots are timeline"),
    ("map", {"theme": "pink"}, InputError, "--theme pink"),
    ("map", {"size": (0.5, 3.0)}, InputError, "--size 0.5x3"),
    ("timeline", {"size": (2.0, 2.0)}, InputError, "too low"),
    ("map", {"colour": "red"}, InputError, "no option colour"),
    ("dyad", {"actors": "Arvenia"}, InputError, "several"),
]


@pytest.mark.parametrize(("name", "options", "kind", "words"), MISTAKES)
def test_errors_say_what_is_wrong(name: str, options: dict[str, Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=re.escape(words)):
        draw(ROWS, name, **options)


@pytest.mark.parametrize("name", PLOTS)
def test_nothing_told_is_said(name: str) -> None:
    with pytest.raises(NotFound, match=r"0 reports of this store tell|no actor is called"):
        drawn(name, {})


def test_a_store_its_tables_and_frames_give_the_same_figure() -> None:
    store = filled("memory:")
    from_store = read_rows(store)
    frames = {name: pd.DataFrame(getattr(from_store, name)) for name in ("articles", "actors", "meetings", "proposals")}
    assert as_bytes(draw(frames, "timeline"), "svg") == as_bytes(draw(store, "timeline"), "svg")
    assert [row["place"] for row in find(from_store, "map", Selection()).frame.to_dict("records")] == ["Halden"]
    assert from_store.spots[0]["latitude"] == 59.1229


def test_a_figure_shows_itself_in_a_notebook() -> None:
    assert drawn("mediators")._repr_svg_().startswith("<?xml")


def test_colours_are_those_of_the_pages() -> None:
    sheets = shipped("view", "assets").glob("*.css")
    css = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    light, _, dark = css.partition("prefers-color-scheme: dark")
    for theme, text in (("light", light), ("dark", dark)):
        told = dict(re.findall(r"--([\w-]+): (#\w+)", text))
        ours = {name: colour for name, colour in THEMES[theme].items() if name not in ("sea", "land")}
        assert ours == {name: told.get(name) for name in ours}, theme


def test_base_map_is_cut_to_the_view_and_closed() -> None:
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    cut = clipped(square, View(5.0, 5.0, 20.0, 20.0))
    assert cut[0] == cut[-1]
    assert {x for x, _ in cut} == {4.0, 10.0}
    assert clipped(square, View(30.0, 30.0, 40.0, 40.0)) == []
    view = around([(-170.0, 60.0), (179.0, -50.0)], margin=0.1, least=(10, 10), aspect=(0.4, 0.75))
    assert (view.west, view.east) == (-180.0, 180.0)
    assert view.holds((-170.0, 60.0))


def test_labels_lie_on_nothing() -> None:
    discs = [Disc(f"City {i}", 1.0 + i % 4 * 0.2, 1.0 + i // 4 * 0.15, 0.05) for i in range(12)]
    placed = labels(discs, (4.0, 3.0))
    assert len(placed) == 12
    boxes = [(label.x, label.x + width(label.name, 6.5), label.y) for label in placed]
    for i, (left, right, y) in enumerate(boxes):
        assert all(right <= a or b <= left or abs(y - z) > 0.1 for a, b, z in boxes[:i])


def test_time_axis_folds_what_is_empty_and_fills_its_width() -> None:
    axis = time_axis([(730000, 730000), (730010, 730012), (734000, 734000)], 1.0, 5.0)
    assert len(axis.scale.breaks) == 1
    xs = [axis.x(day) for day in (730000, 730010, 734000, 734001)]
    assert xs == sorted(xs)
    assert 1.0 <= xs[0] < xs[-1] <= 6.0
    assert xs[-1] - xs[0] > 3.5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return on_disk(tmp_path_factory.mktemp("plots"))


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["plot", *arguments])


def test_command_writes_every_plot(store: str, tmp_path: Path) -> None:
    done = run("all", "-o", str(tmp_path / "figures"), "--store", store)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == sorted(f"{name}.svg" for name in PLOTS)
    assert "Arvenia to Kestria: 2 events" in done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map", "-o", "map.pdf"), ".svg or .png"),
        (("map", "Arvenia", "-o", "map.svg"), "go with kg plot dyad"),
        (("timeline", "--from", "2040", "-o", "none.svg"), "nothing to draw"),
        (("map", "--size", "big", "-o", "none.svg"), "width and height in inches"),
    ],
)
def test_command_that_fails_writes_no_file(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    failed = run(*arguments, "--store", store)
    assert failed.exit_code != 0
    assert words in (failed.output + str(failed.exception))
    assert list(tmp_path.iterdir()) == []


def test_narrow_figures_stay_as_wide_as_asked() -> None:
    for name in PLOTS:
        pair = PAIR if name == "dyad" else ()
        figure = draw_findings(find(ROWS, name, Selection(actors=pair)), Look(size=(3.4, None)))
        assert figure.get_figwidth() == 3.4
        assert figure.get_figheight() > 2
