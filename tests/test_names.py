"""Names: what the authority knows and what the model recognises become atoms, each word in one at most."""

from __future__ import annotations

import pytest

from kg.ingest import names
from kg.ingest.pipeline import Pipeline

ATOMS = (
    ("Sergey Lavrov left Ankara.", [("Sergey Lavrov", "person"), ("Ankara", "government")]),
    ("Lavrov left.", [("Lavrov", "person")]),
    ("The Omani envoy left.", [("Omani", "nationality")]),
    ("The Kremlin rejected it.", [("Kremlin", "government")]),
    ("The IAEA and Hamas met.", [("IAEA", "organization"), ("Hamas", "armed_group")]),
    ("The talks were held at the Palais des Nations.", [("Palais des Nations", "venue")]),
    ("The Washington Post asked Israel.", [("The Washington Post", "organization"), ("Israel", "state")]),
    ("Robert Hartley spoke for Mali.", [("Robert Hartley", "person"), ("Mali", "state")]),
    ("Former President Uhuru Kenyatta spoke.", [("Uhuru Kenyatta", "person")]),
    ("The United States and the US are one.", [("United States", "state"), ("US", "state")]),
    ("They told us to march in may.", []),
    ("The Geneva talks on Georgia ended.", [("Geneva", "place"), ("Georgia", "state")]),
)


@pytest.mark.parametrize(("text", "wanted"), ATOMS)
def test_atoms(pipeline: Pipeline, text: str, wanted: list[tuple[str, str]]) -> None:
    (a,) = pipeline.analyzer.analyze([text])
    texts = [t.text for t in a.tokens]
    found = names.find(a, pipeline.authority.matches(texts), frozenset())
    assert [(text[a.tokens[x.first].start : a.tokens[x.last - 1].end], x.kind) for x in found] == wanted


def test_a_capital_is_a_government_and_a_place(pipeline: Pipeline) -> None:
    (a,) = pipeline.analyzer.analyze(["Ankara rejected it."])
    (atom,) = names.find(a, pipeline.authority.matches([t.text for t in a.tokens]), frozenset())
    assert (atom.keys, atom.place) == (("state/tr",), "place/ankara-tr")


def test_the_lexicon_of_cleaning_holds_the_names(pipeline: Pipeline) -> None:
    assert {"Zelenskyy", "Erdoğan", "Lavrov"} <= pipeline.lexicon
