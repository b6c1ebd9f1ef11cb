"""The hand-built records address the words that they say they do."""

from __future__ import annotations

import pytest

from kg.ingest.claims import ArticleClaims, Claim
from tests.claims_fixture import everything


def _claims(said: ArticleClaims) -> list[Claim]:
    return [
        *said.meetings,
        *said.events,
        *said.proposals,
        *(response for proposal in said.proposals for response in proposal.responses),
        *said.agreements,
        *said.handovers,
        *said.statements,
        *said.attributions,
    ]


@pytest.mark.parametrize("said", everything(), ids=lambda said: said.article.source)
def test_evidence_addresses_the_source(said: ArticleClaims) -> None:
    proofs = [proof for claim in _claims(said) for proof in claim.evidence] + [proof for _, proof in said.mentions]
    assert proofs
    for proof in proofs:
        assert said.article.source_text[proof.start : proof.end] == proof.text
        assert all(proof.start <= span.start < span.end <= proof.end for span in proof.spans)


@pytest.mark.parametrize("said", everything(), ids=lambda said: said.article.source)
def test_claim_ids_are_unique(said: ArticleClaims) -> None:
    ids = [claim.id for claim in _claims(said)]
    assert len(ids) == len(set(ids))
