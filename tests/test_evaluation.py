"""Scoring: matching, names, anchors, figures, and each gold format on a text of a few sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli import cli
from kg.errors import InputError
from kg.evaluation import Scored, evaluate
from kg.evaluation.anchors import find_anchor
from kg.evaluation.entities import Linked, b_cubed, is_thing
from kg.evaluation.gold import read, recognise
from kg.evaluation.matching import enough, overlap, pair
from kg.evaluation.naming import Names, folded, without_brackets
from kg.evaluation.printing import as_json, as_text, cut
from kg.evaluation.scores import Measure, f1, macro_f1, share
from kg.ingest import authority
from kg.ingest.authority import Authority
from kg.ingest.model import Entity
from kg.ingest.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="module")
def known() -> Authority:
    return authority.load()


# -- matching


def _largest(fits: Sequence[Sequence[float]]) -> int:
    """Size of a largest matching, by trying all."""
    columns = len(fits[0])
    orders = permutations([*range(columns), *([None] * len(fits))], len(fits))
    return max(sum(c is not None and fits[g][c] > 0 for g, c in enumerate(order)) for order in orders)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.0]), min_size=3, max_size=3), min_size=1, max_size=4))
def test_pair_is_one_to_one_and_as_large_as_can_be(fits: list[list[float]]) -> None:
    matched = pair(range(len(fits)), range(3), lambda g, f: fits[g][f])
    assert len(set(matched.values())) == len(matched) == _largest(fits)
    assert all(fits[g][f] > 0 for g, f in matched.items())


def test_pair_prefers_the_better_fit() -> None:
    assert pair("ab", "xy", lambda g, f: 2.0 if (g, f) in (("a", "y"), ("b", "x")) else 1.0) == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("right", "predicted", "marked", "agrees"),
    [(1, 1, 1, True), (1, 2, 1, True), (1, 3, 1, False), (0, 1, 1, False), (0, 0, 1, False), (1, 1, 3, True),
     (0, 0, 0, True), (0, 1, 0, False), (2, 4, 2, True)],
)  # fmt: skip
def test_lists_agree_with_no_more_strangers_than_right_ones(
    right: int, predicted: int, marked: int, agrees: bool
) -> None:
    assert enough(right, predicted, marked) is agrees


def test_overlap_counts_characters() -> None:
    assert overlap([(0, 5), (10, 12)], [(4, 11)]) == 2
    assert overlap([(0, 5)], [(5, 9)]) == 0


# -- figures


def test_f1_of_counts() -> None:
    measure = f1("x", 6, 8, 12)
    assert (measure.precision, measure.recall) == (0.75, 0.5)
    assert measure.value == pytest.approx(0.6)
    assert f1("x", 0, 0, 0).value == 0.0


def test_macro_f1_averages_over_the_classes_of_the_gold() -> None:
    pairs = [("A", "A"), ("A", "B"), ("B", "B"), ("C", "none")]
    assert macro_f1("x", pairs).value == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert macro_f1("x", pairs, only="A B").value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("value", "text"), [(0.7999, "0.799"), (2 / 3, "0.666"), (1.0, "1.000"), (0.29, "0.290"), (None, "")]
)
def test_figures_are_cut_and_never_rounded_up(value: float | None, text: str) -> None:
    assert cut(value) == text


def test_json_holds_the_same_figures_as_the_text() -> None:
    scored = Scored("set", 2, (share("s", 2, 3), Measure("m", 0.7999, 1, 2)))
    figures = json.loads(as_json([scored]))[0]["measures"]
    assert [m["value"] for m in figures] == [0.666, 0.799]
    assert "0.666" in "\n".join(as_text(scored))


# -- gold files


@pytest.mark.parametrize(
    ("fields", "name"),
    [("id actors meetings events statements", "reports"), ("id text events", "plover"), ("id text title", ""),
     ("id text title attributions", "attribution"), ("id text timexes date", "dates"),
     ("id text title entities", ""), ("id text entities topics", "topics"),
     ("id text title single_named gold", "readouts"), ("id text mention expected", "coding")],
)  # fmt: skip
def test_formats_are_told_by_their_fields(fields: str, name: str) -> None:
    assert recognise(dict.fromkeys(fields.split())) == name


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.jsonl", '{"text": "x", "events": []}\n{broken', "line 2"), ("a.jsonl", '{"text": 1}', "known format"),
     ("a.txt", "nothing", "known format")],
)  # fmt: skip
def test_gold_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        list(read(tmp_path))


def test_missing_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read(tmp_path / "none.jsonl"))


# -- names


@pytest.mark.parametrize(
    ("name", "key"),
    [("Recep Tayyip Erdogan", "person/recep-tayyip-erdogan"), ("US", "state/us"), ("the United States", "state/us"),
     ("DR Congo", "state/cd"), ("IAEA", "organization/iaea"), ("Hamas", "armed_group/hamas")],
)  # fmt: skip
def test_a_name_means_the_entity_by_label_or_alias(known: Authority, name: str, key: str) -> None:
    names = Names(known, [known.entity(key)])
    assert names.same(name, key)
    assert not names.same("Somebody Else", key)


@pytest.mark.parametrize(
    ("name", "label", "kind", "same"),
    [("Russian delegation", "delegation of Russia", "delegation", True),
     ("delegation of Ukraine", "delegation of Russia", "delegation", False),
     ("senior Ukrainian officials (unnamed)", "Ukrainian official (unnamed)", "unnamed", True),
     ("Ukrainian diplomatic source (unnamed)", "Ukrainian source (unnamed)", "unnamed", True),
     ("Russian official (unnamed)", "Ukrainian official (unnamed)", "unnamed", False),
     ("official (unnamed)", "Ukrainian official (unnamed)", "unnamed", False),
     ("Smith", "John Smith", "person", False)],
)  # fmt: skip
def test_names_without_an_entry_are_compared_by_words(
    known: Authority, name: str, label: str, kind: str, same: bool
) -> None:
    entity = Entity(f"local/{kind}/x", kind, label, aliases=(label.split()[-1],))
    assert Names(known, [entity]).same(name, entity.key) is same


def test_folding_and_brackets() -> None:
    assert folded("The  Côte-d'Ivoire") == "cote divoire"
    assert without_brackets("Fatah_(movement)") == "Fatah"


# -- anchors


@pytest.mark.parametrize(
    ("anchor", "text", "places"),
    [("Moscow's offer was", "He said Moscow’s\noffer was late.", [8]), ('"no deal" yet', "Still “no deal” yet.", [6]),
     ("a deal", "no data deal", []), ("said so", "A said so. B said so.", [2, 13]),
     ("30-day truce", "a 30–day truce", [2])],
)  # fmt: skip
def test_anchors_are_found_across_lines_quotes_and_dashes(anchor: str, text: str, places: list[int]) -> None:
    assert list(find_anchor(anchor, text)) == places


# -- the formats, on texts of this test


def _score(tmp_path: Path, pipeline: Pipeline, row: dict[str, object], *, text: str | None = None) -> Scored:
    name = "x.json" if text else "x.jsonl"
    (tmp_path / name).write_text(json.dumps(row), encoding="utf-8")
    if text:
        (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    return next(evaluate(tmp_path, pipeline))


def _values(scored: Scored) -> dict[str, float]:
    return {m.name: m.value for m in scored.measures}


_PAIR = "France criticized Germany on Monday."


@pytest.mark.parametrize(
    ("code", "source", "target", "values"),
    [("ACCUSE", (0, 6), (18, 25), [1.0, 1.0]), ("SUPPORT", (0, 6), (18, 25), [0.0, 1.0]),
     ("ACCUSE", (18, 25), (0, 6), [1.0, 0.0])],
)  # fmt: skip
def test_events_with_plover_codes(
    tmp_path: Path, pipeline: Pipeline, code: str, source: tuple[int, int], target: tuple[int, int], values: list[float]
) -> None:
    event = {"code": code, "source_spans": [source], "target_spans": [target]}
    found = _values(_score(tmp_path, pipeline, {"id": "a", "text": _PAIR, "events": [event]}))
    assert [found["code given the pair"], found["source and target, right way round"]] == values


@pytest.mark.parametrize(("speaker", "right"), [((0, 6), 1), ((17, 24), 0)])
def test_attribution(tmp_path: Path, pipeline: Pipeline, speaker: tuple[int, int], right: int) -> None:
    text = "France said that Germany had signed the agreement on Monday. Nobody else was in the room at the time."
    marked = {"speaker": [speaker], "cue": [(7, 11)], "content": [(12, 59)]}
    scored = _score(tmp_path, pipeline, {"id": "a", "text": text, "attributions": [marked]})
    assert (scored.measures[0].right, scored.measures[0].wanted) == (right, 1)
    assert len(scored.mistakes) == 2 * (1 - right)


@pytest.mark.parametrize(("value", "right"), [("2025-05-30", 1), ("2025-06-06", 0), ("2025-05-30T10:00", 1)])
def test_dates(tmp_path: Path, pipeline: Pipeline, value: str, right: int) -> None:
    timex = {"start": 22, "end": 28, "type": "DATE", "value": value}
    row = {"id": "a", "date": "2025-06-02", "text": "The two sides met on  Friday in Rome.", "timexes": [timex]}
    scored = _score(tmp_path, pipeline, row)
    assert (scored.measures[0].right, scored.measures[0].wanted) == (right, 1)
    assert len(scored.mistakes) == 1 - right


@pytest.mark.parametrize(
    ("mention", "country", "sector"),
    [("a former Russian minister", "RUS", "ELI"), ("Kenyan soldiers", "KEN", "MIL"), ("Brazil", "BRA", ""),
     ("France's ambassador to Germany", "FRA", "GOV"), ("the president of the parliament", "", "LEG"),
     ("a Peru-based opposition group", "PER", "OPP"), ("three passers", "", "UNK")],
)  # fmt: skip
def test_actors_by_country_and_sector(
    tmp_path: Path, pipeline: Pipeline, mention: str, country: str, sector: str
) -> None:
    row = {"id": "a", "mention": mention, "expected": {"country": country, "code_1": sector}}
    assert list(_values(_score(tmp_path, pipeline, row)).values()) == [1.0, 1.0]


def _entity(text: str, mention: str, title: str, **more: object) -> dict[str, object]:
    start = text.index(mention)
    return {"mentions": [{"start": start, "end": start + len(mention)}], "wikipedia": title, **more}


def test_canonical_names_and_identity(tmp_path: Path, pipeline: Pipeline) -> None:
    text = "Sergei Lavrov met Marco Rubio on Monday. The Geneva Accord was not discussed by Lavrov."
    marked = [("Sergei Lavrov", "Sergey_Lavrov"), ("Marco Rubio", "Marco_Rubio"), ("Geneva Accord", "Geneva_Accord")]
    entities = [
        _entity(text, m, t) | {"mentions": [_entity(text, m, t)["mentions"][0] | {"text": m}]} for m, t in marked
    ]
    scored = _score(tmp_path, pipeline, {"id": "a", "text": text, "topics": ["t"], "entities": entities})
    names, every, identity = scored.measures
    assert (names.right, names.wanted, every.wanted) == (2, 2, 3)
    assert identity.value == 1.0


@pytest.mark.parametrize(
    ("title", "thing"), [("Minsk_agreements", True), ("2025_G7", True), ("President_of_France", True), ("Hamas", False)]
)
def test_titles_of_things_are_told_from_actors_and_places(title: str, thing: bool) -> None:
    assert is_thing({"wikipedia": title}) is thing


def test_b_cubed_of_a_split_and_a_merged_cluster() -> None:
    """Bagga and Baldwin's measure by hand: a a | b in gold, found as a | a b."""
    group = [Linked("a", (0, 1), "x"), Linked("a", (2, 3), "y"), Linked("b", (4, 5), "y")]
    measure = b_cubed([group])
    assert measure.precision == pytest.approx((1 + 1 / 2 + 1 / 2) / 3)
    assert measure.recall == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)


