"""Queries as users give them: found, checked, filled in, run apart, and written in each format."""

from __future__ import annotations

import csv
import io
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store as Database
from rdflib import Graph

from kg.cli import cli
from kg.errors import ParleyError, QueryError
from kg.query import FORMATS, bind, load, parse_query, run, saved_queries, write
from kg.query.tokens import check_query, open_values, tokens, with_prefixes
from kg.resources import shipped
from kg.schema.terms import BASE, NEG
from kg.status import status
from kg.store import LogRecord, Term, open_store
from kg.store.oxigraph import answer
from kg.store.results import Result as Answer
from kg.store.results import to_json

ARTICLE = f"{BASE}article/00"
SAID = f"""<{BASE}state/av> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{NEG}State> .
<{BASE}state/av> <http://www.w3.org/2000/01/rdf-schema#label> "Arvenia" .
<{BASE}person/x> <http://www.w3.org/2000/01/rdf-schema#label> "Eve\\u001B[31m\\n=1+1\\t, \\"quoted\\"" .
<{BASE}person/x> <{NEG}count> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
<{ARTICLE}/event/e1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{NEG}Event> .
<{ARTICLE}/event/e2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{NEG}Event> .
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("query") / "store")
    with open_store(path) as store:
        drops = (("no agent", 3), ("no evidence", 5))
        store.replace(ARTICLE, {f"{ARTICLE}/graph": SAID}, LogRecord("a.txt", "hash", "print", "0.1.0", drops))
        store.replace(f"{BASE}article/01", {}, LogRecord("b.txt", program="0.2.0", drops=drops[:1]))
    return path


def kg(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


ALLOWED = [
    "SELECT * { ?s ?p ?o }",
    "# SERVICE and DROP in a comment\nASK {}",
    "SELECT * { ?s ?p 'SERVICE <http://x> {}' }",
    'SELECT * { ?s ?p """a " SERVICE \n "" DROP""" }',
    "SELECT ?service $load { ?service ?load ?o }",
    "SELECT * { <http://x/SERVICE#DROP> ?p 'x'@en-GB , '1'^^<urn:t> , 1.5e3 , .5 , true ; a neg:add, ex:clear.x }",
    "PREFIX ex: <http://SERVICE/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ex:serviceType|^ex:load/a* ?o }",
    "BASE <http://x/> DESCRIBE <y>",
    "ask { filter(1<2 && 3>2 || !(1 != 2) && ?a<?b) }",
    "SELECT * { <<( ?s ?p ?o )>> ?q ?r . _:b.c ?p [] , () }",
]
REFUSED = {
    "SELECT * { SERVICE <http://x> { ?s ?p ?o } }": "network",
    "SELECT * { service silent ?x { ?s ?p ?o } }": "network",
    "SELECT * {SERVICE<http://x>{}}": "network",
    "SELECT * { SERVICESILENT<http://x> {} }": "network",
    "PREFIX ex: <http://x> SELECT * { SERVICEex: {} }": "network",
    "SELECT * { ?a ?b 1SERVICE <http://x> {} }": "network",
    "SELECT * { ?a ?b trueSERVICE <http://x> {} }": "network",
    "SELECT * { ?s ?p '#' . SERVICE <http://x> {} }": "network",
    'SELECT * { ?s ?p """"""SERVICE <http://x> {} }': "network",
    "SELECT * { ?a <urn:x#> ?b SERVICE <http://x> {} }": "network",
    "SELECT * { \\u0053ERVICE <http://x> {} }": "network",
    "SELECT * { ?s ?p '\\u0027 SERVICE <http://x> {} #' }": "network",
    "LOAD <http://x>": "update",
    "load silent <http://x>": "update",
    "PREFIX a: <urn:a> DROP ALL": "update",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }": "update",
    "SELECT * { ?s ?p ?o } ; CLEAR ALL": "update",
    "\\u0044ROP ALL": "update",
    "WITH <urn:g> SELECT * {}": "begins with",
    "": "begins with",
    "SELECT * { ?s ?p 'open }": "line 1",
    "SELECT *\n{ ?s ?p \\ }": "line 2",
}


