"""Extraction as a whole: the cases of tests/cases/extraction, read in one run of the pipeline."""

from __future__ import annotations

import pytest

from kg.ingest.claims import ArticleClaims
from kg.ingest.pipeline import Pipeline
from tests.extraction_cases import Case, article, cases, files, misses

CASES = cases()


@pytest.fixture(scope="module")
def claims(pipeline: Pipeline) -> dict[str, ArticleClaims]:
    return {made.article.key: made for made in pipeline.run(article(case) for case in CASES)}


def test_all_files_and_cases_are_found() -> None:
    written = [line for path in files() for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(CASES) == sum(line.startswith("- case: ") for line in written) > 300
    assert len({case.name for case in CASES}) == len(CASES)


def _marked(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.xfail, raises=AssertionError)] if case.xfail else []
    return pytest.param(case, id=case.name.replace(" ", "-"), marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_claims_of_a_case(case: Case, claims: dict[str, ArticleClaims]) -> None:
    assert not list(misses(claims[case.name], case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_evidence_of_a_case_stands_in_its_text(case: Case, claims: dict[str, ArticleClaims]) -> None:
    made = claims[case.name]
    for kind in ("events", "meetings", "proposals", "agreements", "handovers", "statements", "attributions"):
        for claim in getattr(made, kind):
            assert claim.evidence
            for evidence in claim.evidence:
                assert made.article.source_text[evidence.start : evidence.end] == evidence.text
                assert all(evidence.start <= span.start < span.end <= evidence.end for span in evidence.spans)
