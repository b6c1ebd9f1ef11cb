"""Names asked of a reconciliation service on loopback: batches, manners, failures, the cache, hostile answers."""

from __future__ import annotations

import csv
import json
import threading
from email.utils import formatdate
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import __version__
from kg.cli import cli
from kg.errors import InputError, ParleyError, ServiceError
from kg.reconcile import Known, Questions, reconcile
from kg.reconcile.cache import Cache, default_folder
from kg.reconcile.line import Line, Manners, redirected
from kg.reconcile.proposals import COUNTRY, TYPES, Proposals
from kg.reconcile.service import WIKIDATA, Candidate, Service
from kg.reconcile.sheet import NAMES, PROPOSALS, Row, read, text_of
from kg.store import open_store
from kg.tables import records
from tests.reconciliation import MANIFEST, Loopback, Reply, candidate, loopback


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture(scope="module")
def known() -> Known:
    return Known()


@pytest.fixture
def time() -> Time:
    return Time()


def name(label: str, kind: str = "person", **cells: str) -> Row:
    return {**dict.fromkeys(NAMES, ""), **dict.fromkeys(PROPOSALS, ""), "label": label, "type": kind, **cells}


def service(at: Loopback, folder: Path, time: Time, *, refresh: bool = False, **manners: float) -> Service:
    line = Line(at.url, Manners(**manners), clock=time, sleep=time.sleep)  # type: ignore[arg-type]
    return Service(line, Cache(folder, at.url, refresh=refresh))


def asked(at: Loopback, folder: Path, time: Time, *rows: Row, **manners: float) -> Proposals:
    return reconcile(rows or [name("Jane Doe")], service(at, folder, time, **manners), Known())


# -- what is asked -------------------------------------------------------------------------------------------------


def test_names_go_in_batches_with_type_and_country(tmp_path: Path, time: Time, known: Known) -> None:
    rows = [name(f"Jane Doe {n}") for n in range(11)]
    rows += [name("Zeta Board", "organization", country="SAU"), name("Jane Roe", country="UKR"), name("X", "other")]
    with loopback() as at:
        found = asked(at, tmp_path, time, *rows)
    assert [one.queries is None for one in at.asked] == [True, False, False]
    assert [len(batch) for batch in at.posts] == [10, 4]
    queries = [query for batch in at.posts for query in batch.values()]
    assert queries[0] == {"query": "Jane Doe 0", "type": TYPES["person"], "limit": 5}
    saudi, ukraine = (known.states[iso3]["qid"] for iso3 in ("SAU", "UKR"))
    assert queries[11] == {
        "query": "Zeta Board",
        "type": TYPES["organization"],
        "limit": 5,
        "properties": [{"pid": COUNTRY["organization"], "v": saudi}],
    }
    assert queries[12]["properties"] == [{"pid": COUNTRY["person"], "v": ukraine}]
    assert queries[13] == {"query": "X", "limit": 5}
    assert (found.names, found.found, found.cached, found.refused) == (14, 0, 0, 0)


def test_it_says_who_asks(tmp_path: Path, time: Time) -> None:
    with loopback() as at:
        asked(at, tmp_path, time)
    assert {one.headers["User-Agent"].split(" ")[0] for one in at.asked} == {f"parley-kg/{__version__}"}
    assert {one.path for one in at.asked} == {"/en/api"}


def test_limit_batch_and_type_can_be_chosen(tmp_path: Path, time: Time) -> None:
    with loopback(answer=lambda query: [candidate(f"Q{n}") for n in range(1, 9)]) as at:
        how = Questions(limit=2, batch=1, typed=False)
        found = reconcile([name("A B"), name("C D")], service(at, tmp_path, time), Known(), questions=how)
    assert at.posts == [{"q0": {"query": "A B", "limit": 2}}, {"q0": {"query": "C D", "limit": 2}}]
    assert [row["qid"] for row in found.rows] == ["Q1", "Q2", "Q1", "Q2"]  # no more than asked for


def test_decided_names_are_not_asked(tmp_path: Path, time: Time) -> None:
    rows = [name("A B", accept="no"), name("C D", key="person/c-d"), name("E F", qid="Q5")]
    with loopback() as at:
        found = asked(at, tmp_path, time, *rows)
    assert at.asked == []
    assert found.rows == ()


def test_one_name_twice_is_one_question(tmp_path: Path, time: Time) -> None:
    with loopback(answer=lambda query: [candidate("Q7")]) as at:
        found = asked(at, tmp_path, time, name("A B", article="a"), name("A B", article="b"))
    assert len(at.posts[0]) == 1
    assert [row["article"] for row in found.rows] == ["a", "b"]


