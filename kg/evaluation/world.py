"""Identity and conflicts across reports, in the project's own gold format (data/gold/README.md, data/gold/world).

Identity is B-cubed (Bagga and Baldwin 1998) over the accounts that people marked: an account is found where a claim of
its kind has evidence in the sentence of its anchor, and belongs to the node that stands for the claim. An account that
is not found is alone, so that recall bears what extraction misses; "of those found" leaves such accounts out and shows
the linking by itself. A conflict is found where its two claims have evidence in the sentences of the two anchors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.anchors import find_anchor
from kg.evaluation.entities import Linked, b_cubed, mention_at
from kg.evaluation.gold import GoldFile, Row
from kg.evaluation.scores import Measure, Mistake, Scored, f1, share
from kg.evaluation.texts import of_file
from kg.ingest.claims import ArticleClaims, Claim
from kg.ingest.pipeline import Pipeline
from kg.ingest.triples import article_iri, graphs
from kg.ingest.triples.claims import all_claims, claim_iri
from kg.ingest.triples.names import names_of
from kg.resources import shipped
from kg.schema.terms import BASE
from kg.store.base import LogRecord
from kg.store.scratch import ScratchStore
from kg.world.clusters import Ties
from kg.world.linking import World, found_world
from kg.world.said import Said

KINDS = {"meetings": "Meeting", "proposals": "Proposal", "agreements": "Agreement", "documents": "Handover"}
REACH = 0.92
CONFLICTS = "conflicts: both claims"


@dataclass(frozen=True, slots=True)
class Read:
    """The articles of a gold file by id, the claims of each by the class of their records, and the world they make."""

    made: Mapping[str, ArticleClaims]
    claims: Mapping[str, tuple[Claim, ...]]
    world: World


def score(gold: GoldFile, pipeline: Pipeline, folders: Sequence[Path]) -> Scored:
    """B-cubed of actors, meetings, proposals, agreements and documents, and F1 of conflicts, over all files."""
    ids = sorted({article for row in gold.rows for article in row["articles"]})
    read = _read(ids, pipeline, [*folders, shipped("data", "articles")])
    measures: list[Measure] = []
    mistakes: list[Mistake] = []
    for part, links in (("actors", _actors(gold.rows, read)), *_accounts(gold.rows, read)):
        found = [link for link in links if link.found]
        measures.append(replace(b_cubed([links], reach=REACH), name=f"identity of {part}, B-cubed"))
        measures.append(replace(b_cubed([found]), name=f"identity of {part}, of those found", reach=None))
        measures.append(share(f"{part}: accounts found", len(found), len(links)))
        mistakes += _split_or_joined(f"identity of {part}, B-cubed", found)
    more, wrong = _conflicts(gold.rows, read)
    return Scored(gold.name, len(ids), (*measures, *more), (*mistakes, *wrong))


def _read(ids: Sequence[str], pipeline: Pipeline, folders: Sequence[Path]) -> Read:
    articles = [of_file({"id": name}, folders, pipeline) for name in ids]
    made = dict(zip(ids, pipeline.run(articles), strict=True))
    with ScratchStore() as store:
        for claims in made.values():
            key = claims.article.key
            store.replace(str(article_iri(key)), graphs(claims), LogRecord(key))
        world = found_world(Said(store, store.log(), {}), BASE, Ties())
    return Read(made, {name: tuple(all_claims(found)) for name, found in made.items()}, world)


def _accounts(rows: Sequence[Row], read: Read) -> Iterator[tuple[str, list[Linked]]]:
    for part, kind in KINDS.items():
        links = []
        for row in rows:
            for number, thing in enumerate(row.get(part, ())):
                title = f"{row['negotiation']}: {thing['label']} ({number})"
                links += [_account(title, account, kind, read) for account in thing["accounts"]]
        yield part, links


def _account(title: str, account: Row, kind: str, read: Read) -> Linked:
    at = _place(account, read)
    holding = [c for c in _holding(account["article"], at, read) if type(c).__name__ == kind]
    main = [claim for claim in holding if claim.evidence[0].start <= at < claim.evidence[0].end]
    found = next(iter(main or holding), None)
    return Linked(title, (at, at), _node(account["article"], found, read) if found else None)


def _node(article: str, claim: Claim, read: Read) -> str:
    """The node that stands for a claim."""
    iri = str(claim_iri(claim, names_of(read.made[article].article.key)))
    return read.world.claims.get(iri, iri)


def _holding(article: str, at: int, read: Read) -> list[Claim]:
    """Claims of the article with evidence in the sentence at an offset."""
    return [claim for claim in read.claims[article] if any(e.start <= at < e.end for e in claim.evidence)]


def _place(account: Row, read: Read) -> int:
    """Offset of an anchor. InputError where the article does not have it once."""
    if account["article"] not in read.made:
        raise InputError(f"{account['article']}: not among the articles of its negotiation")
    places = _in_text(account["anchor"], read.made[account["article"]])
    if len(places) != 1:
        raise InputError(f"{account['article']}: anchor {len(places)} times in the text: {account['anchor']!r}")
    return places[0]


def _in_text(words: str, made: ArticleClaims) -> list[int]:
    """Offsets of words in the source, front matter left out."""
    article = made.article
    return [at for at in find_anchor(words, article.source_text) if at >= article.offsets.to_source(0)]


def _actors(rows: Sequence[Row], read: Read) -> list[Linked]:
    links = []
    for row in rows:
        for actor in row.get("actors", ()):
            for mention in actor["mentions"]:
                found = read.made[mention["article"]]
                at = next(iter(_in_text(mention["as"], found)), -1)
                span = (at, at + len(mention["as"]))
                key = mention_at(span, found) if at >= 0 else None
                iri = str(names_of(found.article.key).entity(key)) if key else None
                links.append(Linked(actor["name"], span, read.world.actors.get(iri, iri) if iri else None))
    return links


def _split_or_joined(measure: str, links: Sequence[Linked]) -> Iterator[Mistake]:
    for title in dict.fromkeys(link.title for link in links):
        nodes = {link.found for link in links if link.title == title}
        if len(nodes) > 1:
            yield Mistake(measure, "wrong", "one thing as several", "", f"{title}: {len(nodes)} nodes")
    for node in dict.fromkeys(link.found for link in links):
        titles = dict.fromkeys(link.title for link in links if link.found == node)
        if len(titles) > 1:
            yield Mistake(measure, "wrong", "several things as one", "", "; ".join(titles))


def _conflicts(rows: Sequence[Row], read: Read) -> tuple[list[Measure], list[Mistake]]:
    iris = {
        str(claim_iri(claim, names_of(read.made[article].article.key))): (article, claim)
        for article, claims in read.claims.items()
        for claim in claims
    }
    made = [(c, iris[c.first], iris[c.second]) for c in read.world.conflicts]
    wanted = [(row, conflict) for row in rows for conflict in row.get("conflicts", ())]
    hits: dict[int, list[int]] = {
        n: [m for m, (_, first, second) in enumerate(made) if _is(conflict, first, second, read)]
        for n, (_, conflict) in enumerate(wanted)
    }
    right = {m for found in hits.values() for m in found}
    mistakes = [
        Mistake(CONFLICTS, "miss", conflict["aspect"], row["negotiation"], _words(conflict))
        for n, (row, conflict) in enumerate(wanted)
        if not hits[n]
    ]
    mistakes += [
        Mistake(CONFLICTS, "extra", c.aspect, first[0], f"{first[1].evidence[0].text} | {second[1].evidence[0].text}")
        for m, (c, first, second) in enumerate(made)
        if m not in right
    ]
    found = sum(bool(hit) for hit in hits.values())
    measure = f1(CONFLICTS, found, len(made), len(wanted))
    return [replace(measure, precision=len(right) / len(made) if made else 0.0)], mistakes


def _is(conflict: Row, first: tuple[str, Claim], second: tuple[str, Claim], read: Read) -> bool:
    """Whether two claims are those of a marked conflict, in either order."""
    marked = [(side["article"], _place(side, read)) for side in (conflict["first"], conflict["second"])]
    return any(
        all(_holds(claim, place) for claim, place in zip((first, second), order, strict=True))
        for order in (marked, marked[::-1])
    )


def _holds(made: tuple[str, Claim], place: tuple[str, int]) -> bool:
    article, claim = made
    return article == place[0] and any(e.start <= place[1] < e.end for e in claim.evidence)


def _words(conflict: Row) -> str:
    first, second = conflict["first"], conflict["second"]
    return f"{conflict['about']}: {first['value']} ({first['by']}) against {second['value']} ({second['by']})"
