"""The ontology as it is shown to people: examples, diagrams, and the page on which every term has its anchor."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kg.schema import ONTOLOGY, diagram, generate
from kg.schema.declared import EXAMPLE_PREFIXES, TermRecord, scheme_records, short, term_records
from kg.schema.page import ontology_page
from kg.schema.terms import BASE, CLASSES, CONCEPT, NEG, PREFIXES, PROPERTIES

TERMS = {term.name: term for term in term_records()}
HEAD = f"@base <{BASE}> .\n" + "".join(
    f"@prefix {name}: <{iri}> .\n" for name, iri in (PREFIXES | EXAMPLE_PREFIXES).items()
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ontology") / "deep" / "index.html"
    assert generate.run(["--html", str(path)]) == 0
    return path


def test_all_terms_and_concepts_are_read_in_the_order_of_the_files() -> None:
    assert set(TERMS) == {*CLASSES, *PROPERTIES}
    assert term_records()[0].name == "Claim"
    assert sum(len(scheme.concepts) for scheme in scheme_records()) == 264
    assert {term.section for term in term_records()} >= {"What an article says", "Every claim", "Short edges"}


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_an_example_is_turtle_that_uses_the_term_as_it_is_declared(term: TermRecord) -> None:
    graph = Graph().parse(data=HEAD + term.example, format="turtle")
    node = URIRef(NEG + term.name)
    if term.kind == "class":
        assert node in set(graph.objects(None, RDF.type))
        return
    if term.name == "shortEdge":
        assert (None, RDFS.subPropertyOf, node) in graph
        return
    values = set(graph.objects(None, node))
    assert values
    assert all(isinstance(value, Literal) == (term.kind == "datatype property") for value in values)
    for value in values:
        if isinstance(value, URIRef) and str(value).startswith(CONCEPT):
            path = str(value).removeprefix(CONCEPT)
            assert path in {concept.path for scheme in scheme_records() for concept in scheme.concepts}
        if isinstance(value, Literal) and term.range and term.range[0].startswith("xsd:"):
            assert short(value.datatype or PREFIXES["xsd"] + "string") == term.range[0]


@pytest.mark.parametrize("arrow", [*diagram.CORE_ARROWS, *diagram.ACROSS_ARROWS])
def test_arrows_are_properties_that_lead_so(arrow: diagram.Arrow) -> None:
    for name in arrow.properties:
        if ":" in name:
            continue
        term = TERMS[name]
        assert not term.domain or _within(arrow.source, term.domain), name
        ends = [value.removeprefix("neg:") for value in term.range]
        fits = (_within(arrow.target, term.range), *(_within(end, (f"neg:{arrow.target}",)) for end in ends))
        assert not ends or any(fits), name


def _within(name: str, wanted: tuple[str, ...]) -> bool:
    """Whether the class or one above it is wanted."""
    parents = tuple(parent.removeprefix("neg:") for parent in TERMS[name].parents if parent.startswith("neg:"))
    return f"neg:{name}" in wanted or any(_within(parent, wanted) for parent in parents)


@pytest.mark.parametrize("box", [*diagram.CORE_BOXES, *diagram.ACROSS_BOXES])
def test_boxes_are_classes_and_name_properties(box: diagram.Box) -> None:
    assert box.name in CLASSES
    words = [word for field in box.fields for word in re.split(r"[ ,·]+", field)]
    if "," in "".join(box.fields) and "accounts" not in words and "values" not in words:
        assert set(words) <= {*PROPERTIES, *CLASSES} | {"oa:exact", "oa:start", "oa:end"}


@pytest.mark.parametrize("draw", [diagram.core, diagram.across])
def test_diagrams_are_the_same_each_time_and_well_formed(draw: Any) -> None:
    assert draw() == draw()
    picture = ElementTree.fromstring(draw())
    width, height = (float(value) for value in picture.attrib["viewBox"].split()[2:])
    for text in picture.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(text.attrib["x"]) < width
        assert 8 < float(text.attrib["y"]) < height
    for rect in picture.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(rect.attrib.get("x", 0)) + float(rect.attrib["width"]) <= width


def test_words_fit_their_boxes() -> None:
    """Six and a half pixels a letter is what 12 pixel system fonts need at most."""
    for box in (*diagram.CORE_BOXES, *diagram.ACROSS_BOXES):
        assert all(6.5 * len(text) <= diagram._inner(box.wide) + 1 for text in box.fields), box.name


def test_every_term_and_concept_has_an_anchor_and_every_link_leads_to_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anchors = re.findall(r' id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    concepts = {concept.path for scheme in scheme_records() for concept in scheme.concepts}
    assert {*CLASSES, *PROPERTIES, *concepts} <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)
    assert not re.search(r'(?:src|@import|url\()\s*[=(]?\s*["\']?(?:https?:)?//', text)
    assert text == ontology_page()


def test_check_fails_where_the_names_are_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.run(["--check"]) == 0
    old = tmp_path / "terms.py"
    old.write_text("CLASSES = ()\n", encoding="utf-8")
    assert generate.run(["--check"], old) == 1
    assert "python -m kg.schema.generate" in capsys.readouterr().out
    assert old.read_text(encoding="utf-8") == "CLASSES = ()\n"
    assert generate.run([], old) == 0
    assert old.read_bytes() == generate.TERMS.read_bytes()


@pytest.mark.browser
def test_the_page_finds_terms_and_keeps_to_itself(browser: Any, page: Path) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    seen: list[str] = []
    tab.on("request", lambda request: seen.append(request.url))
    tab.on("console", lambda message: seen.append(message.text))
    tab.on("pageerror", lambda error: seen.append(str(error)))
    tab.goto(f"{page.as_uri()}#mediator")
    assert tab.evaluate("document.getElementById('mediator').getBoundingClientRect().top") < 300
    tab.fill("#search", "brokers, facilitates")
    assert tab.locator(".term:visible").count() == 1
    assert "1 of " in tab.inner_text("#count")
    tab.evaluate("location.hash = '#Event'")
    tab.wait_for_function("document.getElementById('search').value === ''")
    assert tab.is_visible("#Event")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen == [page.as_uri()]
    tab.close()


def test_the_file_itself_has_the_examples() -> None:
    assert ONTOLOGY.read_text(encoding="utf-8").count("    skos:example ") == len(TERMS)