# -- what is proposed ----------------------------------------------------------------------------------------------


def test_candidates_are_laid_out_best_first_and_none_is_taken(tmp_path: Path, time: Time) -> None:
    given = [
        candidate("Q4200020", "Jane Doe (writer)", 71.42857, description="writer", match=False),
        candidate(
            "Q4200010", "Jane Doe", 100, description="diplomat", match=True, type=[{"id": "Q5", "name": "human"}]
        ),
        candidate("Q7747", "Vladimir Putin", 3, type=[{"id": "Q5", "name": "human"}, "Q1", {"id": "Q2"}]),
    ]
    with loopback(answer=lambda query: given if query["query"] == "Jane Doe" else []) as at:
        found = asked(at, tmp_path, time, name("Jane Doe", example="Jane Doe spoke."), name("Joe Bloggs"))
    columns = ("label", "qid", "candidate", "description", "score", "match", "known", "accept", "key")
    assert [tuple(row[column] for column in columns) for row in found.rows] == [
        ("Jane Doe", "Q4200010", "Jane Doe", "diplomat", "100", "yes", "", "", ""),
        ("Jane Doe", "Q4200020", "Jane Doe (writer)", "writer", "71.43", "", "", "", ""),
        ("Jane Doe", "Q7747", "Vladimir Putin", "human", "3", "", "person/vladimir-putin", "", ""),
        ("Joe Bloggs", "", "", "", "", "", "", "", ""),
    ]
    assert {row["service"] for row in found.rows} == {at.url, ""}
    assert found.rows[1]["example"] == "Jane Doe spoke."
    assert (found.names, found.found) == (2, 1)


HOSTILE = (
    candidate("Q1 } DROP"),
    candidate("http://www.wikidata.org/entity/Q1"),
    candidate("Q0"),
    candidate("Q" + "9" * 40),
    candidate("q5"),
    candidate("Q１"),
    candidate(5),
    candidate(None),
    candidate("Q3", score="high"),
    candidate("Q3", score=True),
    candidate("Q3", score=float("nan")),
    candidate("Q3", score=10**400),
    {"id": "Q3", "name": "no score"},
    "Q3",
    None,
)


def test_candidates_that_are_none_are_refused(tmp_path: Path, time: Time) -> None:
    with loopback(answer=lambda query: [*HOSTILE, candidate("Q8"), candidate("Q8", "again")]) as at:
        found = asked(at, tmp_path, time)
    assert [(row["qid"], row["candidate"]) for row in found.rows] == [("Q8", "Somebody")]
    assert found.refused == len(HOSTILE)


def test_words_of_the_service_cannot_steer_a_terminal_or_a_spreadsheet(tmp_path: Path, time: Time) -> None:
    bad = candidate("Q8", "=A1\x1b[31m\u202eeno\r\nD\ud800", description=["not", "text"], type=[{"name": "x" * 999}])
    with loopback(answer=lambda query: [bad]) as at:
        (row,) = asked(at, tmp_path, time).rows
    assert row["candidate"] == "=A1\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}eno D\N{REPLACEMENT CHARACTER}"
    assert len(row["description"]) == 60
    cells = next(csv.reader([text_of([row], PROPOSALS).splitlines()[1]]))
    assert cells[PROPOSALS.index("candidate")].startswith("'=A1")


# -- manners -------------------------------------------------------------------------------------------------------


def test_requests_keep_their_distance(tmp_path: Path, time: Time) -> None:
    with loopback() as at:
        asked(at, tmp_path, time, *(name(f"Jane Doe {n}") for n in range(21)))
    assert len(at.asked) == 4
    assert time.slept == [1, 1, 1]


def test_retry_after_is_honoured(tmp_path: Path, time: Time) -> None:
    past, soon = formatdate(0, usegmt=True), {"Retry-After": "7"}
    replies = [Reply(MANIFEST), Reply(status=429, headers=soon), Reply(status=503, headers={"Retry-After": past})]
    with loopback(replies=replies, answer=lambda query: [candidate("Q8")]) as at:
        found = asked(at, tmp_path, time, interval=0)
    assert [row["qid"] for row in found.rows] == ["Q8"]
    assert time.slept == [7, 0]