@pytest.mark.parametrize("text", ALLOWED)
def test_queries_that_only_read_pass(text: str) -> None:
    assert check_query(text) in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_updates_and_the_network_are_refused(text: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        check_query(text)


def test_service_can_be_allowed(url: str) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        query = f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        assert kg("query", query, "--store", url).exit_code == 1
        with pytest.raises(TimeoutError):
            listener.accept()
        kg("query", query, "--store", url, "--allow-service", "--timeout", "1")
        listener.accept()[0].close()


@given(st.text(alphabet="SELCTRVIselctrvi{}<>'\"\\#?$:._@ab1 \n\t^*/|&()", max_size=60))
def test_tokens_cover_the_text_or_refuse_it(text: str) -> None:
    try:
        found = list(tokens(text))
    except QueryError:
        return
    assert all(text[t.start : t.start + len(t.text)] == t.text for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found)


def test_only_free_parameters_are_places() -> None:
    text = "SELECT * { values ?a\n{ # UNDEF\n undef } VALUES ?b { 1 } VALUES (?c) { (UNDEF) } # VALUES ?d { UNDEF }\n }"
    places = open_values(text)
    assert list(places) == ["a"]
    assert [text[start:end] for start, end in places["a"]] == ["undef"]


def test_known_prefixes_are_declared_where_they_are_missing() -> None:
    assert with_prefixes("SELECT * { ?s a neg:State }").startswith("PREFIX neg: <")
    declared = "PREFIX neg: <urn:mine> SELECT * { ?s a neg:State, other:x }"
    assert with_prefixes(declared) == declared


HEAD = """#+ summary: Two of
#+ summary: these.
#+ param: who iri An actor.
#+ param: name string
#+ param: since date
#+ param: least int
SELECT * { VALUES ?who { UNDEF } VALUES ?name { UNDEF } VALUES ?since { UNDEF }
           VALUES ?least { UNDEF } VALUES ?x { UNDEF } }
"""
BOUND = {
    ("who", "state/av"): Term("iri", BASE + "state/av"),
    ("who", "http://x.test/a?b=c#d"): Term("iri", "http://x.test/a?b=c#d"),
    ("who", "article/0/javascript:x"): Term("iri", BASE + "article/0/javascript:x"),
    ("name", "Çırağan"): Term("literal", "Çırağan"),
    ("name", '" } DROP ALL #\n\\'): Term("literal", '" } DROP ALL #\n\\'),
    ("since", "2025-06-02"): Term("literal", "2025-06-02", "http://www.w3.org/2001/XMLSchema#date"),
    ("least", "007"): Term("literal", "7", "http://www.w3.org/2001/XMLSchema#integer"),
    ("x", "undeclared"): Term("literal", "undeclared"),
}
UNBOUND = {
    ("who", "state/a v"): "IRI or an id",
    ("who", "x> } DROP ALL #"): "IRI or an id",
    ("who", ""): "IRI or an id",
    ("since", "2025-06"): "date like",
    ("since", "yesterday"): "date like",
    ("least", "1.5"): "whole number",
    ("actor", "x"): "no parameter 'actor'; it takes: least, name, since, who, x",
}


def value_of(text: str, name: str) -> set[Term | None]:
    """What the query's engine makes of a parameter."""
    result = answer(Database(), text)
    return {row[result.variables.index(name)] for row in result.rows}


def test_heads_are_read() -> None:
    query = parse_query("q", HEAD)
    assert query.summary == "Two of these."
    assert [(p.name, p.type, p.description) for p in query.parameters][:2] == [
        ("who", "iri", "An actor."),
        ("name", "string", ""),
    ]
    with pytest.raises(QueryError, match="NAME TYPE"):
        parse_query("q", "#+ param: who whatever An actor.\nASK {}")


@pytest.mark.parametrize(("given_", "term"), BOUND.items())
def test_parameters_become_terms(given_: tuple[str, str], term: Term) -> None:
    name, value = given_
    found = value_of(bind(parse_query("q", HEAD), {name: [value]}), name)
    assert found == {term if term.datatype or term.kind == "iri" else term._replace(datatype=None)}


@pytest.mark.parametrize(("given_", "why"), UNBOUND.items())
def test_unfit_parameters_are_refused(given_: tuple[str, str], why: str) -> None:
    with pytest.raises(QueryError, match=why):
        bind(parse_query("q", HEAD), {given_[0]: [given_[1]]})


def test_several_values_are_alternatives() -> None:
    text = bind(parse_query("q", HEAD), {"name": ["a", "b"]})
    assert {term.value for term in value_of(text, "name") if term} == {"a", "b"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=60, deadline=None)
def test_any_text_stays_one_literal(text: str) -> None:
    bound = bind(parse_query("q", "SELECT ?x { VALUES ?x { UNDEF } }"), {"x": [text]})
    assert value_of(bound, "x") == {Term("literal", text)}


def test_queries_are_found_by_name_file_text_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("\ufeff#+ summary: Mine.\nASK {}", encoding="utf-8")
    assert load(str(tmp_path / "mine.rq")).summary == "Mine."
    assert load("-", io.StringIO("ASK { ?s ?p ?o }")).text == "ASK { ?s ?p ?o }"
    assert load("DESCRIBE <urn:x>").name == "text"
    assert load("proposals").text == shipped("queries", "proposals.rq").read_text(encoding="utf-8")
    for wrong, why in (("proposal", "proposals"), ("zzz", "--list"), ("none.rq", "none.rq")):
        with pytest.raises(QueryError, match=why):
            load(wrong)


def test_every_saved_query_has_a_head_and_passes_the_checks() -> None:
    queries = saved_queries()
    assert len(queries) >= 10
    for query in queries:
        assert query.summary, query.name
        assert check_query(query.text) == "SELECT", query.name
        assert {p.name for p in query.parameters} == set(open_values(query.text)), query.name
        assert with_prefixes(query.text) == query.text, f"{query.name} must run in any SPARQL tool"


LABELS = "SELECT ?x ?label ?n { ?x rdfs:label ?label OPTIONAL { ?x neg:count ?n } } ORDER BY ?x"


def test_formats(url: str) -> None:
    found = {form: kg("query", LABELS, "--format", form, "--store", url).stdout for form in FORMATS if form != "turtle"}
    evil = 'Eve\x1b[31m\n=1+1\t, "quoted"'
    assert list(csv.reader(io.StringIO(found["csv"], newline=""))) == [
        ["x", "label", "n"],
        [f"{BASE}person/x", evil, "7"],
        [f"{BASE}state/av", "Arvenia", ""],
    ]
    assert found["tsv"].splitlines()[2] == f'<{BASE}state/av>\t"Arvenia"\t'
    assert json.loads(found["json"])["results"]["bindings"][0]["label"] == {"type": "literal", "value": evil}
    assert [json.loads(line) for line in found["jsonl"].splitlines()] == [
        {"x": f"{BASE}person/x", "label": evil, "n": 7},
        {"x": f"{BASE}state/av", "label": "Arvenia", "n": None},
    ]
    lines = found["table"].splitlines()
    assert [line.split("  ")[0] for line in lines] == ["x", "--------", "person/x", "state/av"]
    assert "\x1b" not in found["table"]


def test_truth_triples_and_nothing(url: str) -> None:
    assert kg("query", "ASK { ?s a neg:State }", "--store", url).stdout.split() == ["answer", "------", "yes"]
    assert kg("query", "ASK {}", "--format", "json", "--store", url).stdout.startswith('{"head": {}, "boolean": true')
    assert "(no rows)" in kg("query", "SELECT * { ?s a neg:Nothing }", "--store", url).stdout
    construct = "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }"
    turtle = kg("query", construct, "--format", "turtle", "--store", url).stdout
    assert len(Graph().parse(data=turtle, format="turtle")) == 2
    assert kg("query", construct, "--format", "csv", "--store", url).exit_code == 1
    assert kg("query", "ASK {}", "--format", "turtle", "--store", url).exit_code == 1


def test_json_of_an_answer_is_what_was_read() -> None:
    rows = ((Term("iri", "urn:a"), Term("literal", "x", None, "en"), None), (None, Term("bnode", "b"), None))
    result = Answer("select", ("a", "b", "c"), rows)
    from kg.store.results import from_json

    assert from_json(to_json(result).encode()) == result


@pytest.mark.parametrize("width", [20, 40, 200])
def test_tables_fit_the_terminal(width: int) -> None:
    rows = tuple((Term("literal", "long " * n), Term("literal", "x" * n)) for n in range(1, 20))
    out = io.StringIO()
    write(Answer("select", ("first", "second"), rows), "table", out, width=width)
    assert max(map(len, out.getvalue().splitlines())) <= width


def test_saved_query_with_parameters_on_the_command_line(url: str) -> None:
    result = kg("query", "-", "-p", "name=Arvenia", "--format", "jsonl", "--store", url, stdin=NAMED)
    assert [json.loads(line) for line in result.stdout.splitlines()] == [{"who": f"{BASE}state/av", "name": "Arvenia"}]
    result = kg("query", "-", "-p", "who=person/x", "--format", "csv", "--store", url, stdin=NAMED)
    assert result.stdout.splitlines()[1].startswith(f"{BASE}person/x,")


NAMED = """#+ param: who iri An actor.
SELECT ?who ?name { VALUES ?who { UNDEF } VALUES ?name { UNDEF } ?who rdfs:label ?name }"""


def test_list_names_queries_and_parameters() -> None:
    listed = kg("query", "--list").stdout
    for query in saved_queries():
        assert f"{query.name} " in listed
        assert query.summary in listed


FAILS = {
    ("query", "nothing-saved"): "no saved query",
    ("query", "SELECT * {"): "cannot be run",
    ("query", "ASK {}", "--param", "x"): "NAME=VALUE",
    ("query", "ASK {}", "--param", "x=1"): "no parameter",
    ("query", "DROP ALL"): "update",
}


@pytest.mark.parametrize(("arguments", "why"), FAILS.items())
def test_errors_are_one_line(url: str, arguments: tuple[str, ...], why: str) -> None:
    found = kg(*arguments, "--store", url)
    assert isinstance(found.exception, ParleyError)
    assert why in str(found.exception)
    assert "\n" not in str(found.exception)


def test_errors_reach_the_shell(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", "ASK {}", "--store", str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: there is no store")
    assert done.stderr.count("\n") == 1


ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(14)) + " }"


