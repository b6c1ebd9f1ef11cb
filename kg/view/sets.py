"""All pages of a store in one folder, linked with one another: `kg view all` and the demonstration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.view import view_page, write_page, write_text
from kg.view.actors import actors_page
from kg.view.article import article_page
from kg.view.cards import cited
from kg.view.ego import EVERYTHING, around
from kg.view.index import Contents, Listed, index_html
from kg.view.links import Links, below, file_names
from kg.view.records import Node, Page, Record, Records, Request
from kg.view.registry import VIEWS

INDEX = "index.html"
MAX_ARTICLES = 100  # articles that get a page of their own; a page is half a megabyte
EGOS = 24  # actors that get a page of their own
LEAST = 5  # claims about such an actor
UNFIT = frozenset({"unnamed", "unlisted"})  # groups of actors whose name tells little


@dataclass(frozen=True, slots=True)
class Plan:
    """What a set will hold: the actors and articles with a page of their own, and the links as seen from its folder."""

    actors: tuple[Node, ...]
    articles: tuple[Record, ...]
    links: Links


def write_set(
    records: Records, folder: Path, *, request: Request | None = None, max_articles: int = MAX_ARTICLES
) -> Iterator[tuple[Path, str]]:
    """Write the pages of `records` into `folder`; gives each file with what it holds, the index last.

    An article gets a page of its own if it is one of the `max_articles` with most claims, an actor if it is one of the
    EGOS with most.
    """
    wanted = request or Request()
    everybody = actors_page(records, replace(wanted, max_nodes=EVERYTHING))
    plan = _plan(records, everybody, max_articles)
    listed: list[Listed] = []
    for view in (view for view in VIEWS.values() if not view.of):
        address = f"{view.name}.html"
        told = write_page(view_page(view.name, records, wanted), folder / address, replace(plan.links, here=address))
        listed.append(Listed(view.word, address, view.summary, told))
        yield folder / address, told
    inside = below(plan.links)
    for node in plan.actors:
        path = folder / plan.links.actors[node.label]
        others = {label: address for label, address in inside.actors.items() if label != node.label}
        yield path, write_page(around(everybody, node.key, wanted), path, replace(inside, actors=others))
    for row in plan.articles:
        path = folder / plan.links.articles[str(row["id"])]
        page = article_page(records, replace(wanted, name=str(row["id"])))
        yield path, write_page(page, path, replace(inside, articles={}))
    found = _contents(records, plan, listed)
    write_text(index_html(found, replace(plan.links, here=INDEX)), folder / INDEX)
    yield folder / INDEX, f"links to {len(listed) + len(plan.actors) + len(plan.articles)} pages"


def _plan(records: Records, everybody: Page, max_articles: int) -> Plan:
    actors = most_spoken_of(everybody)
    articles = _best_told(records, max_articles)
    files = file_names((node.key for node in actors), "actors")
    links = Links(
        pages=(("Overview", INDEX), *((view.word, f"{view.name}.html") for view in VIEWS.values() if not view.of)),
        actors={node.label: files[node.key] for node in actors},
        articles=file_names((str(row["id"]) for row in articles), "articles"),
    )
    return Plan(actors, articles, links)


def most_spoken_of(page: Page) -> tuple[Node, ...]:
    """The nodes of an actors page with most claims, each under a label that no other has."""
    labels = Counter(node.label for node in page.nodes)
    fit = [node for node in page.nodes if node.group not in UNFIT and node.weight >= LEAST and labels[node.label] == 1]
    return tuple(sorted(fit, key=lambda node: (-node.weight, node.key))[:EGOS])


def _best_told(records: Records, most: int) -> tuple[Record, ...]:
    """The articles, at most `most` of them, those with most claims first."""
    ranked: Sequence[Record] = sorted(records.articles, key=lambda row: (-int(row.get("claims") or 0), str(row["id"])))
    return tuple(ranked[:most])


def _contents(records: Records, plan: Plan, listed: list[Listed]) -> Contents:
    sources, _ = cited(records.articles)
    kept = plan.links.articles
    shown = [source for source in sources if source.key in kept]
    left = len(sources) - len(shown)
    return Contents(
        pages=tuple(listed),
        actors=tuple(
            Listed(node.label, plan.links.actors[node.label], "", f"{node.weight:,} claims") for node in plan.actors
        ),
        articles=tuple(Listed(source.text, kept[source.key], "", "") for source in shown),
        sources=sources,
        note=f"Those with most claims; {left:,} more have no page of their own (kg view article ID)." if left else "",
    )