@pytest.mark.parametrize("asks", ["601", formatdate(4_102_444_800, usegmt=True)])
def test_a_long_pause_is_left_to_the_user(tmp_path: Path, time: Time, asks: str) -> None:
    replies = [Reply(status=429, headers={"Retry-After": asks})]
    with loopback(replies=replies) as at, pytest.raises(ServiceError, match=r"wants a pause of \d+ seconds"):
        asked(at, tmp_path, time)
    assert time.slept == []


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
@pytest.mark.parametrize("header", [{}, {"Retry-After": "soon"}])
def test_without_it_the_pauses_grow_until_it_gives_up(
    tmp_path: Path, time: Time, status: int, header: dict[str, str]
) -> None:
    replies = [Reply(MANIFEST), *(Reply(b"<b>down\x1b[2J</b>", status, header) for _ in range(4))]
    with loopback(replies=replies) as at, pytest.raises(ServiceError, match=f"HTTP {status}.*4 times") as raised:
        asked(at, tmp_path, time, interval=0, retries=3)
    assert len(at.posts) == 4
    assert time.slept == [1, 2, 4]
    assert "\x1b" not in str(raised.value)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_other_refusals_are_final(tmp_path: Path, time: Time, status: int) -> None:
    replies = [Reply(b"no such page", status)]
    with loopback(replies=replies) as at, pytest.raises(ServiceError, match=f"HTTP {status}.*no such page"):
        asked(at, tmp_path, time)
    assert len(at.asked) == 1


# -- failures ------------------------------------------------------------------------------------------------------

NONSENSE = (
    (b"<html>maintenance</html>", "no JSON"),
    (b"", "no JSON"),
    (b'{"q0": {"result": [', "no JSON"),
    (b"\xff\xfe{", "no JSON"),
    (b"[" * 100_000, "no JSON"),
    (b"[]", "no object"),
    (b"{}", "leaves out the answer"),
    (b'{"q0": []}', "leaves out the answer"),
    (b'{"q0": {"result": {}}}', "leaves out the answer"),
    (b'{"q1": {"result": []}}', "leaves out the answer"),
    (b'{"status": "error", "message": "invalid query", "details": "bad\\u001btype"}', "cannot answer: bad.type"),
)


@pytest.mark.parametrize(("body", "message"), NONSENSE, ids=[repr(body[:30]) for body, _ in NONSENSE])
def test_nonsense_is_a_clear_error_and_not_kept(tmp_path: Path, time: Time, body: bytes, message: str) -> None:
    with loopback(replies=[Reply(MANIFEST), Reply(body)]) as at:
        with pytest.raises(ServiceError, match=message) as raised:
            asked(at, tmp_path, time)
        assert at.url in str(raised.value)
        assert "\x1b" not in str(raised.value)
        assert not list(tmp_path.rglob("*.json"))
        assert asked(at, tmp_path, time).names == 1  # the next run asks again


def test_a_service_that_does_not_answer(tmp_path: Path, time: Time) -> None:
    never = threading.Event()
    with loopback(replies=[Reply(MANIFEST, wait=never), Reply(MANIFEST, wait=never)]) as at:
        with pytest.raises(ServiceError, match=r"did not answer within 0\.2 seconds, 2 times"):
            asked(at, tmp_path, time, timeout=0.2, retries=1)
        never.set()
    assert len(at.asked) == 2


def test_an_answer_that_breaks_off_is_asked_for_again(tmp_path: Path, time: Time) -> None:
    with loopback(replies=[Reply(MANIFEST), Reply(b'{"q0"', length=999)]) as at:
        assert asked(at, tmp_path, time, timeout=5).names == 1
    assert len(at.posts) == 2


