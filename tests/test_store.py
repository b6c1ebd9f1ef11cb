"""One body of tests for all stores: memory, Oxigraph on disk, a SPARQL endpoint."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace as with_fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDFS, XSD, BNode, Literal, URIRef

from kg.cli import cli
from kg.errors import InputError, NotFound, QueryError, SchemaMismatch, StoreError
from kg.query import run
from kg.schema.terms import BASE, NEG, SCHEMA_VERSION
from kg.status import status
from kg.store import LogRecord, Result, Store, column, find_article, graph_of, open_store, records
from kg.store.base import LOG_GRAPH, STORE_NS
from kg.store.ntriples import lines
from kg.store.remote import endpoints
from kg.store.results import from_json, from_ntriples
from tests.endpoint import oxigraph_server, sparql

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SHARED = (URIRef(BASE + "state/av"), RDFS.label, Literal("Arvenia"))
Triple = tuple[Any, Any, Any]
Fresh = Callable[[], str]


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    folder = Path(tempfile.mkdtemp())
    with oxigraph_server(folder, "--timeout-s", "2") as url:
        yield url
    shutil.rmtree(folder)


@pytest.fixture(params=["memory", "disk", pytest.param("remote", marks=pytest.mark.remote)])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """Gives the URL of an empty store at each call; calling it again empties the endpoint."""

    def url() -> str:
        if request.param == "remote":
            server = str(request.getfixturevalue("endpoint"))
            sparql(server, "update", "DROP ALL")
            return server
        return "memory:" if request.param == "memory" else tempfile.mkdtemp(dir=tmp_path)

    return url


@pytest.fixture
def store(fresh: Fresh) -> Iterator[Store]:
    with open_store(fresh()) as opened:
        yield opened


def own(name: str) -> Triple:
    return URIRef(f"{BASE}article/{name}"), URIRef(NEG + "title"), Literal(f"Title of {name}")


def put(store: Store, name: str, said: set[Triple], known: set[Triple] | None = None, **fields: Any) -> str:
    article = f"{BASE}article/{name}"
    graphs = {f"{article}/graph": said} | ({f"{article}/authority": known} if known else {})
    store.replace(article, graphs, LogRecord(key=f"{name}.txt", **fields))
    return article


def count(store: Store) -> int:
    return int(column(store.query(COUNT), "n")[0] or 0)


def default_graph(store: Store) -> frozenset[str]:
    return lines(graph_of(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")))


def all_quads(store: Store) -> list[str]:
    return sorted(store.quads())


def counts_by_path(store: Store) -> dict[str, int]:
    """COUNT over the default graph on every path that users get."""
    found = {"store": count(store), "in time": int(column(store.query(COUNT, 20), "n")[0] or 0)}
    found["checked"] = int(column(run(store, COUNT), "n")[0] or 0)
    found["triples"] = len(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").ntriples.splitlines())
    found["rows"] = len(store.query("SELECT * { ?s ?p ?o }").rows)
    found["dump"] = sum(not line.endswith("> .") for line in store.quads())  # the others name a graph
    if store.url != "memory:":
        command = CliRunner().invoke(cli, ["query", COUNT, "--format", "jsonl", "--store", store.url])
        found["kg query"] = json.loads(command.output)["n"]
        found["kg status"] = status(store.url).triples
        with open_store(store.url, reading=True) as reader:
            found["reader"] = count(reader)
    return found


def test_a_triple_of_two_articles_counts_once_and_leaves_with_the_last(store: Store) -> None:
    put(store, "a", {SHARED}, {SHARED})
    put(store, "b", {SHARED})
    assert set(counts_by_path(store).values()) == {1}, counts_by_path(store)
    store.retract(f"{BASE}article/a")
    assert set(counts_by_path(store).values()) == {1}, counts_by_path(store)
    store.retract(f"{BASE}article/b")
    assert count(store) == 0
    assert {line for line in store.quads() if LOG_GRAPH not in line} == set()


def test_replacing_takes_what_only_the_old_version_said(store: Store) -> None:
    put(store, "a", {SHARED, own("a")}, {own("z")})
    put(store, "b", {SHARED, own("b")})
    put(store, "a", {own("c")})
    assert default_graph(store) == lines({SHARED, own("b"), own("c")})
    asked = store.query(f"ASK {{ GRAPH <{BASE}article/a/authority> {{ ?s ?p ?o }} }}")
    assert not asked.truth


def test_replacing_twice_is_replacing_once(store: Store) -> None:
    put(store, "a", {SHARED, own("a")}, drops=(("no evidence", 2),))
    before = all_quads(store)
    put(store, "a", {SHARED, own("a")}, drops=(("no evidence", 2),))
    assert all_quads(store) == before
    put(store, "a", {own("b")}, drops=(("no agent", 1),))
    put(store, "a", {SHARED, own("a")}, drops=(("no evidence", 2),))
    assert all_quads(store) == before


History = list[tuple[str, set[Triple] | None]]  # which article is replaced by what, or retracted
TRIPLES = [own(str(n)) for n in range(4)] + [SHARED]
STEP = st.tuples(st.sampled_from("abc"), st.none() | st.sets(st.sampled_from(TRIPLES)))


@given(history=st.lists(STEP, max_size=8))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_default_graph_is_the_union_after_any_history(fresh: Fresh, history: History) -> None:
    expected: dict[str, set[Triple]] = {}
    with open_store(fresh()) as store:
        for name, said in history:
            if said is not None:
                put(store, name, said)
                expected[name] = said
            elif name in expected:
                store.retract(f"{BASE}article/{name}")
                del expected[name]
        assert default_graph(store) == lines(set().union(*expected.values()))
        assert count(store) == len(set().union(*expected.values()))
        assert set(store.log()) == {f"{BASE}article/{name}" for name in expected}


HOSTILE = [
    '"} ; DROP ALL ; INSERT DATA { <urn:x> <urn:y> "',
    "back\\slash \\u0041 \\n ending \\",
    "lines\nand\r\ntabs\tand \x07 bell \x1b[31m",
    "'''\"\"\" quotes",
    "Çırağan 🕊 ‘Šestak’ \u202e",
    "",
]


def test_hostile_words_come_back_as_they_went_in(store: Store) -> None:
    subject, predicate = URIRef(BASE + "article/a"), URIRef(NEG + "quote")
    said: set[Triple] = {(subject, predicate, Literal(text)) for text in HOSTILE}
    put(store, "a", said | {(subject, RDFS.label, Literal("mir", lang="tr"))})
    assert sorted(map(str, column(store.query(f"SELECT ?o {{ ?s <{predicate}> ?o }}"), "o"))) == sorted(HOSTILE)
    assert default_graph(store) == lines(said | {(subject, RDFS.label, Literal("mir", lang="tr"))})


def test_values_are_the_same_from_every_store(store: Store) -> None:
    node = URIRef(BASE + "article/a")
    values = {"i": Literal(3), "d": Literal("0.85", datatype=XSD.decimal), "b": Literal(True), "s": Literal("x")}
    values |= {"day": Literal("2025-06-02", datatype=XSD.date), "month": Literal("2025-06", datatype=XSD.gYearMonth)}
    put(store, "a", {(node, URIRef(NEG + name), value) for name, value in values.items()})
    asked = " ".join(f"<{node}> <{NEG}{name}> ?{name} ." for name in values)
    found = records(store.query(f"SELECT * {{ {asked} OPTIONAL {{ ?i <urn:none> ?none }} }}"))
    wanted = {"i": 3, "d": 0.85, "b": True, "s": "x", "day": "2025-06-02", "month": "2025-06", "none": None}
    assert [{k: v for k, v in row.items() if k in wanted} | {"none": None} for row in found] == [wanted]
    assert store.query("ASK {}").truth
    assert store.query(f"SELECT ?s {{ ?s <{NEG}i> 3 }}").rows


NT = f'<{BASE}a> <{BASE}b> "x" .\n'


def test_ntriples_text_and_terms_are_the_same(store: Store) -> None:
    store.replace(f"{BASE}article/a", {f"{BASE}article/a/graph": NT + NT}, LogRecord("a"))
    before = all_quads(store)
    put(store, "a", {(URIRef(BASE + "a"), URIRef(BASE + "b"), Literal("x"))})
    store.replace(f"{BASE}article/a", {f"{BASE}article/a/graph": NT}, LogRecord("a"))
    assert all_quads(store) == before
    assert count(store) == 1


REFUSED: dict[str, Any] = {
    "blank node": {(BNode(), RDFS.label, Literal("x"))},
    "blank object": {(URIRef(BASE + "a"), RDFS.label, BNode())},
    "space in an IRI": {(URIRef(BASE + "a b"), RDFS.label, Literal("x"))},
    "IRI that ends early": {(URIRef(BASE + "a> <b"), RDFS.label, Literal("x"))},
    "relative IRI": {(URIRef("a"), RDFS.label, Literal("x"))},
    "lone surrogate": {(URIRef(BASE + "a"), RDFS.label, Literal("\ud800"))},
    "blank node as text": f'_:x <{RDFS.label}> "x" .',
    "no N-Triples": f"<{BASE}a> }} ; DROP ALL",
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED.keys())
def test_refused_input_changes_nothing(store: Store, said: Any) -> None:
    put(store, "a", {SHARED})
    before = all_quads(store)
    with pytest.raises(StoreError):
        store.replace(f"{BASE}article/a", {f"{BASE}article/a/graph": said}, LogRecord("a"))
    assert all_quads(store) == before


def test_log_is_kept_and_unseen(store: Store) -> None:
    record = LogRecord("https://news.test/a?b=c", "hash", "print", "0.1.0", (("no agent", 3), ('too "long"\n', 1)))
    graph = f"{BASE}article/a/graph"
    store.replace(f"{BASE}article/a", {graph: {SHARED}}, record)
    assert store.log() == {f"{BASE}article/a": with_fields(record, graphs=(graph,))}
    assert count(store) == 1
    assert not store.query(f"ASK {{ ?s <{STORE_NS}key> ?o }}").truth
    for name in (record.key, "article/a", f"{BASE}article/a"):
        assert find_article(store, name) == f"{BASE}article/a"
    with pytest.raises(NotFound, match="article/x"):
        find_article(store, "article/x")


def test_retracting_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(NotFound, match="article/x"):
        store.retract(f"{BASE}article/x")


def test_an_article_is_found_by_its_source_where_no_other_has_it(store: Store) -> None:
    for name, source in (("a", "-"), ("b", "two.txt"), ("c", "two.txt")):
        put(store, name, {own(name), (URIRef(f"{BASE}article/{name}"), URIRef(NEG + "source"), Literal(source))})
    assert find_article(store, "-") == f"{BASE}article/a"
    with pytest.raises(InputError, match=r"2 articles from two\.txt: name one by its id: article/b, article/c"):
        find_article(store, "two.txt")
    with pytest.raises(NotFound, match="no article three"):
        find_article(store, 'three" }')


@pytest.mark.parametrize("query", ["SELECT * { ", "DROP ALL", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"])
def test_what_is_no_query_is_refused(store: Store, query: str) -> None:
    put(store, "a", {SHARED})
    with pytest.raises(QueryError):
        store.query(query)
    assert count(store) == 1


JOINED = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9))  # 60 triples joined nine times: longer than anyone waits
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {JOINED} }}"


@pytest.mark.remote
@pytest.mark.parametrize("kind", ["memory", "disk", "remote"])
def test_a_query_that_takes_too_long_is_ended(kind: str, tmp_path: Path) -> None:
    with ExitStack() as stack:  # with a server of its own, for it computes on until it is killed
        server = oxigraph_server(tmp_path / "server") if kind == "remote" else None
        url = stack.enter_context(server) if server else {"memory": "memory:"}.get(kind, str(tmp_path / "disk"))
        store = stack.enter_context(open_store(url))
        put(store, "a", {own(str(n)) for n in range(60)})
        began = time.monotonic()
        with pytest.raises(QueryError, match="seconds"):
            store.query(ENDLESS, 1)
        assert time.monotonic() - began < 8


CUT = [  # what `oxigraph serve --timeout-s` sends with status 200
    (from_json, b'{"head":{"vars":["n"]},"results":{"bindings":[The SPARQL operation has been cancelled'),
    (from_json, b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"uri","value":"urn:a"}}The SPARQL'),
    (from_json, b""),
    (from_ntriples, b'<urn:a> <urn:b> "x" .\nThe SPARQL operation has been cancelled'),
    (from_ntriples, b'<urn:a> <urn:b> "x" .\n<urn:a> <urn:b'),
]


@pytest.mark.parametrize(("read", "body"), CUT)
def test_a_cut_answer_is_no_answer(read: Callable[[bytes], Result], body: bytes) -> None:
    with pytest.raises(QueryError, match="cut"):
        read(body)


def test_a_large_article_is_one_update(fresh: Fresh) -> None:
    with open_store(fresh()) as store:
        put(store, "a", {(URIRef(f"{BASE}x/{n}"), RDFS.label, Literal("word " * 30)) for n in range(8000)})
        assert count(store) == 8000


def test_reopened_store_holds_what_was_written(tmp_path: Path) -> None:
    for url in (str(tmp_path / "a"), f"oxigraph:{tmp_path / 'a'}"):
        with open_store(url) as store:
            put(store, url[-1:] + str(len(url)), {SHARED})
    with open_store(str(tmp_path / "a"), reading=True) as store:
        assert len(store.log()) == 2
        assert count(store) == 1


def other_version(store: Store) -> str:
    node = f"GRAPH <{LOG_GRAPH}> {{ <{STORE_NS}store> <{STORE_NS}schemaVersion> "
    return f'DELETE DATA {{ {node} "{SCHEMA_VERSION}" }} }} ; INSERT DATA {{ {node} "0.0.9" }} }}'


def test_another_schema_is_refused(fresh: Fresh) -> None:
    url = fresh()
    if url == "memory:":
        return  # begins empty, so that it has this program's schema
    with open_store(url) as store:
        store._update(other_version(store))  # type: ignore[attr-defined]
    for reading in (False, True, False):
        with pytest.raises(SchemaMismatch, match=rf"0\.0\.9.*{SCHEMA_VERSION}.*ingest"):
            open_store(url, reading=reading)


@pytest.mark.remote
def test_foreign_data_is_refused(endpoint: str, tmp_path: Path) -> None:
    from pyoxigraph import Store as Database

    foreign = "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }"
    sparql(endpoint, "update", "DROP ALL ; " + foreign)
    database = Database(str(tmp_path / "foreign"))
    database.update(foreign)
    del database
    for url in (endpoint, str(tmp_path / "foreign")):
        with pytest.raises(StoreError, match="did not write"):
            open_store(url)


@pytest.mark.remote
def test_endpoint_with_a_union_default_graph_is_refused(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path, "--union-default-graph") as url, pytest.raises(StoreError, match="union"):
        open_store(url)


def test_unreachable_endpoint_says_so() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store("http://127.0.0.1:9/")


def test_a_reader_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg ingest"):
        open_store(str(tmp_path / "none"), reading=True)
    assert not (tmp_path / "none").exists()


def test_folders_of_other_things_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    for url, said in ((str(tmp_path), "without a store"), (str(tmp_path / "notes.txt"), "is a file")):
        with pytest.raises(StoreError, match=said):
            open_store(url)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_in_which_another_process_begins_a_store_is_one(tmp_path: Path) -> None:
    for name in ("LOG", "LOCK"):
        (tmp_path / name).touch()
    with pytest.raises(StoreError, match="no store yet"):
        open_store(str(tmp_path), reading=True)
    open_store(str(tmp_path)).close()
    open_store(str(tmp_path), reading=True).close()


def test_a_damaged_store_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "000004.log").touch()
    with pytest.raises(StoreError, match="cannot be opened as a store"):
        open_store(str(tmp_path))


@pytest.mark.parametrize("url", ["", "oxigraph:", "ftp://example.org/store", "sqlite://x"])
def test_unknown_urls_are_refused(url: str) -> None:
    with pytest.raises(StoreError, match="folder"):
        open_store(url)


ENDPOINTS = {
    "http://h:7878": ("http://h:7878/query", "http://h:7878/update"),
    "http://h:7878/": ("http://h:7878/query", "http://h:7878/update"),
    "http://h/ds": ("http://h/ds", "http://h/ds"),
    "https://h/ds/query": ("https://h/ds/query", "https://h/ds/update"),
    "https://h/sparql": ("https://h/sparql", "https://h/sparql"),
    "http://h/repositories/talks": ("http://h/repositories/talks", "http://h/repositories/talks/statements"),
    "http://h/ds/sparql#update=http://h/ds/up": ("http://h/ds/sparql", "http://h/ds/up"),
}


@pytest.mark.parametrize(("url", "pair"), ENDPOINTS.items())
def test_endpoints(url: str, pair: tuple[str, str]) -> None:
    assert endpoints(url) == pair


def test_the_seam_loads_no_heavy_library() -> None:
    code = "import sys, kg.store, kg.query, kg.cli.query, kg.status; print({'rdflib', 'pyoxigraph'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
