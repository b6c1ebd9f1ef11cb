"""Literals and IRIs are spelt as every store and serialisation spells them."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDFS, XSD, Graph, Literal, Namespace, URIRef

from kg.ingest.model import DateValue
from kg.ingest.triples import article_iri, authority_iri, full_iri, graph_iri, short_id
from kg.ingest.triples.literals import dated, first_day, last_day, number, stated, text
from kg.ingest.triples.names import names_of, slug
from kg.schema.terms import BASE, CONCEPT, NEG
from tests.claims_fixture import first, second
from tests.test_triples import said

N = Namespace(NEG)
ARTICLE = article_iri(first().article.key)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (DateValue("2028-02", "month"), ("2028-02", XSD.gYearMonth, None, "2028-02-01", "2028-02-29")),
        (DateValue("2030", "year"), ("2030", XSD.gYear, None, "2030-01-01", "2030-12-31")),
        (DateValue("2030-05-14", "day"), ("2030-05-14", XSD.date, None, "2030-05-14", "2030-05-14")),
        (
            DateValue("2030-05-12", "day", "2030-05-13"),
            ("2030-05-12", XSD.date, "2030-05-13", "2030-05-12", "2030-05-13"),
        ),
        (  # one day of a week, nobody says which
            DateValue("2030-05-06", "day", "2030-05-12", vague=True),
            ("2030-05", XSD.gYearMonth, None, "2030-05-06", "2030-05-12"),
        ),
        (
            DateValue("2029-12-31", "day", "2030-01-06", vague=True),
            ("2029-12-31", XSD.date, "2030-01-06", "2029-12-31", "2030-01-06"),
        ),
        (DateValue("2030-11", "month", "2031-02"), ("2030-11", XSD.gYearMonth, "2031-02", "2030-11-01", "2031-02-28")),
    ],
)
def test_dates(value: DateValue, expected: tuple[str, URIRef, str | None, str, str]) -> None:
    start, datatype, end, begin, finish = expected
    found = {predicate: literal for _, predicate, literal in dated(ARTICLE, value)}
    assert found[N.date] == Literal(start, datatype=datatype)
    assert found.get(N.dateEnd) == (Literal(end, datatype=datatype) if end else None)
    assert found[N.begin] == Literal(begin, datatype=XSD.date)
    assert found[N.finish] == Literal(finish, datatype=XSD.date)
    assert found[N.datePrecision] == URIRef(f"{CONCEPT}precision/{value.stated_precision}")


def test_no_date_no_triples() -> None:
    assert list(dated(ARTICLE, None)) == []
    assert not [t for t in said(second()) if t[0] == article_iri(second().article.key) and t[1] == N.date]


@given(st.dates().map(lambda day: day.isoformat()))
def test_a_day_is_its_own_bounds(iso: str) -> None:
    assert first_day(iso) == last_day(iso) == stated(iso)
    assert first_day(iso[:7]).toPython() <= first_day(iso).toPython() <= last_day(iso[:7]).toPython()


@given(st.one_of(st.integers(-(10**15), 10**15), st.decimals(-1000000, 1000000, places=4).map(float)))
def test_numbers_are_spelt_as_stores_and_turtle_spell_them(value: float) -> None:
    triple = (ARTICLE, N.words, number(value))
    store, graph = pyoxigraph.Store(), Graph()
    graph.add(triple)
    store.load(graph.serialize(format="nt", encoding="utf-8"), pyoxigraph.RdfFormat.N_TRIPLES)
    assert next(iter(store)).object.value == str(triple[2])
    assert next(iter(Graph().parse(data=graph.serialize(format="turtle")))) == triple
    assert float(triple[2]) == float(value)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_no_amount_is_infinite(value: float) -> None:
    with pytest.raises(ValueError, match="no amount"):
        number(value)


@given(st.text())
def test_any_text_survives_turtle(value: str) -> None:
    graph = Graph()
    graph.add((ARTICLE, RDFS.label, text(value)))
    assert next(iter(Graph().parse(data=graph.serialize(format="turtle"))))[2] == text(value)


def test_a_lone_surrogate_is_replaced() -> None:
    assert str(text("a\ud800b")) == "a?b"
    assert pyoxigraph.NamedNode(names_of("\ud800").entity("local/\ud800"))


@given(st.text(min_size=1), st.text(min_size=1))
def test_names_are_safe_and_distinct(one: str, other: str) -> None:
    names = names_of("k")
    for mint in (
        slug,
        lambda key: names.entity("local/" + key),
        lambda key: names.entity("person/" + key),
        article_iri,
    ):
        assert (mint(one) == mint(other)) == (one == other)
        assert pyoxigraph.NamedNode("urn:x:" + mint(one))


@pytest.mark.parametrize(
    ("text_", "expected"),
    [
        ("foreign minister", "foreign-minister"),
        ("Foreign Minister", "foreign-minister-"),
        ("foreign-minister", "foreign-minister-"),
        ("Šestak", "estak-"),
        ("…", "-"),
    ],
)
def test_slugs_are_readable(text_: str, expected: str) -> None:
    found = slug(text_)
    assert (
        found == expected
        if not expected.endswith("-")
        else found.startswith(expected) and len(found) == len(expected) + 8
    )


def test_the_iri_of_an_article_never_changes() -> None:
    assert str(article_iri("https://news.example/halden-talks")) == f"{BASE}article/6c13c97d1ffc3923"
    assert str(graph_iri(ARTICLE)) == f"{ARTICLE}/graph"
    assert str(authority_iri(ARTICLE)) == f"{ARTICLE}/authority"


@pytest.mark.parametrize("base", [BASE, "https://data.example/negotiations/"])
def test_ids_are_iris_without_the_base(base: str) -> None:
    iri = article_iri("key", base)
    assert iri.startswith(base)
    assert full_iri(short_id(iri, base), base) == iri == full_iri(iri, base)
    assert short_id("https://elsewhere.example/x", base) == "https://elsewhere.example/x"