def test_an_endless_answer_is_cut(tmp_path: Path, time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.reconcile.line._LARGEST", 100_000)
    with loopback(replies=[Reply(b" " * 200_000)]) as at, pytest.raises(ServiceError, match="more than 100,000 bytes"):
        asked(at, tmp_path, time)


def test_nobody_there(tmp_path: Path, time: Time) -> None:
    with loopback() as at:
        pass
    with pytest.raises(ServiceError, match=r"cannot be reached.*2 times"):
        asked(at, tmp_path, time, retries=1)
    assert time.slept == [1]


@pytest.mark.parametrize("url", ["wikidata.reconci.link", "file:///etc/passwd", "https://", "ftp://a.example/"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(InputError, match="no address of a service"):
        Line(url)
    with pytest.raises(InputError, match="without user and password"):
        Line("https://me:secret@a.example/api")


def test_redirections_keep_the_question(tmp_path: Path, time: Time) -> None:
    moved = Reply(status=307, headers={"Location": "/moved/api"})
    with loopback(replies=[Reply(MANIFEST), moved], answer=lambda query: [candidate("Q8")]) as at:
        found = asked(at, tmp_path, time, *(name(f"Jane Doe {n}") for n in range(11)))
    assert [(one.path, bool(one.queries)) for one in at.asked] == [
        ("/en/api", False),
        ("/en/api", True),
        ("/moved/api", True),
        ("/moved/api", True),
    ]
    assert found.found == 11


@pytest.mark.parametrize(
    ("location", "message"),
    [("file:///etc/passwd", "redirects to file:///etc/passwd"), ("/en/api", "redirects more than 5 times")],
)
def test_redirections_that_lead_nowhere(tmp_path: Path, time: Time, location: str, message: str) -> None:
    replies = [Reply(status=302, headers={"Location": location}) for _ in range(9)]
    with loopback(replies=replies) as at, pytest.raises(ServiceError, match=message):
        asked(at, tmp_path, time)
    assert at.posts == []


def test_a_safe_address_is_not_left_for_an_open_one() -> None:
    assert redirected("https://a.example/api", "//b.example/api") == "https://b.example/api"
    with pytest.raises(ServiceError, match="not followed"):
        redirected("https://a.example/api", "http://a.example/api")


# -- the manifest --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "manifest",
    [
        {"name": "0.1 has no versions", "identifierSpace": "http://www.wikidata.org/entity/"},
        {**MANIFEST, "identifierSpace": "https://www.wikidata.org/entity"},
        {**MANIFEST, "versions": ["0.2", "1.0-draft"]},
    ],
)
def test_manifests_that_will_do(tmp_path: Path, time: Time, manifest: object) -> None:
    with loopback(manifest=manifest) as at:
        assert asked(at, tmp_path, time).names == 1


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ({**MANIFEST, "identifierSpace": "http://viaf.org/viaf/"}, "identifierSpace 'http://viaf.org/viaf/'"),
        ({**MANIFEST, "identifierSpace": "http://www.wikidata.org/entity/evil"}, "identifierSpace"),
        ({"name": "nothing"}, "identifierSpace ''"),
        ({**MANIFEST, "versions": ["1.0-draft"]}, "neither version 0.1 nor 0.2"),
        ({**MANIFEST, "versions": "0.2"}, "neither version 0.1 nor 0.2"),
        ([], "no object"),
    ],
)
def test_no_name_is_sent_to_another_kind_of_service(tmp_path: Path, time: Time, manifest: object, message: str) -> None:
    with loopback(manifest=manifest) as at, pytest.raises(ServiceError, match=message):
        asked(at, tmp_path, time)
    assert at.posts == []


# -- the cache -----------------------------------------------------------------------------------------------------


def test_nothing_is_asked_twice(tmp_path: Path, time: Time) -> None:
    rows = (name("Jane Doe"), name("Joe Bloggs"))
    with loopback(answer=lambda query: [candidate("Q8", "Jané")] if "Jane" in query["query"] else []) as at:
        first = asked(at, tmp_path, time, *rows)
        again = asked(at, tmp_path, time, *rows)
        assert len(at.asked) == 2
        assert (first.rows, first.cached, again.cached) == (again.rows, 0, 2)
        more = asked(at, tmp_path, time, *rows, name("New Name"))
        assert (list(at.posts[1]), more.cached) == (["q0"], 2)
        reconcile(rows, service(at, tmp_path, time, refresh=True), Known())
        assert len(at.posts[2]) == 2


def test_services_and_questions_have_answers_of_their_own(tmp_path: Path) -> None:
    one, other = Cache(tmp_path, "https://a.example"), Cache(tmp_path, "https://b.example")
    one.put({"query": "A", "limit": 5}, [1])
    assert one.get({"limit": 5, "query": "A"}) == [1]
    assert other.get({"query": "A", "limit": 5}) is None
    assert one.get({"query": "A", "limit": 6}) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"service": "x", "query": {}, "result": []}', b"\xff"])
def test_a_broken_file_of_the_cache_is_asked_for_again(tmp_path: Path, time: Time, content: bytes) -> None:
    with loopback(answer=lambda query: [candidate("Q8")]) as at:
        asked(at, tmp_path, time)
        (path,) = tmp_path.rglob("*.json")
        path.write_bytes(content)
        assert [row["qid"] for row in asked(at, tmp_path, time).rows] == ["Q8"]
    assert len(at.posts) == 2


