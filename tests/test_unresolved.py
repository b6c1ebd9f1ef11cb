"""Names that nobody knows: listed from a store, filled in by a person, taken into the authority, used by a next run."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.cli import cli
from kg.errors import AuthorityError, InputError, ParleyError
from kg.ingest.authority import load
from kg.ingest.authority.check import check
from kg.ingest.authority.tables import content_hash
from kg.reconcile import Known, Provenance, accept, unresolved
from kg.reconcile.sheet import NAMES, PROPOSALS, Row, guarded, read, text_of, unguarded, write
from kg.schema.terms import BASE, NEG, PREFIXES
from kg.store import LogRecord, Store, open_store
from kg.tables import records
from tests.fixture_store import filled

TODAY = Provenance("2026-01-02")
N, OA, GAF, ORG = (Namespace(iri) for iri in (NEG, PREFIXES["oa"], PREFIXES["gaf"], PREFIXES["org"]))


@pytest.fixture(scope="module")
def known() -> Known:
    return Known()


# -- a store with actors of our making -----------------------------------------------------------------------------


def named(store: Store, article: str, *actors: tuple[str, str, str, int]) -> None:
    """Write an article that mentions actors (id, class, label) so many times, in a sentence for each."""
    here = URIRef(f"{BASE}article/{article}")
    triples: set[tuple[Node, Node, Node]] = {(here, RDF.type, N.Article)}
    for number, (identifier, kind, label, mentions) in enumerate(actors):
        actor, sentence = URIRef(BASE + identifier), URIRef(f"{here}/sentence/{number}")
        triples |= {(actor, RDF.type, N.Actor), (actor, RDF.type, N[kind]), (actor, RDFS.label, Literal(label))}
        triples |= {(sentence, OA.hasSource, here), (sentence, N.number, Literal(number))}
        quoted = URIRef(f"{sentence}/quote")
        triples |= {(sentence, OA.hasSelector, quoted), (quoted, OA.exact, Literal(f"{article}: {label}\nspoke."))}
        for mention in range(mentions):
            span = URIRef(f"{here}/span/{number}-{mention}")
            triples |= {(span, GAF.denotes, actor), (span, OA.hasSource, here), (span, N.sentence, sentence)}
            triples.add((span, N.text, Literal(label if mention == 0 else "he")))
    store.replace(str(here), {f"{here}/graph": triples}, LogRecord(article, "text", "f1", "0.1.0"))


def test_one_row_a_name_by_falling_mentions(known: Known) -> None:
    store = open_store("memory:")
    named(store, "b", ("article/b/actor/x", "Person", "Jane Al-Doe", 2), ("actor/77", "ArmedGroup", "Red Lantern", 3))
    named(store, "a", ("article/a/actor/x", "Person", "Jane al Doe", 1), ("actor/77", "ArmedGroup", "Red Lantern", 4))
    named(store, "c", ("article/c/actor/o", "Organization", "Zeta Board", 1), ("state/zz", "State", "Zedland", 9))
    rows = unresolved(store, known)
    assert [(row["label"], row["mentions"], row["articles"]) for row in rows] == [
        ("Red Lantern", "7", "2"),
        ("Jane Al-Doe", "3", "2"),
        ("Zeta Board", "1", "1"),
    ]
    assert rows[1]["spellings"] == "Jane al Doe"
    assert [row["type"] for row in rows] == ["armed_group", "person", "organization"]
    assert (rows[1]["article"], rows[1]["example"]) == ("article/a", "a: Jane al Doe spoke.")
    assert all(not row["accept"] and not row["key"] and not row["qid"] for row in rows)


@pytest.mark.parametrize(
    ("identifier", "kind", "label"),
    [
        ("article/a/actor/x", "UnnamedActor", "official (unnamed)"),
        ("article/a/actor/x", "Delegation", "delegation of Zedland"),
        ("article/a/actor/x", "ArmedGroup", "Indian gunmen"),
        ("article/a/actor/x", "Organization", "foreign ministry"),
        ("person/vladimir-putin", "Person", "Vladimir Putin"),
    ],
)
def test_what_is_no_unknown_name_is_left_out(known: Known, identifier: str, kind: str, label: str) -> None:
    store = open_store("memory:")
    named(store, "a", (identifier, kind, label, 2))
    assert unresolved(store, known) == []


@pytest.mark.parametrize("label", ["al-Shabaab of the North", "Médecins sans voitures", "5 October Movement"])
def test_names_with_small_letters_are_names(known: Known, label: str) -> None:
    store = open_store("memory:")
    named(store, "a", ("article/a/actor/x", "Organization", label, 1))
    assert [row["label"] for row in unresolved(store, known)] == [label]


def test_what_the_texts_say_is_in_the_row(known: Known) -> None:
    rows = {row["label"]: row for row in unresolved(filled("memory:"), known)}
    assert rows["Tarek Ollin"]["offices"] == "head of delegation of Arvenia"
    assert "led by Tarek Ollin" in rows["Tarek Ollin"]["example"]
    assert "Milan Šestak" not in rows


def test_the_authority_s_namesakes_are_hints(known: Known) -> None:
    store = open_store("memory:")
    named(store, "a", ("article/a/actor/x", "Person", "Mohammed al-Thani", 1))
    (row,) = unresolved(store, known)
    assert "person/mohammed-bin-abdulrahman-al-thani" in row["known"].split("; ")
    named(store, "a", ("article/a/actor/x", "Organization", "Putin", 1))
    assert "person/vladimir-putin" in unresolved(store, known)[0]["known"].split("; ")


def test_rows_do_not_depend_on_the_order_of_ingest(known: Known) -> None:
    texts = []
    for order in (("a", "b", "c"), ("c", "a", "b")):
        store = open_store("memory:")
        for name in order:
            named(store, name, (f"article/{name}/actor/x", "Person", f"Jane{' ' * ord(name[0])}Doe", 1))
        texts.append(text_of(unresolved(store, known), NAMES))
    assert texts[0] == texts[1]


# -- the file ------------------------------------------------------------------------------------------------------


@given(st.text(alphabet="'=+-@\t\rab;\"\n", max_size=8))
def test_guarded_cells_come_back_and_are_no_formula(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_hostile_labels_survive_the_file(known: Known, tmp_path: Path) -> None:
    rows = unresolved(filled("memory:"), known)
    write(tmp_path / "names.csv", rows, NAMES)
    back = [row for _, row in read(tmp_path / "names.csv")]
    assert [row["label"] for row in back] == [row["label"] for row in rows]
    assert any(row["label"].startswith("=HYPERLINK") for row in back)
    cells = [cell for row in csv.reader(io.StringIO((tmp_path / "names.csv").read_text("utf-8"))) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize(("delimiter", "mark"), [(",", ""), (";", "\ufeff"), ("\t", "\ufeff")])
def test_what_spreadsheets_write_is_read(tmp_path: Path, delimiter: str, mark: str) -> None:
    lines = [("accept", "label", "type", "notes"), ("yes", "Öncü, Keçeli", "person", "mine"), ("", "", "", "")]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    (tmp_path / "names.csv").write_bytes((mark + out.getvalue()).encode())
    ((line, row),) = read(tmp_path / "names.csv")
    assert (line, row["label"], row["accept"], row["notes"], row["qid"]) == (2, "Öncü, Keçeli", "yes", "mine", "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"label,type\n", "line 1: column accept is missing"),
        (b"label,type,accept,label\n", "column label stands there twice"),
        (b"label,type,accept\na,b,c,d\n", "line 2: 4 cells"),
        (b'label,type,accept\n"a\n', "cannot be read as CSV"),
        (b"label,type,accept\n\xff\n", "save it as CSV UTF-8"),
        (None, "No such file"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / "names.csv").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read(tmp_path / "names.csv")


@pytest.mark.parametrize("column", ["accept", "key"])
def test_decisions_are_not_written_over(tmp_path: Path, column: str) -> None:
    path = tmp_path / "names.csv"
    write(path, [{"label": "A", "type": "person"}], NAMES)
    write(path, [{"label": "A", "type": "person", column: "x"}], NAMES)
    with pytest.raises(InputError, match="decisions that would be lost"):
        write(path, [], NAMES)
    assert [child.name for child in tmp_path.iterdir()] == ["names.csv"]


# -- acceptance ----------------------------------------------------------------------------------------------------


def taken(folder: Path, *rows: Row, provenance: Provenance = TODAY) -> tuple[dict[str, int], list[str]]:
    """What accepting the rows writes, and the problems; unless a row says otherwise it is an accepted person."""
    full = [{**dict.fromkeys(PROPOSALS, ""), "type": "person", "accept": "yes", **row} for row in rows]
    outcome = accept(Path("names.csv"), list(enumerate(full, start=2)), folder, provenance)
    return outcome.written, [problem.message for problem in outcome.problems]


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()[1:]


def test_a_new_person_with_spellings(tmp_path: Path) -> None:
    row = {"label": "Jane Q. Doe", "country": "SAU", "side": "state/sa", "sector": "GOV", "spellings": "Doe; Jane Doe"}
    assert taken(tmp_path / "own", row) == ({"sources": 1, "persons": 1, "aliases": 2}, [])
    assert lines(tmp_path / "own" / "persons.csv") == [
        "person/jane-q-doe,Jane Q. Doe,SAU,GOV,,,,accepted,2026-01-02,own"
    ]
    assert lines(tmp_path / "own" / "aliases.csv") == [
        "Doe,person/jane-q-doe,surname,0,1,accepted,2026-01-02,own",
        "Jane Doe,person/jane-q-doe,spelling,0,0,accepted,2026-01-02,own",
    ]
    assert check(tmp_path / "own") == []
    assert [hit.keys for hit in load([tmp_path / "own"]).matches(["Jane", "Doe"])] == [("person/jane-q-doe",)]
    assert load([tmp_path / "own"]).entity("person/jane-q-doe").side == "state/sa"


def test_what_a_service_proposed_is_verified_in_wikidata(tmp_path: Path) -> None:
    row = {"label": "Jane Doe", "qid": "Q424242424242", "service": "https://service.example"}
    assert taken(tmp_path / "own", row)[1] == []
    assert lines(tmp_path / "own" / "persons.csv") == [
        "person/jane-doe,Jane Doe,,,,Q424242424242,A,wikidata,2026-01-02,verified"
    ]
    assert lines(tmp_path / "own" / "sources.csv")[0].startswith("wikidata,")


def test_organizations_groups_and_names_of_nobody(tmp_path: Path) -> None:
    rows = (
        {"label": "Chad Water Board", "type": "organization", "spellings": "CWB", "country": "TCD"},
        {"label": "Red Lantern", "type": "armed_group", "key": "armed_group/lantern"},
        {"label": "Daily Lantern", "type": "other"},
    )
    assert taken(tmp_path / "own", *rows) == ({"sources": 1, "organizations": 2, "aliases": 1, "others": 1}, [])
    own = load([tmp_path / "own"])
    assert own.entity("armed_group/lantern").kind == "armed_group"
    assert [hit.keys for hit in own.matches(["CWB", "cwb"])] == [("organization/chad-water-board",)]
    assert [hit.readings for hit in own.matches(["Daily", "Lantern"])] == [()]


def test_a_name_of_somebody_known_by_key_or_by_wikidata(tmp_path: Path, known: Known) -> None:
    thani = "person/mohammed-bin-abdulrahman-al-thani"
    rows = (
        {"label": "Mo bin Abdulrahman al-Thani", "key": thani},
        {"label": "Mo al-Thani", "qid": known.entities[thani][1]["qid"]},
        {"label": "Moh al-Thani", "key": thani, "qid": known.entities[thani][1]["qid"]},
    )
    assert taken(tmp_path / "own", *rows) == ({"sources": 1, "aliases": 3}, [])
    assert not (tmp_path / "own" / "persons.csv").exists()
    hits = load([tmp_path / "own"]).matches(["Mo", "al", "-", "Thani"])
    assert [hit.keys for hit in hits] == [(thani,)]


def test_an_identifier_for_a_known_actor_without_one(tmp_path: Path, known: Known) -> None:
    key = "person/rustem-umerov"
    assert not known.entities[key][1]["qid"]
    row = {"label": "Rustem Umerow", "key": key, "qid": "Q424242424242"}
    assert taken(tmp_path / "own", row)[0] == {"sources": 1, "persons": 1, "aliases": 1}
    entity = load([tmp_path / "own"]).entity(key)
    assert (entity.qid, entity.label, entity.country) == ("Q424242424242", "Rustem Umerov", "UKR")


def test_two_names_of_one_new_actor(tmp_path: Path) -> None:
    by_key = tuple({"label": label, "key": "person/jane-doe"} for label in ("Jane Doe", "Jayne Doe"))
    assert taken(tmp_path / "a", *by_key) == ({"sources": 1, "persons": 1, "aliases": 1}, [])
    by_qid = tuple({"label": label, "qid": "Q424242424242"} for label in ("Jane Doe", "Jayne Doe"))
    assert taken(tmp_path / "b", *by_qid) == ({"sources": 1, "persons": 1, "aliases": 1}, [])


def test_a_name_may_refer_to_a_key_that_a_later_row_gets(tmp_path: Path) -> None:
    rows = ({"label": "Safi", "type": "organization", "key": "person/louay-safi"}, {"label": "Louay Safi"})
    assert taken(tmp_path / "own", *rows) == ({"sources": 1, "persons": 1, "aliases": 1}, [])
    assert load([tmp_path / "own"]).label("person/louay-safi") == "Louay Safi"
    assert lines(tmp_path / "own" / "aliases.csv")[0].startswith("Safi,person/louay-safi,surname,0,1,")


CELLS = {
    "label": st.text(alphabet="AJane DoeÖé'-.,;=\n\x1b\u202eو", max_size=12),
    "spellings": st.text(alphabet="AB;J. -é", max_size=10),
    "type": st.sampled_from(["person", "organization", "armed_group", "other", "state", ""]),
    "key": st.sampled_from(["", "", "person/jane", "state/ua", "place/istanbul-tr", "organization/-", "other/x"]),
    "qid": st.sampled_from(["", "", "Q424242424242", "Q212", "Q0"]),
    "country": st.sampled_from(["", "UKR", "XXX"]),
    "side": st.sampled_from(["", "state/ua", "person/jane", "x"]),
    "sector": st.sampled_from(["", "GOV", "gov"]),
    "service": st.sampled_from(["", "https://service.example"]),
}


@settings(max_examples=15)
@given(
    st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=4), st.lists(st.fixed_dictionaries(CELLS), max_size=2)
)
def test_whatever_is_accepted_the_folder_stays_sound(rows: list[Row], more: list[Row]) -> None:
    with TemporaryDirectory() as there:
        own = Path(there) / "own"
        for batch in ([row] for row in rows), [more]:
            for some in batch:
                before = content_hash([own]) if own.exists() else None
                written, problems = taken(own, *some)
                assert not (written and problems)
                if written:
                    assert check(own) == []
                else:
                    assert (content_hash([own]) if own.exists() else None) == before
        assert [child.name for child in Path(there).iterdir()] in ([], ["own"])


@pytest.mark.parametrize("accepted", ["yes", "X", "1", "True"])
def test_only_what_is_accepted_is_taken(tmp_path: Path, accepted: str) -> None:
    rows = [{"label": f"Jane Doe {n}", "accept": answer} for n, answer in enumerate(("", "no", accepted))]
    assert taken(tmp_path / "own", *rows)[0]["persons"] == 1
    assert taken(tmp_path / "none", *rows[:2]) == ({}, [])
    assert not (tmp_path / "none").exists()


REFUSED = (
    ({"accept": "perhaps"}, "accept 'perhaps' is neither yes nor no"),
    ({"label": "Vladimir Putin"}, "'Vladimir Putin' is a name of person/vladimir-putin: set key"),
    ({"type": "state"}, "type 'state' is not one of person"),
    ({"qid": "P12"}, "qid 'P12' is not a Wikidata identifier"),
    ({"qid": "Q1 OR 1"}, "is not a Wikidata identifier"),
    ({"country": "Ukraine"}, "country 'Ukraine' is not the ISO"),
    ({"sector": "gov"}, "sector 'gov' is not a PLOVER"),
    ({"side": "state/nowhere"}, "side 'state/nowhere' is no known key"),
    ({"key": "organization/jane"}, "is not person/ and words"),
    ({"key": "person/../../etc"}, "is not person/ and words"),
    ({"key": "person/vladimir-putin", "qid": "Q424242424242"}, "is Q7747 in Wikidata, not Q424242424242"),
    ({"key": "person/jane-doe", "qid": "Q7747"}, "Q7747 is person/vladimir-putin"),
    ({"label": "东京"}, "no key can be made"),
    ({"label": "--"}, "has no letter or digit"),
    ({"label": "Jane \u202eDoe"}, "cannot be seen"),
    ({"spellings": "J. Doe; J\x1b Doe"}, "cannot be seen"),
)


@pytest.mark.parametrize(("cells", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_what_is_refused_leaves_the_folder_as_it_was(tmp_path: Path, cells: Row, message: str) -> None:
    taken(tmp_path / "own", {"label": "Ann Other"})
    before = content_hash([tmp_path / "own"])
    written, problems = taken(tmp_path / "own", {"label": "Joe Good"}, {"label": "Jane Doe", **cells})
    assert written == {}
    assert len(problems) == 1
    assert message in problems[0]
    assert content_hash([tmp_path / "own"]) == before
    assert [child.name for child in tmp_path.iterdir()] == ["own"]


def test_duplicates_are_refused(tmp_path: Path) -> None:
    twice = ({"label": "Jane Doe"}, {"label": "Jane  Doe"})
    assert "accepted in line 2 already" in taken(tmp_path / "own", *twice)[1][0]
    assert "that of Jane Doe: set key" in taken(tmp_path / "own", {"label": "Jane Doe"}, {"label": "Jané, Doe"})[1][0]
    assert taken(tmp_path / "own", {"label": "Jane Doe"})[1] == []
    namesake = {"label": "Jane Doe", "type": "organization"}
    assert "is a name of person/jane-doe: set key" in taken(tmp_path / "own", namesake)[1][0]


def test_a_file_can_be_accepted_again_with_more_rows(tmp_path: Path) -> None:
    rows = ({"label": "Jane Doe", "spellings": "J. Doe"}, {"label": "Zoe Doe", "qid": "Q424242424242"})
    taken(tmp_path / "own", *rows)
    later = Provenance("2026-02-03")
    assert taken(tmp_path / "own", *rows, provenance=later) == ({}, [])
    assert taken(tmp_path / "own", *rows, {"label": "Moe Doe"}, provenance=later) == ({"persons": 1}, [])
    other = {"label": "Zoe Doe", "qid": "Q424242424243"}
    assert "is Q424242424242 in Wikidata" in taken(tmp_path / "own", other, provenance=later)[1][0]


def test_existing_files_are_extended_and_stay_sorted(tmp_path: Path) -> None:
    taken(tmp_path / "own", {"label": "Jane Doe"}, {"label": "Zoe Doe"})
    taken(tmp_path / "own", {"label": "Moe Doe", "spellings": "Mo Doe"}, {"label": "Daily Lantern", "type": "other"})
    keys = [line.split(",")[0] for line in lines(tmp_path / "own" / "persons.csv")]
    assert keys == ["person/jane-doe", "person/moe-doe", "person/zoe-doe"]
    assert check(tmp_path / "own") == []
    same = {"label": "Mo Doe", "key": "person/moe-doe"}
    assert taken(tmp_path / "own", same, provenance=Provenance("2026-02-03")) == ({}, [])


def test_a_folder_with_problems_is_not_extended(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text("key,label\nperson/a,\n", encoding="utf-8")
    with pytest.raises(AuthorityError, match="mend it first"):
        taken(tmp_path, {"label": "Jane Doe"})


def test_a_source_that_has_no_row_is_a_problem(tmp_path: Path) -> None:
    own = Provenance("2026-01-02", "my-list")
    written, problems = taken(tmp_path / "own", {"label": "Jane Doe"}, provenance=own)
    assert (written, problems) == ({}, ["source 'my-list' has no row in sources.csv"])
    assert not (tmp_path / "own").exists()


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        taken(tmp_path / "none" / "own", {"label": "Jane Doe"})


# -- the loop ------------------------------------------------------------------------------------------------------

REPORT = """Iran's foreign minister, Abbas Araghchi, met Norland's envoy, Rolf Hagenbeek, in Muscat on 12 April 2025.
Rolf Hagenbeek said the talks were useful. The Hagenbeek Institute praised them.
"""


def kg(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def filled_in(path: Path, **columns: str) -> None:
    """Do what a person does: fill in cells of the row of Rolf Hagenbeek."""
    rows = [row for _, row in read(path)]
    assert "Rolf Hagenbeek" in [row["label"] for row in rows]
    changed = [{**row, **columns} if row["label"] == "Rolf Hagenbeek" else row for row in rows]
    path.write_text(text_of(changed, NAMES), encoding="utf-8")


def test_from_a_name_nobody_knows_to_an_actor_of_the_authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    kg("ingest", "report.txt", "--quiet")
    assert "Rolf Hagenbeek" in kg("authority", "unresolved")
    assert "names.csv" in kg("authority", "unresolved", "-o", "names.csv")
    filled_in(Path("names.csv"), accept="yes", country="NOR")
    assert "Rolf Hagenbeek: person/rolf-hagenbeek" in kg("authority", "accept", "names.csv", "-o", "own")
    assert "0 problems" in kg("authority", "check", "--authority", "own")
    assert "Rolf Hagenbeek" not in kg("authority", "unresolved", "--authority", "own")
    kg("ingest", "report.txt", "--quiet", "--authority", "own")
    assert "Rolf Hagenbeek" not in kg("authority", "unresolved")
    with open_store("parley.store", reading=True) as store:
        found = {row["id"]: row["label"] for row in records(store, "actors")}
    assert found["person/rolf-hagenbeek"] == "Rolf Hagenbeek"


def test_one_actor_of_two_reports_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for day in ("12 April", "13 April"):
        Path(f"{day}.txt").write_text(REPORT.replace("12 April", day), encoding="utf-8")
    kg("ingest", "12 April.txt", "13 April.txt", "--quiet")
    kg("authority", "unresolved", "-o", "names.csv")
    rows = {row["label"]: row for _, row in read(Path("names.csv"))}
    assert (rows["Rolf Hagenbeek"]["articles"], rows["Rolf Hagenbeek"]["mentions"]) == ("2", "4")
    assert rows["Rolf Hagenbeek"]["example"].startswith("Iran's foreign minister, Abbas Araghchi, met")
    filled_in(Path("names.csv"), accept="yes")
    kg("authority", "accept", "names.csv", "-o", "own")
    Path("kg.toml").write_text('authority = ["own"]\n', encoding="utf-8")
    assert "Rolf Hagenbeek" not in kg("authority", "unresolved")


def test_problems_are_printed_and_exit_with_1(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    row = {"label": "Jane \x1b[31mDoe", "type": "person", "accept": "perhaps\x07"}
    path.write_text(text_of([row], NAMES), encoding="utf-8")
    result = CliRunner().invoke(cli, ["authority", "accept", str(path), "-o", str(tmp_path / "own")])
    assert result.exit_code == 1
    assert "names.csv, line 2: accept" in result.output
    assert "\x1b" not in result.output
    assert "\x07" not in result.output
    assert not (tmp_path / "own").exists()


def test_an_authority_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    filled(str(tmp_path / "talks.store")).close()
    there = ("--store", str(tmp_path / "talks.store"), "--authority", str(tmp_path / "typo"))
    result = CliRunner().invoke(cli, ["authority", "unresolved", *there])
    assert isinstance(result.exception, AuthorityError)
    assert "is not a folder with authority files" in str(result.exception)


def test_a_store_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["authority", "unresolved", "--store", str(tmp_path / "none.store")])
    assert isinstance(result.exception, ParleyError)
