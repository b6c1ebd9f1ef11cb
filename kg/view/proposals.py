"""The page of the proposals: who made them, to whom, and who answered how; actors and proposals are both nodes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.network.actors import ActorIndex, actor_index
from kg.view.actors import GROUPS, actor_node, country_names
from kg.view.cards import cited, proposal_card, response_card
from kg.view.folding import folded
from kg.view.records import Card, Edge, Node, Page, Record, Records, Request

PROPOSAL_GROUP = ("proposal", "Proposal", "star")
KINDS = (
    ("proposed", "Proposed", "triangle"),
    ("addressed", "Made to", "vee"),
    ("accept", "Accepts", "triangle"),
    ("partial", "Accepts in part", "diamond"),
    ("counter", "Makes a counter-offer", "curve"),
    ("defer", "Puts off", "circle"),
    ("reject", "Rejects", "bar"),
    ("no_comment", "Does not comment", "box"),
    ("answer", "Answers", "vee"),
)
STANCES = frozenset(kind for kind, _, _ in KINDS) - {"proposed", "addressed", "answer"}


def proposals_page(records: Records, request: Request) -> Page:
    """Two-mode page of proposals and actors; an answer is an edge from who gives it to what it answers."""
    sources, numbers = cited(records.articles)
    index = actor_index(records.actors)
    cards: list[Card] = []
    edges: list[Edge] = []
    nodes: list[Node] = []
    about: dict[str, list[int]] = {}
    proposals = sorted(records.proposals, key=lambda row: (str(row.get("date") or "9999"), str(row["id"])))
    for row in proposals:
        first = len(cards)
        for card, ties in _told(row, index, numbers):
            for tie in ties:
                edges.append(Edge(*tie, False, (len(cards),)))
                actor = tie[0] if tie[1].startswith("proposal ") else tie[1]
                if len(cards) not in about.setdefault(actor, []):
                    about[actor].append(len(cards))
            cards.append(card)
        nodes.append(_proposal_node(row, cards[first], tuple(range(first, len(cards)))))
    rows, countries = {str(actor["id"]): actor for actor in records.actors}, country_names(records.actors)
    actors = [actor_node(key, rows.get(key), tuple(about[key]), countries) for key in sorted(about)]
    unanswered = sum(not row.get("responses") for row in proposals)
    note = f"Of {len(proposals)} proposals, {unanswered} got no answer that the reports tell of."
    page = Page(
        name="proposals",
        title="Proposals and answers",
        subject="Proposals",
        nodes=(*actors, *nodes),
        edges=tuple(_bundled(edges)),
        cards=tuple(cards),
        sources=sources,
        groups=(PROPOSAL_GROUP, *GROUPS),
        kinds=KINDS,
        noun="node",
        notes=(note,) if unanswered else (),
    )
    return folded(page, request.max_nodes)


def _told(row: Record, index: ActorIndex, numbers: dict[str, int]) -> Iterator[tuple[Card, list[tuple[str, str, str]]]]:
    """The proposal and its answers as cards, each with its ties (from, to, kind)."""
    key, articles = f"proposal {row['id']}", row.get("articles") or ()
    proposers = [(index.find(label, articles), key, "proposed") for label in row.get("proposers") or ()]
    addressees = [(key, index.find(label, articles), "addressed") for label in row.get("addressees") or ()]
    yield proposal_card(row, numbers), list(dict.fromkeys((*proposers, *addressees)))
    for i, response in enumerate(row.get("responses") or ()):
        answer = {**response, "id": f"{row['id']} {i:04}", "issues": row.get("issues")}
        near = [proof["article"] for proof in response.get("evidence") or ()] or articles
        stance = response.get("stance")
        kind = stance if stance in STANCES else "answer"
        ties = [(index.find(label, near), key, kind) for label in response.get("by") or ()]
        yield response_card(answer, numbers), list(dict.fromkeys(ties))


def _proposal_node(row: Record, card: Card, cards: tuple[int, ...]) -> Node:
    issues = [issue.replace("_", " ") for issue in row.get("issues") or ()]
    answers = len(cards) - 1
    facts = [("Date", str(card.date))] if card.date else []
    facts += [("Issue", ", ".join(issues))] if issues else []
    facts.append(("Answers", str(answers) if answers else "none told"))
    fold = f"Proposals on {issues[0]}" if issues else ""
    label = str(row.get("label") or "Proposal")
    return Node(f"proposal {row['id']}", label, "proposal", (), tuple(facts), cards, 1 + 3 * answers, fold)


def _bundled(edges: list[Edge]) -> Iterator[Edge]:
    """One edge for each pair, direction and kind."""
    bundles: dict[tuple[str, str, str, bool], set[int]] = {}
    for edge in edges:
        bundles.setdefault((edge.source, edge.target, edge.kind, edge.mutual), set()).update(edge.cards)
    yield from (Edge(*key, tuple(sorted(cards))) for key, cards in sorted(bundles.items()))
