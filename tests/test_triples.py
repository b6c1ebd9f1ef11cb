"""Claims become triples that any store keeps as they are, the same on every machine and in every order."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.ingest.claims import ArticleClaims, Evidence, Head, RoleSpan
from kg.ingest.model import Entity, Position, Quantity
from kg.ingest.triples import Triple, article_iri, authority_iri, graph_iri, graphs, short_id
from kg.schema.terms import BASE, CONCEPT, NEG, PREFIXES, PROPERTIES
from tests.claims_fixture import everything, first, second

ROOT = Path(__file__).parents[1]
N = Namespace(NEG)
OA, GAF, ORG, GEO, WD = (Namespace(PREFIXES[p]) for p in ("oa", "gaf", "org", "geo", "wd"))
ARTICLE = article_iri(first().article.key)

# what the first article says: node, property, value; ~ is the article's IRI, c: a concept, other words are literals
SAID = """
~ | rdf:type | neg:Article
~ | neg:key | https://news.example/halden-talks
~ | neg:title | Arvenia and Kestria agree to exchange prisoners
~ | neg:quotedOutlet | Halden Courier
~ | neg:dateSource | dateline
~ | neg:datelinePlace | Halden
~/event/e1-agree-0 | rdf:type | neg:Claim
~/event/e1-agree-0 | rdf:type | neg:Event
~/event/e1-agree-0 | prov:wasDerivedFrom | ~
~/event/e1-agree-0 | neg:article | ~
~/event/e1-agree-0 | neg:eventType | c:type/AGREE
~/event/e1-agree-0 | neg:act | c:act/agree
~/event/e1-agree-0 | neg:context | c:context/military
~/event/e1-agree-0 | neg:factuality | c:factuality/asserted
~/event/e1-agree-0 | neg:agent | id:state/av
~/event/e1-agree-0 | neg:issue | c:issue/prisoner_exchange
~/event/e1-agree-0 | neg:place | id:place/halden-nl2
~/event/e1-agree-0 | neg:venue | id:venue/seehof-palace
~/event/e1-agree-0 | neg:meeting | ~/meeting/m1-round-2
~/event/e1-agree-0 | neg:evidence | ~/sentence/1
~/event/e1-agree-0 | neg:mainEvidence | ~/sentence/1
~/event/e1-agree-0 | neg:extractor | frames
~/event/e1-agree-0 | neg:datePrecision | c:precision/day
~/event/e1-agree-0/quantity | neg:unit | prisoners
~/event/e1-mediate-0 | neg:target | id:state/ks
~/event/e1-mediate-0 | neg:mode | c:mode/CONSULT/third-party
~/event/e2-reject-0 | neg:attributedTo | id:person/milan-sestak
~/event/e2-reject-0 | neg:typeCandidate | c:type/AGREE
~/event/e7-attack-0 | neg:agent | id:armed_group/red-lantern
~/event/e7-attack-0 | neg:place | ~/actor/port-ilm
~/meeting/m1-round-2 | rdf:type | neg:Meeting
~/meeting/m1-round-2 | rdfs:label | Second round of the Halden talks
~/meeting/m1-round-2 | neg:kind | c:kind/meeting
~/meeting/m1-round-2 | neg:process | Halden talks
~/meeting/m1-round-2 | neg:status | c:status/held
~/meeting/m1-round-2 | neg:inCountry | id:state/nl2
~/meeting/m1-round-2 | neg:party | id:state/av
~/meeting/m1-round-2 | neg:participant | ~/actor/tarek-ollin
~/meeting/m1-round-2 | neg:host | id:state/nl2
~/meeting/m1-round-2 | neg:mediator | id:state/nl2
~/meeting/m1-round-2 | neg:duration | two hours
~/meeting/m5-summit | neg:organizer | id:organization/union-of-straits
~/meeting/m5-summit | neg:status | c:status/denied
~/proposal/p2-ceasefire | rdf:type | neg:Proposal
~/proposal/p2-ceasefire | neg:proposer | id:state/ks
~/proposal/p2-ceasefire | neg:addressee | id:state/av
~/proposal/p2-ceasefire | neg:condition | unconditional
~/response/r2-reject | rdf:type | neg:Response
~/response/r2-reject | neg:respondsTo | ~/proposal/p2-ceasefire
~/response/r2-reject | neg:stance | c:stance/reject
~/response/r2-reject | neg:by | id:state/av
~/agreement/a1-prisoner-exchange | rdf:type | neg:Agreement
~/agreement/a1-prisoner-exchange | neg:status | c:status/agreed
~/agreement/a1-prisoner-exchange | neg:term | 1,000 to 1,200 prisoners
~/agreement/a1-prisoner-exchange | neg:quantity | ~/agreement/a1-prisoner-exchange/quantity
~/handover/h4-memorandum | rdf:type | neg:Handover
~/handover/h4-memorandum | neg:item | memorandum on security guarantees
~/handover/h4-memorandum | neg:giver | ~/actor/delegation-of-arvenia
~/handover/h4-memorandum | neg:receiver | id:state/ks
~/statement/s3-tell | rdf:type | neg:Statement
~/statement/s3-tell | neg:speaker | id:person/milan-sestak
~/statement/s3-tell | neg:cue | tell
~/statement/s3-tell | neg:quote | We came for peace,
~/actor/tarek-ollin | rdf:type | neg:Person
~/actor/tarek-ollin | rdf:type | neg:Actor
~/actor/tarek-ollin | rdfs:label | Tarek Ollin
~/actor/tarek-ollin | neg:onBehalfOf | id:state/av
id:person/milan-sestak | skos:altLabel | Sestak
"""
KNOWN = """
id:person/milan-sestak | rdf:type | neg:Person
id:person/milan-sestak | rdfs:label | Milan Šestak
id:person/milan-sestak | neg:qid | Q900003
id:person/milan-sestak | owl:sameAs | wd:Q900003
id:person/milan-sestak | neg:country | KES
id:person/milan-sestak | neg:sector | c:sector/GOV
id:person/milan-sestak | neg:onBehalfOf | id:state/ks
id:state/ks | skos:closeMatch | wd:Q900002
id:venue/seehof-palace | rdf:type | neg:Venue
id:venue/seehof-palace | neg:within | id:place/halden-nl2
"""


def term(written: str) -> URIRef | Literal:
    """A node of the tables above."""
    prefixes = {"~": ARTICLE, "c:": CONCEPT, "id:": BASE, **{f"{p}:": iri for p, iri in PREFIXES.items()}}
    for prefix, iri in prefixes.items():
        if written.startswith(prefix):
            return URIRef(iri + written.removeprefix(prefix))
    return Literal(written)


def rows(table: str) -> list[Triple]:
    rows = [line.split(" | ") for line in table.strip().splitlines()]
    return [(term(s), term(p), term(o)) for s, p, o in rows]


def said(claims: ArticleClaims) -> frozenset[Triple]:
    return graphs(claims)[str(graph_iri(article_iri(claims.article.key)))]


def known(claims: ArticleClaims) -> frozenset[Triple]:
    return graphs(claims)[str(authority_iri(article_iri(claims.article.key)))]


def turtle(claims: ArticleClaims) -> str:
    graph = Graph()
    for prefix, iri in PREFIXES.items():  # rdflib numbers what is not bound in the order in which it meets it
        graph.bind(prefix, iri)
    for triples in graphs(claims).values():
        for triple in triples:
            graph.add(triple)
    return graph.serialize(format="turtle")


@pytest.mark.parametrize("triple", rows(SAID), ids=lambda t: f"{short_id(t[0])[-22:]}-{str(t[1])[-12:]}")
def test_the_article_s_graph_says(triple: Triple) -> None:
    assert triple in said(first())


def test_the_authority_s_graph_says_what_is_known_and_no_more() -> None:
    for triple in rows(KNOWN):
        assert triple in known(first())
        assert triple not in said(first())
    assert not any(str(s).startswith(ARTICLE) for s, _, _ in known(first()))


@pytest.mark.parametrize("claims", everything(), ids=["first", "second", "hostile"])
def test_every_store_keeps_every_triple_as_it_is(claims: ArticleClaims) -> None:
    triples = frozenset().union(*graphs(claims).values())
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    store = pyoxigraph.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), pyoxigraph.RdfFormat.N_TRIPLES)
    kept = Graph().parse(data=store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()))
    assert frozenset(kept) == triples
    assert frozenset(Graph().parse(data=graph.serialize(format="turtle"))) == triples


@pytest.mark.parametrize("claims", everything(), ids=["first", "second", "hostile"])
def test_nodes_are_iris_and_terms_are_declared(claims: ArticleClaims) -> None:
    for subject, predicate, value in frozenset().union(*graphs(claims).values()):
        assert isinstance(subject, URIRef)
        assert subject.startswith(BASE)
        assert isinstance(value, URIRef | Literal)
        for node in (subject, value):
            if isinstance(node, URIRef):
                pyoxigraph.NamedNode(str(node))  # raises ValueError for a malformed IRI
                assert node.isascii()
        if str(predicate).startswith(NEG):
            assert str(predicate).removeprefix(NEG) in PROPERTIES


@pytest.mark.parametrize("claims", everything(), ids=["first", "second", "hostile"])
def test_quotations_are_the_words_at_their_position(claims: ArticleClaims) -> None:
    graph, source = Graph(), claims.article.source_text
    for triple in said(claims):
        graph.add(triple)
    checked = 0
    for node in {*graph.subjects(RDF.type, N.Sentence), *graph.subjects(N.text)}:
        places = [s for s in graph.objects(node, OA.hasSelector) if (s, RDF.type, OA.TextPositionSelector) in graph]
        assert len(places) == 1
        start, end = (int(str(graph.value(places[0], p))) for p in (OA.start, OA.end))
        quotes = [graph.value(s, OA.exact) for s in graph.objects(node, OA.hasSelector)]
        words = graph.value(node, N.text) or next(quote for quote in quotes if quote)
        assert source[start:end] == str(words)
        checked += 1
    assert checked > 3


def test_turtle_is_the_same_bytes_under_every_hash_seed() -> None:
    program = "import sys; from tests.test_triples import *; [sys.stdout.write(turtle(c)) for c in everything()]"

    def run(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True
        ).stdout

    assert len(run("1")) > 50_000
    assert run("1") == run("4242")


@settings(max_examples=10, deadline=None)
@given(st.randoms())
def test_the_order_of_records_does_not_matter(randomness: random.Random) -> None:
    claims, shuffled = first(), {}
    for field in fields(claims):
        value = getattr(claims, field.name)
        if isinstance(value, tuple):
            shuffled[field.name] = tuple(randomness.sample(value, len(value)))
    assert graphs(replace(claims, **shuffled)) == graphs(claims)


def test_the_authority_says_the_same_from_every_article() -> None:
    node = term("id:person/milan-sestak")
    ours = {t for t in known(first()) if t[0] == node or str(t[0]).startswith(f"{BASE}membership/person/milan")}
    assert len(ours) > 10
    assert ours <= known(second())


def test_offices_are_memberships_with_their_source_and_tenure() -> None:
    claims, graph = first(), Graph()
    for triples in graphs(claims).values():
        for triple in triples:
            graph.add(triple)
    found = set()
    for node in graph.subjects(ORG.member, term("id:person/milan-sestak")):
        office = graph.value(graph.value(node, ORG.role), RDFS.label)
        of = graph.value(graph.value(node, ORG.organization), RDFS.label)
        since = graph.value(graph.value(node, ORG.memberDuring), N.begin)
        found.add(tuple(map(str, (office, of, graph.value(node, N.positionSource), since))))
    assert found == {
        ("foreign minister", "Kestria", "text", "None"),
        ("Minister of Foreign Affairs", "Kestria", "authority", "2028-01-10"),
    }


def test_heads_of_delegation_lead_their_sides() -> None:
    triples = said(first())
    heads = {o for s, p, o in triples if s == term("~/meeting/m1-round-2") and p == N["head"]}
    pairs = {(p, o) for s, p, o in triples if s in heads and p != RDF.type}
    assert len(heads) == 2
    assert pairs == {
        (N.person, term("~/actor/tarek-ollin")),
        (N.of, term("id:state/av")),
        (N.person, term("id:person/milan-sestak")),
        (N.of, term("id:state/ks")),
    }


def test_one_person_may_lead_two_sides() -> None:
    claims = first()
    meeting = replace(claims.meetings[0], heads=(Head("state/ks", "state/av"), Head("state/ks", "state/ks")))
    triples = said(replace(claims, meetings=(meeting,)))
    assert len({o for _, p, o in triples if p == N["head"]}) == 2


def test_mentions_denote_entities() -> None:
    triples = said(first())
    sestak = {s for s, p, o in triples if p == GAF.denotes and o == term("id:person/milan-sestak")}
    assert {str(o) for s, p, o in triples if s in sestak and p == N.text} == {"Milan Šestak", "Šestak"}
    assert {o for s, p, o in triples if s in sestak and p == N.sentence} == {
        term("~/sentence/2"),
        term("~/sentence/3"),
    }


def test_roles_are_told_apart_by_claim() -> None:
    triples = said(first())
    spans = {o for s, p, o in triples if s == term("~/event/e1-mediate-0") and p == GAF.denotedBy}
    roles = {str(o) for s, p, o in triples if s in spans and p == N.role}
    assert roles == {"trigger", "agent", "target"}


def test_places_have_coordinates() -> None:
    halden = term("id:place/halden-nl2")
    assert (halden, N.latitude, Literal("59.1229", datatype=XSD.decimal)) in known(first())
    geometry = Literal("POINT(11.3875 59.1229)", datatype=GEO.wktLiteral)
    assert (URIRef(f"{halden}/geometry"), GEO.asWKT, geometry) in known(first())


def test_the_base_moves_every_node() -> None:
    base = "https://data.example/negotiations/"
    moved = graphs(first(), base)
    assert all(str(s).startswith(base) for triples in moved.values() for s, _, _ in triples)
    back = {
        tuple(URIRef(n.replace(base, BASE)) if isinstance(n, URIRef) else n for n in t)
        for ts in moved.values()
        for t in ts
    }
    assert len(back) == sum(len(triples) for triples in graphs(first()).values())


@pytest.mark.parametrize(
    ("qid", "grade", "link"),
    [
        ("Q7", "A+", OWL.sameAs),
        ("Q7", "A", OWL.sameAs),
        ("Q7", "B", SKOS.closeMatch),
        ("Q7", "C", None),
        ("Q7", None, None),
        ("Q7> <x", "A", None),
    ],
)
def test_wikidata_links_are_as_strong_as_their_grade(qid: str, grade: str | None, link: URIRef | None) -> None:
    entity = Entity("person/x", "person", "X", True, qid, grade)
    found = known(replace(first(), entities=(entity,)))
    assert (term("id:person/x"), N.qid, Literal(qid)) in found
    assert {p for _, p, o in found if str(o).startswith(str(WD))} == ({link} if link else set())


def test_an_office_in_an_unknown_body_keeps_the_body_s_name() -> None:
    entity = Entity("local/x", "person", "X", positions=(Position("chair", "Board of Weights", "text"),))
    found = said(replace(first(), entities=(entity,)))
    bodies = {o for _, p, o in found if p == ORG.organization}
    assert [(s, str(o)) for s, p, o in found if s in bodies and p == RDFS.label] == [(*bodies, "Board of Weights")]


def test_open_amounts_leave_out_the_open_end() -> None:
    claims = first()
    event = replace(claims.events[0], quantity=Quantity(1500.5, None, None, "more than 1,500.5"))
    found = said(replace(claims, events=(event,)))
    amount = term("~/event/e1-agree-0/quantity")
    assert (amount, N.minimum, Literal("1500.5", datatype=XSD.decimal)) in found
    assert not [t for t in found if t[0] == amount and t[1] in (N.maximum, N.unit)]


def test_hostile_roles_and_ids_make_no_other_iri() -> None:
    claims = first()
    evidence = Evidence(0, 0, 5, "Words", (RoleSpan('x> <y" \n', 0, 5),))
    event = replace(claims.events[0], id="e/../../x y>", evidence=(evidence,))
    found = said(replace(claims, events=(event,)))
    for node in {n for t in found for n in t if isinstance(n, URIRef)}:
        pyoxigraph.NamedNode(str(node))