def test_time_runs_out(url: str) -> None:
    found = kg("query", ENDLESS, "--timeout", "0.7", "--store", url)
    assert "longer than 0.7 seconds" in str(found.exception)
    with open_store("memory:") as store:
        store.replace(ARTICLE, {f"{ARTICLE}/graph": SAID}, LogRecord("a"))
        with pytest.raises(QueryError, match="longer than 1 seconds"):
            run(store, ENDLESS.replace("?a1 ", "?z "), timeout=1)


def test_nothing_is_fetched_for_from(url: str) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.3)
        query = f"SELECT * FROM <http://127.0.0.1:{listener.getsockname()[1]}/x> {{ ?s ?p ?o }}"
        with open_store("memory:") as store:
            assert run(store, query, timeout=None).rows == ()
        assert run(url, query).rows == ()
        with pytest.raises(TimeoutError):
            listener.accept()


def test_status_counts(url: str) -> None:
    found = status(url)
    assert (found.articles, found.triples) == (2, 6)
    assert dict(found.claims) == {"event": 2} | dict.fromkeys(
        ("meeting", "proposal", "response", "agreement", "handover", "statement", "attribution"), 0
    )
    assert found.drops == (("no agent", 6), ("no evidence", 5))
    assert found.programs == (("0.1.0", 1), ("0.2.0", 1))
    assert found.size
    assert found.size < 20_000_000


def test_status_on_the_command_line(url: str) -> None:
    data = json.loads(kg("status", "--format", "json", "--store", url).stdout)
    assert data["articles"] == 2
    assert data["drops"] == {"no agent": 6, "no evidence": 5}
    text = kg("status", "--store", url).stdout
    for wanted in (url, "schema", "articles   2", "dropped    11", "no evidence"):
        assert wanted in text


@pytest.fixture(autouse=True, scope="module")
def _wide_terminal() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv("COLUMNS", "200")
    yield
    patch.undo()