def test_what_is_answered_before_a_failure_is_kept(tmp_path: Path, time: Time) -> None:
    rows = [name(f"Jane Doe {n}") for n in range(20)]
    with loopback() as at:
        at.replies = [Reply(MANIFEST), Reply({f"q{n}": {"result": []} for n in range(10)}), Reply(status=400)]
        with pytest.raises(ServiceError):
            asked(at, tmp_path, time, *rows)
        assert asked(at, tmp_path, time, *rows).cached == 10


def test_a_cache_that_cannot_be_written_is_a_clear_error(tmp_path: Path, time: Time) -> None:
    (tmp_path / "file").write_text("")
    with loopback() as at, pytest.raises(InputError, match="name a folder with --cache"):
        asked(at, tmp_path / "file", time)


def test_the_cache_stands_where_the_desktop_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "parley-kg" / "reconcile"
    for value in ("relative", ""):
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert default_folder() == Path.home() / ".cache" / "parley-kg" / "reconcile"


def test_the_cache_gives_what_the_service_gave(tmp_path: Path, time: Time) -> None:
    with loopback(answer=lambda query: [candidate("Q8", "Jane", 12.5, description="envoy", match=True)]) as at:
        there = service(at, tmp_path, time)
        query = {"query": "Jane", "limit": 1}
        assert there.kept(query) is None
        assert there.ask([query]) == [[Candidate("Q8", "Jane", "envoy", 12.5, True)]]
        assert there.kept(query) == [Candidate("Q8", "Jane", "envoy", 12.5, True)]


# -- the command ---------------------------------------------------------------------------------------------------

REPORT = """Iran's foreign minister, Abbas Araghchi, met Norland's envoy, Rolf Hagenbeek, in Muscat on 12 April 2025.
Rolf Hagenbeek said the talks were useful.
"""


def kg(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_from_the_store_over_a_service_to_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    kg("ingest", "report.txt", "--quiet")
    given = [candidate("Q424242424242", "Rolf Hagenbeek", 100, description="\x1b[31mdiplomat", match=True)]
    with loopback(answer=lambda query: given) as at:
        command = ("authority", "reconcile", "--service", at.url, "--interval", "0")
        assert "1 names, 1 with candidates, 0 from the cache; 2 requests" in kg(*command, "-o", "a.csv").output
        assert "1 from the cache; 0 requests" in kg(*command, "-o", "b.csv").output
        assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()
        assert len(at.asked) == 2
    rows = [row for _, row in read(Path("a.csv"))]
    assert [(row["label"], row["accept"], row["match"]) for row in rows] == [("Rolf Hagenbeek", "", "yes")]
    assert "nothing new" in kg("authority", "accept", "a.csv", "-o", "own").output  # nobody has accepted it
    assert not Path("own").exists()
    Path("a.csv").write_text(text_of([{**rows[0], "accept": "yes"}], PROPOSALS), encoding="utf-8")
    kg("authority", "accept", "a.csv", "-o", "own")
    kg("authority", "check", "--authority", "own")
    kg("ingest", "report.txt", "--quiet", "--authority", "own")
    with open_store("parley.store", reading=True) as store:
        found = {row["id"]: row["qid"] for row in records(store, "actors")}
    assert found["person/rolf-hagenbeek"] == "Q424242424242"


def test_the_names_of_a_file_are_asked_and_its_decisions_left(tmp_path: Path) -> None:
    names, output = tmp_path / "names.csv", tmp_path / "proposals.csv"
    names.write_text(text_of([name("Jane Doe"), name("Joe Bloggs", accept="no")], NAMES), encoding="utf-8")
    with loopback() as at:
        options = ("--service", at.url, "--cache", str(tmp_path / "cache"), "--interval", "0")
        kg("authority", "reconcile", str(names), "-o", str(output), *options)
        assert [query["query"] for query in at.posts[0].values()] == ["Jane Doe"]
        output.write_text(text_of([name("Jane Doe", accept="yes")], PROPOSALS), encoding="utf-8")
        result = CliRunner().invoke(cli, ["authority", "reconcile", str(names), "-o", str(output), *options])
        assert isinstance(result.exception, ParleyError)
        assert "decisions that would be lost" in str(result.exception)


def test_help_names_the_service_that_is_asked() -> None:
    assert WIKIDATA in " ".join(kg("authority", "reconcile", "--help").output.split())


def test_manifest_of_the_tests_is_what_the_specification_wants() -> None:
    assert set(json.loads(json.dumps(MANIFEST))) >= {"versions", "name", "identifierSpace", "schemaSpace"}