def test_salient_names_are_those_of_the_list(tmp_path: Path, pipeline: Pipeline) -> None:
    text = "Colin Powell met Condoleezza Rice in Paris, and Ontario sent its greetings to both of them on Monday."
    titles = [
        ("Colin Powell", "Colin_Powell", 3),
        ("Condoleezza Rice", "Condoleezza_Rice", 2),
        ("Ontario", "Ontario", 3),
    ]
    entities = [_entity(text, m, t, salience=s) for m, t, s in titles]
    scored = _score(tmp_path, pipeline, {"id": "a", "title": "x", "text": text, "entities": entities})
    assert (scored.measures[0].right, scored.measures[0].wanted) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "side", "right"), [("meeting", "Minister Lavrov", 1), ("meeting", "Minister Wang", 0)]
)
def test_readouts(tmp_path: Path, pipeline: Pipeline, kind: str, side: str, right: int) -> None:
    text = (
        "Secretary of State Marco Rubio met today with Russian Foreign Minister Sergey Lavrov in Riyadh, Saudi Arabia."
    )
    gold = {"side_a": "Secretary Rubio", "side_b": side, "kind": kind, "date": "2025-02-18"}
    row = {"id": "a", "date": "2025-02-18", "title": "x", "text": text, "single_named": True, "gold": gold}
    assert _score(tmp_path, pipeline, row).measures[0].right == right


