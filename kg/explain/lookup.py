"""Looks up one node of the graph: a claim with its sentences and who says so, an actor, a place or an article.

`explain` gives a JSON-ready record; `kg.explain.words` puts it into words.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import NotFound, StoreError
from kg.explain.across import across, claims, meetings
from kg.schema.terms import CONCEPT, NEG, PREFIXES
from kg.store.ntriples import iri as bracketed
from kg.store.results import quote
from kg.tables.citations import citations
from kg.tables.reading import Queryable, Reader, base_of, only

Explanation = dict[str, Any]

JOINED = ("Meeting", "Proposal", "Agreement", "Handover")  # what several articles can tell of
KINDS = ("Event", *JOINED, "Response", "Statement", "Attribution", "Account", "Process", "Conflict")
ACTORS = ("Person", "State", "Organization", "ArmedGroup", "Delegation", "UnnamedActor", "Actor")
PLACES = ("Venue", "Place")
NEAR = 5  # ids that a message offers
_NAMES = {PREFIXES["rdfs"] + "label": "label", PREFIXES["skos"] + "altLabel": "alias"}
_OWN = {
    "article",
    "evidence",
    "mainEvidence",
    "begin",
    "finish",
    "attributedTo",
    "drop",
    "conflictsWith",
    "maybeSameAs",
}  # shown in places of their own

_FIELDS = """SELECT ?p ?o ?label ?person ?of {{
  {node} ?p ?o .
  OPTIONAL {{ ?o rdfs:label ?label }}
  OPTIONAL {{ {node} neg:head ?o . ?o neg:person ?leader . ?leader rdfs:label ?person
             OPTIONAL {{ ?o neg:of ?side . ?side rdfs:label ?of }} }}
}}"""
_POSITIONS = """SELECT DISTINCT ?office ?of ?source {{
  ?membership org:member {node} ; org:role ?role ; neg:positionSource ?source .
  ?role rdfs:label ?office .
  OPTIONAL {{ ?membership org:organization ?body . ?body rdfs:label ?of }}
}}"""
_MENTIONS = (
    "SELECT ?article (COUNT(DISTINCT ?s) AS ?n) {{ ?s gaf:denotes {node} ; oa:hasSource ?article }} GROUP BY ?article"
)
_CLAIMS_WITH = """SELECT DISTINCT ?claim ?p ?what {{
  ?claim ?p {node} ; a neg:Claim .
  OPTIONAL {{ ?claim rdfs:label|neg:item ?label }}
  OPTIONAL {{ ?claim neg:act|neg:stance|neg:cue ?code }}
  BIND(COALESCE(?label, STR(?code)) AS ?what)
}}"""
_COUNTS = "SELECT ?kind (COUNT(DISTINCT ?claim) AS ?n) {{ ?claim neg:article {node} ; a ?kind }} GROUP BY ?kind"
_ANSWERS = "SELECT ?response {{ ?response neg:respondsTo {node} }}"


def explain(store: Queryable, name: str) -> Explanation:
    """What the graph knows of the node that `name` (an IRI, a table's id or an article's key) means.

    Keys: id, iri, kind (event, meeting ... actor, place, article), fields (lists of labels, codes or values by name);
    for claims attributed_to, article and evidence [{article, citation, sentence, start, end, text, spans}]; for
    proposals also responses; where several articles tell of the thing accounts, with keys, the reasons to take them
    for one; where there are any, maybe (other nodes that may be the same, with keys) and conflicts; for actors and
    places positions, mentions, articles and claims; for articles citation and claims by kind; for processes meetings;
    for conflicts between, the two claims explained.
    Raises NotFound with the nearest ids.
    """
    reader = Reader(store, base_of(store), {})
    about = _explained(reader, _find(reader, name))
    _cite(about, citations(reader))
    return about


def _explained(reader: Reader, node: str) -> Explanation:
    classes = _classes(reader, node)
    about = {"id": reader.id(node), "iri": node, "kind": _kind(classes), "fields": _fields(reader, node)}
    if {"Claim", *JOINED} & classes:
        return about | _claim(reader, node) | across(reader, node)
    if "Article" in classes:
        return about | {"claims": _counts(reader, node)}
    if "Process" in classes:
        return about | {"meetings": meetings(reader, node)}
    if "Conflict" in classes:
        return about | {"between": [_explained(reader, claim) for claim in claims(reader, node)]}
    if {*ACTORS, *PLACES} & classes:
        return about | _entity(reader, node) | across(reader, node)
    return about


def _cite(about: Explanation, known: Mapping[str, str]) -> None:
    """Put the short citation of its article beside each sentence, and of an article itself."""
    if about["kind"] == "article":
        about["citation"] = known[about["id"]]
    for proof in about.get("evidence", ()):
        proof["citation"] = known.get(proof["article"], proof["article"])
    for part in (*about.get("responses", ()), *about.get("between", ())):
        _cite(part, known)


def _find(reader: Reader, name: str) -> str:
    """IRI of the node that `name` means."""
    try:
        node = bracketed(name if "://" in name else reader.base + name)
        if reader.store.query(f"ASK {{ {node} ?p ?o }}").truth:
            return node[1:-1]
    except StoreError:
        pass  # characters that no IRI has: it can only be an article's key
    for (article,) in reader.rows(f"SELECT ?a {{ ?a neg:key {quote(name)} }}"):
        return str(article)
    near = ", ".join(_near(reader, name))
    hint = f"near it are {near}" if near else "`kg table NAME` lists the ids of claims, actors and articles"
    raise NotFound(f"the store holds no {name}: {hint}")


def _near(reader: Reader, name: str) -> list[str]:
    """Ids of claims, actors and articles that share a word with `name` in id or name, the most alike first."""
    words = sorted(name.rsplit("/", 1)[-1].lower().replace("-", " ").split(), key=len)
    if not words:
        return []
    word = quote(words[-1])
    query = f"""SELECT DISTINCT ?n {{ VALUES ?k {{ neg:Actor neg:Claim neg:Article neg:Place }} ?n a ?k .
        OPTIONAL {{ ?n rdfs:label|skos:altLabel|neg:title ?label }}
        FILTER(CONTAINS(LCASE(STR(?n)), {word}) || CONTAINS(LCASE(?label), {word})) }} ORDER BY ?n LIMIT 500"""
    ids = [reader.id(iri) for (iri,) in reader.rows(query)]
    return difflib.get_close_matches(reader.id(name), ids, n=NEAR, cutoff=0.0)


def _classes(reader: Reader, node: str) -> set[str]:
    rows = reader.rows(f"SELECT ?k {{ <{node}> a ?k }}")
    return {kind.removeprefix(NEG) for (kind,) in rows if kind.startswith(NEG)}


def _kind(classes: set[str]) -> str:
    for kind in (*KINDS, "Article", "Sentence"):
        if kind in classes:
            return kind.lower()
    return "actor" if classes & set(ACTORS) else "place" if classes & set(PLACES) else "node"


def _fields(reader: Reader, node: str) -> dict[str, list[Any]]:
    """Values of the node by property, in the order of their names; nodes under their labels, concepts as codes."""
    found: dict[str, list[Any]] = {}
    for predicate, value, label, person, of in reader.rows(_FIELDS.format(node=f"<{node}>")):
        name = _NAMES.get(predicate) or (predicate.removeprefix(NEG) if predicate.startswith(NEG) else None)
        if name and name not in _OWN:
            found.setdefault(name, []).append(_value(reader, value, label, _leader(person, of)))
    return {name: sorted(values, key=str) for name, values in sorted(found.items())}


def _leader(person: str | None, of: str | None) -> str | None:
    return f"{person} ({of})" if person and of else person


def _value(reader: Reader, value: Any, label: str | None, leader: str | None) -> Any:
    if not isinstance(value, str):
        return value
    return label or leader or reader.id(value.rsplit("/", 1)[-1] if value.startswith(CONCEPT) else value)


def _claim(reader: Reader, node: str) -> Explanation:
    speakers = [label for (label,) in reader.rows(f"SELECT ?l {{ <{node}> neg:attributedTo ?a . ?a rdfs:label ?l }}")]
    answers = sorted(str(answer) for (answer,) in reader.rows(_ANSWERS.format(node=f"<{node}>")))
    about: Explanation = {
        "attributed_to": min(speakers, default=None),
        "article": _article(reader, node),
        "evidence": _evidence(reader, node),
    }
    if answers:
        about["responses"] = [_explained(reader, answer) for answer in answers]
    return about


def _article(reader: Reader, claim: str) -> Explanation | None:
    for (article,) in reader.rows(f"SELECT ?a {{ <{claim}> neg:article ?a }} ORDER BY ?a"):
        fields = _fields(reader, article)
        names = ("title", "publisher", "date", "source", "extractorVersion")
        return {"id": reader.id(article)} | {name: next(iter(fields.get(name, ())), None) for name in names}
    return None


def _evidence(reader: Reader, claim: str) -> list[Explanation]:
    spans = reader.spans(only(claim)).get(claim, [])
    return [
        {
            "article": reader.id(proof.article),
            "sentence": proof.number,
            "start": proof.start,
            "end": proof.end,
            "text": proof.text,
            "spans": [{"role": s.role, "start": s.start, "end": s.end} for s in spans if s.sentence == proof.iri],
        }
        for proof in reader.evidence(only(claim)).get(claim, ())
    ]


def _counts(reader: Reader, article: str) -> dict[str, int]:
    counts = {kind.removeprefix(NEG): n for kind, n in reader.rows(_COUNTS.format(node=f"<{article}>"))}
    return {kind.lower(): counts[kind] for kind in KINDS if kind in counts}


def _entity(reader: Reader, node: str) -> Explanation:
    about: Explanation = {"positions": [], "mentions": 0, "articles": [], "claims": []}
    positions = sorted(reader.rows(_POSITIONS.format(node=f"<{node}>")), key=lambda row: tuple(v or "" for v in row))
    about["positions"] = [{"office": office, "of": of, "source": source} for office, of, source in positions]
    named = dict(reader.rows(_MENTIONS.format(node=f"<{node}>")))
    about["mentions"], about["articles"] = sum(named.values()), sorted(map(reader.id, named))
    about["claims"] = _claims(reader, reader.rows(_CLAIMS_WITH.format(node=f"<{node}>")))
    return about


def _claims(reader: Reader, rows: Iterable[tuple[Any, ...]]) -> list[Explanation]:
    """Claims in which an actor or place plays a role, as {id, role, what}."""
    found = [
        {
            "id": reader.id(claim),
            "role": role.removeprefix(NEG),
            "what": _bare(what),
        }
        for claim, role, what in rows
        if role.startswith(NEG)
    ]
    return sorted(found, key=lambda row: (row["id"], row["role"]))


def _bare(text: str | None) -> str | None:
    """The code of a concept; other text as it is."""
    return text.rsplit("/", 1)[-1] if text and text.startswith(CONCEPT) else text
