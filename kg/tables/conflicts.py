"""Rows of conflicts: two claims about one thing that cannot both be right, and who makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.store.nodes import Node
from kg.tables.claims import Record
from kg.tables.reading import Reader

_SPOKEN = frozenset({"accuse", "criticize", "deny"})  # acts that somebody does by saying something
_CLAIMS = "{ ?conflict a neg:Conflict ; neg:first|neg:second ?claim }"
_ABOUT = "{ ?conflict a neg:Conflict ; neg:about ?n . ?n ?p ?o }"
_SUBJECTS = """SELECT ?conflict ?about ?first ?second ?meeting {
  ?conflict a neg:Conflict ; neg:about ?about ; neg:first ?first ; neg:second ?second .
  OPTIONAL { ?conflict neg:about|neg:first|neg:second ?told . ?told neg:meeting ?meeting }
}"""


def conflicts(reader: Reader) -> Iterator[Record]:
    """One row a conflict, by what it is about. `first_by`, `second_by`: who says so, or else the outlet."""
    proofs = reader.evidence(f"{_CLAIMS}")
    claims = reader.described(f"{_CLAIMS} ?claim ?p ?o BIND(?claim AS ?n)")
    things = reader.described(_ABOUT)
    articles = {node.iri: node for node in reader.nodes("Article")}
    rows = []
    for node in reader.nodes("Conflict"):
        first, second = (next(iter(node.all(name)), "") for name in ("first", "second"))
        rows.append(
            {
                "id": reader.id(node.iri),
                "about": f"{node.one('aspect')}: {_thing(reader, things.get(next(iter(node.all('about')), '')))}",
                "first": node.one("firstValue"),
                "second": node.one("secondValue"),
                "first_by": _voice(reader, claims.get(first), articles),
                "second_by": _voice(reader, claims.get(second), articles),
                "evidence": reader.proof(dict.fromkeys([*proofs.get(first, ()), *proofs.get(second, ())])),
            }
        )
    yield from sorted(rows, key=lambda row: (row["about"], row["id"]))


def subjects(reader: Reader) -> dict[str, list[str]]:
    """Ids of what each conflict, by its id, is about: the thing, both claims, and the meetings that they tell of."""
    found: dict[str, list[str]] = {}
    for conflict, *named in reader.rows(_SUBJECTS):
        known = found.setdefault(reader.id(conflict), [])
        known += [reader.id(iri) for iri in named if iri and reader.id(iri) not in known]
    return {conflict: sorted(ids) for conflict, ids in sorted(found.items())}


def _thing(reader: Reader, node: Node | None) -> str:
    """What a conflict is about in a few words: its label, or who did what to whom."""
    if node is None:
        return ""
    label = node.one("label") or node.one("item")
    if label:
        return str(label)
    targets = reader.names(node.all("target"))
    who = ", ".join(reader.names(node.all("agent") or node.all("speaker")))
    done = f"{who or 'somebody'}: {node.code('act') or node.one('cue')}"
    return f"{done} → {', '.join(targets)}" if targets else done


def _voice(reader: Reader, claim: Node | None, articles: Mapping[str, Node]) -> str | None:
    """Who makes a claim: its source or speaker, whoever accuses or denies, else the outlet of the article."""
    if claim is None:
        return None
    said = claim.all("attributedTo") or claim.all("speaker")
    if not said and claim.code("act") in _SPOKEN:
        said = claim.all("agent")
    if said:
        return ", ".join(reader.names(said))
    article = next((articles[iri] for iri in claim.all("article") if iri in articles), None)
    return (article.one("publisher") or article.one("source")) if article else None
