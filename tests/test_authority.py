"""The authority: the shipped files, loading with user folders, offices by date, matching of names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli.authority import authority as command
from kg.errors import AuthorityError
from kg.ingest.authority import Authority, load
from kg.ingest.authority.check import check
from kg.ingest.authority.match import PhraseTable, fold, pieces
from kg.ingest.authority.offices import Tenure, bounds, holds
from kg.ingest.authority.records import TABLES
from kg.ingest.model import DateValue
from kg.resources import shipped

SHIPPED = shipped("data", "authority")
PROVENANCE = "own,2026-01-01,own"


@pytest.fixture(scope="module")
def loaded() -> Authority:
    return load()


@pytest.fixture(scope="module")
def tokenize():
    tokenizer = spacy.blank("en").tokenizer
    return lambda text: [token.text for token in tokenizer(text)]


def day(text: str) -> DateValue:
    return DateValue(text, {4: "year", 7: "month"}.get(len(text), "day"))


# -- files ---------------------------------------------------------------------------------------------------------


def test_shipped_files_have_no_problems():
    assert check(SHIPPED) == []


def test_every_table_is_shipped():
    assert {path.name for path in SHIPPED.glob("*.csv")} == {table.file for table in TABLES.values()}


@pytest.mark.parametrize(
    ("key", "kind", "label", "country"),
    [
        ("state/ua", "state", "Ukraine", "UKR"),
        ("state/tr", "state", "Turkey", "TUR"),
        ("state/cd", "state", "DR Congo", "COD"),
        ("state/ci", "state", "Ivory Coast", "CIV"),
        ("person/recep-tayyip-erdogan", "person", "Recep Tayyip Erdoğan", "TUR"),
        ("organization/european-union", "organization", "European Union", None),
        ("armed_group/hamas", "armed_group", "Hamas", "PSE"),
        ("place/istanbul-tr", "place", "Istanbul", "TUR"),
        ("venue/ciragan-palace", "venue", "Çırağan Palace", "TUR"),
    ],
)
def test_entities(loaded, key, kind, label, country):
    entity = loaded.entity(key)
    assert (entity.kind, entity.label, entity.country, entity.authority) == (kind, label, country, True)


def test_entity_links(loaded):
    assert loaded.entity("venue/ciragan-palace").within == "place/istanbul-tr"
    assert loaded.entity("place/istanbul-tr").within == "state/tr"
    assert loaded.entity("place/istanbul-tr").latitude == pytest.approx(41.01, abs=0.05)
    assert loaded.entity("person/vladimir-putin").side == "state/ru"
    assert loaded.entity("person/khalil-al-hayya").side == "armed_group/hamas"
    assert loaded.entity("person/rustem-umerov").qid is None
    assert "state/eu" not in loaded
    with pytest.raises(KeyError):
        loaded.entity("person/nobody")


# -- user folders --------------------------------------------------------------------------------------------------


def write(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_user_folder_adds_and_overrides(tmp_path):
    tail = "source,retrieved,status"
    write(tmp_path, "persons.csv", f"key,label,country,{tail}", f"person/jane-doe,Jane Doe,UKR,{PROVENANCE}")
    write(tmp_path, "states.csv", f"key,label,iso3,is_country,{tail}", f"state/ua,Ukraina,UKR,1,{PROVENANCE}")
    write(tmp_path, "aliases.csv", ALIASES, f"JD,person/jane-doe,acronym,1,0,{PROVENANCE}")
    own = load([tmp_path])
    assert own.entity("person/jane-doe").side == "state/ua"
    assert own.entity("state/ua").label == "Ukraina"
    assert [hit.keys for hit in own.matches(["JD", "and", "Jane", "Doe"])] == [("person/jane-doe",)] * 2
    assert own.version != load().version


def test_withdrawn_row_removes_the_shipped_one(tmp_path, loaded):
    header = "alias,key,kind,exact,weak,source,retrieved,status"
    write(tmp_path, "metonyms.csv", header, "Kremlin,state/ru,palace,0,0,own,2026-01-01,withdrawn")
    assert "state/ru" in loaded.matches(["Kremlin"])[0].keys
    assert "state/ru" not in load([tmp_path]).matches(["Kremlin"])[0].keys


def test_version_depends_on_content_alone(tmp_path):
    copies = [tmp_path / "a", tmp_path / "b"]
    for folder in copies:
        write(folder, "others.csv", "alias,kind,source,retrieved,status", f"Daily Planet,media,{PROVENANCE}")
    first, second = (load([folder]).version for folder in copies)
    assert first == second != load().version


PERSONS = "key,label,country,sector,side,qid,qid_grade,source,retrieved,status"
ALIASES = "alias,key,kind,exact,weak,source,retrieved,status"
OFFICES = "person,office,title,of,start,end,as_of,source,retrieved,status"


@pytest.mark.parametrize(
    ("name", "rows", "line", "message"),
    [
        ("persons.csv", [f"person/x,X,ABC,,,Q0,A,{PROVENANCE}"], 2, "qid 'Q0' is not a Wikidata identifier"),
        ("persons.csv", [f"person/x,,UKR,,,,,{PROVENANCE}"], 2, "label is empty"),
        ("persons.csv", [f"Person X,X,UKR,,,,,{PROVENANCE}"], 2, "key 'Person X' is not person/"),
        ("persons.csv", [f"person/b,B,,,,,,{PROVENANCE}", f"person/a,A,,,,,,{PROVENANCE}"], 3, "not sorted"),
        ("persons.csv", [f"person/a,A,,,,,,{PROVENANCE}", f"person/a,B,,,,,,{PROVENANCE}"], 3, "duplicate row"),
        ("persons.csv", [f"person/a,A,,,,Q5,A,{PROVENANCE}", f"person/b,B,,,,Q5,A,{PROVENANCE}"], 3, "stands for"),
        ("persons.csv", ["person/a,A,,,,,,,2026-01-01,own"], 2, "source is empty"),
        ("persons.csv", ["person/a,A,,,,,,elsewhere,2026-01-01,own"], 2, "has no row in sources.csv"),
        ("persons.csv", ["person/a,A,,,,,,own,2026-01-01,guessed"], 2, "status 'guessed' is not one of"),
        ("persons.csv", ["person/a,A"], 0, "line 2: 2 cells where the header has 10"),
        ("aliases.csv", [f"Xavi,person/xavi,surname,0,0,{PROVENANCE}"], 2, "key 'person/xavi' is no known key"),
        ("aliases.csv", [f"Xavi,state/ua,name,yes,0,{PROVENANCE}"], 2, "exact 'yes' is not 0 or 1"),
        (
            "aliases.csv",
            [f"Zed,person/joe-biden,surname,0,0,{PROVENANCE}", f"Zed,person/xi-jinping,surname,0,0,{PROVENANCE}"],
            3,
            "mark it weak",
        ),
        ("offices.csv", [f"person/joe-biden,president,,state/us,2021,2020,,{PROVENANCE}"], 2, "before start"),
        ("offices.csv", [f"person/joe-biden,president,,state/us,May 2021,,,{PROVENANCE}"], 2, "is not an ISO date"),
    ],
)
def test_check_names_file_line_and_problem(tmp_path, name, rows, line, message):
    header = {"persons.csv": PERSONS, "aliases.csv": ALIASES, "offices.csv": OFFICES}[name]
    folder = write(tmp_path / "own", name, header, *rows)
    problems = check(folder)
    assert [(Path(p.file).name, p.line) for p in problems if message in p.message] == [(name, line)], problems
    with pytest.raises(AuthorityError, match=name):
        load([folder])


def test_check_finds_coordinates_out_of_range(tmp_path):
    header = "key,label,kind,latitude,longitude,weak,source,retrieved,status"
    write(tmp_path, "places.csv", header, f"place/x,X,city,91,10,0,{PROVENANCE}", f"place/y,Y,city,1,,0,{PROVENANCE}")
    messages = " ".join(problem.message for problem in check(tmp_path))
    assert "latitude '91' is not a number of degrees from -90 to 90" in messages
    assert "latitude and longitude must both be given" in messages


def test_unknown_column_and_missing_folder(tmp_path):
    write(tmp_path, "persons.csv", "key,name,born", "person/x,X,1900")
    assert "unknown column 'name'" in check(tmp_path)[0].message
    assert "is not a folder" in check(tmp_path / "nowhere")[0].message
    (tmp_path / "empty").mkdir()
    assert "holds none of" in check(tmp_path / "empty")[0].message
    assert str(check(tmp_path / "empty")[0]).startswith(f"{tmp_path / 'empty'}: holds none of")


def test_command_counts_and_exits(tmp_path):
    run = CliRunner()
    good = run.invoke(command, ["check"])
    assert good.exit_code == 0
    assert "0 problems" in good.output
    folder = write(tmp_path, "persons.csv", PERSONS, f"person/\x1b[31mx,X,,,,,,{PROVENANCE}")
    bad = run.invoke(command, ["check", "--authority", str(folder)])
    assert bad.exit_code == 1
    assert "persons.csv, line 2" in bad.output
    assert "\x1b" not in bad.output


def test_check_of_a_copy_is_as_good_as_of_the_shipped_folder(tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(SHIPPED, folder)
    assert check(folder) == []
    (folder / "states.csv").write_text((SHIPPED / "states.csv").read_text(encoding="utf-8").replace("Q212,", "212,"))
    assert [problem.message for problem in check(folder)] == ["qid '212' is not a Wikidata identifier such as Q212"]


# -- offices -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("office", "of", "date", "person"),
    [
        ("president", "state/ua", "2015-02-12", "person/petro-poroshenko"),
        ("president", "state/ua", "2025-06-02", "person/volodymyr-zelenskyy"),
        ("President", "state/us", "2025-06-02", "person/donald-trump"),
        ("defence minister", "state/ua", "2025-06-02", "person/rustem-umerov"),
        ("defense minister", "state/ua", "2025-06", "person/rustem-umerov"),
        ("minister of foreign affairs", "state/ru", "2022-03-10", "person/sergey-lavrov"),
        ("top diplomat", "state/us", "2025-06-02", "person/marco-rubio"),
        ("secretary of state", "state/us", "2015-07-14", "person/john-kerry"),
        ("foreign minister", "state/ru", "2025-06-02", "person/sergey-lavrov"),
        ("prime minister", "state/gb", "2023-11-22", "person/rishi-sunak"),
        ("premier", "state/cn", "2024-06-01", "person/li-qiang"),
        ("president", "state/us", "2024-12-31", "person/joe-biden"),
        ("foreign minister", "state/ru", None, None),
        ("deputy foreign minister", "state/ru", "2025-06-02", None),  # not one person's office
        ("envoy", "state/us", "2025-06-02", None),
        ("president", "state/ua", "1950-01-01", None),
        ("wizard", "state/ua", "2025-06-02", None),
    ],
)
def test_holder(loaded, office, of, date, person):
    assert loaded.holder(office, of, day(date) if date else None) == person


def test_positions_need_a_date(loaded):
    assert loaded.positions("person/rustem-umerov", None) == ()
    held = loaded.positions("person/rustem-umerov", day("2025-06-02"))
    assert [(p.office, p.of, p.source) for p in held] == [("defence minister", "Ukraine", "authority")]


def test_an_office_first_seen_on_a_day_states_no_beginning(loaded):
    (held,) = loaded.positions("person/steve-witkoff", day("2025-06-02"))
    assert (held.office, held.start) == ("special envoy", None)
    assert loaded.positions("person/steve-witkoff", day("2019-06-02")) == ()


@pytest.mark.parametrize(
    ("start", "end", "as_of", "date", "expected"),
    [
        ("2020-05-10", "2021-05-10", "", "2020-05-10", True),
        ("2020-05-10", "2021-05-10", "", "2020-05-03", True),  # a week of slack
        ("2020-05-10", "2021-05-10", "", "2020-05-02", False),
        ("2020-05-10", "2021-05-10", "", "2021-05-17", True),
        ("2020-05-10", "2021-05-10", "", "2021-05-18", False),
        ("2020-05", "2021", "", "2021-12-31", True),
        ("2020", "", "2022-10-09", "2022-10-16", True),
        ("2020", "", "2022-10-09", "2022-10-17", False),  # nothing is claimed after the day of the source
        ("2020", "", "", "2099-01-01", True),
        ("2020-05-10", "", "", "2020-04", False),
        ("2020-05-03", "", "", "2020-04", True),
        ("", "2021", "", "1900", True),
    ],
)
def test_holds(start, end, as_of, date, expected):
    assert holds(Tenure("person/x", "president", "state/x", start, end, as_of), day(date)) is expected


@pytest.mark.parametrize("text", ["2025-13", "25", "2025-6-1", "May 2025", "2025-02-30", "2025-01-01-01"])
def test_bounds_refuse_what_is_no_date(text):
    with pytest.raises(ValueError, match=r".+"):
        bounds(text)


# -- matching ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "keys"),
    [
        ("talks with the U.S. and us", ["U.S."], [("state/us",)]),
        ("US President Donald Trump", ["US", "Donald Trump"], [("state/us",), ("person/donald-trump",)]),
        ("Kyiv's delegation", ["Kyiv"], [("state/ua", "place/kyiv-ua")]),
        ("at the Çiragan Palace in", ["Çiragan Palace"], [("venue/ciragan-palace",)]),
        ("on the Bosphorus", ["Bosphorus"], [("place/bosphorus",)]),
        ("Recep Tayyip Erdogan", ["Recep Tayyip Erdogan"], [("person/recep-tayyip-erdogan",)]),
        ("Recep Tayyip Erdoğan", ["Recep Tayyip Erdoğan"], [("person/recep-tayyip-erdogan",)]),
        ("Khalil al-Hayya said", ["Khalil al - Hayya"], [("person/khalil-al-hayya",)]),
        ("Kim Jong-un", ["Kim Jong - un"], [("person/kim-jong-un",)]),
        ("Côte d'Ivoire and Cote d’Ivoire", ["Côte d'Ivoire", "Cote d’Ivoire"], [("state/ci",)] * 2),
        ("PUTIN MEETS TRUMP", ["PUTIN", "TRUMP"], [("person/vladimir-putin",), ("person/donald-trump",)]),
        ("It is who it is", [], []),
        ("a nice split in reading", [], []),
        ("the Donetsk People's Republic", ["Donetsk People 's Republic"], [("organization/donetsk-peoples-republic",)]),
        ("South Sudanese and Sudanese", ["South Sudanese", "Sudanese"], [("state/ss",), ("state/sd",)]),
        ("The Washington Examiner", ["Washington Examiner"], [("organization/washington-examiner",)]),
        ("the Minsk agreements", ["Minsk agreements"], [()]),
        ("Foreign Minister Johann Wadephul in Geneva, Switzerland", ["Johann Wadephul", "Geneva", "Switzerland"], None),
        ("in Washington, D.C.", ["Washington , D.C."], [("state/us", "place/washington-us")]),
        ("US-led talks", ["US"], [("state/us",)]),
        ("Türkiye and Turkiye", ["Türkiye", "Turkiye"], [("state/tr",)] * 2),
        ("the Democratic Republic of the Congo", ["Democratic Republic of the Congo"], [("state/cd",)]),
        ("Brussels", ["Brussels"], None),
        ("the AFC/M23 alliance", ["AFC / M23"], None),
    ],
)
def test_matches(loaded, tokenize, text, words, keys):
    tokens = tokenize(text)
    hits = loaded.matches(tokens)
    assert [" ".join(tokens[hit.first : hit.last]) for hit in hits] == words
    if keys is not None:
        assert [tuple(sorted(hit.keys)) for hit in hits] == [tuple(sorted(expected)) for expected in keys]


@pytest.mark.parametrize("tokens", [["Khalil", "al-Hayya"], ["Khalil", "al", "-", "Hayya"], ["Khalil", "al", "Hayya"]])
def test_hyphens_split_or_not(loaded, tokens):
    (hit,) = loaded.matches(tokens)
    assert (hit.first, hit.last, hit.keys) == (0, len(tokens), ("person/khalil-al-hayya",))


@pytest.mark.parametrize(
    ("words", "kind", "weak"),
    [
        ("Moscow", "capital", False),
        ("Kremlin", "palace", False),
        ("Ukrainian", "nationality", False),
        ("Ukrainians", "demonym", False),
        ("State Department", "name", False),
        ("Geneva", "place", False),
        ("Nice", "place", True),
        ("Reading", "place", True),
        ("Congo", "short", True),
        ("European", "nationality", True),
        ("Putin", "surname", False),
        ("Harris", "surname", True),
        ("May", "surname", True),
        ("IS", "acronym", True),
    ],
)
def test_kind_and_weakness(loaded, words, kind, weak):
    (hit,) = loaded.matches(words.split())
    assert (hit.kind, hit.weak) == (kind, weak)


@pytest.mark.parametrize("state", ["ua", "ru", "us", "gb", "fr", "cn", "cd", "nl", "ph", "kr", "ae", "il", "ps", "tr"])
def test_states_have_nationalities_and_capitals(loaded, state):
    rows = loaded._records("metonyms")
    kinds = {row["kind"] for row in rows if row["key"] == f"state/{state}"}
    assert {"nationality", "capital"} <= kinds


def test_places_by_name(loaded):
    assert loaded.places("Tripoli")[0] == "place/tripoli-ly"  # the capital before the larger crowd of others
    assert loaded.places("kiev") == ("place/kyiv-ua",)
    assert loaded.surname("Zelensky") == ("person/volodymyr-zelenskyy",)


@pytest.mark.parametrize(
    ("text", "office", "plural"),
    [
        ("Foreign Ministers A and B", "foreign minister", True),
        ("the foreign minister", "foreign minister", False),
        ("its top diplomat", "foreign minister", False),
        ("Secretary-General", "secretary-general", False),
        ("spokeswoman", "spokesperson", False),
        ("chargés d'affaires", "chargé d'affaires", True),
        ("FM", "foreign minister", False),
    ],
)
def test_titles(loaded, tokenize, text, office, plural):
    (hit,) = loaded.titles(tokenize(text))
    assert (hit.title.office, hit.plural) == (office, plural)


def test_honorifics(loaded, tokenize):
    hits = loaded.titles(tokenize("Gen. Smith and Mr. Jones"))
    assert [(hit.title.kind, hit.title.sector) for hit in hits] == [("honorific", "MIL"), ("honorific", "")]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=12))
@settings(max_examples=200, deadline=None)
def test_hits_are_ordered_and_inside(tokens):
    table: PhraseTable[str] = PhraseTable()
    for phrase in ("al Hayya", "US", "New York", "People's Republic"):
        table.add(phrase, phrase)
    mixed = [*tokens, "New", "York", *tokens]
    end = 0
    for first, last, found in table.scan(mixed):
        assert end <= first < last <= len(mixed)
        assert found
        end = last


@given(st.text(max_size=20))
def test_folding_is_stable(text):
    assert fold(fold(text)) == fold(text) or not text.isascii()
    assert all(pieces(token) for token in text.split() if any(c.isalnum() for c in token))