_REPORT = "France and Germany met in Paris on Monday, June 2, 2025. France said that Germany had rejected its proposal."


def _report(**changes: object) -> dict[str, object]:
    states = [{"name": name, "type": "state"} for name in ("France", "Germany")]
    meeting = {"date": "2025-06-02", "place": "Paris", "participants": ["France", "Germany"], "status": "held"}
    event = {"type": ["REJECT", "ACCUSE"], "act": "reject", "agents": ["Germany"], "targets": ["France"], "issues": []}
    event |= {"attributed_to": "France", "factuality": "asserted", "date": None, "anchor": "had rejected its"} | changes
    return {
        "id": "x", "date": "2025-06-02", "actors": states, "meetings": [{**meeting, "anchor": "met in Paris"}],
        "events": [event], "statements": [{"speaker": "France", "direct": False, "anchor": "France said that"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "depths"),
    [({}, [1, 1, 1]), ({"type": "SUPPORT"}, [0, 0, 0]), ({"agents": ["Italy"]}, [1, 0, 0]),
     ({"targets": []}, [1, 1, 0]), ({"anchor": "met in Paris"}, [0, 0, 0])],
)  # fmt: skip
def test_events_of_reports_at_three_depths(
    tmp_path: Path, pipeline: Pipeline, changes: dict[str, object], depths: list[int]
) -> None:
    measures = {m.name: m for m in _score(tmp_path, pipeline, _report(**changes), text=_REPORT).measures}
    names = ("events: sentence and type", "events: with agents", "events: full")
    assert [measures[name].right for name in names] == depths


def test_actors_meetings_and_statements_of_reports(tmp_path: Path, pipeline: Pipeline) -> None:
    found = _values(_score(tmp_path, pipeline, _report(), text=_REPORT))
    assert (found["actors"], found["meetings"], found["statements with speaker"]) == (1.0, 1.0, 1.0)
    assert (found["of matched: attribution"], found["of matched: factuality"]) == (1.0, 1.0)


def test_anchors_that_are_not_in_the_text_are_named(tmp_path: Path, pipeline: Pipeline) -> None:
    scored = _score(tmp_path, pipeline, _report(anchor="nowhere to be found"), text=_REPORT)
    assert any("nowhere to be found" in note for note in scored.notes)


def test_a_report_without_its_text_is_named(tmp_path: Path, pipeline: Pipeline) -> None:
    with pytest.raises(InputError, match="--texts"):
        _score(tmp_path, pipeline, _report())


def test_gold_of_the_sample_reports_has_all_its_anchors(pipeline: Pipeline) -> None:
    scored = next(evaluate(Path(__file__).parents[1] / "data" / "gold", pipeline))
    assert scored.texts >= 1
    assert scored.notes == ()


def test_command_prints_measures_and_errors(tmp_path: Path) -> None:
    event = {"code": "SUPPORT", "source_spans": [(0, 6)], "target_spans": [(18, 25)]}
    row = {"id": "a\x1b[31m", "text": _PAIR, "events": [event]}
    (tmp_path / "x.jsonl").write_text(json.dumps(row), encoding="utf-8")
    done = CliRunner().invoke(cli, ["eval", str(tmp_path / "x.jsonl"), "--show", "1"])
    assert done.exit_code == 0
    assert "SUPPORT as ACCUSE" in done.output
    assert _PAIR in done.output
    assert "\x1b" not in done.output
