"""What the program writes passes the shapes; each way of being wrong is told by its message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import RDF, RDFS, XSD, BNode, Literal, Namespace, URIRef

from kg.cli import cli
from kg.ingest.claims import ArticleClaims
from kg.ingest.triples import Triple, article_iri, graphs
from kg.schema.terms import CONCEPT, NEG, PREFIXES
from kg.store import LogRecord, open_store
from kg.validate import check, check_store
from tests.claims_fixture import everything, first

N = Namespace(NEG)
OA, ORG = Namespace(PREFIXES["oa"]), Namespace(PREFIXES["org"])
ARTICLE = str(article_iri(first().article.key))
Change = Callable[[set[Triple]], None]


def triples_of(claims: ArticleClaims) -> set[Triple]:
    return set().union(*graphs(claims).values())


@cache
def _small() -> frozenset[Triple]:
    """The first article with one claim of each kind, so that seventy checks stay quick."""
    claims = first()
    keep = {name: getattr(claims, name)[:1] for name in ("meetings", "events", "agreements", "handovers")}
    return frozenset(triples_of(replace(claims, mentions=(), statements=claims.statements[1:], **keep)))


def node(path: str) -> URIRef:
    return URIRef(f"{ARTICLE}/{path}")


def concept(path: str) -> URIRef:
    return URIRef(CONCEPT + path)


def without(path: str, predicate: URIRef) -> Change:
    """Takes away what `predicate` says of a node."""

    def change(triples: set[Triple]) -> None:
        gone = {t for t in triples if t[:2] == (node(path), predicate)}
        assert gone, f"{path} {predicate}"
        triples.difference_update(gone)

    return change


def also(path: str, predicate: URIRef, value: URIRef | Literal | BNode) -> Change:
    """Says more of a node."""
    return lambda triples: triples.add((node(path), predicate, value))


def instead(path: str, predicate: URIRef, value: URIRef | Literal) -> Change:
    """Says another thing of a node."""

    def change(triples: set[Triple]) -> None:
        without(path, predicate)(triples)
        also(path, predicate, value)(triples)

    return change


E1, M1, P2, R2 = "event/e1-agree-0", "meeting/m1-round-2", "proposal/p2-ceasefire", "response/r2-reject"
A1, H4, S3 = "agreement/a1-prisoner-exchange", "handover/h4-memorandum", "statement/s3-tell"
SPAN = f"{E1}/span/trigger-51-57"
NUMBER, DATE = XSD.decimal, XSD.date

WRONG: list[tuple[Change, str, str]] = [  # what is changed, node that is told of, part of the message
    (without(E1, N.evidence), E1, "at least one sentence as evidence"),
    (without(E1, N.mainEvidence), E1, "anchored in exactly one sentence"),
    (also(E1, N.evidence, node("sentence/99")), E1, "at least one sentence as evidence"),
    (without(E1, N.article), E1, "belongs to exactly one article"),
    (without(E1, N.factuality), E1, "exactly one factuality"),
    (also(E1, N.factuality, concept("factuality/negated")), E1, "exactly one factuality"),
    (instead(E1, N.factuality, concept("status/held")), E1, "exactly one factuality"),
    (without(E1, N.extractor), E1, "extractor"),
    (instead(E1, N.eventType, concept("type/NEGOTIATE")), E1, "exactly one PLOVER type"),
    (without(E1, N.eventType), E1, "exactly one PLOVER type"),
    (instead(E1, N.act, concept("act/negotiate")), E1, "exactly one act"),
    (also(E1, N.mode, concept("mode/RETREAT/disarmed")), E1, "mode"),
    (also(E1, N.context, concept("context/sport")), E1, "context is none"),
    (also(E1, N.issue, concept("issue/football")), E1, "issue is none"),
    (also(E1, N.typeCandidate, concept("act/agree")), E1, "type candidate"),
    (also(E1, N.agent, node("meeting/m1-round-2")), E1, "agent is an actor"),
    (also(E1, N.target, URIRef("https://w3id.org/parley/id/place/halden-nl2")), E1, "target is an actor"),
    (also(E1, N.attributedTo, URIRef("https://w3id.org/parley/id/person/nobody")), E1, "at most one speaker"),
    (instead(E1, N.confidence, Literal("1.01", datatype=NUMBER)), E1, "from 0 to 1"),
    (instead(E1, N.confidence, Literal("high")), E1, "from 0 to 1"),
    (instead(E1, N.date, Literal("2030-05-14")), E1, "xsd:gYearMonth"),
    (also(E1, N.date, Literal("2030-05-15", datatype=DATE)), E1, "The date is one"),
    (without(E1, N.begin), E1, "its precision and its first and last day"),
    (without(E1, N.datePrecision), E1, "its precision and its first and last day"),
    (instead(E1, N.datePrecision, concept("precision/hour")), E1, "day, month or year"),
    (instead(E1, N.finish, Literal("2030-05-13", datatype=DATE)), E1, "not after the last"),
    (instead(E1, N.place, URIRef("https://w3id.org/parley/id/person/milan-sestak")), E1, "place is one place"),
    (instead(E1, N.meeting, node("meeting/m99")), E1, "one meeting of the article"),
    (instead(f"{E1}/quantity", N.minimum, Literal(1300)), f"{E1}/quantity", "not above the maximum"),
    (instead(f"{E1}/quantity", N.maximum, Literal("many")), f"{E1}/quantity", "maximum is one number"),
    (instead(M1, N.status, concept("status/agreed")), M1, "held, ongoing, planned"),
    (without(M1, N.status), M1, "held, ongoing, planned"),
    (instead(M1, N.kind, concept("kind/party")), M1, "exactly one kind"),
    (without(M1, RDFS.label), M1, "one label"),
    (instead(M1, N.round, Literal("second")), M1, "round is one integer"),
    (instead(M1, N.inCountry, Literal("Norland")), M1, "one state"),
    (also(M1, N.participant, node("sentence/1")), M1, "participant is an actor"),
    (also(M1, N.party, node("sentence/1")), M1, "party is an actor"),
    (also(M1, N["head"], node("sentence/1")), M1, "side that it leads"),
    (without(P2, RDFS.label), P2, "one label"),
    (also(P2, N.proposer, Literal("Kestria")), P2, "proposer is an actor"),
    (without(R2, N.respondsTo), R2, "exactly one proposal"),
    (also(R2, N.respondsTo, node("proposal/p4-guarantees")), R2, "exactly one proposal"),
    (without(R2, N.stance), R2, "exactly one stance"),
    (instead(R2, N.stance, concept("stance/shrug")), R2, "exactly one stance"),
    (instead(A1, N.status, concept("status/held")), A1, "signed, in force"),
    (without(H4, N.item), H4, "names the document"),
    (also(H4, N.giver, Literal("Arvenia")), H4, "gives is an actor"),
    (without(S3, N.speaker), S3, "exactly one speaker"),
    (without(S3, N.cue), S3, "exactly one reporting verb"),
    (instead(S3, N.direct, Literal("yes")), S3, "whether it quotes"),
    (without("sentence/1", N.number), "sentence/1", "exactly one number"),
    (without("sentence/1", OA.hasSource), "sentence/1", "exactly one article"),
    (without("sentence/1", OA.hasSelector), "sentence/1", "exactly one position"),
    (without("sentence/1", OA.hasSelector), "sentence/1", "quoted exactly once"),
    (also("sentence/1", OA.hasSelector, node("sentence/2/position")), "sentence/1", "exactly one position"),
    (without("sentence/1/quote", OA.exact), "sentence/1/quote", "words exactly once"),
    (without("sentence/1/position", OA.start), "sentence/1/position", "begins at one offset"),
    (instead("sentence/1/position", OA.start, Literal(9999)), "sentence/1/position", "before its end"),
    (instead("sentence/1/position", OA.end, Literal("9")), "sentence/1/position", "ends at one offset"),
    (without(SPAN, N.role), SPAN, "exactly one role"),
    (without(SPAN, OA.hasSelector), SPAN, "exactly one position"),
    (without("actor/tarek-ollin", RDFS.label), "actor/tarek-ollin", "exactly one label"),
    (also("actor/tarek-ollin", RDF.type, N.State), "actor/tarek-ollin", "exactly one of person, state"),
    (instead("actor/tarek-ollin", N.onBehalfOf, node("actor/nobody")), "actor/tarek-ollin", "on behalf of one other"),
    (also("actor/tarek-ollin", N.sector, concept("sector/SPORT")), "actor/tarek-ollin", "sector"),
    (also("actor/tarek-ollin", N.qid, Literal("Q0")), "actor/tarek-ollin", "one Q number"),
    (also("actor/port-ilm", N.latitude, Literal("91.5", datatype=NUMBER)), "actor/port-ilm", "from -90 to 90"),
    (also("event/e1-agree-0", N.agents, node("actor/tarek-ollin")), E1, "does not declare"),
    (also("event/e1-agree-0", RDF.type, N.Happening), E1, "does not declare"),
]


@pytest.mark.parametrize("claims", everything(), ids=["first", "second", "hostile"])
def test_what_the_program_writes_passes(claims: ArticleClaims) -> None:
    assert check(triples_of(claims)) == []


@pytest.mark.parametrize(("change", "path", "message"), WRONG, ids=[f"{p[-12:]}-{m[:24]}" for _, p, m in WRONG])
def test_what_is_wrong_is_told(change: Change, path: str, message: str) -> None:
    triples = set(_small())
    change(triples)
    found = [violation for violation in check(triples) if violation.node == str(node(path))]
    assert any(message in violation.message for violation in found), found


def test_blank_nodes_are_told() -> None:
    triples = triples_of(first())
    triples.add((BNode(), RDF.type, N.Claim))
    assert any("without blank nodes" in violation.message for violation in check(triples))


def test_a_violation_names_property_and_value() -> None:
    triples = triples_of(first())
    instead(E1, N.confidence, Literal("1.5", datatype=NUMBER))(triples)
    (found,) = check(triples)
    assert (found.path, found.value) == (str(N.confidence), "1.5")


def test_a_graph_exported_without_its_words_passes_when_that_is_meant() -> None:
    triples = triples_of(first())
    quotes = {s for s, p, o in triples if o == OA.TextQuoteSelector}
    less = {t for t in triples if t[0] not in quotes and t[2] not in quotes and t[1] not in (N.text, N.quote)}
    assert check(less, quoted=False) == []
    assert {violation.message for violation in check(less)} == {"A sentence is quoted exactly once."}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A store on disk with the two articles of the fixture and one whose graph breaks a shape."""
    path = tmp_path / "talks.store"
    with open_store(str(path)) as store:
        for claims in everything():
            iri = str(article_iri(claims.article.key))
            written = {name: set(triples) for name, triples in graphs(claims).items()}
            if claims.article.key == first().article.key:
                without(E1, N.evidence)(written[f"{iri}/graph"])
            store.replace(iri, written, LogRecord(claims.article.key))
    return str(path)


def test_a_store_is_checked_article_by_article(folder: str) -> None:
    with open_store(folder, reading=True) as store:
        (found,) = check_store(store)
    assert found.article == ARTICLE
    assert found.node == str(node(E1))
    assert found.path == str(N.evidence)


def test_kg_validate_prints_violations_and_exits_with_1(folder: str) -> None:
    result = CliRunner().invoke(cli, ["validate", "--store", folder])
    assert result.exit_code == 1
    line = result.stdout.strip()
    assert line.endswith("/event/e1-agree-0 evidence: A claim needs at least one sentence as evidence.")
    assert result.stderr.strip() == "3 articles, 1 violation"


def test_kg_validate_is_content_with_a_good_store(tmp_path: Path) -> None:
    path = str(tmp_path / "good.store")
    with open_store(path) as store:
        store.replace(ARTICLE, graphs(first()), LogRecord(first().article.key))
    result = CliRunner().invoke(cli, ["validate", "--store", path, "--quiet"])
    assert (result.exit_code, result.output) == (0, "")
