"""Questions about a parse, asked of parses written by hand: a slip of the model fails nothing here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.ingest import syntax
from kg.ingest.model import Analysis
from tests.parses import by_hand

ACTIVE = "Iran/NNP/nsubj>rejected rejected=reject/VBD/ROOT the/DT/det>plan plan/NN/dobj>rejected"
PASSIVE = "The/DT/det>plan plan/NN/nsubjpass>rejected was/VBD/auxpass>rejected rejected=reject/VBN/ROOT"
BY_AGENT = f"{PASSIVE} by/IN/agent>rejected Iran/NNP/pobj>by and/CC/cc>Iran Oman/NNP/conj>Iran"
BY_ADJUNCT = f"{PASSIVE} by/IN/prep>rejected Iran/NNP/pobj>by"
REDUCED = (
    "The/DT/det>plan plan/NN/nsubj>failed backed=back/VBN/acl>plan by/IN/agent>backed Mali/NNP/pobj>by failed/VBD/ROOT"
)
BOTH = (
    "Iran/NNP/nsubj>met and/CC/cc>Iran Oman/NNP/conj>Iran met=meet/VBD/ROOT and#2/CC/cc>met signed=sign/VBD/conj>met "
    "a/DT/det>pact pact/NN/dobj>signed"
)
RELATIVE = (
    "Iran/NNP/nsubj>left who/WP/nsubj>rejected rejected=reject/VBD/relcl>Iran it/PRP/dobj>rejected left=leave/VBD/ROOT"
)
FRONTED = (
    "the/DT/det>plan plan/NN/dobj>praised that/WDT/dobj>rejected "
    "Iran/NNP/nsubj>rejected rejected/VBD/relcl>plan praised/VBD/ROOT"
)
CONTROL = "Oman/NNP/nsubj>urged urged=urge/VBD/ROOT Iran/NNP/dobj>urged to/TO/aux>sign sign/VB/xcomp>urged"
SUBJECT_CONTROL = "Oman/NNP/nsubj>vowed vowed=vow/VBD/ROOT to/TO/aux>sign sign/VB/xcomp>vowed"
ACCUSED = (
    "Oman/NNP/nsubj>accused accused=accuse/VBD/ROOT Iran/NNP/dobj>accused of/IN/prep>accused lying=lie/VBG/pcomp>of"
)
AFTER = "Oman/NNP/nsubj>left left=leave/VBD/ROOT after/IN/prep>left meeting=meet/VBG/pcomp>after Iran/NNP/dobj>meeting"
TALKS = (
    "talks/NNS/ROOT between/IN/prep>talks Iran/NNP/pobj>between "
    "and/CC/cc>Iran Oman/NNP/conj>Iran in/IN/prep>talks Bern/NNP/pobj>in"
)


def words(a: Analysis, found: Any) -> Any:
    if isinstance(found, dict):
        return {name: words(a, numbers) for name, numbers in found.items()}
    if isinstance(found, list):
        return [a.tokens[i].text for i in found]
    return found if isinstance(found, bool) else a.tokens[found].text


ROWS = (
    (ACTIVE, syntax.subjects, "rejected", ["Iran"]),
    (ACTIVE, syntax.objects, "rejected", ["plan"]),
    (ACTIVE, syntax.is_passive, "rejected", False),
    (ACTIVE, syntax.clause_of, "the", "rejected"),
    (ACTIVE, syntax.subtree, "plan", ["the", "plan"]),
    (PASSIVE, syntax.is_passive, "rejected", True),
    (PASSIVE, syntax.subjects, "rejected", []),
    (PASSIVE, syntax.objects, "rejected", ["plan"]),
    (PASSIVE, syntax.surface_subjects, "rejected", ["plan"]),
    (BY_AGENT, syntax.subjects, "rejected", ["Iran", "Oman"]),
    (BY_ADJUNCT, syntax.subjects, "rejected", ["Iran"]),
    (REDUCED, syntax.is_passive, "backed", True),
    (REDUCED, syntax.subjects, "backed", ["Mali"]),
    (REDUCED, syntax.objects, "backed", ["plan"]),
    (REDUCED, syntax.subjects, "failed", ["plan"]),
    (BOTH, syntax.subjects, "met", ["Iran", "Oman"]),
    (BOTH, syntax.subjects, "signed", ["Iran", "Oman"]),
    (BOTH, syntax.first_conjunct, "signed", "met"),
    (BOTH, syntax.conjuncts, "met", ["met", "signed"]),
    (RELATIVE, syntax.subjects, "rejected", ["Iran"]),
    (FRONTED, syntax.objects, "rejected", ["plan"]),
    (FRONTED, syntax.subjects, "rejected", ["Iran"]),
    (CONTROL, syntax.subjects, "sign", ["Iran"]),
    (SUBJECT_CONTROL, syntax.subjects, "sign", ["Oman"]),
    (ACCUSED, syntax.subjects, "lying", ["Iran"]),
    (AFTER, syntax.subjects, "meeting", ["Oman"]),
    (TALKS, syntax.prepositions, "talks", {"between": ["Iran", "Oman"], "in": ["Bern"]}),
)


@pytest.mark.parametrize(("line", "question", "word", "wanted"), ROWS)
def test_questions(line: str, question: Callable[[Analysis, int], Any], word: str, wanted: Any) -> None:
    a = by_hand(line)
    at = next(t.i for t in a.tokens if t.text == word)
    assert words(a, question(a, at)) == wanted


NEGATED = (
    ("Iran/NNP/nsubj>sign did/VBD/aux>sign not/RB/neg>sign sign/VB/ROOT", True),
    ("Iran/NNP/nsubj>sign never/RB/advmod>sign sign/VBD/ROOT", True),
    ("Iran/NNP/nsubj>sign no/RB/neg>longer longer/RB/advmod>sign sign/VBZ/ROOT", True),
    ("Iran/NNP/nsubj>sign longer/RB/advmod>sign sign/VBZ/ROOT", False),
    ("No/DT/det>pact pact/NN/nsubjpass>sign was/VBD/auxpass>sign sign/VBN/ROOT", True),
    ("Neither/DT/det>side side/NN/nsubj>sign sign/VBD/ROOT it/PRP/dobj>sign", True),
    ("Nobody/NN/nsubj>sign sign/VBD/ROOT", True),
    ("Iran/NNP/nsubj>left left/VBD/ROOT without/IN/prep>left sign/VBG/pcomp>without", True),
    ("Iran/NNP/nsubj>left left/VBD/ROOT after/IN/prep>left sign/VBG/pcomp>after", False),
    ("Iran/NNP/nsubj>sign sign/VBD/ROOT no/DT/det>pact pact/NN/dobj>sign", True),
    ("Iran/NNP/nsubj>sign sign/VBD/ROOT a/DT/det>pact pact/NN/dobj>sign", False),
)


@pytest.mark.parametrize(("line", "wanted"), NEGATED)
def test_negation(line: str, wanted: bool) -> None:
    a = by_hand(line)
    assert syntax.is_negated(a, next(t.i for t in a.tokens if t.text == "sign")) is wanted


def test_auxiliaries_are_shared_by_coordinated_verbs() -> None:
    a = by_hand("Iran/NNP/nsubj>meet will/MD/aux>meet meet/VB/ROOT and/CC/cc>meet sign/VB/conj>meet")
    assert syntax.auxiliaries(a, 4) == ["will"]


def test_the_root_of_a_span_hangs_outside_it() -> None:
    a = by_hand("the/DT/det>envoy Omani/JJ/amod>envoy envoy/NN/nsubj>left left/VBD/ROOT")
    assert syntax.span_root(a, 0, 3) == 2
    assert list(syntax.ancestors(a, 1)) == [2, 3]
