"""The schema says what the design says, in every place where it is written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg.schema import CONCEPTS, ONTOLOGY, generate, rules, terms
from kg.schema.derive import short_edges

NEG = generate.NEG
ACTS_BY_TYPE = {
    "REQUEST": "propose urge demand",
    "AGREE": "promise agree accept plan_meeting",
    "SUPPORT": "sign praise endorse",
    "CONSULT": "meet host mediate hand_over_document",
    "COOPERATE": "cooperate",
    "AID": "provide_aid",
    "CONCEDE": "concede ease_sanctions",
    "RETREAT": "release exchange_prisoners withdraw ceasefire_observed",
    "ACCUSE": "criticize accuse",
    "REJECT": "reject refuse deny dismiss",
    "THREATEN": "threaten warn",
    "PROTEST": "demonstrate",
    "SANCTION": "impose_sanctions suspend break_off",
    "MOBILIZE": "deploy",
    "COERCE": "detain seize occupy",
    "ASSAULT": "attack bomb kill",
}
ISSUES = (
    "ceasefire prisoner_exchange humanitarian children bodies territory security_guarantees troop_withdrawal nuclear "
    "sanctions summit peace_deal memorandum trade recognition elections borders hostages aid_access disarmament energy "
    "constitution human_rights migration other"
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY)


@pytest.fixture(scope="module")
def concepts() -> Graph:
    return Graph().parse(CONCEPTS)


def test_terms_are_what_the_generator_writes_now() -> None:
    assert generate.TERMS.read_text(encoding="utf-8") == generate.source(), "run `python -m kg.schema.generate`"


def test_the_generator_writes_where_it_is_told(tmp_path: Path) -> None:
    generate.main(tmp_path / "terms.py")
    assert (tmp_path / "terms.py").read_bytes() == generate.TERMS.read_bytes()


def test_every_term_is_labelled_and_explained(ontology: Graph) -> None:
    assert len(terms.CLASSES) == 30
    for name in terms.CLASSES + terms.PROPERTIES:
        assert ontology.value(NEG[name], RDFS.label), name
        assert str(ontology.value(NEG[name], RDFS.comment)).endswith("."), name


def test_terms_point_to_declared_terms_or_to_known_vocabularies(ontology: Graph) -> None:
    known = tuple({*terms.PREFIXES.values(), "http://purl.org/dc/terms/"} - {terms.NEG})
    links = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    targets = {value for link in links for value in ontology.objects(None, link)}
    assert len(targets) > 40
    for target in targets:
        declared = str(target).removeprefix(terms.NEG) in terms.CLASSES + terms.PROPERTIES
        assert declared or str(target).startswith(known), target


def test_the_ontology_has_a_version_a_title_and_a_licence(ontology: Graph) -> None:
    node = next(ontology.subjects(RDF.type, OWL.Ontology))
    assert ontology.value(node, OWL.versionInfo) == Literal(terms.SCHEMA_VERSION)
    assert re.fullmatch(r"\d+\.\d+\.\d+", terms.SCHEMA_VERSION)
    names = {str(predicate).rsplit("/", 1)[-1] for predicate in ontology.predicates(node)}
    assert {"title", "license", "description"} <= names


def test_every_concept_has_scheme_code_label_and_definition(concepts: Graph) -> None:
    found = list(concepts.subjects(RDF.type, SKOS.Concept))
    assert len(found) == 264
    for concept in found:
        scheme = concepts.value(concept, SKOS.inScheme)
        assert str(concept).startswith(f"{scheme}/")
        assert (scheme, RDF.type, SKOS.ConceptScheme) in concepts
        assert str(concepts.value(concept, SKOS.notation)) == generate.code(concept)
        assert concepts.value(concept, SKOS.prefLabel)
        assert concepts.value(concept, SKOS.definition)


def test_concepts_point_to_concepts_and_use_declared_terms(concepts: Graph) -> None:
    subjects = set(concepts.subjects(RDF.type, SKOS.Concept))
    for _, predicate, value in concepts:
        if str(predicate).startswith(terms.NEG):
            assert str(predicate).removeprefix(terms.NEG) in terms.PROPERTIES
        if isinstance(value, URIRef) and str(value).startswith(terms.CONCEPT) and predicate != SKOS.inScheme:
            assert value in subjects, value


@pytest.mark.parametrize(("kind", "acts"), ACTS_BY_TYPE.items())
def test_acts_have_the_plover_type_of_the_design(kind: str, acts: str) -> None:
    assert {act for act, found in terms.ACT_TYPE.items() if found == kind} == set(acts.split())


def test_codes_are_those_of_the_design() -> None:
    assert set(terms.ACTS) == {"other", *" ".join(ACTS_BY_TYPE.values()).split()}
    assert set(terms.TYPES) == set(ACTS_BY_TYPE)
    assert set(terms.ISSUES) - set(terms.ISSUE_BROADER) <= set(ISSUES.split()) <= set(terms.ISSUES)
    assert set(terms.STANCES) == {"accept", "reject", "counter", "partial", "defer", "no_comment"}
    assert set(terms.FACTUALITIES) == {"asserted", "negated", "planned", "possible", "conditional"}
    assert set(terms.KINDS) == {"meeting", "call", "summit", "ceremony"}
    assert set(terms.MEETING_STATUSES) == set("held ongoing planned proposed postponed cancelled denied".split())
    assert set(terms.AGREEMENT_STATUSES) == set("agreed signed in_force carried_out broken planned".split())
    assert len(terms.CONTEXTS) == 37


def test_modes_belong_to_types_and_scores_follow_the_manual() -> None:
    assert set(terms.MODES) == set(terms.TYPES) - {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}
    for act, mode in terms.ACT_MODE.items():
        assert mode in terms.MODES[terms.ACT_TYPE[act]]
    unscored = {f"{kind}/{mode}" for kind, modes in terms.MODES.items() for mode in modes} - set(terms.SCORES)
    assert unscored == {"PROTEST/vandalize"}
    assert all(-10 <= score <= 10 for score in terms.SCORES.values())
    for kind, quad in terms.TYPE_QUAD.items():
        assert (terms.SCORES[kind] < 0) == (quad.endswith("conflict") and kind != "REQUEST"), kind


def test_accuse_keeps_its_minus_sign_and_sanction_its_chapter_s_quad(concepts: Graph) -> None:
    assert terms.SCORES["ACCUSE"] == -3
    assert terms.TYPE_QUAD["SANCTION"] == "material_conflict"
    for kind in ("ACCUSE", "SANCTION"):
        assert concepts.value(URIRef(f"{terms.CONCEPT}type/{kind}"), SKOS.editorialNote)


def test_rules_are_construct_queries_with_a_summary() -> None:
    assert len(rules()) == 12
    for path in rules():
        text = path.read_text(encoding="utf-8")
        assert text.startswith("#+ summary: "), path.name
        assert "factuality:asserted" in text, path.name
        assert prepareQuery(text).algebra.name == "ConstructQuery"


def test_rules_derive_declared_short_edges_and_all_of_them(ontology: Graph) -> None:
    declared = {str(term).removeprefix(terms.NEG) for term in ontology.subjects(RDFS.subPropertyOf, NEG.shortEdge)}
    derived: set[str] = set()
    for path in rules():
        text = path.read_text(encoding="utf-8")
        head = text.split("CONSTRUCT", 1)[1].split("WHERE", 1)[0]
        derived |= set(re.findall(r"neg:(\w+)", head)) | set(re.findall(r"\S+:\w+ neg:(\w+)\)", text))
    assert derived == declared


def test_no_claims_no_edges() -> None:
    assert short_edges([]) == frozenset()
    assert short_edges([(NEG.a, RDFS.label, Literal("a")), (NEG.a, RDF.type, NEG.Meeting)]) == frozenset()
