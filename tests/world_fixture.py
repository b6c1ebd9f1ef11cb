"""Small invented articles about one negotiation, built claim by claim, for tests of what several articles tell."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.ingest.claims import (
    Agreement,
    ArticleClaims,
    Claim,
    Event,
    Evidence,
    Handover,
    Meeting,
    Proposal,
    Response,
    RoleSpan,
    Statement,
)
from kg.ingest.model import Article, DateValue, Entity, OffsetMap, Quantity
from kg.ingest.triples import article_iri, graphs
from kg.store import LogRecord, Store, open_store
from kg.store.scratch import ScratchStore

STATES = {"av": "Arvenia", "ks": "Kestria", "nl": "Norland", "so": "Sorrel Republic"}
PLACES = {"halden": "Halden", "ilm": "Port Ilm"}
VENUES = {"seehof": "Seehof Palace", "kursaal": "Kursaal"}
LISTS = {
    Meeting: "meetings", Event: "events", Proposal: "proposals", Agreement: "agreements", Handover: "handovers",
    Statement: "statements",
}  # fmt: skip


def state(code: str) -> str:
    """Key of a state."""
    return f"state/{code}"


def entities() -> dict[str, Entity]:
    """Everybody and every place that the authority of the tests knows, by key."""
    known = [Entity(state(code), "state", label, True, country=code.upper() + "X") for code, label in STATES.items()]
    known += [Entity(f"place/{code}", "place", label, True) for code, label in PLACES.items()]
    known += [Entity(f"venue/{code}", "venue", label, True, within="place/halden") for code, label in VENUES.items()]
    known += [
        Entity("person/ollin", "person", "Tarek Ollin", True, side=state("av")),
        Entity("person/sestak", "person", "Milan Šestak", True, side=state("ks")),
    ]
    return {entity.key: entity for entity in known}


def day(text: str | None) -> DateValue | None:
    """A date such as 2030-05-14, 2030-05 or 2030."""
    return DateValue(text, {10: "day", 7: "month", 4: "year"}[len(text)]) if text else None


@dataclass(frozen=True)
class Draft:
    """An article in the making: each claim gets a sentence of its own."""

    key: str
    told: str
    publisher: str = "Northern Wire"
    claims: tuple[Claim, ...] = ()
    locals: tuple[Entity, ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict)  # claim id: its sentence

    def built(self) -> ArticleClaims:
        """The claims with their evidence."""
        lines = [self.sentences.get(claim.id) or f"Sentence on {claim.id} of {self.key}." for claim in self._all()]
        text = "\n".join(lines)
        proofs: dict[str, Evidence] = {}
        at = 0
        for number, (claim, line) in enumerate(zip(self._all(), lines, strict=True)):
            span = RoleSpan("trigger", at, at + len(line.split()[0]))
            proofs[claim.id] = Evidence(number, at, at + len(line), line, (span,))
            at += len(line) + 1
        article = Article(
            self.key, self.key, text, text, OffsetMap((0,), (0,)), publisher=self.publisher, date=day(self.told)
        )
        known = entities() | {entity.key: entity for entity in self.locals}
        fields: dict[str, Any] = {name: [] for name in LISTS.values()}
        for claim in self.claims:
            proven = replace(claim, evidence=(proofs[claim.id],))
            if isinstance(proven, Proposal):
                answers = (replace(answer, evidence=(proofs[answer.id],)) for answer in proven.responses)
                proven = replace(proven, responses=tuple(answers))
            fields[LISTS[type(claim)]].append(proven)
        lists = {name: tuple(found) for name, found in fields.items()}
        return ArticleClaims(article, len(lines), len(text.split()), tuple(known.values()), fingerprint="f", **lists)

    def _all(self) -> list[Claim]:
        answers = [answer for claim in self.claims if isinstance(claim, Proposal) for answer in claim.responses]
        return [*self.claims, *answers]


def meeting(name: str = "m0", sides: str = "av ks", **given: Any) -> Meeting:
    """A meeting of states by their codes; `on` is its date."""
    parties = tuple(map(state, sides.split()))
    date = day(given.pop("on", None))
    defaults = {"label": f"talks {name}", "parties": parties, "participants": parties, "date": date}
    return Meeting(name, (), **(defaults | given))


def proposal(
    name: str = "p0", by: str = "av", label: str = "unconditional ceasefire of thirty days", **given: Any
) -> Proposal:
    """A proposal of a state to Kestria."""
    defaults = {"label": label, "issues": ("ceasefire",), "proposers": (state(by),), "addressees": (state("ks"),)}
    return Proposal(name, (), **(defaults | given))


def response(name: str = "p0-r0", stance: str = "reject", by: str = "ks", **given: Any) -> Response:
    """An answer of a state."""
    return Response(name, (), stance=stance, by=(state(by),), **given)


def agreement(name: str = "a0", sides: str = "av ks", on: str | None = "2030-05-14", **given: Any) -> Agreement:
    """An agreement of states on an exchange."""
    defaults = {
        "label": "exchange of wounded prisoners", "issues": ("prisoner_exchange",), "date": day(on),
        "parties": tuple(map(state, sides.split())),
    }  # fmt: skip
    return Agreement(name, (), **(defaults | given))


def event(name: str = "e0", agents: str = "av", targets: str = "ks", act: str = "attack", **given: Any) -> Event:
    """An event between states."""
    kinds = {"attack": "ASSAULT", "agree": "AGREE", "reject": "REJECT", "release": "RETREAT"}
    sides = {"agents": tuple(map(state, agents.split())), "targets": tuple(map(state, targets.split()))}
    return Event(name, (), **({"type": kinds[act], "act": act} | sides | given))


def people(count: int, unit: str = "prisoners") -> Quantity:
    """An amount."""
    return Quantity(count, count, unit, f"{count} {unit}")


def put(store: Store, draft: Draft) -> None:
    """Write an article into a store, as `kg.runs` does."""
    claims = draft.built()
    record = LogRecord(draft.key, str(hash_of(claims)), "f1", "0.1.0")
    store.replace(str(article_iri(draft.key)), graphs(claims), record)


def hash_of(claims: ArticleClaims) -> str:
    """What tells versions of an article apart."""
    import hashlib

    return hashlib.sha256(repr(claims).encode()).hexdigest()[:16]


def store_of(drafts: Iterable[Draft], url: str | None = None) -> Store:
    """A store with the articles, linked."""
    from kg.world.relinking import relink

    store: Store = ScratchStore() if url is None else open_store(url)
    for draft in drafts:
        put(store, draft)
    relink(store)
    return store


def graph_of_all(store: Store) -> set[str]:
    """All quads but those of the log."""
    return {line for line in store.quads() if "<https://w3id.org/parley/store#log> ." not in line}


def random_draft(rng: random.Random, number: int) -> Draft:
    """An article about the same few meetings, offers and deals as others, with details that agree or do not."""
    days = ("2030-05-14", "2030-05-15", "2030-06-02")
    on = rng.choice(days)
    status = rng.choice(("held", "held", "planned", "cancelled"))
    found: list[Claim] = [
        meeting(
            "m0", rng.choice(("av ks", "av ks nl")), on=rng.choice((on, on, on[:7], None)), status=status,
            round=rng.choice((None, 1, 2)), place=rng.choice((None, "place/halden", "place/ilm")),
            venue=rng.choice((None, "venue/seehof", "venue/kursaal")), mediators=rng.choice(((), (state("so"),))),
        )
    ]  # fmt: skip
    if rng.random() < 0.6:
        answer = response(
            stance=rng.choice(("accept", "reject")), attributed_to=rng.choice((None, "local/person/i-varga"))
        )
        found.append(
            proposal(
                label=rng.choice(("unconditional ceasefire of thirty days", "ceasefire of thirty days at sea")),
                responses=(answer,),
            )
        )
    if rng.random() < 0.6:
        found.append(agreement(on=rng.choice((on, None)), quantity=people(rng.choice((1000, 1200)))))
    if rng.random() < 0.6:
        found.append(
            event(factuality=rng.choice(("asserted", "negated")), attributed_to=rng.choice((None, "person/sestak")))
        )
    if rng.random() < 0.5:
        found.append(Statement("s0", (), speaker="local/person/i-varga", cue="said"))
    person = Entity(
        "local/person/i-varga", "person", rng.choice(("Ilse Varga", "Ilse Vargá")), side=rng.choice((None, state("av")))
    )  # fmt: skip
    return Draft(f"a{number}", on, rng.choice(("Northern Wire", "Halden Post")), tuple(found), (person,))
