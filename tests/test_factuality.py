"""Factuality: what a verb tells happened, is planned, possible, conditional, denied; None is another act's content."""

from __future__ import annotations

import pytest

from kg.ingest.extractors import factuality
from kg.ingest.pipeline import Pipeline
from tests.parses import Read, read

VERBS = (
    ("Iran signed the accord.", "signed", "asserted"),
    ("Iran has signed the accord.", "signed", "asserted"),
    ("Iran began to withdraw its troops.", "withdraw", "asserted"),
    ("Iran managed to free the sailors.", "free", "asserted"),
    ("Iran left after signing the accord.", "signing", "asserted"),
    ("Iran said Oman had signed the accord.", "signed", "asserted"),
    ("Iran did not sign the accord.", "sign", "negated"),
    ("Iran never signed the accord.", "signed", "negated"),
    ("Iran no longer funds the group.", "funds", "negated"),
    ("Iran failed to sign the accord.", "sign", "negated"),
    ("Iran left without signing the accord.", "signing", "negated"),
    ("No accord was signed.", "signed", "negated"),
    ("Neither side signed the accord.", "signed", "negated"),
    ("Iran did not fail to sign the accord.", "sign", "asserted"),
    ("Iran is not ready to sign the accord.", "sign", "negated"),
    ("Iran would not hesitate to sign the accord.", "sign", "planned"),
    ("Iran does not want to sign the accord.", "sign", None),
    ("Asked if Iran had signed the accord, he nodded.", "signed", None),
    ("Oman will help once Iran signs the accord.", "signs", "conditional"),
    ("Oman will leave if Iran does not sign the accord.", "sign", "conditional"),
    ("Oman will wait till Iran has signed the accord.", "signed", "conditional"),
    ("Iran will sign the accord.", "sign", "planned"),
    ("Iran plans to sign the accord.", "sign", "planned"),
    ("Iran is expected to sign the accord.", "sign", "planned"),
    ("Iran said it would sign the accord.", "sign", "planned"),
    ("Iran might sign the accord.", "sign", "possible"),
    ("Iran could sign the accord.", "sign", "possible"),
    ("Iran wants to sign the accord.", "sign", "possible"),
    ("Iran is ready to sign the accord.", "sign", "possible"),
    ("Oman will help if Iran signs the accord.", "signs", "conditional"),
    ("Iran demanded that Oman sign the accord.", "sign", None),
    ("Iran urged Oman to sign the accord.", "sign", None),
    ("Iran told Oman to sign the accord.", "sign", None),
    ("Iran refused to sign the accord.", "sign", None),
    ("Iran threatened to leave the treaty.", "leave", None),
    ("Iran promised to free the sailors.", "free", None),
    ("Iran should sign the accord.", "sign", None),
    ("Iran offered to free the sailors.", "free", None),
    ("Iran called on Oman to free the sailors.", "free", None),
)
NOUNS = (
    ("The release of the sailors calmed Iran.", "release", "asserted"),
    ("There was no attack on Iran.", "attack", "negated"),
    ("The planned attack on Iran worried Oman.", "attack", "planned"),
    ("A possible attack on Iran worried Oman.", "attack", "possible"),
    ("Iran demanded the release of the sailors.", "release", None),
    ("Iran called for the release of the sailors.", "release", None),
)


@pytest.fixture(scope="module")
def texts(pipeline: Pipeline) -> dict[str, Read]:
    return read(pipeline, [row[0] for row in (*VERBS, *NOUNS)])


@pytest.mark.parametrize(("text", "verb", "wanted"), VERBS, ids=[row[0] for row in VERBS])
def test_verbs(pipeline: Pipeline, texts: dict[str, Read], text: str, verb: str, wanted: str | None) -> None:
    found = texts[text]
    assert factuality.of_verb(found.analysis, pipeline.frames, found.token(verb)) == wanted


@pytest.mark.parametrize(("text", "noun", "wanted"), NOUNS, ids=[row[0] for row in NOUNS])
def test_nouns(pipeline: Pipeline, texts: dict[str, Read], text: str, noun: str, wanted: str | None) -> None:
    found = texts[text]
    assert factuality.of_noun(found.analysis, pipeline.frames, found.token(noun)) == wanted
